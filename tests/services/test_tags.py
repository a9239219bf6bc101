import shutil
from pathlib import Path

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.feed import Topic
from ahpjournal.services.merging import Merger
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from tests.builders import CountingIds, content, entry


def tags_of(session: JournalSession, number: int) -> tuple[str, ...]:
    found = session.entries.get(entry(number).id)
    return found.tags if found is not None else ()


@pytest.fixture
def tagged(session: JournalSession) -> JournalSession:
    session.entries.save(entry(1, tags=("falls", "ward")))
    session.entries.save(entry(2, tags=("ward", "Falling")))
    return session


def test_a_tag_is_renamed_everywhere_and_that_is_taken_back(
    tagged: JournalSession, news: list[Topic]
) -> None:
    change = tagged.tags.rename("ward", " the  wards ")
    assert (tags_of(tagged, 1), tags_of(tagged, 2)) == (
        ("falls", "the wards"),
        ("the wards", "Falling"),
    )
    assert not change.joins
    tagged.tags.undo(change)
    assert tagged.tags.all() == (("Falling", 1), ("falls", 1), ("ward", 2))
    assert set(news) == {Topic.ENTRIES | Topic.TAGS}


def test_a_name_in_use_makes_two_tags_one(tagged: JournalSession) -> None:
    assert tagged.tags.joins("Falling", "FALLS") == "falls"
    change = tagged.tags.rename("Falling", "FALLS")
    assert change.joins
    assert tagged.tags.all() == (("falls", 2), ("ward", 2))
    tagged.tags.undo(change)
    assert tags_of(tagged, 2) == ("ward", "Falling")


def test_only_capital_letters_may_change(tagged: JournalSession) -> None:
    assert tagged.tags.joins("falls", "Falls") == ""
    tagged.tags.rename("falls", "Falls")
    assert tags_of(tagged, 1) == ("Falls", "ward")


def test_a_removed_tag_comes_back_beside_what_was_tagged_since(tagged: JournalSession) -> None:
    change = tagged.tags.remove("ward")
    assert tags_of(tagged, 2) == ("Falling",)
    later = tagged.entries.get(entry(2).id)
    assert later is not None
    tagged.entries.save(entry(2, tags=("Falling", "new")))
    tagged.tags.undo(change)
    assert tags_of(tagged, 1) == ("falls", "ward")
    assert tags_of(tagged, 2) == ("Falling", "new", "ward")


@pytest.mark.parametrize("name", ["", " # ", "x" * 81])
def test_a_tag_has_a_name(tagged: JournalSession, name: str) -> None:
    with pytest.raises(InputError):
        tagged.tags.rename("ward", name)


def test_the_tags_an_entry_had_are_in_its_versions(tagged: JournalSession) -> None:
    tagged._journal.note_copied()
    tagged.tags.rename("ward", "site")
    versions = tagged.history.versions(RecordKind.ENTRY, entry(1).id)
    then = tagged.history.entry_at(entry(1).id, versions[0].reading)
    assert then.tags == ("falls", "ward")


def test_merging_two_copies_keeps_a_change_of_tags(tmp_path: Path, clock: FixedClock) -> None:
    ids = CountingIds()
    work, home = tmp_path / "Work.ahpjournal", tmp_path / "Home.ahpjournal"
    first = create_journal(work, clock=clock, ids=ids, content=content())
    first.entries.save(entry(1, tags=("falls",)))
    first.entries.save(entry(2, tags=("falls",)))
    first.close()
    shutil.copyfile(work, home)
    at_home = open_journal(home, clock=clock, ids=ids, content=content())
    at_home.tags.rename("falls", "fractures")
    at_home.close()
    Merger(clock, ids).merge(work, home, SilentJob(), back_up=lambda: None)
    merged = open_journal(work, clock=clock, ids=ids, content=content())
    assert merged.tags.all() == (("fractures", 2),)
    assert merged.history.disagreements() == ()
    merged.close()
