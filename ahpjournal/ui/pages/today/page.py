"""Joins the view and presenter of Today."""

from ahpjournal.services.progress import sitting_label
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.today.presenter import TodayPresenter
from ahpjournal.ui.pages.today.view import TodayView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = TodayView(context.theme)
    timers = QtTimers(view)
    presenter = TodayPresenter(view, context.session, context.navigator, sitting_label, timers)
    view.route_requested.connect(presenter.go)
    view.capture_edited.connect(presenter.capture_edited)
    view.capture_requested.connect(presenter.capture)
    return Page(view, presenter)
