from datetime import date
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.domain.ratings import Rater, SittingKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.ratings import SuggestedSitting
from ahpjournal.services.session import JournalSession
from tests.builders import MOMENT


def code_of(caught: pytest.ExceptionInfo[InputError]) -> tuple[InputCode, str]:
    return caught.value.code, caught.value.field


def test_a_baseline_asks_everything_and_is_stored_at_once(
    session: JournalSession, news: list[Topic]
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    assert sitting.competencies == ("A1", "A2", "B1")
    assert (sitting.on, sitting.finished_at) == (MOMENT.date(), None)
    assert session.ratings.unfinished() == session.ratings.sittings() == (sitting,)
    assert news == [Topic.RATINGS]


def test_a_module_sitting_asks_what_the_module_is_about(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.MODULE, module=2)
    assert (sitting.competencies, sitting.module) == (("B1",), 2)


def test_the_competencies_asked_can_be_chosen(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.AD_HOC, competencies=["A2"])
    assert sitting.competencies == ("A2",)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"kind": SittingKind.MODULE, "module": None}, "module"),
        ({"kind": SittingKind.MODULE, "module": 9}, "module"),
        ({"kind": SittingKind.AD_HOC, "competencies": ["Z9"]}, "competency"),
    ],
)
def test_a_sitting_about_what_is_not_there_is_refused(
    session: JournalSession, options: dict[str, object], field: str
) -> None:
    with pytest.raises(InputError) as caught:
        session.ratings.start(**options)  # type: ignore[arg-type]  # cases of one call
    assert code_of(caught) == (InputCode.UNKNOWN_REFERENCE, field)
    assert session.ratings.sittings() == ()


