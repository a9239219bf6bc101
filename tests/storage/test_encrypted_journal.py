"""An encrypted journal is a journal like any other, and shows nothing of itself to others."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage import opening
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.key_slots import protect, unlock, write_slots
from ahpjournal.storage.keys import PAGE_BYTES, SQLITE_HEADER, Key, keys_path
from ahpjournal.storage.opening import read_header
from ahpjournal.storage.rekeying import rekeyed_part
from ahpjournal.storage.schema import SCHEMA_VERSION
from tests.builders import PASSPHRASE, CountingIds, entry

Open = Callable[..., JournalFile]
MARKER = "capybara quicklime"


@pytest.fixture
def key(encrypted: Path) -> Key:
    return unlock(encrypted, PASSPHRASE)


def add(journal: JournalFile, number: int = 1) -> None:
    with journal.transaction():
        journal.entries.add(entry(number, f"{MARKER} {number} " * 40, title=f"{MARKER} title"))


def condition_of(attempt: Callable[[], object]) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        attempt()
    return caught.value.code


def problems_of(path: Path, key: Key, opened: Open) -> set[str]:
    """Check a journal; one that cannot even be opened has a problem with its pages too."""
    try:
        journal = opened(path, key=key, read_only=True)
    except ConditionError as error:
        return {"pages"} if error.code is ConditionCode.DAMAGED else {error.code.value}
    found = {problem.code for problem in journal.check().problems}
    journal.close()
    return found


def everything(folder: Path) -> bytes:
    return b"\n".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def test_a_new_one_is_two_files_for_their_owner_only(encrypted: Path) -> None:
    found = sorted(encrypted.parent.iterdir())
    assert [p.name for p in found] == [encrypted.name, keys_path(encrypted).name]
    assert {stat.S_IMODE(p.stat().st_mode) for p in found} == {0o600}
    assert not encrypted.read_bytes().startswith(SQLITE_HEADER)


def test_it_is_written_searched_checked_and_read_again(
    encrypted: Path, key: Key, opened: Open
) -> None:
    journal = opened(encrypted, key=key)
    assert (journal.is_encrypted, journal.key) == (True, key)
    add(journal)
    assert len(journal.search.search("quickl", 5)) == 1
    reader = journal.reader()
    assert reader.counts()["entries"] == 1
    assert reader.is_encrypted
    reader.close()
    assert journal.check().is_ok
    journal.close()
    again = opened(encrypted, key=key, read_only=True)
    assert again.counts()["entries"] == 1
    assert again.check().is_ok


@pytest.mark.parametrize("is_shared", [False, True])
def test_nothing_of_it_can_be_read_beside_it_either(
    encrypted: Path,
    key: Key,
    opened: Open,
    is_shared: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(opening, "is_shared_location", lambda _path: is_shared)
    monkeypatch.setattr("ahpjournal.storage.journal_file.is_shared_location", lambda _p: is_shared)
    journal = opened(encrypted, key=key)
    texts = (MARKER, "capybara", journal.protection().code.text, PASSPHRASE.text)
    secrets = [key.raw, *(text.encode() for text in texts)]
    add(journal)
    for number in range(2, 200):
        add(journal, number)
    with journal.transaction():
        add_in = journal.entries
        for number in range(200, 400):
            add_in.add(entry(number, MARKER * 300))
        during = everything(encrypted.parent)
        names = {p.name.removeprefix(encrypted.name) for p in encrypted.parent.iterdir()}
        assert ("-journal" if is_shared else "-wal") in names
    journal.close()
    for found in (during, everything(encrypted.parent)):
        assert not any(secret in found for secret in [*secrets, b"CREATE TABLE"])


def test_its_header_is_known_with_the_key_only(encrypted: Path, key: Key) -> None:
    header = read_header(encrypted, key)
    assert (header.version, header.has_log) == (SCHEMA_VERSION, True)
    assert condition_of(lambda: read_header(encrypted)) is ConditionCode.ENCRYPTED
    assert len(list(encrypted.parent.iterdir())) == 2


def test_one_written_by_a_newer_version_is_not_touched(
    encrypted: Path, key: Key, opened: Open
) -> None:
    connection = open_connection(encrypted, key=key)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = everything(encrypted.parent)
    assert condition_of(lambda: opened(encrypted, key=key)) is ConditionCode.TOO_NEW
    reader = opened(encrypted, key=key, read_only=True)
    assert reader.schema_version == 7
    reader.close()
    assert everything(encrypted.parent) == before


def test_another_programs_encrypted_database_is_no_journal(
    encrypted: Path, key: Key, opened: Open
) -> None:
    encrypted.unlink()
    connection = open_connection(encrypted, create=True, key=key)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    assert condition_of(lambda: opened(encrypted, key=key)) is ConditionCode.NOT_A_JOURNAL


@pytest.mark.parametrize("cut", [1, 60, 1_000, PAGE_BYTES, 3 * PAGE_BYTES, 10 * PAGE_BYTES + 7])
@pytest.mark.parametrize("read_only", [False, True])
def test_one_cut_short_is_damaged_and_not_touched(
    encrypted: Path, key: Key, opened: Open, cut: int, read_only: bool
) -> None:
    encrypted.write_bytes(encrypted.read_bytes()[:-cut])
    before = everything(encrypted.parent)
    attempt = lambda: opened(encrypted, key=key, read_only=read_only)  # noqa: E731 - tried once
    assert condition_of(attempt) is ConditionCode.DAMAGED
    assert everything(encrypted.parent) == before


def test_one_flipped_bit_anywhere_is_found(encrypted: Path, key: Key, opened: Open) -> None:
    whole = encrypted.read_bytes()
    for page in range(1, len(whole) // PAGE_BYTES):
        damaged = bytearray(whole)
        damaged[page * PAGE_BYTES + 1_234] ^= 4
        encrypted.write_bytes(damaged)
        assert problems_of(encrypted, key, opened) == {"pages"}


def test_one_that_was_not_closed_opens_with_what_was_saved(
    encrypted: Path, key: Key, opened: Open, tmp_path: Path
) -> None:
    journal = opened(encrypted, key=key)
    add(journal)
    copy = tmp_path / "copy" / encrypted.name
    copy.parent.mkdir()
    for found in encrypted.parent.glob(f"{encrypted.name}*"):
        (copy.parent / found.name).write_bytes(found.read_bytes())
    (copy.parent / f"{encrypted.name}.lock").unlink()
    assert opened(copy, key=key).counts()["entries"] == 1


def test_what_an_interrupted_change_left_is_removed_when_it_is_opened_to_write(
    encrypted: Path, key: Key, opened: Open
) -> None:
    part = rekeyed_part(encrypted)
    part.write_text(MARKER, encoding="utf-8")
    part.with_name(part.name + "-wal").write_text(MARKER, encoding="utf-8")
    opened(encrypted, key=key, read_only=True).close()
    assert part.exists()
    opened(encrypted, key=key).close()
    assert len(list(encrypted.parent.iterdir())) == 2


@pytest.mark.parametrize("is_own", [True, False])
def test_stale_slots_of_a_plain_one_go_and_those_of_another_stay(
    path: Path, opened: Open, quick_keys: None, is_own: bool
) -> None:
    journal = opened(path)
    owner = journal.journal_id if is_own else "another"
    journal.close()
    write_slots(path, protect(owner, PASSPHRASE).slots)
    opened(path, read_only=True).close()
    assert keys_path(path).exists()
    opened(path).close()
    assert keys_path(path).exists() is not is_own


def test_nothing_is_made_where_key_slots_lie(
    tmp_path: Path, clock: FixedClock, ids: CountingIds
) -> None:
    place = tmp_path / "x.ahpjournal"
    keys_path(place).write_text("{}", encoding="utf-8")
    assert (
        condition_of(lambda: JournalFile.create(place, clock, ids)) is ConditionCode.ALREADY_EXISTS
    )


def test_the_code_of_a_plain_one_cannot_be_asked_for(journal: JournalFile) -> None:
    assert condition_of(journal.protection) is ConditionCode.NOT_ENCRYPTED


def test_it_can_be_read_in_a_folder_that_may_not_be_written(
    encrypted: Path, key: Key, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_a, **_k: False)
    journal = opened(encrypted, key=key, read_only=True)
    assert journal.check().is_ok
    assert len(list(encrypted.parent.iterdir())) == 2
