"""A chart as data: shapes in its own units, what each mark says, a sentence and a table.

Units are pixels at 100 %, x to the right and y downwards. Colours are names that each painter
looks up, so one description serves light, dark, high contrast and paper.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from ahpjournal.domain.records import dataclass

Point = tuple[float, float]
Measure = Callable[[str, float, bool], float]
"""Gives the width of a text at a size in pixels, bold or not."""


class Ink(StrEnum):
    """Names of colours."""

    NONE = "none"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ACCENT_TINT = "accent-tint"
    ACCENT_LINE = "accent-line"
    BASELINE = "baseline"
    BASELINE_TINT = "baseline-tint"
    GRID = "grid"
    SURFACE = "surface"
    OK = "ok"
    WARN = "warn"


class Anchor(StrEnum):
    """Which part of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Marker(StrEnum):
    """Shape of a point; shapes tell series apart without colour."""

    DOT = "dot"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through *points*, closed and filled if asked."""

    points: tuple[Point, ...]
    stroke: Ink
    width: float = 1.0
    dash: tuple[float, ...] = ()
    fill: Ink = Ink.NONE
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A marker of *radius* around a point."""

    at: Point
    marker: Marker
    ink: Ink
    radius: float = 4.0


@dataclass(frozen=True, slots=True)
class Text:
    """Words; *at* is on the base line."""

    at: Point
    words: str
    size: float
    anchor: Anchor = Anchor.START
    is_bold: bool = False
    ink: Ink = Ink.TEXT2


@dataclass(frozen=True, slots=True)
class Mark:
    """A place one can point at or reach by keyboard, with what is said there."""

    at: Point
    says: str


Shape = Line | Dot | Text


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same numbers as a table; the first column heads each row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartScene:
    """Everything about one chart. *summary* is a sentence a person would say."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    summary: str
    table: ChartTable
    title: str


HEADING, _TITLE_SIZE = 34.0, 15.0
"""Room above a chart that is headed by its title."""


def headed(scene: ChartScene, measure: Measure) -> ChartScene:
    """Give *scene* below its title, for a picture that stands alone."""
    title = shorten(scene.title, _TITLE_SIZE, scene.width, measure)
    head = Text((0, _TITLE_SIZE), title, _TITLE_SIZE, is_bold=True, ink=Ink.TEXT)
    return replace(
        scene,
        height=scene.height + HEADING,
        shapes=(head, *(_lowered(shape, HEADING) for shape in scene.shapes)),
        marks=tuple(replace(m, at=(m.at[0], m.at[1] + HEADING)) for m in scene.marks),
    )


def _lowered(shape: Shape, by: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, points=tuple((x, y + by) for x, y in shape.points))
    return replace(shape, at=(shape.at[0], shape.at[1] + by))


SceneMaker = Callable[[float, float, Measure], ChartScene]
"""Makes the scene for a width, a height and a way to measure text."""


def wrap(words: str, size: float, room: float, measure: Measure, lines: int = 2) -> list[str]:
    """Break *words* into at most *lines* lines of *room*; the last is cut with an ellipsis."""
    found: list[str] = []
    current = ""
    for word in words.split():
        longer = f"{current} {word}".strip()
        if current and measure(longer, size, False) > room:
            found.append(current)
            current = word
        else:
            current = longer
    found.append(current)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [shorten(line, size, room, measure) for line in found]


def shorten(words: str, size: float, room: float, measure: Measure) -> str:
    """Cut *words* with an ellipsis where they do not fit into *room*."""
    if measure(words, size, False) <= room:
        return words
    text = words
    while text and measure(text + "\u2026", size, False) > room:
        text = text[:-1]
    return text.rstrip() + "\u2026"
