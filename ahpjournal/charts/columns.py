"""Reflections per week, as columns."""

from collections.abc import Mapping
from datetime import date, timedelta

from ahpjournal.charts.scene import (
    Anchor,
    ChartScene,
    ChartTable,
    Ink,
    Line,
    Mark,
    Measure,
    Shape,
    Text,
)
from ahpjournal.charts.words import month
from ahpjournal.text import _, ngettext

HEIGHT = 150.0
_TOP, _FOOT, _LEFT = 14.0, 22.0, 24.0
_MOST_WEEKS = 160


def weeks_between(first: date, last: date) -> tuple[date, ...]:
    """Give the Monday of every week from *first* to *last*; the latest 160 of them at most."""
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // 7 + 1
    weeks = tuple(monday + timedelta(weeks=n) for n in range(max(count, 1)))
    return weeks[-_MOST_WEEKS:]


def per_week(days: Mapping[date, int]) -> dict[date, int]:
    """Count by the Monday of each week what is counted by day; weeks between are there with 0."""
    if not days:
        return {}
    counted = dict.fromkeys(weeks_between(min(days), max(days)), 0)
    for day, count in days.items():
        monday = day - timedelta(days=day.weekday())
        if monday in counted:
            counted[monday] += count
    return counted


def weeks_chart(
    weeks: Mapping[date, int], width: float, _height: float, measure: Measure
) -> ChartScene:
    """Lay out how many reflections were written about each week (by its Monday, in order)."""
    bottom = HEIGHT - _FOOT
    most = max(weeks.values(), default=0)
    step = (width - _LEFT - 6) / max(len(weeks), 1)
    column = min(max(step * 0.64, 1.6), 22.0)
    shapes: list[Shape] = [Line(((_LEFT, bottom), (width, bottom)), Ink.GRID)]
    if most:
        shapes.append(Line(((_LEFT, _TOP), (width, _TOP)), Ink.GRID))
        shapes.append(Text((_LEFT - 6, _TOP + 4), str(most), 11.0, Anchor.END, ink=Ink.TEXT3))
        shapes.append(Text((_LEFT - 6, bottom + 4), "0", 11.0, Anchor.END, ink=Ink.TEXT3))
    marks = []
    free_from = _LEFT
    shown_month = 0
    for i, (monday, count) in enumerate(weeks.items()):
        middle = _LEFT + step * (i + 0.5)
        top = bottom - (bottom - _TOP) * count / max(most, 1)
        if count:
            left, right = middle - column / 2, middle + column / 2
            corners = ((left, bottom), (left, top), (right, top), (right, bottom))
            shapes.append(Line(corners, Ink.NONE, 0.0, fill=Ink.ACCENT, is_closed=True))
        marks.append(Mark((middle, min(top, bottom - 4)), _week_words(monday, count)))
        if monday.month != shown_month:
            words = month(monday)
            room = measure(words, 11.0, False)
            if middle >= free_from and middle + room <= width:
                shapes.append(Text((middle - column / 2, HEIGHT - 5), words, 11.0, ink=Ink.TEXT3))
                free_from = middle + room + 14
            shown_month = monday.month
    return ChartScene(
        width,
        HEIGHT,
        tuple(shapes),
        tuple(marks),
        _summary(weeks),
        ChartTable(
            (_("Week of"), _("Reflections")),
            tuple((_dmy(monday), str(count)) for monday, count in weeks.items()),
        ),
        _("Reflections by week"),
    )


def _week_words(monday: date, count: int) -> str:
    text = ngettext(
        "Week of {day}: {count} reflection", "Week of {day}: {count} reflections", count
    )
    return text.format(day=_dmy(monday), count=count)


def _dmy(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def _summary(weeks: Mapping[date, int]) -> str:
    total = sum(weeks.values())
    if not total:
        return _("There are no reflections yet.")
    reflections = ngettext("{count} reflection", "{count} reflections", total).format(count=total)
    span = ngettext("{count} week", "{count} weeks", len(weeks)).format(count=len(weeks))
    return _("{reflections} over {weeks}.").format(reflections=reflections, weeks=span)
