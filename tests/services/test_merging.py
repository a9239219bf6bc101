"""Merging copies that lie in files."""

import shutil
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import Job, Progress, SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.merging import Merger
from ahpjournal.services.protection import unlock
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.storage import journal_file
from tests.builders import CountingIds, content, entry

SAMPLES = Path(__file__).parents[1] / "data" / "journals"


def no_backup() -> None:
    """Make none."""


@pytest.fixture
def ids() -> CountingIds:
    return CountingIds()


@pytest.fixture
def merger(clock: FixedClock, ids: CountingIds) -> Merger:
    return Merger(clock, ids)


@pytest.fixture
def both(tmp_path: Path, clock: FixedClock, ids: CountingIds) -> tuple[Path, Path]:
    """Give two copies of a journal, each with an entry of its own."""
    work, home = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    create_journal(work, clock=clock, ids=ids, content=content()).close()
    shutil.copyfile(work, home)
    for number, path in enumerate((work, home), start=1):
        session = open_journal(path, clock=clock, ids=ids, content=content())
        session.entries.save(entry(number))
        session.close()
    return work, home


def titles(path: Path, clock: FixedClock, ids: CountingIds) -> set[str]:
    session: JournalSession = open_journal(
        path, clock=clock, ids=ids, content=content(), read_only=True
    )
    found = {hit.title for hit in session.search.search("Entry", 50)}
    session.close()
    return found


def test_a_copy_is_merged_after_a_backup_and_only_read(
    both: tuple[Path, Path], merger: Merger, clock: FixedClock, ids: CountingIds
) -> None:
    work, home = both
    before = home.read_bytes()
    asked: list[bool] = []
    report = merger.merge(work, home, SilentJob(), back_up=lambda: asked.append(True))
    assert report.new == {"entry": 1}
    assert asked == [True]
    assert home.read_bytes() == before
    assert titles(work, clock, ids) == {"Entry 1", "Entry 2"}
    assert sorted(p.name for p in work.parent.iterdir()) == ["Home.ahpjournal", "Work.ahpjournal"]


def test_a_dry_run_makes_no_backup_and_changes_no_byte(
    both: tuple[Path, Path], merger: Merger
) -> None:
    work, home = both
    before = work.read_bytes()

    def refuse() -> None:
        raise AssertionError

    report = merger.merge(work, home, SilentJob(), back_up=refuse, dry_run=True)
    assert (report.new, report.is_dry_run) == ({"entry": 1}, True)
    assert work.read_bytes() == before


