"""Joins the view and the presenter of replies."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.replies.presenter import RepliesPresenter
from ahpjournal.ui.pages.replies.view import RepliesView
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = RepliesView(context.theme)
    dialogs = context.dialogs

    def choose_file() -> Path | None:
        return dialogs.choose_open_file(
            _("Read a coach\u2019s reply"), Path.home(), _("PDF (*.pdf)")
        )

    presenter = RepliesPresenter(
        view, context.session, context.navigator, context.jobs, choose_file, QtTimers(view)
    )

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Replies"), typed_fields(view)),)

    view.file_requested.connect(presenter.choose_file)
    view.file_dropped.connect(presenter.read_path)
    view.password_typed.connect(presenter.try_password)
    view.cancel_requested.connect(presenter.cancel)
    view.add_requested.connect(presenter.add)
    view.leave_requested.connect(presenter.leave)
    view.list_requested.connect(presenter.close_reply)
    view.reply_chosen.connect(presenter.open_reply)
    view.remove_requested.connect(presenter.remove)
    view.undo_requested.connect(presenter.undo_remove)
    view.action_requested.connect(presenter.make_action)
    view.subject_requested.connect(presenter.show_subject)
    view.paste_edited.connect(presenter.paste_edited)
    view.paste_requested.connect(presenter.add_pasted)
    return Page(view, presenter, None, unsaved)
