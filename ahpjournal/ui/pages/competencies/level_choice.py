"""One level to choose: its number, name and descriptor, as one large target."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from ahpjournal.ui.theme.theme import Theme


class LevelChoice(QAbstractButton):
    """A card that is pressed to rate; the descriptor wraps and is always in view.

    Signals:
        chosen(object): the level's number, or None for "no chance yet".
    """

    chosen = Signal(object)

    def __init__(self, number: int | None, key: str, theme: Theme, *, is_compact: bool) -> None:
        """Stand for level *number*, chosen by *key*; a compact one has its name at the side."""
        super().__init__()
        self._number = number
        self._key = key
        self._is_compact = is_compact
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

    @override
    def nextCheckState(self) -> None:
        """Leave the state to show_level()."""

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        px = self._theme.px
        height = (
            QFontMetrics(self._theme.font("body"))
            .boundingRect(
                0, 0, max(width - self._text_left() - px(16), 40), 10_000, _WRAP, self._text
            )
            .height()
        )
        if self._is_compact:
            return max(height + px(14), px(36))
        title = QFontMetrics(self._theme.font("small")).height()
        return height + title + px(22)

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
        small = self._theme.font("small")
        small.setWeight(QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(QColor(colours.soft_text if self._is_chosen else colours.text))
        left, top = self._left(), px(7 if self._is_compact else 9)
        room = self.width() - self._text_left() - px(16)
        line = QFontMetrics(small).height()
        body = self._theme.font("body")
        if self._is_compact:
            narrow, lead = px(_NAME), QFontMetrics(body).ascent() - QFontMetrics(small).ascent()
            name = QFontMetrics(small).elidedText(
                self._name, Qt.TextElideMode.ElideRight, narrow - px(8)
            )
            painter.drawText(left, top + lead, narrow, line, Qt.AlignmentFlag.AlignLeft, name)
        else:
            painter.drawText(left, top, room, line, Qt.AlignmentFlag.AlignLeft, self._name)
            top += line + px(2)
        painter.setFont(body)
        painter.setPen(QColor(colours.text if self._is_chosen else colours.text2))
        painter.drawText(self._text_left(), top, room, self.height(), _WRAP, self._text)

    def _paint_number(self, painter: QPainter) -> None:
        colours, px = self._theme.colours, self._theme.px
        size = px(24 if self._is_compact else 26)
        circle = QRectF(px(14), (self.height() - size) / 2, size, size)
        painter.setPen(QPen(QColor(colours.accent if self._is_chosen else colours.control), 1.2))
        painter.setBrush(QColor(colours.accent if self._is_chosen else colours.surface))
        painter.drawEllipse(circle)
        font = self._theme.font("small")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_accent if self._is_chosen else colours.text2))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._label)

    @property
    def _label(self) -> str:
        return str(self._number) if self._number is not None else self._key

    def _text_left(self) -> int:
        return self._left() + (self._theme.px(_NAME) if self._is_compact else 0)

    def _left(self) -> int:
        return self._theme.px(54)


_NAME = 114
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
