"""What the programme page shows and does. No Qt here."""

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from typing import Protocol

from ahpjournal.domain.entries import EntryFilter, EntrySummary
from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.programme import Competency, Module, ModuleOutline, Theme
from ahpjournal.domain.ratings import NOTHING_RATED, Sitting, SittingKind, Tally, tally
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

SHOWN = 4
"""Reflections of a module that are listed; the journal has the rest."""


@dataclass(frozen=True, slots=True)
class RatingFact:
    """How it stands with the rating that belongs to a module.

    *finished_on* is the day of the newest complete sitting; *tally* says how far one is
    that can be resumed, with the *asked* competencies; its id is *unfinished*.
    """

    finished_on: date | None = None
    unfinished: str = ""
    tally: Tally = NOTHING_RATED
    asked: int = 0


@dataclass(frozen=True, slots=True)
class ModuleDetail:
    """One module in full. *outline* None: the programme in force does not have it (any more)."""

    module: Module
    outline: ModuleOutline | None
    is_placeholder: bool
    aims: tuple[str, ...]
    competencies: tuple[Competency, ...]
    every_competency: tuple[Competency, ...]
    themes: tuple[Theme, ...]
    rating: RatingFact
    reflections: tuple[EntrySummary, ...]
    reflections_in_all: int
    actions: tuple[ActionPlan, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeState:
    """Everything on the page; *fill* says whether fields take up what the journal holds."""

    programme: str
    modules: tuple[Module, ...]
    removed: tuple[Module, ...]
    detail: ModuleDetail | None
    has_placeholder_titles: bool
    is_read_only: bool
    fill: bool
    problem: UserMessage | None = None
    problem_field: str = field(default="")
    just_removed: Module | None = None
    """A module that was removed a moment ago, to offer that it comes back."""
    may_remove: bool = False


class ProgrammeDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: ProgrammeState) -> None:
        """Show *state*."""

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what stands in the fields is on disk."""

    def typed_module(self, original: Module) -> Module:
        """Give *original* with what stands in the fields but the notes.

        Raises:
            InputError: a date field holds something that is not a date, or the end is before the
                start.
        """

    def typed_notes(self) -> str:
        """Give the notes as they stand in the field."""

    def typed_title(self) -> str:
        """Give the title as it stands in the field."""

    def typed_aims(self) -> tuple[str, ...] | None:
        """Give the aims as they stand in the field; None if they are not being changed."""


class ProgrammePresenter:
    """Shows one module at a time and saves what is typed about it."""

    def __init__(
        self,
        display: ProgrammeDisplay,
        session: JournalSession,
        navigator: Navigator,
        timers: Timers,
    ) -> None:
        """Present the programme of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._number: int | None = None
        self._problem: UserMessage | None = None
        self._problem_field = ""
        self._is_saving = False
        self._just_removed: Module | None = None
        self._autosave = Autosave(timers, self._save)
        topics = Topic.PROGRAMME | Topic.RATINGS | Topic.ENTRIES | Topic.ACTIONS
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:
        """Show the module that *route* names, else the last one shown, else the current one."""
        wanted = int(route.record) if route.record.isdigit() else route.module
        if wanted is not None and wanted != self._number and self.flush():
            self._number = wanted
            self._refresh()
        self._refresher.shown()

    def hidden(self) -> None:
        """Save what was typed."""
        self.flush()
        self._just_removed = None
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save what was typed; tell whether all of it is on disk."""
        return self._autosave.flush()

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._refresher.close()

    def select(self, number: int) -> None:
        """Show another module, saving this one; it stays in view if that is not possible."""
        if number == self._number:
            return
        if self.flush():
            self._number = number
            self._just_removed = None
        self._refresh()

    def add_module(self) -> None:
        """Add a module after the last one and show it."""
        if self.flush():
            self._change(lambda: self._session.programme.add_module().number)

    def remove_module(self) -> None:
        """Take the module in view away, and offer that it comes back."""
        module = self._stored() if self.flush() else None
        if module is not None:

            def remove() -> None:
                self._session.programme.remove_module(module.number)
                self._just_removed = module

            self._change(remove)

    def bring_back(self, number: int) -> None:
        """Bring back a module that was removed, and show it."""
        if self.flush():

            def bring_back() -> int:
                self._session.programme.bring_back_module(number)
                return number

            self._change(bring_back)

    def choose_competencies(self, chosen: tuple[str, ...]) -> None:
        """Let the module in view ask these competencies."""
        module = self._stored() if self.flush() else None
        if module is not None:
            chosen_now = replace(module, competencies=chosen)
            self._change(lambda: self._session.programme.save_module(chosen_now))

    def edited(self) -> None:
        """Take note that something was typed."""
        if self._number is None or self._session.is_read_only:
            return
        self._autosave.touch()
        self._display.show_saved(saved=False)

    def left(self) -> None:
        """Save after a field was left or a choice was made."""
        if self._autosave.is_pending and self.flush():
            self._refresh()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed

    def write_freely(self) -> None:
        """Begin a reflection for the module in view."""
        self.write("")

    def write(self, prompt: str) -> None:
        """Begin a reflection for the module in view, from *prompt* unless it is empty."""
        self._go(Route(PageId.JOURNAL, RouteAction.NEW, text=prompt, module=self._number))

    def rate(self) -> None:
        """Rate the module's competencies, or go on with the sitting begun for it."""
        self._go(Route(PageId.COMPETENCIES, RouteAction.NEW, module=self._number))

    def plan(self) -> None:
        """Begin an action for the module in view."""
        self._go(Route(PageId.ACTIONS, RouteAction.NEW, module=self._number))

    def open_entry(self, entry_id: str) -> None:
        """Show a reflection."""
        self._go(Route(PageId.JOURNAL, RouteAction.SHOW, entry_id))

    def open_action(self, action_id: str) -> None:
        """Show an action."""
        self._go(Route(PageId.ACTIONS, RouteAction.SHOW, action_id))

    def _change(self, change: Callable[[], int | None]) -> None:
        """Change the programme and show the module of the number that *change* gives, if any."""
        self._just_removed = None
        self._problem, self._problem_field = None, ""
        try:
            number = change()
        except AhpJournalError as error:
            self._problem = describe(error)
            number = None
        self._number = number or self._number
        self._refresh()

    def _go(self, route: Route) -> None:
        if self.flush():
            self._navigator.go(route)

    def _save(self) -> bool:
        before = self._stored()
        if before is None:
            return True
        notes, problem = self._display.typed_notes(), None
        try:
            typed = self._display.typed_module(before)
        except InputError as error:
            problem = error  # the words are saved all the same
            aims = self._display.typed_aims()
            typed = replace(
                before,
                title=self._display.typed_title(),
                aims=before.aims if aims is None else aims,
            )
        try:
            self._is_saving = True
            self._session.programme.save_module(replace(typed, notes=notes))
        except AhpJournalError as error:
            return self._fail(error)
        finally:
            self._is_saving = False
        if problem is not None:
            return self._fail(problem)
        self._problem, self._problem_field = None, ""
        self._render(fill=False)
        self._display.show_saved(saved=True)
        return True

    def _fail(self, error: AhpJournalError) -> bool:
        self._problem = describe(error)
        self._problem_field = error.field if isinstance(error, InputError) else ""
        self._render(fill=False)
        return False

    def _stored(self) -> Module | None:
        modules = self._session.programme.modules()
        return next((m for m in modules if m.number == self._number), None)

    def _refresh(self) -> None:
        if not self._is_saving:
            self._render(fill=not self._autosave.is_pending)

    def _render(self, *, fill: bool) -> None:
        session = self._session
        modules = session.programme.modules()
        if self._number not in {m.number for m in modules}:
            current = session.programme.current() or next(iter(modules), None)
            self._number = current.number if current is not None else None
        module = next((m for m in modules if m.number == self._number), None)
        self._display.render_state(
            ProgrammeState(
                programme=session.pack.title,
                modules=modules,
                removed=session.programme.removed(),
                detail=self._detail(module) if module is not None else None,
                has_placeholder_titles=any(self._has_placeholder_title(m) for m in modules),
                is_read_only=session.is_read_only,
                fill=fill,
                problem=self._problem,
                problem_field=self._problem_field,
                just_removed=self._just_removed,
                may_remove=len(modules) > 1 and not session.is_read_only,
            )
        )

    def _has_placeholder_title(self, module: Module) -> bool:
        outline = self._session.programme.outline(module.number)
        return outline is not None and outline.placeholder and outline.title == module.title

    def _detail(self, module: Module) -> ModuleDetail:
        session, number = self._session, module.number
        outline = session.programme.outline(number)
        linked = session.programme.competencies_of(number)
        themes = outline.themes if outline is not None else ()
        keys = session.entries.find(EntryFilter(module=number))
        return ModuleDetail(
            module=module,
            outline=outline,
            is_placeholder=self._has_placeholder_title(module),
            aims=session.programme.aims_of(module),
            competencies=tuple(c for c in session.pack.competencies if c.id in linked),
            every_competency=session.pack.competencies,
            themes=tuple(t for t in session.pack.themes if t.id in themes),
            rating=self._rating(number),
            reflections=session.entries.page(keys[:SHOWN]),
            reflections_in_all=len(keys),
            actions=tuple(a for a in session.plans.list_all() if a.module == number),
        )

    def _rating(self, number: int) -> RatingFact:
        def belongs(sitting: Sitting) -> bool:
            return sitting.kind is SittingKind.MODULE and sitting.module == number

        ratings = self._session.ratings
        held = [s for s in ratings.sittings() if belongs(s) and s.finished_at is not None]
        on = held[-1].on if held else None
        begun = next((s for s in ratings.unfinished() if belongs(s)), None)
        if begun is None:
            return RatingFact(on)
        done = tally(ratings.answers(begun.id).values())
        return RatingFact(on, begun.id, done, len(begun.competencies))
