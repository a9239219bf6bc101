"""Joins the portfolio view and presenter."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
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

    presenter = PortfolioPresenter(
        view,
        context.session,
        context.navigator,
        context.jobs,
        choose_file,
        open_outside,
        QtTimers(view),
    )

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Portfolio"), typed_fields(view)),)

    view.words_edited.connect(presenter.words_edited)
    view.entry_chosen.connect(presenter.choose_entry)
    view.action_chosen.connect(presenter.choose_action)
    view.ratings_included.connect(presenter.include_ratings)
    view.reasons_included.connect(presenter.include_reasons)
    view.entry_requested.connect(presenter.open_entry)
    view.save_requested.connect(presenter.save_pdf)
    view.cancel_requested.connect(presenter.cancel)
    view.open_requested.connect(presenter.open_pdf)
    view.folder_requested.connect(presenter.open_folder)
    view.replies_requested.connect(presenter.show_replies)
    return Page(view, presenter, None, unsaved)
