"""Progress over sittings, as charts, tables and the coach's PDF show it."""

from dataclasses import replace
from datetime import date

from ahpjournal.domain.evidence import Evidence, gather_evidence
from ahpjournal.domain.pack_changes import is_comparable, is_reworded
from ahpjournal.domain.progress import ProgressFilter, ProgressReport, progress_report
from ahpjournal.domain.ratings import Rating, Sitting, SittingKind
from ahpjournal.services.packs import PackService
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

EVERYTHING = ProgressFilter()


class ProgressService:
    """Works the ledger into a report."""

    def __init__(self, journal: JournalFile, packs: PackService) -> None:
        """Read *journal*, whose ratings *packs* explain."""
        self._journal = journal
        self._packs = packs

    def report(self, wanted: ProgressFilter = EVERYTHING) -> ProgressReport:
        """Give competencies over finished sittings, narrowed to what is *wanted*.

        Evidence is what evidence() counts, without the views of others. Ratings on a scale of
        another length are counted, but stand on no chart.
        """
        pack, tops = self._packs.present, self._packs.scale_tops()
        packs = self._packs.known()
        apart: list[str] = []
        reworded: set[str] = set()
        with self._journal.reading():
            ratings: dict[str, list[Rating]] = {}
            for rating in self._journal.sittings.ratings():
                if is_comparable(rating, tops, pack.scale.top):
                    ratings.setdefault(rating.sitting, []).append(rating)
                    before = packs.get((rating.pack_id, rating.pack_version), pack)
                    if before != pack and is_reworded(rating.competency, before, pack):
                        reworded.add(rating.competency)
                else:
                    apart.append(rating.competency)
            sittings = [s for s in self._journal.sittings.list_all() if wanted.takes(s)]
        themes = {theme.id: theme.competencies for theme in pack.themes}
        asked = [c for c in pack.competencies if wanted.asks(c, themes)]
        evidence = {found.competency.id: found.own for found in self.evidence(wanted)}
        report = progress_report(asked, pack.scale.top, sittings, ratings, evidence)
        return replace(
            report,
            on_other_scales=len(apart),
            rated_on_other_scales=frozenset(apart),
            reworded=frozenset(reworded),
        )

    def evidence(self, wanted: ProgressFilter = EVERYTHING) -> tuple[Evidence, ...]:
        """Give what stands behind the ratings of each competency."""
        pack = self._packs.present
        themes = {theme.id: theme.competencies for theme in pack.themes}
        with self._journal.reading():
            return gather_evidence(
                [c for c in pack.competencies if wanted.asks(c, themes)],
                self._journal.evidence.counts(self._journal.entries.per_competency()),
                self._journal.actions.list_all(),
                self._journal.sittings.ratings(),
            )

    def entries_by_day(self) -> dict[date, int]:
        """Count reflections by the day of their event (its first day, if it is a week or month)."""
        with self._journal.reading():
            return self._journal.entries.per_day()


def sitting_label(sitting: Sitting) -> str:
    """Name a sitting as people do."""
    match sitting.kind:
        case SittingKind.BASELINE:
            return _("Baseline")
        case SittingKind.MODULE:
            return _("Module {number}").format(number=sitting.module)
        case SittingKind.END:
            return _("End of programme")
        case SittingKind.LOOKBACK:
            return _("Looking back at the start")
        case SittingKind.FOLLOW_UP:
            return _("Follow-up")
        case SittingKind.AD_HOC:
            return _("Extra sitting")
