"""What passes between the two processes comes over whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.returned import (
    CommentKind,
    FoundBox,
    FoundComment,
    Oddity,
    ReturnedFile,
)
from ahpjournal.pdf.reading.transport import (
    Outcome,
    Task,
    read_result,
    read_task,
    task_bytes,
    write_result,
)


@given(st.binary(), st.text())
def test_a_task_comes_over_whole(data: bytes, password: str) -> None:
    task = Task(data, password.encode("utf-8", "ignore").decode(), {"a": (2, (1.0, 2.0, 3.5, 4.0))})
    assert read_task(io.BytesIO(task_bytes(task))) == task


def test_what_was_found_comes_over_whole() -> None:
    found = ReturnedFile(
        pages=3,
        boxes=(FoundBox("a", "choice", "1", (("1", "One"),), 2),),
        comments=(FoundComment(CommentKind.NOTE, 1, 2.5, "text \U0001f600", "words", "Moira"),),
        manifest={"a": [1, {"b": None}]},
        identifier="x",
        references=("9b7d0c1e",),
        digests=("d",),
        recovered={"a": "b"},
        is_encrypted=True,
        oddities=frozenset({Oddity.CUT, Oddity.XFA}),
    )
    out = io.BytesIO()
    write_result(out, found)
    assert read_result(out.getvalue()) == found


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_comes_over(outcome: Outcome) -> None:
    out = io.BytesIO()
    write_result(out, outcome)
    assert read_result(out.getvalue()) is outcome


@pytest.mark.parametrize(
    "answer", [b"", b"[", b"{}", b"[]", b'{"found": {}}', b'{"outcome": "odd"}', b'{"found": 7}']
)
def test_anything_else_is_no_answer(answer: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        read_result(answer)


def test_neither_words_nor_passwords_show_in_a_task() -> None:
    assert "secret" not in repr(Task(b"secret", "secret"))
