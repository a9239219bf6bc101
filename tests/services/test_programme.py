from dataclasses import replace
from datetime import date, timedelta

from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession, memory_journal
from tests.builders import CountingIds, content, fixed_clock


def test_modules_have_the_packs_titles_until_they_have_their_own(session: JournalSession) -> None:
    assert [m.title for m in session.programme.modules()] == ["Foundations", "Influence"]
    session.programme.save_module(
        Module(2, "Speaking up", date(2026, 3, 1), state=ModuleState.CURRENT)
    )
    assert session.programme.title_of(2) == "Speaking up"
    current = session.programme.current()
    assert current is not None
    assert (current.number, current.starts_on) == (2, date(2026, 3, 1))
    session.programme.save_module(Module(2, " "))
    session.programme.save_module(Module(2, "Influence"))
    assert session.programme.title_of(2) == "Influence"
    assert session.programme.title_of(9) == ""


def test_a_title_equal_to_the_packs_follows_the_pack(session: JournalSession) -> None:
    session.programme.save_module(Module(1, "Foundations", date(2026, 1, 12)))
    kept = session._journal.modules.list_all()
    assert [(m.number, m.title) for m in kept] == [(1, "")]


def test_an_unchanged_module_is_no_news(session: JournalSession, news: list[Topic]) -> None:
    for _ in range(2):
        session.programme.save_module(Module(1, "Ours"))
    assert news == [Topic.PROGRAMME]


def test_the_packs_outline_of_a_module(session: JournalSession) -> None:
    outline = session.programme.outline(1)
    assert outline is not None
    assert outline.competencies == ("A1", "A2")
    assert session.programme.outline(9) is None


def test_every_prompt_has_its_week_and_a_week_has_one_prompt(session: JournalSession) -> None:
    monday = date(2025, 12, 1)
    weeks = [
        [
            session.programme.weekly_prompt(monday + timedelta(days=7 * week + day))
            for day in range(7)
        ]
        for week in range(8)
    ]
    assert all(len(set(week)) == 1 for week in weeks)
    shown = [week[0].theme for week in weeks if week[0] is not None]
    assert shown in (["T2", "T1"] * 4, ["T1", "T2"] * 4)
    assert {week[0].id for week in weeks if week[0] is not None} == {"P1", "P2", "P3"}


def test_a_pack_without_prompts_has_none() -> None:
    made = content()
    bare = replace(made, pack=replace(made.pack, themes=()))
    session = memory_journal(clock=fixed_clock(), ids=CountingIds(), content=bare)
    assert session.programme.weekly_prompt(date(2026, 1, 12)) is None
    session.close()
