"""Another pack: looked at first, its mistakes listed, taken into use only when one says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.assets import resource_path
from ahpjournal.bootstrap import load_content
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.packs import PackProposal
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.ui.pages.settings.pack_card import change_lines, mistake_lines
from ahpjournal.ui.pages.settings.pack_presenter import PackPresenter, PackState
from ahpjournal.ui.routes import PageId, Route


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[PackState] = []

    def render_pack(self, state: PackState) -> None:
        """Keep *state*."""
        self.states.append(state)

    @property
    def state(self) -> PackState:
        """What is shown."""
        return self.states[-1]


class FakeDoor:
    """Remembers where it was to lead to after reopening."""

    def __init__(self) -> None:
        self.routes: list[Route] = []

    def reopen(self, route: Route) -> None:
        """Take note."""
        self.routes.append(route)


@pytest.fixture
def on_disk(tmp_path: Path, clock: FixedClock) -> Iterator[JournalSession]:
    """Give a journal in a file, with a finished rating of C3."""
    session = create_journal(
        tmp_path / "x.ahpjournal", clock=clock, ids=TimeOrderedIds(clock), content=load_content()
    )
    sitting = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(sitting.id, "C3", 3)
    session.ratings.finish(sitting.id)
    yield session
    session.close()


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def door() -> FakeDoor:
    """Give a door."""
    return FakeDoor()


@pytest.fixture
def presenter(
    display: FakeDisplay, on_disk: JournalSession, dialogs: Any, door: Any
) -> PackPresenter:
    """Give the card, shown."""
    made = PackPresenter(display, on_disk, dialogs, door)
    made.render()
    return made


def default_text() -> str:
    """Give the text of the pack that comes with the program."""
    return resource_path("packs", "ahp-quality-safety.toml").read_text(encoding="utf-8")


def second_version(folder: Path) -> Path:
    """Write a second version, in which C3 is not asked and A1 has another name."""
    text = default_text().replace('version = "1"', 'version = "2"', 1)
    text = text.replace('"C3", ', "").replace(', "C3"', "")
    blocks = text.split("[[competencies]]")
    kept = [b for b in blocks if 'id = "C3"' not in b.split("descriptors")[0]]
    text = "[[competencies]]".join(kept)
    text = text.replace('"Quality and safety governance map"', '"The governance map"', 1)
    path = folder / "second.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_pack_in_force_is_named(presenter: PackPresenter, display: FakeDisplay) -> None:
    state = display.state
    assert (state.title, state.version) == ("AHP quality and safety leadership", "1")
    assert state.is_default
    assert state.may_change
    presenter.adopt()  # nothing was looked at
    assert display.state == state


def test_a_pack_is_looked_at_and_then_taken_into_use(
    presenter: PackPresenter,
    display: FakeDisplay,
    dialogs: Any,
    door: FakeDoor,
    on_disk: JournalSession,
    tmp_path: Path,
    clock: FixedClock,
) -> None:
    dialogs.answer(second_version(tmp_path))
    presenter.choose()
    changes = display.state.changes
    assert changes is not None
    assert [c.id for c in changes.removed] == ["C3"]
    assert display.state.rated == 1
    lines = list(change_lines(changes, 1))
    assert "1 rating of them is kept, with its history." in lines
    assert any("The governance map" in line for line in lines)
    assert door.routes == []
    presenter.adopt()
    assert door.routes == [Route(PageId.SETTINGS, record="programme")]
    on_disk.close()
    again = open_journal(
        tmp_path / "x.ahpjournal", clock=clock, ids=TimeOrderedIds(clock), content=load_content()
    )
    assert again.pack.version == "2"
    assert not again.packs.is_default
    PackPresenter(display, again, dialogs, door).render()
    assert not display.state.is_default
    again.close()


def test_one_may_leave_it_as_it_is(
    presenter: PackPresenter, display: FakeDisplay, dialogs: Any, tmp_path: Path, door: FakeDoor
) -> None:
    before = display.state
    dialogs.answer(None)
    presenter.choose()
    assert display.state == before
    dialogs.answer(second_version(tmp_path))
    presenter.choose()
    presenter.put_away()
    assert display.state == before
    presenter.adopt()
    assert door.routes == []


def test_every_mistake_is_named_with_its_line(
    presenter: PackPresenter, display: FakeDisplay, dialogs: Any, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(default_text().replace("threshold = ", "limit = ", 1), encoding="utf-8")
    dialogs.answer(wrong)
    presenter.choose()
    assert display.state.changes is None
    assert display.state.looked_at == "wrong.toml"
    lines = list(mistake_lines(display.state.mistakes))
    assert len(lines) == len(display.state.mistakes) >= 1
    assert any("limit" in line for line in lines)
    assert list(mistake_lines(display.state.mistakes * 30))[-1].startswith("And ")


def test_changed_words_under_a_version_in_use_are_refused(
    presenter: PackPresenter, display: FakeDisplay, dialogs: Any, tmp_path: Path, door: FakeDoor
) -> None:
    same = tmp_path / "same.toml"
    same.write_text(
        default_text().replace("Quality and safety governance map", "Another", 1), encoding="utf-8"
    )
    dialogs.answer(same)
    presenter.choose()
    assert display.state.is_same
    assert display.state.changes is None
    presenter.adopt()
    assert door.routes == []


def test_a_missing_file_and_a_full_disk_are_said(
    presenter: PackPresenter,
    display: FakeDisplay,
    dialogs: Any,
    tmp_path: Path,
    door: FakeDoor,
    on_disk: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialogs.answer(tmp_path / "nowhere.toml")
    presenter.choose()
    assert display.states[-1].problem is not None

    def refuse(proposal: PackProposal) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, proposal.pack.id)

    monkeypatch.setattr(on_disk.packs, "adopt", refuse)
    dialogs.answer(second_version(tmp_path))
    presenter.choose()
    assert display.state.problem is None
    presenter.adopt()
    assert display.states[-1].problem is not None
    assert door.routes == []


def test_the_programs_own_pack_comes_back_once_confirmed(
    presenter: PackPresenter, dialogs: Any, door: FakeDoor
) -> None:
    dialogs.answer(False)
    presenter.use_default()
    assert door.routes == []
    dialogs.answer(True)
    presenter.use_default()
    assert len(door.routes) == 1


def test_a_journal_in_memory_keeps_its_pack(
    display: FakeDisplay, session: JournalSession, dialogs: Any, door: Any
) -> None:
    PackPresenter(display, session, dialogs, door).render()
    assert not display.state.may_change
