"""A journal that asks much of charts and pages: thirty competencies, ten points, forty sittings."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ahpjournal.bootstrap import load_content
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Entry, Section
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.plans import ActionPlan, ActionState, EvaluationLevel
from ahpjournal.domain.programme import Area, Competency, ModuleOutline, Pack, ScaleLevel
from ahpjournal.domain.ratings import Rater, SittingKind
from ahpjournal.services.session import JournalSession, memory_journal

COMPETENCIES, POINTS, SITTINGS, RATED, AREAS, MODULES = 30, 10, 40, 12, 5, 10
STORY_BEGINS = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)
_SUBJECTS = (
    ("Escalating", "Escalation of risk that reaches across several organisations"),
    ("Networks", "Building networks"),
    ("Values in hard rooms", "Holding values under performance and financial pressure together"),
    ("Narrative", "One system-facing narrative that other professions repeat"),
    ("Assurance", "Judging whether the assurance that is offered is enough"),
    ("Improvement work", "Leading quality and safety initiatives from aim to result"),
)


def crowded_pack() -> Pack:
    """Give a programme of thirty competencies in five areas on a scale of ten points."""
    pack = load_content().pack
    levels = tuple(
        ScaleLevel(n, f"Point {n}", f"What point {n} means in general.")
        for n in range(1, POINTS + 1)
    )
    areas = tuple(Area(letter, f"Area {letter}", "A part of the whole.") for letter in "ABCDE")
    competencies = tuple(_competency(i) for i in range(COMPETENCIES))
    modules = tuple(
        ModuleOutline(
            number=n + 1,
            title=f"Module title number {n + 1} of a long programme",
            placeholder=False,
            aims=(),
            competencies=tuple(c.id for c in competencies[n * 3 : n * 3 + 3]),
            themes=(),
            before_prompts=(),
            after_prompts=(),
        )
        for n in range(MODULES)
    )
    themes = tuple(
        replace(theme, competencies=tuple(c.id for c in competencies[i::5]))
        for i, theme in enumerate(pack.themes)
    )
    return replace(
        pack,
        id="crowded",
        title="A programme with much in it",
        scale=replace(pack.scale, levels=levels, threshold=6),
        areas=areas,
        competencies=competencies,
        themes=themes,
        modules=modules,
    )


def _competency(index: int) -> Competency:
    short, name = _SUBJECTS[index % len(_SUBJECTS)]
    area = "ABCDE"[index // (COMPETENCIES // AREAS)]
    number = index % (COMPETENCIES // AREAS) + 1
    return Competency(
        id=f"{area}{number}",
        area=area,
        name=f"{name}, part {index // len(_SUBJECTS) + 1}",
        short_name=f"{short} {index // len(_SUBJECTS) + 1}",
        description="What this asks of a leader, in one sentence that fits a line.",
        descriptors=tuple(
            f"I do what point {n} of this asks, in situations that I know and in some that I do"
            " not."
            for n in range(1, POINTS + 1)
        ),
    )


def crowded_journal() -> JournalSession:
    """Make a journal in memory with forty sittings of twelve competencies each.

    The first and the last, and the look-back after it, ask all thirty.
    """
    clock = FixedClock(STORY_BEGINS)
    content = replace(load_content(), pack=crowded_pack(), pack_text="")
    session = memory_journal(clock=clock, ids=TimeOrderedIds(clock), content=content)
    ids = [c.id for c in session.pack.competencies]
    for n in range(SITTINGS):
        clock.moment = STORY_BEGINS + timedelta(days=30 * n)
        is_whole = n in {0, SITTINGS - 1}
        asked = ids if is_whole else [ids[(n * 7 + k) % len(ids)] for k in range(RATED)]
        kind = (
            SittingKind.BASELINE
            if n == 0
            else SittingKind.END
            if n == SITTINGS - 1
            else SittingKind.AD_HOC
            if n % 4
            else SittingKind.MODULE
        )
        _sit(session, kind, asked, n)
    _sit(session, SittingKind.LOOKBACK, ids, 3)
    _surround(session, clock.today())
    return session


def _sit(session: JournalSession, kind: SittingKind, asked: list[str], n: int) -> None:
    module = n // 4 if kind is SittingKind.MODULE else None
    sitting = session.ratings.start(kind, module=module, competencies=asked)
    for i, competency in enumerate(asked):
        place = [c.id for c in session.pack.competencies].index(competency)
        level = 1 + (place * 3 + n // 5 + (i + n) % 3) % POINTS
        chance = None if (place + n) % 23 == 5 else level
        sure = (place * 20 + n * 10) % 110
        session.ratings.rate(
            sitting.id, competency, chance, confidence=sure, because="It went as it went."
        )
    session.ratings.finish(sitting.id)


def _surround(session: JournalSession, today: date) -> None:
    competencies = session.pack.competencies
    for i, competency in enumerate(competencies):
        if i % 2:
            session.ratings.add_view(competency.id, Rater.COACH, 1 + i % POINTS, on=today)
        if i % 3 == 1:
            session.ratings.add_view(competency.id, Rater.COLLEAGUE, 1 + (i + 1) % POINTS, on=today)
        for k in range(i % 9):
            session.entries.save(
                Entry(
                    id=f"30000000-0000-7000-8000-{i:06d}{k:06d}",
                    on=today - timedelta(days=k * 37 + i),
                    title=f"What happened, {k}",
                    sections=(Section("text", "Something was learnt."),),
                    competencies=(competency.id,),
                )
            )
    states = list(ActionState)
    levels = list(EvaluationLevel)
    for i, competency in enumerate(competencies):
        state = states[i % len(states)]
        session.plans.save(
            ActionPlan(
                id=f"40000000-0000-7000-8000-{i:012d}",
                title=f"Do something about {competency.short_name}",
                state=state,
                outcome="It is done." if state in {ActionState.DONE, ActionState.DROPPED} else "",
                evaluation_level=levels[i % len(levels)] if state is ActionState.DONE else None,
                competencies=(competency.id,),
            )
        )
