"""Everything that was ever rated of one competency, and adding what others see. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from datetime import date
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.programme import Competency, ScaleLevel
from ahpjournal.domain.ratings import Rater, Rating, Sitting, rating_history
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers


@dataclass(frozen=True, slots=True)
class RatedLine:
    """A rating with what explains it.

    *occasion* names the sitting; it is empty for somebody else's view. *level* and *top* come
    from the pack that the rating was made under; where that is unknown, both are None. *pack* is
    that pack's title if it is another programme than the present one. *evidence* is what it rests
    on.
    """

    rating: Rating
    on: date
    occasion: str
    level: ScaleLevel | None
    top: int | None
    pack: str = ""
    evidence: tuple[EvidenceItem, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A rating as it stands, and what it corrected, the last first."""

    present: RatedLine
    corrected: tuple[RatedLine, ...]
    may_correct: bool = False
    """Whether it was made on the present scale, in a finished sitting, and can be written."""


@dataclass(frozen=True, slots=True)
class HistoryState:
    """The history of one competency; *fill* empties the form for somebody else's view."""

    competency: Competency
    is_archived: bool
    rows: tuple[HistoryRow, ...]
    levels: tuple[ScaleLevel, ...]
    no_chance_name: str
    today: date
    may_add: bool
    fill: bool
    reason: str = field(default="", repr=False)
    correcting: RatedLine | None = None
    """The rating that is being corrected."""
    draft: CorrectionDraft | None = None
    """What was typed before as its correction."""
    is_added: bool = False
    is_corrected: bool = False
    problem: UserMessage | None = None
    problem_field: str = ""


@dataclass(frozen=True, slots=True)
class TypedView:
    """Somebody else's view as it stands in the form."""

    rater: Rater
    level: int | None
    on: date
    because: str = field(repr=False)


class HistoryDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_history(self, state: HistoryState) -> None:
        """Show the history of a competency."""

    def typed_view(self) -> TypedView:
        """Give what stands in the form.

        Raises:
            InputError: no level is chosen, or the date is missing or none; *field* says which.
        """

    def typed_correction(self) -> CorrectionDraft:
        """Give what stands in the form of a correction.

        Raises:
            InputError: no level is chosen.
        """

    def typed_view_reason(self) -> str:
        """Give the reason that stands in the form."""


