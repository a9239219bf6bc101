"""Who has a journal open, and asking that window to come to the front."""

from pathlib import Path
from typing import TypeAlias

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage import show_request
from ahpjournal.storage.lock import WriterLock

Holder: TypeAlias = show_request.Holder
"""Who has a journal open, and since when."""

ask_to_show = show_request.ask_to_show
holder_of = show_request.holder_of
is_asked = show_request.is_asked
take_request = show_request.take_request


def is_held(path: Path) -> bool:
    """Tell whether another program on this computer has the journal at *path* open."""
    holder = holder_of(path)
    if holder is None or not holder.is_here or not path.exists():
        return False  # a lock that another computer left is not touched here
    try:
        WriterLock(path).release()
    except ConditionError as error:
        return error.code is ConditionCode.IN_USE
    return False
