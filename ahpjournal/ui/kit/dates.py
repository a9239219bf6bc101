"""Dates as people in Britain write them, whatever the computer's own settings. No Qt here."""

import re
from datetime import date, datetime

from ahpjournal.domain.entries import Precision
from ahpjournal.text import _

_NAMED = re.compile(r"\s*(\d{1,2})\s+([a-z]{3,})\s+(\d{4})\s*", re.IGNORECASE)
_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})\s*")


def month_names() -> tuple[str, ...]:
    """Give the names of the months, January first."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def day_names() -> tuple[str, ...]:
    """Give the short names of the days, Monday first."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def format_date(day: date) -> str:
    """Give *day* as 24/06/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_long(day: date) -> str:
    """Give *day* as Wed 24 June 2026."""
    return f"{day_names()[day.weekday()]} {day.day} {month_names()[day.month - 1]} {day.year}"


def format_day(day: date, today: date) -> str:
    """Give *day* as short as is clear: 24 Jun, with the year if it is another one."""
    text = f"{day.day} {month_names()[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def format_month(day: date) -> str:
    """Give the month of *day* as June 2026."""
    return f"{month_names()[day.month - 1]} {day.year}"


def format_event(day: date, precision: Precision) -> str:
    """Give an event's date only as exactly as its owner chose."""
    match precision:
        case Precision.DAY:
            return format_long(day)
        case Precision.WEEK:
            return _("Week of {date}").format(date=format_date(day))
        case Precision.MONTH:
            return format_month(day)


def format_time(moment: datetime) -> str:
    """Give the local time of day as 10:42."""
    return moment.astimezone().strftime("%H:%M")


def parse_date(typed: str) -> date | None:
    """Read what somebody typed, day first: 24/06/2026, 24.6.26 or 24 June 2026; empty gives None.

    Raises:
        ValueError: it is not a date.
    """
    if not typed.strip():
        return None
    named = _NAMED.fullmatch(typed)
    if named is not None:
        return date(int(named[3]), _month_number(named[2]), int(named[1]))
    found = _TYPED.fullmatch(typed)
    if found is None:
        return date.fromisoformat(typed.strip())
    day, month, year = (int(part) for part in found.groups())
    century = 2000
    return date(year if year >= 100 else century + year, month, day)


def _month_number(name: str) -> int:
    for number, month in enumerate(month_names(), start=1):
        if month.casefold().startswith(name.casefold()):
            return number
    raise ValueError(name)
