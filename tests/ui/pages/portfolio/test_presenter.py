"""Portfolio: exactly what is chosen leaves, and each kind of document has a choice of its own."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.entries import Sharing
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.domain.reply_form import About
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.portfolios import LeavingKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingPresenter, Step
from ahpjournal.ui.pages.portfolio.presenter import PortfolioPresenter, PortfolioState
from ahpjournal.ui.routes import PageId, Route
from tests.doubles import HandTimers
from tests.ui.pages.portfolio.displays import FakeDisplay, LeavingDisplay


def _nowhere(_name: str) -> Path | None:
    return None


def _not_opened(_path: Path) -> None:
    raise AssertionError


class Page:
    """The page with everything around it."""

    def __init__(self, session: JournalSession, navigator: Any) -> None:
        self.display = FakeDisplay()
        self.leaving = LeavingDisplay()
        self.timers = HandTimers()
        way_out = LeavingPresenter(
            self.leaving, session, navigator, InlineJobs(), _nowhere, _not_opened
        )
        self.presenter = PortfolioPresenter(self.display, session, navigator, way_out, self.timers)
        self.presenter.shown(Route(PageId.PORTFOLIO))

    @property
    def state(self) -> PortfolioState:
        """The last state."""
        return self.display.states[-1]


@pytest.fixture
def page(demo: JournalSession, navigator: Any) -> Page:
    """Give the page of the demo journal."""
    return Page(demo, navigator)


def test_what_was_marked_for_the_coach_is_chosen_at_first(page: Page) -> None:
    chosen = [c for c in page.state.entries if c.is_chosen]
    assert len(chosen) == 14
    assert len(page.state.entries) == 22
    assert {c.action.state.is_open for c in page.state.actions if c.is_chosen} == {True}


def test_the_list_names_every_single_thing_that_leaves(page: Page) -> None:
    kinds = [item.kind for item in page.state.leaving]
    assert kinds.count(LeavingKind.ENTRY) == 14
    assert kinds.count(LeavingKind.ACTION) == 9
    assert sum(item.kept_back for item in page.state.leaving) == 3


def test_a_tick_taken_off_takes_the_thing_off_the_list(page: Page) -> None:
    entry = next(c.entry for c in page.state.entries if c.is_chosen)
    page.presenter.choose_entry(entry.id, False)
    assert entry.id not in {item.id for item in page.state.leaving}
    page.presenter.choose_entry(entry.id, True)
    assert entry.id in {item.id for item in page.state.leaving}
    page.presenter.include_ratings(False)
    assert LeavingKind.RATINGS not in {item.kind for item in page.state.leaving}


def test_the_choice_and_the_words_are_there_next_time(
    page: Page, demo: JournalSession, navigator: Any
) -> None:
    page.display.words = "- The quality group\n- My fear of finance"
    page.presenter.words_edited()
    page.timers.pass_time()
    page.presenter.include_reasons(False)
    again = Page(demo, navigator)
    assert again.display.words == "- The quality group\n- My fear of finance"
    assert not again.state.include_reasons


def test_nothing_chosen_is_said_and_nothing_starts(session: JournalSession, navigator: Any) -> None:
    page = Page(session, navigator)
    page.presenter.check()
    assert page.state.problem is not None
    assert page.leaving.states == []


def test_what_is_chosen_is_checked_and_its_pages_shown(page: Page) -> None:
    page.presenter.check()
    assert page.leaving.state.step is Step.PAGES
    assert page.leaving.state.picture is not None


def test_what_changes_on_the_way_out_has_to_be_checked_again(
    page: Page, demo: JournalSession
) -> None:
    page.presenter.check()
    demo.plans.save(replace(demo.plans.draft(), title="Another one"))
    assert page.leaving.state.step is Step.CHOOSE


def test_each_kind_of_document_keeps_a_choice_of_its_own(page: Page) -> None:
    coach = [choice.is_chosen for choice in page.state.entries]
    page.presenter.choose_kind("entry")
    assert page.state.kind is PortfolioKind.ENTRY
    assert page.state.is_about_one_entry
    assert not any(choice.is_chosen for choice in page.state.entries)
    first, second = (choice.entry.id for choice in page.state.entries[:2])
    page.presenter.choose_entry(first, True)
    page.presenter.choose_entry(second, True)
    assert [c.entry.id for c in page.state.entries if c.is_chosen] == [second]
    page.presenter.choose_entry(second, False)
    assert not page.state.leaving
    page.presenter.choose_kind("coach")
    assert [choice.is_chosen for choice in page.state.entries] == coach
    page.presenter.choose_kind("portfolio")
    assert page.state.has_actions
    assert not page.state.has_words


def test_a_kind_that_the_organisation_does_not_allow_is_not_offered(
    demo: JournalSession, navigator: Any
) -> None:
    demo.policies = replace(demo.policies, allowed_export_kinds=frozenset({"portfolio"}))
    page = Page(demo, navigator)
    assert page.state.kinds == (PortfolioKind.PORTFOLIO,)
    page.presenter.choose_kind("coach")
    assert page.state.kind is PortfolioKind.PORTFOLIO


def test_the_coach_is_asked_about_the_newest_until_its_owner_chooses(
    page: Page, demo: JournalSession, navigator: Any
) -> None:
    def asked() -> list[str]:
        return [c.entry.id for c in page.state.entries if c.is_asked]

    chosen = [c.entry.id for c in page.state.entries if c.is_chosen]
    assert asked() == chosen[:12]
    page.presenter.ask_about(chosen[0], False)
    page.presenter.ask_about(chosen[-1], True)
    assert asked() == [*chosen[1:12], chosen[-1]]
    again = Page(demo, navigator)
    assert [c.entry.id for c in again.state.entries if c.is_asked] == asked()
    content = demo.portfolios.content(demo.portfolios.saved_selection())
    assert content.form is not None
    boxes = {f.record for f in content.form.fields if f.about is About.ENTRY}
    assert boxes == set(asked())
    page.presenter.choose_kind("portfolio")
    assert {c.is_asked for c in page.state.entries} == {None}


def test_open_pages_of_an_archive_offer_only_what_is_shared(page: Page) -> None:
    page.presenter.choose_kind("archive")
    every = len(page.state.entries)
    page.presenter.open_pages(True)
    assert page.state.open_pages
    assert 0 < len(page.state.entries) < every
    assert {c.entry.sharing for c in page.state.entries} == {Sharing.COACH, Sharing.PORTFOLIO}
    page.presenter.open_pages(False)
    assert len([c for c in page.state.entries if c.is_chosen]) == every
