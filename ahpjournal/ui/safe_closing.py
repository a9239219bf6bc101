"""Closing the window while something typed cannot be saved: first a copy of it elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.text import _
from ahpjournal.ui.unsaved import UnsavedText, write_copy


class ClosingWindow(Protocol):
    """The window that is to close."""

    def unsaved(self) -> tuple[UnsavedText, ...]:
        """Give what was typed and could not be saved."""

    def show_unsaved(self, texts: tuple[UnsavedText, ...]) -> None:
        """Say above the pages that *texts* are not saved."""

    def show_notice(self, words: str, problem: UserMessage | None = None) -> None:
        """Say what was done, or what stood in the way."""


class ClosingDialogs(Protocol):
    """What is asked before the window closes."""

    def choose(self, title: str, text: str, choices: Sequence[str]) -> int:
        """Ask for one of *choices*; the last one is the safe one."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save."""


class SafeClosing:
    """Lets a window close once all that was typed in it is on disk, here or elsewhere."""

    def __init__(self, dialogs: ClosingDialogs) -> None:
        """Ask with *dialogs*."""
        self._dialogs = dialogs
        self._copy: tuple[Path, tuple[UnsavedText, ...]] | None = None

    def forget_copy(self) -> None:
        """Let go of what was copied: the journal it belongs to closes."""
        self._copy = None

    def save_copy(self, window: ClosingWindow) -> bool:
        """Ask where to, and write what could not be saved there; tell whether it is on disk."""
        texts = window.unsaved()
        if not texts:
            return False
        target = self._dialogs.choose_save_file(
            _("Save a copy elsewhere"),
            Path.home() / _("Not saved in AHP Journal.md"),
            _("Text (*.md *.txt)"),
        )
        if target is None:
            return False
        try:
            write_copy(target, texts)
        except AhpJournalError as error:
            window.show_notice("", describe(error))
            return False
        self._copy = target, texts
        window.show_notice(_("A copy was saved: {path}").format(path=target))
        return True

    def may_close(self, window: ClosingWindow) -> bool:
        """Say what is not saved and ask what to do; tell whether the window may close now."""
        texts = window.unsaved()
        window.show_unsaved(texts)
        copy = self._copy
        if texts and copy is not None and copy[1] == texts and copy[0].is_file():
            return self._may_close_with_copy(copy[0])
        where = ", ".join(dict.fromkeys(text.where for text in texts))
        words = _(
            "What you typed cannot be saved at present. If the program closed now, it would be"
            " lost. {where}"
        ).format(where=where)
        stay = _("Stay")
        elsewhere = _("Save a copy elsewhere\u2026")
        choices = (elsewhere, stay) if texts else (stay,)
        answer = self._dialogs.choose(_("Not everything is saved"), words.strip(), choices)
        return choices[answer] == elsewhere and self.save_copy(window)

    def _may_close_with_copy(self, path: Path) -> bool:
        words = _(
            "What you typed cannot be saved in the journal at present. All of it is in the copy"
            " that you saved: {path}"
        ).format(path=path)
        choices = (_("Close the program"), _("Stay"))
        return self._dialogs.choose(_("Saved in a copy"), words, choices) == 0
