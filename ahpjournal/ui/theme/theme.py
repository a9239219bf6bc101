"""The theme in use: colours, scale, and putting both into effect."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.theme.fonts import font
from ahpjournal.ui.theme.palette import make_palette
from ahpjournal.ui.theme.stylesheet import make_stylesheet
from ahpjournal.ui.theme.tokens import CONTRAST, DARK, LIGHT, SIZES, Colours, Sizes


class Theme(QObject):
    """Colours and scale of the whole window.

    Signals:
        changed: colours or scale are different now; what paints itself must paint again.
    """

    changed = Signal()

    def __init__(self, choice: ThemeChoice, text_size: int, app: QApplication) -> None:
        """Dress *app*; *text_size* is in per cent."""
        super().__init__()
        self._app = app
        self._choice = choice
        self.scale = text_size / 100
        self.sizes: Sizes = SIZES
        self.colours: Colours = LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        app.setStyle("Fusion")
        self._apply()

    def apply_look(self, choice: ThemeChoice, text_size: int) -> None:
        """Use another theme or text size from now on."""
        if (choice, text_size / 100) == (self._choice, self.scale):
            return
        self._choice = choice
        self.scale = text_size / 100
        self._apply()

    def px(self, pixels: float) -> int:
        """Scale a size given at 100 %."""
        return round(pixels * self.scale)

    def font(self, style: str) -> QFont:
        """Give the font of a type style."""
        return font(style, self.scale)

    def _apply(self) -> None:
        self.colours = self._chosen()
        self._app.setFont(self.font("body"))
        self._app.setPalette(make_palette(self.colours))
        self._app.setStyleSheet(make_stylesheet(self.colours, self.scale))
        self.changed.emit()

    def _chosen(self) -> Colours:
        match self._choice:
            case ThemeChoice.LIGHT:
                return LIGHT
            case ThemeChoice.DARK:
                return DARK
            case ThemeChoice.CONTRAST:
                return CONTRAST
            case ThemeChoice.SYSTEM:
                scheme = QGuiApplication.styleHints().colorScheme()
                return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()
