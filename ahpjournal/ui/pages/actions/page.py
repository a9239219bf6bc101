"""Joins the actions view and presenter."""

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.actions.presenter import ActionsPresenter
from ahpjournal.ui.pages.actions.view import ActionsView
from ahpjournal.ui.places import WidgetPlaces
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = ActionsView(context.theme)
    presenter = ActionsPresenter(view, context.session, context.navigator, QtTimers(view))

    def add_note(text: str) -> None:
        if presenter.add_note(text):
            view.form.note_added()

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Actions"), typed_fields(view.form)),)

    view.view_requested.connect(presenter.choose_view)
    view.action_requested.connect(presenter.select)
    view.new_requested.connect(presenter.new)
    view.banner_requested.connect(presenter.answer_banner)
    view.versions_requested.connect(presenter.toggle_versions)
    view.versions.version_chosen.connect(presenter.versions.choose)
    view.versions.whole_requested.connect(presenter.versions.read_whole)
    view.versions.restore_requested.connect(presenter.versions.restore)
    view.versions.close_requested.connect(presenter.versions.close)
    view.form.edited.connect(presenter.edited)
    view.form.decided.connect(presenter.decided)
    view.form.note_requested.connect(add_note)
    view.form.remove_requested.connect(presenter.remove)
    view.form.entry_requested.connect(presenter.open_entry)
    places = WidgetPlaces(view, lambda: presenter.action_id)
    return Page(view, presenter, places, unsaved)
