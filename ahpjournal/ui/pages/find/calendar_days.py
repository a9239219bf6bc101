"""The reflections of a year by day, each dated only as exactly as its owner chose. No Qt here."""

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.search import DatedEntry, DayCount, HitKey, Wanted
from ahpjournal.domain.search_days import month_of, week_of
from ahpjournal.services.search import SearchService
from ahpjournal.ui.pages.find.state import CalendarState


class CalendarDays:
    """Reads one year of what is found and counts it by day, week and month."""

    def __init__(self, search: SearchService) -> None:
        """Read from *search*."""
        self._search = search
        self._entries: tuple[DatedEntry, ...] = ()
        self._counts: tuple[DayCount, ...] = ()

    def read(self, wanted: Wanted, day: date) -> None:
        """Read the year of *day* as counts, and what its month and week hold.

        Raises:
            ConditionError: the journal cannot be read.
        """
        first = week_of(date(day.year, 1, 1))[0]
        last = week_of(date(day.year, 12, 31))[1]
        self._counts = self._search.day_counts(wanted, first, last)
        month, week = month_of(day), week_of(day)
        self._entries = self._search.dated_entries(
            wanted, min(month[0], week[0]), max(month[1], week[1])
        )

    def state(self, day: date, today: date, is_clear: bool) -> CalendarState:  # noqa: FBT001 - one fact
        """Count what was read; nothing if it is not *is_clear* what is asked for."""
        counts = {kind: Counter[date]() for kind in Precision}
        for one in self._counts if is_clear else ():
            counts[one.precision][_first_of(one)] += one.count
        return CalendarState(
            day,
            today,
            dict(counts[Precision.DAY]),
            dict(counts[Precision.WEEK]),
            dict(counts[Precision.MONTH]),
        )

    def of_day(self, day: date) -> tuple[tuple[HitKey, ...], tuple[tuple[str, int], ...]]:
        """Give what may have been on *day*, the exact first, under headings that say so."""
        wanted = {
            Precision.DAY: day,
            Precision.WEEK: week_of(day)[0],
            Precision.MONTH: month_of(day)[0],
        }
        keys: list[HitKey] = []
        groups = []
        for kind, first in wanted.items():
            found = [
                one.key
                for one in self._entries
                if one.precision is kind and _first_of(one) == first
            ]
            if found:
                groups.append((f"{kind.value}:{first.isoformat()}", len(found)))
                keys += found
        return tuple(keys), tuple(groups)


def _first_of(one: DatedEntry | DayCount) -> date:
    match one.precision:
        case Precision.DAY:
            return one.on
        case Precision.WEEK:
            return week_of(one.on)[0]
        case Precision.MONTH:
            return month_of(one.on)[0]


def other_month(day: date, step: int) -> date:
    """Give the same day *step* months later, or the last of that month, within the calendar."""
    number = day.year * 12 + day.month - 1 + step
    year, month = divmod(number, 12)
    with suppress(ValueError):
        last = month_of(date(year, month + 1, 1))[1]
        return last.replace(day=min(day.day, last.day))
    return day


def other_day(day: date, step: int) -> date:
    """Give the day *step* days later, within the calendar."""
    with suppress(OverflowError):
        return day + timedelta(days=step)
    return day
