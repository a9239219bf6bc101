"""One open journal file: SQLite through sqlite-utils. Everything SQL lives in this package."""
