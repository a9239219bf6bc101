"""A journal becomes encrypted, plain again or gets another passphrase: wholly or not at all."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.storage import key_slots, rekeying
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.database import database_of
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.key_slots import protect, read_slots, unlock, write_slots
from ahpjournal.storage.keys import SQLITE_HEADER, keys_path
from ahpjournal.storage.migrations import shape
from ahpjournal.storage.rekeying import (
    change_passphrase,
    decrypt,
    encrypt,
    kept_facts,
)
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import PASSPHRASE, CountingIds, action, attachment, entry

Open = Callable[..., JournalFile]
MARKER = "capybara quicklime"
ROOT = Path(__file__).parents[2]
OTHER = Passphrase("another one")

pytestmark = pytest.mark.usefixtures("quick_keys")


class StoppingJob(SilentJob):
    """A job that is stopped after some questions."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.asked = 0
        self.reported: list[Progress] = []

    @override
    def report(self, progress: Progress) -> None:
        self.reported.append(progress)

    @override
    def check_cancelled(self) -> None:
        self.asked += 1
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.fixture
def written(path: Path, opened: Open) -> Path:
    """Give a plain journal at rest with some content."""
    journal = opened(path)
    with journal.transaction():
        for number in range(1, 31):
            made = entry(number, f"{MARKER} {number} " * 50, tags=("t",), competencies=("A1",))
            journal.entries.add(made)
            journal.actions.add(action(number, entries=(made.id,)))
        file = f"{MARKER} in a file. ".encode() * 50_000
        journal.contents.put(file)
        journal.attachments.add(attachment(1, file))
    journal.close()
    return path


def condition_of(attempt: Callable[[], object]) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        attempt()
    return caught.value.code


