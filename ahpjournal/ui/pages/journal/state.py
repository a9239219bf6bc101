"""What the journal page shows, as plain values, and what its presenter needs of the view."""

from dataclasses import field
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from typing import Protocol

from ahpjournal.domain.entries import Entry, EntryFilter, EntryState
from ahpjournal.domain.links import LinksOf
from ahpjournal.domain.programme import Competency, Module, Theme
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.services.messages import UserMessage
from ahpjournal.ui.versions.presenter import VersionsDisplay


class EntryView(StrEnum):
    """Which entries are listed."""

    ALL = "all"
    MODULE = "module"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class ListState:
    """The list column. *keys* are row numbers, newest event first.

    *months* counts the listed entries by month, in the same order; it is empty while searching.
    *hint* says what is wrong with a filter in *query*.
    """

    view: EntryView
    query: str = field(repr=False)
    keys: tuple[int, ...] = field(repr=False)
    months: tuple[tuple[date, int], ...] = field(repr=False)
    total: int
    selected_key: int | None
    module: Module | None
    today: date
    is_read_only: bool
    hint: str = ""


class SaveMark(Enum):
    """How saving stands."""

    NOTHING = auto()
    """Nothing is written yet."""
    TYPING = auto()
    SAVED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SaveState:
    """How saving stands, and what is counted when it does. *written* has ids of stages."""

    mark: SaveMark = SaveMark.NOTHING
    saved_at: datetime | None = None
    today: date | None = None
    words: int = 0
    written: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkedAction:
    """An action that came from the open entry."""

    id: str
    title: str = field(repr=False)
    is_open: bool


@dataclass(frozen=True, slots=True)
class CoachSaid:
    """What one reply says of the open entry. *title* names the reply."""

    reply: str
    title: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class EditorState:
    """The editor column and the details, but for the text being typed.

    *entry* None shows what to do first; *removed* is the id of the entry just removed; *restored*
    tells that an earlier version of the entry was just brought back.
    """

    entry: Entry | None
    model: ReflectiveModel
    models: tuple[ReflectiveModel, ...]
    modules: tuple[Module, ...]
    themes: tuple[Theme, ...]
    competencies: tuple[Competency, ...]
    tags: tuple[str, ...]
    actions: tuple[LinkedAction, ...]
    links: LinksOf
    prompt_source: str
    reminders: tuple[str, ...]
    save: SaveState
    today: date
    is_new: bool
    is_read_only: bool
    has_entries: bool
    removed: str = ""
    restored: bool = False
    problem: UserMessage | None = None
    said: tuple[CoachSaid, ...] = ()
    """What coaches said of the entry, the newest first."""


class JournalDisplay(VersionsDisplay, Protocol):
    """What the presenter needs of the view."""

    def render_list(self, state: ListState) -> None:
        """Show the list column."""

    def render_editor(self, state: EditorState, *, fill: bool) -> None:
        """Show the editor column and the details; with *fill* the texts are put in as well."""

    def show_saving(self, state: SaveState) -> None:
        """Say how saving stands."""

    def finish_typing(self) -> None:
        """Complete what is still being put into the texts, as a long paste; it counts as typed."""

    def typed_entry(self, original: Entry) -> Entry:
        """Give *original* with the title and texts typed for it, and for no other entry."""

    def refresh_row(self, key: int) -> None:
        """Read one row of the list again."""

    def show_query(self, text: str) -> None:
        """Put *text* into the search field and the cursor behind it."""

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""

    def reveal_attachments(self) -> None:
        """Bring the attachments of the open entry into view."""

    def forget_buffers(self, entry_id: str) -> None:
        """Drop the texts kept for an entry."""


def filter_of(view: EntryView, query: str, module: int | None) -> EntryFilter:
    """Give what to list; *module* is the number of the module under way."""
    match view:
        case EntryView.MODULE:
            return EntryFilter(query=query, module=module)
        case EntryView.LATER:
            return EntryFilter(query=query, state=EntryState.DRAFT)
        case EntryView.ALL:
            return EntryFilter(query=query)
