"""The sections of one entry: a heading, helper questions that fold away, and the text."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.domain.entries import Entry, Section, Sharing
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.text import _
from ahpjournal.ui.editor.hints import HintKind, WritingHints
from ahpjournal.ui.editor.joint_steps import JointSteps
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.pages.journal.documents import DocumentShelf

_LINES_WITHOUT_HEADING = 10


class SectionBox(QWidget):
    """One section. It is used again for another entry's sections.

    Signals:
        edited: the user changed the text.
        entered: the cursor came in.
        privacy_chosen(str, bool): keep the section of this stage private, or share it.
    """

    edited = Signal()
    entered = Signal()
    privacy_chosen = Signal(str, bool)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.stage_id = ""
        column = Column(self, gap=4)
        head = Row(gap=4)
        self._heading = Words("", "h2")
        self._toggle = IconButton("circle-help", _("Questions to help"), checkable=True, size=30)
        self._toggle.toggled.connect(self._on_toggled)
        self._lock = IconButton("lock", "", checkable=True, size=30)
        self._lock.clicked.connect(self._on_lock)
        head.addWidget(self._heading, 1)
        head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._lock, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._questions = Words("", "body", "text2")
        self._note = Words("", "small", "text3")
        column.addWidget(self._questions)
        column.addWidget(self._note)
        column.addSpacing(2)
        self.edit = RichTextEdit("")
        self.edit.edited.connect(self.edited)
        column.addWidget(self.edit)
        self._has_questions = False
        self._has_privacy = False
        self._is_only_text = False

    def show_section(
        self, section: Section, stage: Stage | None, shelf: DocumentShelf, entry_id: str
    ) -> None:
        """Show the text of *section*, and the words of its *stage* if the model has it."""
        self.stage_id = section.stage
        heading = section.heading or (stage.heading if stage is not None else "")
        questions = stage.questions if stage is not None else ()
        self._heading.setText(heading)
        self._has_questions = bool(questions)
        self._questions.setText("\n".join(questions))
        help_words = _("Questions to help: {section}") if heading else _("Questions to help")
        self._toggle.set_name(help_words.format(section=heading))
        is_blank = not section.markdown.strip()
        self._toggle.setChecked(is_blank and self._has_questions)
        self._show_parts()
        is_kept = bool(section.heading) and stage is None
        self._note.setText(_("Kept from the model you used before.") if is_kept else "")
        self._note.setVisible(is_kept)
        self.edit.setAccessibleName(heading or _("Text of the reflection"))
        self.edit.setAccessibleDescription(" ".join(questions))
        self.edit.set_least_lines(2 if heading else _LINES_WITHOUT_HEADING)
        hint = _("Write here") if heading else _("Start anywhere. It is saved as you write.")
        self.edit.setPlaceholderText(hint)
        document = shelf.document(entry_id, section)
        self.edit.show_document(document, shelf.place(entry_id, section.stage))

    def show_privacy(self, section: Section, sharing: Sharing) -> None:
        """Show whether this section stays private while the entry as a whole is shared."""
        is_private = section.sharing is Sharing.PRIVATE
        self._has_privacy = sharing is not Sharing.PRIVATE
        self._show_parts()
        self._lock.setChecked(is_private)
        self._lock.set_icon("lock" if is_private else "eye")
        name = self._heading.text() or _("This text")
        words = (
            _("{section}: only you") if is_private else _("{section}: shared with the reflection")
        )
        self._lock.set_name(words.format(section=name))

    def show_only_text(self, *, is_only: bool) -> None:
        """Show heading and text without what can be done, or with it again."""
        self._is_only_text = is_only
        self._show_parts()

    def _show_parts(self) -> None:
        has_rest = not self._is_only_text
        self._toggle.setVisible(has_rest and self._has_questions)
        self._lock.setVisible(has_rest and self._has_privacy)
        is_asked = self._toggle.isChecked() and self._has_questions
        self._questions.setVisible(has_rest and is_asked)

    def let_go(self) -> None:
        """Show no entry's text any more."""
        self.stage_id = ""
        self.edit.let_go()
        self.hide()

    def _on_toggled(self, _is_on: bool) -> None:  # noqa: FBT001 - a button's state
        self._show_parts()

    def _on_lock(self, is_on: bool) -> None:  # noqa: FBT001 - a button's state
        self.privacy_chosen.emit(self.stage_id, is_on)


