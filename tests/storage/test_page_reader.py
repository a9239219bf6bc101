"""Single pages are read through a first page of our own."""

from collections.abc import Callable
from pathlib import Path

from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.key_slots import unlock
from ahpjournal.storage.keys import NO_KEY, PAGE_BYTES, Key
from ahpjournal.storage.page_reader import PageReader, is_whole, marked_text, plain
from tests.builders import PASSPHRASE, entry

Open = Callable[..., JournalFile]


def filled(opened: Open, path: Path, key: Key = NO_KEY) -> None:
    journal = opened(path, key=key)
    with journal.transaction():
        for number in range(1, 41):
            journal.entries.add(entry(number, f"text {number} " * 60))
    journal.close()


def titles(path: Path, folder: Path, key: Key) -> set[str]:
    folder.mkdir()
    reader = PageReader(path, folder, key)
    found = {
        str(field)
        for page in reader.numbers
        for _number, fields, _is_whole in reader.records(page)
        for field in fields
        if str(field).startswith("Entry ")
    }
    reader.close()
    return found


def test_every_record_lies_on_some_page(path: Path, opened: Open, tmp_path: Path) -> None:
    filled(opened, path)
    assert titles(path, tmp_path / "a", NO_KEY) == {f"Entry {n}" for n in range(1, 41)}


def test_sealed_pages_are_opened_with_the_key_and_a_broken_seal_costs_one_page(
    encrypted: Path, opened: Open, tmp_path: Path
) -> None:
    key = unlock(encrypted, PASSPHRASE)
    filled(opened, encrypted, key)
    data = bytearray(encrypted.read_bytes())
    data[100:PAGE_BYTES] = bytes(PAGE_BYTES - 100)
    encrypted.write_bytes(data)
    assert titles(encrypted, tmp_path / "a", key) == {f"Entry {n}" for n in range(1, 41)}
    assert titles(encrypted, tmp_path / "b", Key(bytes(32))) == set()
    data[20 * PAGE_BYTES + 9] ^= 1
    encrypted.write_bytes(data)
    assert len(titles(encrypted, tmp_path / "c", key)) > 30


def test_a_file_of_one_page_has_no_others(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"short")
    assert list(PageReader(path, tmp_path, NO_KEY).numbers) == []


def test_text_that_is_not_whole_is_marked() -> None:
    whole, cut, zeros = marked_text(b"calm"), marked_text(b"ca\xff"), marked_text(b"ca\0\0")
    assert (whole, cut, zeros) == ("calm", "ca\N{REPLACEMENT CHARACTER}", "ca")
    assert is_whole((whole, 1, None))
    assert not is_whole((cut,))
    assert not is_whole((zeros,))
    assert type(plain(zeros)) is str
    assert is_whole((plain(zeros),))
