"""Boxes to tick and options to choose, drawn crisp at every text size."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy
from typing_extensions import override

from ahpjournal.ui.kit.looks import follow_theme, paint_ring, shows_ring
from ahpjournal.ui.theme.theme import Theme

_BOX = 18
_GAP = 10
_PAD = 5
_TICK = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.33))


class CheckBox(QCheckBox):
    """A box to tick, with words that wrap."""

    def __init__(self, text: str, *, name: str = "") -> None:
        """Show *text*; *name* is spoken instead of it, and needed where there is no text."""
        super().__init__(text.replace("&", "&&"))
        self._has_ring = False
        self.setAccessibleName(name or text)
        self.setSizePolicy(_policy())
        follow_theme(self._on_theme)

    def set_text(self, text: str) -> None:
        """Show and speak *text*."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return _size_hint(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return _minimum(self)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return _height(self, width)

    @override
    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _paint_words(self, painter)
        is_on = self.checkState() is not Qt.CheckState.Unchecked
        paint_box(painter, box, is_on=is_on, is_enabled=self.isEnabled())
        painter.end()
        if self.hasFocus() and self._has_ring:
            paint_ring(self, Theme.active().px(6))

    def _on_theme(self) -> None:
        self.updateGeometry()


class RadioButton(QRadioButton):
    """One option of several, with words that wrap."""

    def __init__(self, text: str, *, name: str = "") -> None:
        """Show *text*; *name* is spoken instead of it, and needed where there is no text."""
        super().__init__(text.replace("&", "&&"))
        self._has_ring = False
        self.setAccessibleName(name or text)
        self.setSizePolicy(_policy())
        follow_theme(self._on_theme)

    @override
    def sizeHint(self) -> QSize:
        return _size_hint(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return _minimum(self)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return _height(self, width)

    @override
    def hitButton(self, pos: object) -> bool:
        return self.rect().contains(pos)  # type: ignore[call-overload,no-any-return]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = _paint_words(self, painter)
        c = Theme.active().colours
        line = c.accent if self.isChecked() and self.isEnabled() else c.control
        painter.setPen(QPen(QColor(line), 1.5))
        painter.setBrush(QColor(c.surface if self.isEnabled() else c.surface2))
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(line))
            inset = box.width() * 0.25
            painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        painter.end()
        if self.hasFocus() and self._has_ring:
            paint_ring(self, Theme.active().px(6))

    def _on_theme(self) -> None:
        self.updateGeometry()


def paint_box(painter: QPainter, box: QRectF, *, is_on: bool, is_enabled: bool = True) -> None:
    """Paint a box in *box*, ticked if *is_on*."""
    c = Theme.active().colours
    fill, line = (c.accent, c.accent) if is_on else (c.surface, c.control)
    if not is_enabled:
        fill, line = c.surface2, c.control
    painter.setPen(QPen(QColor(line), 1.5))
    painter.setBrush(QColor(fill))
    radius = box.width() * 0.26
    painter.drawRoundedRect(box, radius, radius)
    if not is_on:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(c.on_accent if is_enabled else c.text3), box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK]
    painter.drawPolyline(QPolygonF(points))


def _policy() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _words(button: QAbstractButton) -> str:
    return button.text().replace("&&", "&")


def _lead(button: QAbstractButton) -> int:
    theme = Theme.active()
    gap = _GAP if button.text() else 0
    return theme.px(_PAD) + theme.px(_BOX) + theme.px(gap)


def _words_rect(button: QAbstractButton, width: int) -> QRect:
    room = max(1, width - _lead(button) - Theme.active().px(_PAD))
    area = QRect(0, 0, room, 1 << 20)
    return button.fontMetrics().boundingRect(area, Qt.TextFlag.TextWordWrap, _words(button))


def _height(button: QAbstractButton, width: int) -> int:
    theme = Theme.active()
    words = _words_rect(button, width).height() if button.text() else 0
    return max(theme.px(_BOX), words) + 2 * theme.px(_PAD)


def _size_hint(button: QAbstractButton) -> QSize:
    theme = Theme.active()
    wide = button.fontMetrics().horizontalAdvance(_words(button)) + 2
    width = _lead(button) + (wide if button.text() else 0) + theme.px(_PAD)
    return QSize(width, _height(button, width))


def _minimum(button: QAbstractButton) -> QSize:
    theme = Theme.active()
    longest = max(
        (button.fontMetrics().horizontalAdvance(word) for word in _words(button).split()),
        default=0,
    )
    width = _lead(button) + longest + theme.px(_PAD)
    return QSize(width, theme.px(_BOX) + 2 * theme.px(_PAD))


def _paint_words(button: QAbstractButton, painter: QPainter) -> QRectF:
    theme = Theme.active()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size, pad = theme.px(_BOX), theme.px(_PAD)
    words = _words_rect(button, button.width())
    line = button.fontMetrics().height()
    top = max(pad, (button.height() - max(words.height(), size)) // 2)
    colour = theme.colours.text if button.isEnabled() else theme.colours.text3
    painter.setPen(QColor(colour))
    text_top = top + max(0, (size - line) // 2) if words.height() <= line else top
    where = QRect(_lead(button), text_top, words.width() + 2, words.height())
    painter.drawText(where, Qt.TextFlag.TextWordWrap, _words(button))
    box_top = top + max(0, (line - size) // 2)
    return QRectF(pad + 0.75, box_top + 0.75, size - 1.5, size - 1.5)
