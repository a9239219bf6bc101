"""What leaves the journal as a document: kinds, choosing, and the content ready to be set."""

from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from ahpjournal.domain.entries import Entry, EntryFilter, Sharing
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module, Pack
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.domain.reply_form import ReplyForm


class PortfolioKind(StrEnum):
    """Which document is made."""

    COACH = "coach"
    PORTFOLIO = "portfolio"
    ENTRY = "entry"
    NARRATIVE = "narrative"
    HCPC = "hcpc"
    GOSC = "gosc"
    ARCHIVE = "archive"

    def audience(self, *, has_open_pages: bool = False) -> tuple[Sharing, ...]:
        """Which entries a rule may take in; others leave only when they are picked one by one.

        What was marked for the coach is for the coach: it is no part of what others are given.
        An archive has everything on its pages, unless these open for anybody.
        """
        if self is PortfolioKind.ARCHIVE and not has_open_pages:
            return tuple(Sharing)
        if self in {PortfolioKind.COACH, PortfolioKind.ENTRY, PortfolioKind.ARCHIVE}:
            return (Sharing.COACH, Sharing.PORTFOLIO)
        return (Sharing.PORTFOLIO,)

    def is_for_its_owner(self, *, has_open_pages: bool = False) -> bool:
        """Tell whether private sections and tags are in it."""
        return self is PortfolioKind.ARCHIVE and not has_open_pages

    @property
    def shows_cpd(self) -> bool:
        """Whether the record of professional development is in it."""
        return self in {PortfolioKind.ARCHIVE, PortfolioKind.HCPC, PortfolioKind.GOSC}


ONE_ENTRY = frozenset({PortfolioKind.ENTRY, PortfolioKind.NARRATIVE})
"""Kinds that show a single entry."""


class LeavingKind(StrEnum):
    """What sort of thing leaves."""

    COVER = "cover"
    WORDS = "words"
    PROGRAMME = "programme"
    RATINGS = "ratings"
    REASONS = "reasons"
    ACTION = "action"
    ENTRY = "entry"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Selection:
    """What the owner chose: single things by their ids, and rules.

    *entries* and *actions* were picked one by one, private ones too. An entry that one of *rules*
    finds leaves as well, if it is shared for the kind of document; a rule that names sharing
    states asks for those instead. *action_states* takes actions in by their state. What is in
    *left_out* never leaves. *kinds*, if not empty, names the only sorts of things that leave.
    *talk_about* is Markdown: what I want to talk about. Private sections stay out even if their
    entry is picked. *open_pages*: the pages of an archive open for anybody, and show only what is
    shared; the journal inside is encrypted in any case. *asked* are the entries about which the
    coach is asked; None for the newest.
    """

    entries: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    talk_about: str = field(default="", repr=False)
    include_ratings: bool = True
    include_reasons: bool = True
    rules: tuple[EntryFilter, ...] = field(default=(), repr=False)
    action_states: tuple[ActionState, ...] = ()
    left_out: tuple[str, ...] = ()
    kinds: frozenset[LeavingKind] = frozenset()
    open_pages: bool = False
    asked: tuple[str, ...] | None = None

    def takes(self, kind: LeavingKind) -> bool:
        """Tell whether things of *kind* leave at all."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True)
class ChosenEntry:
    """An entry with only the sections that leave, and the model that gives their headings.

    *kept_back* counts its written sections that stay.
    """

    entry: Entry
    model: ReflectiveModel | None
    kept_back: int = 0


@dataclass(frozen=True, slots=True)
class SealedJournal:
    """A whole journal as a file of its own, encrypted, with the key slots that lie beside it.

    *name* is that of the file, *keys_name* that of the slots: kept side by side, they open.
    """

    name: str
    data: bytes = field(repr=False)
    keys_name: str
    keys: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PortfolioContent:
    """Everything the document shows and nothing else. *profession* is the name in words.

    *form* has the boxes that the coach may fill in. *sealed* is the whole journal, in the archive
    alone; *open_pages* says that its pages open for anybody.
    """

    profile: Profile
    profession: str
    pack: Pack
    modules: tuple[Module, ...]
    prepared_on: date
    export_id: str
    talk_about: str = field(repr=False)
    progress: ProgressReport | None = None
    with_reasons: bool = True
    actions: tuple[ActionPlan, ...] = ()
    entries: tuple[ChosenEntry, ...] = ()
    kind: PortfolioKind = PortfolioKind.COACH
    evidence: tuple[Evidence, ...] = ()
    sealed: SealedJournal | None = None
    open_pages: bool = False
    shows_programme: bool = True
    form: ReplyForm | None = None


def leaving_part(entry: Entry, kind: PortfolioKind, *, has_open_pages: bool = False) -> Entry:
    """Give *entry* as it leaves in a document of *kind*.

    Choosing an entry shares all of it but the sections marked private, and but those marked for
    the coach in what others are given. Tags are for its owner alone.
    """
    if kind.is_for_its_owner(has_open_pages=has_open_pages):
        kept = tuple(s for s in entry.sections if s.markdown.strip())
        return replace(entry, sections=kept)
    allowed = {None, *kind.audience(has_open_pages=has_open_pages)}
    kept = tuple(s for s in entry.sections if s.sharing in allowed and s.markdown.strip())
    return replace(entry, sections=kept, tags=(), cpd=entry.cpd if kind.shows_cpd else None)
