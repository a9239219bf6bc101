"""The list of entries, once its page has gone."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.pages.journal.entry_list import EntryListView
from ahpjournal.ui.pages.journal.list_model import EntryListModel
from ahpjournal.ui.theme.theme import Theme


def test_a_list_that_has_gone_does_not_hear_of_another_theme(qtbot: QtBot, theme: Theme) -> None:
    # A fault in a slot fails the test: pytest-qt takes note of it.
    parent = QWidget()
    qtbot.addWidget(parent)
    model = EntryListModel(parent)
    view = EntryListView(model)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply_look(ThemeChoice.DARK, 150)
    assert theme.scale == 1.5
    del view
