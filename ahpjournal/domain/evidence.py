"""How much stands behind a rating, and of which kind.

The kinds are Kirkpatrick's four levels of evaluation: reaction, learning, behaviour, results. A
reflection shows learning at most; a completed action shows what its owner says it shows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.plans import ActionPlan, ActionState, EvaluationLevel
from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rater, Rating, effective
from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Something that a rating rests on or may rest on, as people see it.

    *is_linked* says that it is linked to the competency in question by itself; *precision*
    says how exactly its owner dated it; *within* is the id of the reflection that an attachment
    lies in. One that is not here any more, or in the bin, has
    no title and no day.
    """

    link: EvidenceLink
    title: str = field(default="", repr=False)
    on: date | None = None
    is_here: bool = True
    is_linked: bool = False
    precision: Precision = Precision.DAY
    within: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the ratings of one competency.

    *entries* are reflections and *actions* completed actions that are linked to it or that a
    rating rests on, *files* attachments that a rating rests on, *others* ratings by a coach or
    colleague. *levels* are the evaluation levels that these show.
    """

    competency: Competency
    entries: int
    actions: int
    others: int
    levels: frozenset[EvaluationLevel]
    files: int = 0

    @property
    def own(self) -> int:
        """How many things there are that are not somebody else's view."""
        return self.entries + self.actions + self.files

    @property
    def total(self) -> int:
        """How many things there are in all."""
        return self.own + self.others


@dataclass(frozen=True, slots=True)
class EvidenceCounts:
    """What the journal holds, by competency: linked reflections, and what ratings rest on.

    *entries* counts reflections that are linked or that a rating rests on, each once; *files*
    attachments that a rating rests on.
    """

    entries: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)


def gather_evidence(
    competencies: Sequence[Competency],
    counts: EvidenceCounts,
    actions: Iterable[ActionPlan],
    ratings: Iterable[Rating],
) -> tuple[Evidence, ...]:
    """Count what stands behind each of *competencies*, in their order."""
    done = [a for a in actions if a.state is ActionState.DONE]
    present = effective(ratings)
    rests_on: dict[str, set[str]] = {}
    for rating in present:
        for link in rating.evidence:
            if link.kind is EvidenceKind.ACTION:
                rests_on.setdefault(rating.competency, set()).add(link.record)
    found = []
    for competency in competencies:
        named = rests_on.get(competency.id, set())
        linked = [a for a in done if competency.id in a.competencies or a.id in named]
        levels = {a.evaluation_level for a in linked if a.evaluation_level is not None}
        entries, files = counts.entries.get(competency.id, 0), counts.files.get(competency.id, 0)
        if entries:
            levels.add(EvaluationLevel.LEARNING)
        others = (r for r in present if r.rater is not Rater.SELF)
        found.append(
            Evidence(
                competency,
                entries,
                len(linked),
                sum(1 for r in others if r.competency == competency.id),
                frozenset(levels),
                files,
            )
        )
    return tuple(found)
