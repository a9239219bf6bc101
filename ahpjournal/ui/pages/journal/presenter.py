"""What the journal page shows and does. No Qt here."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.entries import Entry, EntryFilter, EntryState, Sharing
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.programme import Competency, Module, Theme
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

SEARCH_FROM = 2
SEARCH_AFTER_MS = 120


class EntryView(StrEnum):
    """Which entries are listed."""

    ALL = "all"
    MODULE = "module"
    LATER = "later"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class ListState:
    """The list column. *keys* are row numbers, newest event first."""

    view: EntryView
    query: str = field(repr=False)
    keys: tuple[int, ...] = field(repr=False)
    total: int
    selected_key: int | None
    module: Module | None
    today: date


@dataclass(frozen=True, slots=True)
class EditorState:
    """The editor column, but for the text being typed. *entry* None shows what to do first."""

    entry: Entry | None
    model: ReflectiveModel | None
    models: tuple[ReflectiveModel, ...]
    modules: tuple[Module, ...]
    themes: tuple[Theme, ...]
    competencies: tuple[Competency, ...]
    tags: tuple[str, ...]
    reminder: str
    saved_at: datetime | None
    is_saved: bool
    words: int
    is_read_only: bool
    removed: str = ""
    problem: UserMessage | None = None


class JournalDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_list(self, state: ListState) -> None:
        """Show the list column."""

    def render_editor(self, state: EditorState, *, fill: bool) -> None:
        """Show the editor column; with *fill* the texts are put in as well."""

    def show_saving(self, *, is_saved: bool, words: int) -> None:
        """Say whether the text is on disk, and count its words."""

    def typed_entry(self, original: Entry) -> Entry:
        """Give *original* with the title and texts as they stand in the fields."""

    def refresh_rows(self) -> None:
        """Read the rows in view again: one of them has changed."""

    def show_query(self, text: str) -> None:
        """Put *text* into the search field."""

    def focus_writing(self) -> None:
        """Put the cursor where one begins to write."""

    def forget_buffers(self, entry_id: str) -> None:
        """Drop the documents kept for an entry."""


class JournalPresenter:
    """Finds entries, and keeps the open one saved while it is written."""

    def __init__(
        self, display: JournalDisplay, session: JournalSession, navigator: Navigator, timers: Timers
    ) -> None:
        """Present the entries of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._view = EntryView.ALL
        self._query = ""
        self._typed_query = ""
        self._entry: Entry | None = None
        self._is_new = False
        self._is_saving = False
        self._saved_at: datetime | None = None
        self._removed = ""
        self._problem: UserMessage | None = None
        self._autosave = Autosave(timers, self._save_typed)
        self._search_timer = timers.single_shot(self._search)
        topics = Topic.ENTRIES | Topic.TAGS | Topic.PROGRAMME
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:
        """Show the list; open, begin or search as *route* asks."""
        self._refresher.shown()
        if route.action is RouteAction.NEW:
            self.new(prompt=route.text)
        elif route.action is RouteAction.SEARCH:
            self._display.show_query(route.text)
            self._view = EntryView.ALL
            self._query = self._typed_query = route.text
            self._render_list()
        elif route.record:
            self.open(route.record)
        elif self._entry is None:
            self._open_first()

    def hidden(self) -> None:
        """Save what is being typed."""
        self.flush()
        self._removed = ""
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save what is being typed; tell whether it is on disk."""
        return self._autosave.flush()

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._search_timer.stop()
        self._refresher.close()

    def choose_view(self, view: EntryView) -> None:
        """List other entries."""
        self._view = view
        self._render_list()

    def query_typed(self, text: str) -> None:
        """Search once typing pauses; fewer than two letters list everything."""
        self._typed_query = text
        self._search_timer.start(SEARCH_AFTER_MS)

    def open(self, entry_id: str) -> None:
        """Open an entry, saving the one before."""
        if self._entry is not None and self._entry.id == entry_id:
            return
        if not self.flush():
            self._render_list()
            return
        try:
            entry = self._session.entries.get(entry_id)
        except AhpJournalError as error:
            self._fail(error)
            return
        if entry is None:
            self._render_list()
            return
        self._show_entry(entry, is_new=False)

    def new(self, prompt: str = "") -> None:
        """Begin an entry; it is stored as soon as something is typed."""
        if not self.flush() or self._session.is_read_only:
            return
        module = self._session.programme.current()
        draft = self._session.entries.draft(
            prompt=prompt, module=module.number if module is not None else None
        )
        self._show_entry(draft, is_new=True)
        self._display.focus_writing()

    def edited(self) -> None:
        """Take note that title or text changed."""
        if self._entry is None or self._session.is_read_only:
            return
        self._autosave.touch()
        typed = self._display.typed_entry(self._entry)
        self._display.show_saving(is_saved=False, words=typed.words)

    def change(self, **changes: object) -> None:
        """Save a choice at once: date, module, links, sharing, state, CPD."""
        if self._entry is None or self._session.is_read_only:
            return
        typed = self._display.typed_entry(self._entry)
        self._entry = replace(typed, **changes)  # type: ignore[arg-type]
        if self._entry.is_blank and self._is_new:
            self._render_editor(fill=False)
            return
        self._autosave.touch()
        self._autosave.flush()
        self._render_editor(fill=False)

    def change_model(self, model_id: str) -> None:
        """Lay the entry out under another model; no text is lost."""
        if self._entry is None:
            return
        typed = self._display.typed_entry(self._entry)
        self._entry = self._session.entries.change_model(typed, model_id)
        self._display.forget_buffers(self._entry.id)
        self._render_editor(fill=True)
        if not self._entry.is_blank:
            self._autosave.touch()
            self._autosave.flush()

    def add_tag(self, name: str) -> None:
        """Tag the entry; a tag in use keeps its spelling."""
        word = " ".join(name.split())
        if self._entry is None or not word:
            return
        known = {tag.casefold(): tag for tag, _uses in self._session.entries.tags()}
        tag = known.get(word.casefold(), word)
        if tag.casefold() not in {t.casefold() for t in self._entry.tags}:
            self.change(tags=(*self._entry.tags, tag))

    def remove_tag(self, name: str) -> None:
        """Take a tag off the entry."""
        if self._entry is not None:
            self.change(tags=tuple(t for t in self._entry.tags if t != name))

    def make_action(self) -> None:
        """Go and make an action from this entry."""
        if self._entry is not None and self.flush() and not self._is_new:
            self._navigator.go(Route(PageId.ACTIONS, RouteAction.NEW, self._entry.id))

    def remove(self) -> None:
        """Remove the open entry; it can be brought back."""
        entry = self._entry
        if entry is None:
            return
        if not self._is_new:
            if not self.flush():
                return
            try:
                self._session.entries.remove(entry.id)
            except AhpJournalError as error:
                self._fail(error)
                return
            self._removed = entry.id
        self._autosave.forget()
        self._display.forget_buffers(entry.id)
        self._entry, self._is_new = None, False
        self._refresh()

    def undo_remove(self) -> None:
        """Bring back the entry just removed."""
        if not self._removed:
            return
        entry_id, self._removed = self._removed, ""
        try:
            self._session.entries.restore(entry_id)
        except AhpJournalError as error:
            self._fail(error)
            return
        self.open(entry_id)

    def try_again(self) -> None:
        """Try again to save, or bring back what was removed: whatever the banner offers."""
        if self._removed:
            self.undo_remove()
        else:
            self._autosave.touch()
            self._autosave.flush()
            self._render_editor(fill=False)

    def _open_first(self) -> None:
        keys = self._keys()
        rows = self._session.entries.page(keys[:1])
        if rows:
            self.open(rows[0].id)
        else:
            self._render_editor(fill=True)

    def _show_entry(self, entry: Entry, *, is_new: bool) -> None:
        self._entry, self._is_new = entry, is_new
        self._saved_at = entry.updated_at
        self._removed = ""
        self._problem = None
        self._render_editor(fill=True)
        self._render_list()

    def _save_typed(self) -> bool:
        if self._entry is None:
            return True
        typed = self._display.typed_entry(self._entry)
        if self._is_new and typed.is_blank:
            self._display.show_saving(is_saved=True, words=0)
            return True
        self._is_saving = True
        try:
            self._entry = self._session.entries.save(typed)
        except AhpJournalError as error:
            self._entry = typed
            self._fail(error)
            return False
        finally:
            self._is_saving = False
        was_new, self._is_new = self._is_new, False
        self._saved_at = self._session.clock.now()
        self._removed = ""
        had_problem, self._problem = self._problem is not None, None
        self._display.show_saving(is_saved=True, words=self._entry.words)
        if was_new:
            self._render_list()
        else:
            self._display.refresh_rows()
        if had_problem or was_new:
            self._render_editor(fill=False)
        return True

    def _fail(self, error: AhpJournalError) -> None:
        self._problem = describe(error)
        self._render_editor(fill=False)

    def _search(self) -> None:
        typed = self._typed_query.strip()
        query = typed if len(typed) >= SEARCH_FROM else ""
        if query != self._query:
            self._query = query
            self._render_list()

    def _filter(self) -> EntryFilter:
        wanted = EntryFilter(query=self._query)
        match self._view:
            case EntryView.MODULE:
                module = self._session.programme.current()
                return replace(wanted, module=module.number if module is not None else None)
            case EntryView.LATER:
                return replace(wanted, state=EntryState.DRAFT)
            case EntryView.SHARED:
                return replace(wanted, sharing=(Sharing.COACH, Sharing.PORTFOLIO))
            case EntryView.ALL:
                return wanted

    def _keys(self) -> tuple[int, ...]:
        return self._session.entries.find(self._filter())

    def _refresh(self) -> None:
        if self._is_saving:
            return
        if self._entry is None:
            self._open_first()
        self._render_list()
        self._render_editor(fill=False)

    def _render_list(self) -> None:
        selected = None
        if self._entry is not None and not self._is_new:
            selected = self._session.entries.key_of(self._entry.id)
        self._display.render_list(
            ListState(
                view=self._view,
                query=self._query,
                keys=self._keys(),
                total=self._session.entries.count(),
                selected_key=selected,
                module=self._session.programme.current(),
                today=self._session.clock.today(),
            )
        )

    def _render_editor(self, *, fill: bool) -> None:
        session, entry = self._session, self._entry
        reminders = session.pack.reminders
        self._display.render_editor(
            EditorState(
                entry=entry,
                model=session.entries.model(entry.model) if entry is not None else None,
                models=session.models,
                modules=session.programme.modules(),
                themes=session.pack.themes,
                competencies=session.pack.competencies,
                tags=tuple(tag for tag, _uses in session.entries.tags()),
                reminder=reminders[0]
                if reminders
                else _("No names, dates or places that identify."),
                saved_at=self._saved_at,
                is_saved=not self._autosave.is_pending,
                words=entry.words if entry is not None else 0,
                is_read_only=session.is_read_only,
                removed=self._removed,
                problem=self._problem,
            ),
            fill=fill,
        )
