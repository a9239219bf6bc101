"""Horizontal bars: what stands behind each rating, and actions by state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    shorten,
)
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.plans import ActionState, EvaluationLevel
from ahpjournal.text import _, ngettext

ROW, FOOT, LABEL, BAR = 27.0, 30.0, 13.0, 12.0
_ENTRIES, _ACTIONS, _OTHERS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part of a bar is told from its neighbours without colour: full, hollow or grey."""

    fill: Ink
    stroke: Ink


_LOOKS = (
    _Look(Ink.ACCENT, Ink.ACCENT),
    _Look(Ink.ACCENT_TINT, Ink.ACCENT),
    _Look(Ink.BASELINE, Ink.BASELINE),
)


def bars_height(rows: int, *, has_legend: bool = True) -> float:
    """Give the height that a chart of *rows* bars needs."""
    return ROW * max(rows, 1) + (FOOT if has_legend else 6.0)


def evidence_chart(
    rows: Sequence[Evidence], width: float, _height: float, measure: Measure
) -> ChartScene:
    """Lay out how much stands behind each competency; the height follows from their number."""
    names = [row.competency.short_name for row in rows]
    parts = [(row.entries, row.actions, row.others) for row in rows]
    height = bars_height(len(rows))
    shapes, ends = _bars(names, parts, width, measure)
    legend = (_("Reflections"), _("Completed actions"), _("Views of others"))
    shapes += _legend(legend, width, height - 8, measure)
    marks = tuple(Mark(end, evidence_words(row)) for end, row in zip(ends, rows, strict=True))
    table = ChartTable(
        (_("Competency"), *legend, _("Shows")),
        tuple(
            (
                row.competency.name,
                str(row.entries),
                str(row.actions),
                str(row.others),
                levels_words(row.levels) or "\u2013",
            )
            for row in rows
        ),
    )
    return ChartScene(
        width, height, tuple(shapes), marks, _summary(rows), table, _("What stands behind it")
    )


def states_chart(
    counts: Mapping[ActionState, int],
    names: Mapping[ActionState, str],
    width: float,
    _height: float,
    measure: Measure,
) -> ChartScene:
    """Lay out how many actions are in each state; *names* are the states' names for people."""
    states = list(counts)
    shapes, ends = _bars(
        [names[s] for s in states], [(counts[s], 0, 0) for s in states], width, measure
    )
    total = sum(counts.values())
    is_open = sum(count for state, count in counts.items() if state.is_open)
    summary = ngettext(
        "{count} action, {is_open} of them open.",
        "{count} actions, {is_open} of them open.",
        total,
    ).format(count=total, is_open=is_open)
    says = _("{state}: {count}")
    return ChartScene(
        width,
        bars_height(len(states), has_legend=False),
        tuple(shapes),
        tuple(
            Mark(end, says.format(state=names[s], count=counts[s]))
            for end, s in zip(ends, states, strict=True)
        ),
        summary if total else _("There are no actions yet."),
        ChartTable((_("State"), _("Actions")), tuple((names[s], str(counts[s])) for s in states)),
        _("Actions by state"),
    )


def evidence_words(row: Evidence) -> str:
    """Say what stands behind a competency."""
    name = row.competency.name
    if not row.total:
        return _("{name}: nothing is linked to it yet").format(name=name)
    said = _("{name}: reflections {entries}, completed actions {actions}, views of others {others}")
    return said.format(name=name, entries=row.entries, actions=row.actions, others=row.others)


def levels_words(levels: frozenset[EvaluationLevel]) -> str:
    """Name evaluation levels in their order."""
    names = {
        EvaluationLevel.REACTION: _("reaction"),
        EvaluationLevel.LEARNING: _("learning"),
        EvaluationLevel.BEHAVIOUR: _("changed practice"),
        EvaluationLevel.RESULTS: _("results"),
    }
    return ", ".join(name for level, name in names.items() if level in levels)


def _bars(
    names: Sequence[str], parts: Sequence[tuple[int, int, int]], width: float, measure: Measure
) -> tuple[list[Shape], list[tuple[float, float]]]:
    room = min(max((measure(n, LABEL, False) for n in names), default=0.0) + 16, width * 0.46)
    top = max((sum(part) for part in parts), default=0)
    scale = (width - room - 44) / max(top, 1)
    shapes: list[Shape] = []
    ends = []
    for i, (name, part) in enumerate(zip(names, parts, strict=True)):
        y = ROW * (i + 0.5)
        shapes.append(
            Text((0, y + 4.5), shorten(name, LABEL, room - 12, measure), LABEL, ink=Ink.TEXT)
        )
        x = room
        for look, count in zip(_LOOKS, part, strict=True):
            if count:
                shapes.append(_block(x, y, count * scale, look))
                x += count * scale
        total = sum(part)
        ink = Ink.TEXT if total else Ink.TEXT3
        shapes.append(Text((x + 8, y + 4.5), str(total), LABEL, is_bold=bool(total), ink=ink))
        ends.append((max(x - 4, room), y))
    shapes.append(Line(((room, 2), (room, ROW * len(names) - 2)), Ink.GRID))
    return shapes, ends


def _block(x: float, y: float, width: float, look: _Look) -> Line:
    left, right = x + 0.75, x + max(width - 0.75, 1.5)
    top, bottom = y - BAR / 2, y + BAR / 2
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(corners, look.stroke, 1.2, fill=look.fill, is_closed=True)


def _legend(words: Sequence[str], width: float, y: float, measure: Measure) -> list[Shape]:
    size = 12.0
    total = sum(18 + measure(text, size, False) + 18 for text in words)
    if total > width:
        size = 11.0
        words = [shorten(text, size, width / 3 - 36, measure) for text in words]
    shapes: list[Shape] = []
    x = 0.0
    for text, look in zip(words, _LOOKS, strict=True):
        shapes.append(_block(x, y - 4, 12, look))
        shapes.append(Text((x + 18, y), text, size, Anchor.START))
        x += 18 + measure(text, size, False) + 18
    return shapes


def _summary(rows: Sequence[Evidence]) -> str:
    with_some = [row for row in rows if row.total]
    if not with_some:
        return _("Nothing is linked to a competency yet; link a reflection or an action to one.")
    shown = frozenset(level for row in rows for level in row.levels)
    said = ngettext(
        "Something stands behind {count} of {total} competency.",
        "Something stands behind {count} of {total} competencies.",
        len(rows),
    ).format(count=len(with_some), total=len(rows))
    behaviour = {EvaluationLevel.BEHAVIOUR, EvaluationLevel.RESULTS} & shown
    if not behaviour:
        said += " " + _("A completed action that says what changed would show more than learning.")
    return said
