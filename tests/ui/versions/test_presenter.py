"""Earlier versions: chosen, read, compared, brought back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind, Version, VersionReason
from ahpjournal.domain.word_diff import Change
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.versions.presenter import VersionsPresenter, VersionsState

LONG = "A page that took an evening to write. " * 20


class FakeDisplay:
    """Keeps states, and whether the panel is shown."""

    def __init__(self) -> None:
        self.states: list[VersionsState] = []
        self.is_shown = False

    def show_versions(self, state: VersionsState) -> None:
        """Keep *state*."""
        self.states.append(state)
        self.is_shown = True

    def hide_versions(self) -> None:
        """Take note."""
        self.is_shown = False

    @property
    def state(self) -> VersionsState:
        """The last state."""
        return self.states[-1]


@pytest.fixture
def display() -> FakeDisplay:
    return FakeDisplay()


@pytest.fixture
def restored() -> list[Version]:
    return []


@pytest.fixture
def panel(
    display: FakeDisplay, memory_session: JournalSession, restored: list[Version]
) -> VersionsPresenter:
    return VersionsPresenter(display, memory_session, restored.append)


def write(session: JournalSession, *texts: str) -> str:
    """Write *texts* one after the other into one reflection, an hour apart; gives its id."""
    assert isinstance(session.clock, FixedClock)
    draft = session.entries.draft()
    for text in texts:
        session.entries.save(replace(draft, sections=(Section("text", text),)))
        session.clock.advance(timedelta(hours=1))
    return draft.id


def test_a_text_without_versions_says_so(
    panel: VersionsPresenter, display: FakeDisplay, memory_session: JournalSession
) -> None:
    panel.open(RecordKind.ENTRY, write(memory_session, "Once."))
    assert panel.is_open
    assert (display.state.versions, display.state.chosen) == ((), None)
    assert not display.state.may_restore


def test_the_newest_version_is_compared_first(
    panel: VersionsPresenter, display: FakeDisplay, memory_session: JournalSession
) -> None:
    panel.open(RecordKind.ENTRY, write(memory_session, "I waited.", "I asked.", "I decided."))
    state = display.state
    assert len(state.versions) == 2
    assert state.chosen == state.versions[0]
    assert state.shown is not None
    gone = [p.text for p in state.shown.passages if p.change is Change.REMOVED]
    assert gone == ["asked."]
    assert not state.is_whole


def test_another_version_is_chosen_and_read_as_a_whole(
    panel: VersionsPresenter, display: FakeDisplay, memory_session: JournalSession
) -> None:
    panel.open(RecordKind.ENTRY, write(memory_session, "I waited.", "I asked.", "I decided."))
    panel.choose(display.state.versions[1].reading)
    panel.read_whole(True)
    assert display.state.shown is not None
    assert "I waited." in display.state.shown.text
    assert display.state.is_whole
    told = len(display.states)
    panel.choose(display.state.versions[1].reading)
    panel.read_whole(True)
    assert len(display.states) == told


def test_a_version_comes_back_and_what_was_there_stays(
    panel: VersionsPresenter,
    display: FakeDisplay,
    memory_session: JournalSession,
    restored: list[Version],
) -> None:
    record = write(memory_session, LONG, "x")
    panel.open(RecordKind.ENTRY, record)
    wanted = display.state.versions[0]
    panel.restore()
    entry = memory_session.entries.get(record)
    assert entry is not None
    assert entry.markdown == LONG
    assert (restored, display.is_shown, panel.is_open) == ([wanted], False, False)
    panel.open(RecordKind.ENTRY, record)
    assert display.state.versions[0].reason is VersionReason.RESTORE


def test_a_version_that_cannot_be_brought_back_is_said_and_nothing_closes(
    panel: VersionsPresenter,
    display: FakeDisplay,
    memory_session: JournalSession,
    restored: list[Version],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_version: Any) -> None:
        raise ConditionError(ConditionCode.DISK_FULL)

    panel.open(RecordKind.ENTRY, write(memory_session, LONG, "x"))
    monkeypatch.setattr(memory_session.history, "restore", refuse)
    panel.restore()
    assert display.state.problem is not None
    assert display.state.problem.code == "disk-full"
    assert (restored, display.is_shown) == ([], True)


def test_a_damaged_version_is_said_and_its_neighbours_are_not_harmed(
    panel: VersionsPresenter,
    display: FakeDisplay,
    memory_session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compare = memory_session.history.compare

    def damaged(version: Version) -> Any:
        if version == display.state.versions[0]:
            raise ConditionError(ConditionCode.DAMAGED)
        return compare(version)

    panel.open(RecordKind.ENTRY, write(memory_session, "I waited.", "I asked.", "I decided."))
    monkeypatch.setattr(memory_session.history, "compare", damaged)
    panel.refresh()
    before = display.states[-1]
    assert before.problem is not None
    assert before.shown is None
    assert not before.may_restore
    panel.choose(display.state.versions[1].reading)
    after = display.states[-1]
    assert after.problem is None
    assert after.shown is not None


def test_a_read_only_journal_shows_versions_and_changes_nothing(
    panel: VersionsPresenter,
    display: FakeDisplay,
    memory_session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = write(memory_session, LONG, "x")
    monkeypatch.setattr(type(memory_session), "is_read_only", True)
    panel.open(RecordKind.ENTRY, record)
    assert display.state.shown is not None
    assert not display.state.may_restore
    panel.restore()
    entry = memory_session.entries.get(record)
    assert entry is not None
    assert entry.markdown == "x"


def test_actions_have_versions_too(
    panel: VersionsPresenter, display: FakeDisplay, memory_session: JournalSession
) -> None:
    plans = memory_session.plans
    action = plans.save(replace(plans.draft(), title="Ask", why=LONG))
    plans.save(replace(action, why=""))
    panel.open(RecordKind.ACTION, action.id)
    assert display.state.kind is RecordKind.ACTION
    panel.restore()
    found = plans.get(action.id)
    assert found is not None
    assert found.why == LONG


def test_a_closed_panel_stays_closed(
    panel: VersionsPresenter, display: FakeDisplay, memory_session: JournalSession
) -> None:
    panel.open(RecordKind.ENTRY, write(memory_session, LONG, "x"))
    panel.close()
    told = len(display.states)
    panel.refresh()
    panel.choose("anything")
    panel.read_whole(True)
    panel.restore()
    assert (len(display.states), display.is_shown) == (told, False)
