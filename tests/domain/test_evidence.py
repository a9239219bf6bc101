"""What stands behind a rating."""

from ahpjournal.domain.evidence import gather_evidence
from ahpjournal.domain.plans import ActionState, EvaluationLevel
from ahpjournal.domain.ratings import Rater, Rating
from tests.builders import MOMENT, action, small_pack


def test_linked_reflections_completed_actions_and_views_of_others_count() -> None:
    done = action(
        1,
        state=ActionState.DONE,
        competencies=("A1",),
        evaluation_level=EvaluationLevel.BEHAVIOUR,
    )
    begun = action(2, state=ActionState.DOING, competencies=("A1",))
    ratings = (
        Rating("r1", "s", "A1", 3, MOMENT, rater=Rater.COACH),
        Rating("r2", "s", "A1", 4, MOMENT, rater=Rater.COACH, corrects="r1"),
        Rating("r3", "s", "A1", 4, MOMENT),
    )
    first, second, third = gather_evidence(
        small_pack().competencies, {"A1": 2, "B1": 1}, (done, begun), ratings
    )
    assert (first.entries, first.actions, first.others, first.total) == (2, 1, 1, 4)
    assert first.levels == {EvaluationLevel.LEARNING, EvaluationLevel.BEHAVIOUR}
    assert (second.total, second.levels) == (0, frozenset())
    assert (third.total, third.levels) == (1, frozenset({EvaluationLevel.LEARNING}))
