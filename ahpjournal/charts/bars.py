"""Horizontal bars: what stands behind each rating, and actions by state."""

from collections.abc import Mapping, Sequence

from ahpjournal.charts.scene import (
    ChartScene,
    ChartTable,
    Dot,
    Ink,
    Line,
    Mark,
    Marker,
    Measure,
    Shape,
    Text,
    shorten,
)
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.plans import ActionState, EvaluationLevel
from ahpjournal.domain.records import dataclass
from ahpjournal.text import _, ngettext

ROW, HEAD, FOOT, LABEL, BAR = 27.0, 26.0, 30.0, 13.0, 12.0
SMALL, MATRIX_FROM, CELL = 11.0, 470.0, 12.0
_LEVELS = tuple(EvaluationLevel)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a part of a bar is told from its neighbours without colour: full, hollow or grey."""

    fill: Ink
    stroke: Ink


_ENTRIES = _Look(Ink.ACCENT, Ink.ACCENT)
_ACTIONS = _Look(Ink.ACCENT_TINT, Ink.ACCENT)
_FILES = _Look(Ink.SURFACE, Ink.TEXT2)
_OTHERS = _Look(Ink.BASELINE, Ink.BASELINE)


def bars_height(rows: int, *, has_legend: bool = True) -> float:
    """Give the height that a chart of *rows* bars needs."""
    return ROW * max(rows, 1) + (FOOT if has_legend else 6.0)


def evidence_height(rows: int, width: float) -> float:
    """Give the height that the evidence for *rows* competencies needs at *width*."""
    return (HEAD if width >= MATRIX_FROM else 0.0) + bars_height(rows)


def evidence_chart(
    rows: Sequence[Evidence], width: float, _height: float, measure: Measure
) -> ChartScene:
    """Lay out how much stands behind each competency, and which evaluation levels it shows.

    The height follows from the number of rows. Where there is little width, the levels stand in
    the table and in what the marks say only.
    """
    parts = _parts(rows)
    height = evidence_height(len(rows), width)
    top = HEAD if width >= MATRIX_FROM else 0.0
    room = _levels_room(measure) if width >= MATRIX_FROM else 0.0
    bars = _Bars([row.competency.short_name for row in rows], width - room, top, measure)
    shapes, ends = bars.draw(
        [[counts[i] for _name, _look, counts in parts] for i in range(len(rows))],
        [look for _name, look, _counts in parts],
    )
    shapes += _legend([(name, look) for name, look, _counts in parts], width, height - 8, measure)
    if room:
        shapes += _levels(rows, width - room + 24, measure)
    marks = tuple(Mark(end, evidence_words(row)) for end, row in zip(ends, rows, strict=True))
    table = ChartTable(
        (_("Competency"), *(name for name, _look, _counts in parts), _("Shows")),
        tuple(
            (
                row.competency.name,
                *(str(counts[i]) for _name, _look, counts in parts),
                levels_words(row.levels) or "\u2013",
            )
            for i, row in enumerate(rows)
        ),
    )
    return ChartScene(
        width, height, tuple(shapes), marks, _summary(rows), table, _("What stands behind it")
    )


def _parts(rows: Sequence[Evidence]) -> list[tuple[str, _Look, list[int]]]:
    """Give name, look and counts of each kind of evidence; files only where there are any."""
    parts = [
        (_("Reflections"), _ENTRIES, [row.entries for row in rows]),
        (_("Completed actions"), _ACTIONS, [row.actions for row in rows]),
        (_("Attachments"), _FILES, [row.files for row in rows]),
        (_("Views of others"), _OTHERS, [row.others for row in rows]),
    ]
    return [part for part in parts if part[1] is not _FILES or any(part[2])]


def _levels_room(measure: Measure) -> float:
    return 24 + sum(measure(name, SMALL, False) + CELL for name in _column_names().values())


def _column_names() -> dict[EvaluationLevel, str]:
    return {**level_names(), EvaluationLevel.BEHAVIOUR: _("practice")}


def _levels(rows: Sequence[Evidence], left: float, measure: Measure) -> list[Shape]:
    """Give a column for each evaluation level: a dot where something shows it, else a ring."""
    shapes: list[Shape] = []
    x = left
    for level, name in _column_names().items():
        room = measure(name, SMALL, False)
        shapes.append(Text((x, HEAD - 12), name, SMALL, ink=Ink.TEXT3))
        for i, row in enumerate(rows):
            at = (x + room / 2, HEAD + ROW * (i + 0.5))
            is_shown = level in row.levels
            marker, ink = (Marker.DOT, Ink.ACCENT) if is_shown else (Marker.RING, Ink.BASELINE)
            shapes.append(Dot(at, marker, ink, 4.5 if is_shown else 3.0))
        x += room + CELL
    return shapes


def states_chart(
    counts: Mapping[ActionState, int],
    names: Mapping[ActionState, str],
    width: float,
    _height: float,
    measure: Measure,
) -> ChartScene:
    """Lay out how many actions are in each state; *names* are the states' names for people."""
    states = list(counts)
    bars = _Bars([names[s] for s in states], width, 0.0, measure)
    shapes, ends = bars.draw([[counts[s]] for s in states], [_ENTRIES])
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
    """Say what stands behind a competency, and what it shows."""
    name = row.competency.name
    if not row.total:
        return _("{name}: nothing is linked to it yet").format(name=name)
    said = _("{name}: reflections {entries}, completed actions {actions}, views of others {others}")
    words = said.format(name=name, entries=row.entries, actions=row.actions, others=row.others)
    if row.files:
        words += _(", attachments {count}").format(count=row.files)
    if row.levels:
        words += _("; shows {levels}").format(levels=levels_words(row.levels))
    return words


