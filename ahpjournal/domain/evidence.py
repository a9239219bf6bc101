"""How much stands behind a rating, and of which kind.

The kinds are Kirkpatrick's four levels of evaluation: reaction, learning, behaviour, results. A
reflection shows learning at most; a completed action shows what its owner says it shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ahpjournal.domain.plans import ActionPlan, ActionState, EvaluationLevel
from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import Rater, Rating, effective


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the ratings of one competency.

    *entries* are linked reflections, *actions* completed linked actions, *others* ratings by a
    coach or colleague. *levels* are the evaluation levels that these show.
    """

    competency: Competency
    entries: int
    actions: int
    others: int
    levels: frozenset[EvaluationLevel]

    @property
    def total(self) -> int:
        """How many things there are in all."""
        return self.entries + self.actions + self.others


def gather_evidence(
    competencies: Sequence[Competency],
    entries: dict[str, int],
    actions: Iterable[ActionPlan],
    ratings: Iterable[Rating],
) -> tuple[Evidence, ...]:
    """Count what stands behind each of *competencies*, in their order.

    *entries* counts linked reflections by competency.
    """
    done = [a for a in actions if a.state is ActionState.DONE]
    others = [r for r in effective(ratings) if r.rater is not Rater.SELF]
    found = []
    for competency in competencies:
        linked = [a for a in done if competency.id in a.competencies]
        levels = {a.evaluation_level for a in linked if a.evaluation_level is not None}
        count = entries.get(competency.id, 0)
        if count:
            levels.add(EvaluationLevel.LEARNING)
        found.append(
            Evidence(
                competency,
                count,
                len(linked),
                sum(1 for r in others if r.competency == competency.id),
                frozenset(levels),
            )
        )
    return tuple(found)
