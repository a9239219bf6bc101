"""Buttons and chips."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton
from typing_extensions import override

from ahpjournal.ui.kit.looks import paint_ring, set_look, shows_ring
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_GAP = 3
"""What is added to the style's own gap between icon and words."""
_CHECKABLE = frozenset({"chip", "level"})
_MAY_SHRINK = frozenset({"quiet", "row", "tag", "chip"})
"""Looks of buttons that carry the user's own words; they end in an ellipsis where it is narrow."""
_LEAST_WIDTH = 150
_WIDE = frozenset({"row", "level"})


class Button(QPushButton):
    """A button; *look* is primary, secondary, quiet, danger, chip, tag, level or row.

    Space and Enter press it. A ring shows focus unless the mouse brought it.
    """

    def __init__(
        self, text: str, look: str = "secondary", icon: str = "", theme: Theme | None = None
    ) -> None:
        """Show *text*, with the icon of that name before it; *theme* is the present one if None."""
        super().__init__()
        self._icon = icon
        self._theme = theme or Theme.active()
        self._has_ring = False
        self.setProperty("look", look)
        self.set_words(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setCheckable(look in _CHECKABLE)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred if look in _WIDE else policy.Maximum, policy.Fixed)
        self._theme.changed.connect(self._draw_icon)
        self.toggled.connect(self._draw_icon)
        self._draw_icon()

    def set_words(self, text: str) -> None:
        """Show and speak other words; an ampersand is shown, not taken for a shortcut."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_icon(self, icon: str) -> None:
        """Show another icon before the words; empty for none."""
        self._icon = icon
        self._draw_icon()

    def set_button_look(self, look: str) -> None:
        """Stand out more or less."""
        set_look(self, look)
        self._draw_icon()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.property("look") not in _CHECKABLE:
            return hint
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        text = self.text().replace("&&", "&")
        wide = QFontMetrics(heavy).horizontalAdvance(text)
        return QSize(
            hint.width() + max(0, wide - self.fontMetrics().horizontalAdvance(text)), hint.height()
        )

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        if self.property("look") in _MAY_SHRINK:
            return QSize(min(hint.width(), self._theme.px(_LEAST_WIDTH)), hint.height())
        return hint

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        lacking = self.sizeHint().width() - self.width()
        if lacking > 0:
            self._paint_shortened(lacking)
        else:
            super().paintEvent(event)
        if not (self.hasFocus() and self._has_ring):
            return
        sizes = self._theme.sizes
        look = self.property("look")
        radius = {"chip": sizes.chip / 2, "tag": sizes.tag / 2}.get(look, sizes.radius)
        inner = self._theme.colours.on_accent if look == "primary" else ""
        paint_ring(self, self._theme.px(radius), inner)

    def _paint_shortened(self, lacking: int) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        words = self.text().replace("&&", "&")
        room = metrics.horizontalAdvance(words) - lacking
        short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, room))
        option.text = short.replace("&", "&&")
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
        if not self.toolTip():
            self.setToolTip(words)

    def _draw_icon(self) -> None:
        if not self._icon:
            if not self.icon().isNull():
                self.setIcon(QIcon())
            return
        c = self._theme.colours
        look = self.property("look")
        colour = {"primary": c.on_accent, "quiet": c.accent, "danger": c.bad}.get(look, c.text)
        if self.isChecked():
            colour = c.soft_text
        size = self._theme.px(self._theme.sizes.icon)
        gap = self._theme.px(_GAP)
        self.setIconSize(QSize(size + gap, size))
        self.setIcon(icons.icon(self._icon, colour, size, c.text3, gap))


class IconButton(QToolButton):
    """A button with a picture only; its name is spoken and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        theme: Theme | None = None,
        *,
        shortcut: str = "",
        checkable: bool = False,
        size: int = 34,
        picture: int = 18,
    ) -> None:
        """Show *icon*; *shortcut* is only told in the tooltip.

        *size* of the button and of the *picture* in it are in pixels at 100 %.
        """
        super().__init__()
        self._icon = icon
        self._theme = theme or Theme.active()
        self._size = size
        self._picture = picture
        self._has_ring = False
        self.keys = ""
        self.set_name(name, shortcut)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme.changed.connect(self._draw_icon)
        self.toggled.connect(self._draw_icon)
        self._draw_icon()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does; *shortcut* are its keys, which something else listens to."""
        self.keys = shortcut
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        self.setAccessibleDescription(shortcut)

    def set_icon(self, icon: str) -> None:
        """Show another picture."""
        self._icon = icon
        self._draw_icon()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = shows_ring(event.reason(), before=self._has_ring)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._has_ring:
            paint_ring(self, self._theme.px(self._theme.sizes.radius))

    def _draw_icon(self) -> None:
        c = self._theme.colours
        size = self._theme.px(self._picture)
        colour = c.soft_text if self.isChecked() else c.text2
        self.setIconSize(QSize(size, size))
        self.setIcon(icons.icon(self._icon, colour, size, c.control))
        side = self._theme.px(self._size)
        self.setFixedSize(side, side)
