"""Paints a chart scene with QPainter."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ahpjournal.charts.scene import Anchor, ChartScene, Dot, Ink, Line, Marker, Text
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import Colours

_TINT, _LINE = 36, 130


def ink_colour(ink: Ink, colours: Colours) -> QColor:
    """Give the colour of *ink* in a theme."""
    plain = {
        Ink.TEXT: colours.text,
        Ink.TEXT2: colours.text2,
        Ink.TEXT3: colours.text3,
        Ink.ACCENT: colours.accent,
        Ink.ACCENT_TINT: colours.accent,
        Ink.ACCENT_LINE: colours.accent,
        Ink.BASELINE: colours.baseline,
        Ink.BASELINE_TINT: colours.baseline,
        Ink.GRID: colours.grid,
        Ink.SURFACE: colours.surface,
        Ink.OK: colours.ok,
        Ink.WARN: colours.warn,
    }
    if ink is Ink.NONE:
        return QColor(Qt.GlobalColor.transparent)
    colour = QColor(plain[ink])
    if ink in {Ink.ACCENT_TINT, Ink.BASELINE_TINT}:
        colour.setAlpha(_TINT)
    if ink is Ink.ACCENT_LINE:
        colour.setAlpha(_LINE)
    return colour


class ScenePainter:
    """Paints and measures in the fonts and colours of the theme; units are 100 % pixels."""

    def __init__(self, theme: Theme) -> None:
        """Paint in *theme*."""
        self._theme = theme
        self._fonts: dict[tuple[float, bool], QFont] = {}

    def measure(self, words: str, size: float, is_bold: bool) -> float:  # noqa: FBT001 - the scene's way to ask
        """Give the width of *words*."""
        return QFontMetricsF(self._font(size, is_bold=is_bold)).horizontalAdvance(words)

    def paint(self, painter: QPainter, scene: ChartScene) -> None:
        """Paint *scene*; the painter is scaled by the caller."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in scene.shapes:
            if isinstance(shape, Line):
                self._line(painter, shape)
            elif isinstance(shape, Dot):
                self._dot(painter, shape)
            else:
                self._text(painter, shape)

    def _font(self, size: float, *, is_bold: bool) -> QFont:
        key = (size, is_bold)
        if key not in self._fonts:
            font = self._theme.font("body")
            font.setPixelSize(round(size))
            font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
            self._fonts[key] = font
        return self._fonts[key]

    def _line(self, painter: QPainter, line: Line) -> None:
        colours = self._theme.colours
        if line.stroke is Ink.NONE or line.width == 0:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            pen = QPen(ink_colour(line.stroke, colours), line.width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            if line.dash:
                pen.setDashPattern([d / line.width for d in line.dash])
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
        if line.fill is Ink.NONE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(ink_colour(line.fill, colours))
        polygon = QPolygonF([QPointF(x, y) for x, y in line.points])
        if line.is_closed:
            painter.drawPolygon(polygon)
        else:
            painter.drawPolyline(polygon)

    def _dot(self, painter: QPainter, dot: Dot) -> None:
        colours = self._theme.colours
        ink = ink_colour(dot.ink, colours)
        surface = ink_colour(Ink.SURFACE, colours)
        x, y, r = *dot.at, dot.radius
        if dot.marker is Marker.DOT:
            painter.setPen(QPen(surface, 1.5))
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(x, y), r + 0.75, r + 0.75)
            return
        painter.setPen(QPen(ink, 2.0))
        painter.setBrush(surface)
        if dot.marker is Marker.RING:
            painter.drawEllipse(QPointF(x, y), r, r)
        elif dot.marker is Marker.SQUARE:
            painter.setPen(QPen(ink, 1.5))
            painter.drawRect(QRectF(x - r, y - r, 2 * r, 2 * r))
        else:
            points = [
                QPointF(x, y - r - 1),
                QPointF(x + r + 1, y),
                QPointF(x, y + r + 1),
                QPointF(x - r - 1, y),
            ]
            painter.drawPolygon(QPolygonF(points))

    def _text(self, painter: QPainter, text: Text) -> None:
        painter.setFont(self._font(text.size, is_bold=text.is_bold))
        painter.setPen(ink_colour(text.ink, self._theme.colours))
        width = self.measure(text.words, text.size, text.is_bold)
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
        painter.drawText(QPointF(text.at[0] - shift, text.at[1]), text.words)
