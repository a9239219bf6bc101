"""What a coach is asked, and the keys that seal it."""

from collections.abc import Iterator

import pytest

from ahpjournal.domain.ratings import SittingKind
from ahpjournal.domain.reply_form import MOST_ENTRIES, NO_RATING, About, FieldKind, ReplyForm
from ahpjournal.services.progress import ProgressService
from ahpjournal.services.reply_forms import form_for, keep_key, keys_of
from ahpjournal.services.session import JournalSession
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds, entry, fixed_clock, small_pack

EXPORT = "00000000-0000-7000-8000-0000abcd1234"


@pytest.fixture
def journal() -> Iterator[JournalFile]:
    made = JournalFile.in_memory(fixed_clock(), CountingIds())
    yield made
    made.close()


def form(journal: JournalFile, count: int = 2, *, has_actions: bool = False) -> ReplyForm:
    entries = [entry(i) for i in range(1, count + 1)]
    return form_for(journal, EXPORT, small_pack(), None, entries, has_actions=has_actions)


def test_each_reflection_has_a_box_and_a_tick(journal: JournalFile) -> None:
    made = form(journal)
    kinds = [f.kind for f in made.about(About.ENTRY, entry(1).id)]
    assert kinds == [FieldKind.TEXT, FieldKind.TICK]


def test_a_coach_is_not_asked_about_a_thousand_reflections(journal: JournalFile) -> None:
    asked = {f.record for f in form(journal, 40).fields if f.about is About.ENTRY}
    assert len(asked) == MOST_ENTRIES


def test_actions_are_asked_about_only_where_there_are_some(journal: JournalFile) -> None:
    assert form(journal).about(About.ACTIONS) == ()
    assert len(form(journal, has_actions=True).about(About.ACTIONS)) == 1


def test_levels_are_asked_for_what_was_rated(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2)
    session.ratings.finish(sitting.id)
    journal = session._journal
    report = ProgressService(journal, session.packs).report()
    made = form_for(journal, EXPORT, small_pack(), report, (), has_actions=False)
    levels = [f for f in made.fields if f.about is About.COMPETENCY]
    assert [f.record for f in levels] == ["A1"]
    assert [code for code, _words in levels[0].options] == [NO_RATING, "1", "2", "3", "4", "5"]


def test_names_of_boxes_are_all_different(journal: JournalFile) -> None:
    names = [f.name for f in form(journal, 12, has_actions=True).fields]
    assert len(set(names)) == len(names)


def test_a_key_is_kept_only_once_a_form_has_left(journal: JournalFile) -> None:
    first = form(journal)
    assert keys_of(journal) == {}
    with journal.transaction():
        keep_key(journal, first)
    assert keys_of(journal) == {first.key_id: first.key}
    second = form(journal)
    assert (second.key_id, second.key) == (first.key_id, first.key)
    with journal.transaction():
        keep_key(journal, second)
    assert len(keys_of(journal)) == 1
