"""What stands behind a rating."""

from ahpjournal.domain.evidence import EvidenceCounts, gather_evidence
from ahpjournal.domain.plans import ActionState, EvaluationLevel
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rater, Rating
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
        small_pack().competencies,
        EvidenceCounts({"A1": 2, "B1": 1}, {"B1": 3}),
        (done, begun),
        ratings,
    )
    assert (first.entries, first.actions, first.others, first.total) == (2, 1, 1, 4)
    assert first.levels == {EvaluationLevel.LEARNING, EvaluationLevel.BEHAVIOUR}
    assert (second.total, second.levels) == (0, frozenset())
    assert (third.total, third.own, third.files) == (4, 4, 3)
    assert third.levels == {EvaluationLevel.LEARNING}


def test_an_action_counts_once_for_a_rating_that_rests_on_it_and_not_for_one_corrected() -> None:
    done = action(1, state=ActionState.DONE, evaluation_level=EvaluationLevel.RESULTS)
    both = action(2, state=ActionState.DONE, competencies=("A1",))
    links = tuple(EvidenceLink(EvidenceKind.ACTION, one.id) for one in (done, both))
    first = Rating("r1", "s", "A1", 3, MOMENT, evidence=links)
    found = gather_evidence(small_pack().competencies, EvidenceCounts(), (done, both), (first,))
    assert found[0].actions == 2
    assert found[0].levels == {EvaluationLevel.RESULTS}
    assert found[1].total == 0
    without = Rating("r2", "s", "A1", 3, MOMENT, corrects="r1")
    found = gather_evidence(
        small_pack().competencies, EvidenceCounts(), (done, both), (first, without)
    )
    assert (found[0].actions, found[0].levels) == (1, frozenset())
