"""Design tokens: colours of each theme, sizes and type. Pure Python, so that contrast is testable."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one theme as ``#RRGGBB``; *heat* runs from none to most."""

    bg: str
    surface: str
    surface2: str
    border: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    soft: str
    soft_text: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    baseline: str
    grid: str
    heat: tuple[str, str, str, str, str]
    is_dark: bool = False


LIGHT = Colours(
    bg="#F4F6F9",
    surface="#FFFFFF",
    surface2="#EEF2F6",
    border="#DDE3EA",
    control="#78869A",
    text="#18222D",
    text2="#445062",
    text3="#5A6778",
    accent="#005EB8",
    accent_hover="#004C96",
    on_accent="#FFFFFF",
    soft="#E5EFF9",
    soft_text="#004A91",
    ok="#00683A",
    ok_soft="#E2F3EA",
    warn="#7A4B00",
    warn_soft="#FFF3D9",
    bad="#A8201A",
    bad_soft="#FCE8E6",
    baseline="#8592A5",
    grid="#E3E8EF",
    heat=("#EDF1F5", "#C4DBF1", "#86B6E3", "#3F86CC", "#005EB8"),
)

DARK = Colours(
    bg="#10161D",
    surface="#182029",
    surface2="#222C37",
    border="#2B3745",
    control="#7C8CA0",
    text="#E9EEF4",
    text2="#B4C0CE",
    text3="#94A3B5",
    accent="#70B4F5",
    accent_hover="#93C7F9",
    on_accent="#08192B",
    soft="#1B324A",
    soft_text="#A8D2FB",
    ok="#6FD39E",
    ok_soft="#16332A",
    warn="#F0BE62",
    warn_soft="#3A2D12",
    bad="#FF9C94",
    bad_soft="#43201E",
    baseline="#8B9BB0",
    grid="#2B3745",
    heat=("#222C37", "#1E4468", "#2A6AA6", "#4A97DE", "#8CC5F9"),
    is_dark=True,
)

CONTRAST = Colours(
    bg="#FFFFFF",
    surface="#FFFFFF",
    surface2="#FFFFFF",
    border="#000000",
    control="#000000",
    text="#000000",
    text2="#000000",
    text3="#1A1A1A",
    accent="#00357A",
    accent_hover="#000000",
    on_accent="#FFFFFF",
    soft="#D6E6FF",
    soft_text="#00214D",
    ok="#004D26",
    ok_soft="#FFFFFF",
    warn="#5C3200",
    warn_soft="#FFFFFF",
    bad="#8C0000",
    bad_soft="#FFFFFF",
    baseline="#404040",
    grid="#767676",
    heat=("#FFFFFF", "#C4DBF1", "#86B6E3", "#3F86CC", "#00357A"),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in pixels at 100 %."""

    gutter: int = 32
    gutter_top: int = 26
    card_padding: int = 20
    gap: int = 16
    row_gap: int = 20
    content_max: int = 1320
    sidebar: int = 232
    rail: int = 72
    list_column: int = 324
    editor_max: int = 760
    side_panel: int = 320
    control: int = 36
    nav_row: int = 38
    chip: int = 30
    list_row: int = 92
    radius: int = 8
    card_radius: int = 12


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size in pixels at 100 % and weight."""

    pixels: int
    weight: int


TYPE = {
    "caption": TypeStyle(12, 500),
    "small": TypeStyle(13, 400),
    "body": TypeStyle(14, 400),
    "title": TypeStyle(16, 600),
    "h2": TypeStyle(20, 600),
    "h1": TypeStyle(26, 600),
    "figure": TypeStyle(28, 600),
    "editor": TypeStyle(16, 400),
}


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
