"""Joins the actions view and presenter."""

from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.actions.presenter import ActionsPresenter
from ahpjournal.ui.pages.actions.view import ActionsView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = ActionsView(context.theme)
    presenter = ActionsPresenter(view, context.session, context.navigator, QtTimers(view))

    def add_note(text: str) -> None:
        if presenter.add_note(text):
            view.form.note_added()

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
    return Page(view, presenter)
