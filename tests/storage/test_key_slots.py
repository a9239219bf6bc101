"""Key slots: what opens them, what does not, and that neither is mistaken for damage."""

import json
import os
import stat
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.storage import key_slots
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.key_slots import (
    KeySlots,
    data_key,
    keys_part,
    new_slots,
    open_slots,
    parse_slots,
    protect,
    read_slots,
    slots_if_any,
    unlock,
    with_passphrase,
    write_slots,
)
from ahpjournal.storage.keys import Key, keys_path
from tests.builders import PASSPHRASE

Open = Callable[..., JournalFile]
CODE = RecoveryCode.of(bytes(range(1, 21)))

pytestmark = pytest.mark.usefixtures("quick_keys")


def code_of(attempt: Callable[[], object]) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        attempt()
    return caught.value.code


def resealed(document: dict[str, Any]) -> str:
    """Write *document* with a sum that fits, as somebody would who means harm."""
    return json.dumps({"sha256": key_slots._sum(document), "doc": document})


def document_of(slots: KeySlots) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(slots.text)["doc"]
    return found


# --- slots --------------------------------------------------------------------------------------


def test_the_key_comes_from_the_code_alone_and_the_passphrase_wraps_it() -> None:
    slots = new_slots("journal", CODE, PASSPHRASE)
    assert open_slots(slots, PASSPHRASE) == data_key(CODE)
    assert data_key(CODE).raw.hex() == (
        "ad668b641cf738526cc3da19df0b301eaaff94d586a6ac86997ec0648188cadd"
    )
    assert len(slots.text) < 1024
    assert parse_slots(slots.text) == slots


def test_another_passphrase_does_not_open_them() -> None:
    slots = new_slots("journal", CODE, PASSPHRASE)
    for text in ("other", PASSPHRASE.text + " ", PASSPHRASE.text.upper()):
        assert (
            code_of(lambda text=text: open_slots(slots, Passphrase(text)))  # type: ignore[misc]
            is ConditionCode.WRONG_PASSPHRASE
        )


@pytest.mark.parametrize("text", ["Na\u00efve \u0175\u0177", "a" * 200, "\U0001f426" * 201])
def test_any_text_opens_them_however_it_was_composed(text: str) -> None:
    slots = new_slots("journal", CODE, Passphrase(unicodedata.normalize("NFC", text)))
    typed = Passphrase(unicodedata.normalize("NFD", text))
    assert open_slots(slots, typed) == data_key(CODE)


def test_a_new_passphrase_takes_the_place_of_the_present_one_and_the_key_stays() -> None:
    before = new_slots("journal", CODE, PASSPHRASE)
    after = with_passphrase(before, data_key(CODE), Passphrase("another"))
    assert open_slots(after, Passphrase("another")) == data_key(CODE)
    assert code_of(lambda: open_slots(after, PASSPHRASE)) is ConditionCode.WRONG_PASSPHRASE
    assert before.belongs_with(after)
    assert not before.belongs_with(protect("journal", PASSPHRASE).slots)
    assert not before.belongs_with(KeySlots("other", before.slots))


def test_a_slot_of_an_unknown_kind_is_ignored_and_kept() -> None:
    document = document_of(new_slots("journal", CODE, PASSPHRASE))
    document["slots"].insert(0, {"id": "1", "kind": "windows", "anything": [1]})
    slots = parse_slots(resealed(document))
    assert open_slots(slots, PASSPHRASE) == data_key(CODE)
    changed = with_passphrase(slots, data_key(CODE), Passphrase("another"))
    assert [slot["kind"] for slot in changed.slots] == ["passphrase", "windows", "recovery"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 64 * 1024 * 1024),
        ("memory_kib", 1024),
        ("memory_kib", True),
        ("memory_kib", 65536.0),
        ("iterations", 1),
        ("iterations", 10_000_000),
        ("iterations", "3"),
        ("salt", "AAAA"),
        ("salt", "no base 64"),
        ("name", "md5"),
    ],
)
def test_what_asks_for_too_much_or_too_little_is_refused_before_it_is_tried(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = document_of(new_slots("journal", CODE, PASSPHRASE))
    document["slots"][0]["kdf"][name] = value
    monkeypatch.setattr(key_slots, "_stretched", None)
    assert code_of(lambda: parse_slots(resealed(document))) is ConditionCode.KEYS_DAMAGED


@pytest.mark.parametrize("what", ["iterations", "memory", "salt", "id", "journal", "box"])
def test_nothing_a_box_is_bound_to_can_be_changed(what: str) -> None:
    document = document_of(new_slots("journal", CODE, PASSPHRASE))
    slot = document["slots"][0]
    other = document_of(new_slots("journal", CODE, Passphrase("other")))["slots"][0]
    match what:
        case "iterations":
            slot["kdf"]["iterations"] += 1
        case "memory":
            slot["kdf"]["memory_kib"] += 8
        case "salt":
            slot["kdf"]["salt"] = other["kdf"]["salt"]
        case "id":
            slot["id"] = other["id"]
        case "journal":
            document["journal_id"] = "another"
        case _:
            slot["box"] = other["box"]
    slots = parse_slots(resealed(document))
    assert code_of(lambda: open_slots(slots, PASSPHRASE)) is ConditionCode.WRONG_PASSPHRASE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 700), byte=st.integers(0, 255))
