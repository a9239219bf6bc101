"""The find page by keyboard: completion, chips, results, calendar, saved searches."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QBoxLayout, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.search import (
    FilterKey,
    HitKey,
    Names,
    SearchHit,
    SearchKind,
    Wanted,
    hit_key,
    parse,
)
from ahpjournal.domain.search_completion import completions
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.pages.find.calendar_cells import heat_step
from ahpjournal.ui.pages.find.state import CalendarState, FindState, FindView
from ahpjournal.ui.pages.find.view import FindPageView
from ahpjournal.ui.theme.theme import Theme

NAMES = Names(("falls", "near miss"))
DAY = date(2026, 1, 12)
KEYS = tuple(hit_key(SearchKind.ENTRY, n) for n in range(1, 61))


def rows(keys: object, _wanted: Wanted) -> tuple[SearchHit, ...]:
    return tuple(
        SearchHit(str(key), SearchKind.ENTRY, f"Entry {key}", DAY, "\u0002hit\u0003 here", key=key)
        for key in keys  # type: ignore[attr-defined]
    )


def state(
    query: str = "", view: FindView = FindView.BEST, keys: tuple[HitKey, ...] = KEYS, **more: object
) -> FindState:
    chips = tuple(term for term in parse(query) if term.key is not None)
    return FindState(view, chips, NAMES, Wanted(), keys, **more)  # type: ignore[arg-type]


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[FindPageView]:
    made = FindPageView(theme)
    qtbot.addWidget(made)
    made.read_rows_with(rows)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.box.setFocus()
    made.render_state(state())
    yield made
    made.close()


def offer(view: FindPageView, text: str) -> None:
    view.box.setText(text)
    view.box.show_completions(completions(text, len(text), NAMES))


def test_arrows_and_enter_choose_a_completion(qtbot: QtBot, view: FindPageView) -> None:
    offer(view, "tag:")
    assert not view.box.offers.isHidden()
    QTest.keyClick(view.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.box.completion_chosen) as chosen:
        QTest.keyClick(view.box, Qt.Key.Key_Return)
    assert chosen.args is not None
    assert (chosen.args[0].key, chosen.args[0].value) == (FilterKey.TAG, "near miss")
    assert view.box.offers.isHidden()


def test_escape_puts_the_offers_away_and_then_empties_the_box(
    qtbot: QtBot, view: FindPageView
) -> None:
    offer(view, "tag:")
    QTest.keyClick(view.box, Qt.Key.Key_Escape)
    assert view.box.offers.isHidden()
    assert view.box.text() == "tag:"
    with qtbot.waitSignal(view.box.typed) as typed:
        QTest.keyClick(view.box, Qt.Key.Key_Escape)
    assert typed.args == ["", 0]


def test_enter_chooses_nothing_that_was_not_looked_at(qtbot: QtBot, view: FindPageView) -> None:
    offer(view, "mo")
    with qtbot.waitSignal(view.box.committed):
        QTest.keyClick(view.box, Qt.Key.Key_Return)


def test_chips_are_named_and_taken_off_by_keyboard(qtbot: QtBot, view: FindPageView) -> None:
    view.render_state(state("tag:falls is:draft"))
    buttons = {b.accessibleName(): b for b in view.findChildren(IconButton)}
    close = buttons["Remove the filter Tag: falls"]
    qtbot.waitUntil(close.isVisible)
    with qtbot.waitSignal(view.chip_removed) as removed:
        QTest.keyClick(close, Qt.Key.Key_Space)
    assert removed.args == [0]
    view.box.setText("word")
    view.box.home(False)
    with qtbot.waitSignal(view.box.last_chip_removed):
        QTest.keyClick(view.box, Qt.Key.Key_Backspace)


def test_one_begins_in_the_box_unless_the_keyboard_is_elsewhere(
    qtbot: QtBot, view: FindPageView
) -> None:
    view.saved.setFocus()
    qtbot.waitUntil(view.saved.hasFocus)
    view.begin_in_box()
    assert view.box.hasFocus()
    view.box.clearFocus()
    view.begin_in_box()
    assert not view.box.hasFocus()


def test_tab_shows_in_which_row_the_keyboard_is(view: FindPageView) -> None:
    view.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.list.currentIndex().row() == 0


def test_down_goes_to_the_results_and_up_comes_back(qtbot: QtBot, view: FindPageView) -> None:
    QTest.keyClick(view.box, Qt.Key.Key_Down)
    assert view.list.hasFocus()
    with qtbot.waitSignal(view.list.hit_requested) as wanted:
        QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[0].key == KEYS[0]
    QTest.keyClick(view.list, Qt.Key.Key_Up)
    assert view.box.hasFocus()


def test_rows_are_spoken_and_headed(view: FindPageView) -> None:
    model = view.list.hits
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Entry {KEYS[0]}, Reflection, Mon 12 January 2026"
    view.render_state(state(view=FindView.MONTHS, groups=(("2026-01", 20), ("2025-12", 40))))
    assert model.heading_text(1) == "December 2025"
    assert (model.heading_count(19), model.heading_count(20)) == (1, 2)
    view.grab()


def test_nothing_found_says_what_to_try(view: FindPageView) -> None:
    view.render_state(state("tag:falls", keys=(), is_asked=True, hints=("A hint.",)))
    shown = [label.text() for label in view.findChildren(type(view._nothing_words))]
    assert any("Try fewer letters" in text for text in shown)
    assert "A hint." in shown


def calendar(day: date = DAY) -> FindState:
    months = CalendarState(day, date(2026, 6, 24), {DAY: 3}, {DAY: 1}, {date(2026, 1, 1): 2})
    return state(view=FindView.CALENDAR, keys=KEYS[:3], calendar=months)


def test_days_are_named_and_only_one_takes_the_tab_key(view: FindPageView) -> None:
    view.render_state(calendar())
    names = [cell.accessibleName() for cell in view.calendar.cells]
    assert "12 January 2026, 3 reflections" in names
    assert "13 January 2026, no reflections" in names
    strong = [c for c in view.calendar.cells if c.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert [cell.day for cell in strong] == [DAY]
    assert view.calendar.months[0].accessibleName() == "January 2026, 6 reflections"
    assert "by the week: 1 reflection" in view.calendar._vague.text()
    view.grab()


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, date(2026, 1, 13)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, date(2026, 1, 5)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, date(2026, 2, 12)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, date(2025, 1, 12)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, date(2026, 1, 18)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, date(2026, 1, 12)),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, DAY),
    ],
)
def test_keys_walk_the_calendar(
    qtbot: QtBot,
    view: FindPageView,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    expected: date,
) -> None:
    view.render_state(calendar())
    cell = next(cell for cell in view.calendar.cells if cell.is_chosen)
    cell.setFocus()
    with qtbot.waitSignal(view.calendar.day_chosen) as chosen:
        QTest.keyClick(cell, key, modifier)
    assert chosen.args == [expected]
    view.render_state(calendar(expected))
    now = next(cell for cell in view.calendar.cells if cell.is_chosen)
    assert (now.day, now.hasFocus()) == (expected, True)


def test_months_of_the_year_are_chosen(qtbot: QtBot, view: FindPageView) -> None:
    view.render_state(calendar())
    with qtbot.waitSignal(view.calendar.day_chosen) as chosen:
        view.calendar.months[6].click()
    assert chosen.args == [date(2026, 7, 12)]
    view.calendar.months[0].setFocus()
    with qtbot.waitSignal(view.calendar.day_chosen) as chosen:
        QTest.keyClick(view.calendar.months[0], Qt.Key.Key_Down)
    assert chosen.args == [date(2026, 7, 12)]


def test_heat_has_five_steps() -> None:
    assert [heat_step(count) for count in (0, 1, 2, 3, 4, 5, 90)] == [0, 1, 2, 3, 3, 4, 4]


def test_a_search_is_named_and_renamed(qtbot: QtBot, view: FindPageView) -> None:
    saved = (SavedSearch("q1", "Falls & more", "tag:falls", 1), SavedSearch("q2", "Two", "x", 2))
    view.render_state(state("tag:falls", is_asked=True, saved=saved))
    menu = view.saved.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()[:2]] == ["Falls && more", "Two"]
    menu.actions()[-1].trigger()
    assert view.name.field.text() == "Tag: falls"
    view.name.field.set_text(" ")
    QTest.keyClick(view.name.field.line, Qt.Key.Key_Return)
    assert view.name.isVisible()
    view.name.field.set_text("Falls")
    with qtbot.waitSignal(view.save_requested) as kept:
        QTest.keyClick(view.name.field.line, Qt.Key.Key_Return)
    assert kept.args == ["Falls"]
    view.saved.rename_requested.emit("q1", "Falls & more")
    view.name.field.set_text("Fallen")
    with qtbot.waitSignal(view.renamed) as renamed:
        QTest.keyClick(view.name.field.line, Qt.Key.Key_Return)
    assert renamed.args == ["q1", "Fallen"]


def test_what_was_removed_can_be_brought_back(qtbot: QtBot, view: FindPageView) -> None:
    view.render_state(state(removed=SavedSearch("q1", "Falls", "x")))
    undo = next(b for b in view.findChildren(QPushButton) if b.text() == "Undo" and b.isVisible())
    with qtbot.waitSignal(view.undo_requested):
        QTest.keyClick(undo, Qt.Key.Key_Space)


def test_a_narrow_page_puts_the_calendar_above_the_list(view: FindPageView) -> None:
    view.render_state(calendar())
    view.resize(600, 700)
    assert view._side.direction() is QBoxLayout.Direction.TopToBottom
    view.resize(1000, 700)
    assert view._side.direction() is QBoxLayout.Direction.LeftToRight
