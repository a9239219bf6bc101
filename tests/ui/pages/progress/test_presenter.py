"""Progress: the report, and one area of it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.progress import ProgressFilter
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.progress.presenter import ProgressPresenter, ProgressState
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDialogs:
    """Answers with a place, or with nothing."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place
        self.asked: list[tuple[str, str]] = []

    def ask_save(self, name: str, ending: str) -> Path | None:
        """Give the place."""
        self.asked.append((name, ending))
        return self.place


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
    ProgressPresenter(display, demo, navigator, FakeDialogs()).shown(Route(PageId.PROGRESS))
    report = display.states[-1].report
    assert len(report.competencies) == 12
    assert len(report.sittings) == 8


def test_an_area_narrows_every_chart(demo: JournalSession, navigator: Any) -> None:
    display = FakeDisplay()
    presenter = ProgressPresenter(display, demo, navigator, FakeDialogs())
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
    presenter = ProgressPresenter(FakeDisplay(), session, navigator, FakeDialogs())
    presenter.start_rating()
    assert navigator.routes == [Route(PageId.COMPETENCIES, RouteAction.NEW)]


def test_charts_narrow_by_theme_module_and_date_and_widen_again(
    demo: JournalSession, navigator: Any
) -> None:
    display = FakeDisplay()
    presenter = ProgressPresenter(display, demo, navigator, FakeDialogs())
    presenter.shown(Route(PageId.PROGRESS))
    everything = display.states[-1]
    presenter.narrow("theme", "T1")
    assert {c.competency.id for c in display.states[-1].report.competencies} == {"A1", "D1"}
    assert [e.competency.id for e in display.states[-1].evidence] == ["A1", "D1"]
    presenter.clear()
    presenter.narrow("first_module", 5)
    presenter.narrow("last_module", 4)
    wanted = display.states[-1].wanted
    assert (wanted.first_module, wanted.last_module) == (4, 5)
    numbers = {s.module for s in display.states[-1].report.sittings if s.module is not None}
    assert numbers <= {4, 5}
    presenter.clear()
    presenter.narrow("until", date(2026, 3, 1))
    presenter.narrow("since", date(2026, 5, 1))
    assert display.states[-1].wanted == ProgressFilter(
        since=date(2026, 3, 1), until=date(2026, 5, 1)
    )
    assert 0 < sum(display.states[-1].weeks.values()) < sum(everything.weeks.values())
    presenter.clear()
    assert display.states[-1] == everything


def test_what_stands_behind_the_ratings_is_counted(demo: JournalSession, navigator: Any) -> None:
    display = FakeDisplay()
    ProgressPresenter(display, demo, navigator, FakeDialogs()).shown(Route(PageId.PROGRESS))
    state = display.states[-1]
    assert len(state.evidence) == 12
    assert sum(state.weeks.values()) == demo.entries.count()
    assert sum(state.states.values()) == len(demo.plans.list_all())


def test_a_chart_is_saved_where_the_user_says(
    demo: JournalSession, navigator: Any, tmp_path: Path
) -> None:
    display, dialogs = FakeDisplay(), FakeDialogs(tmp_path / "chart.csv")
    presenter = ProgressPresenter(display, demo, navigator, dialogs)
    presenter.shown(Route(PageId.PROGRESS))
    presenter.save_chart("Change", "csv", b"a,b")
    assert (tmp_path / "chart.csv").read_bytes() == b"a,b"
    assert display.states[-1].saved_to == tmp_path / "chart.csv"
    dialogs.place = tmp_path / "none" / "chart.csv"
    presenter.save_chart("Change", "csv", b"a,b")
    problem = display.states[-1].problem
    assert problem is not None
    assert problem.code == "folder-missing"
    dialogs.place = None
    presenter.save_chart("Change", "csv", b"a,b")
    assert dialogs.asked == [("Change", "csv")] * 3
    presenter.hidden()
    assert display.states[-1].problem is None


def test_a_journal_that_is_only_read_offers_no_rating(
    demo: JournalSession, navigator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    display = FakeDisplay()
    ProgressPresenter(display, demo, navigator, FakeDialogs()).shown(Route(PageId.PROGRESS))
    assert not display.states[-1].is_read_only
    monkeypatch.setattr(type(demo), "is_read_only", property(lambda _self: True))
    ProgressPresenter(display, demo, navigator, FakeDialogs()).shown(Route(PageId.PROGRESS))
    assert display.states[-1].is_read_only
