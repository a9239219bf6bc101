"""Joins the journal view and presenter."""

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = JournalView(context.theme, context.session.entries.page)
    presenter = JournalPresenter(view, context.session, context.navigator, QtTimers(view))
    dialogs = context.dialogs

    def open_link(href: str) -> None:
        text = _("This opens outside the program:\n{address}").format(address=href)
        if dialogs.confirm(_("Open the link?"), text, _("Open")):
            dialogs.open_outside(href)

    def change(values: dict[str, object]) -> None:
        presenter.change(**values)

    view.list.new_requested.connect(presenter.new)
    view.list.query_edited.connect(presenter.query_typed)
    view.list.view_requested.connect(presenter.choose_view)
    view.list.entry_requested.connect(presenter.open)
    view.editor.edited.connect(presenter.edited)
    view.editor.new_requested.connect(presenter.new)
    view.editor.banner_requested.connect(presenter.try_again)
    view.editor.sections.link_requested.connect(open_link)
    view.details.changed.connect(change)
    view.details.model_chosen.connect(presenter.change_model)
    view.details.tag_added.connect(presenter.add_tag)
    view.details.tag_removed.connect(presenter.remove_tag)
    view.details.action_requested.connect(presenter.make_action)
    view.details.remove_requested.connect(presenter.remove)
    return Page(view, presenter)
