"""What the find page shows, as plain values, and what its presenter needs of the view."""

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.search import HitKey, Names, Term, Wanted
from ahpjournal.domain.search_completion import Completion
from ahpjournal.services.messages import UserMessage


class FindView(StrEnum):
    """How what is found is laid out."""

    BEST = "best"
    MONTHS = "months"
    MODULES = "modules"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class CalendarState:
    """A year of reflections found, and the day in it that is looked at.

    *days* counts those of an exact day; *weeks* and *months*, by their first days, those of which
    their owner said no more.
    """

    day: date
    today: date
    days: dict[date, int] = field(default_factory=dict)
    weeks: dict[date, int] = field(default_factory=dict)
    months: dict[date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindState:
    """Everything but the text in the box.

    *chips* are the filters that hold, *groups* the headings of the list with their numbers of rows
    (a month as YYYY-MM, a module's number, or day:, week: or month: with a date). *hints* say what
    cannot be followed; *removed* is the saved search just removed.
    """

    view: FindView
    chips: tuple[Term, ...] = field(repr=False)
    names: Names = field(repr=False)
    wanted: Wanted
    keys: tuple[HitKey, ...] = field(repr=False)
    groups: tuple[tuple[str, int], ...] = ()
    hints: tuple[str, ...] = field(default=(), repr=False)
    is_capped: bool = False
    """Whether there is more, too much to be ranked: *keys* are the newest, newest first."""
    is_asked: bool = False
    """Whether anything is asked for."""
    saved: tuple[SavedSearch, ...] = ()
    removed: SavedSearch | None = None
    calendar: CalendarState | None = None
    is_read_only: bool = False
    problem: UserMessage | None = None


class FindDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: FindState) -> None:
        """Show everything but the text in the box."""

    def show_text(self, text: str) -> None:
        """Put *text* into the box, and the cursor behind it."""

    def show_completions(self, offered: tuple[Completion, ...]) -> None:
        """Offer what may complete the text; nothing puts the list away."""

    def focus_box(self) -> None:
        """Put the keyboard into the box."""

    def begin_in_box(self) -> None:
        """Put the keyboard into the box if it is on the page at all."""
