"""Joins the progress view and presenter."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.progress.presenter import ProgressPresenter
from ahpjournal.ui.pages.progress.view import ProgressView


class ProgressQuestions:
    """The question of this page, through the dialog gate."""

    def __init__(self, dialogs: DialogGate) -> None:
        """Ask through *dialogs*."""
        self._dialogs = dialogs

    def ask_save(self, name: str, ending: str) -> Path | None:
        """Ask where to save a chart."""
        pattern = {
            "png": _("Pictures (*.png)"),
            "svg": _("Drawings (*.svg)"),
            "csv": _("Tables (*.csv)"),
        }[ending]
        place = Path.home() / f"{name}.{ending}"
        return self._dialogs.choose_save_file(_("Save the chart"), place, pattern)


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = ProgressView(context.theme)
    presenter = ProgressPresenter(
        view, context.session, context.navigator, ProgressQuestions(context.dialogs)
    )
    view.area_chosen.connect(presenter.choose_area)
    view.filter_changed.connect(presenter.narrow)
    view.filter_cleared.connect(presenter.clear)
    view.save_requested.connect(presenter.save_chart)
    view.rating_requested.connect(presenter.start_rating)
    return Page(view, presenter)
