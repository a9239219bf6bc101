"""Progress over sittings: what charts, tables and the coach's PDF all show."""

from collections.abc import Mapping, Sequence
from datetime import date

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import Rater, Rating, Sitting, SittingKind, by_competency
from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A self-rating at one sitting; *level* None is "no chance yet".

    *confidence* is how sure its owner was, 0 to 100 in tens; None if that was not said.
    """

    sitting: Sitting
    level: int | None
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class CompetencyProgress:
    """One competency over time. Levels are None where not rated or "no chance yet".

    *baseline* was rated at the start; *lookback* is the start seen from the end (retrospective
    pre-test, Howard 1980); *now* is the latest self-rating; *now_at* the sitting it was given at.
    """

    competency: Competency
    baseline: int | None
    lookback: int | None
    now: int | None
    now_at: Sitting | None
    series: tuple[SeriesPoint, ...]
    evidence: int
    because: str = ""
    """Reason given with the latest self-rating."""
    coach: int | None = None
    """Latest rating by a coach."""
    colleague: int | None = None
    """Latest rating by a colleague."""

    @property
    def sure_at_start(self) -> int | None:
        """How sure one was at the baseline, 0 to 100; None if that was not said."""
        start = (p.confidence for p in self.series if p.sitting.kind is SittingKind.BASELINE)
        return next(start, None)

    @property
    def sure(self) -> int | None:
        """How sure one was when that was last said, 0 to 100."""
        return next((p.confidence for p in self._told_how_sure()), None)

    @property
    def is_sure_later(self) -> bool:
        """Whether it was said after the baseline how sure one is."""
        return any(p.sitting.kind is not SittingKind.BASELINE for p in self._told_how_sure())

    @property
    def sure_change(self) -> int | None:
        """By how much one has become surer since the baseline; None if it cannot be said."""
        before, now = self.sure_at_start, self.sure
        if before is None or now is None or not self.is_sure_later:
            return None
        return now - before

    def sure_at(self, sitting: Sitting) -> int | None:
        """How sure one was at *sitting*; None if that was not said."""
        points = (p.confidence for p in self.series if p.sitting.id == sitting.id)
        return next(points, None)

    def _told_how_sure(self) -> tuple[SeriesPoint, ...]:
        """Give where it was said how sure one is, the last first."""
        return tuple(p for p in reversed(self.series) if p.confidence is not None)

    @property
    def change(self) -> int | None:
        """Levels gained (or lost, negative) between baseline and now.

        None if either is missing, or if the baseline is the only rating so far.
        """
        if self.baseline is None or self.now is None or self.now_at is None:
            return None
        if self.now_at.kind is SittingKind.BASELINE:
            return None
        return self.now - self.baseline


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """All competencies over all finished sittings, in pack order; *top* is the scale's top."""

    competencies: tuple[CompetencyProgress, ...]
    sittings: tuple[Sitting, ...]
    """Finished sittings with self-ratings, by date; look-back sittings are left out."""
    top: int
    baseline_on: date | None
    now_on: date | None
    on_other_scales: int = 0
    """Ratings made on a scale of another length; they are in the history and on no chart."""
    rated_on_other_scales: frozenset[str] = frozenset()
    """Ids of the competencies that have such ratings."""
    reworded: frozenset[str] = frozenset()
    """Ids of those with ratings made when their levels were described in other words."""

    @property
    def levels(self) -> range:
        """The levels of the scale."""
        return range(1, self.top + 1)

    @property
    def has_baseline(self) -> bool:
        """Whether any competency has a baseline level."""
        return any(c.baseline is not None for c in self.competencies)

    @property
    def has_change(self) -> bool:
        """Whether ratings exist after the baseline."""
        return any(c.change is not None for c in self.competencies)


@dataclass(frozen=True, slots=True)
class ProgressFilter:
    """What progress is narrowed to; empty values narrow nothing.

    *area* and *theme* are ids. *first_module* and *last_module* leave out the sittings of other
    modules, *since* and *until* those of other days; the baseline always stays, as change is
    measured from it.
    """

    area: str = ""
    theme: str = ""
    first_module: int | None = None
    last_module: int | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out."""
        return self == ProgressFilter()

    def asks(self, competency: Competency, themes: Mapping[str, Sequence[str]]) -> bool:
        """Tell whether a competency is shown; *themes* gives the competencies of each theme."""
        if self.area and competency.area != self.area:
            return False
        return not self.theme or competency.id in themes.get(self.theme, ())

    def takes(self, sitting: Sitting) -> bool:
        """Tell whether a sitting is shown."""
        if sitting.kind is SittingKind.BASELINE:
            return True
        if (self.since is not None and sitting.on < self.since) or (
            self.until is not None and sitting.on > self.until
        ):
            return False
        if sitting.module is None or sitting.kind is not SittingKind.MODULE:
            return True
        first = self.first_module if self.first_module is not None else sitting.module
        last = self.last_module if self.last_module is not None else sitting.module
        return first <= sitting.module <= last


def progress_report(
    competencies: Sequence[Competency],
    top: int,
    sittings: Sequence[Sitting],
    ratings: Mapping[str, Sequence[Rating]],
    evidence: Mapping[str, int],
) -> ProgressReport:
    """Work out progress from finished *sittings* and their *ratings* (by sitting id).

    *evidence* gives the number of entries and completed actions linked to a competency.
    """
    finished = sorted((s for s in sittings if s.finished_at is not None), key=_order)
    rated = {s.id: by_competency(ratings.get(s.id, ())) for s in finished}
    seen = {
        rater: {s.id: by_competency(ratings.get(s.id, ()), rater) for s in finished}
        for rater in (Rater.COACH, Rater.COLLEAGUE)
    }

    def latest(competency: Competency, rater: Rater) -> int | None:
        given = [r for s in finished if (r := seen[rater][s.id].get(competency.id)) is not None]
        return given[-1].level if given else None

    timeline = [s for s in finished if s.kind is not SittingKind.LOOKBACK and rated[s.id]]
    baseline = next((s for s in timeline if s.kind is SittingKind.BASELINE), None)
    lookbacks = [s for s in finished if s.kind is SittingKind.LOOKBACK]

    def row(competency: Competency) -> CompetencyProgress:
        points = [(s, rated[s.id][competency.id]) for s in timeline if competency.id in rated[s.id]]
        numbered = [(s, r) for s, r in points if r.level is not None]
        last = numbered[-1] if numbered else None
        start = rated[baseline.id].get(competency.id) if baseline is not None else None
        looking_back = [r for s in lookbacks if (r := rated[s.id].get(competency.id)) is not None]
        return CompetencyProgress(
            competency=competency,
            baseline=start.level if start is not None else None,
            lookback=looking_back[-1].level if looking_back else None,
            now=last[1].level if last is not None else None,
            now_at=last[0] if last is not None else None,
            series=tuple(SeriesPoint(s, r.level, r.confidence) for s, r in points),
            evidence=evidence.get(competency.id, 0),
            because=last[1].because if last is not None else "",
            coach=latest(competency, Rater.COACH),
            colleague=latest(competency, Rater.COLLEAGUE),
        )

    return ProgressReport(
        competencies=tuple(row(c) for c in competencies),
        sittings=tuple(timeline),
        top=top,
        baseline_on=baseline.on if baseline is not None else None,
        now_on=timeline[-1].on if timeline else None,
    )


def _order(sitting: Sitting) -> tuple[date, int, str]:
    kinds = list(SittingKind)
    return (sitting.on, kinds.index(sitting.kind), sitting.id)
