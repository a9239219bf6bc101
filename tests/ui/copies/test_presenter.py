"""Merging another copy: seen first, then done; asked for a passphrase where ours is no good."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ahpjournal import bootstrap
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.backups import BackupPlaces
from ahpjournal.services.jobs import FinishedTicket, InlineJobs
from ahpjournal.services.protection import NO_KEY, Key, unlock
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.copies.presenter import MergePresenter, MergeStage, MergeState

OURS, THEIRS = Passphrase("a garden of small steps"), Passphrase("another garden altogether")


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[MergeState] = []

    def render_state(self, state: MergeState) -> None:
        """Keep *state*."""
        self.states.append(state)

    @property
    def state(self) -> MergeState:
        """The last state."""
        return self.states[-1]


class WaitingJobs:
    """Keeps the work until the test lets it run."""

    def __init__(self) -> None:
        self.submitted: list[tuple[Callable[[Job], Any], dict[str, Callable[..., None]]]] = []
        self.cancelled = 0

    def submit(self, work: Callable[[Job], Any], **callbacks: Callable[..., None]) -> "WaitingJobs":
        """Keep."""
        self.submitted.append((work, callbacks))
        return self

    def cancel(self) -> None:
        """Take note."""
        self.cancelled += 1


class Setting:
    """Two copies of a journal in a temporary home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = BackupPlaces(folder / "home", SettingsStore(folder / "home"))
        self.workshop = bootstrap.workshop(places=self.places)
        self.display = FakeDisplay()
        self.ended = 0

    def copies(
        self, passphrase: Passphrase | None = None, other: Passphrase | None = None
    ) -> tuple[Path, Path]:
        """Make a journal and a copy that went on by itself; both with their passphrases."""
        here, there = self.folder / "Work.ahpjournal", self.folder / "Home.ahpjournal"
        self.workshop.create(here, passphrase=passphrase).close()
        for suffix in ("", ".keys"):
            if Path(f"{here}{suffix}").exists():
                shutil.copyfile(f"{here}{suffix}", f"{there}{suffix}")
        if other is not None:
            there.unlink()
            Path(f"{there}.keys").unlink()
            self.workshop.create(there, passphrase=other).close()
        key = self.key(there, other or passphrase)
        session = self.workshop.open(there, key=key)
        session.entries.save(session.entries.draft(title="Written at home"))
        session.close()
        return here, there

    def key(self, path: Path, passphrase: Passphrase | None) -> Key:
        """Give the key of a journal."""
        return unlock(path, passphrase) if passphrase is not None else NO_KEY

    def presenter(
        self, here: Path, there: Path, key: Key = NO_KEY, jobs: Any = None
    ) -> MergePresenter:
        """Give a presenter, started."""

        def end() -> None:
            self.ended += 1

        made = MergePresenter(
            self.display, jobs or InlineJobs(), self.workshop.merge, here, key, there, end
        )
        made.start()
        return made

    def backups(self) -> int:
        """Count the backups."""
        return len(list((self.folder / "home").rglob("*.ahpjournal")))


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(tmp_path)


def test_what_would_happen_is_shown_before_anything_does(setting: Setting) -> None:
    here, there = setting.copies()
    before = here.read_bytes()
    merge = setting.presenter(here, there)
    found = setting.display.state
    assert (found.stage, found.has_changes) == (MergeStage.FOUND, True)
    assert "1 reflection" in found.sentences[0]
    assert (here.read_bytes() == before, setting.backups()) == (True, 0)
    merge.bring_in()
    after = setting.display.states[-1]
    assert (after.stage, setting.backups()) == (MergeStage.DONE, 1)
    session = setting.workshop.open(here)
    assert session.entries.count() == 1
    session.close()
    merge.leave()
    merge.leave()
    assert setting.ended == 1


def test_nothing_new_can_only_be_left(setting: Setting) -> None:
    here, there = setting.copies()
    setting.presenter(here, there).bring_in()
    again = setting.presenter(here, there)
    assert not setting.display.state.has_changes
    again.bring_in()
    assert setting.display.state.stage is MergeStage.FOUND
    assert setting.backups() == 1


