"""What the screens of the competencies page show."""

from dataclasses import field
from typing import Protocol

from ahpjournal.domain.programme import Competency, ConfidenceQuestion, ScaleLevel
from ahpjournal.domain.ratings import NOTHING_RATED, Rating, Sitting, SittingKind, Tally
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage
from ahpjournal.ui.pages.competencies.evidence_choice import EvidenceChoice
from ahpjournal.ui.pages.competencies.history_presenter import HistoryDisplay


@dataclass(frozen=True, slots=True)
class SittingOffer:
    """A sitting that can be begun or resumed; *tally* says how far it is with those *asked*."""

    kind: SittingKind
    module: int | None
    module_title: str
    asked: int
    tally: Tally = NOTHING_RATED
    sitting: str = ""
    """Id of the unfinished sitting to resume; empty to begin a new one."""


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """A competency as the overview lists it; *level* is the latest self-rating or None.

    *on_other_scale* says that it was rated, but on a scale of another length.
    """

    competency: Competency
    level: ScaleLevel | None
    no_chance_yet: bool
    evidence: int
    on_other_scale: bool = False


@dataclass(frozen=True, slots=True)
class AreaRows:
    """The competencies of one area."""

    name: str
    description: str
    rows: tuple[CompetencyRow, ...]


@dataclass(frozen=True, slots=True)
class PastSitting:
    """A finished sitting as listed."""

    sitting: Sitting
    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class OverviewState:
    """The page when nobody is rating."""

    unfinished: tuple[SittingOffer, ...]
    suggested: SittingOffer | None
    others: tuple[SittingOffer, ...]
    areas: tuple[AreaRows, ...]
    past: tuple[PastSitting, ...]
    top: int
    archived: tuple[Competency, ...] = ()
    """Rated under an earlier programme, and no part of the present one."""
    is_history_hidden: bool = False
    """While a sitting is under way."""
    is_read_only: bool = False
    problem: UserMessage | None = None


@dataclass(frozen=True, slots=True)
class AskedCompetency:
    """A competency in the present sitting.

    *answered* says that it was rated in this sitting, *no_chance* that there was no chance yet.
    """

    competency: Competency
    answered: bool
    no_chance: bool = False


@dataclass(frozen=True, slots=True)
class SittingState:
    """The page while rating. Earlier ratings are not part of it: they stay hidden."""

    sitting: Sitting
    label: str
    asked: tuple[AskedCompetency, ...]
    position: int
    levels: tuple[ScaleLevel, ...]
    no_chance_name: str
    no_chance_anchor: str
    rating: Rating | None
    because: str = field(repr=False, default="")
    problem: UserMessage | None = None
    evidence: EvidenceChoice = field(default_factory=EvidenceChoice)
    confidence: ConfidenceQuestion | None = None
    all_count: int = 0
    """How many competencies the programme has in all."""

    @property
    def current(self) -> Competency:
        """The competency being rated."""
        return self.asked[self.position].competency

    @property
    def tally(self) -> Tally:
        """How far this sitting is."""
        no_chance = sum(1 for a in self.asked if a.no_chance)
        return Tally(sum(1 for a in self.asked if a.answered) - no_chance, no_chance)


@dataclass(frozen=True, slots=True)
class FinishedState:
    """Shown once after a sitting."""

    label: str
    tally: Tally
    asked: int
    higher: tuple[Competency, ...] = ()
    same: tuple[Competency, ...] = ()
    lower: tuple[Competency, ...] = ()
    """Rated higher than, as, or lower than the time before; empty where there was none."""
    is_look_back_next: bool = False
    """After the end: what has changed stays out of sight until one has looked back."""
    start_higher: tuple[Competency, ...] = ()
    start_lower: tuple[Competency, ...] = ()
    """Looking back: where the start is seen higher or lower than it was rated then."""


class CompetenciesDisplay(HistoryDisplay, Protocol):
    """What the presenter needs of the view."""

    def render_overview(self, state: OverviewState) -> None:
        """Show the overview."""

    def render_sitting(self, state: SittingState) -> None:
        """Show the sitting at its position."""

    def render_finished(self, state: FinishedState) -> None:
        """Show that a sitting is complete."""

    def typed_because(self) -> str:
        """Give the text now in the "because" field."""
