"""What a copy of the program says of itself."""

import pytest

from ahpjournal import __version__
from ahpjournal.services import build_note
from ahpjournal.services.build_note import read_build, version_in_words
from ahpjournal.storage.schema import SCHEMA_VERSION


def test_a_checkout_has_no_note() -> None:
    assert read_build() == {}
    assert version_in_words() == f"{__version__} (journal format {SCHEMA_VERSION})"


def test_a_build_says_where_it_is_from() -> None:
    said = version_in_words({"commit": "0123456789abcdef", "date": "2026-06-24", "lock": "f" * 64})
    assert said.startswith(f"{__version__} (built from 01234567 of 24/06/2026, libraries ffffffff,")


@pytest.mark.parametrize("content", ["", "{", "[]", "7"])
def test_a_note_that_cannot_be_read_is_none(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(build_note, "read_text", lambda _name: content)
    assert read_build() == {}
