import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import entry


def test_every_write_asks_first_whether_it_may(journal: JournalFile) -> None:
    def refuse() -> None:
        raise ConditionError(ConditionCode.READ_ONLY)

    writing = journal._writing
    with journal.transaction():
        journal.entries.add(entry())
    writing.before_write = refuse
    changes = journal._connection.total_changes
    for write in (
        lambda: writing.insert("tag", {"name": "x"}),
        lambda: writing.append("tag", {"name": "x"}),
        lambda: writing.update("entry", entry().id, {"title": "x"}),
        lambda: writing.execute("DELETE FROM entry"),
        lambda: writing.relink("entry_theme", "entry", "theme", 1, ["T1"]),
    ):
        with pytest.raises(ConditionError):
            write()
    assert journal._connection.total_changes == changes


def test_a_query_gives_rows_by_name(journal: JournalFile) -> None:
    writing = journal._writing
    assert writing.one("SELECT 1 AS a, 2 AS b") == {"a": 1, "b": 2}
    assert writing.one("SELECT 1 AS a WHERE 0") is None
    assert writing.all("SELECT value AS v FROM json_each('[1, 2]')") == [{"v": 1}, {"v": 2}]
