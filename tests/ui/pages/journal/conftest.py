"""The journal page of a journal, on the screen."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import Settings, SettingsStore
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.journal.page import build_page
from ahpjournal.ui.routes import Navigator
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.tour import NoDoor


@pytest.fixture
def make_page(
    qtbot: QtBot,
    theme: Theme,
    dialogs: DialogGate,
    navigator: Navigator,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[JournalSession], Page]]:
    """Give what builds the page of a session; the pages are closed afterwards."""
    made: list[Page] = []

    def build(session: JournalSession) -> Page:
        settings = SettingsStore(tmp_path_factory.mktemp("settings"))
        settings.use(Settings(checks_spelling=False, shows_identifiers=False))
        context = PageContext(session, InlineJobs(), dialogs, navigator, theme, settings, NoDoor())
        page = build_page(context)
        made.append(page)
        qtbot.addWidget(page.widget)
        page.widget.resize(1366, 768)
        page.widget.show()
        return page

    yield build
    for page in made:
        page.presenter.close()