class SectionsView(QWidget):
    """All sections of the open entry, one below the other.

    Signals:
        edited: the user changed a text.
        entered(object): the cursor came into this RichTextEdit.
        format_changed: what holds at the cursor has changed.
        cursor_moved(object, QRect): the cursor of this RichTextEdit is in this place of it.
        link_requested(str): the user wants to open a link.
        link_edit_requested: the user wants to add or change a link.
        privacy_chosen(str, bool): keep the section of this stage private, or share it.
        left_upwards: the arrow key went past the first line of all.
        hints_changed: a text was looked over.
        word_ignored(str), word_kept(str): this word counts as known, once or always.
        paste_progressed(int): this many per cent of a long paste are in.
        files_pasted(object): files or a picture were pasted (QMimeData).
    """

    edited = Signal()
    entered = Signal(object)
    format_changed = Signal()
    cursor_moved = Signal(object, QRect)
    link_requested = Signal(str)
    link_edit_requested = Signal()
    privacy_chosen = Signal(str, bool)
    left_upwards = Signal()
    hints_changed = Signal()
    word_ignored = Signal(str)
    word_kept = Signal(str)
    paste_progressed = Signal(int)
    files_pasted = Signal(object)

    def __init__(self, journal_id: str) -> None:
        """Start empty; texts belong to the journal *journal_id*."""
        super().__init__()
        self._hints: WritingHints | None = None
        self._shelf = DocumentShelf(journal_id)
        self.steps = JointSteps()
        self._column = Column(self, gap=18)
        self._boxes: list[SectionBox] = []
        self._shown = 0
        self._entry_id = ""
        self._is_filling = False
        self._is_only_text = False

    @property
    def edits(self) -> tuple[RichTextEdit, ...]:
        """The text edits of the open entry, in order."""
        return tuple(box.edit for box in self._boxes[: self._shown])

    @property
    def all_edits(self) -> tuple[RichTextEdit, ...]:
        """Every text edit there is, shown or not."""
        return tuple(box.edit for box in self._boxes)

    def edit_of(self, stage: str) -> RichTextEdit | None:
        """Find the text edit of a stage of the open entry."""
        boxes = self._boxes[: self._shown]
        return next((box.edit for box in boxes if box.stage_id == stage), None)

    def stage_of(self, edit: RichTextEdit) -> str:
        """Give the stage that *edit* shows; empty if it shows none."""
        return next((b.stage_id for b in self._boxes[: self._shown] if b.edit is edit), "")

    def show_entry(self, entry: Entry, model: ReflectiveModel, *, is_read_only: bool) -> None:
        """Show the sections of *entry* under the stages of *model*."""
        self._keep_places()
        self._is_filling = True
        while len(self._boxes) < len(entry.sections):
            self._boxes.append(self._make_box())
        for box in self._boxes[len(entry.sections) :]:
            box.let_go()
        self._entry_id, self._shown = entry.id, len(entry.sections)
        for box, section in zip(self._boxes, entry.sections, strict=False):
            box.show_section(section, model.stage(section.stage), self._shelf, entry.id)
            box.edit.setReadOnly(is_read_only)
            box.show()
        self.show_privacy(entry)
        self._is_filling = False

    def show_privacy(self, entry: Entry) -> None:
        """Show which sections of the open entry stay private."""
        for box, section in zip(self._boxes, entry.sections, strict=False):
            box.show_privacy(section, entry.sharing)

    def show_nothing(self) -> None:
        """Show no entry."""
        self._keep_places()
        self._entry_id, self._shown = "", 0
        for box in self._boxes:
            box.let_go()

    def show_only_text(self, *, is_only: bool) -> None:
        """Show headings and texts without what can be done, or with it again."""
        self._is_only_text = is_only
        for box in self._boxes:
            box.show_only_text(is_only=is_only)

    def finish_typing(self) -> None:
        """Complete what is still being put into the texts, as a long paste."""
        for box in self._boxes[: self._shown]:
            box.edit.finish_paste()

    def typed_sections(self, entry: Entry) -> tuple[Section, ...]:
        """Give the sections of *entry* with its own texts as they stand, shown or not."""
        return tuple(
            Section(s.stage, self._shelf.markdown(entry.id, s), s.sharing, s.heading)
            for s in entry.sections
        )

    def forget(self, entry_id: str) -> None:
        """Drop what is kept of an entry."""
        if entry_id == self._entry_id:
            self.show_nothing()
        self._shelf.forget(entry_id)

    def close_texts(self) -> None:
        """Let every text go."""
        self.show_nothing()
        self._shelf.close()

    def use_hints(self, hints: WritingHints | None) -> None:
        """Underline what *hints* finds; None takes it away."""
        self._hints = hints
        for box in self._boxes:
            box.edit.use_hints(hints)
        if hints is None:
            self._shelf.drop_hints()

    def _make_box(self) -> SectionBox:
        box = SectionBox()
        box.show_only_text(is_only=self._is_only_text)
        box.edited.connect(self._on_edited)
        box.privacy_chosen.connect(self.privacy_chosen)
        edit = box.edit
        edit.entered.connect(lambda: self.entered.emit(edit))
        edit.format_changed.connect(self.format_changed)
        edit.cursor_moved.connect(lambda place: self.cursor_moved.emit(edit, place))
        edit.link_requested.connect(self.link_requested)
        edit.link_edit_requested.connect(self.link_edit_requested)
        edit.use_hints(self._hints)
        edit.share_steps(self.steps)
        edit.hints_changed.connect(self.hints_changed)
        edit.hints_ended.connect(lambda kind: self._on_hints_ended(edit, kind))
        edit.word_ignored.connect(self.word_ignored)
        edit.word_kept.connect(self.word_kept)
        edit.paste_progressed.connect(self.paste_progressed)
        edit.files_pasted.connect(self.files_pasted)
        edit.left_upwards.connect(lambda: self._step(edit, -1))
        edit.left_downwards.connect(lambda: self._step(edit, 1))
        self._column.addWidget(box)
        return box

    def _step(self, edit: RichTextEdit, step: int) -> None:
        edits = self.edits
        if edit not in edits:
            return
        place = edits.index(edit) + step
        if place < 0:
            self.left_upwards.emit()
        elif place < len(edits):
            edits[place].enter(from_below=step < 0)

    def _on_hints_ended(self, edit: RichTextEdit, kind: HintKind) -> None:
        """Go on in the sections below, then in those above and in the same one."""
        edits = self.edits
        if edit in edits:
            after = edits.index(edit) + 1
            for other in (*edits[after:], *edits[:after]):
                if other.show_hint(kind):
                    if other is not edit:
                        edit.go_to(edit.textCursor().position())  # only one place is selected
                    return

    def _keep_places(self) -> None:
        for box in self._boxes[: self._shown]:
            place = box.edit.textCursor().position()
            self._shelf.keep_place(self._entry_id, box.stage_id, place)

    def _on_edited(self) -> None:
        if not self._is_filling:
            self.edited.emit()
