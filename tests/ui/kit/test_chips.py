"""Filters of which one holds, and tags that can be taken off."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.chips import FilterChips, TagChip
from ahpjournal.ui.theme.theme import Theme

OPTIONS = (("all", "All"), ("module", "This module"), ("draft", "Drafts"))


def test_the_first_filter_holds_at_the_start(qtbot: QtBot, theme: Theme) -> None:
    chips = FilterChips("Entries", OPTIONS)
    qtbot.addWidget(chips)
    assert chips.value() == "all"


def test_choosing_a_filter_is_told_and_setting_one_is_not(qtbot: QtBot, theme: Theme) -> None:
    chips = FilterChips("Entries", OPTIONS)
    qtbot.addWidget(chips)
    with qtbot.waitSignal(chips.filter_chosen) as told:
        chips.findChildren(Button)[2].click()
    assert told.args == ["draft"]
    with qtbot.assertNotEmitted(chips.filter_chosen):
        chips.set_value("module")
        chips.set_value("unknown")
    assert chips.value() == "module"
    assert [chip.isChecked() for chip in chips.findChildren(Button)] == [False, True, False]


def test_arrow_keys_move_between_filters(qtbot: QtBot, theme: Theme) -> None:
    chips = FilterChips("Entries", OPTIONS)
    qtbot.addWidget(chips)
    chips.resize(400, 40)
    chips.show()
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    first = chips.findChildren(Button)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(chips.filter_chosen) as told:
        qtbot.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["module"]


def test_other_filters_keep_the_one_that_holds(qtbot: QtBot, theme: Theme) -> None:
    chips = FilterChips("Entries", OPTIONS)
    qtbot.addWidget(chips)
    chips.set_value("draft")
    chips.set_options((("all", "All"), ("draft", "Drafts (2)")))
    assert chips.value() == "draft"
    chips.set_options((("all", "All"),))
    assert chips.value() == "all"


def test_a_tag_says_which_one_is_to_come_off(qtbot: QtBot, theme: Theme) -> None:
    tag = TagChip("falls & frailty")
    qtbot.addWidget(tag)
    close = tag.findChildren(IconButton)[0]
    assert close.accessibleName() == "Remove the tag falls & frailty"
    with qtbot.waitSignal(tag.remove_requested) as told:
        close.click()
    assert told.args == ["falls & frailty"]


def test_a_tag_may_be_fixed(qtbot: QtBot, theme: Theme) -> None:
    tag = TagChip("falls", may_remove=False)
    qtbot.addWidget(tag)
    assert tag.findChild(IconButton) is None
    assert tag.text == "falls"
