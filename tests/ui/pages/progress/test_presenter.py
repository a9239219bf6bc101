"""Progress: the report, and one area of it."""

from typing import Any

from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.progress.presenter import ProgressPresenter, ProgressState
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDisplay:
    """Keeps the states it is given."""

    def __init__(self) -> None:
        self.states: list[ProgressState] = []

    def render_state(self, state: ProgressState) -> None:
        """Keep *state*."""
        self.states.append(state)


def test_the_demo_shows_twelve_competencies_over_eight_sittings(
    demo: JournalSession, navigator: Any
) -> None:
    display = FakeDisplay()
    ProgressPresenter(display, demo, navigator).shown(Route(PageId.PROGRESS))
    report = display.states[-1].report
    assert len(report.competencies) == 12
    assert len(report.sittings) == 8


def test_an_area_narrows_every_chart(demo: JournalSession, navigator: Any) -> None:
    display = FakeDisplay()
    presenter = ProgressPresenter(display, demo, navigator)
    presenter.shown(Route(PageId.PROGRESS))
    presenter.choose_area("B")
    report = display.states[-1].report
    assert [c.competency.id for c in report.competencies] == ["B1", "B2", "B3"]
    assert all(
        any(p.sitting == s for c in report.competencies for p in c.series) for s in report.sittings
    )
    presenter.choose_area("")
    assert len(display.states[-1].report.competencies) == 12


def test_the_button_leads_to_rating(session: JournalSession, navigator: Any) -> None:
    presenter = ProgressPresenter(FakeDisplay(), session, navigator)
    presenter.start_rating()
    assert navigator.routes == [Route(PageId.COMPETENCIES, RouteAction.NEW)]
