"""About: where the data is, other journals, a check and a copy."""

from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.about.presenter import AboutPresenter, AboutState, HelpTopic
from ahpjournal.ui.routes import PageId, Route

TOPICS = (
    HelpTopic("first-steps", "First steps", "# First steps"),
    HelpTopic("privacy", "Privacy", "# Privacy"),
)


class FakeDisplay:
    """Keeps the states it is given."""

    def __init__(self) -> None:
        self.states: list[AboutState] = []

    def render_state(self, state: AboutState) -> None:
        """Keep *state*."""
        self.states.append(state)


class FakeDoor:
    """Remembers what was opened; refuses when told to."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.refuses = False

    def open_journal(self, path: Path) -> None:
        """Open or refuse."""
        if self.refuses:
            raise ConditionError(ConditionCode.NOT_A_JOURNAL, str(path))
        self.opened.append(f"open {path.name}")

    def create_journal(self, path: Path) -> None:
        """Take note."""
        self.opened.append(f"create {path.name}")

    def open_demo(self) -> None:
        """Take note."""
        self.opened.append("demo")


class FakeQuestions:
    """Answers every question with one path."""

    def __init__(self, answer: Path | None) -> None:
        self.answer = answer

    def ask_open(self) -> Path | None:
        """Answer."""
        return self.answer

    def ask_new(self) -> Path | None:
        """Answer."""
        return self.answer

    def ask_export(self, name: str) -> Path | None:
        """Answer."""
        assert name.endswith(".json")
        return self.answer


class Page:
    """The page with everything around it."""

    def __init__(self, session: JournalSession, answer: Path | None) -> None:
        self.display, self.door = FakeDisplay(), FakeDoor()
        self.presenter = AboutPresenter(
            self.display,
            session,
            InlineJobs(),
            self.door,
            FakeQuestions(answer),
            TOPICS,
            lambda: (Path("/elsewhere/Old.ahpjournal"),),
            lambda path: None,
            "1.2.3",
        )
        self.presenter.shown(Route(PageId.ABOUT))

    @property
    def state(self) -> AboutState:
        """The last state."""
        return self.display.states[-1]


def test_counts_and_recent_journals_are_shown(demo: JournalSession) -> None:
    page = Page(demo, None)
    assert page.state.info.counts["entries"] == 64
    assert page.state.recent == (Path("/elsewhere/Old.ahpjournal"),)
    assert page.state.version == "1.2.3"


def test_a_journal_that_cannot_be_opened_is_said_and_this_one_stays(demo: JournalSession) -> None:
    page = Page(demo, Path("/x/notes.txt"))
    page.door.refuses = True
    page.presenter.open_other()
    assert page.state.problem is not None
    assert page.state.problem.code == "not-a-journal"


def test_the_buttons_lead_through_the_door(demo: JournalSession) -> None:
    page = Page(demo, Path("/x/Mine.ahpjournal"))
    page.presenter.open_other()
    page.presenter.create()
    page.presenter.open_demo()
    assert page.door.opened == ["open Mine.ahpjournal", "create Mine.ahpjournal", "demo"]


def test_thinking_better_of_it_opens_nothing(demo: JournalSession) -> None:
    page = Page(demo, None)
    page.presenter.open_other()
    page.presenter.create()
    page.presenter.export()
    assert page.door.opened == []
    assert not page.state.is_running


def test_a_copy_is_saved_and_a_check_made(demo: JournalSession, tmp_path: Path) -> None:
    page = Page(demo, tmp_path / "copy.json")
    page.presenter.export()
    assert page.state.saved_to == tmp_path / "copy.json"
    assert (tmp_path / "copy.json").stat().st_size > 100_000
    page.presenter.check()
    assert page.state.check is not None
    assert page.state.check.is_ok


def test_a_copy_that_cannot_be_written_is_said(demo: JournalSession, tmp_path: Path) -> None:
    page = Page(demo, tmp_path / "no such folder" / "copy.json")
    page.presenter.export()
    assert page.state.problem is not None
    assert page.state.problem.code == "folder-missing"


@pytest.mark.parametrize("topic", ["first-steps", "privacy"])
def test_help_opens_and_closes(session: JournalSession, topic: str) -> None:
    page = Page(session, None)
    page.presenter.show_topic(topic)
    shown = page.state.topic
    assert shown is not None
    assert shown.id == topic
    page.presenter.show_topic("")
    closed = page.state.topic
    assert closed is None
    page.presenter.shown(Route(PageId.ABOUT, record=topic))
    again = page.state.topic
    assert again == shown
