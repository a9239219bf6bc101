"""Bringing the bundled fonts in; no font of the computer is needed."""

from PySide6.QtGui import QFont, QFontDatabase

from ahpjournal.assets import resource_path
from ahpjournal.ui.theme.tokens import TYPE

FAMILY = "Inter"
_FIRST = ("400Regular", "500Medium", "600SemiBold")
_LATER = ("700Bold", "400Regular_Italic", "600SemiBold_Italic")
_FALLBACK = (("dejavu", "DejaVuSans.ttf"), ("noto", "NotoSans_400Regular.ttf"), ("noto", "NotoEmoji_400Regular.ttf"))


def load_first_fonts() -> None:
    """Load the three faces that the first picture needs."""
    for face in _FIRST:
        _load("inter", f"Inter_{face}.ttf")


def load_more_fonts() -> None:
    """Load the other faces and the stand-ins for letters that Inter lacks."""
    for face in _LATER:
        _load("inter", f"Inter_{face}.ttf")
    for folder, name in _FALLBACK:
        _load(folder, name)


def font(style: str, scale: float) -> QFont:
    """Give the font of a type style (see TYPE) at *scale*."""
    kind = TYPE[style]
    made = QFont([FAMILY, "DejaVu Sans", "Noto Sans", "Noto Emoji"])
    made.setPixelSize(round(kind.pixels * scale))
    made.setWeight(QFont.Weight(kind.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _load(folder: str, name: str) -> None:
    QFontDatabase.addApplicationFont(str(resource_path("fonts", folder, name)))
