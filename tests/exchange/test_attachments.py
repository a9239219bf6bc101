"""Attachments in the open format."""

import base64
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.attachments import MOST_BYTES, Attachment
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.exchange import attachments
from ahpjournal.exchange.journal_checks import Problem
from ahpjournal.exchange.journal_reading import parse, read_document
from tests.builders import MOMENT, entry

ENTRY = entry().id


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def document(*given: dict[str, Any]) -> bytes:
    entries = [{"id": ENTRY, "title": "One", "attachments": list(given)}]
    return json.dumps({"format": "ahpjournal", "version": 1, "entries": entries}).encode()


def problems(*given: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(InputError) as caught:
        read_document(document(*given))
    assert caught.value.code is InputCode.SCHEMA
    found = caught.value.parameters["problems"]
    assert isinstance(found, tuple)
    assert all(isinstance(one, Problem) for one in found)
    return {one.path.removeprefix("$.entries[0].attachments"): one.expected for one in found}


@given(st.binary(min_size=1, max_size=100), st.integers(1, 10))
def test_what_is_written_reads_back(data: bytes, threes: int) -> None:
    sha256 = hashlib.sha256(data).hexdigest()
    one = Attachment("id", ENTRY, 'a "b".txt', "text/plain", len(data), sha256)
    size = threes * 3
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    found = json.loads("".join(attachments.write_attachment(one, parts)))
    assert attachments.problem_of(found) is None
    given_ = attachments.read_attachment(found, ENTRY, 0)
    assert given_.content() == data
    assert (given_.id, given_.entry, given_.name) == ("id", ENTRY, 'a "b".txt')


def test_a_document_with_attachments_is_read() -> None:
    read = read_document(document({"name": "../a.txt", "data": text(b"words")}))
    (found,) = parse(read, MOMENT).attachments
    (again,) = parse(read, MOMENT).attachments
    assert (found.entry, found.name, found.content()) == (ENTRY, "a.txt", b"words")
    assert found.id == again.id


def test_everything_that_does_not_fit_is_named_with_its_place() -> None:
    wrong = "0" * 64
    assert set(problems({"name": "a"})) == {"[0].data"}
    assert set(problems({"data": "not Base64!"})) == {"[0].data"}
    assert set(problems({"data": ""})) == {"[0].data"}
    assert set(problems({"data": text(b"a"), "sha256": wrong})) == {"[0].sha256"}
    assert set(problems({"data": text(b"a"), "sha256": "abc"})) == {"[0].sha256"}
    assert set(problems({"data": text(b"a"), "size": 2})) == {"[0].size"}
    assert set(problems({"data": text(b"a"), "id": "x"})) == {"[0].id"}
    twice = {"data": text(b"a"), "id": ENTRY}
    assert set(problems(twice, twice)) == {"[1].id"}


def test_a_file_that_is_too_large_is_refused() -> None:
    large = {"data": text(b"\0" * (MOST_BYTES + 1))}
    assert attachments.problem_of(large) is not None
    assert attachments.problem_of({"data": text(b"\0" * MOST_BYTES)}) is None


def test_lines_of_base64_may_be_broken() -> None:
    assert attachments.decoded("d29y\r\n ZHM=\n") == b"words"
