"""What the journal page does. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ahpjournal.domain.entries import Entry, EntryFilter, EntrySummary, Sharing
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.history import RecordKind, Version
from ahpjournal.domain.links import Linked, LinkKind, LinksOf
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.tags import Tags
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe, unexpected
from ahpjournal.services.reply_words import reply_title
from ahpjournal.services.session import JournalSession
from ahpjournal.services.templates import FREE
from ahpjournal.text import _
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.pages.journal.list_search import filtered, has_filters
from ahpjournal.ui.pages.journal.state import (
    CoachSaid,
    EditorState,
    EntryView,
    JournalDisplay,
    LinkedAction,
    ListState,
    SaveMark,
    SaveState,
    filter_of,
)
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.unsaved import UnsavedText
from ahpjournal.ui.versions.presenter import VersionsPresenter

SEARCH_FROM = 2
SEARCH_AFTER_MS = 120
_VERY_LONG = 50_000
"""Words; a thesis, pasted whole."""


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
        self._keys: tuple[int, ...] = ()
        self._entry: Entry | None = None
        self._key: int | None = None
        self._is_new = False
        self._is_saving = False
        self._saved_at: datetime | None = None
        self._known_tags: Tags = ()
        self._listed_on: date | None = None
        self._words = 0
        self._written: frozenset[str] = frozenset()
        self._removed = ""
        self._is_restored = False
        self._problem: UserMessage | None = None
        self._to_close: list[Callable[[], None]] = []
        self._keeps_blank = False
        self._tell_entry: Callable[[str, bool], None] = _tell_nobody
        self.versions = VersionsPresenter(display, session, self._on_restored)
        self._autosave = Autosave(timers, self._save_typed, self._on_fault)
        self._search_timer = timers.single_shot(self._search)
        topics = Topic.ENTRIES | Topic.TAGS | Topic.PROGRAMME | Topic.ACTIONS | Topic.TEMPLATES
        self._refresher = Refresher(session.feed, topics, self._refresh)
        self.call_on_close(session.feed.subscribe(self._on_attachments))

    def shown(self, route: Route) -> None:
        """Show the list; open, begin or search as *route* asks."""
        self._refresher.shown()
        if route.action is RouteAction.NEW:
            self.new(route.text, route.module, route.record)
        elif route.action is RouteAction.SEARCH:
            self._view = EntryView.ALL
            self._typed_query = route.text
            self._display.show_query(route.text)
            self._search()
            if self._entry is None:
                self._open_first()
        elif route.record:
            self.open(route.record)
            if route.action is RouteAction.ATTACHMENTS:
                self._display.reveal_attachments()
            if route.action is RouteAction.VERSIONS and not self.versions.is_open:
                self.toggle_versions()
        elif self._entry is None:
            self._open_first()

    def hidden(self) -> None:
        """Save what is being typed."""
        self.flush()
        self._removed = ""
        self._is_restored = False
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save what is being typed; tell whether it is on disk."""
        self._display.finish_typing()
        return self._autosave.flush()

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._search_timer.stop()
        self._refresher.close()
        while self._to_close:
            self._to_close.pop()()
        self._entry = None

    def call_on_close(self, ending: Callable[[], None]) -> None:
        """Call *ending* when the page closes."""
        self._to_close.append(ending)

    @property
    def entry_id(self) -> str:
        """The id of the open entry; empty if there is none."""
        return self._entry.id if self._entry is not None else ""

    def tell_entry(self, hear: Callable[[str, bool], None]) -> None:
        """Tell *hear* which entry is open, and whether it is not stored yet, at every change."""
        self._tell_entry = hear

    def store_entry(self) -> str:
        """Store the open entry, blank or not; gives its id, empty if that is not possible."""
        if self._entry is None or self._session.is_read_only:
            return ""
        if self._is_new:
            self._keeps_blank = True
            self._autosave.touch()
        is_stored = self.flush()
        self._keeps_blank = False
        return self._entry.id if is_stored else ""

    def unsaved(self) -> tuple[UnsavedText, ...]:
        """Give what was typed in the open entry and could not be saved."""
        if self._entry is None or not self._autosave.has_failed:
            return ()
        typed = self._display.typed_entry(self._entry)
        parts = [f"{s.heading}\n\n{s.markdown}".strip() for s in typed.sections]
        text = "\n\n".join(part for part in (typed.title, *parts) if part.strip())
        return (UnsavedText(_("Journal"), text),)

    def rows(self, keys: Sequence[int], query: str) -> tuple[EntrySummary, ...]:
        """Give what rows of the list show; none of them if the journal cannot be read."""
        try:
            return self._session.entries.page(keys, query)
        except AhpJournalError as error:
            self._problem = describe(error)
            return ()

    def keep_word(self, word: str) -> bool:
        """Keep *word* as a personal word; tell whether it is kept."""
        try:
            self._session.spelling.always(word)
        except AhpJournalError as error:
            self._fail(error)
            return False
        return True

    def choose_view(self, view: EntryView) -> None:
        """List other entries."""
        self._view = view
        self._render_list()

    def query_typed(self, text: str) -> None:
        """Search once typing pauses; fewer than two letters list everything."""
        self._typed_query = text
        self._search_timer.start(SEARCH_AFTER_MS)

    def search_everywhere(self) -> None:
        """Look for what is typed in everything, not in reflections alone."""
        self._navigator.go(Route(PageId.FIND, RouteAction.SEARCH, text=self._typed_query.strip()))

    def open(self, entry_id: str) -> None:
        """Open an entry, saving the one before; it stays open if that fails."""
        if self._entry is not None and self._entry.id == entry_id:
            return
        if not self.flush():
            self._render_list()
            return
        try:
            entry = self._session.entries.get(entry_id)
            key = self._session.entries.key_of(entry_id)
        except AhpJournalError as error:
            self._fail(error)
            return
        if entry is None:
            self._render_list()
            return
        self._show_entry(entry, key)

    def new(self, prompt: str = "", module: int | None = None, model: str = "") -> None:
        """Begin an entry about *module*, or the current one; it is stored by the first letter.

        *model* is the reflective model or template to write under; free form if empty.
        """
        if not self.flush() or self._session.is_read_only:
            return
        current = self._session.programme.current()
        if module is None and current is not None:
            module = current.number
        draft = self._session.entries.draft(
            model=model or FREE,
            prompt=prompt,
            themes=self._themes_of(prompt),
            module=module,
        )
        self._show_entry(draft, None)
        self._display.focus_writing()

    def edited(self) -> None:
        """Take note that title or text changed."""
        if self._entry is None or self._session.is_read_only:
            return
        self._autosave.touch(is_long=self._words > _VERY_LONG)
        self._display.show_saving(self._save_state())

    def change(self, **changes: Any) -> None:
        """Save a choice at once: date, module, links, sharing, state, CPD."""
        if self._entry is None or self._session.is_read_only:
            return
        self._display.finish_typing()
        self._entry = replace(self._display.typed_entry(self._entry), **changes)
        self._autosave.touch()
        self._display.show_saving(self._save_state())  # not "saved", whatever happens below
        self._autosave.flush()
        self._render_editor(fill=False)

    def change_model(self, model_id: str) -> None:
        """Lay the entry out under another model; no text is lost."""
        if self._entry is None or self._session.is_read_only or model_id == self._entry.model:
            return
        self._display.finish_typing()
        typed = self._display.typed_entry(self._entry)
        self._entry = self._session.entries.change_model(typed, model_id)
        self._render_editor(fill=True)
        self._autosave.touch()
        self._autosave.flush()
        self._render_editor(fill=False)
        self._display.focus_writing()

    def add_tag(self, name: str) -> None:
        """Tag the entry; a tag in use keeps its spelling."""
        word = " ".join(name.split())
        if self._entry is None or not word:
            return
        known = {tag.casefold(): tag for tag, _uses in self._session.entries.tags()}
        tag = known.get(word.casefold(), word)
        if tag.casefold() not in {t.casefold() for t in self._entry.tags}:
            self.change(tags=(*self._entry.tags, tag))

    def keep_private(self, stage: str, is_private: bool) -> None:  # noqa: FBT001 - from a signal
        """Keep one section private though the entry is shared, or let it follow the entry."""
        if self._entry is None:
            return
        sharing = Sharing.PRIVATE if is_private else None
        typed = self._display.typed_entry(self._entry)
        sections = (replace(s, sharing=sharing) if s.stage == stage else s for s in typed.sections)
        self.change(sections=tuple(sections))

    def make_action(self) -> None:
        """Go and make an action from this entry."""
        if self._entry is not None and self.flush() and not self._is_new:
            self._navigator.go(Route(PageId.ACTIONS, RouteAction.NEW, self._entry.id))

    def open_reply(self, reply_id: str) -> None:
        """Go to what a coach sent back."""
        self._navigator.go(Route(PageId.REPLIES, RouteAction.SHOW, reply_id))

    def open_action(self, action_id: str) -> None:
        """Go to an action that came from this entry."""
        self._navigator.go(Route(PageId.ACTIONS, RouteAction.SHOW, action_id))

    def suggest_links(self, typed: str) -> tuple[Linked, ...]:
        """Give reflections and actions that match *typed* and are not linked yet."""
        if self._entry is None:
            return ()
        try:
            return self._session.links.suggest(self._entry, typed)
        except AhpJournalError as error:
            self._fail(error)
            return ()

    def link(self, other: Linked) -> None:
        """Link the open entry to another entry, or an action to it."""
        if self._entry is None:
            return
        if other.kind is LinkKind.ENTRY:
            self.change(linked=(*self._entry.linked, other.id))
        elif self.flush() and not self._is_new:
            try:
                self._session.links.link_action(self._entry.id, other.id)
            except AhpJournalError as error:
                self._fail(error)

    def unlink(self, other: Linked) -> None:
        """Take a link to another entry off."""
        if self._entry is not None:
            self.change(linked=tuple(e for e in self._entry.linked if e != other.id))

    def unlink_action(self, action_id: str) -> None:
        """Take the link between an action and the open entry off; the action stays."""
        if self._entry is None:
            return
        try:
            self._session.links.unlink_action(self._entry.id, action_id)
        except AhpJournalError as error:
            self._fail(error)

    def open_linked(self, other: Linked) -> None:
        """Go to the other end of a link."""
        if other.kind is LinkKind.ENTRY:
            self.open(other.id)
        else:
            self.open_action(other.id)

    def open_material(self, part: str) -> None:
        """Go to prompts, templates or tags."""
        self._navigator.go(Route(PageId.MATERIAL, record=part))

    def toggle_versions(self) -> None:
        """Show the earlier versions of the open entry, once it is saved, or put them away."""
        if self.versions.is_open:
            self.versions.close()
        elif self._entry is not None and not self._is_new and self.flush():
            self.versions.open(RecordKind.ENTRY, self._entry.id)

    def remove(self) -> None:
        """Put the open entry into the bin; it can be brought back."""
        entry = self._entry
        if entry is None or not self.flush():
            return
        if not self._is_new:
            try:
                self._is_saving = True
                self._session.entries.remove(entry.id)
            except AhpJournalError as error:
                self._fail(error)
                return
            finally:
                self._is_saving = False
            self._removed = entry.id
        self._autosave.forget()
        self._display.forget_buffers(entry.id)
        following = self._neighbour()
        self._entry, self._key, self._is_new = None, None, False
        self._problem = None
        removed = self._removed
        self._render_list()
        self._open_first(following)
        self._removed = removed
        self._render_editor(fill=False)

    def answer_banner(self) -> None:
        """Do what the banner offers: save again, bring back what was removed, or compare."""
        if self._problem is not None:
            self._autosave.touch()
            self._autosave.flush()
            self._render_editor(fill=False)
        elif self._removed:
            self._undo_remove()
        elif self._is_restored:
            self.toggle_versions()

    def _undo_remove(self) -> None:
        entry_id, self._removed = self._removed, ""
        try:
            self._session.entries.restore(entry_id)
        except AhpJournalError as error:
            self._removed = entry_id
            self._fail(error)
            return
        self.open(entry_id)

    def _neighbour(self) -> tuple[int, ...]:
        """Give the key below the open entry's in the list, or above it if there is none."""
        if self._key not in self._keys:
            return ()
        place = self._keys.index(self._key)
        return (*self._keys[place + 1 : place + 2], *self._keys[max(place - 1, 0) : place])

    def _open_first(self, wanted: tuple[int, ...] = ()) -> None:
        rows = self.rows((wanted or self._keys)[:1], "")
        if rows:
            self.open(rows[0].id)
        else:
            self._render_editor(fill=True)

    def _on_restored(self, _version: Version) -> None:
        self._is_restored = True
        if self._entry is not None:
            self._saved_at = self._entry.updated_at
        self._render_editor(fill=False)

    def _show_entry(self, entry: Entry, key: int | None) -> None:
        self.versions.close()
        self._is_restored = False
        self._entry, self._key, self._is_new = entry, key, key is None
        self._saved_at, self._listed_on = entry.updated_at, entry.on
        self._known_tags = entry.tags
        self._removed = ""
        self._problem = None
        self._count()
        self._render_editor(fill=True)
        self._render_list()

    def _save_typed(self) -> bool:
        if self._entry is None:
            return True
        typed = self._display.typed_entry(self._entry)
        if self._is_new and typed.is_blank and not self._keeps_blank:
            self._entry = typed
            self._display.show_saving(SaveState())
            return True
        self._is_saving = True
        try:
            stored = self._session.entries.save(typed, known_tags=self._known_tags)
            key = self._session.entries.key_of(stored.id)
        except AhpJournalError as error:
            self._entry = typed
            self._fail(error)
            return False
        finally:
            self._is_saving = False
        # What was typed stays as it is: the times come from the journal, and tags changed there.
        tags, made, changed = stored.tags, stored.created_at, stored.updated_at
        self._entry = replace(typed, tags=tags, created_at=made, updated_at=changed)
        self._known_tags = stored.tags
        self._after_save(typed.on, key)
        if stored.tags != typed.tags:
            self._render_editor(fill=False)
        return True

    def _after_save(self, on: date, key: int | None) -> None:
        was_new, self._is_new, self._key = self._is_new, False, key
        had_problem, self._problem = self._problem is not None, None
        had_notice = bool(self._removed) or self._is_restored
        self._removed, self._is_restored = "", False
        self._saved_at = self._session.clock.now()
        self._count()
        is_moved = was_new or on != self._listed_on or self._view is not EntryView.ALL
        self._listed_on = on
        if is_moved:
            self._render_list()
        elif key is not None:
            self._display.refresh_row(key)
        if had_problem or had_notice or was_new:
            self._render_editor(fill=False)
        self._display.show_saving(self._save_state(is_pending=False))

    def _fail(self, error: AhpJournalError) -> None:
        self._show_problem(describe(error))

    def _on_fault(self) -> None:
        self._show_problem(unexpected())

    def _show_problem(self, message: UserMessage) -> None:
        if message != self._problem:
            self._problem = message
            self._render_editor(fill=False)
        self._display.show_saving(self._save_state())

    def _search(self) -> None:
        typed = self._typed_query.strip()
        query = typed if len(typed) >= SEARCH_FROM else ""
        if query != self._query:
            self._query = query
            self._render_list()

    def _filter(self) -> EntryFilter:
        module = self._session.programme.current()
        return filter_of(self._view, self._query, module.number if module is not None else None)

    def _refresh(self) -> None:
        if self._is_saving:
            return
        has_changed = self._reread()
        self._render_list()
        self._render_editor(fill=has_changed)
        self.versions.refresh()

    def _reread(self) -> bool:
        """Take over what changed elsewhere in the open entry, unless it is being typed."""
        if self._entry is None or self._is_new or self._autosave.is_pending:
            return False
        try:
            stored = self._session.entries.get(self._entry.id)
            self._key = self._session.entries.key_of(self._entry.id)
        except AhpJournalError as error:
            self._problem = describe(error)
            return False
        has_changed = stored != self._entry
        self._entry = stored
        self._known_tags = stored.tags if stored is not None else ()
        self._count()
        return has_changed

    def _render_list(self) -> None:
        entries, wanted, hint = self._session.entries, self._filter(), ""
        try:
            if has_filters(self._query):
                search = self._session.search
                self._keys, hint = filtered(search, self._query, self._view, wanted.module)
            else:
                self._keys = entries.find(wanted)
            months = entries.months(wanted) if not self._query else ()
            total = entries.count()
        except AhpJournalError as error:
            self._fail(error)
            return
        self._display.render_list(
            ListState(
                view=self._view,
                query=self._query,
                keys=self._keys,
                months=months,
                total=total,
                selected_key=self._key,
                module=self._session.programme.current(),
                today=self._session.clock.today(),
                is_read_only=self._session.is_read_only,
                hint=hint,
            )
        )

    def _save_state(self, *, is_pending: bool | None = None) -> SaveState:
        entry = self._entry
        if entry is None:
            return SaveState()
        pending = self._autosave.is_pending if is_pending is None else is_pending
        mark = SaveMark.NOTHING if self._is_new else SaveMark.SAVED
        if pending:
            has_failed = self._problem is not None or self._autosave.has_failed
            mark = SaveMark.FAILED if has_failed else SaveMark.TYPING
        today = self._session.clock.today()
        return SaveState(mark, self._saved_at, today, self._words, self._written)

    def _count(self) -> None:
        sections = self._entry.sections if self._entry is not None else ()
        self._words = self._entry.words if self._entry is not None else 0
        self._written = frozenset(s.stage for s in sections if s.markdown.strip())

    def _render_editor(self, *, fill: bool) -> None:
        session, entry = self._session, self._entry
        theme = session.prompts.theme_of(entry.prompt if entry is not None else "")
        self._display.render_editor(
            EditorState(
                entry=entry,
                model=session.entries.model(entry.model if entry is not None else ""),
                models=session.templates.models(),
                modules=session.programme.modules(),
                themes=session.pack.themes,
                competencies=session.pack.competencies,
                tags=tuple(tag for tag, _uses in session.entries.tags()),
                actions=self._linked_actions(),
                links=self._links(),
                prompt_source=theme.name if theme is not None else "",
                reminders=session.pack.reminders,
                save=self._save_state(),
                today=session.clock.today(),
                is_new=self._is_new,
                is_read_only=session.is_read_only,
                has_entries=bool(self._keys) or entry is not None,
                removed=self._removed,
                restored=self._is_restored,
                problem=self._problem,
                said=self._said(),
            ),
            fill=fill,
        )
        self._tell_entry(entry.id if entry is not None else "", self._is_new)

    def _on_attachments(self, topics: Topic) -> None:
        if topics is Topic.ATTACHMENTS and self._key is not None:
            self._display.refresh_row(self._key)

    def _themes_of(self, prompt: str) -> tuple[str, ...]:
        theme = self._session.prompts.theme_of(prompt)
        return (theme.id,) if theme is not None else ()

    def _said(self) -> tuple[CoachSaid, ...]:
        """Give what coaches said of the entry."""
        if self._entry is None or self._is_new:
            return ()
        record = self._entry.id
        return tuple(
            CoachSaid(reply.id, reply_title(reply), reply.words_about(About.ENTRY, record))
            for reply in self._session.replies.about(About.ENTRY, record)
        )

    def _links(self) -> LinksOf:
        entry = self._entry
        if entry is None:
            return LinksOf()
        try:
            found = self._session.links
            mentions = found.of_entry(entry.id).mentions
            return LinksOf(found.describe(entry.linked), mentions)
        except AhpJournalError:
            return LinksOf()  # the text can be read and written all the same

    def _linked_actions(self) -> tuple[LinkedAction, ...]:
        if self._entry is None or self._is_new:
            return ()
        return tuple(
            LinkedAction(action.id, action.title, action.state.is_open)
            for action in self._session.plans.list_all()
            if self._entry.id in action.entries
        )


def _tell_nobody(_entry: str, _is_new: bool) -> None:  # noqa: FBT001 - a listener's form
    """Have nobody to tell which entry is open."""
