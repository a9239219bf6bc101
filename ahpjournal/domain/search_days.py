"""Days and spans of days as people write them in a search: 24/06/2026, 2026-06, this-month."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BRITISH = re.compile(r"(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})")
WORDS = (
    "today",
    "yesterday",
    "this-week",
    "last-week",
    "this-month",
    "last-month",
    "this-year",
    "last-year",
)

Span = tuple[date, date]


def period(text: str, today: date) -> Span | None:
    """Give the first and the last day that *text* means; None if it is neither day nor span."""
    value = "-".join(text.casefold().split())
    if value in WORDS:
        return _spoken(value, today)
    with suppress(ValueError, OverflowError):
        if found := _ISO.fullmatch(value):
            return _span(found[1], found[2], found[3])
        if found := _BRITISH.fullmatch(value):
            return _span(found[3], found[2], found[1])
    return None


def month_of(day: date) -> Span:
    """Give the first and the last day of the month of *day*."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def week_of(day: date) -> Span:
    """Give Monday and Sunday of the week of *day*, as far as the calendar goes."""
    monday = day - timedelta(days=min(day.weekday(), (day - date.min).days))
    sunday = monday + timedelta(days=min(6, (date.max - monday).days))
    return monday, sunday


def _span(year: str, month: str | None, day: str | None) -> Span:
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if day is None:
        return month_of(date(int(year), int(month), 1))
    whole = date(int(year), int(month), int(day))
    return whole, whole


def _spoken(value: str, today: date) -> Span | None:
    before, unit = value.rpartition("-")[::2]
    with suppress(ValueError, OverflowError):
        if unit in {"today", "yesterday"}:
            day = today - timedelta(days=int(unit == "yesterday"))
            return day, day
        is_last = before == "last"
        if unit == "week":
            return week_of(today - timedelta(days=7 * is_last))
        if unit == "month":
            return month_of(today.replace(day=1) - timedelta(days=1) if is_last else today)
        return _span(f"{today.year - is_last:04d}", None, None)
    return None
