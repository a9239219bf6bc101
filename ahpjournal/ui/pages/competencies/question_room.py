"""How much room a question takes: as much as there is, so that all of it is seen at once."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.kit.bars import Bar
from ahpjournal.ui.kit.cards import Card, ScrollPage
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.looks import set_look
from ahpjournal.ui.pages.competencies.level_choice import LevelLook
from ahpjournal.ui.pages.competencies.level_list import LevelList, roomiest
from ahpjournal.ui.pages.competencies.state import SittingState
from ahpjournal.ui.theme.theme import Theme


class Room(Enum):
    """How closely things stand; the first that lets the whole question be seen is taken."""

    ROOMY = auto()
    SNUG = auto()
    TIGHT = auto()
    """With the head of the page scrolled out of sight."""


@dataclass(frozen=True, slots=True)
class QuestionParts:
    """What gives way when there is little room."""

    page: ScrollPage
    card: Card
    bar: Bar
    title: Words
    count: Words
    name: Words
    description: Words
    question: Words
    levels: LevelList


class QuestionRoom(QObject):
    """Draws a sitting closer together where the window is low or letters are large.

    It goes by the wordiest competency of the sitting, so that nothing jumps from one to the next.
    """

    def __init__(self, parts: QuestionParts, theme: Theme) -> None:
        """Arrange *parts* whenever the page or the size of letters changes."""
        super().__init__(parts.page)
        self._parts = parts
        self._state: SittingState | None = None
        self._room = Room.ROOMY
        parts.page.viewport().installEventFilter(self)
        theme.changed.connect(self._on_theme)

    def show_state(self, state: SittingState, *, is_other: bool) -> None:
        """Take the room that *state* needs, when another competency has come into view."""
        self._state = state
        if is_other:
            self.fit()

    def fit(self) -> None:
        """Take no more room than there is."""
        state, parts = self._state, self._parts
        if state is None or not parts.page.isVisible():
            return
        for room in Room:
            self._take(room, state)
            if self._needed(state) <= parts.page.viewport().height():
                break
        if self._room is Room.TIGHT:
            parts.page.verticalScrollBar().setValue(self._top(parts.card))

    def fit_later(self) -> None:
        """Take no more room than there is, once the page has been laid out."""
        QTimer.singleShot(0, self, self.fit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.fit_later()
        return False

    def _on_theme(self) -> None:
        QTimer.singleShot(0, self, self.fit_later)  # once every label has its new letters

    def _take(self, room: Room, state: SittingState) -> None:
        self._room = room
        parts, is_snug = self._parts, room is not Room.ROOMY
        parts.page.set_snug(is_snug=is_snug)
        parts.card.set_snug(is_snug=is_snug)
        set_look(parts.title, "title" if is_snug else "h1")
        set_look(parts.count, "small" if is_snug else "body")
        set_look(parts.name, "title" if is_snug else "h2")
        set_look(parts.description, "small" if is_snug else "body")
        set_look(parts.question, "small" if is_snug else "strong")
        parts.bar.setVisible(not is_snug)
        parts.description.setVisible(room is not Room.TIGHT)
        name = state.current.name
        if room is Room.TIGHT:
            name = _("{position} of {total} \u00b7 {name}").format(
                position=state.position + 1, total=len(state.asked), name=name
            )
        parts.name.setText(name)
        looks = {Room.ROOMY: roomiest(state.levels), Room.SNUG: LevelLook.INLINE}
        parts.levels.set_level_look(looks.get(room, LevelLook.SMALL))
        for part in (parts.levels, parts.card, parts.page.widget()):
            layout = part.layout() if part is not None else None
            if layout is not None:
                layout.activate()

    def _needed(self, state: SittingState) -> int:
        """Give the height from the top, or from the top of the card, to the last level."""
        parts = self._parts
        start = self._top(parts.card) if self._room is Room.TIGHT else 0
        return self._top(parts.levels) - start + parts.levels.tallest(state, parts.levels.width())

    def _top(self, part: QWidget) -> int:
        body = self._parts.page.widget()
        return part.mapTo(body, QPoint(0, 0)).y() if body is not None else 0
