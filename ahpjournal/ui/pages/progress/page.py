"""Joins the progress view and presenter."""

from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.progress.presenter import ProgressPresenter
from ahpjournal.ui.pages.progress.view import ProgressView


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = ProgressView(context.theme)
    presenter = ProgressPresenter(view, context.session, context.navigator)
    view.area_chosen.connect(presenter.choose_area)
    view.rating_requested.connect(presenter.start_rating)
    return Page(view, presenter)
