"""Tiles in rows: a picture or the first lines of a file, its name and its size."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ahpjournal.domain.attachments import split_name
from ahpjournal.text import _
from ahpjournal.ui.amounts import size_words
from ahpjournal.ui.attachments.state import Tile
from ahpjournal.ui.attachments.words import kind_words, spoken
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

WIDTH, HEIGHT = 164, 156
"""Size of a tile with the space around it, in pixels at 100 %."""
_GAP, _UPPER, _MOST_ROWS = 8, 96, 3
_TILE = Qt.ItemDataRole.UserRole
_ICONS = {"image": "image", "text": "file-text"}
Index = QModelIndex | QPersistentModelIndex


class TileModel(QAbstractListModel):
    """Attachments in their order; their names can be changed.

    Signals:
        renamed(str, str): the attachment with this id is to be called so.
    """

    renamed = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self.may_rename = False

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """What is shown."""
        return self._tiles

    def show_tiles(self, tiles: tuple[Tile, ...]) -> bool:
        """Show *tiles*; tells whether they are other attachments than before."""
        before = [tile.attachment.id for tile in self._tiles]
        is_other = before != [tile.attachment.id for tile in tiles]
        if is_other:
            self.beginResetModel()
            self._tiles = tiles
            self.endResetModel()
        elif tiles and tiles != self._tiles:
            self._tiles = tiles
            self.dataChanged.emit(self.index(0, 0), self.index(len(tiles) - 1, 0))
        return is_other

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._tiles)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.may_rename else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._tiles):
            return None
        tile = self._tiles[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return tile.attachment.name
        if role == _TILE:
            return tile
        if role == Qt.ItemDataRole.AccessibleTextRole:
            preview = tile.preview
            return spoken(
                tile.attachment, has_place=preview.has_place, is_damaged=preview.is_damaged
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return tile.attachment.name
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        self.renamed.emit(self._tiles[index.row()].attachment.id, str(value))
        return True


class TileDelegate(QStyledItemDelegate):
    """Paints a tile, and edits its name in place."""

    def __init__(self, view: QListView) -> None:
        """Paint in the colours of the present theme."""
        super().__init__(view)
        self.is_ring_shown = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = Theme.active().px
        return QSize(px(WIDTH), px(HEIGHT))

    @override
    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        line = QLineEdit(parent)
        line.setAccessibleName(_("Name of the file"))
        return line

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            name = str(index.data(Qt.ItemDataRole.EditRole) or "")
            editor.setText(name)
            stem = len(split_name(name)[0])
            # Qt selects all of it once this returns.
            QTimer.singleShot(0, editor, lambda: editor.setSelection(0, stem))

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area: QRect = option.rect
        px = Theme.active().px
        height = editor.sizeHint().height()
        editor.setGeometry(area.x(), area.y() + px(_UPPER), area.width() - px(_GAP), height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile = index.data(_TILE)
        if not isinstance(tile, Tile):
            return
        theme = Theme.active()
        px, colours = theme.px, theme.colours
        area: QRect = option.rect.adjusted(1, 1, -px(_GAP), -px(_GAP))
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        upper = QRect(area.x(), area.y(), area.width(), px(_UPPER))
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(area), px(8), px(8))
        painter.setClipPath(outline)
        painter.fillRect(area, QColor(colours.soft if is_current else colours.surface))
        painter.fillRect(upper, QColor(colours.surface2))
        self._paint_preview(painter, upper, tile)
        painter.setClipping(False)
        has_ring = self.is_ring_shown and bool(state & QStyle.StateFlag.State_HasFocus)
        is_marked = has_ring or is_current
        pen = QPen(QColor(colours.accent if is_marked else colours.border), 2 if has_ring else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        self._paint_words(painter, area.adjusted(px(10), px(_UPPER + 7), -px(10), 0), tile)
        painter.restore()

    def _paint_preview(self, painter: QPainter, area: QRect, tile: Tile) -> None:
        theme = Theme.active()
        px, preview = theme.px, tile.preview
        if isinstance(preview.picture, QImage):
            size = preview.picture.size()
            if size.width() > area.width() or size.height() > area.height():
                size = size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(area.center())
            painter.drawImage(place, preview.picture)
            return
        if preview.lines:
            font = theme.font("caption")
            font.setPixelSize(max(1, round(px(10))))
            self._paint_lines(painter, area.adjusted(px(10), px(8), -px(6), -px(4)), font, tile)
            return
        kind = tile.attachment.media_type.partition("/")[0]
        name = "triangle-alert" if preview.is_damaged else _ICONS.get(kind, "file")
        side = px(32)
        colour = theme.colours.bad if preview.is_damaged else theme.colours.text3
        mark = icons.pixmap(name, colour, side)
        corner = area.center()
        painter.drawPixmap(corner.x() - side // 2, corner.y() - side // 2, mark)

    def _paint_lines(self, painter: QPainter, area: QRect, font: QFont, tile: Tile) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(Theme.active().colours.text2))
        y = area.y() + metrics.ascent()
        for line in tile.preview.lines:
            if y > area.bottom():
                break
            words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area.x(), y, words)
            y += metrics.lineSpacing()

    def _paint_words(self, painter: QPainter, area: QRect, tile: Tile) -> None:
        theme = Theme.active()
        attachment, preview = tile.attachment, tile.preview
        name, small = theme.font("small"), theme.font("caption")
        metrics = QFontMetrics(name)
        painter.setFont(name)
        painter.setPen(QColor(theme.colours.text))
        words = metrics.elidedText(attachment.name, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area.x(), area.y() + metrics.ascent(), words)
        detail = f"{kind_words(attachment.media_type)} \u00b7 {size_words(attachment.size)}"
        colour = theme.colours.text2
        if preview.is_damaged:
            detail, colour = _("Damaged"), theme.colours.bad
        elif preview.has_place:
            detail, colour = _("Place is recorded"), theme.colours.warn
        painter.setFont(small)
        painter.setPen(QColor(colour))
        below = QFontMetrics(small)
        detail = below.elidedText(detail, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(
            area.x(), area.y() + metrics.height() + theme.px(2) + below.ascent(), detail
        )


class TileList(QListView):
    """Tiles that wrap; as high as its rows, up to three of them.

    Return or a double click opens, F2 renames, Delete removes, Ctrl+V pastes.

    Signals:
        open_requested(str), save_requested(str), remove_requested(str): of the attachment's id.
        renamed(str, str): it is to be called so.
        current_changed: another tile is the current one, or none.
        paste_requested: attach what the clipboard holds.
    """

    open_requested = Signal(str)
    save_requested = Signal(str)
    remove_requested = Signal(str)
    renamed = Signal(str, str)
    current_changed = Signal()
    paste_requested = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._theme = Theme.active()
        self.setAccessibleName(_("Attachments"))
        self.setAccessibleDescription(_("Enter opens, F2 renames, Delete removes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tiles_model = TileModel(self)
        self._delegate = TileDelegate(self)
        self.setModel(self.tiles_model)
        self.setItemDelegate(self._delegate)
        self.tiles_model.renamed.connect(self.renamed)
        self.doubleClicked.connect(self._on_double_click)
        self.selectionModel().currentChanged.connect(self.current_changed)
        self._theme.changed.connect(self._on_theme)

    def show_tiles(self, tiles: tuple[Tile, ...], *, may_rename: bool) -> None:
        """Show *tiles*; the current one stays current, or the one that takes its place."""
        self.tiles_model.may_rename = may_rename
        present, row = self.current_id(), self.currentIndex().row()
        if not self.tiles_model.show_tiles(tiles):
            return
        ids = [tile.attachment.id for tile in tiles]
        if present in ids:
            row = ids.index(present)
        if tiles and row >= 0:
            self.setCurrentIndex(self.tiles_model.index(min(row, len(tiles) - 1), 0))
        self._fit()
        self.current_changed.emit()

    def current_id(self) -> str:
        """Give the id of the current attachment; empty if there is none."""
        tile = self.current_tile()
        return tile.attachment.id if tile is not None else ""

    def current_tile(self) -> Tile | None:
        """Give the current tile; None if there is none."""
        tile = self.currentIndex().data(_TILE)
        return tile if isinstance(tile, Tile) else None

    def rename_current(self) -> None:
        """Let the name of the current attachment be changed in place."""
        if self.currentIndex().isValid() and self.tiles_model.may_rename:
            self.scrollTo(self.currentIndex())
            self.edit(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, present = event.key(), self.current_id()
        if event.matches(_PASTE):
            self.paste_requested.emit()
        elif (
            present and is_plain and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        ):
            self.open_requested.emit(present)
        elif present and is_plain and key == Qt.Key.Key_Delete:
            self.remove_requested.emit(present)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        present = self.current_id()
        if not present:
            return
        menu = QMenu(self)
        menu.setAccessibleName(_("Attachment"))
        may_change = self.tiles_model.may_rename
        choices: Sequence[tuple[str, object, bool]] = (
            (_("Open"), partial(self.open_requested.emit, present), True),
            (_("Save a copy\u2026"), partial(self.save_requested.emit, present), True),
            (_("Rename"), self.rename_current, may_change),
            (_("Remove"), partial(self.remove_requested.emit, present), may_change),
        )
        for words, act, is_offered in choices:
            action = QAction(words, menu)
            action.setEnabled(is_offered)
            action.triggered.connect(act)
            menu.addAction(action)
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        corner = self.visualRect(self.currentIndex()).center()
        menu.popup(event.globalPos() if is_mouse else self.viewport().mapToGlobal(corner))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.is_ring_shown = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.tiles_model.tiles:
            self.setCurrentIndex(self.tiles_model.index(0, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.viewport().update()

    def _on_double_click(self, index: QModelIndex) -> None:
        tile = index.data(_TILE)
        if isinstance(tile, Tile):
            self.open_requested.emit(tile.attachment.id)

    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the rows, so that the page scrolls and not the list, up to three rows."""
        px = self._theme.px
        across = max(1, self.viewport().width() // px(WIDTH))
        rows = -(-len(self.tiles_model.tiles) // across)
        height = max(1, min(rows, _MOST_ROWS)) * px(HEIGHT) + 2
        if height != self.maximumHeight():
            self.setFixedHeight(height)


_PASTE = QKeySequence.StandardKey.Paste