def test_a_copy_with_our_passphrase_is_not_asked_for_it(setting: Setting) -> None:
    here, there = setting.copies(OURS)
    setting.presenter(here, there, setting.key(here, OURS))
    assert setting.display.state.stage is MergeStage.FOUND
    assert MergeStage.LOCKED not in {state.stage for state in setting.display.states}


def test_an_encrypted_copy_of_a_plain_journal_asks_for_its_passphrase(setting: Setting) -> None:
    here, there = setting.copies(OURS)
    session = setting.workshop.open(here, key=setting.key(here, OURS))
    session.close()
    plain = setting.folder / "Plain.ahpjournal"
    setting.workshop.create(plain).close()
    merge = setting.presenter(plain, there)
    first = setting.display.states[-1]
    assert (first.stage, first.problem) == (MergeStage.LOCKED, None)
    merge.try_passphrase("")
    empty = setting.display.states[-1]
    assert (empty.stage, empty.problem is not None) == (MergeStage.LOCKED, True)
    merge.try_passphrase("not the one")
    wrong = setting.display.states[-1]
    assert (wrong.stage, wrong.problem is not None) == (MergeStage.LOCKED, True)
    merge.try_passphrase(OURS.text)
    refused = setting.display.states[-1]
    assert (refused.stage, refused.problem and refused.problem.code) == (
        MergeStage.REFUSED,
        "another-journal",
    )


def test_a_copy_that_our_key_does_not_fit_asks_for_its_own(setting: Setting) -> None:
    here, there = setting.copies(OURS, THEIRS)
    merge = setting.presenter(here, there, setting.key(here, OURS))
    assert setting.display.state.stage is MergeStage.LOCKED
    merge.try_passphrase(THEIRS.text)
    problem = setting.display.states[-1].problem
    assert problem is not None
    assert problem.code == "another-journal"


@pytest.mark.parametrize("code", [ConditionCode.IN_USE, ConditionCode.DISK_FULL])
def test_what_stands_in_the_way_is_said_and_only_the_way_back_is_left(
    setting: Setting, code: ConditionCode
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> Any:
        raise ConditionError(code, "Work.ahpjournal")

    ended: list[bool] = []
    merge = MergePresenter(
        setting.display,
        InlineJobs(),
        refuse,
        Path("Work.ahpjournal"),
        NO_KEY,
        Path("Home.ahpjournal"),
        lambda: ended.append(True),
    )
    merge.start()
    assert setting.display.state.stage is MergeStage.REFUSED
    assert setting.display.state.problem is not None
    merge.bring_in()
    merge.try_passphrase("x")
    assert setting.display.state.stage is MergeStage.REFUSED
    merge.leave()
    assert ended == [True]


def test_a_fault_of_the_program_is_said_and_not_swallowed(setting: Setting) -> None:
    jobs = WaitingJobs()
    setting.presenter(Path("a"), Path("b"), jobs=jobs)
    with pytest.raises(ZeroDivisionError):
        jobs.submitted[0][1]["on_error"](ZeroDivisionError())
    assert setting.display.state.stage is MergeStage.REFUSED


def test_leaving_stops_what_runs_before_it_goes(setting: Setting) -> None:
    jobs = WaitingJobs()
    merge = setting.presenter(Path("a"), Path("b"), jobs=jobs)
    jobs.submitted[0][1]["on_progress"](Progress(1, 2, JobStage.CHECKING))
    assert setting.display.state.progress == Progress(1, 2, JobStage.CHECKING)
    merge.leave()
    assert (jobs.cancelled, setting.ended) == (1, 0)
    assert setting.display.state.is_stopping
    jobs.submitted[0][1]["on_cancelled"]()
    assert setting.ended == 1


def test_a_finished_ticket_is_not_held(setting: Setting) -> None:
    here, there = setting.copies()
    merge = setting.presenter(here, there)
    assert isinstance(InlineJobs().submit(lambda _job: None, **_quiet()), FinishedTicket)
    merge.leave()
    assert setting.ended == 1


def _quiet() -> Any:
    names = ("on_done", "on_error", "on_cancelled", "on_progress")
    return {name: lambda *_anything: None for name in names}
