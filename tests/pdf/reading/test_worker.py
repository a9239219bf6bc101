"""What the reading process does with one file."""

import io

import pytest

from ahpjournal.domain.returned import Oddity
from ahpjournal.pdf.reading import worker
from ahpjournal.pdf.reading.transport import Outcome, Task, read_result, task_bytes
from tests.pdf.forms_in_tests import small_form
from tests.pdf.reading.hostile import CASES, ours


@pytest.fixture(autouse=True)
def _unbound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds are for the other process: here they would bind the tests."""
    monkeypatch.setattr(worker, "hold_back", lambda: None)


def outcome(task: Task) -> object:
    out = io.BytesIO()
    assert worker.main(io.BytesIO(task_bytes(task)), out) == 0
    return read_result(out.getvalue())


def made(name: str) -> bytes:
    return next(case for case in CASES if case.name == name).make()


def test_ours_is_read_with_its_boxes() -> None:
    found = worker.read(Task(ours()))
    assert [box.name for box in found.boxes] == [f.name for f in small_form().fields]
    assert found.oddities == frozenset()
    assert len(found.digests) == found.pages


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("empty", Outcome.NOT_A_PDF),
        ("mark-only", Outcome.DAMAGED),
        ("locked", Outcome.PASSWORD),
        ("six-thousand-pages", Outcome.TOO_MUCH),
    ],
)
def test_what_cannot_be_read_says_why(name: str, expected: Outcome) -> None:
    assert outcome(Task(made(name))) is expected


def test_a_wrong_password_is_told_from_none() -> None:
    assert outcome(Task(made("locked"), "y")) is Outcome.WRONG_PASSWORD


def test_scripts_and_other_forms_are_told_of() -> None:
    assert Oddity.SCRIPTS in worker.read(Task(made("a-script-on-opening"))).oddities
    assert Oddity.XFA in worker.read(Task(made("a-form-of-another-kind"))).oddities
