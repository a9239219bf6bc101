"""What the actions page shows and does. No Qt here."""

from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.history import RecordKind, Version
from ahpjournal.domain.plans import ActionPlan, ActionState, Due, due_status
from ahpjournal.domain.programme import Competency, Module, Theme
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.versions.presenter import VersionsDisplay, VersionsPresenter


class ActionView(StrEnum):
    """Which actions are listed."""

    OPEN = "open"
    DUE = "due"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as listed."""

    id: str
    title: str = field(repr=False)
    state: ActionState
    due_on: date | None
    due: Due
    module: int | None


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry that the action came from or refers to."""

    id: str
    title: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ActionsState:
    """Everything on the page but the words being typed."""

    view: ActionView
    counts: dict[ActionView, int]
    rows: tuple[ActionRow, ...]
    selected: ActionPlan | None
    is_new: bool
    entries: tuple[LinkedEntry, ...]
    modules: tuple[Module, ...]
    themes: tuple[Theme, ...]
    competencies: tuple[Competency, ...]
    is_read_only: bool
    saved: bool
    """Whether what the form shows is on disk."""
    problem: UserMessage | None = None
    problem_field: str = ""
    removed: str = ""
    """Id of the action just removed, so that it can be brought back."""
    restored: bool = False
    """Whether an earlier version of the action was just brought back."""
    refill: bool = False
    """Whether the fields are filled though the same action is selected."""


