"""The levels of a competency below each other, in as much room as there is."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.programme import ScaleLevel
from ahpjournal.ui.kit.cards import empty
from ahpjournal.ui.kit.layouts import NO_MARGINS, Column
from ahpjournal.ui.pages.competencies.level_choice import LevelChoice, LevelLook, level_height
from ahpjournal.ui.pages.competencies.level_key import key_of
from ahpjournal.ui.pages.competencies.state import SittingState
from ahpjournal.ui.theme.theme import Theme

COLUMN_FROM = 8
"""Points of a scale from which each takes one line."""
_GAPS = {LevelLook.ROOMY: 8, LevelLook.COLUMN: 8, LevelLook.INLINE: 5, LevelLook.SMALL: 3}


class LevelList(QWidget):
    """A card to press for each level, and one for "no chance yet".

    Signals:
        chosen(object): an int, or None for "no chance yet".
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, keys: QObject) -> None:
        """Make it empty; *keys* filters the events of each card."""
        super().__init__()
        self._theme = theme
        self._keys = keys
        self._column = Column(self, gap=_GAPS[LevelLook.ROOMY])
        self._choices: list[LevelChoice] = []
        self._look = LevelLook.ROOMY

    def render_state(self, state: SittingState) -> None:
        """Show the levels of the competency in view."""
        numbers = [*(level.number for level in state.levels), None]
        if len(self._choices) != len(numbers):
            empty(self._column)
            self._choices = [
                LevelChoice(n, key_of(n, len(state.levels)), self._theme) for n in numbers
            ]
            for choice in self._choices:
                choice.set_level_look(self._look)
                choice.chosen.connect(self.chosen)
                choice.installEventFilter(self._keys)
                self._column.addWidget(choice)
        rating = state.rating
        texts = _texts(state, state.current.descriptors)
        for choice, number, (name, text) in zip(self._choices, numbers, texts, strict=True):
            is_chosen = rating is not None and rating.level == number
            choice.show_level(name, text, is_chosen=is_chosen)

    def set_level_look(self, look: LevelLook) -> None:
        """Take more or less room."""
        self._look = look
        self._column.space(_GAPS[look], NO_MARGINS)
        for choice in self._choices:
            choice.set_level_look(look)

    def tallest(self, state: SittingState, width: int) -> int:
        """Give the height in pixels that the wordiest competency of the sitting needs."""
        look = self._look

        def height(descriptors: Sequence[str]) -> int:
            texts = _texts(state, descriptors)
            return sum(level_height(*one, look, width, self._theme) for one in texts)

        gaps = self._theme.px(_GAPS[look]) * len(state.levels)
        return gaps + max(height(asked.competency.descriptors) for asked in state.asked)


def roomiest(levels: Sequence[ScaleLevel]) -> LevelLook:
    """Give the look that levels have where there is room."""
    return LevelLook.COLUMN if len(levels) >= COLUMN_FROM else LevelLook.ROOMY


def _texts(state: SittingState, descriptors: Sequence[str]) -> list[tuple[str, str]]:
    told = zip_longest((level.name for level in state.levels), descriptors, fillvalue="")
    return [*list(told)[: len(state.levels)], (state.no_chance_name, state.no_chance_anchor)]
