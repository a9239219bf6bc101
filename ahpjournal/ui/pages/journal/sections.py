"""The sections of one entry: a heading, helper questions that fold away, and the text."""

from collections import OrderedDict

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ahpjournal.domain.entries import Entry, Section
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.text import _
from ahpjournal.ui.editor.document import DocumentFormats, document_markdown, fill_document
from ahpjournal.ui.editor.rich_text_edit import RichTextEdit
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import column, empty
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme.theme import Theme

KEPT_ENTRIES = 20
Key = tuple[str, str]


class DocumentShelf:
    """Keeps the documents of the entries opened last, so that undo survives a switch."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        self._formats = DocumentFormats(theme)
        self._entries: OrderedDict[str, dict[str, QTextDocument]] = OrderedDict()
        self._written: dict[Key, str] = {}

    def document(self, entry_id: str, section: Section) -> QTextDocument:
        """Give the document of a section; one whose text has changed on disk is read anew."""
        documents = self._entries.setdefault(entry_id, {})
        self._entries.move_to_end(entry_id)
        key = (entry_id, section.stage)
        document = documents.get(section.stage)
        if document is None:
            document = QTextDocument()
            documents[section.stage] = document
            fill_document(document, section.markdown, self._formats)
            self._written[key] = section.markdown
        elif self.markdown(entry_id, section) != section.markdown:
            fill_document(document, section.markdown, self._formats)
            self._written[key] = section.markdown
        while len(self._entries) > KEPT_ENTRIES:
            old, _documents = self._entries.popitem(last=False)
            self._written = {k: v for k, v in self._written.items() if k[0] != old}
        return document

    def markdown(self, entry_id: str, section: Section) -> str:
        """Give a section's text as it stands; an untouched one keeps its very letters."""
        document = self._entries.get(entry_id, {}).get(section.stage)
        if document is None:
            return section.markdown
        key = (entry_id, section.stage)
        if document.isModified():
            self._written[key] = document_markdown(document)
            document.setModified(False)
        return self._written[key]

    def forget(self, entry_id: str) -> None:
        """Drop the documents of an entry."""
        self._entries.pop(entry_id, None)
        self._written = {k: v for k, v in self._written.items() if k[0] != entry_id}

    def forget_all(self) -> None:
        """Drop everything, as when colours change."""
        self._entries.clear()
        self._written.clear()


class SectionsView(QWidget):
    """All sections of the open entry, one below the other.

    Signals:
        edited: the user changed a text.
        link_requested(str): the user wants to open a link.
        entered(object): the cursor came into this RichTextEdit.
    """

    edited = Signal()
    link_requested = Signal(str)
    entered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self.shelf = DocumentShelf(theme)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(18)
        self._edits: list[tuple[str, RichTextEdit]] = []
        self._entry_id = ""
        self._is_filling = False

    @property
    def edits(self) -> tuple[RichTextEdit, ...]:
        """The text edits in order."""
        return tuple(edit for _stage, edit in self._edits)

    def show_entry(self, entry: Entry, model: ReflectiveModel, *, is_read_only: bool) -> None:
        """Show the sections of *entry* under the stages of *model*."""
        self._is_filling = True
        empty(self._layout)
        self._edits = []
        self._entry_id = entry.id
        for section in entry.sections:
            self._layout.addWidget(self._section(entry, section, model, is_read_only=is_read_only))
        self._is_filling = False

    def typed_sections(self, entry: Entry) -> tuple[Section, ...]:
        """Give the sections of *entry* with the texts as they stand."""
        return tuple(
            Section(s.stage, self.shelf.markdown(entry.id, s), s.sharing, s.heading)
            for s in entry.sections
        )

    def _section(
        self, entry: Entry, section: Section, model: ReflectiveModel, *, is_read_only: bool
    ) -> QWidget:
        stage = model.stage(section.stage)
        heading = section.heading or (stage.heading if stage is not None else "")
        box = QWidget()
        layout = column(4)
        box.setLayout(layout)
        if heading:
            layout.addWidget(Words(heading, "h2"))
        questions = stage.questions if stage is not None else ()
        if questions:
            layout.addWidget(_Questions(questions, is_open=not section.markdown.strip()))
        if section.heading and stage is None:
            layout.addWidget(Words(_("Kept from the model used before."), "caption", "text3"))
        edit = RichTextEdit(
            heading or _("Text of the reflection"), self._theme, 2 if heading else 8
        )
        edit.setReadOnly(is_read_only)
        edit.setPlaceholderText(
            _("Write here") if heading else _("Start anywhere. It is saved as you write.")
        )
        edit.show_document(self.shelf.document(entry.id, section))
        edit.edited.connect(self._on_edited)
        edit.link_requested.connect(self.link_requested)
        edit.entered.connect(lambda e=edit: self.entered.emit(e))
        layout.addWidget(edit)
        self._edits.append((section.stage, edit))
        return box

    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()


class _Questions(QWidget):
    """Helper questions; folded away once there is text, unfolded at a press."""

    def __init__(self, questions: tuple[str, ...], *, is_open: bool) -> None:
        super().__init__()
        layout = column(2)
        self.setLayout(layout)
        self._button = Button("", "quiet")
        self._button.clicked.connect(self._toggle)
        self._words = Words("\n".join(f"\u2022 {q}" for q in questions), "small", "text3")
        layout.addWidget(self._words)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(is_open=is_open)

    def _toggle(self) -> None:
        self._show(is_open=self._words.isHidden())

    def _show(self, *, is_open: bool) -> None:
        self._words.setVisible(is_open)
        self._button.set_words(_("Hide the questions") if is_open else _("Questions to help"))
