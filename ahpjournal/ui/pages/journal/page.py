"""Joins the journal view and presenter."""

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.journal.places import JournalPlaces
from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.qt_timers import QtTimers


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = JournalView(context.session.journal_id)
    presenter = JournalPresenter(view, context.session, context.navigator, QtTimers(view))
    versions = presenter.versions
    dialogs = context.dialogs

    def new() -> None:
        presenter.new()

    def change(values: dict[str, object]) -> None:
        presenter.change(**values)

    def open_link(address: str) -> None:
        if not address.lower().startswith(("http://", "https://")):
            return
        text = _("This opens outside the program:\n{address}").format(address=address)
        if dialogs.confirm(_("Open the link?"), text, _("Open")):
            dialogs.open_outside(address)

    view.read_rows_with(presenter.rows)
    view.list.new_requested.connect(new)
    view.list.query_edited.connect(presenter.query_typed)
    view.list.view_requested.connect(presenter.choose_view)
    view.list.entry_requested.connect(presenter.open)
    view.editor.edited.connect(presenter.edited)
    view.editor.new_requested.connect(new)
    view.editor.banner_requested.connect(presenter.answer_banner)
    view.editor.sections.link_requested.connect(open_link)
    view.editor.sections.privacy_chosen.connect(presenter.keep_private)
    view.editor.toolbar.action_requested.connect(presenter.make_action)
    view.editor.toolbar.remove_requested.connect(presenter.remove)
    view.editor.toolbar.versions_requested.connect(presenter.toggle_versions)
    view.versions.version_chosen.connect(versions.choose)
    view.versions.whole_requested.connect(versions.read_whole)
    view.versions.restore_requested.connect(versions.restore)
    view.versions.close_requested.connect(versions.close)
    view.editor.facts.changed.connect(change)
    view.editor.facts.model_chosen.connect(presenter.change_model)
    view.editor.facts.tag_added.connect(presenter.add_tag)
    view.details.changed.connect(change)
    view.details.action_requested.connect(presenter.make_action)
    view.details.linked_action_requested.connect(presenter.open_action)
    return Page(view, presenter, JournalPlaces(view, presenter), presenter.unsaved)
