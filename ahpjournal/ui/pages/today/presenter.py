"""What Today shows: the one next step first. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from datetime import date
from typing import Protocol

from ahpjournal.domain.entries import EntryFilter, EntrySummary
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.plans import ActionPlan, ActionState, Due, due_status
from ahpjournal.domain.programme import Module, Prompt, current_module
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.ratings import Sitting, SittingKind, tally
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ALL_TOPICS
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.reply_words import reply_title
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _, ngettext
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.backup_words import reminder_of
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.rating_words import tally_words
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction
from ahpjournal.ui.thought import Thought

RECENT = 4
DUE = 4
_ANY = EntryFilter()


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to do now. *done* of *total* is shown as a bar when total is not 0."""

    title: str = field(repr=False)
    detail: str = field(repr=False)
    button: str
    route: Route
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class DueAction:
    """An action with a date near or past."""

    id: str
    title: str = field(repr=False)
    due_on: date | None
    due: Due
    state: ActionState


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts for the programme card."""

    reflections: int
    actions_done: int
    actions_open: int


@dataclass(frozen=True, slots=True)
class TodayState:
    """Everything on the page."""

    first_name: str = field(repr=False)
    today: date
    hour: int
    module: Module | None
    modules: tuple[Module, ...]
    is_new: bool
    next_step: NextStep
    figures: Figures
    prompt: Prompt | None
    theme: str
    recent: tuple[EntrySummary, ...]
    unfinished_entries: tuple[EntrySummary, ...]
    due: tuple[DueAction, ...]
    report: ProgressReport
    is_rating: bool = False
    """Whether a sitting is under way: earlier ratings stay out of sight until it is finished."""
    is_read_only: bool = False
    captured: bool = False
    disagreements: int = 0
    """How many records were changed in two copies, and nobody has looked yet."""
    problem: UserMessage | None = None
    reminder: UserMessage | None = None


class TodayDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: TodayState) -> None:
        """Show *state*."""

    def clear_capture(self) -> None:
        """Empty the quick-capture field, once its text is on disk."""

    def typed_capture(self) -> str:
        """Give the text now in the quick-capture field."""

    def show_capture_saved(self, *, is_saved: bool) -> None:
        """Say whether the thought now in the field is on disk."""


class TodayPresenter:
    """Works out the next step and takes quick thoughts.

    A thought is stored while it is typed, as an entry to be finished later. It stays in the field
    until it is kept or the page is left; the next thought is another entry.
    """

    def __init__(
        self,
        display: TodayDisplay,
        session: JournalSession,
        navigator: Navigator,
        sitting_label: Callable[[Sitting], str],
        timers: Timers,
    ) -> None:
        """Present *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._label = sitting_label
        self._problem: UserMessage | None = None
        self._captured = False
        self._thought = Thought(session.entries)
        self._is_saving = self._is_behind = False
        self._autosave = Autosave(timers, self._save_thought)
        self._refresher = Refresher(session.feed, ALL_TOPICS, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - Today has one view only
        """Refresh what has changed."""
        self._refresher.shown()
        if self._is_behind:
            self._refresh()

    def hidden(self) -> None:
        """Keep the thought in the field, and forget the notice about one captured before."""
        self._captured = self.flush() and self._let_thought_go()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save the thought being typed; tell whether it is on disk."""
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed

    def close(self) -> None:
        """Stop listening to changes."""
        self._autosave.forget()
        self._refresher.close()

    def capture_edited(self) -> None:
        """Take note that the thought changed; it is saved once typing pauses."""
        self._display.show_capture_saved(is_saved=False)
        self._autosave.touch()

    def capture(self) -> None:
        """Keep the thought in the field and make room for the next."""
        self._autosave.touch()
        if self.flush() and self._let_thought_go():
            self._captured = True
            self._refresh()

    def _save_thought(self) -> bool:
        text, had_problem = self._display.typed_capture(), self._problem is not None
        self._is_saving = True
        try:
            self._thought.save(text)
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._problem = None
            self._display.show_capture_saved(is_saved=bool(self._thought.id))
        finally:
            self._is_saving = False
        if had_problem or self._problem is not None:
            self._refresh()
        return self._problem is None

    def _let_thought_go(self) -> bool:
        """Empty the field once its thought is on disk; tell whether there was one."""
        had_thought = bool(self._thought.let_go())
        if had_thought:
            self._display.clear_capture()
            self._display.show_capture_saved(is_saved=False)
            self._is_behind = True
        return had_thought

    def dismiss_prompt(self) -> None:
        """Put this week's question away; another comes next week."""
        try:
            self._session.prompts.dismiss(self._session.clock.today())
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()

    def go(self, route: Route) -> None:
        """Go where a card leads."""
        self._navigator.go(route)

    def _refresh(self) -> None:
        if self._is_saving:
            self._is_behind = True  # the page stands still while one types
            return
        self._is_behind = False
        session = self._session
        today = session.clock.today()
        modules = session.programme.modules()
        report = session.progress.report()
        actions = session.plans.list_all()
        week = session.prompts.of_week(today)
        weekly = week if week is not None and not week.is_dismissed else None
        prompt = weekly.prompt if weekly is not None else None
        reflections = session.entries.count()
        self._display.render_state(
            TodayState(
                first_name=session.profile.get().first_name,
                today=today,
                hour=session.clock.now().astimezone().hour,
                module=current_module(modules),
                modules=modules,
                is_new=not reflections and not report.sittings and not actions,
                next_step=self._next_step(actions, today, prompt),
                figures=Figures(
                    reflections,
                    sum(1 for a in actions if a.state is ActionState.DONE),
                    sum(1 for a in actions if a.state.is_open),
                ),
                prompt=prompt,
                theme=weekly.theme.name if weekly is not None and weekly.theme is not None else "",
                recent=session.entries.page(session.entries.find(_ANY, limit=RECENT)),
                unfinished_entries=session.entries.finish_later()[:RECENT],
                due=_due_actions(actions, today),
                report=report,
                is_rating=bool(session.ratings.unfinished()),
                is_read_only=session.is_read_only,
                captured=self._captured,
                disagreements=self._disagreements(),
                problem=self._problem,
                reminder=reminder_of(session.backups.seen),
            )
        )

    def _disagreements(self) -> int:
        try:
            return len(self._session.history.disagreements())
        except AhpJournalError as error:
            self._problem = describe(error)
            return 0

    def _next_step(
        self, actions: tuple[ActionPlan, ...], today: date, prompt: Prompt | None
    ) -> NextStep:
        return (
            self._resume_sitting()
            or self._reply_to_read()
            or _overdue_action(actions, today)
            or self._suggested_sitting()
            or self._entry_to_finish()
            or _write(prompt)
        )

    def _resume_sitting(self) -> NextStep | None:
        for sitting in self._session.ratings.unfinished():
            done = tally(self._session.ratings.answers(sitting.id).values())
            total = len(sitting.competencies)
            return NextStep(
                _("Finish rating: {sitting}").format(sitting=self._label(sitting)),
                _("{done}. Your earlier ratings stay hidden until you finish.").format(
                    done=tally_words(done, total)
                ),
                _("Continue rating"),
                Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id),
                done.answered,
                total,
            )
        return None

    def _reply_to_read(self) -> NextStep | None:
        if not self._session.has_replies:
            return None
        for reply in self._session.replies.unread:
            return NextStep(
                _("Read your coach\u2019s reply"),
                reply_title(reply),
                _("Read it"),
                Route(PageId.REPLIES, RouteAction.SHOW, reply.id),
            )
        return None

    def _suggested_sitting(self) -> NextStep | None:
        suggested = self._session.ratings.suggested()
        if suggested is None:
            return None
        route = Route(PageId.COMPETENCIES, RouteAction.NEW)
        if suggested.kind is SittingKind.LOOKBACK:
            return NextStep(
                _("Look back at the start"),
                _("Rate your start once more, with what you know today. Nothing is replaced."),
                _("Start rating"),
                route,
            )
        if suggested.module is None:
            count = len(self._session.pack.competencies)
            first = not self._session.ratings.sittings()
            return NextStep(
                _("Rate where you start from") if first else _("Rate where you stand now"),
                ngettext(
                    "{count} competency, about a minute. You can stop and come back.",
                    "{count} competencies, about ten minutes. You can stop and come back.",
                    count,
                ).format(count=count),
                _("Start rating"),
                route,
            )
        outline = self._session.pack.outline(suggested.module)
        count = len(outline.competencies) if outline is not None else 0
        return NextStep(
            _("Rate module {number}: {title}").format(
                number=suggested.module, title=self._session.programme.title_of(suggested.module)
            ),
            ngettext(
                "{count} competency, about a minute.",
                "{count} competencies, a few minutes.",
                count,
            ).format(count=count),
            _("Start rating"),
            route,
        )

    def _entry_to_finish(self) -> NextStep | None:
        for entry in self._session.entries.finish_later():
            return NextStep(
                _("Finish a thought you noted"),
                entry.title or entry.preview,
                _("Open it"),
                Route(PageId.JOURNAL, RouteAction.SHOW, entry.id),
            )
        return None


