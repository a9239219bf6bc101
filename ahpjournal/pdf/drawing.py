"""Paints a chart scene as a reportlab drawing, in the document's fonts."""

from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Polygon, PolyLine, String
from reportlab.graphics.shapes import Line as StraightLine
from reportlab.lib.colors import Color, HexColor

from ahpjournal.charts.scene import Anchor, ChartScene, Dot, Ink, Line, Marker, Text

_COLOURS = {
    Ink.TEXT: "#18222D",
    Ink.TEXT2: "#445062",
    Ink.TEXT3: "#5A6778",
    Ink.ACCENT: "#005EB8",
    Ink.BASELINE: "#66737F",
    Ink.GRID: "#D5DCE4",
    Ink.SURFACE: "#FFFFFF",
    Ink.OK: "#00683A",
    Ink.WARN: "#7A4B00",
    Ink.ACCENT_LINE: "#7FAEDB",
}
_TINTS = {Ink.ACCENT_TINT: ("#005EB8", 0.12), Ink.BASELINE_TINT: ("#66737F", 0.10)}
_ANCHORS = {Anchor.START: "start", Anchor.MIDDLE: "middle", Anchor.END: "end"}


def draw_scene(scene: ChartScene, scale: float = 1.0) -> Drawing:
    """Give *scene* as a drawing, *scale* points for each of its units."""
    drawing = Drawing(scene.width * scale, scene.height * scale)
    painter = _Painter(scene.height, scale)
    for shape in scene.shapes:
        for item in painter.items(shape):
            drawing.add(item)
    return drawing


def _colour(ink: Ink) -> Any:
    if ink is Ink.NONE:
        return None
    if ink in _TINTS:
        text, alpha = _TINTS[ink]
        solid = HexColor(text)
        return Color(solid.red, solid.green, solid.blue, alpha)
    return HexColor(_COLOURS[ink])


class _Painter:
    def __init__(self, height: float, scale: float) -> None:
        self._height = height
        self._scale = scale

    def items(self, shape: Line | Dot | Text) -> list[Any]:
        if isinstance(shape, Line):
            return [self._line(shape)]
        if isinstance(shape, Dot):
            return self._dot(shape)
        return [self._text(shape)]

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return point[0] * self._scale, (self._height - point[1]) * self._scale

    def _line(self, line: Line) -> Any:
        flat = [value for point in line.points for value in self._at(point)]
        looks: dict[str, Any] = {
            "strokeColor": _colour(line.stroke) if line.width else None,
            "strokeWidth": line.width * self._scale,
            "strokeLineJoin": 1,
        }
        if line.dash:
            looks["strokeDashArray"] = [d * self._scale for d in line.dash]
        if line.is_closed:
            return Polygon(flat, fillColor=_colour(line.fill), **looks)
        if len(line.points) == 2:
            looks.pop("strokeLineJoin")
            return StraightLine(*flat, **looks)
        return PolyLine(flat, **looks)

    def _dot(self, dot: Dot) -> list[Any]:
        x, y = self._at(dot.at)
        r, ink = dot.radius * self._scale, _colour(dot.ink)
        white = _colour(Ink.SURFACE)
        if dot.marker is Marker.DOT:
            return [
                Circle(x, y, r, fillColor=ink, strokeColor=white, strokeWidth=1.2 * self._scale)
            ]
        looks = {"fillColor": white, "strokeColor": ink, "strokeWidth": 1.6 * self._scale}
        if dot.marker is Marker.RING:
            return [Circle(x, y, r, **looks)]
        if dot.marker is Marker.SQUARE:
            return [Polygon([x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r], **looks)]
        d = r + self._scale
        return [Polygon([x, y - d, x + d, y, x, y + d, x - d, y], **looks)]

    def _text(self, text: Text) -> Any:
        x, y = self._at(text.at)
        return String(
            x,
            y,
            text.words,
            fontName="Body-Bold" if text.is_bold else "Body",
            fontSize=text.size * self._scale,
            textAnchor=_ANCHORS[text.anchor],
            fillColor=_colour(text.ink),
        )