def picture(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def content(journal: JournalFile) -> Any:
    return (
        journal.entries.list_all(),
        tuple(journal.actions.list_all()),
        journal.attachments.list_all(),
        journal.counts(),
        journal.journal_id,
        journal.schema_version,
        shape(database_of(journal._connection)),
        journal.settings.meta("created_at"),
        len(journal.search.search("quickl", 50)),
    )


def content_of(path: Path, opened: Open, **options: Any) -> Any:
    journal = opened(path, **options)
    assert journal.check().problems == ()
    found = content(journal)
    journal.close()
    return found


def test_a_journal_is_the_same_after_it_was_encrypted_and_made_plain_again(
    written: Path, opened: Open
) -> None:
    before = content_of(written, opened)
    made = encrypt(written, PASSPHRASE, SilentJob())
    assert unlock(written, PASSPHRASE) == unlock(written, made.code) == made.key
    assert content_of(written, opened, key=made.key) == before
    names = sorted(p.name for p in written.parent.iterdir())
    assert names == [written.name, keys_path(written).name]
    assert {stat.S_IMODE(p.stat().st_mode) for p in written.parent.iterdir()} == {0o600}
    assert not any(MARKER.encode() in data for data in picture(written.parent).values())
    journal = opened(written, key=made.key)
    assert journal.protection() == made
    assert kept_facts(written, made.key) == made.facts
    journal.close()
    decrypt(written, made.key, SilentJob())
    assert content_of(written, opened) == before
    assert [p.name for p in written.parent.iterdir()] == [written.name]
    data = written.read_bytes()
    assert data.startswith(SQLITE_HEADER)
    for secret in (made.code.text, made.slots.text[:40], made.slots.slots[0]["box"]):
        assert str(secret).encode() not in data


def test_the_new_file_keeps_its_commits_in_a_log_as_before(written: Path, opened: Open) -> None:
    made = encrypt(written, PASSPHRASE, SilentJob())
    journal = opened(written, key=made.key)
    assert journal._connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_what_still_lies_in_the_log_comes_along(written: Path, opened: Open) -> None:
    journal = opened(written)
    with journal.transaction():
        journal.entries.add(entry(99, "in the log"))
    names = [written.name, written.name + "-wal"]
    kept = {name: (written.parent / name).read_bytes() for name in names}
    journal.close()
    for name, data in kept.items():  # as a crash would have left them
        (written.parent / name).write_bytes(data)
    made = encrypt(written, PASSPHRASE, SilentJob())
    again = opened(written, key=made.key)
    assert again.counts()["entries"] == 31


def test_a_link_stays_a_link(written: Path, opened: Open, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.ahpjournal"
    link.symlink_to(written)
    made = encrypt(link, PASSPHRASE, SilentJob())
    assert link.is_symlink()
    assert keys_path(written).exists()
    assert opened(link, key=made.key).counts()["entries"] == 30


@pytest.mark.parametrize("version", [1, 2])
def test_a_journal_of_an_older_version_is_encrypted_and_then_brought_up_to_date(
    version: int, tmp_path: Path, opened: Open
) -> None:
    sample = ROOT / "tests" / "data" / "journals" / f"schema-{version}.ahpjournal"
    place = tmp_path / "old.ahpjournal"
    place.write_bytes(sample.read_bytes())
    made = encrypt(place, PASSPHRASE, SilentJob())
    journal = opened(place, key=made.key)
    assert journal.schema_version == SCHEMA_VERSION
    assert journal.check().problems == ()
    assert journal.counts()["entries"] > 0


# --- the passphrase -----------------------------------------------------------------------------


def test_another_passphrase_writes_the_slots_and_not_the_journal(
    written: Path, opened: Open
) -> None:
    made = encrypt(written, PASSPHRASE, SilentJob())
    slots = change_passphrase(written, made.key, OTHER)
    assert read_slots(written) == slots
    assert unlock(written, OTHER) == unlock(written, made.code) == made.key
    assert condition_of(lambda: unlock(written, PASSPHRASE)) is ConditionCode.WRONG_PASSPHRASE
    journal = opened(written, key=made.key)
    assert journal.protection().slots == slots


@pytest.mark.parametrize("loss", ["gone", "damaged", "another's", "all"])
def test_lost_slots_are_made_anew_with_the_passphrase(
    written: Path, opened: Open, loss: str
) -> None:
    made = encrypt(written, PASSPHRASE, SilentJob())
    keys_path(written).unlink()
    if loss == "damaged":
        keys_path(written).write_text("{", encoding="utf-8")
    if loss == "another's":
        write_slots(written, protect("other", PASSPHRASE).slots)
    if loss == "all":
        connection = open_connection(written, key=made.key)
        connection.execute("DELETE FROM meta WHERE key IN ('key_slots', 'recovery_code')")
        connection.close()
    change_passphrase(written, made.key, OTHER, made.code)
    assert unlock(written, OTHER) == unlock(written, made.code) == made.key
    journal = opened(written, key=made.key)
    assert journal.protection().code == made.code


def test_without_code_and_slots_no_passphrase_can_be_set(written: Path) -> None:
    made = encrypt(written, PASSPHRASE, SilentJob())
    connection = open_connection(written, key=made.key)
    connection.execute("DELETE FROM meta WHERE key = 'recovery_code'")
    connection.close()
    assert (
        condition_of(lambda: change_passphrase(written, made.key, OTHER)) is ConditionCode.DAMAGED
    )


def test_slots_of_a_newer_version_are_not_written_over(written: Path, opened: Open) -> None:
    made = encrypt(written, PASSPHRASE, SilentJob())
    whole = json.loads(keys_path(written).read_text(encoding="utf-8"))
    whole["doc"]["version"] = 2
    whole["sha256"] = key_slots._sum(whole["doc"])
    keys_path(written).write_text(json.dumps(whole), encoding="utf-8")
    before = picture(written.parent)
    attempt = lambda: change_passphrase(written, made.key, OTHER, made.code)  # noqa: E731
    assert condition_of(attempt) is ConditionCode.TOO_NEW
    opened(written, key=made.key).close()
    assert picture(written.parent)[keys_path(written).name] == before[keys_path(written).name]


# --- what stands in the way ---------------------------------------------------------------------


def test_what_is_open_is_left_alone(written: Path, opened: Open) -> None:
    journal = opened(written)
    assert condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.IN_USE
    journal.close()
    reader = opened(written, read_only=True)
    reader.hold_still()
    assert condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.IN_USE
    assert reader.counts()["entries"] == 30
    reader.close()
    assert [p.name for p in written.parent.iterdir()] == [written.name]
    encrypt(written, PASSPHRASE, SilentJob())


def test_what_is_so_already_is_said(written: Path, opened: Open) -> None:
    attempt = lambda: decrypt(written, protect("x", PASSPHRASE).key, SilentJob())  # noqa: E731
    assert condition_of(attempt) is ConditionCode.NOT_ENCRYPTED
    encrypt(written, PASSPHRASE, SilentJob())
    assert condition_of(lambda: encrypt(written, OTHER, SilentJob())) is ConditionCode.ENCRYPTED


def test_slots_of_another_journal_are_not_written_over(written: Path) -> None:
    for text in (protect("other", OTHER).slots.text, "damaged"):
        keys_path(written).write_text(text, encoding="utf-8")
        before = picture(written.parent)
        attempt = lambda: encrypt(written, PASSPHRASE, SilentJob())  # noqa: E731
        assert condition_of(attempt) is ConditionCode.ALREADY_EXISTS
        assert picture(written.parent) == before


def test_a_newer_journal_is_not_rewritten(written: Path) -> None:
    connection = open_connection(written)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    assert condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.TOO_NEW


def test_a_damaged_journal_is_not_rewritten(written: Path) -> None:
    data = bytearray(written.read_bytes())
    data[-4096 * 3 : -4096 * 2] = b"\xff" * 4096
    written.write_bytes(data)
    assert condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.DAMAGED
    assert [p.name for p in written.parent.iterdir()] == [written.name]


@pytest.mark.parametrize("moment", ["_export", "sync_file", "write_slots", "_swap", "_problems"])
def test_a_refusal_of_the_system_leaves_the_journal_as_it_was(
    written: Path, opened: Open, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(written, opened)

    def refuse(*_arguments: object, **_options: object) -> None:
        if moment == "sync_file":
            raise OSError(28, "full")
        raise ConditionError(ConditionCode.DISK_FULL)

    monkeypatch.setattr(rekeying, moment, refuse)
    assert (
        condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.DISK_FULL
    )
    assert [p.name for p in written.parent.iterdir()] == [written.name]
    assert content_of(written, opened) == before


def test_a_new_file_that_is_not_the_same_is_thrown_away(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = rekeying._export

    def lose_one(source: Any, part: Path, key: Any, facts: Any) -> None:
        export(source, part, key, facts)
        copy = open_connection(part, key=key)
        copy.execute("DELETE FROM action_entry WHERE action = 1")
        copy.close()

    monkeypatch.setattr(rekeying, "_export", lose_one)
    assert condition_of(lambda: encrypt(written, PASSPHRASE, SilentJob())) is ConditionCode.DAMAGED
    assert [p.name for p in written.parent.iterdir()] == [written.name]


def test_it_can_be_stopped_at_any_question(
    written: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_WATCH_EVERY", 2_000)
    before = content_of(written, opened)
    after = 0
    while True:
        job = StoppingJob(after)
        try:
            encrypt(written, PASSPHRASE, job)
        except Cancelled:
            assert [p.name for p in written.parent.iterdir()] == [written.name]
            after += 1
            continue
        break
    assert after > 3
    assert [p.done for p in job.reported] == [0, 1, 2, 3, 4]
    assert content_of(written, opened, key=unlock(written, PASSPHRASE)) == before


# --- kills --------------------------------------------------------------------------------------

OUTCOMES = {
    "set": ([["none"], ["new"]], False),
    "change": ([["code", "old"], ["code", "new"]], False),
    "remove": ([["code", "old"], ["none"]], True),
    "recover": ([["code", "old"], ["code", "new"]], False),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTCOMES)
def test_killed_at_any_line_it_opens_as_before_or_as_it_was_to(
    name: str, tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    place = folder / "x.ahpjournal"
    old = Passphrase("the old one")
    journal = JournalFile.create(place, clock, ids, passphrase=None if name == "set" else old)
    with journal.transaction():
        for number in range(1, 6):
            journal.entries.add(entry(number, MARKER))
    code = journal.protection().code.text if name != "set" else ""
    journal.close()
    every = os.environ.get("AHPJOURNAL_KILL_EVERY", "6")  # 1: at each and every line
    ran = subprocess.run(
        [sys.executable, "-m", "tests.storage.kill_points", folder, name, code, every],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert ran.returncode == 0, ran.stderr
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    expected, ends_plain = OUTCOMES[name]
    assert [one for one in found if one["opens"] not in expected] == []
    assert [one for one in found if one["entries"] != [5]] == []
    assert {tuple(one["opens"]) for one in found} == {tuple(each) for each in expected}
    assert not found[-1]["killed"]
    assert found[-1]["opens"] == expected[1]
    for one in found:  # opening it put everything in order
        assert one["shows"] is one["plain"]
        assert one["slots"] is not one["plain"]
        assert one["beside"] == sorted([place.name, *([place.name + ".keys"] * one["slots"])])
    assert found[-1]["plain"] is ends_plain
