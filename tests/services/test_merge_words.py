"""What a merge did, as people read it."""

from dataclasses import replace

import pytest

from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.merging import Disagreement, MergeReport
from ahpjournal.services.merge_words import merge_sentences, record_name

FOUND = Disagreement(RecordKind.ENTRY, "1", "b", "a", "Ward round")


def test_nothing_new_is_one_sentence() -> None:
    assert merge_sentences(MergeReport(older={"entry": 3})) == [
        "Nothing new: everything in the other copy is here already."
    ]


def test_everything_that_happens_is_told_in_the_words_of_the_field() -> None:
    report = MergeReport(
        new={"entry": 2, "action": 1, "rating": 12},
        updated={"module": 1},
        older={"sitting": 2},
        erased={"entry": 1},
        disagreements=[FOUND],
        versions=4,
        settings=1,
        clock_ahead=True,
    )
    told = merge_sentences(report)
    assert told[0] == "New from the other copy: 2 reflections, 1 action, 12 ratings."
    assert told[1] == "Newer in the other copy: 1 module."
    assert told[2] == "Newer here, and left as they are: 2 sittings."
    assert "1 reflection" in told[3]
    assert told[4] == "4 earlier versions come along."
    assert "\u201cWard round\u201d" in told[6]
    assert "more than a day ahead" in told[7]
    assert len(told) == 8


def test_many_disagreements_are_named_in_part_and_counted() -> None:
    report = MergeReport(disagreements=[replace(FOUND, record=str(n)) for n in range(25)])
    told = merge_sentences(report)[-1]
    assert told.count("Ward round") == 20
    assert "and 5 more" in told


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_kind_of_record_has_a_name(kind: RecordKind) -> None:
    assert record_name(Disagreement(kind, "3", "b", "a"))
