"""Joins the find view and presenter."""

from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.find.presenter import FindPresenter
from ahpjournal.ui.pages.find.view import FindPageView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = FindPageView(context.theme)
    presenter = FindPresenter(view, context.session, context.navigator, QtTimers(view))
    view.read_rows_with(presenter.rows)
    view.box.typed.connect(presenter.typed)
    view.box.committed.connect(presenter.committed)
    view.box.completion_chosen.connect(presenter.complete)
    view.box.last_chip_removed.connect(presenter.remove_last_chip)
    view.chip_removed.connect(presenter.remove_chip)
    view.clear_requested.connect(presenter.clear)
    view.view_requested.connect(presenter.choose_view)
    view.list.hit_requested.connect(presenter.open)
    view.calendar.day_chosen.connect(presenter.go_to_day)
    view.saved.use_requested.connect(presenter.use)
    view.saved.move_requested.connect(presenter.move)
    view.saved.remove_requested.connect(presenter.remove)
    view.save_requested.connect(presenter.save)
    view.renamed.connect(presenter.rename)
    view.undo_requested.connect(presenter.undo_remove)
    return Page(view, presenter)
