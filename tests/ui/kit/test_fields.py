"""Fields: a visible label, a hint, an error beside it, and values that go in and out."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.calendar import CalendarPopup
from ahpjournal.ui.kit.fields import (
    ChoiceField,
    DateField,
    Field,
    SearchField,
    TextArea,
    TextField,
)
from ahpjournal.ui.theme.theme import Theme

MAKE: dict[str, Callable[[], Field]] = {
    "line": lambda: TextField("What will you do?", "One step"),
    "area": lambda: TextArea("What will you do?", "One step"),
    "choice": lambda: ChoiceField("What will you do?", [("a", "A")], "One step"),
    "date": lambda: DateField("What will you do?", hint="One step"),
}
EVERY = pytest.mark.parametrize("kind", sorted(MAKE))


def focusable(field: Field) -> QWidget:
    return next(
        w
        for w in field.findChildren(QWidget)
        if w.focusPolicy() is not Qt.FocusPolicy.NoFocus and not isinstance(w, IconButton)
    )


@EVERY
def test_a_field_shows_and_speaks_its_label_and_hint(qtbot: QtBot, theme: Theme, kind: str) -> None:
    field = MAKE[kind]()
    qtbot.addWidget(field)
    field.show()
    words = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert words == ["What will you do?", "One step"]
    control = focusable(field)
    assert control.accessibleName() == "What will you do?"
    assert control.accessibleDescription() == "One step"


@EVERY
def test_an_error_takes_the_place_of_the_hint_until_it_is_mended(
    qtbot: QtBot, theme: Theme, kind: str
) -> None:
    field = MAKE[kind]()
    qtbot.addWidget(field)
    field.show()
    field.show_error("Say what you will do.")
    words = [label.text() for label in field.findChildren(QLabel) if label.isVisible()]
    assert "Say what you will do." in words
    assert "One step" not in words
    control = focusable(field)
    assert control.property("state") == "bad"
    assert control.accessibleDescription() == "Say what you will do."
    field.show_error("")
    assert control.property("state") == ""
    assert control.accessibleDescription() == "One step"


@EVERY
def test_a_field_can_be_given_the_focus(qtbot: QtBot, theme: Theme, kind: str) -> None:
    field, other = MAKE[kind](), TextField("Other")
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.addWidget(other)
    column.addWidget(field)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    field.focus_control()
    assert focusable(field).hasFocus()


@EVERY
def test_a_hint_that_is_not_there_takes_no_room(qtbot: QtBot, theme: Theme, kind: str) -> None:
    with_hint, without = MAKE[kind](), TextField("What?")
    qtbot.addWidget(with_hint)
    qtbot.addWidget(without)
    assert without.sizeHint().height() < with_hint.sizeHint().height()


def test_text_goes_in_without_a_signal_and_typing_gives_one(qtbot: QtBot, theme: Theme) -> None:
    field = TextField("Title")
    qtbot.addWidget(field)
    field.show()
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("Falls")
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.line, "x")
    assert field.text() == "xFalls"


def test_the_same_text_again_leaves_the_cursor(qtbot: QtBot, theme: Theme) -> None:
    field = TextField("Title")
    qtbot.addWidget(field)
    field.set_text("Falls")
    field.line.setCursorPosition(3)
    field.set_text("Falls")
    assert field.line.cursorPosition() == 3


def test_an_area_grows_with_its_text_and_tab_leaves_it(qtbot: QtBot, theme: Theme) -> None:
    field = TextArea("Why", lines=2)
    qtbot.addWidget(field)
    field.resize(300, 400)
    field.show()
    before = field.area.height()
    with qtbot.assertNotEmitted(field.edited):
        field.set_text("\n".join("line" for _n in range(6)))
    assert field.area.height() > before
    assert field.area.tabChangesFocus()
    field.set_text("\n".join("line" for _n in range(60)))
    assert field.area.height() < 60 * field.area.fontMetrics().height()
    with qtbot.waitSignal(field.edited):
        qtbot.keyClicks(field.area, "x")


def test_a_choice_keeps_its_value_when_options_change(qtbot: QtBot, theme: Theme) -> None:
    field = ChoiceField("Module", [("1", "One"), ("2", "Two")])
    qtbot.addWidget(field)
    assert field.value() == "1"
    with qtbot.assertNotEmitted(field.edited):
        field.set_value("2")
        field.set_options([("0", "None"), ("2", "Two")])
    assert field.value() == "2"
    field.set_options([("0", "None")])
    assert field.value() == "0"


def test_choosing_with_the_keyboard_is_told(qtbot: QtBot, theme: Theme) -> None:
    field = ChoiceField("Module", [("1", "One"), ("2", "Two")])
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignals([field.edited, field.left]):
        qtbot.keyClick(field.combo, Qt.Key.Key_Down)
    assert field.value() == "2"


def test_the_wheel_does_not_change_a_choice(qtbot: QtBot, theme: Theme) -> None:
    field = ChoiceField("Module", [("1", "One"), ("2", "Two")])
    qtbot.addWidget(field)
    field.show()
    turn = QWheelEvent(
        QPoint(5, 5).toPointF(),
        field.combo.mapToGlobal(QPoint(5, 5)).toPointF(),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.combo.wheelEvent(turn)
    assert field.value() == "1"
    assert not turn.isAccepted()


def test_a_date_goes_in_and_out(qtbot: QtBot, theme: Theme) -> None:
    field = DateField("Due")
    qtbot.addWidget(field)
    assert field.value() is None
    field.set_value(date(2026, 6, 24))
    assert field.line.text() == "24/06/2026"
    assert field.value() == date(2026, 6, 24)
    field.set_value(None)
    assert field.line.text() == ""


def test_what_is_not_a_date_is_refused(qtbot: QtBot, theme: Theme) -> None:
    field = DateField("Due")
    qtbot.addWidget(field)
    field.line.setText("soon")
    with pytest.raises(InputError) as caught:
        field.value()
    assert caught.value.code is InputCode.NOT_A_DATE


def test_a_date_can_be_picked_from_a_calendar(qtbot: QtBot, theme: Theme) -> None:
    field = DateField("Due")
    qtbot.addWidget(field)
    field.set_value(date(2026, 6, 24))
    field.show()
    button = field.findChildren(IconButton)[0]
    assert "Due" in button.accessibleName()
    button.click()
    popup = field.findChildren(CalendarPopup)[0]
    calendar = popup.calendar
    assert calendar.isVisible()
    assert calendar.selectedDate() == QDate(2026, 6, 24)
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    with qtbot.waitSignals([field.edited, field.left]):
        calendar.clicked.emit(QDate(2026, 7, 1))
    assert field.value() == date(2026, 7, 1)
    assert not calendar.isVisible()


def test_escape_empties_a_search(qtbot: QtBot, theme: Theme) -> None:
    search = SearchField("Search 27 reflections")
    qtbot.addWidget(search)
    search.show()
    assert search.accessibleName() == "Search 27 reflections"
    qtbot.keyClicks(search, "falls")
    with qtbot.waitSignal(search.textEdited) as told:
        qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert told.args == [""]
    assert search.text() == ""


def test_leaving_a_field_is_told(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    column = QVBoxLayout(frame)
    one, two = TextField("One"), TextField("Two")
    column.addWidget(one)
    column.addWidget(two)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    one.focus_control()
    with qtbot.waitSignal(one.left):
        two.focus_control()


def test_choices_open_below_their_field_each_of_them_whole(qtbot: QtBot, theme: Theme) -> None:
    field = ChoiceField("Document", [(str(n), f"Kind {n}") for n in range(12)])
    qtbot.addWidget(field)
    field.show()
    combo = field.combo
    combo.showPopup()
    shown = combo.view()
    qtbot.waitUntil(shown.isVisible)
    below = combo.mapToGlobal(QPoint(0, combo.height())).y()
    assert shown.window().y() >= below - 1
    last = shown.visualRect(shown.model().index(11, 0))
    assert last.bottom() < shown.viewport().height()
    combo.hidePopup()
