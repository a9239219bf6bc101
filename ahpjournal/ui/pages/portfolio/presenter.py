"""What the portfolio page shows and does. No Qt here."""

from dataclasses import field, replace
from typing import Protocol

from ahpjournal.domain.entries import EntrySummary
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import ONE_ENTRY, PortfolioKind, Selection
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reply_form import asked_about
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.portfolios import LeavingItem
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingPresenter, Step
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


@dataclass(frozen=True, slots=True)
class EntryChoice:
    """An entry that may be chosen. *is_asked*: the coach is asked about it; None without a form."""

    entry: EntrySummary
    is_chosen: bool
    is_asked: bool | None = None


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """An action that may be chosen."""

    action: ActionPlan
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PortfolioState:
    """Everything on the page but the words being typed."""

    kind: PortfolioKind
    kinds: tuple[PortfolioKind, ...]
    coach: str = field(repr=False)
    entries: tuple[EntryChoice, ...]
    actions: tuple[ActionChoice, ...]
    include_ratings: bool
    include_reasons: bool
    has_ratings: bool
    leaving: tuple[LeavingItem, ...]
    shared: tuple[ExportRecord, ...] = ()
    """What left before, the newest first."""
    problem: UserMessage | None = None
    open_pages: bool = False

    @property
    def is_archive(self) -> bool:
        """Whether the whole journal goes along."""
        return self.kind is PortfolioKind.ARCHIVE

    @property
    def is_about_one_entry(self) -> bool:
        """Whether the document shows a single reflection."""
        return self.kind in ONE_ENTRY

    @property
    def has_words(self) -> bool:
        """Whether what to talk about is part of the document."""
        return self.kind is PortfolioKind.COACH

    @property
    def has_actions(self) -> bool:
        """Whether actions and self-ratings are part of the document."""
        return self.kind in {PortfolioKind.COACH, PortfolioKind.PORTFOLIO, PortfolioKind.ARCHIVE}


class PortfolioDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: PortfolioState) -> None:
        """Show *state*."""

    def show_talk_about(self, markdown: str) -> None:
        """Put the saved words into the "what I want to talk about" field."""

    def typed_talk_about(self) -> str:
        """Give the words now in that field."""


