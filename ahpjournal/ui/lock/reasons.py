"""Why a journal is locked. No Qt here."""

from enum import StrEnum


class LockReason(StrEnum):
    """What made the program lock the journal."""

    ASKED = "asked"
    IDLE = "idle"
    SLEEP = "sleep"
    SCREEN = "screen"
    START = "start"
    """Nothing was open yet: the journal is encrypted and the program has just found it."""
