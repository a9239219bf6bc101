"""The card about the programme pack: what it offers in each state."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.pack_changes import compare_packs
from ahpjournal.packs import default_pack
from ahpjournal.services.packs import PackMistake
from ahpjournal.ui.pages.settings.pack_card import PackCard, change_lines
from ahpjournal.ui.pages.settings.pack_presenter import PackState
from ahpjournal.ui.theme.theme import Theme

PLAIN = PackState("A programme", "1", is_default=True, may_change=True)


def offered(card: PackCard) -> list[str]:
    """Name the buttons that can be seen."""
    return [b.text() for b in card.findChildren(QPushButton) if b.isVisible() and b.text()]


def words(card: PackCard) -> str:
    """Give everything that can be read."""
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_each_state_offers_what_can_be_done(qtbot: QtBot, theme: Theme) -> None:
    card = PackCard(theme)
    qtbot.addWidget(card)
    card.show()
    card.render_pack(PLAIN)
    assert offered(card) == ["Go to the modules", "Use another pack\u2026"]
    pack = default_pack()
    other = replace(pack, version="2", competencies=pack.competencies[1:])
    looked = replace(PLAIN, looked_at="x.toml", new_title="New", new_version="2")
    card.render_pack(replace(looked, changes=compare_packs(pack, other), rated=4))
    assert offered(card)[-2:] == ["Use this pack", "Leave it as it is"]
    qtbot.waitUntil(lambda: "4 ratings of them are kept" in words(card))
    assert pack.competencies[0].name in words(card)
    mistake = PackMistake(3, 1, "scale", "type", "Line 3: scale is not right.")
    card.render_pack(replace(looked, mistakes=(mistake,)))
    assert "Use this pack" not in offered(card)
    qtbot.waitUntil(lambda: "Line 3: scale is not right." in words(card))
    card.render_pack(replace(PLAIN, is_default=False))
    assert offered(card)[-1] == "Use the program\u2019s own pack\u2026"
    card.render_pack(replace(PLAIN, unreadable="old@7"))
    assert "old@7" in words(card)
    assert offered(card)[-1] == "Use the program\u2019s own pack\u2026"


def test_changes_are_told_in_words() -> None:
    pack = default_pack()
    assert len(list(change_lines(compare_packs(pack, pack), 0))) == 1
    shorter = replace(pack, scale=replace(pack.scale, levels=pack.scale.levels[:4]))
    fewer = replace(shorter, modules=pack.modules[:4])
    scale, modules = change_lines(compare_packs(pack, fewer), 0)
    assert scale.startswith("The scale has 4 points in place of 5")
    assert modules == "4 modules in place of 6."
