"""The palette over any page: a box to type in and a list that the arrow keys move through."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.overlay import Overlay
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.palette.command import Command
from ahpjournal.ui.palette.presenter import PalettePresenter, PaletteRow, PaletteState
from ahpjournal.ui.theme.theme import Theme

_ROW, _MOST_SHOWN, _LEAD, _GAP = 34, 10, 12, 10
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_SHOWN,
    Qt.Key.Key_PageUp: -_MOST_SHOWN,
}
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Palette:
    """The panel over a window and what it does, made when it is first wanted."""

    def __init__(self, over: QWidget, commands: Callable[[], Sequence[Command]]) -> None:
        """Offer what *commands* gives each time; the panel goes with *over*."""
        self._panel = PalettePanel(over)
        self._presenter = PalettePresenter(self._panel, commands)
        self._panel.typed.connect(self._presenter.type)
        self._panel.step_requested.connect(self._presenter.step)
        self._panel.chosen.connect(self._presenter.choose)
        self._panel.close_requested.connect(self._presenter.close)

    @property
    def is_open(self) -> bool:
        """Whether the panel is there."""
        return self._panel.isVisible()

    def open(self) -> None:
        """Show everything that can be done."""
        self._presenter.open()
        self._panel.ask()

    def close(self) -> None:
        """Put the panel away, if it is there."""
        if self._panel.isVisible():
            self._presenter.close()


class PaletteModel(QAbstractListModel):
    """The commands that fit."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: tuple[PaletteRow, ...] = ()

    def show(self, rows: tuple[PaletteRow, ...]) -> None:
        """List *rows*."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == _ROW_ROLE:
            return row
        return None


def spoken(row: PaletteRow) -> str:
    """Give what a screen reader says for a row."""
    return ", ".join(part for part in (row.title, row.hindrance or row.group, row.keys) if part)


class PaletteDelegate(QStyledItemDelegate):
    """Paints the name of a command, where it belongs, and its keys at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, Theme.active().px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, PaletteRow):
            return
        theme = Theme.active()
        colours, px = theme.colours, theme.px
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(colours.accent), 2) if is_current else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft if is_current else colours.surface2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(8), px(8))
        inner = area.adjusted(px(_LEAD), 0, -px(_LEAD), 0)
        quiet = colours.soft_text if is_current else colours.text3
        caption = QFontMetrics(theme.font("caption"))
        keys = caption.horizontalAdvance(row.keys) if row.keys else 0
        painter.setFont(theme.font("caption"))
        painter.setPen(QColor(quiet))
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.keys
        )
        inner.adjust(0, 0, -(keys + px(_GAP)) if keys else 0, 0)
        strong = colours.soft_text if is_current else colours.text
        painter.setFont(theme.font("body"))
        painter.setPen(QColor(quiet if row.hindrance else strong))
        used = _draw(painter, inner, row.title)
        inner.adjust(used + px(_GAP), 0, 0, 0)
        painter.setFont(theme.font("caption"))
        painter.setPen(QColor(quiet))
        _draw(painter, inner, row.hindrance or row.group)
        painter.restore()


def _draw(painter: QPainter, area: QRect, words: str) -> int:
    """Draw *words* from the left of *area*; gives how wide they are."""
    metrics = painter.fontMetrics()
    short = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
    return metrics.horizontalAdvance(short)


class PaletteBox(SearchField):
    """Where one types; arrows and Enter work on the list, Escape and Tab leave.

    Signals:
        step_requested(int): go that many rows on.
        done: Enter was pressed.
        close_requested: the user wants to leave.
    """

    step_requested = Signal(int)
    done = Signal()
    close_requested = Signal()

    @override
    def event(self, event: QEvent) -> bool:
        # Escape belongs to this panel, not to a shortcut of the page below.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and isinstance(event, QKeyEvent) and event.key() in _TABS:
            self.step_requested.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.step_requested.emit(_STEPS[key])
        elif key is Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif key in _ENTER:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason}:
            self.close_requested.emit()


class PalettePanel(Overlay):
    """Shows a PaletteState.

    Signals:
        typed(str): what stands in the box.
        step_requested(int): go that many rows on.
        chosen(object): do the command in this row, or the present one if None.
        close_requested: the user wants to leave.
    """

    typed = Signal(str)
    step_requested = Signal(int)
    chosen = Signal(object)
    close_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make it over *parent*, hidden."""
        super().__init__(parent, _("Everything you can do"), (8, 12, 12, 12, 12))
        self._box = PaletteBox(_("Type what you want to do"))
        self._box.setAccessibleDescription(
            _("Up and down arrows choose, Enter does it, Escape closes.")
        )
        self._box.textChanged.connect(self.typed)
        self._box.step_requested.connect(self.step_requested)
        self._box.done.connect(self._on_done)
        self._box.close_requested.connect(self.close_requested)
        self._list = QListView()
        self._list.setAccessibleName(_("Everything you can do"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._model = PaletteModel(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.clicked.connect(self._on_clicked)
        self._note = Words("", "small", "text2")
        self.column.addWidget(self._box)
        self.column.addWidget(self._list)
        self.column.addWidget(self._note)
        self._theme.changed.connect(self._fit)

    def ask(self) -> None:
        """Come up with an empty box."""
        self._box.clear()
        self.come_up(self._box)
        self._fit()

    def render_state(self, state: PaletteState) -> None:
        """Show all of *state*."""
        before = self._list.currentIndex().data(_ROW_ROLE)
        self._model.show(state.rows)
        self._list.setCurrentIndex(self._model.index(state.current, 0))
        self._note.setText(state.note)
        self._note.setVisible(bool(state.note))
        self._fit()
        if not self.isVisible():
            return
        row = state.rows[state.current] if 0 <= state.current < len(state.rows) else None
        words = spoken(row) if row is not None and row != before else ""
        say(self._box, ". ".join(part for part in (state.note, words) if part))

    def _on_done(self) -> None:
        self.chosen.emit(None)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def _fit(self) -> None:
        px = self._theme.px
        room = max(1, (self.over.height() - px(130)) // px(_ROW))
        rows = max(1, min(len(self._model.rows), _MOST_SHOWN, room))
        self._list.setVisible(bool(self._model.rows))
        self._list.setFixedHeight(rows * px(_ROW))
        self._note.updateGeometry()
        self.column.invalidate()
        self.take_place()
