"""A chart for other programs: as SVG, and its numbers as CSV."""

import csv
import io
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ahpjournal.charts.scene import (
    Anchor,
    ChartScene,
    ChartTable,
    Dot,
    Ink,
    Line,
    Marker,
    Point,
    Text,
)

Colour = tuple[str, float]
"""A colour as #RRGGBB and how opaque it is, from 0 to 1."""

_ANCHORS = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}
_SVG = "http://www.w3.org/2000/svg"
_MINUS = "\N{MINUS SIGN}"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def scene_svg(scene: ChartScene, colours: Mapping[Ink, Colour], font: str) -> str:
    """Write *scene* as an SVG file with its title, and its summary as description."""
    width, height = _number(scene.width), _number(scene.height)
    size = {"width": width, "height": height}
    look = {"viewBox": f"0 0 {width} {height}", "role": "img", "font-family": font}
    root = Element("svg", {"xmlns": _SVG, **size, **look})
    SubElement(root, "title").text = scene.title
    SubElement(root, "desc").text = scene.summary
    SubElement(root, "rect", {**size, **_paint("fill", Ink.SURFACE, colours)})
    for shape in scene.shapes:
        if isinstance(shape, Line):
            _line(root, shape, colours)
        elif isinstance(shape, Dot):
            _dot(root, shape, colours)
        else:
            _text(root, shape, colours)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def table_csv(table: ChartTable) -> str:
    """Write *table* as CSV: no cell is a formula to a spreadsheet, and each number is one."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.header)
    for row in table.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return stream.getvalue()


def _harmless(cell: str) -> str:
    if cell.startswith(_MINUS) and cell[1:].isdigit():
        return f"-{cell[1:]}"
    is_number = cell.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not is_number else cell


def _paint(name: str, ink: Ink, colours: Mapping[Ink, Colour]) -> dict[str, str]:
    if ink is Ink.NONE:
        return {name: "none"}
    colour, opacity = colours[ink]
    seen = {f"{name}-opacity": _number(opacity)} if opacity < 1 else {}
    return {name: colour, **seen}


def _line(root: Element, line: Line, colours: Mapping[Ink, Colour]) -> None:
    looks = {
        **_paint("fill", line.fill, colours),
        **_paint("stroke", line.stroke if line.width else Ink.NONE, colours),
        "stroke-width": _number(line.width),
        "stroke-linejoin": "round",
    }
    if line.dash:
        looks["stroke-dasharray"] = " ".join(_number(d) for d in line.dash)
    name = "polygon" if line.is_closed else "polyline"
    SubElement(root, name, {"points": _points(line.points), **looks})


def _dot(root: Element, dot: Dot, colours: Mapping[Ink, Colour]) -> None:
    (x, y), r = dot.at, dot.radius
    circle = {"cx": _number(x), "cy": _number(y), "r": _number(r)}
    if dot.marker is Marker.DOT:
        looks = {**_paint("fill", dot.ink, colours), **_paint("stroke", Ink.SURFACE, colours)}
        SubElement(root, "circle", {**circle, **looks})
        return
    looks = {**_paint("fill", Ink.SURFACE, colours), **_paint("stroke", dot.ink, colours)}
    looks["stroke-width"] = "2"
    if dot.marker is Marker.RING:
        SubElement(root, "circle", {**circle, **looks})
        return
    if dot.marker is Marker.SQUARE:
        corners = ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
    else:
        d = r + 1
        corners = ((x, y - d), (x + d, y), (x, y + d), (x - d, y))
    SubElement(root, "polygon", {"points": _points(corners), **looks})


def _text(root: Element, text: Text, colours: Mapping[Ink, Colour]) -> None:
    looks = {
        "x": _number(text.at[0]),
        "y": _number(text.at[1]),
        "font-size": _number(text.size),
        "text-anchor": _ANCHORS[text.anchor],
        **_paint("fill", text.ink, colours),
    }
    if text.is_bold:
        looks["font-weight"] = "600"
    SubElement(root, "text", looks).text = text.words


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
