"""What tests of the journal page on the screen share."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ahpjournal.domain.entries import Entry, Section
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.editor.document import document_markdown
from ahpjournal.ui.page import Page
from ahpjournal.ui.pages.journal.view import JournalView

STAGES_MODEL = "what-so-what-now-what"


def view_of(page: Page) -> JournalView:
    """Give the view of *page*."""
    assert isinstance(page.widget, JournalView)
    return page.widget


def store(session: JournalSession, title: str, *written: str) -> Entry:
    """Store an entry: one text in free form, or three along a model."""
    draft = session.entries.draft(title=title)
    if len(written) > 1:
        draft = session.entries.change_model(draft, STAGES_MODEL)
    stages = [section.stage for section in draft.sections] or ["text"]
    assert len(stages) == len(written)
    sections = tuple(Section(s, text) for s, text in zip(stages, written, strict=True))
    return session.entries.save(replace(draft, sections=sections))


def texts(view: JournalView) -> list[str]:
    """Give the Markdown of every section shown."""
    return [document_markdown(edit.document()) for edit in view.editor.sections.edits]


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press and release a key in *widget*."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))