def _overdue_action(actions: tuple[ActionPlan, ...], today: date) -> NextStep | None:
    overdue = [a for a in actions if due_status(a, today) in {Due.OVERDUE, Due.TODAY}]
    for action in sorted(overdue, key=lambda a: (a.due_on or today, a.id)):
        if action.due_on is None:
            continue
        words = _("Due today.") if action.due_on == today else _("Due {date}.")
        return NextStep(
            action.title,
            words.format(date=format_date(action.due_on)),
            _("Open the action"),
            Route(PageId.ACTIONS, RouteAction.SHOW, action.id),
        )
    return None


def _write(prompt: Prompt | None) -> NextStep:
    return NextStep(
        _("Write a reflection"),
        prompt.text if prompt is not None else _("Start anywhere; you can finish it later."),
        _("New reflection"),
        Route(PageId.JOURNAL, RouteAction.NEW, text=prompt.text if prompt is not None else ""),
    )


def _due_actions(actions: tuple[ActionPlan, ...], today: date) -> tuple[DueAction, ...]:
    dated = [a for a in actions if due_status(a, today) is not Due.NONE]
    dated.sort(key=lambda a: (a.due_on or today, a.id))
    return tuple(
        DueAction(a.id, a.title, a.due_on, due_status(a, today), a.state) for a in dated[:DUE]
    )
