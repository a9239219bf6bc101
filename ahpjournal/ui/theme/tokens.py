"""Design tokens: colours of each theme, sizes and type. No Qt, so that contrast is testable."""

from enum import StrEnum

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class RiskColours:
    """Fill and text of one kind of cell in a risk matrix."""

    fill: str
    text: str


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one theme as ``#RRGGBB``.

    *heat* runs from none to most, *risk* from low to extreme; *outline* is the width in pixels of
    the line around controls.
    """

    bg: str
    sidebar: str
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
    risk: tuple[RiskColours, RiskColours, RiskColours, RiskColours]
    is_dark: bool = False
    outline: int = 1


LIGHT = Colours(
    bg="#F4F6F9",
    sidebar="#FFFFFF",
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
    risk=(
        RiskColours("#DDEFE5", "#18432D"),
        RiskColours("#FFF0C2", "#5C3A00"),
        RiskColours("#FFD9B8", "#6B2C00"),
        RiskColours("#F9C9C4", "#7A1410"),
    ),
)

DARK = Colours(
    bg="#10161D",
    sidebar="#141B23",
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
    risk=(
        RiskColours("#1B3A2D", "#BDE9D0"),
        RiskColours("#43371A", "#F6DD9E"),
        RiskColours("#54301A", "#FFCBA3"),
        RiskColours("#5E2523", "#FFC1BC"),
    ),
    is_dark=True,
)

CONTRAST = Colours(
    bg="#FFFFFF",
    sidebar="#FFFFFF",
    surface="#FFFFFF",
    surface2="#F0F0F0",
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
    risk=(
        RiskColours("#FFFFFF", "#000000"),
        RiskColours("#FFF0C2", "#000000"),
        RiskColours("#FFD9B8", "#000000"),
        RiskColours("#F9C9C4", "#000000"),
    ),
    outline=2,
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in pixels at 100 %; Theme.px() scales them."""

    gutter: int = 32
    gutter_top: int = 26
    card_padding: int = 20
    gap: int = 16
    row_gap: int = 20
    content_max: int = 1320
    sidebar: int = 232
    rail: int = 72
    list_column: int = 324
    side_panel: int = 320
    control: int = 36
    nav_row: int = 38
    chip: int = 30
    pill: int = 22
    tag: int = 26
    icon: int = 18
    radius: int = 8
    card_radius: int = 12
    bar: int = 8
    focus: int = 2


SIZES = Sizes()


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Size in pixels at 100 % and weight."""

    pixels: int
    weight: int


TYPE = {
    "caption": TypeStyle(12, 500),
    "label": TypeStyle(13, 500),
    "small": TypeStyle(13, 400),
    "body": TypeStyle(14, 400),
    "strong": TypeStyle(14, 600),
    "title": TypeStyle(16, 600),
    "h2": TypeStyle(20, 600),
    "h1": TypeStyle(26, 600),
    "figure": TypeStyle(28, 600),
    "editor": TypeStyle(16, 400),
}


class Tone(StrEnum):
    """What a coloured piece means; colour is never the only sign."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class TonePair:
    """Text and background of a tone."""

    text: str
    soft: str


def tone_pair(colours: Colours, tone: Tone) -> TonePair:
    """Give the colours of *tone*."""
    match tone:
        case Tone.NEUTRAL:
            return TonePair(colours.text2, colours.surface2)
        case Tone.ACCENT:
            return TonePair(colours.soft_text, colours.soft)
        case Tone.OK:
            return TonePair(colours.ok, colours.ok_soft)
        case Tone.WARN:
            return TonePair(colours.warn, colours.warn_soft)
        case Tone.BAD:
            return TonePair(colours.bad, colours.bad_soft)


_WEIGHTS = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return sum(w * _linear(channel) for w, channel in zip(_WEIGHTS, channels, strict=True))


def _linear(channel: float) -> float:
    if channel <= _LINEAR_BELOW:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
