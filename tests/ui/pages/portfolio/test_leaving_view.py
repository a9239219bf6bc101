"""The way out on the screen: findings with their buttons, then pages that can be turned."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ahpjournal.domain.entries import EntryFilter, Sharing
from ahpjournal.privacy.findings import IdentifierKind
from ahpjournal.services.export_gate import suggested_phrase
from ahpjournal.services.session import JournalSession
from ahpjournal.ui import tour
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingState, Step
from ahpjournal.ui.pages.portfolio.leaving_view import LeavingView
from ahpjournal.ui.pages.portfolio.page_view import Sheet
from ahpjournal.ui.pages.portfolio.view import PortfolioView
from ahpjournal.ui.routes import PageId, Route
from ahpjournal.ui.theme.theme import Theme

FINDINGS = 30


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, memory_session: JournalSession, tmp_path: Path
) -> Iterator[PortfolioView]:
    """Give the page of a journal in which one entry has many names."""
    session = memory_session
    draft = session.entries.draft()
    letters = (chr(97 + n // 26) + chr(97 + n % 26) for n in range(FINDINGS))
    names = " ".join(f"Mrs Hale{end} rang." for end in letters)
    section = replace(draft.sections[0], markdown=f"<b>hostile</b> & {names}")
    session.entries.save(replace(draft, title="A call", sections=(section,), sharing=Sharing.COACH))
    window: MainWindow = tour.make_window(tour.TourWish(tmp_path), session, theme)
    window.go(Route(PageId.PORTFOLIO))
    shown = window.page_widget(PageId.PORTFOLIO)
    assert isinstance(shown, PortfolioView)
    yield shown
    tour.close_window(window)


def rows(way: LeavingView) -> int:
    return sum(row.isVisible() for row in way._rows)


def test_findings_are_shown_in_parts_with_names_for_their_buttons(page: PortfolioView) -> None:
    page._check.click()
    way = page.way_out
    assert not page._chooser.isVisible()
    assert rows(way) == 20
    way._more.click()
    assert rows(way) == FINDINGS
    row = way._rows[0]
    assert row.accessibleName() == row._keep.accessibleName().removeprefix("Keep ")
    assert "&lt;b&gt;hostile" in row._context.text()
    assert row._context.accessibleName().startswith("<b>hostile")
    assert not way._go_on.isEnabled()


def test_the_whole_way_is_walked_with_the_keyboard(page: PortfolioView, qtbot: QtBot) -> None:
    page._check.setFocus()
    qtbot.keyClick(page._check, Qt.Key.Key_Return)
    way = page.way_out
    row = way._rows[0]
    assert row._phrase.isAncestorOf(page.window().focusWidget())
    row._reason.set_text("She agreed.")
    qtbot.keyClick(row._keep, Qt.Key.Key_Return)
    assert row._decision.text() == "Kept: She agreed."
    qtbot.keyClick(way._all, Qt.Key.Key_Return)
    assert way._go_on.isEnabled()
    assert page.window().focusWidget() is way._go_on
    qtbot.keyClick(way._go_on, Qt.Key.Key_Return)
    sheet = way.findChild(Sheet)
    assert sheet is not None
    assert sheet.accessibleName().startswith("Page 1 of")
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.accessibleName().startswith("Page 2 of")
    assert sheet.accessibleDescription()
    backs = [b for b in way.findChildren(QPushButton) if b.isVisible() and "Back" in b.text()]
    qtbot.keyClick(backs[0], Qt.Key.Key_Return)
    assert page._chooser.isVisible()


def test_where_all_is_decided_the_keyboard_is_where_it_goes_on(
    page: PortfolioView, qtbot: QtBot
) -> None:
    page._check.click()
    way = page.way_out
    way._all.click()
    assert rows(way) == 20
    way._rows[0]._again.setFocus()
    qtbot.keyClick(way._rows[0]._again, Qt.Key.Key_Return)
    assert not way._go_on.isEnabled()
    qtbot.keyClick(way._rows[0]._replace, Qt.Key.Key_Return)
    assert page.window().focusWidget() is way._go_on
    way.back_requested.emit()
    qtbot.keyClick(page._check, Qt.Key.Key_Return)
    assert page.window().focusWidget() is way._go_on


def test_what_was_typed_about_one_finding_is_not_proposed_for_another(
    page: PortfolioView, memory_session: JournalSession
) -> None:
    page._check.click()
    way = page.way_out
    row = way._rows[0]
    assert row._phrase.text() == suggested_phrase(IdentifierKind.PERSON)
    row._phrase.set_text("my friend Jo")
    row._reason.set_text("She agreed.")
    way.back_requested.emit()
    keys = memory_session.entries.find(EntryFilter())
    whole = memory_session.entries.get(memory_session.entries.page(keys)[0].id)
    assert whole is not None
    other = replace(whole.sections[0], markdown="See https://example.org about it.")
    memory_session.entries.save(replace(whole, sections=(other,)))
    page._check.click()
    assert "example.org" in row._what.text()
    assert row._phrase.text() == suggested_phrase(IdentifierKind.LINK)
    assert not row._reason.text()


def test_the_keyboard_goes_to_the_page_while_it_is_still_being_drawn(page: PortfolioView) -> None:
    page._check.setFocus()
    page.render_leaving(LeavingState(step=Step.PAGES, pages=2, is_running=True))
    assert isinstance(page.window().focusWidget(), Sheet)


def test_how_hard_a_password_is_to_guess_is_said(page: PortfolioView) -> None:
    before = page.way_out._password._strength.text()
    page.way_out.password_edited.emit("seven herons over the weir")
    assert page.way_out._password._strength.text() != before


def test_an_archive_asks_for_a_passphrase_and_says_what_the_gate_does_not_change(
    page: PortfolioView,
) -> None:
    page.kind_chosen.emit("archive")
    assert page._archive_card.isVisible()
    page._check.click()
    way = page.way_out
    assert way._pages_alone.isVisible()
    way._all.click()
    way._go_on.click()
    assert way._passphrase.isVisible()
    assert not way._password.isVisible()
    way._save.click()
    assert any("An archive needs a passphrase" in q.text() for q in page.findChildren(QLabel))


def test_the_coach_is_asked_about_what_is_ticked(page: PortfolioView) -> None:
    row = page._entry_list._rows[0]
    assert row.ask.isVisible()
    assert row.ask.isChecked()
    assert "A call" in row.ask.accessibleName()
    row.ask.click()
    assert not row.ask.isChecked()
    row.tick.click()
    assert not row.ask.isVisible()
    page.kind_chosen.emit("portfolio")
    assert not any(r.ask.isVisible() for r in page._entry_list._rows)


def test_the_kind_of_document_is_said_in_a_sentence(page: PortfolioView) -> None:
    page.kind_chosen.emit("archive")
    assert any("brought back" in label.text() for label in page.findChildren(QLabel))