def test_rating_again_corrects_and_keeps_the_first(
    session: JournalSession, clock: FixedClock
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    first = session.ratings.rate(sitting.id, "A1", 2, confidence=70, because="A guess.")
    second = session.ratings.rate(sitting.id, "A1", 3)
    assert second.corrects == first.id
    assert session.ratings.ratings_of(sitting.id) == {"A1": second}
    assert session.ratings.ledger() == (first, second)
    assert (first.pack_id, first.pack_version, first.rated_at) == ("small", "1", clock.now())


def test_the_same_rating_again_adds_no_row(session: JournalSession, news: list[Topic]) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    first = session.ratings.rate(sitting.id, "A1", 2, because="x\x00")
    news.clear()
    assert session.ratings.rate(sitting.id, "A1", 2, because="x\x00") == first
    assert (len(session.ratings.ledger()), news) == (1, [])


def test_no_chance_yet_can_be_said_and_taken_back(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", None)
    assert session.ratings.ratings_of(sitting.id)["A1"].level is None
    session.ratings.rate(sitting.id, "A1", 1)
    assert session.ratings.ratings_of(sitting.id)["A1"].level == 1


def test_a_coachs_rating_stands_beside(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    mine = session.ratings.rate(sitting.id, "A1", 2)
    theirs = session.ratings.rate(sitting.id, "A1", 4, rater=Rater.COACH)
    assert theirs.corrects is None
    assert session.ratings.ratings_of(sitting.id) == {"A1": mine}
    assert session.ratings.ledger("A1") == (mine, theirs)
    assert session.ratings.ledger("A2") == ()


@pytest.mark.parametrize(
    ("level", "confidence", "expected"),
    [
        (0, None, (InputCode.OUT_OF_RANGE, "level")),
        (6, None, (InputCode.OUT_OF_RANGE, "level")),
        (3, 75, (InputCode.OUT_OF_RANGE, "confidence")),
        (3, -10, (InputCode.OUT_OF_RANGE, "confidence")),
        (3, 110, (InputCode.OUT_OF_RANGE, "confidence")),
    ],
)
def test_numbers_off_their_scale_are_refused(
    session: JournalSession, level: int, confidence: int | None, expected: tuple[InputCode, str]
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    with pytest.raises(InputError) as caught:
        session.ratings.rate(sitting.id, "A1", level, confidence=confidence)
    assert code_of(caught) == expected
    assert session.ratings.ledger() == ()


def test_an_unknown_sitting_or_competency_is_refused(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    for sitting_id, competency, field in (
        (sitting.id, "Z9", "competency"),
        ("none", "A1", "sitting"),
    ):
        with pytest.raises(InputError) as caught:
            session.ratings.rate(sitting_id, competency, 3)
        assert code_of(caught) == (InputCode.UNKNOWN_REFERENCE, field)
    for step in (session.ratings.finish, session.ratings.discard):
        with pytest.raises(InputError) as caught:
            step("none")
        assert code_of(caught) == (InputCode.UNKNOWN_REFERENCE, "sitting")


def test_a_sitting_is_finished_once_something_is_rated(
    session: JournalSession, clock: FixedClock
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    with pytest.raises(InputError) as caught:
        session.ratings.finish(sitting.id)
    assert caught.value.code is InputCode.NOTHING_CHOSEN
    session.ratings.rate(sitting.id, "A1", 2)
    finished = session.ratings.finish(sitting.id)
    assert finished.finished_at == clock.now()
    assert session.ratings.finish(sitting.id) == finished
    assert session.ratings.unfinished() == ()


def test_only_a_sitting_without_ratings_can_be_dropped(session: JournalSession) -> None:
    empty = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.discard(empty.id)
    assert session.ratings.sittings() == ()
    rated = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(rated.id, "A1", 2)
    with pytest.raises(InputError) as caught:
        session.ratings.discard(rated.id)
    assert caught.value.code is InputCode.NOT_ALLOWED_NOW
    assert session.ratings.sittings() == (rated,)


def test_a_reason_being_typed_survives_a_stop(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2, confidence=50)
    session.ratings.keep_reason(sitting.id, "A1", "Because I ")
    session.ratings.recover_reason()
    kept = session.ratings.ratings_of(sitting.id)["A1"]
    assert (kept.level, kept.confidence, kept.because) == (2, 50, "Because I")
    session.ratings.recover_reason()
    assert len(session.ratings.ledger()) == 2


def test_a_reason_without_its_rating_is_let_go(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.keep_reason(sitting.id, "A2", "Because")
    session.ratings.recover_reason()
    assert session.ratings.ledger() == ()


def finish(session: JournalSession, kind: SittingKind, module: int | None = None) -> None:
    sitting = session.ratings.start(kind, module=module)
    session.ratings.rate(sitting.id, sitting.competencies[0], 3)
    session.ratings.finish(sitting.id)


def test_what_to_rate_next_follows_the_programme(session: JournalSession) -> None:
    suggested = session.ratings.suggested
    assert suggested() == SuggestedSitting(SittingKind.BASELINE)
    session.ratings.start(SittingKind.BASELINE)
    assert suggested() == SuggestedSitting(SittingKind.BASELINE)
    finish(session, SittingKind.BASELINE)
    assert suggested() is None
    session.programme.save_module(Module(1, state=ModuleState.CURRENT))
    assert suggested() == SuggestedSitting(SittingKind.MODULE, 1)
    finish(session, SittingKind.MODULE, 1)
    assert suggested() is None
    session.programme.save_module(Module(1, state=ModuleState.DONE))
    session.programme.save_module(Module(2, state=ModuleState.DONE))
    assert suggested() == SuggestedSitting(SittingKind.MODULE, 2)
    finish(session, SittingKind.MODULE, 2)
    assert suggested() == SuggestedSitting(SittingKind.END)
    finish(session, SittingKind.END)
    assert suggested() == SuggestedSitting(SittingKind.LOOKBACK)
    finish(session, SittingKind.LOOKBACK)
    assert suggested() is None


def test_a_module_that_was_missed_is_not_asked_for(session: JournalSession) -> None:
    finish(session, SittingKind.BASELINE)
    session.programme.save_module(Module(1, state=ModuleState.DONE))
    missed = Module(2, state=ModuleState.DONE, attendance=Attendance.MISSED)
    session.programme.save_module(missed)
    assert session.ratings.suggested() == SuggestedSitting(SittingKind.MODULE, 1)
    finish(session, SittingKind.MODULE, 1)
    assert session.ratings.suggested() == SuggestedSitting(SittingKind.END)
    assert session.ratings.start(SittingKind.MODULE, module=2).module == 2


def test_a_view_of_somebody_else_stands_beside_the_series_and_never_in_it(
    session: JournalSession, clock: FixedClock
) -> None:
    finish(session, SittingKind.BASELINE)
    first = session.ratings.sittings()[0].competencies[0]
    session.ratings.drafts.keep_view(first, "She said")
    assert session.ratings.drafts.view(first) == "She said"
    assert session.ratings.drafts.view("B1") == ""
    before = session.progress.report()
    view = session.ratings.add_view(first, Rater.COACH, 2, because="She said so", on=clock.today())
    report = session.progress.report()
    row = next(c for c in report.competencies if c.competency.id == first)
    assert (row.coach, row.now) == (2, 3)
    assert report.sittings == before.sittings
    assert row.series == next(c for c in before.competencies if c.competency.id == first).series
    assert (view.rater, view.pack_id) == (Rater.COACH, session.pack.id)
    assert session.ratings.unfinished() == ()
    assert session.ratings.drafts.view(first) == ""
    assert session.ratings.ledger(first)[-1] == view


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"competency": "nothing"}, "competency"),
        ({"rater": Rater.SELF}, "rater"),
        ({"level": 99}, "level"),
        ({"on": date(2999, 1, 1)}, "on"),
    ],
)
def test_a_view_that_cannot_be_is_refused_and_leaves_nothing(
    session: JournalSession, changes: dict[str, Any], field: str
) -> None:
    wanted: dict[str, Any] = {
        "competency": session.pack.competencies[0].id,
        "rater": Rater.COLLEAGUE,
        "level": 1,
        "on": date(2026, 1, 1),
        **changes,
    }
    with pytest.raises(InputError) as caught:
        session.ratings.add_view(**wanted)
    assert caught.value.field == field
    assert session.ratings.sittings() == ()
