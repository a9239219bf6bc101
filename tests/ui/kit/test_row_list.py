"""Rows of two lines: one is the current one, or any number are ticked."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.theme.theme import Theme

ROWS = [ListRow(str(n), f"Title {n}", f"Detail {n}") for n in range(5)]
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def made(qtbot: QtBot, *, may_tick: bool = False, rows: list[ListRow] | None = None) -> RowList:
    """Give a list, shown."""
    view = RowList("Things", may_tick=may_tick, most_rows=4)
    qtbot.addWidget(view)
    view.resize(300, 200)
    view.show()
    view.show_rows(ROWS if rows is None else rows)
    return view


def test_a_row_chosen_with_the_keyboard_is_told_once(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot)
    chosen: list[str] = []
    view.row_chosen.connect(chosen.append)
    view.show_rows(ROWS, "1")
    assert chosen == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen == ["2"]


def test_both_lines_are_spoken(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot)
    assert view.rows_model.index(0, 0).data(SPOKEN) == "Title 0, Detail 0"
    assert view.accessibleName() == "Things"


def test_space_ticks_the_row_with_the_cursor_and_ctrl_a_all(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot, may_tick=True)
    ticked: list[frozenset[str]] = []
    view.ticks_changed.connect(ticked.append)
    view.setCurrentIndex(view.rows_model.index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert ticked == [frozenset("2")]
    state = view.rows_model.index(2, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert state == Qt.CheckState.Checked
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert ticked[-1] == frozenset("01234")


def test_a_click_ticks_and_another_takes_the_tick_off(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot, may_tick=True)
    place = view.visualRect(view.rows_model.index(1, 0)).center()
    for expected in (frozenset("1"), frozenset[str]()):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert view.rows_model.ticked == expected


def test_screen_readers_may_tick_through_the_model(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot, may_tick=True)
    model = view.rows_model
    role = Qt.ItemDataRole.CheckStateRole
    assert model.setData(model.index(3, 0), Qt.CheckState.Checked, role)
    assert model.ticked == frozenset("3")
    assert not model.setData(model.index(3, 0), "other words", Qt.ItemDataRole.EditRole)


def test_a_row_that_goes_loses_its_tick(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot, may_tick=True)
    view.rows_model.tick(["0", "4", "no such row"])
    assert view.rows_model.ticked == frozenset("04")
    view.show_rows(ROWS[1:])
    assert view.rows_model.ticked == frozenset("4")


def test_five_thousand_rows_are_no_higher_than_a_few(qtbot: QtBot, theme: Theme) -> None:
    many = [ListRow(str(n), f"Title {n}") for n in range(5_000)]
    view = made(qtbot, may_tick=True, rows=many)
    assert view.rows_model.rowCount() == len(many)
    assert view.height() < 5 * theme.px(60)
    assert not view.grab().isNull()


def test_rows_grow_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    view = made(qtbot)
    before = view.height()
    theme.apply_look(theme.choice, 200)
    assert view.height() > 1.8 * before
    assert view.sizeHintForRow(0) == theme.px(56)
