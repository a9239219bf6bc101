"""Copies: a merge is begun, and what two copies disagreed on is settled by its owner."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ahpjournal import bootstrap
from ahpjournal.domain.entries import EntryFilter, Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.merging import Disagreement, MergeReport
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.word_diff import Change
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.copies import MergeOutcome
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.protection import Key
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.pages.safekeeping.copies_presenter import (
    CopiesPresenter,
    CopiesState,
    MergeStage,
)
from ahpjournal.ui.routes import PageId, Route

SECRET = Passphrase("a garden of small steps")
HERE = "I decided to ask the chief nurse first, and to bring the two figures."
THERE = "I decided to wait for the board, and to leave the figures at home."


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[CopiesState] = []

    def render_state(self, state: CopiesState) -> None:
        """Keep *state*."""
        self.states.append(state)

    @property
    def state(self) -> CopiesState:
        """The last state."""
        return self.states[-1]


class Owner:
    """Chooses a file, and is the door that hears what is to be merged."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.merged: list[tuple[Path, bool]] = []
        self.keys: list[Key | None] = []

    def ask_copy(self) -> Path | None:
        """Choose."""
        return self.file

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Take note."""
        self.merged.append((other, dry_run))
        self.keys.append(other_key)


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def owner() -> Owner:
    return Owner()


@pytest.fixture
def disagreeing(tmp_path: Path) -> Iterator[JournalSession]:
    """Give a journal into which a copy was merged that said other things in two places."""
    home = tmp_path / "home"
    workshop = bootstrap.workshop(places=BackupPlaces(home, SettingsStore(home)))
    here, there = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    session = workshop.create(here)
    entry = session.entries.save(session.entries.draft(title="Ward round"))
    action = session.plans.save(replace(session.plans.draft(), title="Ask"))
    session.close()
    shutil.copyfile(here, there)
    for path, text in ((there, THERE), (here, HERE)):
        session = workshop.open(path)
        session.entries.save(replace(entry, sections=(Section("text", text),)))
        session.plans.save(replace(action, why=text))
        session.close()
    workshop.merge(here, there, SilentJob())
    session = workshop.open(here)
    yield session
    session.close()


def card(
    display: FakeDisplay, session: JournalSession, navigator: Any, owner: Owner
) -> CopiesPresenter:
    """Give the card, shown."""
    made = CopiesPresenter(display, session, InlineJobs(), navigator, owner, owner.ask_copy)
    made.shown(Route(PageId.SAFEKEEPING))
    return made


def test_a_merge_begins_with_a_file(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    copies = card(display, disagreeing, navigator, owner)
    copies.merge()
    assert owner.merged == []
    owner.file = Path("Home.ahpjournal")
    copies.merge()
    assert owner.merged == [(owner.file, True)]


def test_a_journal_in_memory_cannot_be_merged(
    display: FakeDisplay, session: JournalSession, navigator: Any, owner: Owner
) -> None:
    owner.file = Path("Home.ahpjournal")
    copies = card(display, session, navigator, owner)
    copies.merge()
    assert (display.state.may_merge, owner.merged) == (False, [])


def test_both_texts_of_a_disagreement_are_compared(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    copies = card(display, disagreeing, navigator, owner)
    assert len(display.state.found) == 2
    for place in ("0", "1"):
        copies.choose(place)
        other = display.state.other
        assert other is not None
        gone = "".join(p.text for p in other.passages if p.change is not Change.ADDED)
        here = "".join(p.text for p in other.passages if p.change is not Change.REMOVED)
        assert THERE in gone
        assert HERE in here
    before = display.state.chosen
    copies.choose("7")
    copies.choose("seven")
    assert display.state.chosen == before


def test_the_other_text_is_used_and_the_present_one_stays_a_version(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    copies = card(display, disagreeing, navigator, owner)
    place = next(i for i, one in enumerate(display.state.found) if one.kind is RecordKind.ENTRY)
    copies.choose(str(place))
    chosen = display.state.chosen
    assert chosen is not None
    copies.use_other()
    entry = disagreeing.entries.get(chosen.record)
    assert entry is not None
    assert entry.markdown == THERE
    versions = disagreeing.history.versions(RecordKind.ENTRY, chosen.record)
    texts = [disagreeing.history.compare(version).text for version in versions]
    assert any(HERE in text for text in texts)
    assert len(display.state.found) == 1
    assert "Ward round" in display.state.done


def test_keeping_it_as_it_is_settles_it_and_changes_nothing(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    copies = card(display, disagreeing, navigator, owner)
    copies.keep()
    copies.keep()
    assert display.state.found == ()
    assert display.state.chosen is None
    (key,) = disagreeing.entries.find(EntryFilter())
    (summary,) = disagreeing.entries.page((key,))
    entry = disagreeing.entries.get(summary.id)
    assert entry is not None
    assert entry.markdown == HERE
    copies.keep()


def test_the_record_itself_can_be_opened(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    copies = card(display, disagreeing, navigator, owner)
    for place, one in enumerate(display.state.found):
        copies.choose(str(place))
        copies.open_record()
        assert navigator.routes[-1].record == one.record
    assert {route.page for route in navigator.routes} == {PageId.JOURNAL, PageId.ACTIONS}


def test_records_without_texts_can_only_be_kept(
    display: FakeDisplay,
    session: JournalSession,
    navigator: Any,
    owner: Owner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = (Disagreement(RecordKind.MODULE, "3", "b", "a"),)
    monkeypatch.setattr(session.history, "disagreements", lambda: found)
    copies = card(display, session, navigator, owner)
    assert (display.state.found, display.state.other) == (found, None)
    copies.open_record()
    assert navigator.routes == []
    copies.open_help()
    assert navigator.routes == [Route(PageId.ABOUT, record="versions")]


def test_what_cannot_be_settled_is_said(
    display: FakeDisplay,
    disagreeing: JournalSession,
    navigator: Any,
    owner: Owner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_found: Any, **_options: Any) -> Any:
        raise ConditionError(ConditionCode.DISK_FULL)

    copies = card(display, disagreeing, navigator, owner)
    monkeypatch.setattr(disagreeing.history, "settle", refuse)
    copies.keep()
    assert display.state.problem is not None
    assert len(display.state.found) == 2
    copies.hidden()
    assert display.states[-1].problem is None
    copies.close()
    told = len(display.states)
    copies.leave()
    assert len(display.states) == told


OTHER = Path("Home.ahpjournal")


def test_what_was_found_is_shown_and_brought_in_or_left(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    report = MergeReport(new={"entry": 2}, is_dry_run=True)
    disagreeing.copies.outcome = MergeOutcome(OTHER, report)
    copies = card(display, disagreeing, navigator, owner)
    state = display.state
    assert (state.stage, state.may_bring_in, state.other_file) == (MergeStage.FOUND, True, OTHER)
    assert "2 reflections" in state.sentences[0]
    copies.bring_in()
    assert owner.merged == [(OTHER, False)]
    copies.leave()
    copies.bring_in()
    assert (display.states[-1].stage, len(owner.merged)) == (MergeStage.NONE, 1)


def test_nothing_new_and_what_is_done_are_only_told(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    disagreeing.copies.outcome = MergeOutcome(OTHER, MergeReport(is_dry_run=True))
    copies = card(display, disagreeing, navigator, owner)
    assert not display.state.may_bring_in
    disagreeing.copies.outcome = MergeOutcome(OTHER, MergeReport(new={"entry": 2}))
    copies.choose("0")
    after = display.states[-1]
    assert (after.stage, after.may_bring_in) == (MergeStage.DONE, False)
    copies.bring_in()
    assert owner.merged == []


def test_why_it_cannot_be_done_is_told(
    display: FakeDisplay, disagreeing: JournalSession, navigator: Any, owner: Owner
) -> None:
    error = ConditionError(ConditionCode.ANOTHER_JOURNAL, str(OTHER))
    disagreeing.copies.outcome = MergeOutcome(OTHER, error=error)
    card(display, disagreeing, navigator, owner)
    state = display.state
    assert state.stage is MergeStage.REFUSED
    assert state.problem is not None
    assert state.problem.code == "another-journal"


def test_a_copy_with_a_passphrase_of_its_own_is_opened_with_it(
    display: FakeDisplay,
    disagreeing: JournalSession,
    navigator: Any,
    owner: Owner,
    tmp_path: Path,
) -> None:
    other = tmp_path / "Locked.ahpjournal"
    bootstrap.workshop().create(other, passphrase=SECRET).close()
    error = ConditionError(ConditionCode.ENCRYPTED, str(other))
    disagreeing.copies.outcome = MergeOutcome(other, error=error)
    copies = card(display, disagreeing, navigator, owner)
    assert (display.state.stage, display.state.problem) == (MergeStage.LOCKED, None)
    for wrong in ("", "not the one"):
        copies.try_passphrase(wrong)
        state = display.states[-1]
        assert (state.problem is not None, state.is_trying, owner.merged) == (True, False, [])
    copies.try_passphrase(SECRET.text)
    assert owner.merged == [(other, True)]
    assert owner.keys[0] is not None
