from datetime import date, timedelta

from ahpjournal.domain.programme import Prompt
from ahpjournal.domain.prompts import OwnPrompt, prompt_of_week, week_of

MONDAY = date(2026, 1, 12)
GROUPS = (
    (Prompt("P1", "T1", "Why?"), Prompt("P2", "T1", "How?")),
    (),
    (Prompt("P3", "T2", "Where?"),),
)


def test_every_prompt_has_its_week_and_a_week_has_one_prompt() -> None:
    weeks = [
        [prompt_of_week(GROUPS, MONDAY + timedelta(days=7 * week + day)) for day in range(7)]
        for week in range(4)
    ]
    assert all(len(set(week)) == 1 for week in weeks)
    shown = [week[0] for week in weeks if week[0] is not None]
    assert {prompt.id for prompt in shown} == {"P1", "P2", "P3"}
    themes = [prompt.theme for prompt in shown]
    assert themes in (["T1", "T2"] * 2, ["T2", "T1"] * 2)


def test_without_prompts_there_is_none() -> None:
    assert prompt_of_week((), MONDAY) is None
    assert prompt_of_week(((), ()), MONDAY) is None


def test_weeks_begin_on_mondays() -> None:
    assert week_of(MONDAY) == week_of(MONDAY - timedelta(days=1)) + 1
    assert week_of(MONDAY) == week_of(MONDAY + timedelta(days=6))


def test_ones_own_is_a_prompt_like_others() -> None:
    assert OwnPrompt("x", "What now?", "T1").prompt == Prompt("x", "T1", "What now?")
