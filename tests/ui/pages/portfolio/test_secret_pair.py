"""A password typed twice."""

import pytest
from pytestqt.qtbot import QtBot

from ahpjournal.ui.pages.portfolio.secret_pair import SecretPair
from ahpjournal.ui.theme.theme import Theme


@pytest.fixture
def pair(qtbot: QtBot, theme: Theme) -> SecretPair:
    made = SecretPair("Password", "Password again", "Tell nobody.")
    qtbot.addWidget(made)
    return made


def test_both_fields_are_given_and_emptied(pair: SecretPair, qtbot: QtBot) -> None:
    heard: list[str] = []
    pair.edited.connect(heard.append)
    qtbot.keyClicks(pair._first.line, "lamp")
    qtbot.keyClicks(pair._again.line, "lam")
    assert pair.typed() == ("lamp", "lam")
    assert heard[-1] == "lamp"
    pair.clear()
    assert pair.typed() == ("", "")


def test_its_strength_is_said(pair: SecretPair) -> None:
    pair.show_strength("Weak", "bad")
    assert pair._strength.text() == "Weak"
