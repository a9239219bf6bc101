"""Joins the journal view and presenter."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.attachments.lighter import lighter_picture
from ahpjournal.ui.attachments.presenter import AttachmentsPresenter
from ahpjournal.ui.attachments.previews import small_picture
from ahpjournal.ui.editor.hints import WritingHints
from ahpjournal.ui.editor.inline_reader import is_link
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.journal.places import JournalPlaces
from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.qt_timers import QtTimers

if TYPE_CHECKING:
    from ahpjournal.privacy.findings import Finding
    from ahpjournal.services.spelling import UnknownWord


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
        if not is_link(address):
            return
        text = _("This opens outside the program:\n{address}").format(address=address)
        if dialogs.confirm(_("Open the link?"), text, _("Open")):
            dialogs.open_outside(address)

    def hear_alone(show: Callable[[bool], None]) -> None:
        view.alone_requested.connect(show)

    _join_hints(context, view, presenter)
    _join_attachments(context, view, presenter)
    view.read_rows_with(presenter.rows)
    view.list.new_requested.connect(new)
    view.list.query_edited.connect(presenter.query_typed)
    view.list.everywhere_requested.connect(presenter.search_everywhere)
    view.list.view_requested.connect(presenter.choose_view)
    view.list.entry_requested.connect(presenter.open)
    view.list.material_requested.connect(presenter.open_material)
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
    view.details.links.suggest_with(presenter.suggest_links)
    view.details.links.link_chosen.connect(presenter.link)
    view.details.links.link_removed.connect(presenter.unlink)
    view.details.links.link_opened.connect(presenter.open_linked)
    view.details.changed.connect(change)
    view.details.action_requested.connect(presenter.make_action)
    view.details.linked_action_requested.connect(presenter.open_action)
    view.details.action_unlinked.connect(presenter.unlink_action)
    view.details.coach.reply_requested.connect(presenter.open_reply)
    return Page(
        view,
        presenter,
        JournalPlaces(view, presenter),
        presenter.unsaved,
        hear_alone,
    )


class _Reader:
    """Asks the services for hints: they load with the first text, after the page is there."""

    def __init__(self, session: JournalSession) -> None:
        self._session = session

    def check(self, text: str) -> "tuple[UnknownWord, ...]":
        return self._session.spelling.check(text)

    def suggestions(self, word: str) -> tuple[str, ...]:
        return self._session.spelling.suggestions(word)

    def find_in_paragraph(self, paragraph: str) -> "tuple[Finding, ...]":
        return self._session.identifiers.find_in_paragraph(paragraph)


def _join_attachments(context: PageContext, view: JournalView, presenter: JournalPresenter) -> None:
    """Show the attachments of whichever entry is open below its text."""
    attachments = AttachmentsPresenter(
        view,
        context.session,
        context.jobs,
        context.dialogs,
        store_entry=presenter.store_entry,
        draw=small_picture,
        lighten=lighter_picture,
    )
    panel = view.editor.attachments
    panel.sources_offered.connect(attachments.add)
    panel.choose_requested.connect(attachments.choose_files)
    panel.stop_requested.connect(attachments.stop)
    panel.undo_requested.connect(attachments.undo)
    panel.dismissed.connect(attachments.dismiss)
    panel.open_requested.connect(attachments.open_file)
    panel.save_requested.connect(attachments.save_copy)
    panel.remove_requested.connect(attachments.remove)
    panel.lighter_requested.connect(attachments.make_lighter)
    panel.renamed.connect(attachments.rename)
    view.editor.toolbar.attach_requested.connect(attachments.choose_files)
    # The page's presenter holds the other one: Qt holds only weakly to its methods.
    presenter.tell_entry(attachments.tell)
    presenter.call_on_close(attachments.close)


def _join_hints(context: PageContext, view: JournalView, presenter: JournalPresenter) -> None:
    """Underline unknown words and what points to a person, as the settings say."""
    session, sections, hints = context.session, view.editor.sections, WritingHints()
    reader = _Reader(session)

    def use_settings() -> None:
        settings = context.settings.current
        hints.use(
            reader if settings.checks_spelling else None,
            reader if settings.shows_identifiers else None,
        )
        sections.use_hints(hints)

    def on_change(topics: Topic) -> None:
        if Topic.WORDS in topics:
            use_settings()

    def ignore_word(word: str) -> None:
        session.spelling.ignore_once(word)
        use_settings()

    use_settings()
    presenter.call_on_close(session.feed.subscribe(on_change))
    presenter.call_on_close(hints.close)
    presenter.call_on_close(view.close_texts)
    presenter.call_on_close(lambda: sections.use_hints(None))
    sections.word_ignored.connect(ignore_word)
    sections.word_kept.connect(presenter.keep_word)
