"""Finding and replacing words in all sections of the open entry."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.finding import Place, find_places, pattern_of, replace_places
from ahpjournal.ui.editor.joint_steps import JointSteps
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.pages.journal.find_bar import FindBar

PAUSE_MS = 150
"""From a change of the text until the places are counted again."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place in one of the texts."""

    edit: RichTextEdit
    place: Place


class FindInEntry(QObject):
    """Joins the bar with the texts: where the places are, and which one one is at.

    Signals:
        place_shown(object): the RichTextEdit in which a place was selected.
        closed(object): the bar is away; the RichTextEdit that the keyboard belongs to, or None.
        counted: the places were counted.
    """

    place_shown = Signal(object)
    closed = Signal(object)
    counted = Signal()

    def __init__(
        self,
        bar: FindBar,
        steps: JointSteps,
        edits: Callable[[], tuple[RichTextEdit, ...]],
        in_use: Callable[[], RichTextEdit | None],
    ) -> None:
        """Find in *edits*, in order; *in_use* gives the one that one writes in."""
        super().__init__(bar)
        self._bar = bar
        self._steps = steps
        self._edits = edits
        self._in_use = in_use
        self._hits: tuple[_Hit, ...] = ()
        self._told: int | None = None
        """How many places there were when it was told how many were changed."""
        self._marked: tuple[RichTextEdit, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        bar.wanted_changed.connect(self._on_wanted)
        bar.next_requested.connect(self.go_on)
        bar.previous_requested.connect(self.go_back)
        bar.replace_requested.connect(self.replace)
        bar.replace_all_requested.connect(self.replace_all)
        bar.close_requested.connect(self.close)

    def open(self, *, is_replacing: bool) -> None:
        """Show the bar, with the words that are selected."""
        edit = self._in_use()
        if edit is None:
            return
        selected = edit.textCursor().selectedText()
        is_words = bool(selected.strip()) and not re.search("[\u2028\u2029]", selected)
        may = not edit.isReadOnly()
        self._bar.open_bar(selected if is_words else "", is_replacing=is_replacing, may_replace=may)
        self._look()

    def close(self) -> bool:
        """Put the bar away, and tell whether it was there; what is selected stays so."""
        if self._bar.isHidden():
            return False
        had_keyboard = self._bar.has_keyboard()
        self._bar.hide()
        self._pause.stop()
        self._hits = ()
        self._unmark()
        self.closed.emit(self._in_use() if had_keyboard else None)
        return True

    def text_changed(self) -> None:
        """Count again soon: something was written, or other texts are shown."""
        if not self._bar.isHidden():
            self._pause.start(PAUSE_MS)

    def forget(self) -> None:
        """Drop the places at once: other texts take the place of these."""
        self._hits = ()
        self._unmark()
        self.text_changed()

    def go_on(self) -> None:
        """Select the next place, after the last the first again."""
        self._go(1)

    def go_back(self) -> None:
        """Select the place before, before the first the last again."""
        self._go(-1)

    def replace(self) -> None:
        """Put the new words into the place that is selected, and go to the next one."""
        self._look_if_late()
        at = self._at()
        if at is None:
            self.go_on()
            return
        hit = self._hits[at]
        if hit.edit.isReadOnly():
            return
        text = self._bar.replacement.text()
        replace_places(hit.edit.document(), (hit.place,), text)
        hit.edit.select(hit.place.start + len(text.encode("utf-16-le")) // 2, 0)
        self._look()
        self.go_on()

    def replace_all(self) -> None:
        """Put the new words into every place of the entry, as one step to undo."""
        self._look_if_late()
        by_edit: dict[RichTextEdit, list[Place]] = {}
        for hit in self._hits:
            if not hit.edit.isReadOnly():
                by_edit.setdefault(hit.edit, []).append(hit.place)
        count = sum(len(places) for places in by_edit.values())
        text = self._bar.replacement.text()
        begun = self._steps.begin([edit.document() for edit in by_edit])
        for edit, places in by_edit.items():
            replace_places(edit.document(), tuple(places), text)
        self._steps.end(begun)
        self._look()
        if count:
            self._bar.show_replaced(count)
            self._told = len(self._hits)

    def _on_wanted(self) -> None:
        if self._bar.isHidden():
            return
        self._told = None
        self._look()
        at = self._from_here()
        if at is not None:
            self._show(at)

    def _go(self, step: int) -> None:
        if not self._bar.words.text():
            self.open(is_replacing=False)
            return
        self._look()
        if not self._hits:
            return
        at = self._at()
        if at is not None:
            self._show((at + step) % len(self._hits))
            return
        here = self._from_here() or 0
        self._show(here if step > 0 else (here - 1) % len(self._hits))

    def _look_if_late(self) -> None:
        if self._pause.isActive():
            self._look()

    def _look(self) -> None:
        self._pause.stop()
        pattern = pattern_of(self._bar.wanted())
        edits = self._edits()
        self._hits = tuple(
            _Hit(edit, place)
            for edit in edits
            for place in (find_places(edit.document(), pattern) if pattern is not None else ())
        )
        self._mark(edits)
        self.counted.emit()
        at = self._at()
        if at is None and self._told == len(self._hits):
            return
        self._told = None
        self._bar.show_count(0 if at is None else at + 1, len(self._hits))

    def _mark(self, edits: tuple[RichTextEdit, ...]) -> None:
        if self._bar.isHidden():
            self._unmark()
            return
        for edit in edits:
            edit.mark_places(tuple(hit.place for hit in self._hits if hit.edit is edit))
        self._marked = edits

    def _unmark(self) -> None:
        for edit in self._marked:
            edit.mark_places(())
        self._marked = ()

    def _at(self) -> int | None:
        """Give which place is selected, counted from 0."""
        edit = self._in_use()
        if edit is None:
            return None
        cursor = edit.textCursor()
        here = _Hit(edit, Place(cursor.selectionStart(), cursor.selectionEnd()))
        return self._hits.index(here) if here in self._hits else None

    def _from_here(self) -> int | None:
        """Give the first place at or behind the cursor, else the first of all."""
        if not self._hits:
            return None
        edit = self._in_use()
        edits = self._edits()
        if edit not in edits or edit is None:
            return 0
        here = (edits.index(edit), edit.textCursor().selectionStart())
        for number, hit in enumerate(self._hits):
            if (edits.index(hit.edit), hit.place.start) >= here:
                return number
        return 0

    def _show(self, at: int) -> None:
        hit = self._hits[at]
        hit.edit.select(hit.place.start, hit.place.end - hit.place.start)
        self.place_shown.emit(hit.edit)
        self._bar.show_count(at + 1, len(self._hits))
