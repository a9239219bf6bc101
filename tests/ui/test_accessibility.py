"""What a screen reader meets on every page: names, roles and headings, in the words one sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.kit import cards, fields, toolbar
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.labels import PathWords, Words
from ahpjournal.ui.kit.tab_order import usable_stops
from ahpjournal.ui.kit.toolbar import StatusLine
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.theme.theme import Theme

NAME = QAccessible.Text.Name


@pytest.fixture
def window(
    theme: Theme, demo_session: JournalSession, tmp_path: Path, qtbot: QtBot
) -> Iterator[MainWindow]:
    """Give the window of the demo journal."""
    made = tour.make_window(tour.TourWish(tmp_path), demo_session, theme)
    yield made
    tour.close_window(made)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give what a screen reader is told."""
    said: list[str] = []
    for module in (cards, fields, toolbar):
        monkeypatch.setattr(module, "say", lambda _widget, words: said.append(words))
    return said


def role_of(widget: QWidget) -> QAccessible.Role:
    """Give the role a screen reader hears."""
    return QAccessible.queryAccessibleInterface(widget).role()


def spoken_name(widget: QWidget) -> str:
    """Give the name a screen reader hears, or that of the label that belongs to it."""
    return QAccessible.queryAccessibleInterface(widget).text(NAME) or widget.accessibleName()


def words_of(button: QAbstractButton) -> str:
    """Give the words that are seen on a button."""
    return button.text().replace("&&", "&").rstrip("\u2026").strip()


def test_every_control_of_every_page_has_a_name_with_the_words_one_sees(
    window: MainWindow, demo_session: JournalSession
) -> None:
    nameless, other_words, headless = [], [], []
    for stop in tour.stops(demo_session):
        window.go(stop.route)
        tour.settle()
        page = window.page_widget(stop.route.page)
        nameless += [
            (stop.name, type(control).__name__)
            for control in usable_stops(page)
            if not spoken_name(control)
        ]
        for button in page.findChildren(QAbstractButton):
            if not button.isVisibleTo(page) or not words_of(button):
                continue
            # Whoever speaks to the computer says what is on the button.
            if words_of(button).casefold() not in spoken_name(button).casefold():
                other_words.append((stop.name, words_of(button), spoken_name(button)))
        roles = {role_of(one) for one in page.findChildren(QLabel) if one.isVisibleTo(page)}
        if QAccessible.Role.Heading not in roles:
            headless.append(stop.name)
    assert nameless == []
    assert other_words == []
    assert headless == []


def test_one_filter_of_several_is_spoken_as_such(qtbot: QtBot, theme: Theme) -> None:
    chips = FilterChips("Which", [("a", "All"), ("b", "Some")])
    qtbot.addWidget(chips)
    chips.show()
    buttons = chips.findChildren(QAbstractButton)
    assert {role_of(one) for one in buttons} == {QAccessible.Role.RadioButton}
    chips.rename("b", "Some 3")
    assert buttons[1].text() == "Some 3"


@pytest.fixture
def listening() -> Iterator[None]:
    """Let Qt believe that a screen reader is there."""
    was_active = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was_active)


@pytest.mark.usefixtures("listening")
def test_a_heading_is_spoken_without_the_places_where_a_line_may_end(
    qtbot: QtBot, theme: Theme
) -> None:
    long = "x" * 80
    heading, plain = Words(long, "h1"), Words(long)
    for label in (heading, plain):
        qtbot.addWidget(label)
        assert QAccessible.queryAccessibleInterface(label).text(NAME) == long
    assert role_of(heading) == QAccessible.Role.Heading
    assert role_of(plain) == QAccessible.Role.StaticText
    plain.setText("short")
    assert QAccessible.queryAccessibleInterface(plain).text(NAME) == "short"


def test_a_path_is_spoken_with_what_it_is_and_copied_as_it_is(qtbot: QtBot, theme: Theme) -> None:
    path = "/home/somebody/" + "a-long-name-" * 6 + ".ahpjournal"
    words = PathWords("Place of the journal file")
    qtbot.addWidget(words)
    words.setText(path)
    assert spoken_name(words) == f"Place of the journal file: {path}"
    words.setSelection(0, len(words.text()))
    qtbot.keyClick(words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == path


def test_messages_and_mistakes_are_said_once(qtbot: QtBot, theme: Theme, heard: list[str]) -> None:
    banner, field = Banner(), TextField("Name", "A hint")
    for widget in (banner, field):
        qtbot.addWidget(widget)
    banner.show_words("Saved.", "It is there.")
    banner.show_words("Saved.", "It is there.")
    assert heard == ["Saved. It is there"]
    banner.hide()
    banner.show_words("Saved.", "It is there.")
    assert len(heard) == 2
    field.show_error("Write a name.")
    field.show_error("Write a name.")
    field.show_error("")
    assert heard[2:] == ["Write a name."]


def test_that_saving_fails_is_said_and_that_it_works_again(
    qtbot: QtBot, theme: Theme, heard: list[str]
) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    for words, tone in (("Saved at 9", "ok"), ("Saving", ""), ("Saved at 10", "ok")):
        line.show_status(words, tone)
    assert heard == []
    for words, tone in (("Not saved", "bad"), ("Saving", ""), ("Saved at 11", "ok")):
        line.show_status(words, tone)
    line.show_status("Saved at 12")
    assert heard == ["Not saved", "Saved at 11"]
