"""Where the journal is: facts, and a check that says what it found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ahpjournal import bootstrap
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.safekeeping.place_presenter import PlacePresenter, PlaceState
from ahpjournal.ui.routes import PageId, Route
from tests.doubles import WaitingJobs


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[PlaceState] = []

    def render_state(self, state: PlaceState) -> None:
        """Keep *state*."""
        self.states.append(state)


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[JournalSession]:
    """Give an empty journal in a file."""
    opened = bootstrap.workshop().create(tmp_path / "Kept.ahpjournal")
    yield opened
    opened.close()


def place(display: FakeDisplay, session: JournalSession, jobs: Any = None) -> PlacePresenter:
    """Give the card, shown."""
    made = PlacePresenter(display, session, jobs or InlineJobs(), lambda _folder: None)
    made.shown(Route(PageId.SAFEKEEPING))
    return made


def test_the_place_and_size_of_the_file_are_told(
    display: FakeDisplay, kept: JournalSession
) -> None:
    place(display, kept)
    state = display.states[-1]
    assert state.info.path == kept.path
    assert state.info.size_bytes > 0
    assert not state.is_read_only


def test_a_sound_journal_is_said_to_be_sound(display: FakeDisplay, kept: JournalSession) -> None:
    place(display, kept).check()
    state = display.states[-1]
    assert state.check is not None
    assert state.check.is_ok
    assert not state.is_checking


def test_a_file_that_was_taken_away_is_said(display: FakeDisplay, kept: JournalSession) -> None:
    assert kept.path is not None
    card = place(display, kept)
    kept.path.rename(kept.path.with_name("moved"))
    card.check()
    problem = display.states[-1].problem
    assert problem is not None
    assert problem.code == "file-replaced"
    kept.path.with_name("moved").rename(kept.path)


def test_a_check_is_started_once_and_says_that_it_runs(
    display: FakeDisplay, kept: JournalSession
) -> None:
    jobs = WaitingJobs()
    card = place(display, kept, jobs)
    card.check()
    card.check()
    assert len(jobs.waiting) == 1
    assert display.states[-1].is_checking
    jobs.tell("on_cancelled")
    assert not display.states[-1].is_checking


def test_an_old_result_is_not_shown_again(display: FakeDisplay, kept: JournalSession) -> None:
    card = place(display, kept)
    card.check()
    card.hidden()
    card.shown(Route(PageId.SAFEKEEPING))
    assert display.states[-1].check is None


def test_a_check_that_ends_after_the_card_has_gone_shows_nothing(
    display: FakeDisplay, kept: JournalSession
) -> None:
    jobs = WaitingJobs()
    card = place(display, kept, jobs)
    card.check()
    card.close()
    shown = len(display.states)
    jobs.tell("on_cancelled")
    assert len(display.states) == shown


def test_a_fault_of_the_program_is_not_swallowed(
    display: FakeDisplay, kept: JournalSession
) -> None:
    jobs = WaitingJobs()
    card = place(display, kept, jobs)
    card.check()
    with pytest.raises(ZeroDivisionError):
        jobs.tell("on_error", ZeroDivisionError())
    assert not display.states[-1].is_checking


def test_what_puts_the_journal_at_risk_is_told(
    display: FakeDisplay, kept: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.warnings == ()
    monkeypatch.setattr("ahpjournal.storage.journal_file.is_shared_location", lambda _path: True)
    place(display, kept)
    assert [said.code for said in display.states[-1].warnings] == ["shared-place"]
    assert str(kept.path) in display.states[-1].warnings[0].what_happened
