"""Self-rating: sittings and an append-only ledger of ratings."""

from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from ahpjournal.domain.records import dataclass


class SittingKind(StrEnum):
    """Why somebody sat down to rate."""

    BASELINE = "baseline"
    MODULE = "module"
    END = "end"
    LOOKBACK = "lookback"
    FOLLOW_UP = "follow_up"
    AD_HOC = "ad_hoc"


class Rater(StrEnum):
    """Whose view a rating is."""

    SELF = "self"
    COACH = "coach"
    COLLEAGUE = "colleague"


class EvidenceKind(StrEnum):
    """What a rating may rest on."""

    ENTRY = "entry"
    ACTION = "action"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """One thing that a rating rests on, by its id."""

    kind: EvidenceKind
    record: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One occasion of rating. *module* is its number when the kind is MODULE.

    *finished_at* None means it can be resumed. *competencies* are the ids that were asked.
    """

    id: str
    kind: SittingKind
    on: date
    module: int | None = None
    competencies: tuple[str, ...] = ()
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """One row of the ledger, never changed. *level* None is "no chance yet".

    *confidence* is 0 to 100 in tens or None. *corrects* is the id of the rating that this one
    replaces in view; the earlier row stays. *evidence* is what the rater said it rests on; it is
    as unchangeable as the rest.
    """

    id: str
    sitting: str
    competency: str
    level: int | None
    rated_at: datetime
    confidence: int | None = None
    because: str = field(default="", repr=False)
    rater: Rater = Rater.SELF
    corrects: str | None = None
    pack_id: str = ""
    pack_version: str = ""
    evidence: tuple[EvidenceLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many competencies were given a level, and of how many there was no chance yet."""

    rated: int = 0
    no_chance: int = 0

    @property
    def answered(self) -> int:
        """How many have an answer of either kind."""
        return self.rated + self.no_chance


NOTHING_RATED = Tally()


def tally(ratings: Iterable[Rating]) -> Tally:
    """Count *ratings*, one for each competency."""
    levels = [rating.level for rating in ratings]
    no_chance = levels.count(None)
    return Tally(len(levels) - no_chance, no_chance)


@dataclass(frozen=True, slots=True)
class RatingWithCorrections:
    """A rating as it stands, and what it corrects, the last state before it first."""

    rating: Rating
    corrected: tuple[Rating, ...] = ()


def rating_history(ratings: Iterable[Rating]) -> tuple[RatingWithCorrections, ...]:
    """Put each rating that stands beside what it corrects, newest first; none is left out.

    Rows that no standing rating leads to, as from a damaged or foreign file, stand for themselves.
    """
    rows = {r.id: r for r in ratings}
    told: set[str] = set()
    found = []
    for rating in (*effective(rows.values()), *rows.values()):
        if rating.id in told:
            continue
        chain = [rating]
        while (before := rows.get(chain[-1].corrects or "")) is not None and before not in chain:
            chain.append(before)
        told.update(r.id for r in chain)
        found.append(RatingWithCorrections(rating, tuple(chain[1:])))
    order = {rating_id: place for place, rating_id in enumerate(rows)}
    return tuple(sorted(found, key=lambda one: -order[one.rating.id]))


def effective(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Leave out every rating that a later one corrects; order is kept."""
    rows = tuple(ratings)
    corrected = {r.corrects for r in rows if r.corrects is not None}
    return tuple(r for r in rows if r.id not in corrected)


def by_competency(ratings: Iterable[Rating], rater: Rater = Rater.SELF) -> dict[str, Rating]:
    """Give the effective rating of each competency by *rater*; the last one where two stand."""
    return {r.competency: r for r in effective(ratings) if r.rater is rater}
