"""One level to choose: its number, name and descriptor, as one large target."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from ahpjournal.ui.theme.theme import Theme


class LevelLook(Enum):
    """How much room a level takes: its name above the descriptor, beside it, or in its line."""

    ROOMY = auto()
    COLUMN = auto()
    INLINE = auto()
    SMALL = auto()
    """In its line, in small letters."""


class LevelChoice(QAbstractButton):
    """A card that is pressed to rate; the descriptor wraps and is always in view.

    Signals:
        chosen(object): the level's number, or None for "no chance yet".
    """

    chosen = Signal(object)

    def __init__(self, number: int | None, key: str, theme: Theme) -> None:
        """Stand for level *number*, chosen by *key*."""
        super().__init__()
        self._number = number
        self._key = key
        self._look = LevelLook.ROOMY
        self._theme = theme
        self._name = self._text = ""
        self._is_chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: self.chosen.emit(self._number))
        theme.changed.connect(self.updateGeometry)

    def show_level(self, name: str, text: str, *, is_chosen: bool) -> None:
        """Show *name* and *text*; a chosen level is marked by colour, border and tick."""
        self._name, self._text, self._is_chosen = name, text, is_chosen
        self.setCheckable(True)
        self.setChecked(is_chosen)
        self.setAccessibleName(f"{self._label}. {name}: {text}")
        self.updateGeometry()
        self.update()

    def set_level_look(self, look: LevelLook) -> None:
        """Take more or less room."""
        if look is not self._look:
            self._look = look
            self.updateGeometry()
            self.update()

    @override
    def nextCheckState(self) -> None:
        """Leave the state to show_level()."""

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return level_height(self._name, self._text, self._look, width, self._theme)

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(320))
        return QSize(self._theme.px(320), self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(
            self._theme.px(200), self.heightForWidth(max(self.width(), self._theme.px(200)))
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._is_chosen or self.hasFocus()
        width = 2.0 if marked else 1.0
        edge = colours.accent if marked else colours.control
        fill = (
            colours.soft
            if self._is_chosen
            else (colours.surface2 if self.underMouse() else colours.surface)
        )
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(area, px(10), px(10))
        self._paint_number(painter)
        painter.setPen(QColor(colours.soft_text if self._is_chosen else colours.text))
        ink = QColor(colours.text if self._is_chosen else colours.text2)
        if self._look in _IN_LINE:
            self._paint_line(painter, ink)
        else:
            self._paint_apart(painter, ink)

    def _paint_line(self, painter: QPainter, ink: QColor) -> None:
        """Paint the name and, after it, the descriptor."""
        text = _one_text(
            self._name, self._text, self._look, self._room(self.width()), self._theme, ink
        )
        height = text.boundingRect().height()
        text.draw(painter, QPointF(self._text_left(), (self.height() - height) / 2))

    def _paint_apart(self, painter: QPainter, ink: QColor) -> None:
        """Paint the name above or beside the descriptor."""
        px, is_beside = self._theme.px, self._look is LevelLook.COLUMN
        small, body = _strong(self._theme), self._theme.font("body")
        painter.setFont(small)
        left, top = _left(self._look, self._theme), px(7 if is_beside else 9)
        room, line = self._room(self.width()), QFontMetrics(small).height()
        if is_beside:
            narrow, lead = px(_NAME), QFontMetrics(body).ascent() - QFontMetrics(small).ascent()
            name = QFontMetrics(small).elidedText(
                self._name, Qt.TextElideMode.ElideRight, narrow - px(8)
            )
            painter.drawText(left, top + lead, narrow, line, Qt.AlignmentFlag.AlignLeft, name)
        else:
            painter.drawText(left, top, room, line, Qt.AlignmentFlag.AlignLeft, self._name)
            top += line + px(2)
        painter.setFont(body)
        painter.setPen(ink)
        painter.drawText(self._text_left(), top, room, self.height(), _WRAP, self._text)

    def _paint_number(self, painter: QPainter) -> None:
        colours, px = self._theme.colours, self._theme.px
        size = px(_CIRCLE[self._look])
        circle = QRectF(
            px(8 if self._look in _IN_LINE else 14), (self.height() - size) / 2, size, size
        )
        painter.setPen(QPen(QColor(colours.accent if self._is_chosen else colours.control), 1.2))
        painter.setBrush(QColor(colours.accent if self._is_chosen else colours.surface))
        painter.drawEllipse(circle)
        painter.setFont(_strong(self._theme))
        painter.setPen(QColor(colours.on_accent if self._is_chosen else colours.text2))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._label)

    @property
    def _label(self) -> str:
        return str(self._number) if self._number is not None else self._key

    def _text_left(self) -> int:
        return _text_left(self._look, self._theme)

    def _room(self, width: int) -> int:
        return _room(width, self._look, self._theme)


def level_height(name: str, text: str, look: LevelLook, width: int, theme: Theme) -> int:
    """Give the height in pixels that a level needs at *width*."""
    px, room = theme.px, _room(width, look, theme)
    if look in _IN_LINE:
        line = _one_text(name, text, look, room, theme)
        pad = px(10 if look is LevelLook.INLINE else 6)
        return max(round(line.boundingRect().height()) + pad, px(_CIRCLE[look] + 6))
    body = QFontMetrics(theme.font("body"))
    height = body.boundingRect(0, 0, room, 10_000, _WRAP, text).height()
    if look is LevelLook.COLUMN:
        return max(height + px(14), px(36))
    return height + QFontMetrics(theme.font("small")).height() + px(22)


def _one_text(
    name: str, text: str, look: LevelLook, room: int, theme: Theme, ink: QColor | None = None
) -> QTextLayout:
    """Set the name, in strong letters, and the descriptor as one text that wraps."""
    font = theme.font("small" if look is LevelLook.SMALL else "body")
    made = QTextLayout(f"{name}  {text}", font)
    strong, plain = QTextLayout.FormatRange(), QTextLayout.FormatRange()
    strong.start, strong.length = 0, len(name)
    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.DemiBold)
    strong.format = weight
    plain.start, plain.length = len(name), len(text) + 2
    colour = QTextCharFormat()
    if ink is not None:
        colour.setForeground(ink)
    plain.format = colour
    made.setFormats([strong, plain])
    made.beginLayout()
    top = 0.0
    while (line := made.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, top))
        top += line.height()
    made.endLayout()
    return made


def _strong(theme: Theme) -> QFont:
    font = theme.font("small")
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _left(look: LevelLook, theme: Theme) -> int:
    return theme.px(40 if look in _IN_LINE else 54)


def _text_left(look: LevelLook, theme: Theme) -> int:
    return _left(look, theme) + (theme.px(_NAME) if look is LevelLook.COLUMN else 0)


def _room(width: int, look: LevelLook, theme: Theme) -> int:
    return max(width - _text_left(look, theme) - theme.px(8 if look in _IN_LINE else 16), 40)


_NAME = 114
_IN_LINE = frozenset({LevelLook.INLINE, LevelLook.SMALL})
_CIRCLE = {
    LevelLook.ROOMY: 26,
    LevelLook.COLUMN: 24,
    LevelLook.INLINE: 22,
    LevelLook.SMALL: 20,
}
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
