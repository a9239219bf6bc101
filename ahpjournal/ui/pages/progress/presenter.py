"""What the progress page shows. No Qt here."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from ahpjournal.charts.columns import per_week
from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.programme import Area, Module, Theme
from ahpjournal.domain.progress import ProgressFilter, ProgressReport
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


@dataclass(frozen=True, slots=True)
class ProgressState:
    """The report, narrowed to what is *wanted*, and what stands behind it.

    *weeks* counts reflections by the Monday of their week, *states* actions by state.
    """

    report: ProgressReport
    areas: tuple[Area, ...]
    themes: tuple[Theme, ...]
    modules: tuple[Module, ...]
    wanted: ProgressFilter
    evidence: tuple[Evidence, ...] = ()
    weeks: Mapping[date, int] = field(default_factory=dict)
    states: Mapping[ActionState, int] = field(default_factory=dict)
    saved_to: Path | None = None
    problem: UserMessage | None = None
    is_read_only: bool = False
    is_rating: bool = False
    """Whether a sitting is under way, which earlier ratings should not lead."""


class ProgressDialogs(Protocol):
    """The question this page asks."""

    def ask_save(self, name: str, ending: str) -> Path | None:
        """Ask where to save a chart."""


class ProgressDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: ProgressState) -> None:
        """Show *state*."""


class ProgressPresenter:
    """Gives the view the report, narrowed to what the user wants to see."""

    def __init__(
        self,
        display: ProgressDisplay,
        session: JournalSession,
        navigator: Navigator,
        dialogs: ProgressDialogs,
    ) -> None:
        """Present the progress of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._dialogs = dialogs
        self._wanted = ProgressFilter()
        self._saved_to: Path | None = None
        self._problem: UserMessage | None = None
        topics = Topic.RATINGS | Topic.ENTRIES | Topic.ACTIONS | Topic.PROGRAMME
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Wait until shown again."""
        if self._saved_to is not None or self._problem is not None:
            self._saved_to, self._problem = None, None
            self._refresh()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Stop listening to changes."""
        self._refresher.close()

    def choose_area(self, area: str) -> None:
        """Narrow the charts to one area; empty for all."""
        self.narrow("area", area)

    def narrow(self, name: str, value: object) -> None:
        """Narrow by one field of the filter; a range that ends before it begins is turned round."""
        wanted = replace(self._wanted, **{name: value})  # type: ignore[arg-type]  # one of its fields
        first, last = wanted.first_module, wanted.last_module
        if first is not None and last is not None and first > last:
            wanted = replace(wanted, first_module=last, last_module=first)
        since, until = wanted.since, wanted.until
        if since is not None and until is not None and since > until:
            wanted = replace(wanted, since=until, until=since)
        self._wanted = wanted
        self._refresh()

    def clear(self) -> None:
        """Show everything again."""
        self._wanted = ProgressFilter()
        self._refresh()

    def save_chart(self, title: str, ending: str, content: bytes) -> None:
        """Save a chart for another program where the user says."""
        path = self._dialogs.ask_save(title, ending)
        if path is None:
            return
        self._saved_to, self._problem = None, None
        try:
            self._session.save_file(path, content)
            self._saved_to = path
        except AhpJournalError as error:
            self._problem = describe(error)
        self._refresh()

    def start_rating(self) -> None:
        """Go and rate."""
        self._navigator.go(Route(PageId.COMPETENCIES, RouteAction.NEW))

    def _refresh(self) -> None:
        session, wanted = self._session, self._wanted
        self._display.render_state(
            ProgressState(
                report=_held(session.progress.report(wanted)),
                areas=session.pack.areas,
                themes=session.pack.themes,
                modules=session.programme.modules(),
                wanted=wanted,
                evidence=session.progress.evidence(wanted),
                weeks=per_week(_within(session.progress.entries_by_day(), wanted)),
                states=session.plans.count_by_state(),
                saved_to=self._saved_to,
                problem=self._problem,
                is_read_only=session.is_read_only,
                is_rating=bool(session.ratings.unfinished()),
            )
        )


def _held(report: ProgressReport) -> ProgressReport:
    """Leave out the sittings in which none of the competencies that are shown was rated."""
    asked = {point.sitting.id for row in report.competencies for point in row.series}
    return replace(report, sittings=tuple(s for s in report.sittings if s.id in asked))


def _within(days: Mapping[date, int], wanted: ProgressFilter) -> dict[date, int]:
    return {
        day: count
        for day, count in days.items()
        if (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
    }
