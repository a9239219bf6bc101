"""Buttons and chips."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme


class Button(QPushButton):
    """A button; *look* is primary, secondary, quiet, danger, chip, tag, level or row."""

    def __init__(self, text: str, look: str = "secondary", icon: str = "", theme: Theme | None = None) -> None:
        """Show *text* and, if *theme* is given, the icon of that name."""
        super().__init__(text.replace("&", "&&"))
        self.setProperty("look", look)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)
        self._icon, self._theme = icon, theme
        if look in {"chip", "level"}:
            self.setCheckable(True)
        horizontal = QSizePolicy.Policy.Preferred if look in {"row", "level"} else QSizePolicy.Policy.Maximum
        self.setSizePolicy(horizontal, QSizePolicy.Policy.Fixed)
        if theme is not None and icon:
            theme.changed.connect(self._draw_icon)
            self._draw_icon()

    def set_words(self, text: str) -> None:
        """Show other words."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def _draw_icon(self) -> None:
        theme = self._theme
        if theme is None:
            return
        colours = theme.colours
        look = self.property("look")
        colour = {"primary": colours.on_accent, "quiet": colours.soft_text, "danger": colours.bad}.get(
            look, colours.text2
        )
        size = theme.px(18)
        self.setIconSize(QSize(size, size))
        self.setIcon(icons.icon(self._icon, colour, size))


class IconButton(QToolButton):
    """A button with a picture only; its name is spoken and shown as a tooltip."""

    def __init__(self, icon: str, name: str, theme: Theme, *, shortcut: str = "", checkable: bool = False) -> None:
        """Show *icon*; *shortcut* is only told in the tooltip."""
        super().__init__()
        self._icon, self._theme = icon, theme
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        size = self._theme.px(18)
        self.setIconSize(QSize(size, size))
        self.setIcon(icons.icon(self._icon, self._theme.colours.text2, size))
