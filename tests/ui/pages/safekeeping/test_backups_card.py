"""The card of backups as it is seen: no line of it loses its height to another."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.safekeeping.backups_card import BackupsCard
from ahpjournal.ui.pages.safekeeping.backups_presenter import BackupsState
from ahpjournal.ui.pages.safekeeping.view import SafekeepingView
from ahpjournal.ui.theme.theme import Theme
from tests.ui.settling import settle


def backup(day: int) -> Backup:
    made = datetime(2026, 6, day, 10, 42, tzinfo=UTC)
    counts = {"entries": 40, "actions": 7}
    reason, path = BackupReason.BEFORE_UPGRADE, Path(f"{day}.ahpjournal")
    return Backup(path, made, made.date(), reason, "x", counts, 900, 1_234_567, 2, True, True)


def is_cut(widget: QWidget) -> bool:
    wraps = widget.hasHeightForWidth()
    wanted = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
    around = widget.parentWidget()
    assert around is not None
    return widget.height() < wanted or not around.rect().contains(widget.geometry())


@pytest.mark.parametrize("percent", [100, 150])
def test_a_journal_kept_aside_leaves_every_backup_its_room(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, percent)
    view, card = SafekeepingView(theme), BackupsCard(theme)
    qtbot.addWidget(view)
    view.add_card("backups", card)
    view.resize(1110, 700)
    backups = tuple(backup(day) for day in (5, 4, 3, 2, 1))
    state = BackupsState(
        is_available=True, is_looking=False, may_write=True, backups=backups, folder=Path("B")
    )
    card.render_state(state)
    view.show()
    kept = (Path("My journal replaced 2026-06-24 104200"),)
    card.render_state(replace(state, aside=kept))
    settle(view)
    parts: list[QWidget] = [*card.findChildren(Button), *card.findChildren(Words)]
    seen = [part for part in parts if part.isVisible()]
    assert len(seen) > 20
    assert [part.accessibleName() for part in seen if is_cut(part)] == []


def test_once_it_has_looked_it_no_longer_says_that_it_looks(qtbot: QtBot, theme: Theme) -> None:
    card = BackupsCard(theme)
    qtbot.addWidget(card)
    looking = BackupsState(is_available=True, is_looking=True, may_write=True)
    card.render_state(looking)
    card.render_state(replace(looking, is_looking=False, folder=Path("B")))
    said = " ".join(words.text() for words in card.findChildren(Words) if words.isVisibleTo(card))
    assert "Looking" not in said
    assert "None yet" in said
