"""Bringing the bundled fonts in; no font of the computer is needed."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from ahpjournal.assets import resource_path
from ahpjournal.ui.theme.tokens import TYPE

FAMILY = "Inter"
FALLBACKS = ("DejaVu Sans", "Noto Sans", "Noto Emoji")
_FIRST = (
    ("inter", "Inter_400Regular.ttf"),
    ("inter", "Inter_500Medium.ttf"),
    ("inter", "Inter_600SemiBold.ttf"),
)
_LATER = (
    ("inter", "Inter_700Bold.ttf"),
    ("inter", "Inter_400Regular_Italic.ttf"),
    ("inter", "Inter_600SemiBold_Italic.ttf"),
    ("dejavu", "DejaVuSans.ttf"),
    ("dejavu", "DejaVuSansMono.ttf"),
    ("noto", "NotoSans_400Regular.ttf"),
    ("noto", "NotoEmoji_400Regular.ttf"),
)


def load_first_fonts() -> None:
    """Load the three faces that the first picture needs; loading twice does nothing."""
    _load(_FIRST)


def load_more_fonts() -> None:
    """Load the other faces and the stand-ins for letters that Inter lacks."""
    _load(_LATER)


def font(style: str, scale: float) -> QFont:
    """Give the font of a type style (see TYPE) at *scale*."""
    kind = TYPE[style]
    made = QFont([FAMILY, *FALLBACKS])
    made.setPixelSize(round(kind.pixels * scale))
    made.setWeight(QFont.Weight(kind.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _load(faces: tuple[tuple[str, str], ...]) -> None:
    for folder, name in faces:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", folder, name)))
