from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.feed import Topic
from ahpjournal.services.saved_searches import NAME_LENGTH
from ahpjournal.services.session import JournalSession, memory_journal
from tests.builders import content


def names(session: JournalSession) -> list[str]:
    return [search.name for search in session.saved_searches.list_all()]


def test_a_search_is_saved_renamed_moved_removed_and_brought_back(
    session: JournalSession, news: list[Topic]
) -> None:
    saved = session.saved_searches
    falls = saved.save("  Falls \n this year ", "tag:falls on:this-year")
    saved.save("Drafts", "is:draft")
    assert names(session) == ["Falls this year", "Drafts"]
    saved.move(falls.id, 1)
    assert names(session) == ["Drafts", "Falls this year"]
    saved.move(falls.id, -9)
    saved.rename(falls.id, "Falls")
    assert names(session) == ["Falls", "Drafts"]
    saved.remove(falls.id)
    assert names(session) == ["Drafts"]
    saved.bring_back(falls.id)
    assert names(session) == ["Falls", "Drafts"]
    assert set(news) == {Topic.SEARCHES}


def test_the_same_name_is_the_same_search(session: JournalSession) -> None:
    session.saved_searches.save("Falls", "tag:falls")
    session.saved_searches.save("FALLS", "falls")
    assert [(s.name, s.query) for s in session.saved_searches.list_all()] == [("Falls", "falls")]


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [(" ", "x", "name"), ("n" * (NAME_LENGTH + 1), "x", "name"), ("Name", "  ", "query")],
)
def test_a_search_needs_a_short_name_and_a_query(
    session: JournalSession, name: str, query: str, field: str
) -> None:
    with pytest.raises(InputError) as raised:
        session.saved_searches.save(name, query)
    assert raised.value.field == field
    assert names(session) == []


def test_what_is_not_there_changes_nothing(session: JournalSession, news: list[Topic]) -> None:
    session.saved_searches.rename("none", "Name")
    session.saved_searches.move("none", 1)
    session.saved_searches.remove("none")
    assert news == []


def test_saved_searches_go_along_to_another_journal_in_their_order(
    session: JournalSession, clock: FixedClock, tmp_path: Path
) -> None:
    session.saved_searches.save("Drafts", "is:draft")
    falls = session.saved_searches.save("Falls", "tag:falls on:this-year")
    session.saved_searches.move(falls.id, -1)
    data = session.transfer.export_json(tmp_path / "out.json", SilentJob()).read_bytes()
    other = memory_journal(clock=clock, ids=TimeOrderedIds(clock), content=content())
    other.saved_searches.save("Own", "risk")
    report = other.transfer.import_json(data, SilentJob())
    assert report.new["searches"] == 2
    assert other.info().counts["searches"] == 3
    assert names(other) == ["Own", "Falls", "Drafts"]
    other.close()


def test_a_removed_search_stays_removed(session: JournalSession, tmp_path: Path) -> None:
    kept = session.saved_searches.save("Falls", "tag:falls")
    data = session.transfer.export_json(tmp_path / "out.json", SilentJob()).read_bytes()
    assert session.transfer.import_json(data, SilentJob()).same["searches"] == 1
    session.saved_searches.remove(kept.id)
    report = session.transfer.import_json(data, SilentJob())
    assert report.kept["searches"] == 1
    assert names(session) == []
