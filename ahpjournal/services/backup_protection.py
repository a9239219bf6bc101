"""Bringing what was copied of a journal to the passphrase that protects it now."""

from collections.abc import Iterable
from pathlib import Path

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.jobs import Job, SilentJob
from ahpjournal.storage.backup_folder import protect_backup, refresh_keys
from ahpjournal.storage.keys import FileKind, Key, sniff
from ahpjournal.storage.rekeying import encrypt_like
from ahpjournal.storage.restoring import set_aside

_SEALED = frozenset({FileKind.ENCRYPTED, FileKind.KEYLESS})


def encrypt_plain(
    journal: Path, key: Key, backups: Iterable[Backup], job: Job | None = None
) -> tuple[Path, ...]:
    """Encrypt the plain ones of *backups*, and the plain journals that restores kept aside.

    What cannot be encrypted stays as it is; it is given back.
    """
    left: list[Path] = []
    for kept in _kept_aside(journal):
        kind = sniff(kept)
        if kind not in _SEALED and kind is not FileKind.EMPTY:
            try:
                encrypt_like(kept, journal, key, job or SilentJob())
            except ConditionError:
                left.append(kept)
    for backup in backups:
        if not backup.is_encrypted:
            try:
                protect_backup(backup, key, journal, job)
            except ConditionError:
                left.append(backup.path)
    return tuple(left)


def renew_key_slots(journal: Path, key: Key, backups: Iterable[Backup]) -> tuple[Path, ...]:
    """Let the present passphrase open the encrypted *backups*, and what restores kept aside.

    Gives those whose slots could not be written; those of another key are left as they are.
    """
    copies = [backup.path for backup in backups if backup.is_encrypted]
    copies += [kept for kept in _kept_aside(journal) if sniff(kept) in _SEALED]
    left = []
    for copy in copies:
        try:
            refresh_keys(copy, key, journal)
        except ConditionError:
            left.append(copy)
    return tuple(left)


def _kept_aside(journal: Path) -> tuple[Path, ...]:
    """Give the journals that restores kept when they put a backup in place of *journal*."""
    return tuple(folder / journal.name for folder in set_aside(journal))
