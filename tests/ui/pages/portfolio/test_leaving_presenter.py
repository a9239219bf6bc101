"""The way out: findings are decided, pages looked at, and only then a file appears."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ahpjournal.domain.entries import Entry, Sharing
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import PortfolioContent, PortfolioKind, Selection
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingPresenter, Step
from ahpjournal.ui.routes import PageId
from tests.ui.pages.portfolio.displays import LeavingDisplay

TEXT = "Mrs Hale rang from 0161 496 0000."


class WayOut:
    """The presenter with everything around it."""

    def __init__(
        self, session: JournalSession, navigator: Any, jobs: Any, path: Path | None
    ) -> None:
        self.display = LeavingDisplay()
        self.suggested: list[str] = []
        self.opened: list[Path] = []

        def choose(name: str) -> Path | None:
            self.suggested.append(name)
            return path

        self.presenter = LeavingPresenter(
            self.display, session, navigator, jobs, choose, self.opened.append
        )


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


@pytest.fixture
def way(session: JournalSession, navigator: Any, target: Path) -> WayOut:
    return WayOut(session, navigator, InlineJobs(), target)


@pytest.fixture
def entry(session: JournalSession) -> Entry:
    draft = session.entries.draft()
    section = replace(draft.sections[0], markdown=TEXT) if draft.sections else None
    sections = (section,) if section is not None else ()
    return session.entries.save(
        replace(draft, title="A call", sections=sections, sharing=Sharing.COACH)
    )


@pytest.fixture
def content(session: JournalSession, entry: Entry) -> PortfolioContent:
    return session.portfolios.content(Selection(entries=(entry.id,)))


def test_findings_come_first_and_hold_the_pages_back(
    way: WayOut, content: PortfolioContent
) -> None:
    way.presenter.start(content)
    assert way.display.state.step is Step.FINDINGS
    assert way.display.state.open_count == 2
    way.presenter.show_pages()
    assert way.display.state.step is Step.FINDINGS
    assert way.display.state.problem is not None


def test_what_is_decided_opens_the_way_and_is_remembered(
    way: WayOut, content: PortfolioContent, target: Path, session: JournalSession
) -> None:
    way.presenter.start(content)
    way.presenter.keep(0, "")
    assert way.display.state.problem is not None
    assert way.display.state.problem.code == "reason-required"
    way.presenter.keep(0, "She agreed.")
    way.presenter.replace(1, "a number")
    assert way.display.state.open_count == 0
    way.presenter.decide_again(0)
    assert way.display.state.open_count == 1
    way.presenter.replace_all()
    way.presenter.show_pages()
    assert way.display.state.step is Step.PAGES
    assert not target.exists()
    way.presenter.save()
    assert target.read_bytes().startswith(b"%PDF-")
    way.presenter.start(content)
    assert way.display.state.open_count == 0


def test_saving_is_recorded_with_what_left_and_for_whom(
    way: WayOut, content: PortfolioContent, session: JournalSession, target: Path
) -> None:
    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    way.display.for_whom = "Moira"
    way.presenter.save()
    assert way.display.state.saved_to == target
    assert way.display.state.step is Step.CHOOSE
    (record,) = session.exports.list_all()
    assert (record.for_whom, record.file_name, record.size) == (
        "Moira",
        "out.pdf",
        target.stat().st_size,
    )
    assert "A call" in {item.title for item in record.items}
    assert way.suggested == ["Coach conversation 24-06-2026.pdf"]
    way.presenter.open_pdf()
    way.presenter.open_folder()
    assert way.opened == [target, target.parent]


def test_with_a_password_the_file_opens_with_it_alone(
    way: WayOut, content: PortfolioContent, target: Path
) -> None:
    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    way.display.password = ("seven herons", "seven heron")
    way.presenter.save()
    assert way.display.state.problem is not None
    assert not target.exists()
    way.display.password = ("seven herons", "seven herons")
    way.presenter.save()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    with pikepdf.open(target, password="seven herons") as opened:
        assert opened.encryption.R == 6
    assert way.display.password == ("", "")


def test_pages_are_turned_within_the_document(way: WayOut, content: PortfolioContent) -> None:
    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    pages = way.display.state.pages
    assert pages > 1
    way.presenter.show_page(1)
    assert way.display.state.page == 1
    first = way.display.state.picture
    way.presenter.show_page(pages)
    assert (way.display.state.page, way.display.state.picture) == (1, first)
    assert first is not None
    assert first.words.strip()


def test_a_text_is_changed_where_it_stands(
    way: WayOut, content: PortfolioContent, navigator: Any, entry: Entry
) -> None:
    way.presenter.start(content)
    way.presenter.change_text(0)
    assert way.display.state.step is Step.CHOOSE
    assert (navigator.routes[-1].page, navigator.routes[-1].record) == (PageId.JOURNAL, entry.id)


def test_going_back_or_choosing_no_place_leaves_nothing(
    session: JournalSession, navigator: Any, content: PortfolioContent
) -> None:
    way = WayOut(session, navigator, InlineJobs(), None)
    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    way.presenter.save()
    assert way.display.state.saved_to is None
    assert session.exports.list_all() == ()
    way.presenter.back()
    assert way.display.state.step is Step.CHOOSE
    assert way.display.state.picture is None


def test_what_fails_is_said_and_can_be_tried_again(
    way: WayOut, content: PortfolioContent, session: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(finished: object, path: Path) -> Path:
        raise ConditionError(ConditionCode.DISK_FULL, str(path))

    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    monkeypatch.setattr(session.portfolios, "save_pdf", fail)
    way.presenter.save()
    assert way.display.state.problem is not None
    assert way.display.state.problem.code == "disk-full"
    assert way.display.state.step is Step.PAGES
    monkeypatch.undo()
    way.presenter.save()
    assert way.display.state.saved_to is not None


def test_a_journal_that_cannot_be_written_still_lets_documents_out(
    way: WayOut, content: PortfolioContent, session: JournalSession, target: Path
) -> None:
    session._journal.is_read_only = True
    way.presenter.start(content)
    way.presenter.replace_all()
    way.presenter.show_pages()
    way.presenter.save()
    assert target.exists()
    assert not way.display.state.is_recorded


class HeldJobs:
    """Holds a job until the test lets it end."""

    def __init__(self) -> None:
        self.cancelled = 0
        self.end: Callable[[], None] = lambda: None
        self.report: Callable[[Progress], None] = lambda progress: None

    def submit(
        self,
        work: Callable[[Job], Any],
        *,
        on_done: Any,
        on_error: Any,
        on_cancelled: Any,
        on_progress: Any,
    ) -> Any:
        """Hold the job."""
        self.end, self.report = on_cancelled, on_progress
        return self

    def cancel(self) -> None:
        """Count."""
        self.cancelled += 1


def test_it_can_be_stopped(
    session: JournalSession, navigator: Any, content: PortfolioContent
) -> None:
    jobs = HeldJobs()
    way = WayOut(session, navigator, jobs, None)
    way.presenter.start(content)
    jobs.report(Progress(1, 9, JobStage.CHECKING))
    assert way.display.state.is_running
    assert way.display.state.progress == Progress(1, 9, JobStage.CHECKING)
    way.presenter.start(content)
    way.presenter.cancel()
    assert jobs.cancelled == 1
    assert way.display.states[-1].is_stopping
    jobs.end()
    after = way.display.state
    assert not after.is_running
    assert after.step is Step.CHOOSE


def test_what_is_left_of_it_is_gone_when_the_page_closes(
    way: WayOut, content: PortfolioContent
) -> None:
    way.presenter.start(content)
    shown = len(way.display.states)
    way.presenter.close()
    way.presenter.replace_all()
    assert len(way.display.states) == shown
    assert way.presenter._content is None
    assert way.presenter.strength_of("")[0] != way.presenter.strength_of("a")[0]


def test_an_archive_is_not_saved_without_its_passphrase(
    way: WayOut, session: JournalSession, entry: Entry, target: Path
) -> None:
    chosen = session.portfolios.suggested_selection(PortfolioKind.ARCHIVE)
    way.presenter.start(session.portfolios.content(chosen, PortfolioKind.ARCHIVE))
    way.presenter.replace_all()
    way.presenter.show_pages()
    way.presenter.save()
    assert way.display.state.problem is not None
    assert way.display.state.problem.code == "archive-passphrase"
    way.display.password = ("lamp", "lump")
    way.presenter.save()
    assert way.display.state.problem.code == "passphrases-differ"
    assert not target.exists()
    way.display.password = ("lamp", "lamp")
    way.presenter.save()
    assert way.display.state.saved_to == target
    with pikepdf.open(target, password="lamp") as pdf:
        assert len(pdf.attachments) == 2
