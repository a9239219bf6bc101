"""Open formats in and out: between documents and records, without storage."""