def test_a_damaged_byte_is_noticed(at: int, byte: int) -> None:
    data = bytearray(SLOTS.text.encode())
    place = at % len(data)
    is_same = data[place] == byte
    data[place] = byte
    text = data.decode(errors="replace")
    if is_same:
        assert parse_slots(text) == SLOTS
    else:
        assert code_of(lambda: parse_slots(text)) is ConditionCode.KEYS_DAMAGED


SLOTS = new_slots("journal", CODE, PASSPHRASE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(
                    ["doc", "sha256", "magic", "slots", "version", "journal_id", "id", "kind"]
                ),
                x,
            )
        ),
    )
)
def test_foreign_json_is_damage_and_never_a_fault(value: object) -> None:
    assert code_of(lambda: parse_slots(json.dumps(value))) is ConditionCode.KEYS_DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        {"magic": "other"},
        {"version": "1"},
        {"journal_id": 7},
        {"slots": {}},
        {"slots": [7]},
        {"slots": [{"id": 1, "kind": "x"}]},
        {"slots": [{"id": "1", "kind": "x"}] * 65},
        {"slots": [{"id": "1", "kind": "recovery", "box": "AAAA", "kdf": {"name": "blake2b"}}]},
    ],
)
def test_a_document_of_another_shape_is_damage(change: dict[str, Any]) -> None:
    text = resealed({**document_of(SLOTS), **change})
    assert code_of(lambda: parse_slots(text)) is ConditionCode.KEYS_DAMAGED


def test_slots_of_a_newer_version_are_not_called_damaged() -> None:
    text = resealed({**document_of(SLOTS), "version": 2})
    assert code_of(lambda: parse_slots(text)) is ConditionCode.TOO_NEW


def test_slots_without_one_for_a_passphrase_are_damaged() -> None:
    slots = KeySlots("journal", SLOTS.slots[1:])
    assert code_of(lambda: open_slots(slots, PASSPHRASE)) is ConditionCode.KEYS_DAMAGED


# --- files --------------------------------------------------------------------------------------


def test_slots_are_written_whole_and_for_their_owner_only(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    keys_part(journal).write_text("left over", encoding="utf-8")
    write_slots(journal, SLOTS)
    assert read_slots(journal) == SLOTS
    assert stat.S_IMODE(keys_path(journal).stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["x.ahpjournal.keys"]


def test_slots_that_cannot_be_written_leave_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "x.ahpjournal"
    write_slots(journal, SLOTS)

    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "replace", refuse)
    other = protect("journal", PASSPHRASE).slots
    assert code_of(lambda: write_slots(journal, other)) is ConditionCode.DISK_FULL
    assert read_slots(journal) == SLOTS
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, ConditionCode.KEYS_MISSING),
        (b"", ConditionCode.KEYS_DAMAGED),
        (b"{}", ConditionCode.KEYS_DAMAGED),
        (b"\xff\xfe", ConditionCode.KEYS_DAMAGED),
        (b"[" * 60_000, ConditionCode.KEYS_DAMAGED),
        (b" " * 200_000, ConditionCode.KEYS_DAMAGED),
    ],
)
def test_slots_that_cannot_be_read_say_why(
    tmp_path: Path, data: bytes | None, code: ConditionCode
) -> None:
    journal = tmp_path / "x.ahpjournal"
    if data is not None:
        keys_path(journal).write_bytes(data)
    assert code_of(lambda: read_slots(journal)) is code
    assert slots_if_any(journal) is None


def test_a_folder_in_the_place_of_the_slots_is_damage(tmp_path: Path) -> None:
    journal = tmp_path / "x.ahpjournal"
    keys_path(journal).mkdir()
    assert code_of(lambda: read_slots(journal)) is ConditionCode.KEYS_DAMAGED


