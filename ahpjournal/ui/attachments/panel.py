"""What stands below the text: tiles, what can be done with them, and what there is to know."""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from ahpjournal.services.attachments import Pasted, Source
from ahpjournal.text import _, ngettext
from ahpjournal.ui.attachments.previews import png_of
from ahpjournal.ui.attachments.state import AttachmentsState
from ahpjournal.ui.attachments.tile_list import TileList
from ahpjournal.ui.attachments.words import lighter_name
from ahpjournal.ui.editor.offered_files import offers_files, paths_of, picture_of
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import PackedColumn, Row

SHORTCUT = "Ctrl+Shift+I"


class AttachmentsPanel(QFrame):
    """The attachments of the open entry.

    Signals:
        sources_offered(object): files were dropped or pasted (a list of Source).
        choose_requested, stop_requested, undo_requested, dismissed: buttons.
        open_requested(str), save_requested(str), remove_requested(str), lighter_requested(str): of
            an attachment's id.
        renamed(str, str): it is to be called so.
    """

    sources_offered = Signal(object)
    choose_requested = Signal()
    stop_requested = Signal()
    undo_requested = Signal()
    dismissed = Signal()
    open_requested = Signal(str)
    save_requested = Signal(str)
    remove_requested = Signal(str)
    lighter_requested = Signal(str)
    renamed = Signal(str, str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setAccessibleName(_("Attachments"))
        self._may_add = False
        self._may_change = False
        column = PackedColumn(self, gap=10)
        head = Row(gap=12)
        self._title = Words("", "strong")
        self._add = Button(_("Add files\u2026"), "quiet", "paperclip")
        self._add.setToolTip(SHORTCUT)
        self._add.clicked.connect(self.choose_requested)
        self._hint = Words(_("or drop them on the page"), "small", "text3")
        head.addWidget(self._title)
        head.addWidget(self._add)
        head.addWidget(self._hint, 1)
        column.addLayout(head)
        self._banner = Banner(may_dismiss=True)
        self._banner.action_requested.connect(self.undo_requested)
        self._banner.dismissed.connect(self.dismissed)
        self._progress = ProgressPanel()
        self._progress.cancel_requested.connect(self.stop_requested)
        self.list = TileList()
        self.list.open_requested.connect(self.open_requested)
        self.list.save_requested.connect(self.save_requested)
        self.list.remove_requested.connect(self.remove_requested)
        self.list.renamed.connect(self.renamed)
        self.list.current_changed.connect(self._on_current)
        self.list.paste_requested.connect(self.paste)
        self._note = Words(
            _(
                "Files can point to people: a name, a face, a place. Photos say when, and often"
                " where, they were taken."
            ),
            "small",
            "text2",
        )
        for part in (self._banner, self._progress, self.list, self._build_buttons(), self._note):
            column.addWidget(part)
        self.hide()

    def render_state(self, state: AttachmentsState) -> None:
        """Show *state*."""
        has_tiles = bool(state.tiles)
        self._may_add, self._may_change = state.may_add, state.may_change
        is_needed = has_tiles or state.may_add or state.is_working
        self.setVisible(state.has_entry and (is_needed or state.problem is not None))
        count = len(state.tiles)
        words = ngettext("{count} attachment", "{count} attachments", count)
        self._title.setText(words.format(count=count))
        self._title.setVisible(has_tiles)
        self._add.setVisible(state.may_add)
        self._add.setEnabled(not state.is_working)
        self._hint.setVisible(state.may_add and not has_tiles)
        self.list.show_tiles(state.tiles, may_rename=state.may_change)
        for part in (self.list, self._buttons, self._note):
            part.setVisible(has_tiles)
        self._progress.show_progress(
            state.progress, is_running=state.is_working, is_stopping=state.is_stopping
        )
        self._render_banner(state)
        self._on_current()

    @property
    def may_add(self) -> bool:
        """Whether files can be added at present."""
        return self._may_add

    def paste(self) -> None:
        """Attach the files or the picture that the clipboard holds."""
        self.offer(QGuiApplication.clipboard().mimeData())

    def offer(self, mime: QMimeData, *, is_drop: bool = False) -> bool:
        """Attach what *mime* brings; tell whether there was something to attach.

        A drop is attached once it is over: the program it comes from stands still until then.
        """
        if not self._may_add or not offers_files(mime):
            return False
        sources: list[Source] = list(paths_of(mime))
        picture = picture_of(mime) if not sources else None
        if picture is not None:
            image = picture
            sources.append(Pasted(_("Pasted picture.png"), lambda: png_of(image)))
        if sources and is_drop:
            QTimer.singleShot(0, self, lambda: self.sources_offered.emit(sources))
        elif sources:
            self.sources_offered.emit(sources)
        return bool(sources)

    def show_drop(self, *, is_over: bool) -> None:
        """Show that what is held over the page would be attached."""
        words = _("Let go to attach it") if is_over else _("or drop them on the page")
        self._hint.setText(words)
        self._hint.set_tone("accent" if is_over else "text3")
        self._hint.setVisible(is_over or self.list.isHidden())

    def show_newest(self) -> None:
        """Make the last tile the current one, and see to it that it can be seen in the list."""
        last = self.list.tiles_model.rowCount() - 1
        if last >= 0:
            self.list.setCurrentIndex(self.list.tiles_model.index(last, 0))

    def _build_buttons(self) -> FlowBox:
        self._buttons = FlowBox(8)
        self._open = Button(_("Open"), "secondary", "external-link")
        self._open.clicked.connect(lambda: self.open_requested.emit(self.list.current_id()))
        self._save = Button(_("Save a copy\u2026"), "secondary", "download")
        self._save.clicked.connect(lambda: self.save_requested.emit(self.list.current_id()))
        self._rename = Button(_("Rename"), "secondary", "pencil")
        self._rename.clicked.connect(self.list.rename_current)
        self._remove = Button(_("Remove"), "secondary", "trash-2")
        self._remove.clicked.connect(lambda: self.remove_requested.emit(self.list.current_id()))
        self._lighter = Button("", "secondary", "image")
        self._lighter.clicked.connect(lambda: self.lighter_requested.emit(self.list.current_id()))
        for button in (self._open, self._save, self._rename, self._lighter, self._remove):
            self._buttons.add(button)
        return self._buttons

    def _on_current(self) -> None:
        is_chosen = bool(self.list.current_id())
        self._open.setEnabled(is_chosen)
        self._save.setEnabled(is_chosen)
        self._rename.setEnabled(is_chosen and self._may_change)
        self._remove.setEnabled(is_chosen and self._may_change)
        tile = self.list.current_tile()
        is_sound = tile is not None and not tile.preview.is_damaged
        name = ""
        if tile is not None and is_sound and self._may_add:
            name = lighter_name(tile.attachment, has_place=tile.preview.has_place)
        self._lighter.set_words(name)
        if not name and self._lighter.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # not to the button that removes
        self._lighter.setVisible(bool(name))

    def _render_banner(self, state: AttachmentsState) -> None:
        notice = state.notice
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif notice is not None:
            button = _("Undo") if notice.undo else ""
            self._banner.show_words(notice.title, notice.text, notice.tone, button)
        else:
            self._banner.hide()
