"""Joins the programme view and presenter."""

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.programme.presenter import ProgrammePresenter
from ahpjournal.ui.pages.programme.view import ProgrammeView
from ahpjournal.ui.places import WidgetPlaces
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = ProgrammeView(context.theme)
    presenter = ProgrammePresenter(view, context.session, context.navigator, QtTimers(view))

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Programme"), typed_fields(view)),)

    view.module_chosen.connect(presenter.select)
    view.add_requested.connect(presenter.add_module)
    view.remove_requested.connect(presenter.remove_module)
    view.back_requested.connect(presenter.bring_back)
    view.competencies_chosen.connect(presenter.choose_competencies)
    view.edited.connect(presenter.edited)
    view.left.connect(presenter.left)
    view.prompt_chosen.connect(presenter.write)
    view.write_requested.connect(presenter.write_freely)
    view.rate_requested.connect(presenter.rate)
    view.plan_requested.connect(presenter.plan)
    view.entry_requested.connect(presenter.open_entry)
    view.action_requested.connect(presenter.open_action)
    places = WidgetPlaces(view, lambda: str(view.number or ""))
    return Page(view, presenter, places, unsaved)
