"""Where the journal is, its passphrase, its backups, what was removed, and copies."""
