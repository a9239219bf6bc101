"""When to save what is typed: soon after a pause, and never later than a limit. No Qt here."""

from collections.abc import Callable
from typing import Protocol

from ahpjournal import logs

PAUSE_MS = 800
AT_MOST_MS = 900
"""A power cut takes no more than this while somebody writes on without a pause."""
AT_MOST_LONG_MS = 3_600
"""The same in a text so long that to save it takes a good part of a second."""
_AGAIN_MS = 1_800
"""A save that did not work is tried again after this."""


class Timer(Protocol):
    """A single-shot timer; starting it again restarts it."""

    def start(self, milliseconds: int) -> None:
        """Fire once after *milliseconds* from now."""

    def stop(self) -> None:
        """Do not fire."""

    def is_active(self) -> bool:
        """Tell whether it is going to fire."""


class Timers(Protocol):
    """Makes timers."""

    def single_shot(self, callback: Callable[[], None]) -> Timer:
        """Make a timer, not yet started, that calls *callback* on the caller's thread."""


class Autosave:
    """Calls *save* after a pause in typing, and while typing goes on at least every limit.

    *save* tells whether the text is on disk; if not, it is tried again after the limit. A fault of
    ours in it is logged and counts as not saved: the window says so, keeps the text and offers to
    put it elsewhere.
    """

    def __init__(
        self,
        timers: Timers,
        save: Callable[[], bool],
        on_fault: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare to call *save*, and *on_fault* after a fault of ours in it."""
        self._save = save
        self._on_fault = on_fault
        self._pause = timers.single_shot(self._fire)
        self._limit = timers.single_shot(self._fire)
        self._is_pending = self._has_failed = False

    @property
    def has_failed(self) -> bool:
        """Whether what is pending could not be saved when it was last tried."""
        return self._is_pending and self._has_failed

    @property
    def is_pending(self) -> bool:
        """Whether something was typed that is not known to be on disk."""
        return self._is_pending

    def touch(self, *, is_long: bool = False) -> None:
        """Take note that something was typed, into a very long text or not."""
        self._is_pending = True
        self._pause.start(PAUSE_MS)
        if not self._limit.is_active():
            self._limit.start(AT_MOST_LONG_MS if is_long else AT_MOST_MS)

    def flush(self) -> bool:
        """Save now if anything is pending; tell whether everything is on disk."""
        if not self._is_pending:
            return True
        self._pause.stop()
        self._limit.start(_AGAIN_MS)  # it is tried again whatever happens below
        self._has_failed = not self._try()
        if self._has_failed:
            return False
        self._is_pending = False
        self._limit.stop()
        return True

    def forget(self) -> None:
        """Drop what is pending: the record it belonged to is gone or was never begun."""
        self._pause.stop()
        self._limit.stop()
        self._is_pending = self._has_failed = False

    def _try(self) -> bool:
        try:
            return self._save()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the text is not saved
            logs.fault(error)
            self._on_fault()
            return False

    def _fire(self) -> None:
        self.flush()
