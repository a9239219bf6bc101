"""Outline pictures, recoloured, drawn once and kept by Qt's own pixmap cache."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ahpjournal.assets import read_text

STROKE = "1.75"
"""Width of the lines, on a grid of 24."""


def pixmap(name: str, colour: str, size: int, ratio: float = 0.0) -> QPixmap:
    """Draw picture *name* in *colour*, *size* logical pixels square.

    *ratio* is the screen's device pixel ratio; 0 means that of the finest screen present.

    Raises:
        FileNotFoundError: there is no such picture.
    """
    fine = ratio or _finest_ratio()
    key = f"ahp:{name}:{colour}:{size}:{fine}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    drawn = _draw(name, colour, size, fine)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str, size: int, off_colour: str = "", gap: int = 0) -> QIcon:
    """Give picture *name* for a button or list, with *gap* empty pixels at its right.

    *off_colour* is for when it is disabled.
    """
    made = QIcon(_with_gap(pixmap(name, colour, size), gap))
    if off_colour:
        made.addPixmap(_with_gap(pixmap(name, off_colour, size), gap), QIcon.Mode.Disabled)
    return made


def mark(accent: str, on_accent: str, size: int) -> QPixmap:
    """Draw the program's own mark in the colours of the theme, *size* logical pixels square."""
    ratio = _finest_ratio()
    key = f"ahp-mark:{accent}:{size}:{ratio}"
    drawn = QPixmap()
    if QPixmapCache.find(key, drawn):
        return drawn
    svg = read_text("icons", "app", "ahpjournal.svg")
    drawn = _render(svg.replace("#005EB8", accent).replace("#FFFFFF", on_accent), size, ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def _with_gap(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


def _finest_ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    svg = read_text("icons", f"{name}.svg").replace("currentColor", colour)
    return _render(svg.replace('stroke-width="2"', f'stroke-width="{STROKE}"'), size, ratio)


def _render(svg: str, size: int, ratio: float) -> QPixmap:
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
