"""Buttons: with words, and with a picture only."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton
from typing_extensions import override

from ahpjournal.ui.kit.looks import follow_theme, paint_ring, set_look, shows_ring
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ButtonLook(StrEnum):
    """How much a button stands out."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    ROW = "row"
    LEVEL = "level"


class Button(QPushButton):
    """A button with words; Space and Enter press it."""

    def __init__(
        self,
        text: str,
        *,
        look: ButtonLook = ButtonLook.SECONDARY,
        icon: str = "",
        name: str = "",
    ) -> None:
        """Show *text*, and picture *icon* before it; *name* is spoken instead of the text."""
        super().__init__()
        self._look = look
        self._icon = icon
        self._has_ring = False
        self.setProperty("look", look.value)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        if name:
            self.setAccessibleName(name)
        follow_theme(self._on_theme)

    def set_text(self, text: str) -> None:
        """Show *text* as it is; an ampersand is shown, not taken for a shortcut."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_icon(self, icon: str) -> None:
        """Show picture *icon* before the text; empty for none."""
        self._icon = icon
        self._on_theme()

    def set_button_look(self, look: ButtonLook) -> None:
        """Stand out more or less."""
        self._look = look
        set_look(self, look.value)
        self._on_theme()

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
            theme = Theme.active()
            is_filled = self._look is ButtonLook.PRIMARY
            inner = theme.colours.on_accent if is_filled else ""
            paint_ring(self, theme.px(theme.sizes.radius), inner)

    def _on_theme(self) -> None:
        theme = Theme.active()
        c = theme.colours
        if self._icon:
            colour = {
                ButtonLook.PRIMARY: c.on_accent,
                ButtonLook.QUIET: c.accent,
                ButtonLook.DANGER: c.bad,
            }.get(self._look, c.text)
            size = theme.px(theme.sizes.icon)
            self.setIcon(icons.icon(self._icon, colour, size, c.text3))
            self.setIconSize(QSize(size, size))
        elif not self.icon().isNull():
            self.setIcon(QIcon())


class IconButton(QToolButton):
    """A button with a picture only; its name is spoken and shown as a tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        shortcut: str = "",
        is_checkable: bool = False,
        size: int = 34,
    ) -> None:
        """Show picture *icon*; *shortcut* is named in the tooltip; *size* in pixels at 100 %."""
        super().__init__()
        self._icon = icon
        self._size = size
        self._has_ring = False
        self.setCheckable(is_checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name, shortcut)
        self.toggled.connect(self._on_theme)
        follow_theme(self._on_theme)

    def set_name(self, name: str, shortcut: str = "") -> None:
        """Say what the button does."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def set_icon(self, icon: str) -> None:
        """Show another picture."""
        self._icon = icon
        self._on_theme()

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
            theme = Theme.active()
            paint_ring(self, theme.px(theme.sizes.radius))

    def _on_theme(self) -> None:
        theme = Theme.active()
        c = theme.colours
        size = theme.px(theme.sizes.icon)
        colour = c.soft_text if self.isChecked() else c.text2
        self.setIcon(icons.icon(self._icon, colour, size, c.control))
        self.setIconSize(QSize(size, size))
        self.setFixedSize(theme.px(self._size), theme.px(self._size))
