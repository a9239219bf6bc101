"""Making a plain journal encrypted, an encrypted one plain, and giving it another passphrase."""

import os
from contextlib import suppress
from pathlib import Path

from ahpjournal.storage.key_slots import keys_part, slots_if_any
from ahpjournal.storage.keys import keys_path
from ahpjournal.storage.opening import BESIDE


def rekeyed_part(journal: Path) -> Path:
    """Give the name under which the rewritten journal is made before it takes its place."""
    real = Path(os.path.realpath(journal))
    return real.with_name(f".{real.name}.rekeyed.part")


def forget_unfinished(journal: Path) -> None:
    """Remove what an interrupted change left beside *journal*; call it with the writer's lock."""
    part = rekeyed_part(journal)
    for place in (*(part.with_name(part.name + e) for e in ("", *BESIDE)), keys_part(journal)):
        with suppress(OSError):
            place.unlink(missing_ok=True)


def forget_stale_slots(journal: Path, journal_id: str) -> None:
    """Remove the key slots of *journal*, which is plain, if they are its own.

    They are left by a change that was interrupted. Those of another journal, which may only have
    been moved away for a while, stay.
    """
    slots = slots_if_any(journal)
    if slots is not None and slots.journal_id == journal_id:
        with suppress(OSError):
            keys_path(journal).unlink(missing_ok=True)
