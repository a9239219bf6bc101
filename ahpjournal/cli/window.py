"""Opening the window, which most starts of the program ask for."""

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_ENDING = ".ahpjournal"


class WindowWish(NamedTuple):
    """A window: on a journal, the demo, or what was open last."""

    journal: Path | None
    is_demo: bool


def window_asked_for(given: Sequence[str]) -> WindowWish | None:
    """Tell what window a command line asks for; None if it has to be read in full."""
    match given:
        case []:
            return WindowWish(None, is_demo=False)
        case ["--demo"]:
            return WindowWish(None, is_demo=True)
        case [name] if name.endswith(_ENDING) and not name.startswith("-"):
            return WindowWish(Path(name), is_demo=False)
        case _:
            return None


def open_window(journal: Path | None, *, is_demo: bool) -> int:
    """Show the window until it is closed, and give the exit code.

    Raises:
        ConditionError: there is no screen, or the system lacks what a window needs.
    """
    gc.disable()  # next to nothing that is made now is let go; `ui.running` begins with it again
    try:
        from ahpjournal.bootstrap import run

        return run(journal, is_demo=is_demo, qt_arguments=["ahpjournal"])
    finally:
        gc.enable()
