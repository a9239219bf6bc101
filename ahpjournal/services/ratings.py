"""Sitting down to rate, and the ledger it fills."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.pack_changes import is_comparable
from ahpjournal.domain.programme import Attendance, ModuleState
from ahpjournal.domain.ratings import (
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
    by_competency,
)
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.texts import clean
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.packs import PackService
from ahpjournal.services.programme import ProgrammeService
from ahpjournal.services.rating_drafts import RatingDrafts
from ahpjournal.storage.journal_file import JournalFile

CONFIDENCE_STEP, CONFIDENCE_TOP = 10, 100
REASON = "reason-being-typed"
MOST_SUGGESTED = 40
"""Things that are offered as evidence at once."""


@dataclass(frozen=True, slots=True)
class SuggestedSitting:
    """The sitting that comes next in the programme."""

    kind: SittingKind
    module: int | None = None


class RatingService:
    """Sittings, ratings and what to rate next."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        programme: ProgrammeService,
        packs: PackService,
    ) -> None:
        """Work on *journal* within *programme*; what is rated stays explained by *packs*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._programme = programme
        self._packs = packs
        self.drafts = RatingDrafts(journal)

    def sittings(self) -> tuple[Sitting, ...]:
        """Give every sitting by date."""
        with self._journal.reading():
            return self._journal.sittings.list_all()

    def unfinished(self) -> tuple[Sitting, ...]:
        """Give the sittings that can be resumed, with what can be asked in them now.

        One that asks nothing, as from a file, or only what the programme no longer has, cannot.
        """
        begun = (self._narrowed(s) for s in self.sittings() if s.finished_at is None)
        return tuple(s for s in begun if s.competencies)

    def start(
        self,
        kind: SittingKind,
        *,
        module: int | None = None,
        competencies: Sequence[str] | None = None,
        on: date | None = None,
    ) -> Sitting:
        """Begin a sitting and store it; a module sitting asks the module's competencies.

        A module to which none are linked asks all.

        Raises:
            InputError: the kind is MODULE and there is no such *module*, or a competency is not in
                the pack.
        """
        everything = tuple(c.id for c in self._programme.pack.competencies)
        asked = tuple(competencies) if competencies is not None else everything
        if kind is SittingKind.MODULE:
            if module is None or self._programme.module(module) is None:
                raise InputError(InputCode.UNKNOWN_REFERENCE, "module")
            if competencies is None:
                asked = self._programme.competencies_of(module) or everything
        for competency in asked:
            self._known(competency)
        sitting = Sitting(self._ids.new(), kind, on or self._clock.today(), module, asked)
        with self._journal.transaction():
            self._packs.keep_present()
            self._journal.sittings.add(sitting)
        self._feed.publish(Topic.RATINGS)
        return sitting

    def ask_all(self, sitting_id: str) -> Sitting:
        """Let an unfinished sitting ask every competency; what it asked before comes first.

        Raises:
            InputError: there is no such sitting, or it is finished.
            ConditionError: the journal cannot be written.
        """
        sitting = self._sitting(sitting_id)
        if sitting.finished_at is not None:
            raise InputError(InputCode.NOT_ALLOWED_NOW, "sitting")
        everything = (c.id for c in self._programme.pack.competencies)
        asked = tuple(dict.fromkeys((*sitting.competencies, *everything)))
        wider = replace(sitting, competencies=asked)
        if wider != sitting:
            with self._journal.transaction():
                self._journal.sittings.update(wider)
            self._feed.publish(Topic.RATINGS)
        return self._narrowed(wider)

    def rate(
        self,
        sitting_id: str,
        competency: str,
        level: int | None,
        *,
        confidence: int | None = None,
        because: str = "",
        rater: Rater = Rater.SELF,
        evidence: Sequence[EvidenceLink] | None = None,
    ) -> Rating:
        """Add a rating to the ledger; a second one for the same competency corrects the first.

        *evidence* is what it rests on; None: the same as the rating that it corrects.

        Raises:
            InputError: the sitting or competency is unknown, or a number is off its scale.
        """
        pack = self._programme.pack
        self._known(competency)
        self._sitting(sitting_id)
        if level is not None and not 1 <= level <= pack.scale.top:
            raise InputError(InputCode.OUT_OF_RANGE, "level")
        if confidence is not None and confidence not in range(
            0, CONFIDENCE_TOP + 1, CONFIDENCE_STEP
        ):
            raise InputError(InputCode.OUT_OF_RANGE, "confidence")
        because = clean(because)
        with self._journal.reading():
            given = self._journal.sittings.ratings(sitting_id, competency)
        present = by_competency(given, rater).get(competency)
        rests_on = tuple(dict.fromkeys(evidence or ()))
        if present is not None:
            rests_on = present.evidence if evidence is None else rests_on
            before = (present.level, present.confidence, present.because, present.evidence)
            if before == (level, confidence, because, rests_on):
                return present
        rating = Rating(
            id=self._ids.new(),
            sitting=sitting_id,
            competency=competency,
            level=level,
            rated_at=self._clock.now(),
            confidence=confidence,
            because=because,
            rater=rater,
            corrects=present.id if present is not None else None,
            pack_id=pack.id,
            pack_version=pack.version,
            evidence=rests_on,
        )
        with self._journal.transaction():
            self._journal.sittings.append(rating)
            self._journal.settings.put(REASON, "")
            if present is not None:
                self.drafts.drop_correction(present.id)
        self._feed.publish(Topic.RATINGS)
        return rating

    def add_view(
        self, competency: str, rater: Rater, level: int | None, *, because: str = "", on: date
    ) -> Rating:
        """Add what a coach or colleague said on the day *on*, as a sitting of its own.

        It stands beside the self-ratings and is no part of their series.

        Raises:
            InputError: the competency is unknown, the level is off its scale, the day is still to
                come, or *rater* is the owner.
            ConditionError: the journal cannot be written.
        """
        pack = self._programme.pack
        self._known(competency)
        if rater is Rater.SELF:
            raise InputError(InputCode.NOT_ALLOWED_NOW, "rater")
        if level is not None and not 1 <= level <= pack.scale.top:
            raise InputError(InputCode.OUT_OF_RANGE, "level")
        if on > self._clock.today():
            raise InputError(InputCode.OUT_OF_RANGE, "on")
        now = self._clock.now()
        sitting = Sitting(
            self._ids.new(), SittingKind.AD_HOC, on, competencies=(competency,), finished_at=now
        )
        rating = Rating(
            id=self._ids.new(),
            sitting=sitting.id,
            competency=competency,
            level=level,
            rated_at=now,
            because=clean(because),
            rater=rater,
            pack_id=pack.id,
            pack_version=pack.version,
        )
        with self._journal.transaction():
            self._packs.keep_present()
            self._journal.sittings.add(sitting)
            self._journal.sittings.append(rating)
            self.drafts.keep_view(competency, "")
        self._feed.publish(Topic.RATINGS)
        return rating

    def evidence_for(self, competency: str, typed: str = "") -> tuple[EvidenceItem, ...]:
        """Give what a rating of *competency* may rest on, narrowed by the words *typed*.

        What is linked to the competency comes first, then the newest; never very many.
        """
        with self._journal.reading():
            return self._journal.evidence.suggest(competency, typed, MOST_SUGGESTED)

    def evidence_of(self, ratings: Iterable[Rating]) -> dict[EvidenceLink, EvidenceItem]:
        """Tell what the things are called that *ratings* rest on."""
        links = [link for rating in ratings for link in rating.evidence]
        with self._journal.reading():
            return self._journal.evidence.describe(links)

    def keep_reason(self, sitting_id: str, competency: str, text: str) -> None:
        """Keep a reason on disk while it is being typed, apart from the ledger."""
        values = json.dumps([sitting_id, competency, text], ensure_ascii=False)
        with self._journal.transaction():
            self._journal.settings.put(REASON, values)

    def recover_reason(self) -> None:
        """Bring a reason that was kept when the program stopped into the ledger.

        It joins the rating as that was given, even if another pack has come into force since.
        """
        with self._journal.reading():
            kept = self._journal.settings.get(REASON)
        if not kept:
            return
        sitting_id, competency, text = json.loads(kept)
        present = self.ratings_of(sitting_id).get(competency)
        because = clean(str(text).strip())
        with self._journal.transaction():
            if present is not None and because not in {"", present.because}:
                moment, new = self._clock.now(), self._ids.new()
                said = replace(
                    present, id=new, rated_at=moment, because=because, corrects=present.id
                )
                self._journal.sittings.append(said)
            self._journal.settings.put(REASON, "")
        self._feed.publish(Topic.RATINGS)

    def ratings_of(self, sitting_id: str) -> dict[str, Rating]:
        """Give the self-ratings of a sitting as they stand, by competency."""
        with self._journal.reading():
            return by_competency(self._journal.sittings.ratings(sitting_id))

    def answers(self, sitting_id: str) -> dict[str, Rating]:
        """Give the self-ratings of a sitting that answer what can be asked now, by competency.

        One on a scale of another length does not: it stays in the ledger and is asked again.
        """
        tops, pack = self._packs.scale_tops(), self._programme.pack
        return {
            competency: rating
            for competency, rating in self.ratings_of(sitting_id).items()
            if is_comparable(rating, tops, pack.scale.top) and pack.competency(competency)
        }

    def finish(self, sitting_id: str) -> Sitting:
        """Complete a sitting.

        Raises:
            InputError: there is no such sitting, or nothing was rated in it.
        """
        sitting = self._sitting(sitting_id)
        if not self.ratings_of(sitting_id):
            raise InputError(InputCode.NOTHING_CHOSEN, "ratings")
        if sitting.finished_at is not None:
            return sitting
        finished = replace(sitting, finished_at=self._clock.now())
        with self._journal.transaction():
            self._journal.sittings.update(finished)
        self._feed.publish(Topic.RATINGS)
        return finished

    def discard(self, sitting_id: str) -> None:
        """Drop a sitting in which nothing was rated.

        Raises:
            InputError: there is no such sitting, or ratings were given in it; they are never
                dropped.
        """
        self._sitting(sitting_id)
        with self._journal.reading():
            has_ratings = bool(self._journal.sittings.ratings(sitting_id))
        if has_ratings:
            raise InputError(InputCode.NOT_ALLOWED_NOW, "sitting")
        with self._journal.transaction():
            self._journal.sittings.remove(sitting_id)
        self._feed.publish(Topic.RATINGS)

    def ledger(self, competency: str | None = None) -> tuple[Rating, ...]:
        """Give everything ever rated, oldest first."""
        with self._journal.reading():
            return self._journal.sittings.ratings(competency=competency)

    def held(self) -> frozenset[tuple[SittingKind, int | None]]:
        """Give kind and module of every finished sitting that counts on the present scale.

        What was rated on a scale of another length can be compared with nothing: it is asked
        again.
        """
        tops, top = self._packs.scale_tops(), self._programme.pack.scale.top
        with self._journal.reading():
            sittings = self._journal.sittings.list_all()
            ratings = self._journal.sittings.ratings()
        rated = {r.sitting for r in ratings}
        counting = {r.sitting for r in ratings if is_comparable(r, tops, top)}
        return frozenset(
            (s.kind, s.module)
            for s in sittings
            if s.finished_at is not None and (s.id in counting or s.id not in rated)
        )

    def suggested(self) -> SuggestedSitting | None:
        """Say what comes next: baseline, the newest module, end, look back.

        A module that was missed is not asked for; it can still be rated.
        """
        held = self.held()
        kinds = {kind for kind, _module in held}
        if SittingKind.BASELINE not in kinds:
            return SuggestedSitting(SittingKind.BASELINE)
        modules = self._programme.modules()
        begun = [
            m
            for m in modules
            if m.state is not ModuleState.PLANNED and m.attendance is not Attendance.MISSED
        ]
        if (
            begun
            and (SittingKind.MODULE, begun[-1].number) not in held
            and SittingKind.END not in kinds
        ):
            return SuggestedSitting(SittingKind.MODULE, begun[-1].number)
        if (
            modules
            and all(m.state is ModuleState.DONE for m in modules)
            and SittingKind.END not in kinds
        ):
            return SuggestedSitting(SittingKind.END)
        if SittingKind.END in kinds and SittingKind.LOOKBACK not in kinds:
            return SuggestedSitting(SittingKind.LOOKBACK)
        return None

    def _sitting(self, sitting_id: str) -> Sitting:
        with self._journal.reading():
            sitting = self._journal.sittings.get(sitting_id)
        if sitting is None:
            raise InputError(InputCode.UNKNOWN_REFERENCE, "sitting")
        return sitting

    def _narrowed(self, sitting: Sitting) -> Sitting:
        """Give a sitting without what the programme in force does not have."""
        pack = self._programme.pack
        kept = tuple(c for c in sitting.competencies if pack.competency(c) is not None)
        return sitting if kept == sitting.competencies else replace(sitting, competencies=kept)

    def _known(self, competency: str) -> None:
        if self._programme.pack.competency(competency) is None:
            raise InputError(InputCode.UNKNOWN_REFERENCE, "competency")
