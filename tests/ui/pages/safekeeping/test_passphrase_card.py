"""The card of the passphrase as it is seen: an error takes no room from its field."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.messages import describe
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.pages.safekeeping.passphrase_card import PassphraseCard
from ahpjournal.ui.pages.safekeeping.passphrase_presenter import (
    PassphraseField,
    PassphraseForm,
    PassphraseState,
)
from ahpjournal.ui.pages.safekeeping.view import SafekeepingView
from ahpjournal.ui.theme.theme import Theme
from tests.ui.settling import settle


def is_cut(widget: QWidget) -> bool:
    wraps = widget.hasHeightForWidth()
    wanted = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
    around = widget.parentWidget()
    assert around is not None
    return widget.height() < wanted or not around.rect().contains(widget.geometry())


@pytest.mark.parametrize("percent", [100, 150])
def test_a_wrong_passphrase_leaves_its_field_whole(
    qtbot: QtBot, theme: Theme, percent: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, percent)
    view, card = SafekeepingView(theme), PassphraseCard(theme)
    qtbot.addWidget(view)
    view.add_card("passphrase", card)
    view.resize(1110, 700)
    problem = describe(ConditionError(ConditionCode.WRONG_PASSPHRASE, "J.ahpjournal"))
    form, field = PassphraseForm.REMOVE, PassphraseField.PRESENT
    card.render_state(
        PassphraseState(
            is_encrypted=True,
            can_change=True,
            form=form,
            lock_minutes=5,
            problem=problem,
            problem_field=field,
        )
    )
    view.show()
    settle(view)
    parts: list[QWidget] = [*card.findChildren(QLineEdit), *card.findChildren(QLabel)]
    assert not [part.objectName() for part in parts if part.isVisible() and is_cut(part)]
