"""The search box with what it offers while one types."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget
from typing_extensions import override

from ahpjournal.domain.search_completion import Completion
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.pages.find.words import completion_words
from ahpjournal.ui.theme.theme import Theme

_ROW = 30
_MOST_SHOWN = 8
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
Index = QModelIndex | QPersistentModelIndex


class OfferModel(QAbstractListModel):
    """What is offered: what would be written, and what that means."""

    def __init__(self, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self.offered: tuple[Completion, ...] = ()

    def show(self, offered: tuple[Completion, ...]) -> None:
        """Offer *offered*."""
        self.beginResetModel()
        self.offered = offered
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.offered)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.offered):
            return None
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, Theme.active().px(_ROW))
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        written, meaning = completion_words(self.offered[index.row()])
        return f"{written}   {meaning}" if meaning and meaning != written else written


class OfferList(QFrame):
    """A list below the box that never takes the keyboard from it.

    Signals:
        chosen(object): the user clicked this Completion.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Lie over *parent*, hidden."""
        super().__init__(parent)
        self._page = parent
        self.setProperty("look", "popup")
        self.hide()
        column = Column(self, gap=0, margins=(4, 4, 4, 4))
        self.view = QListView()
        self.view.setAccessibleName(_("What can be filled in"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.model = OfferModel(self)
        self.view.setModel(self.model)
        self.view.clicked.connect(self._on_clicked)
        column.addWidget(self.view)

    def show_below(self, box: QWidget, offered: tuple[Completion, ...]) -> None:
        """Show *offered* below *box*; nothing hides the list."""
        self.model.show(offered)
        if not offered:
            self.hide()
            return
        theme = Theme.active()
        corner = box.mapTo(self._page, box.rect().bottomLeft())
        rows = min(len(offered), _MOST_SHOWN)
        height = theme.px(_ROW)
        self.setGeometry(
            corner.x(),
            corner.y() + theme.px(4),
            min(box.width(), theme.px(520)),
            rows * height + theme.px(12),
        )
        self.show()
        self.raise_()

    @property
    def current(self) -> Completion | None:
        """What Enter would choose."""
        row = self.view.currentIndex().row()
        return self.model.offered[row] if 0 <= row < len(self.model.offered) else None

    def step(self, by: int) -> str:
        """Go *by* rows on, around the ends; gives the words of the row."""
        count = len(self.model.offered)
        present = self.view.currentIndex().row()
        row = (present + by) % count if present >= 0 else (0 if by > 0 else count - 1)
        self.view.setCurrentIndex(self.model.index(row, 0))
        return str(self.model.data(self.model.index(row, 0)))

    def _on_clicked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self.model.offered):
            self.chosen.emit(self.model.offered[index.row()])


class SearchBox(SearchField):
    """One box for words and filters; arrows and Enter choose from what it offers.

    Signals:
        typed(str, int): what stands in the box, and where the cursor is.
        committed: Enter was pressed.
        completion_chosen(object, int): the Completion chosen, and where the cursor is.
        last_chip_removed: Backspace at the beginning of the box.
        results_requested: the user wants to go on to what was found.
    """

    typed = Signal(str, int)
    committed = Signal()
    completion_chosen = Signal(object, int)
    last_chip_removed = Signal()
    results_requested = Signal()

    def __init__(self, page: QWidget) -> None:
        """Make an empty box; what it offers lies over *page*."""
        super().__init__(_("Search everything you have written"))
        self.setAccessibleDescription(
            _("Words, phrases in double quotes, and filters such as tag: or after:")
        )
        self.offers = OfferList(page)
        self.offers.chosen.connect(self._on_chosen)
        self.textEdited.connect(self._on_edited)

    def show_text(self, text: str) -> None:
        """Put *text* in, with the cursor behind it, unless it stands there."""
        if self.text() != text:
            self.setText(text)

    def show_completions(self, offered: Sequence[Completion]) -> None:
        """Offer *offered*; where a filter's value is typed, the first of them is at hand."""
        self.offers.show_below(self, tuple(offered) if self.hasFocus() else ())
        if self.offers.isHidden():
            return
        count = len(offered)
        if offered[0].value:
            self.offers.view.setCurrentIndex(self.offers.model.index(0, 0))
        words = ngettext("{count} suggestion below", "{count} suggestions below", count)
        say(self, words.format(count=count))

    @override
    def event(self, event: QEvent) -> bool:
        # Escape belongs to the list while it is open, not to a shortcut of the window.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not self.offers.isHidden()
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_offering = not self.offers.isHidden()
        if key in _STEPS and is_offering:
            say(self, self.offers.step(_STEPS[key]))
        elif key is Qt.Key.Key_Down:
            self.results_requested.emit()
        elif key is Qt.Key.Key_Escape and is_offering:
            self.offers.hide()
        elif key in _ENTER:
            chosen = self.offers.current if is_offering else None
            self.offers.hide()
            if chosen is not None:
                self.completion_chosen.emit(chosen, self.cursorPosition())
            else:
                self.committed.emit()
        elif (
            key is Qt.Key.Key_Backspace and not self.cursorPosition() and not self.hasSelectedText()
        ):
            self.last_chip_removed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.offers.hide()

    def _on_edited(self, text: str) -> None:
        self.typed.emit(text, self.cursorPosition())

    def _on_chosen(self, chosen: Completion) -> None:
        self.offers.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.completion_chosen.emit(chosen, self.cursorPosition())
