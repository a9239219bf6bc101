"""Words for a screen reader."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit import speech


def test_words_are_spoken_where_someone_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = QLabel("somewhere")
    qtbot.addWidget(label)
    heard: list[str] = []

    class Listening:
        """Stands in for the accessibility of the computer."""

        is_on = True

        @classmethod
        def isActive(cls) -> bool:  # noqa: N802 - as Qt calls it
            return cls.is_on

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:  # noqa: N802 - as Qt calls it
            assert isinstance(event, QAccessibleAnnouncementEvent)
            assert event.type() is QAccessible.Event.Announcement
            heard.append(event.message())

    monkeypatch.setattr(speech, "QAccessible", Listening)
    speech.say(label, "2 of 7")
    speech.say(label, "")
    Listening.is_on = False
    speech.say(label, "unheard")
    assert heard == ["2 of 7"]