class HistoryPresenter:
    """Shows the ledger of one competency; a reason being typed is kept on disk."""

    def __init__(
        self,
        display: HistoryDisplay,
        session: JournalSession,
        sitting_label: Callable[[Sitting], str],
        timers: Timers,
    ) -> None:
        """Present the ledger of *session* on *display*."""
        self._display = display
        self._session = session
        self._label = sitting_label
        self._competency: Competency | None = None
        self._is_archived = False
        self._problem: UserMessage | None = None
        self._problem_field = ""
        self._is_added = self._is_corrected = False
        self._correcting = ""
        self._autosave = Autosave(timers, self._keep_reason)
        self._correction = Autosave(timers, self._keep_correction)

    @property
    def is_open(self) -> bool:
        """Whether a history is shown."""
        return self._competency is not None

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed or self._correction.has_failed

    @property
    def competency_id(self) -> str:
        """The id of the competency whose history is shown; empty if none is."""
        return self._competency.id if self._competency is not None else ""

    def open(self, competency_id: str) -> None:
        """Show the history of a competency, also of one that the present pack leaves out."""
        present = self._session.pack.competency(competency_id)
        archived = (c for c in self._session.packs.archived() if c.id == competency_id)
        found = present or next(archived, None)
        if found is None:
            return
        self._competency, self._is_archived = found, present is None
        self._problem, self._problem_field = None, ""
        self._is_added = self._is_corrected = False
        self._correcting = self._begun_correction(found.id)
        self.render(fill=True)

    def close(self) -> bool:
        """Put the history away; it stays if what was typed cannot be kept."""
        if not self.flush():
            return False
        self._competency = None
        return True

    def flush(self) -> bool:
        """Keep what is being typed; tell whether it is on disk."""
        return self._autosave.flush() and self._correction.flush()

    def forget(self) -> None:
        """Stop saving: the page goes."""
        self._autosave.forget()
        self._correction.forget()

    def reason_edited(self) -> None:
        """Keep the reason on disk while it is typed."""
        if not self._session.is_read_only:
            self._autosave.touch()

    def correction_edited(self) -> None:
        """Keep the correction on disk while it is typed."""
        if self._correcting:
            self._correction.touch()

    def add(self) -> None:
        """Add what stands in the form as somebody else's view."""
        competency = self._competency
        if competency is None:
            return
        try:
            typed = self._display.typed_view()
            self._is_added, self._problem, self._problem_field = True, None, ""
            self._is_corrected = False
            self._session.ratings.add_view(
                competency.id,
                typed.rater,
                typed.level,
                because=typed.because.strip(),
                on=typed.on,
            )
        except AhpJournalError as error:
            self._fail(error)
            return
        self._autosave.forget()
        self.render(fill=True)

    def correct(self, rating_id: str) -> None:
        """Begin to correct a rating, or go on with it; an empty id leaves it as it is."""
        try:
            if not rating_id and self._correcting:
                self._correction.forget()
                self._session.ratings.drafts.drop_correction(self._correcting)
        except AhpJournalError as error:
            self._fail(error)
            return
        if not self._correction.flush():
            return
        self._correcting = rating_id
        self._problem, self._is_added, self._is_corrected = None, False, False
        self.render()

    def add_correction(self) -> None:
        """Add what stands in the form beside the rating that it corrects."""
        present = self._corrected_line()
        if present is None:
            return
        rating = present.rating
        try:
            typed = self._display.typed_correction()
            # News of it refreshes the page at once: what is shown then has to be true.
            self._correcting, self._problem, self._problem_field = "", None, ""
            self._is_added, self._is_corrected = False, True
            self._session.ratings.rate(
                rating.sitting,
                rating.competency,
                typed.level,
                confidence=rating.confidence,
                because=typed.because.strip(),
                rater=rating.rater,
                evidence=[link for link in rating.evidence if link not in typed.unlinked],
            )
            self._session.ratings.drafts.drop_correction(rating.id)
        except AhpJournalError as error:
            self._correcting, self._is_corrected = rating.id, False
            self._fail(error)
            return
        self._correction.forget()
        self.render()

    def _corrected_line(self) -> RatedLine | None:
        if self._competency is None or not self._correcting:
            return None
        rows = self._rows(self._competency.id)
        wanted = (r.present for r in rows if r.may_correct)
        return next((line for line in wanted if line.rating.id == self._correcting), None)

    def render(self, *, fill: bool = False) -> None:
        """Show the history as it is now."""
        competency, session = self._competency, self._session
        if competency is None:
            return
        scale, line = session.pack.scale, self._corrected_line()
        self._display.render_history(
            HistoryState(
                competency=competency,
                is_archived=self._is_archived,
                rows=self._rows(competency.id),
                levels=scale.levels,
                no_chance_name=scale.no_chance_name,
                today=session.clock.today(),
                may_add=not (self._is_archived or session.is_read_only),
                fill=fill,
                reason=session.ratings.drafts.view(competency.id) if fill else "",
                correcting=line,
                draft=session.ratings.drafts.correction(line.rating.id) if line else None,
                is_added=self._is_added,
                is_corrected=self._is_corrected,
                problem=self._problem,
                problem_field=self._problem_field,
            )
        )

    def _keep_reason(self) -> bool:
        if self._competency is None:
            return True
        try:
            self._session.ratings.drafts.keep_view(
                self._competency.id, self._display.typed_view_reason()
            )
        except AhpJournalError as error:
            self._fail(error)
            return False
        return True

    def _keep_correction(self) -> bool:
        if self._corrected_line() is None:  # merged away or corrected elsewhere
            return True
        try:
            self._session.ratings.drafts.keep_correction(
                self._correcting, self._display.typed_correction()
            )
        except AhpJournalError as error:
            self._fail(error)
            return False
        return True

    def _begun_correction(self, competency_id: str) -> str:
        """Give the id of the rating whose correction was being typed; empty if none was."""
        drafts = self._session.ratings.drafts
        ids = (r.present.rating.id for r in self._rows(competency_id) if r.may_correct)
        return next((one for one in ids if drafts.correction(one) is not None), "")

    def _fail(self, error: AhpJournalError) -> None:
        self._is_added = False
        self._problem = describe(error)
        self._problem_field = error.field if isinstance(error, InputError) else ""
        self.render()

    def _rows(self, competency_id: str) -> tuple[HistoryRow, ...]:
        sittings = {s.id: s for s in self._session.ratings.sittings()}
        packs = self._session.packs.known()
        present = self._session.pack
        ledger = self._session.ratings.ledger(competency_id)
        named = self._session.ratings.evidence_of(ledger)

        def line(rating: Rating) -> RatedLine:
            sitting = sittings.get(rating.sitting)
            pack = packs.get((rating.pack_id, rating.pack_version))
            if pack is None and not rating.pack_id:
                pack = present
            levels = pack.scale.levels if pack is not None else ()
            is_own = rating.rater is Rater.SELF
            return RatedLine(
                rating=rating,
                on=sitting.on if sitting is not None else rating.rated_at.date(),
                occasion=self._label(sitting) if sitting is not None and is_own else "",
                level=next((level for level in levels if level.number == rating.level), None),
                top=len(levels) or None,
                pack=pack.title if pack is not None and pack.id != present.id else "",
                evidence=tuple(named[link] for link in rating.evidence),
            )

        def may_correct(rating: Rating) -> bool:
            sitting = sittings.get(rating.sitting)
            is_over = sitting is not None and sitting.finished_at is not None
            pack = packs.get((rating.pack_id, rating.pack_version), present)
            same_scale = pack.id == present.id and pack.scale.top == present.scale.top
            return is_over and same_scale and not (self._is_archived or self._session.is_read_only)

        return tuple(
            HistoryRow(
                line(one.rating), tuple(line(r) for r in one.corrected), may_correct(one.rating)
            )
            for one in sorted(
                rating_history(ledger), key=lambda one: line(one.rating).on, reverse=True
            )
        )
