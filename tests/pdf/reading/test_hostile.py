"""Hostile and damaged files: each ends in a code or is read, within its bounds."""

import pytest

from ahpjournal.domain.errors import InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.pdf.reading.process import read_returned
from ahpjournal.pdf.reading.transport import Task
from tests.pdf.reading.hostile import CASES, READ, Case


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_with_a_code(case: Case) -> None:
    try:
        read_returned(Task(case.make()), SilentJob())
        outcome = READ
    except InputError as error:
        outcome = error.code.value
    assert outcome in case.outcomes
