"""Slowing repeated guesses of a passphrase, without ever locking anybody out. No Qt here."""

FREE = 3
"""Wrong passphrases in a row before there is a pause."""
LONGEST = 30
"""The longest pause, in seconds."""


def pause_after(wrong: int) -> int:
    """Give the seconds to wait after *wrong* passphrases in a row: 0, 0, 0, 1, 2, 4 and so on."""
    if wrong <= FREE:
        return 0
    return min(LONGEST, 1 << min(wrong - FREE - 1, LONGEST.bit_length()))
