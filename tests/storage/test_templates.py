from dataclasses import replace

import pytest

from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.templates import Template
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.templates import template_row, to_template

MADE = Template(
    "00000000-0000-7000-8000-000000000001",
    "Mine",
    "For rounds.",
    "Gibbs (1988)",
    (Stage("s-1", "First", ("Why?", "How?")),),
    (Stage("s-2", "Gone", ()),),
)


def test_a_template_comes_back_as_it_was(journal: JournalFile) -> None:
    with journal.transaction():
        assert journal.templates.save(MADE) == MADE
    assert journal.templates.list_all() == (MADE,)
    assert journal.templates.get(MADE.id) == MADE
    assert journal.templates.get("other") is None


def test_a_removed_one_is_still_known(journal: JournalFile) -> None:
    with journal.transaction():
        journal.templates.save(MADE)
        journal.templates.save(replace(MADE, is_removed=True))
    assert [t.is_removed for t in journal.templates.list_all()] == [True]
    with journal.transaction():
        journal.templates.save(MADE)
    assert journal.templates.list_all() == (MADE,)


@pytest.mark.parametrize("stages", ["", "[", '[{"id": 1}]', "7", '[{"heading": "x"}]'])
def test_a_damaged_one_is_said_to_be(journal: JournalFile, stages: str) -> None:
    row = {**template_row(MADE), "deleted_at": None, "stages": stages}
    with pytest.raises(ConditionError):
        to_template(row)


def test_a_damaged_one_is_found_by_the_check(journal: JournalFile) -> None:
    with journal.transaction():
        journal.templates.save(MADE)
        journal._writing.execute("UPDATE template SET stages = '{'")
    assert [p.detail for p in journal.check().problems] == ["template"]
