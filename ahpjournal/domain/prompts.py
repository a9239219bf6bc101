"""Prompts to write from: those of the programme, one's own, and whose turn it is this week."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from ahpjournal.domain.programme import Prompt
from ahpjournal.domain.records import dataclass

TEXT_LENGTH = 600
_WEEK = 7


@dataclass(frozen=True, slots=True)
class OwnPrompt:
    """A prompt of one's own. *theme* is the id of a theme, or empty.

    *takes_turns* says whether it may be the prompt of a week.
    """

    id: str
    text: str = field(repr=False)
    theme: str = ""
    takes_turns: bool = True

    @property
    def prompt(self) -> Prompt:
        """The prompt as one writes from it."""
        return Prompt(self.id, self.theme, self.text)


def week_of(day: date) -> int:
    """Number the ISO weeks, one after the other, since the beginning of the calendar."""
    return (day.toordinal() - 1) // _WEEK  # ordinal 1 was a Monday


def prompt_of_week(groups: Sequence[Sequence[Prompt]], day: date) -> Prompt | None:
    """Give the prompt of the week of *day*: *groups* take turns, and the prompts in each do.

    None if there are no prompts.
    """
    filled = [group for group in groups if group]
    if not filled:
        return None
    turn = week_of(day)
    group = filled[turn % len(filled)]
    return group[turn // len(filled) % len(group)]