# --- unlocking a journal ------------------------------------------------------------------------


@pytest.fixture
def sheet(encrypted: Path, opened: Open) -> RecoveryCode:
    """Give the code on the recovery sheet of the encrypted journal."""
    journal = opened(encrypted, key=unlock(encrypted, PASSPHRASE), read_only=True)
    code = journal.protection().code
    journal.close()
    return code


def test_passphrase_and_code_find_the_same_key(encrypted: Path, sheet: RecoveryCode) -> None:
    assert unlock(encrypted, PASSPHRASE) == unlock(encrypted, sheet) == data_key(sheet)


def test_the_code_opens_the_bare_journal_and_the_slots_come_back(
    encrypted: Path, sheet: RecoveryCode, opened: Open
) -> None:
    before = keys_path(encrypted).read_bytes()
    for loss in ("gone", "damaged", "another's"):
        keys_path(encrypted).unlink()
        if loss == "damaged":
            keys_path(encrypted).write_bytes(before[:-9])
        if loss == "another's":
            write_slots(encrypted, protect("other", Passphrase("other")).slots)
        opened(encrypted, key=unlock(encrypted, sheet)).close()
        assert keys_path(encrypted).read_bytes() == before
        unlock(encrypted, PASSPHRASE)


def test_reading_only_writes_no_slots(encrypted: Path, sheet: RecoveryCode, opened: Open) -> None:
    keys_path(encrypted).unlink()
    opened(encrypted, key=unlock(encrypted, sheet), read_only=True).close()
    assert [p.name for p in encrypted.parent.iterdir()] == [encrypted.name]


def test_wrong_passphrase_wrong_code_and_damage_are_told_apart(
    encrypted: Path, sheet: RecoveryCode, opened: Open
) -> None:
    other = Passphrase("not it")
    assert code_of(lambda: unlock(encrypted, other)) is ConditionCode.WRONG_PASSPHRASE
    assert code_of(lambda: unlock(encrypted, CODE)) is ConditionCode.WRONG_RECOVERY_CODE
    slots = keys_path(encrypted).read_bytes()
    keys_path(encrypted).write_bytes(slots[:-1])
    assert code_of(lambda: unlock(encrypted, PASSPHRASE)) is ConditionCode.KEYS_DAMAGED
    assert code_of(lambda: unlock(encrypted, CODE)) is ConditionCode.WRONG_RECOVERY_CODE
    keys_path(encrypted).unlink()
    assert code_of(lambda: unlock(encrypted, PASSPHRASE)) is ConditionCode.KEYS_MISSING
    assert code_of(lambda: unlock(encrypted, CODE)) is ConditionCode.WRONG_RECOVERY_CODE
    assert code_of(lambda: opened(encrypted)) is ConditionCode.KEYS_MISSING
    keys_path(encrypted).write_bytes(slots)
    assert code_of(lambda: opened(encrypted)) is ConditionCode.ENCRYPTED
    whole = encrypted.read_bytes()
    encrypted.write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    for secret in (PASSPHRASE, sheet):
        key = unlock(encrypted, secret)
        assert code_of(lambda key=key: opened(encrypted, key=key)) is ConditionCode.DAMAGED  # type: ignore[misc]
    encrypted.write_bytes(bytes(len(whole)))
    assert code_of(lambda: unlock(encrypted, sheet)) is ConditionCode.DAMAGED
    assert code_of(lambda: unlock(encrypted, other)) is ConditionCode.WRONG_PASSPHRASE
    key = unlock(encrypted, PASSPHRASE)
    assert code_of(lambda: opened(encrypted, key=key)) is ConditionCode.DAMAGED


def test_what_is_not_encrypted_or_no_journal_cannot_be_unlocked(path: Path) -> None:
    assert code_of(lambda: unlock(path, PASSPHRASE)) is ConditionCode.NOT_ENCRYPTED
    path.write_text("Dear diary", encoding="utf-8")
    assert code_of(lambda: unlock(path, PASSPHRASE)) is ConditionCode.NOT_A_JOURNAL
    path.write_bytes(os.urandom(8192))
    assert code_of(lambda: unlock(path, CODE)) is ConditionCode.WRONG_RECOVERY_CODE
    path.unlink()
    assert code_of(lambda: unlock(path, CODE)) is ConditionCode.MISSING


def test_a_key_for_a_plain_journal_is_refused(path: Path, opened: Open) -> None:
    assert code_of(lambda: opened(path, key=Key(bytes(32)))) is ConditionCode.NOT_ENCRYPTED
