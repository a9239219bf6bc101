"""Joins the competencies view and presenter."""

from dataclasses import replace

from typing_extensions import override

from ahpjournal.services.progress import sitting_label
from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.competencies.presenter import CompetenciesPresenter
from ahpjournal.ui.pages.competencies.state import SittingOffer
from ahpjournal.ui.pages.competencies.view import CompetenciesView
from ahpjournal.ui.places import Place, WidgetPlaces, scroll_back
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


class CompetencyPlaces(WidgetPlaces):
    """Keeps which competency of which sitting is in view, or whose history."""

    def __init__(self, view: CompetenciesView, presenter: CompetenciesPresenter) -> None:
        """Keep the place in *view*."""
        super().__init__(view, lambda: presenter.record_id)
        self._presenter = presenter

    @override
    def place(self) -> Place:
        return replace(super().place(), part=str(self._presenter.position))

    @override
    def go_back(self, place: Place) -> None:
        if place.record and place.record == self._presenter.sitting_id and place.part.isdigit():
            self._presenter.go_to(int(place.part))
        scroll_back(self._page, place.scroll)


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = CompetenciesView(context.theme)
    presenter = CompetenciesPresenter(
        view, context.session, context.navigator, sitting_label, QtTimers(view)
    )

    def start(offer: SittingOffer) -> None:
        presenter.start(offer.kind, offer.module)

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (
            UnsavedText(
                _("Competencies"), typed_fields(view.sitting) or typed_fields(view.history)
            ),
        )

    view.progress_requested.connect(presenter.show_progress)
    view.look_back_requested.connect(presenter.look_back)
    view.overview_requested.connect(presenter.show_overview)
    view.overview.start_requested.connect(start)
    view.overview.resume_requested.connect(presenter.resume)
    view.overview.progress_requested.connect(presenter.show_progress)
    view.overview.history_requested.connect(presenter.open_history)
    view.history.back_requested.connect(presenter.show_overview)
    view.history.reason_edited.connect(presenter.history.reason_edited)
    view.history.correction_edited.connect(presenter.history.correction_edited)
    view.history.add_requested.connect(presenter.history.add)
    view.history.correct_requested.connect(presenter.history.correct)
    view.history.correction_requested.connect(presenter.history.add_correction)
    view.sitting.level_chosen.connect(presenter.rate)
    view.sitting.confidence_chosen.connect(presenter.set_confidence)
    view.sitting.move_requested.connect(presenter.move)
    view.sitting.position_requested.connect(presenter.go_to)
    view.sitting.because_edited.connect(presenter.because_edited)
    view.sitting.finish_requested.connect(presenter.finish)
    view.sitting.all_requested.connect(presenter.ask_all)
    view.sitting.evidence.open_requested.connect(presenter.open_evidence)
    view.sitting.evidence.close_requested.connect(presenter.close_evidence)
    view.sitting.evidence.search_edited.connect(presenter.search_evidence)
    view.sitting.evidence.ticked.connect(presenter.tick_evidence)
    view.sitting.evidence.unlinked.connect(presenter.unlink_evidence)
    view.history.record_requested.connect(presenter.open_record)
    view.sitting.leave_requested.connect(presenter.leave)
    return Page(view, presenter, CompetencyPlaces(view, presenter), unsaved)
