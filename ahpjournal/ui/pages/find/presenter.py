"""What the find page does. No Qt here."""

from collections.abc import Callable, Sequence
from datetime import date

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.search import (
    Grouping,
    HitKey,
    SearchHit,
    SearchKind,
    Term,
    Wanted,
    filters_in,
    parse,
    render,
    split_filters,
    words_in,
)
from ahpjournal.domain.search_completion import Completion, completions
from ahpjournal.domain.search_meaning import Understood
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.search_words import describe_problem
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.autosave import Timers
from ahpjournal.ui.pages.find.calendar_days import CalendarDays
from ahpjournal.ui.pages.find.state import CalendarState, FindDisplay, FindState, FindView
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

SEARCH_AFTER_MS = 120
Groups = tuple[tuple[str, int], ...]


class FindPresenter:
    """Searches while one types; filters become chips as soon as they are complete."""

    def __init__(
        self, display: FindDisplay, session: JournalSession, navigator: Navigator, timers: Timers
    ) -> None:
        """Present what *session* holds on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._view = FindView.BEST
        self._chips: tuple[Term, ...] = ()
        self._text = ""
        self._meant = Understood(Wanted())
        self._is_ranked = True
        self._days = CalendarDays(session.search)
        self._day: date = session.clock.today()
        self._removed: SavedSearch | None = None
        self._problem: UserMessage | None = None
        self._timer = timers.single_shot(self._search)
        topics = (
            *(Topic.ENTRIES, Topic.TAGS, Topic.ACTIONS, Topic.RATINGS),
            *(Topic.PROGRAMME, Topic.SEARCHES, Topic.ATTACHMENTS),
        )
        listened = topics[0]
        for topic in topics[1:]:
            listened |= topic
        self._refresher = Refresher(session.feed, listened, self._search)

    def shown(self, route: Route) -> None:
        """Search for what *route* asks, or show what was found before.

        Its record may name a layout (a FindView).
        """
        if route.record in set(FindView):
            self._view = FindView(route.record)
        if route.action is RouteAction.SEARCH:
            if route.text:
                self._ask(route.text)
            self._refresher.shown()
            self._search()
            self._display.focus_box()
        else:
            self._refresher.shown()
            if route.record:
                self._search()
            self._display.begin_in_box()

    def hidden(self) -> None:
        """Forget what can be undone."""
        self._removed = None
        self._refresher.hidden()

    def flush(self) -> bool:
        """Tell that nothing here waits to be saved."""
        return True

    def close(self) -> None:
        """Stop listening and searching."""
        self._timer.stop()
        self._refresher.close()

    # --- the box --------------------------------------------------------------------------------

    def typed(self, text: str, cursor: int) -> None:
        """Take up what stands in the box: complete filters become chips."""
        filters, rest = split_filters(text)
        if filters:
            self._add(filters)
            self._text = rest
            self._display.show_text(rest)
            self._display.show_completions(())
            self._search()
            return
        self._text = text
        self._offer(text, cursor)
        self._timer.start(SEARCH_AFTER_MS)

    def committed(self) -> None:
        """Search at once; a filter at the end of the box is complete."""
        self._timer.stop()
        terms = parse(self._text)
        complete = [term for term in filters_in(terms) if term.value]
        if complete:
            self._add(complete)
            self._text = split_filters(self._text + " ")[1].strip()
            self._display.show_text(self._text)
        self._display.show_completions(())
        self._search()

    def complete(self, chosen: Completion, cursor: int) -> None:
        """Put *chosen* in the place of what is typed before the *cursor*."""
        before = self._text[: chosen.start] + chosen.text
        text = before + self._text[cursor:].lstrip()
        self._display.show_text(text)
        self.typed(text, len(before))

    def remove_chip(self, number: int) -> None:
        """Take a filter off."""
        self._chips = tuple(chip for i, chip in enumerate(self._chips) if i != number)
        self._search()

    def remove_last_chip(self) -> None:
        """Take the last filter off, as one does from the beginning of the box."""
        if self._chips:
            self.remove_chip(len(self._chips) - 1)

    def clear(self) -> None:
        """Ask for nothing."""
        self._ask("")
        self._search()

    # --- what is found --------------------------------------------------------------------------

    def choose_view(self, view: FindView) -> None:
        """Lay out otherwise what is found."""
        self._view = view
        self._search()

    def rows(self, keys: Sequence[HitKey], wanted: Wanted) -> tuple[SearchHit, ...]:
        """Give what rows show; none of them if the journal cannot be read."""
        try:
            return self._session.search.rows(keys, wanted)
        except AhpJournalError as error:
            self._problem = describe(error)
            return ()

    def open(self, hit: SearchHit) -> None:
        """Go to where a record found can be read."""
        match hit.kind:
            case SearchKind.ENTRY:
                route = Route(PageId.JOURNAL, record=hit.id)
            case SearchKind.ATTACHMENT:
                route = Route(PageId.JOURNAL, record=hit.opens)
            case SearchKind.ACTION:
                route = Route(PageId.ACTIONS, record=hit.id)
            case SearchKind.REASON:
                route = Route(PageId.COMPETENCIES, text=hit.about)
            case SearchKind.MODULE:
                route = Route(PageId.PROGRAMME, record=hit.id)
            case SearchKind.REPLY:
                route = Route(PageId.REPLIES, record=hit.id)
        self._navigator.go(route)

    def go_to_day(self, day: date) -> None:
        """Look at another day of the calendar."""
        self._day = day
        self._search()

    # --- saved searches -------------------------------------------------------------------------

    def save(self, name: str) -> bool:
        """Keep the present search as *name*; tell whether it is kept."""
        return self._change(lambda: self._session.saved_searches.save(name, self._query()))

    def use(self, search_id: str) -> None:
        """Search for what was saved."""
        found = next(
            (s for s in self._session.saved_searches.list_all() if s.id == search_id), None
        )
        if found is not None:
            self._ask(found.query)
            self._search()

    def rename(self, search_id: str, name: str) -> bool:
        """Call a saved search otherwise; tell whether it is so called."""
        return self._change(lambda: self._session.saved_searches.rename(search_id, name))

    def move(self, search_id: str, step: int) -> None:
        """Move a saved search up or down."""
        self._change(lambda: self._session.saved_searches.move(search_id, step))

    def remove(self, search_id: str) -> None:
        """Remove a saved search; it can be brought back until one leaves the page."""
        saved = self._session.saved_searches
        found = next((s for s in saved.list_all() if s.id == search_id), None)
        self._removed = found
        if found is None or not self._change(lambda: saved.remove(search_id)):
            self._removed = None
        self._search()

    def undo_remove(self) -> None:
        """Bring the saved search back that was removed last."""
        removed, self._removed = self._removed, None
        if removed is not None:
            self._change(lambda: self._session.saved_searches.bring_back(removed.id))
            self._search()

    # --------------------------------------------------------------------------------------------

    def _change(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except AhpJournalError as error:
            self._problem = describe(error)
            self._search(keeps_problem=True)
            return False
        return True

    def _ask(self, query: str) -> None:
        terms = parse(query)
        self._chips = tuple(dict.fromkeys(term for term in filters_in(terms) if term.value))
        self._text = render(words_in(terms))
        self._timer.stop()
        self._display.show_text(self._text)

    def _add(self, filters: Sequence[Term]) -> None:
        self._chips = tuple(dict.fromkeys((*self._chips, *filters)))

    def _query(self) -> str:
        return render((*self._chips, *words_in(parse(self._text))))

    def _offer(self, text: str, cursor: int) -> None:
        try:
            offered = completions(text, cursor, self._session.search.names())
        except AhpJournalError:
            offered = ()
        self._display.show_completions(offered)

    def _search(self, *, keeps_problem: bool = False) -> None:
        if not keeps_problem:
            self._problem = None
        terms = (*self._chips, *words_in(parse(self._text)))
        keys: tuple[HitKey, ...] = ()
        groups: Groups = ()
        self._is_ranked = True
        calendar = None
        try:
            self._meant = self._session.search.understand(terms)
            if self._meant.can_be_followed:
                keys, groups = self._found(self._meant.wanted)
            if self._view is FindView.CALENDAR:
                is_clear = self._meant.can_be_followed
                calendar = self._days.state(self._day, self._session.clock.today(), is_clear)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._render(keys, groups, calendar)

    def _found(self, wanted: Wanted) -> tuple[tuple[HitKey, ...], Groups]:
        search = self._session.search
        match self._view:
            case FindView.BEST:
                found = search.find(wanted)
                self._is_ranked = found.is_ranked
                return found.keys, ()
            case FindView.MONTHS:
                timeline = search.timeline(wanted, Grouping.MONTH)
                return timeline.keys, timeline.groups
            case FindView.MODULES:
                timeline = search.timeline(wanted, Grouping.MODULE)
                return timeline.keys, timeline.groups
            case FindView.CALENDAR:
                self._days.read(wanted, self._day)
                return self._days.of_day(self._day)

    def _render(
        self, keys: tuple[HitKey, ...], groups: Groups, calendar: CalendarState | None = None
    ) -> None:
        session = self._session
        try:
            names, saved = session.search.names(), session.saved_searches.list_all()
        except AhpJournalError as error:
            self._problem = describe(error)
            return
        self._display.render_state(
            FindState(
                view=self._view,
                chips=self._chips,
                names=names,
                wanted=self._meant.wanted,
                keys=keys,
                groups=groups,
                hints=tuple(describe_problem(problem) for problem in self._meant.problems),
                is_capped=not self._is_ranked,
                is_asked=bool(self._query()),
                saved=saved,
                removed=self._removed,
                calendar=calendar,
                is_read_only=session.is_read_only,
                problem=self._problem,
            )
        )
