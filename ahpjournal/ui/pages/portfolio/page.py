"""Joins the portfolio view and presenter."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingPresenter
from ahpjournal.ui.pages.portfolio.presenter import PortfolioPresenter
from ahpjournal.ui.pages.portfolio.view import PortfolioView
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = PortfolioView(context.theme)
    dialogs = context.dialogs

    def choose_file(name: str) -> Path | None:
        return dialogs.choose_save_file(_("Save the PDF"), Path.home() / name, _("PDF (*.pdf)"))

    def open_outside(path: Path) -> None:
        dialogs.open_outside(str(path))

    leaving = LeavingPresenter(
        view, context.session, context.navigator, context.jobs, choose_file, open_outside
    )
    presenter = PortfolioPresenter(
        view, context.session, context.navigator, leaving, QtTimers(view)
    )

    def show_strength(password: str) -> None:
        view.way_out.show_strength(*leaving.strength_of(password))

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Portfolio"), typed_fields(view)),)

    view.words_edited.connect(presenter.words_edited)
    view.entry_chosen.connect(presenter.choose_entry)
    view.action_chosen.connect(presenter.choose_action)
    view.entry_asked.connect(presenter.ask_about)
    view.pages_opened.connect(presenter.open_pages)
    view.ratings_included.connect(presenter.include_ratings)
    view.reasons_included.connect(presenter.include_reasons)
    view.entry_requested.connect(presenter.open_entry)
    view.kind_chosen.connect(presenter.choose_kind)
    view.check_requested.connect(presenter.check)
    view.cancel_requested.connect(leaving.cancel)
    view.open_requested.connect(leaving.open_pdf)
    view.folder_requested.connect(leaving.open_folder)
    way_out = view.way_out
    way_out.replaced.connect(leaving.replace)
    way_out.kept.connect(leaving.keep)
    way_out.reopened.connect(leaving.decide_again)
    way_out.change_requested.connect(leaving.change_text)
    way_out.all_replaced.connect(leaving.replace_all)
    way_out.pages_requested.connect(leaving.show_pages)
    way_out.page_requested.connect(leaving.show_page)
    way_out.back_requested.connect(leaving.back)
    way_out.save_requested.connect(leaving.save)
    way_out.password_edited.connect(show_strength)
    view.replies_requested.connect(presenter.show_replies)
    return Page(view, presenter, None, unsaved)
