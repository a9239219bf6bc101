import base64
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.exchange import journal_reading
from ahpjournal.exchange.journal_document import JournalDocument
from ahpjournal.exchange.journal_reading import JournalStream
from ahpjournal.exchange.journal_stream import check
from tests.exchange.test_journal_json import documents, written

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
ID = "019c2f9d-06da-73e4-9588-e05686ab1247"


def stream_of(*texts: bytes) -> JournalStream:
    """Give a stream that reads another text each time, the last one for ever."""
    left = list(texts)
    return JournalStream(lambda: io.BytesIO(left.pop(0) if len(left) > 1 else left[0]), None, NOW)


def text_of(**members: Any) -> bytes:
    return json.dumps({"format": "ahpjournal", "version": 1, **members}).encode()


@given(documents())
def test_one_by_one_they_are_the_entries_of_the_whole(document: JournalDocument) -> None:
    data = written(document)
    whole = journal_reading.parse(journal_reading.read_document(data), NOW)
    stream = stream_of(data)
    found = list(stream.entries())
    assert tuple(entry for entry, _files in found) == whole.entries
    assert tuple(file for _entry, files in found for file in files) == whole.attachments
    assert stream.count == len(whole.entries)
    assert stream.content.ratings == whole.ratings
    assert stream.content.actions == whole.actions
    assert stream.content.entries == ()


def test_unknown_keys_of_entries_are_named_by_their_places() -> None:
    stream = stream_of(text_of(colour=1, entries=[{"title": "a"}, {"title": "b", "mood": 2}]))
    assert len(list(stream.entries())) == 2
    assert stream.ignored == ("$.colour", "$.entries[1].mood")


def test_every_place_that_is_wrong_is_named_in_order() -> None:
    data = text_of(
        entries=[
            {"id": ID, "title": 1},
            {"id": ID, "on": "2026-02-30"},
            "no entry",
            {"attachments": [{"name": "a", "data": "?"}]},
        ],
        actions=[{"title": "a", "entries": [ID.replace("0", "1")]}],
    )
    with pytest.raises(InputError) as caught:
        check(lambda: io.BytesIO(data), None)
    problems = caught.value.parameters["problems"]
    assert isinstance(problems, tuple)
    assert [problem.path for problem in problems] == [
        "$.actions[0].entries[0]",
        "$.entries[0].title",
        "$.entries[1].id",
        "$.entries[1].on",
        "$.entries[2]",
        "$.entries[3].attachments[0].data",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[1]", InputCode.WRONG_FORMAT),
        (b"", InputCode.NOT_JSON),
        (b"[1] 2", InputCode.WRONG_FORMAT),
        (b'{"format": "ahpjournal"', InputCode.NOT_JSON),
        (b'{"entries": [1}', InputCode.NOT_JSON),
        (b'{"format": "other"}', InputCode.WRONG_FORMAT),
        (b'{"format": "ahpjournal", "version": 2, "entries": [1]}', InputCode.NEWER_FORMAT),
        (b'{"format": "\xff"}', InputCode.NOT_TEXT),
        (b'{"entries": ' + b"[" * 100_000, InputCode.NOT_JSON),
    ],
)
def test_what_is_no_journal_says_why(data: bytes, code: InputCode) -> None:
    with pytest.raises(InputError) as caught:
        check(lambda: io.BytesIO(data), None)
    assert caught.value.code is code


@pytest.mark.parametrize(
    "later",
    [
        text_of(entries=[{"title": "a"}, {"title": "c"}]),
        text_of(entries=[{"title": "a"}]) + b" x",
        text_of(entries=[{"title": "a"}])[:-3],
        text_of(entries=[{"title": "a"}, 3]),
        text_of(entries=[{"title": "a"}, {"on": "x"}]),
        text_of(entries=[{"title": "a"}, {"sections": 5}]),
        text_of(entries=[{"title": "a"}, {"title": "b"}, {"title": "c"}]),
    ],
)
def test_a_file_that_changes_while_it_is_read_is_refused(later: bytes) -> None:
    stream = stream_of(text_of(entries=[{"title": "a"}, {"title": "b"}]), later)
    with pytest.raises(InputError) as caught:
        list(stream.entries())
    assert caught.value.code is InputCode.NOT_JSON


def test_no_entry_is_given_that_was_not_looked_at() -> None:
    data = base64.b64encode(b"plan").decode()
    first = text_of(entries=[{"title": "a", "attachments": [{"name": "a", "data": data}]}])
    stream = stream_of(first, first.replace(data.encode(), b"?" * len(data)))
    given = stream.entries()
    with pytest.raises(InputError):
        next(given)
