"""What names the structure of a journal; `migrations` makes it."""

APPLICATION_ID = 0x41485031
"""ASCII "AHP1": marks the file as a journal of this program (SQLite header, offset 68)."""

SCHEMA_VERSION = 3

INDEXED = ("entry", "action", "rating", "module", "reply", "attachment")
"""Tables with a search index beside them."""
