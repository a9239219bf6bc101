"""Amounts as people read them. No Qt here."""

from ahpjournal.text import _

_MEGABYTE, _KILOBYTE = 1_000_000, 1_000


def size_words(size: int) -> str:
    """Give *size*, in bytes, as people read it: 340 kB, 2.1 MB."""
    if size < _MEGABYTE:
        return _("{size} kB").format(size=max(1, round(size / _KILOBYTE)))
    return _("{size} MB").format(size=round(size / _MEGABYTE, 1))