def level_names() -> dict[EvaluationLevel, str]:
    """Name every evaluation level in a word or two."""
    return {
        EvaluationLevel.REACTION: _("reaction"),
        EvaluationLevel.LEARNING: _("learning"),
        EvaluationLevel.BEHAVIOUR: _("changed practice"),
        EvaluationLevel.RESULTS: _("results"),
    }


def levels_words(levels: frozenset[EvaluationLevel]) -> str:
    """Name evaluation levels in their order."""
    return ", ".join(name for level, name in level_names().items() if level in levels)


class _Bars:
    """Names at the left and a bar for each, of one part or several."""

    def __init__(self, names: Sequence[str], width: float, top: float, measure: Measure) -> None:
        self._names = names
        self._width = width
        self._top = top
        self._measure = measure
        widest = max((measure(n, LABEL, False) for n in names), default=0.0)
        self._room = min(widest + 16, width * 0.46)

    def draw(
        self, parts: Sequence[Sequence[int]], looks: Sequence[_Look]
    ) -> tuple[list[Shape], list[tuple[float, float]]]:
        """Give the shapes, and where each bar ends."""
        most = max((sum(part) for part in parts), default=0)
        scale = (self._width - self._room - 44) / max(most, 1)
        shapes: list[Shape] = []
        ends = []
        for i, (name, part) in enumerate(zip(self._names, parts, strict=True)):
            y = self._top + ROW * (i + 0.5)
            words = shorten(name, LABEL, self._room - 12, self._measure)
            shapes.append(Text((0, y + 4.5), words, LABEL, ink=Ink.TEXT))
            x = self._room
            for look, count in zip(looks, part, strict=True):
                if count:
                    shapes.append(_block(x, y, count * scale, look))
                    x += count * scale
            total = sum(part)
            ink = Ink.TEXT if total else Ink.TEXT3
            shapes.append(Text((x + 8, y + 4.5), str(total), LABEL, is_bold=bool(total), ink=ink))
            ends.append((max(x - 4, self._room), y))
        floor = self._top + ROW * len(self._names) - 2
        shapes.append(Line(((self._room, self._top + 2), (self._room, floor)), Ink.GRID))
        return shapes, ends


def _block(x: float, y: float, width: float, look: _Look) -> Line:
    left, right = x + 0.75, x + max(width - 0.75, 1.5)
    top, bottom = y - BAR / 2, y + BAR / 2
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(corners, look.stroke, 1.2, fill=look.fill, is_closed=True)


def _legend(
    items: Sequence[tuple[str, _Look]], width: float, y: float, measure: Measure
) -> list[Shape]:
    """Explain the parts in one line, or in two where there is little width."""

    def length(part: Sequence[tuple[str, _Look]]) -> float:
        return sum(34 + measure(words, SMALL, False) for words, _look in part) - 16

    lines = [items]
    if length(items) > width:
        half = (len(items) + 1) // 2
        lines = [items[:half], items[half:]]
    shapes: list[Shape] = []
    for n, line in enumerate(lines):
        x, base = 0.0, y - 14 * (len(lines) - 1 - n)
        for words, look in line:
            shapes.append(_block(x, base - 4, 12, look))
            shapes.append(Text((x + 18, base), words, SMALL))
            x += 34 + measure(words, SMALL, False)
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
    missing = frozenset(_LEVELS) - shown
    if {EvaluationLevel.BEHAVIOUR, EvaluationLevel.RESULTS} & missing:
        said += " " + _(
            "Nothing shows {levels} so far; these often come last, and a completed action that says"
            " what it led to is where they show."
        ).format(levels=_or(missing & {EvaluationLevel.BEHAVIOUR, EvaluationLevel.RESULTS}))
    return said


def _or(levels: frozenset[EvaluationLevel]) -> str:
    names = [name for level, name in level_names().items() if level in levels]
    if len(names) == 1:
        return names[0]
    return _("{one} or {other}").format(one=names[0], other=names[1])
