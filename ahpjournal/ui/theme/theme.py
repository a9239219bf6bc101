"""The theme in use: colours, scale, and putting both into effect."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.theme.fonts import font, load_first_fonts, load_more_fonts
from ahpjournal.ui.theme.palette import from_system, make_palette
from ahpjournal.ui.theme.stylesheet import make_stylesheet
from ahpjournal.ui.theme.tokens import CONTRAST, DARK, LIGHT, SIZES, Colours, Sizes

_PROPERTY = "ahpTheme"
_AFTER_FIRST_PICTURE_MS = 300


class Theme(QObject):
    """Colours and scale of the whole window; it belongs to the application, as its style does.

    Signals:
        changed: colours or scale are different now; what paints itself must paint again.
    """

    changed = Signal()

    def __init__(self, choice: ThemeChoice, text_size: int, app: QApplication) -> None:
        """Dress *app*; *text_size* is in per cent."""
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._system_palette = QPalette(app.palette())
        self.scale = text_size / 100
        self.sizes: Sizes = SIZES
        self.colours: Colours = LIGHT
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        load_first_fonts()
        app.setProperty(_PROPERTY, self)
        self._apply()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.load_all_fonts)
        self._later.start(_AFTER_FIRST_PICTURE_MS)

    @classmethod
    def active(cls) -> "Theme":
        """Give the theme of the running application; without one, light at 100 % is put on.

        Raises:
            RuntimeError: there is no application with widgets.
        """
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("no application")  # noqa: TRY004 - the state is wrong, not a type
        found = app.property(_PROPERTY)
        return found if isinstance(found, Theme) else cls(ThemeChoice.LIGHT, 100, app)

    @property
    def choice(self) -> ThemeChoice:
        """What was chosen; SYSTEM may look like any of the others."""
        return self._choice

    def apply_look(self, choice: ThemeChoice, text_size: int) -> None:
        """Use another theme or text size (per cent) from now on."""
        if (choice, text_size / 100) == (self._choice, self.scale):
            return
        self._choice = choice
        self.scale = text_size / 100
        self._apply()

    def px(self, pixels: float) -> int:
        """Scale a size given at 100 %."""
        return round(pixels * self.scale)

    def font(self, style: str) -> QFont:
        """Give the font of a type style: a key of tokens.TYPE."""
        return font(style, self.scale)

    def load_all_fonts(self) -> None:
        """Load the faces that can wait; happens by itself soon after the start."""
        self._later.stop()
        load_more_fonts()

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
                return self._of_the_system()

    def _of_the_system(self) -> Colours:
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return from_system(self._system_palette)
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM and self._app.property(_PROPERTY) is self:
            self._apply()
