"""What the progress page shows. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ahpjournal.domain.programme import Area, Competency
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction


@dataclass(frozen=True, slots=True)
class ProgressState:
    """The report, narrowed to an area if one is chosen."""

    report: ProgressReport
    areas: tuple[Area, ...]
    area: str
    """Id of the chosen area; empty for all."""


class ProgressDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: ProgressState) -> None:
        """Show *state*."""


class ProgressPresenter:
    """Gives the view the report, narrowed to the chosen area."""

    def __init__(
        self, display: ProgressDisplay, session: JournalSession, navigator: Navigator
    ) -> None:
        """Present the progress of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._area = ""
        topics = Topic.RATINGS | Topic.ENTRIES | Topic.ACTIONS | Topic.PROGRAMME
        self._refresher = Refresher(session.feed, topics, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Wait until shown again."""
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def close(self) -> None:
        """Stop listening to changes."""
        self._refresher.close()

    def choose_area(self, area: str) -> None:
        """Narrow the charts to one area; empty for all."""
        self._area = area
        self._refresh()

    def start_rating(self) -> None:
        """Go and rate."""
        self._navigator.go(Route(PageId.COMPETENCIES, RouteAction.NEW))

    def _refresh(self) -> None:
        report = self._session.progress.report()
        if self._area:
            report = _narrowed(report, lambda c: c.area == self._area)
        self._display.render_state(ProgressState(report, self._session.pack.areas, self._area))


def _narrowed(report: ProgressReport, keep: Callable[[Competency], bool]) -> ProgressReport:
    rows = tuple(c for c in report.competencies if keep(c.competency))
    asked = {point.sitting.id for row in rows for point in row.series}
    return ProgressReport(
        competencies=rows,
        sittings=tuple(s for s in report.sittings if s.id in asked),
        top=report.top,
        baseline_on=report.baseline_on,
        now_on=report.now_on,
    )
