from dataclasses import replace
from datetime import date, timedelta

import pytest

from ahpjournal.domain.errors import InputError
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession, memory_journal
from tests.builders import CountingIds, content, fixed_clock

MONDAY = date(2026, 1, 12)


def shown(session: JournalSession, weeks: int) -> list[str]:
    found = [session.prompts.of_week(MONDAY + timedelta(days=7 * n)) for n in range(weeks)]
    return [week.prompt.text for week in found if week is not None]


def test_the_themes_take_turns(session: JournalSession) -> None:
    assert set(shown(session, 8)) == {"Why?", "How?", "Where?"}
    assert shown(session, 2) != shown(session, 1) * 2


def test_own_prompts_take_turns_unless_told_not_to(session: JournalSession) -> None:
    kept = session.prompts.add("Who was missing?", "T1")
    alone = session.prompts.add("What did I not say?")
    session.prompts.add("Only when I ask", "T1", takes_turns=False)
    assert {"Who was missing?", "What did I not say?"} <= set(shown(session, 18))
    assert "Only when I ask" not in shown(session, 40)
    session.prompts.save(replace(kept, takes_turns=False))
    session.prompts.remove(alone.id)
    assert set(shown(session, 18)) == {"Why?", "How?", "Where?"}


def test_a_weeks_prompt_is_put_away_for_this_week_only(session: JournalSession) -> None:
    session.prompts.dismiss(MONDAY)
    weeks = [session.prompts.of_week(MONDAY + timedelta(days=n)) for n in (0, 6, 7)]
    assert [week.is_dismissed for week in weeks if week is not None] == [True, True, False]
    session.prompts.bring_back()
    week = session.prompts.of_week(MONDAY)
    assert week is not None
    assert not week.is_dismissed


def test_a_pack_without_prompts_has_none() -> None:
    made = content()
    bare = replace(made, pack=replace(made.pack, themes=()))
    session = memory_journal(clock=fixed_clock(), ids=CountingIds(), content=bare)
    assert session.prompts.of_week(MONDAY) is None
    session.prompts.add("Mine?")
    week = session.prompts.of_week(MONDAY)
    assert week is not None
    assert week.theme is None
    session.close()


def test_a_prompt_says_something_and_stays_short(session: JournalSession) -> None:
    for text in ("  ", "x" * 601):
        with pytest.raises(InputError):
            session.prompts.add(text)
    assert session.prompts.add(" Two\n lines ").text == "Two lines"


def test_prompts_are_moved_removed_and_brought_back(
    session: JournalSession, news: list[Topic]
) -> None:
    first, second = session.prompts.add("One?"), session.prompts.add("Two?")
    session.prompts.move(second.id, -1)
    assert [p.text for p in session.prompts.own()] == ["Two?", "One?"]
    session.prompts.remove(first.id)
    assert [p.text for p in session.prompts.own()] == ["Two?"]
    session.prompts.restore(first.id)
    assert [p.text for p in session.prompts.own()] == ["Two?", "One?"]
    assert set(news) == {Topic.PROMPTS}


def test_the_theme_of_a_prompt(session: JournalSession) -> None:
    session.prompts.add("Mine?", "T2")
    themes = [session.prompts.theme_of(text) for text in ("Why?", "Mine?", "Unknown", "")]
    assert [t.id if t is not None else "" for t in themes] == ["T1", "T2", "", ""]
