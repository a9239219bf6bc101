"""What the panel for a quick thought does, from any page. No Qt here."""

from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.routes import Navigator, PageId, Route
from ahpjournal.ui.thought import Thought
from ahpjournal.ui.unsaved import UnsavedText


class QuickThoughtDisplay(Protocol):
    """What the presenter needs of the panel."""

    def typed(self) -> str:
        """Give the thought as it stands."""

    def clear(self) -> None:
        """Empty the field."""

    def show_saved(self, *, is_saved: bool, problem: UserMessage | None) -> None:
        """Say whether the thought is on disk, or why it is not."""

    def put_away(self) -> None:
        """Close the panel and give the keyboard back."""


class QuickThoughtPresenter:
    """Keeps a thought on disk while it is typed, as an entry to be finished later."""

    def __init__(
        self,
        display: QuickThoughtDisplay,
        session: JournalSession,
        navigator: Navigator,
        timers: Timers,
    ) -> None:
        """Store thoughts in *session*."""
        self._display = display
        self._navigator = navigator
        self._thought = Thought(session.entries)
        self._problem: UserMessage | None = None
        self._autosave = Autosave(timers, self._save)

    def edited(self) -> None:
        """Take note that the thought changed; it is saved once typing pauses."""
        self._display.show_saved(is_saved=False, problem=self._problem)
        self._autosave.touch()

    def keep(self) -> None:
        """Put the panel away, once the thought is on disk."""
        if self._finish() is not None:
            self._display.put_away()

    def write_on(self) -> None:
        """Go on writing in the journal."""
        kept = self._finish()
        if kept is not None:
            self._display.put_away()
            if kept:
                self._navigator.go(Route(PageId.JOURNAL, record=kept))

    def flush(self) -> bool:
        """Save what is typed; tell whether it is on disk."""
        return self._autosave.flush()

    def close(self) -> None:
        """Let go of the journal."""
        self._autosave.forget()

    def unsaved(self) -> tuple[UnsavedText, ...]:
        """Give what was typed and could not be saved."""
        if not self._autosave.has_failed:
            return ()
        return (UnsavedText(_("Quick thought"), self._display.typed()),)

    def _finish(self) -> str | None:
        """Give the id of the thought and begin another; None if it is not on disk."""
        self._autosave.touch()
        if not self.flush():
            return None
        kept = self._thought.let_go()
        self._display.clear()
        self._display.show_saved(is_saved=False, problem=None)
        return kept

    def _save(self) -> bool:
        try:
            self._thought.save(self._display.typed())
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._problem = None
        is_saved = self._problem is None and bool(self._thought.id)
        self._display.show_saved(is_saved=is_saved, problem=self._problem)
        return self._problem is None