class ActionsDisplay(VersionsDisplay, Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: ActionsState) -> None:
        """Show *state*; fields are filled for another action, or if it says so."""

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what the form shows is on disk."""

    def typed_action(self, original: ActionPlan) -> ActionPlan:
        """Give *original* with what stands in the fields.

        Raises:
            InputError: a date field holds something that is not a date.
        """

    def focus_title(self) -> None:
        """Put the cursor into the title."""


_REVERTED = {"due_on": "due_on", "review_on": "review_on", "outcome": "state"}
"""For each field that can be refused, the one that goes back to what is stored."""


class ActionsPresenter:
    """Lists actions and keeps the selected one saved while it is written."""

    def __init__(
        self, display: ActionsDisplay, session: JournalSession, navigator: Navigator, timers: Timers
    ) -> None:
        """Present the actions of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._view = ActionView.OPEN
        self._selected: ActionPlan | None = None
        self._is_new = False
        self._problem: UserMessage | None = None
        self._problem_field = ""
        self._removed = ""
        self._is_restored = False
        self.versions = VersionsPresenter(display, session, self._on_restored)
        self._autosave = Autosave(timers, self._save_typed)
        self._is_saving = False
        topics = Topic.ACTIONS | Topic.PROGRAMME | Topic.ENTRIES
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:
        """Show the list, or the action *route* names, or a new one (from an entry if named)."""
        self._refresher.shown()
        if route.action is RouteAction.NEW:
            entry = self._session.entries.get(route.record) if route.record else None
            plans = self._session.plans
            self._begin(plans.from_entry(entry) if entry else plans.draft(module=route.module))
        elif route.record:
            self.select(route.record)
            if route.action is RouteAction.VERSIONS and not self.versions.is_open:
                self.toggle_versions()

    def hidden(self) -> None:
        """Save what is being typed."""
        self.flush()
        self._removed = ""
        self._is_restored = False
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save what is being typed; tell whether it is on disk."""
        return self._autosave.flush()

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._refresher.close()

    @property
    def action_id(self) -> str:
        """The id of the action shown; empty if there is none."""
        return self._selected.id if self._selected is not None else ""

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed

    def choose_view(self, view: ActionView) -> None:
        """List other actions."""
        self.flush()
        self._view = view
        self._refresh()

    def select(self, action_id: str) -> None:
        """Show one action in full."""
        if self._selected is not None and self._selected.id == action_id:
            return
        if not self.flush():
            self._refresh()
            return
        action = self._session.plans.get(action_id)
        if action is None:
            return
        self.versions.close()
        self._selected, self._is_new, self._is_restored = action, False, False
        self._clear_problem()
        if action_id not in {row.id for row in self._rows()}:
            self._view = ActionView.ALL
        self._refresh()

    def new(self) -> None:
        """Begin an action; it is stored as soon as something is typed."""
        self._begin(None)

    def edited(self) -> None:
        """Take note that a field changed."""
        if self._selected is None or self._session.is_read_only:
            return
        self._autosave.touch()
        self._display.show_saved(saved=False)

    def decided(self) -> None:
        """Save at once after a choice (state, date, link) was made."""
        self.edited()
        self.flush()
        self._refresh()

    def add_note(self, text: str) -> bool:
        """Add a dated progress note; tell whether it is on disk."""
        if self._selected is None or not text.strip() or not self._stored():
            return False
        try:
            self._selected = self._session.plans.add_note(self._selected.id, text.strip())
        except AhpJournalError as error:
            self._fail(error)
            return False
        self._refresh()
        return True

    def toggle_versions(self) -> None:
        """Show the earlier versions of the selected action, once it is saved, or put them away."""
        if self.versions.is_open:
            self.versions.close()
        elif self._selected is not None and not self._is_new and self.flush():
            self.versions.open(RecordKind.ACTION, self._selected.id)

    def answer_banner(self) -> None:
        """Do what the banner offers: bring back what was removed, or show the versions."""
        if self._removed:
            self.undo_remove()
        elif self._is_restored:
            self.toggle_versions()

    def remove(self) -> None:
        """Remove the selected action; it can be brought back."""
        action = self._selected
        if action is None:
            return
        self._autosave.forget()
        if not self._is_new:
            try:
                self._session.plans.remove(action.id)
            except AhpJournalError as error:
                self._fail(error)
                return
            self._removed = action.id
        self._selected, self._is_new = None, False
        self._clear_problem()
        self._refresh()

    def undo_remove(self) -> None:
        """Bring back the action just removed."""
        if not self._removed:
            return
        action_id, self._removed = self._removed, ""
        try:
            self._session.plans.restore(action_id)
        except AhpJournalError as error:
            self._fail(error)
            return
        self.select(action_id)

    def open_entry(self, entry_id: str) -> None:
        """Go to a linked entry."""
        self._navigator.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry_id))

    def _begin(self, draft: ActionPlan | None) -> None:
        if not self.flush():
            self._refresh()
            return
        self.versions.close()
        self._is_restored = False
        self._selected = draft if draft is not None else self._session.plans.draft()
        self._is_new = True
        self._removed = ""
        self._clear_problem()
        self._refresh()
        self._display.focus_title()

    def _on_restored(self, version: Version) -> None:
        self._selected = self._session.plans.get(version.record)
        self._is_restored = True
        self._clear_problem()
        self._refresh(refill=True)

    def _stored(self) -> bool:
        if self._is_new:
            self._autosave.touch()
        return self.flush() and not self._is_new

    def _save_typed(self) -> bool:
        if self._selected is None:
            return True
        try:
            typed = self._display.typed_action(self._selected)
            if typed.is_blank:
                self._display.show_saved(saved=True)
                return True
            self._is_saving = True
            self._selected = self._save_what_can_be(typed)
        except AhpJournalError as error:
            self._fail(error)
            return False
        finally:
            self._is_saving = False
        self._is_new = False
        self._removed = ""
        self._is_restored = False
        self._refresh()
        self._display.show_saved(saved=True)
        return True

    def _save_what_can_be(self, typed: ActionPlan) -> ActionPlan:
        """Save *typed*; a field that contradicts another keeps its old value, and says so."""
        self._clear_problem()
        kept = typed
        for _attempt in range(len(_REVERTED)):
            try:
                return self._session.plans.save(kept)
            except InputError as error:
                if error.field not in _REVERTED or self._selected is None:
                    raise
                self._problem, self._problem_field = describe(error), error.field
                name = _REVERTED[error.field]
                kept = replace(kept, **{name: getattr(self._selected, name)})
        return self._session.plans.save(kept)

    def _fail(self, error: AhpJournalError) -> None:
        self._problem = describe(error)
        self._problem_field = error.field if isinstance(error, InputError) else ""
        self._refresh()

    def _clear_problem(self) -> None:
        self._problem, self._problem_field = None, ""

    def _rows(self) -> tuple[ActionRow, ...]:
        today = self._session.clock.today()
        return tuple(
            ActionRow(a.id, a.title, a.state, a.due_on, due_status(a, today), a.module)
            for a in _listed(self._session.plans.list_all(), self._view, today)
        )

    def _refresh(self, *, refill: bool = False) -> None:
        if self._is_saving:
            return
        session = self._session
        today = session.clock.today()
        actions = session.plans.list_all()
        selected = self._selected
        linked = selected.entries if selected is not None else ()
        entries = tuple(
            LinkedEntry(entry.id, entry.title)
            for entry_id in linked
            if (entry := session.entries.get(entry_id)) is not None
        )
        self._display.render_state(
            ActionsState(
                view=self._view,
                counts={v: len(_listed(actions, v, today)) for v in ActionView},
                rows=self._rows(),
                selected=selected,
                is_new=self._is_new,
                entries=entries,
                modules=session.programme.modules(),
                themes=session.pack.themes,
                competencies=session.pack.competencies,
                is_read_only=session.is_read_only,
                saved=not self._autosave.is_pending,
                problem=self._problem,
                problem_field=self._problem_field,
                removed=self._removed,
                restored=self._is_restored,
                refill=refill,
            )
        )
        self.versions.refresh()


def _listed(
    actions: tuple[ActionPlan, ...], view: ActionView, today: date
) -> tuple[ActionPlan, ...]:
    kept = [a for a in actions if _belongs(a, view, today)]
    last = date.max
    return tuple(sorted(kept, key=lambda a: (not a.state.is_open, a.due_on or last, a.id)))


def _belongs(action: ActionPlan, view: ActionView, today: date) -> bool:
    match view:
        case ActionView.OPEN:
            return action.state.is_open
        case ActionView.DUE:
            return due_status(action, today) in {Due.OVERDUE, Due.TODAY, Due.SOON}
        case ActionView.DONE:
            return not action.state.is_open
        case ActionView.ALL:
            return True
