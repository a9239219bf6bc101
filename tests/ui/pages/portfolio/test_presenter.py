"""Portfolio: exactly what is chosen leaves, and an export can be stopped or fail safely."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.portfolios import LeavingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.portfolio.presenter import PortfolioPresenter, PortfolioState
from ahpjournal.ui.routes import PageId, Route
from tests.doubles import HandTimers


class FakeDisplay:
    """Keeps states; *words* stands for what is in the field."""

    def __init__(self) -> None:
        self.states: list[PortfolioState] = []
        self.words = ""

    def render_state(self, state: PortfolioState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def show_talk_about(self, markdown: str) -> None:
        """Fill the field."""
        self.words = markdown

    def typed_talk_about(self) -> str:
        """Give the field."""
        return self.words


class Page:
    """The page with everything around it."""

    def __init__(
        self, session: JournalSession, navigator: Any, jobs: Any, path: Path | None
    ) -> None:
        self.display = FakeDisplay()
        self.suggested: list[str] = []
        self.opened: list[Path] = []
        self.timers = HandTimers()

        def choose(name: str) -> Path | None:
            self.suggested.append(name)
            return path

        self.presenter = PortfolioPresenter(
            self.display, session, navigator, jobs, choose, self.opened.append, self.timers
        )
        self.presenter.shown(Route(PageId.PORTFOLIO))

    @property
    def state(self) -> PortfolioState:
        """The last state."""
        return self.display.states[-1]


@pytest.fixture
def page(demo: JournalSession, navigator: Any, tmp_path: Path) -> Page:
    """Give the page of the demo journal."""
    return Page(demo, navigator, InlineJobs(), tmp_path / "coach.pdf")


def test_what_was_marked_for_the_coach_is_chosen_at_first(page: Page) -> None:
    chosen = [c for c in page.state.entries if c.is_chosen]
    assert len(chosen) == 14
    assert len(page.state.entries) == 22
    assert {c.action.state.is_open for c in page.state.actions if c.is_chosen} == {True}


def test_the_list_names_every_single_thing_that_leaves(page: Page) -> None:
    kinds = [item.kind for item in page.state.leaving]
    assert kinds.count(LeavingKind.ENTRY) == 14
    assert kinds.count(LeavingKind.ACTION) == 9
    assert sum(item.kept_back for item in page.state.leaving) == 3


def test_a_tick_taken_off_takes_the_thing_off_the_list(page: Page) -> None:
    entry = next(c.entry for c in page.state.entries if c.is_chosen)
    page.presenter.choose_entry(entry.id, False)
    assert entry.id not in {item.id for item in page.state.leaving}
    page.presenter.choose_entry(entry.id, True)
    assert entry.id in {item.id for item in page.state.leaving}
    page.presenter.include_ratings(False)
    assert LeavingKind.RATINGS not in {item.kind for item in page.state.leaving}


def test_the_choice_and_the_words_are_there_next_time(
    page: Page, demo: JournalSession, navigator: Any
) -> None:
    page.display.words = "- The quality group\n- My fear of finance"
    page.presenter.words_edited()
    page.timers.pass_time()
    page.presenter.include_reasons(False)
    again = Page(demo, navigator, InlineJobs(), None)
    assert again.display.words == "- The quality group\n- My fear of finance"
    assert not again.state.include_reasons


def test_no_file_name_names_anybody(
    page: Page, monkeypatch: pytest.MonkeyPatch, demo: JournalSession
) -> None:
    monkeypatch.setattr(demo.portfolios, "write_pdf", lambda content, path, job: path)
    page.presenter.save_pdf()
    assert page.suggested == ["Coach conversation 24-06-2026.pdf"]
    assert page.state.saved_to is not None
    page.presenter.open_pdf()
    page.presenter.open_folder()
    assert page.opened == [page.state.saved_to, page.state.saved_to.parent]


def test_choosing_no_place_writes_nothing(demo: JournalSession, navigator: Any) -> None:
    page = Page(demo, navigator, InlineJobs(), None)
    page.presenter.save_pdf()
    assert page.state.saved_to is None
    assert not page.state.is_running


def test_a_failed_export_says_what_happened(
    page: Page, monkeypatch: pytest.MonkeyPatch, demo: JournalSession
) -> None:
    def fail(content: object, path: Path, job: Job) -> Path:
        raise ConditionError(ConditionCode.DISK_FULL, str(path))

    monkeypatch.setattr(demo.portfolios, "write_pdf", fail)
    page.presenter.save_pdf()
    assert page.state.problem is not None
    assert page.state.problem.code == "disk-full"
    assert not page.state.is_running


class HeldJobs:
    """Holds a job until the test lets it end."""

    def __init__(self) -> None:
        self.cancelled = 0
        self.end: Callable[[], None] = lambda: None
        self.report: Callable[[Progress], None] = lambda progress: None

    def submit(
        self, work: Any, *, on_done: Any, on_error: Any, on_cancelled: Any, on_progress: Any
    ) -> Any:
        """Hold the job."""
        self.end, self.report = on_cancelled, on_progress
        return self

    def cancel(self) -> None:
        """Count."""
        self.cancelled += 1


def test_an_export_can_be_stopped(demo: JournalSession, navigator: Any, tmp_path: Path) -> None:
    jobs = HeldJobs()
    page = Page(demo, navigator, jobs, tmp_path / "coach.pdf")
    page.presenter.save_pdf()
    jobs.report(Progress(1, 9, JobStage.DRAWING))
    before = page.state
    assert before.is_running
    assert page.state.progress == Progress(1, 9, JobStage.DRAWING)
    page.presenter.save_pdf()
    page.presenter.cancel()
    assert jobs.cancelled == 1
    assert page.state.is_stopping
    jobs.end()
    after = page.state
    assert not after.is_running
    assert after.saved_to is None


def test_nothing_chosen_is_said_and_nothing_asked(
    session: JournalSession, navigator: Any, tmp_path: Path
) -> None:
    page = Page(session, navigator, InlineJobs(), tmp_path / "coach.pdf")
    page.presenter.save_pdf()
    assert page.state.problem is not None
    assert page.suggested == []
