"""Hostile and damaged files: a clear message each, and the journal is the same byte for byte."""

import hashlib
from pathlib import Path

import pytest

from ahpjournal.domain.errors import InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.messages import describe
from ahpjournal.services.replies import read_file
from ahpjournal.services.session import create_journal, open_journal
from tests.builders import CountingIds, content, fixed_clock
from tests.pdf.reading.hostile import CASES, READ, Case


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile") / "Journal.ahpjournal"
    session = create_journal(made, clock=fixed_clock(), ids=CountingIds(), content=content())
    session.replies.add_pasted("An honest reply.")
    session.close()
    return made


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_read_or_refused_in_words_and_changes_nothing(
    case: Case, path: Path
) -> None:
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    session = open_journal(path, clock=fixed_clock(), ids=CountingIds(), content=content())
    try:
        read = read_file(case.make(), session.replies.rects(), SilentJob())
        outcome = READ
        session.replies.preview(read)
    except InputError as error:
        outcome = READ if error.code.value == "not-a-reply" else error.code.value
        message = describe(error)
        assert message.what_happened.endswith(".")
        assert message.next_step.endswith(".")
        assert message.what_is_safe
    finally:
        session.close()
    assert outcome in case.outcomes
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
