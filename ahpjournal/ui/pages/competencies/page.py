"""Joins the competencies view and presenter."""

from ahpjournal.services.progress import sitting_label
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.competencies.presenter import CompetenciesPresenter, SittingOffer
from ahpjournal.ui.pages.competencies.view import CompetenciesView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = CompetenciesView(context.theme)
    presenter = CompetenciesPresenter(
        view, context.session, context.navigator, sitting_label, QtTimers(view)
    )

    def start(offer: SittingOffer) -> None:
        presenter.start(offer.kind, offer.module)

    view.progress_requested.connect(presenter.show_progress)
    view.overview.start_requested.connect(start)
    view.overview.resume_requested.connect(presenter.resume)
    view.overview.progress_requested.connect(presenter.show_progress)
    view.sitting.level_chosen.connect(presenter.rate)
    view.sitting.confidence_chosen.connect(presenter.set_confidence)
    view.sitting.move_requested.connect(presenter.move)
    view.sitting.position_requested.connect(presenter.go_to)
    view.sitting.because_edited.connect(presenter.because_edited)
    view.sitting.finish_requested.connect(presenter.finish)
    view.sitting.leave_requested.connect(presenter.leave)
    return Page(view, presenter)