def test_a_dry_run_does_with_a_journal_that_may_not_be_written(
    both: tuple[Path, Path], merger: Merger, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, home = both

    def refuse(path: Path) -> None:
        if path == work:
            raise ConditionError(ConditionCode.READ_ONLY, str(path))

    monkeypatch.setattr(journal_file, "refuse_unwritable", refuse)
    before = work.read_bytes()
    report = merger.merge(work, home, SilentJob(), back_up=no_backup, dry_run=True)
    assert (report.new, report.is_dry_run) == ({"entry": 1}, True)
    with pytest.raises(ConditionError) as caught:
        merger.merge(work, home, SilentJob(), back_up=no_backup)
    assert caught.value.code is ConditionCode.READ_ONLY
    assert work.read_bytes() == before
    assert sorted(p.name for p in work.parent.iterdir()) == ["Home.ahpjournal", "Work.ahpjournal"]


def test_a_dry_run_leaves_a_journal_of_an_older_version_as_it_is(
    tmp_path: Path, merger: Merger
) -> None:
    old, new = tmp_path / "old.ahpjournal", tmp_path / "new.ahpjournal"
    shutil.copyfile(SAMPLES / "schema-1.ahpjournal", old)
    shutil.copyfile(SAMPLES / "schema-2.ahpjournal", new)
    before = old.read_bytes()
    merger.merge(old, new, SilentJob(), back_up=no_backup, dry_run=True)
    assert old.read_bytes() == before


def test_a_dry_run_into_a_journal_of_a_newer_version_is_refused(
    both: tuple[Path, Path], merger: Merger
) -> None:
    work, home = both
    data = bytearray(work.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    work.write_bytes(data)
    with pytest.raises(ConditionError) as caught:
        merger.merge(work, home, SilentJob(), back_up=no_backup, dry_run=True)
    assert (caught.value.code, caught.value.path) == (ConditionCode.TOO_NEW, str(work))


def test_if_the_backup_fails_nothing_is_merged(both: tuple[Path, Path], merger: Merger) -> None:
    work, home = both
    before = work.read_bytes()

    def refuse() -> None:
        raise ConditionError(ConditionCode.DISK_FULL)

    with pytest.raises(ConditionError):
        merger.merge(work, home, SilentJob(), back_up=refuse)
    assert work.read_bytes() == before


def test_the_journal_itself_and_other_journals_are_refused(
    both: tuple[Path, Path], merger: Merger, clock: FixedClock, ids: CountingIds, tmp_path: Path
) -> None:
    work, _home = both
    with pytest.raises(InputError) as same:
        merger.merge(work, work, SilentJob(), back_up=no_backup)
    assert same.value.code is InputCode.SAME_FILE
    other = tmp_path / "Other.ahpjournal"
    create_journal(other, clock=clock, ids=ids, content=content()).close()
    asked: list[bool] = []
    with pytest.raises(ConditionError) as caught:
        merger.merge(work, other, SilentJob(), back_up=lambda: asked.append(True))
    assert (caught.value.code, asked) == (ConditionCode.ANOTHER_JOURNAL, [])


def test_a_copy_of_an_older_version_is_brought_up_to_date_elsewhere(
    tmp_path: Path, merger: Merger
) -> None:
    old, new = tmp_path / "old.ahpjournal", tmp_path / "new.ahpjournal"
    shutil.copyfile(SAMPLES / "schema-1.ahpjournal", old)
    shutil.copyfile(SAMPLES / "schema-2.ahpjournal", new)
    before = old.read_bytes()
    report = merger.merge(new, old, SilentJob(), back_up=no_backup)
    assert not report.has_changes
    assert old.read_bytes() == before


def test_a_copy_of_a_newer_version_is_refused_before_anything_is_done(
    both: tuple[Path, Path], merger: Merger
) -> None:
    work, home = both
    data = bytearray(home.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # the version in the header
    home.write_bytes(data)
    before = work.read_bytes()
    asked: list[bool] = []
    for dry_run in (True, False):
        with pytest.raises(ConditionError) as caught:
            merger.merge(
                work, home, SilentJob(), back_up=lambda: asked.append(True), dry_run=dry_run
            )
        assert (caught.value.code, caught.value.path) == (ConditionCode.TOO_NEW, str(home))
    assert asked == []
    assert (work.read_bytes(), home.read_bytes()) == (before, bytes(data))


def test_encrypted_copies_are_merged_with_their_key_and_stay_encrypted(
    tmp_path: Path, merger: Merger, clock: FixedClock, ids: CountingIds
) -> None:
    work, home = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    secret = Passphrase("correct horse battery")
    create_journal(work, clock=clock, ids=ids, content=content(), passphrase=secret).close()
    for ending in ("", ".keys"):
        shutil.copyfile(f"{work}{ending}", f"{home}{ending}")
    key = unlock(home, secret)
    session = open_journal(home, clock=clock, ids=ids, content=content(), key=key)
    session.entries.save(entry(text="Zanzibarquux"))
    session.close()
    with pytest.raises(ConditionError) as caught:
        merger.merge(work, home, SilentJob(), back_up=no_backup, key=key)
    assert caught.value.code is ConditionCode.ENCRYPTED
    report = merger.merge(work, home, SilentJob(), back_up=no_backup, key=key, other_key=key)
    assert report.new == {"entry": 1}
    assert b"Zanzibarquux" not in work.read_bytes()
    session = open_journal(work, clock=clock, ids=ids, content=content(), key=key)
    assert [hit.title for hit in session.search.search("Zanzibarquux", 5)] == ["Entry 1"]
    session.close()


class _Stopped(Exception):  # noqa: N818 - control flow of a test
    pass


class StoppingJob:
    """A job that its user stops at the first look."""

    def report(self, progress: Progress) -> None:
        """Take no notice."""

    def check_cancelled(self) -> None:
        raise _Stopped


def test_a_merge_can_be_stopped(
    both: tuple[Path, Path], merger: Merger, clock: FixedClock, ids: CountingIds
) -> None:
    work, home = both
    session = open_journal(home, clock=clock, ids=ids, content=content())
    for number in range(10, 130):
        session.entries.save(entry(number))
    session.close()
    job: Job = StoppingJob()
    with pytest.raises(_Stopped):
        merger.merge(work, home, job, back_up=no_backup)
    assert titles(work, clock, ids) == {"Entry 1"}
