"""Qt's palette from the tokens, and tokens from the palette of a system in high contrast."""

from dataclasses import replace

from PySide6.QtGui import QColor, QPalette

from ahpjournal.ui.theme.tokens import CONTRAST, DARK, Colours, RiskColours

_DARK_BELOW = 128


def make_palette(colours: Colours) -> QPalette:
    """Give the palette that Fusion paints with."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.bg,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.surface2,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.text,
        role.PlaceholderText: colours.text3,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
        role.Light: colours.surface2,
        role.Midlight: colours.border,
        role.Mid: colours.border,
        role.Dark: colours.control,
        role.Accent: colours.accent,
    }
    for where, colour in pairs.items():
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.text3))
    return palette


def from_system(palette: QPalette) -> Colours:
    """Give tokens that use the colours the user chose for high contrast in the system."""
    role = QPalette.ColorRole
    ground = palette.color(role.Window).name().upper()
    base = palette.color(role.Base).name().upper()
    text = palette.color(role.WindowText).name().upper()
    accent = palette.color(role.Highlight).name().upper()
    on_accent = palette.color(role.HighlightedText).name().upper()
    is_dark = palette.color(role.Window).lightness() < _DARK_BELOW
    kin = DARK if is_dark else CONTRAST
    cell = RiskColours(base, text)
    return replace(
        kin,
        bg=ground,
        sidebar=ground,
        surface=base,
        surface2=base,
        border=text,
        control=text,
        text=text,
        text2=text,
        text3=text,
        accent=accent,
        accent_hover=accent,
        on_accent=on_accent,
        soft=accent,
        soft_text=on_accent,
        ok=text,
        ok_soft=base,
        warn=text,
        warn_soft=base,
        bad=text,
        bad_soft=base,
        baseline=text,
        grid=text,
        risk=(cell, cell, cell, cell),
        is_dark=is_dark,
        outline=2,
    )