class PortfolioPresenter:
    """Keeps the choice in the journal and runs the export off the window's thread."""

    def __init__(
        self,
        display: PortfolioDisplay,
        session: JournalSession,
        navigator: Navigator,
        leaving: LeavingPresenter,
        timers: Timers,
    ) -> None:
        """Present *session* on *display*; a document goes its way out through *leaving*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._leaving = leaving
        allowed = session.policies.allows_export
        self._kinds = tuple(kind for kind in PortfolioKind if allowed(kind.value))
        self._kind = self._kinds[0] if self._kinds else PortfolioKind.COACH
        self._selection = Selection()
        self._problem: UserMessage | None = None
        self._is_loaded = self._is_closed = False
        self._autosave = Autosave(timers, self._save_words)
        topics = Topic.ENTRIES | Topic.ACTIONS | Topic.RATINGS | Topic.PROFILE | Topic.PROGRAMME
        self._refresher = Refresher(session.feed, topics, self._refresh)
        self._recorder = Refresher(session.feed, Topic.PORTFOLIO, self._show_again)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Load the saved choice once, then refresh what has changed."""
        if not self._is_loaded:
            self._selection = self._session.portfolios.saved_selection(self._kind)
            self._display.show_talk_about(self._selection.talk_about)
            self._is_loaded = True
        self._refresher.shown()
        self._recorder.shown()

    def hidden(self) -> None:
        """Keep the words being typed."""
        self.flush()
        self._refresher.hidden()
        self._recorder.hidden()

    def flush(self) -> bool:
        """Save the choice and the words being typed; tell whether they are on disk."""
        if not self._is_loaded or self._session.is_read_only:
            return True
        self._autosave.touch()
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed

    def close(self) -> None:
        """Stop a running export and listen no more."""
        self._is_closed = True
        self._autosave.forget()
        self._leaving.close()
        self._refresher.close()
        self._recorder.close()

    def words_edited(self) -> None:
        """Take note that words were typed; they are saved after a pause."""
        if not self._session.is_read_only:
            self._autosave.touch()

    def choose_entry(self, entry_id: str, is_chosen: bool) -> None:  # noqa: FBT001 - a tick box
        """Take an entry in or leave it out; a document about one entry shows the last chosen."""
        if self._kind in ONE_ENTRY:
            self._choose(entries=(entry_id,) if is_chosen else ())
            return
        self._choose(entries=_with(self._selection.entries, entry_id, is_in=is_chosen))

    def choose_action(self, action_id: str, is_chosen: bool) -> None:  # noqa: FBT001 - a tick box
        """Take an action in or leave it out."""
        self._choose(actions=_with(self._selection.actions, action_id, is_in=is_chosen))

    def choose_entries(self, entry_ids: tuple[str, ...]) -> None:
        """Take exactly these entries."""
        self._choose(entries=entry_ids)

    def include_ratings(self, is_included: bool) -> None:  # noqa: FBT001 - a tick box
        """Take the self-ratings and charts in or leave them out."""
        self._choose(include_ratings=is_included)

    def include_reasons(self, is_included: bool) -> None:  # noqa: FBT001 - a tick box
        """Take the reasons given with ratings in or leave them out."""
        self._choose(include_reasons=is_included)

    def ask_about(self, entry_id: str, is_asked: bool) -> None:  # noqa: FBT001 - a tick box
        """Ask the coach about a chosen entry or not; from then on, about those ticked only."""
        present = self._asked(self._selection)
        self._choose(asked=_with(present, entry_id, is_in=is_asked))

    def open_pages(self, is_open: bool) -> None:  # noqa: FBT001 - a tick box
        """Let anybody read the pages of an archive, or not: the choice begins anew."""
        self._save(self._session.portfolios.suggested_selection(self._kind, has_open_pages=is_open))
        self._refresh()

    def open_entry(self, entry_id: str) -> None:
        """Go to an entry, to change it before it leaves."""
        self._navigator.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry_id))

    def show_replies(self) -> None:
        """Go to what coaches sent back."""
        self._navigator.go(Route(PageId.REPLIES))

    def choose_kind(self, kind: str) -> None:
        """Turn to another kind of document; each keeps a choice of its own."""
        chosen = PortfolioKind(kind)
        if chosen is self._kind or chosen not in self._kinds or not self.flush():
            return
        self._kind = chosen
        self._selection = self._session.portfolios.saved_selection(chosen)
        self._display.show_talk_about(self._selection.talk_about)
        self._problem = None
        self._refresh()

    def check(self) -> None:
        """Gather what leaves and send it on its way: findings first, then its pages."""
        if self._leaving.is_running or not self.flush():
            return
        self._refresh()
        try:
            self._session.policies.require_export(self._kind.value)
            content = self._session.portfolios.content(self._selection, self._kind)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return
        self._problem = None
        self._refresh()
        self._leaving.start(content)

    def _choose(self, **changes: object) -> None:
        talk_about = self._display.typed_talk_about()
        self._save(replace(self._selection, talk_about=talk_about, **changes))  # type: ignore[arg-type]
        self._refresh()

    def _save_words(self) -> bool:
        changed = replace(self._selection, talk_about=self._display.typed_talk_about())
        if changed == self._selection:
            return True
        if not self._save(changed):
            return False
        self._refresh()
        return True

    def _save(self, selection: Selection) -> bool:
        if selection == self._selection:
            return True
        try:
            self._session.portfolios.save_selection(selection, self._kind)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render(selection)
            return False
        self._selection = selection
        self._problem = None
        return True

    def _refresh(self) -> None:
        if self._is_closed:
            return
        if self._leaving.step is not Step.CHOOSE and not self._leaving.is_running:
            self._leaving.back()  # something changed: it has to be gathered and checked again
        self._selection = self._session.portfolios.still_chosen(self._selection, self._kind)
        self._render(self._selection)

    def _show_again(self) -> None:
        """Show what has left meanwhile; what is on its way out is none the worse for it."""
        if not self._is_closed:
            self._render(self._selection)

    def _asked(self, selection: Selection) -> tuple[str, ...]:
        """Give the chosen entries about which the coach is asked."""
        chosen = set(selection.entries)
        choices = self._session.portfolios.choices(self._kind)
        return asked_about((e for e in choices.entries if e.id in chosen), selection.asked)

    def _render(self, selection: Selection) -> None:
        choices = self._session.portfolios.choices(self._kind, has_open_pages=selection.open_pages)
        chosen_entries, chosen_actions = set(selection.entries), set(selection.actions)
        asked = set(self._asked(selection)) if self._kind is PortfolioKind.COACH else None
        self._display.render_state(
            PortfolioState(
                kind=self._kind,
                kinds=self._kinds,
                coach=self._session.profile.get().coach,
                entries=tuple(
                    EntryChoice(
                        e, e.id in chosen_entries, e.id in asked if asked is not None else None
                    )
                    for e in choices.entries
                ),
                actions=tuple(ActionChoice(a, a.id in chosen_actions) for a in choices.actions),
                include_ratings=selection.include_ratings,
                include_reasons=selection.include_reasons,
                has_ratings=bool(self._session.progress.report().sittings),
                leaving=self._session.portfolios.leaving(selection, self._kind),
                shared=self._session.exports.list_all(),
                problem=self._problem,
                open_pages=selection.open_pages,
            )
        )


def _with(ids: tuple[str, ...], one: str, *, is_in: bool) -> tuple[str, ...]:
    rest = tuple(i for i in ids if i != one)
    return (*rest, one) if is_in else rest
