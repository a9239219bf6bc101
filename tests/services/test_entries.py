from dataclasses import replace
from datetime import date, timedelta

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter, EntryState, Section, Sharing
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from tests.builders import MOMENT, entry


def test_a_draft_has_an_empty_section_for_each_stage_and_is_not_stored(
    session: JournalSession,
) -> None:
    draft = session.entries.draft(
        model="gibbs", module=2, themes=["T1"], competencies=["A1"], prompt="Why?"
    )
    assert draft.sections == (Section("description"), Section("feelings"))
    assert (draft.module, draft.themes, draft.competencies, draft.prompt) == (
        2,
        ("T1",),
        ("A1",),
        "Why?",
    )
    assert (draft.on, draft.sharing, draft.state) == (
        MOMENT.date(),
        Sharing.PRIVATE,
        EntryState.DRAFT,
    )
    assert session.entries.get(draft.id) is None
    assert session.entries.draft().id != draft.id
    assert session.entries.draft(on=date(2025, 1, 1)).on == date(2025, 1, 1)


def test_an_unknown_model_is_free_form(session: JournalSession) -> None:
    assert session.entries.model("gone").id == "free"
    assert session.entries.draft(model="gone").model == "free"


def test_a_save_gives_the_entry_as_stored(session: JournalSession, clock: FixedClock) -> None:
    saved = session.entries.save(entry(title="Bad\x00 byte", tags=(" a ", "a")))
    assert (saved.title, saved.tags) == ("Bad byte", ("a",))
    assert (saved.created_at, saved.updated_at) == (MOMENT, MOMENT)
    clock.advance(timedelta(minutes=5))
    again = session.entries.save(replace(saved, title="Good"))
    assert (again.created_at, again.updated_at) == (MOMENT, clock.now())
    assert session.entries.get(saved.id) == again


def test_the_time_an_entry_says_it_was_made_is_not_believed(session: JournalSession) -> None:
    saved = session.entries.save(entry(created_at=MOMENT - timedelta(days=999)))
    assert saved.created_at == MOMENT


def test_news_go_out_once_and_only_of_changes(session: JournalSession, news: list[Topic]) -> None:
    saved = session.entries.save(entry(tags=("a",)))
    session.entries.save(saved)
    session.entries.save(replace(saved, tags=("a", "")))
    session.entries.save(replace(saved, title="New"))
    session.entries.save(replace(saved, title="New", tags=("b",)))
    session.entries.remove(saved.id)
    session.entries.remove(saved.id)
    session.entries.remove("unknown")
    both = Topic.ENTRIES | Topic.TAGS
    assert news == [both, Topic.ENTRIES, both, both]


def test_a_removed_entry_is_not_saved_over_and_comes_back_whole(session: JournalSession) -> None:
    saved = session.entries.save(entry())
    session.entries.remove(saved.id)
    assert session.entries.get(saved.id) is None
    with pytest.raises(ConditionError) as caught:
        session.entries.save(replace(saved, title="New"))
    assert caught.value.code is ConditionCode.MISSING
    session.entries.restore(saved.id)
    back = session.entries.get(saved.id)
    assert back is not None
    assert replace(back, updated_at=None) == replace(saved, updated_at=None)


def test_a_capture_is_a_draft_named_by_its_first_line(session: JournalSession) -> None:
    saved = session.entries.quick_capture("\n**Rang** the ICB\nabout the audit")
    assert (saved.title, saved.state) == ("Rang the ICB", EntryState.DRAFT)
    assert saved.markdown == "\n**Rang** the ICB\nabout the audit"
    assert saved.model == "free"
    assert session.entries.finish_later()[0].id == saved.id


def test_a_long_first_line_is_cut_for_the_title_only(session: JournalSession) -> None:
    saved = session.entries.quick_capture("word " * 100)
    assert len(saved.title) <= 80
    assert saved.title.endswith("word\u2026")
    assert saved.words == 100


def test_a_capture_may_bring_its_own_title(session: JournalSession) -> None:
    assert session.entries.quick_capture("", title="Only a title").title == "Only a title"


def test_a_quick_thought_can_be_written_again_as_it_grows(session: JournalSession) -> None:
    first = session.entries.quick_capture("Rang")
    again = session.entries.quick_capture("Rang the ICB\nand waited", again=first.id)
    assert again.id == first.id
    assert (again.title, again.markdown) == ("Rang the ICB", "Rang the ICB\nand waited")
    assert session.entries.count() == 1
    session.entries.remove(first.id)
    anew = session.entries.quick_capture("Rang twice", again=first.id)
    assert anew.id != first.id
    assert [entry.title for entry in session.entries.finish_later()] == ["Rang twice"]


def test_a_capture_of_nothing_is_refused(session: JournalSession) -> None:
    with pytest.raises(InputError) as caught:
        session.entries.quick_capture(" \n")
    assert (caught.value.code, caught.value.field) == (InputCode.REQUIRED, "text")
    assert session.entries.count() == 0


def test_changing_the_model_loses_nothing_and_stores_nothing(session: JournalSession) -> None:
    saved = session.entries.save(
        entry(model="gibbs", sections=(Section("description", "d"), Section("feelings", "f")))
    )
    changed = session.entries.change_model(saved, "era")
    assert changed.model == "era"
    assert [(s.stage, s.markdown, s.heading) for s in changed.sections] == [
        ("description", "d", ""),
        ("action", "", ""),
        ("feelings", "f", "Feelings"),
    ]
    assert session.entries.get(saved.id) == saved
    assert session.entries.change_model(changed, "gibbs").sections == saved.sections


def test_entries_are_found_paged_counted_and_named(session: JournalSession) -> None:
    saved = [
        session.entries.save(entry(n, on=date(2026, 1, n), competencies=("A1",))) for n in (1, 2, 3)
    ]
    keys = session.entries.find(EntryFilter(), limit=2)
    assert [e.id for e in session.entries.page(keys)] == [saved[2].id, saved[1].id]
    assert session.entries.key_of(saved[2].id) == keys[0]
    assert session.entries.key_of("unknown") is None
    assert (session.entries.count(), session.entries.count(EntryFilter(module=1))) == (3, 0)
    assert session.entries.per_competency() == {"A1": 3}
    assert session.entries.tags() == ()
    assert session.entries.months(EntryFilter()) == ((date(2026, 1, 1), 3),)


def test_only_drafts_wait_to_be_finished_and_the_newest_come_first(session: JournalSession) -> None:
    session.entries.save(entry(99, state=EntryState.DONE))
    for number in range(25):
        session.entries.save(
            entry(number, on=date(2025, 1, 1) + timedelta(days=number), state=EntryState.DRAFT)
        )
    waiting = session.entries.finish_later()
    assert [e.title for e in waiting] == [f"Entry {n}" for n in range(24, 4, -1)]
