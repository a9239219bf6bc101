"""The theme puts colours and scale into effect everywhere, at once."""

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.palette import from_system
from ahpjournal.ui.theme.stylesheet import make_stylesheet
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import CONTRAST, DARK, LIGHT, SIZES, TYPE, contrast


def test_the_theme_of_the_application_is_found_and_is_one(theme: Theme) -> None:
    assert Theme.active() is theme


def test_a_change_recolours_and_is_told_once(
    theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply_look(ThemeChoice.DARK, 100)
    assert theme.colours == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.bg
    assert DARK.surface in qapp.styleSheet()
    assert LIGHT.surface not in qapp.styleSheet()


def test_the_same_look_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply_look(ThemeChoice.LIGHT, 100)


@pytest.mark.parametrize(
    ("choice", "colours"),
    [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK), (ThemeChoice.CONTRAST, CONTRAST)],
)
def test_a_choice_has_its_colours(theme: Theme, choice: ThemeChoice, colours: object) -> None:
    theme.apply_look(choice, 100)
    assert theme.colours == colours


def test_the_system_choice_is_light_where_the_system_says_nothing(theme: Theme) -> None:
    theme.apply_look(ThemeChoice.SYSTEM, 100)
    assert theme.colours == LIGHT


@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_one_setting_scales_fonts_and_sizes(theme: Theme, size: int, qapp: QApplication) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    assert qapp.font().pixelSize() == round(TYPE["body"].pixels * size / 100)
    assert theme.font("h1").pixelSize() == round(TYPE["h1"].pixels * size / 100)
    assert theme.px(SIZES.control) == round(SIZES.control * size / 100)


def test_labels_take_the_bundled_font(theme: Theme, qtbot: QtBot) -> None:
    theme.load_all_fonts()
    label = QLabel("Reflection")
    label.setProperty("look", "h1")
    qtbot.addWidget(label)
    label.show()
    assert QFontInfo(label.font()).family().startswith("Inter")
    assert label.font().pixelSize() == TYPE["h1"].pixels
    assert label.font().weight() == TYPE["h1"].weight


@pytest.mark.parametrize("scale", [1.0, 1.1, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_the_style_sheet_is_well_formed(colours: object, scale: float) -> None:
    assert isinstance(colours, type(LIGHT))
    sheet = make_stylesheet(colours, scale)
    assert sheet.count("{") == sheet.count("}")
    assert "{c." not in sheet
    assert ": -" not in sheet, "a negative length"
    assert "url(" not in sheet, "a file that might not be there"


def test_a_pill_is_round_at_every_scale() -> None:
    for scale in (1.0, 1.1, 1.25, 1.5, 1.75, 2.0):
        height = round(SIZES.pill * scale)
        sheet = make_stylesheet(LIGHT, scale)
        assert f"border-radius: {height // 2}px" in sheet
        assert f"max-height: {height - 2}px" in sheet


def test_colours_of_a_system_in_high_contrast_are_taken_over() -> None:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, "#000000"),
        (role.Base, "#000000"),
        (role.WindowText, "#FFFFFF"),
        (role.Highlight, "#1AEBFF"),
        (role.HighlightedText, "#000000"),
    ):
        palette.setColor(where, colour)
    colours = from_system(palette)
    assert colours.is_dark
    assert (colours.text, colours.bg, colours.accent) == ("#FFFFFF", "#000000", "#1AEBFF")
    assert colours.outline == CONTRAST.outline
    assert contrast(colours.on_accent, colours.accent) >= 4.5


def test_icons_are_drawn_in_the_colour_asked_for_and_kept(theme: Theme) -> None:
    drawn = icons.pixmap("plus", theme.colours.bad, 48, 1.0)
    image = drawn.toImage()
    assert image.pixelColor(24, 24).name().upper() == theme.colours.bad
    assert image.pixelColor(1, 1).alpha() == 0
    again = icons.pixmap("plus", theme.colours.bad, 48, 1.0)
    assert again.cacheKey() == drawn.cacheKey()


def test_an_icon_is_as_fine_as_the_screen(theme: Theme) -> None:
    drawn = icons.pixmap("check", theme.colours.text, 18, 2.0)
    assert drawn.width() == 36
    assert drawn.devicePixelRatio() == 2.0


def test_a_missing_icon_is_named(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-picture"):
        icons.pixmap("no-such-picture", theme.colours.text, 18)
