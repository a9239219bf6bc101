"""Joins the view and presenter of Today."""

from ahpjournal.services.progress import sitting_label
from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.today.presenter import TodayPresenter
from ahpjournal.ui.pages.today.view import TodayView
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = TodayView(context.theme)
    timers = QtTimers(view)
    presenter = TodayPresenter(view, context.session, context.navigator, sitting_label, timers)

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Quick thought"), typed_fields(view)),)

    view.route_requested.connect(presenter.go)
    view.prompt_dismissed.connect(presenter.dismiss_prompt)
    view.capture_edited.connect(presenter.capture_edited)
    view.capture_requested.connect(presenter.capture)
    return Page(view, presenter, None, unsaved)
