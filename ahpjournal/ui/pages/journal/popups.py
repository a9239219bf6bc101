"""Small windows below a button: a date, links to add, the address of a link in the text."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QSortFilterProxyModel,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget
from typing_extensions import override

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.editor.inline_reader import is_link
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.fields import ChoiceField, DateField, TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.theme.theme import Theme

_ROWS = 7
_ROW = 34


class Popup(QFrame):
    """A small window that closes at a click outside it or with Escape."""

    def __init__(self, parent: QWidget, name: str, width: int) -> None:
        """Make it for *parent*, *width* pixels wide at 100 %; *name* is spoken."""
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAccessibleName(name)
        self._width = width
        self.column = Column(self, gap=10, margins=(14, 12, 14, 14))

    def show_below(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Show below *widget*, or at *place* in it, within the screen."""
        self.setFixedWidth(Theme.active().px(self._width))
        self.adjustSize()
        gap = Theme.active().px(4)
        corner = widget.mapToGlobal(place or QPoint(0, widget.height() + gap))
        room = widget.screen().availableGeometry()
        left = min(corner.x(), room.right() - self.width() - gap)
        top = min(corner.y(), room.bottom() - self.height() - gap)
        self.move(max(left, room.left()), max(top, room.top()))
        self.show()


class DatePopup(Popup):
    """When it happened, and how exactly to say so.

    Signals:
        date_chosen(object, object): a date and a Precision.
    """

    date_chosen = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        """Make it for *parent*."""
        super().__init__(parent, _("Date of the event"), 300)
        self._date = DateField(_("Date of the event"))
        self._precision = ChoiceField(
            _("Say it as"),
            [
                (Precision.DAY.value, _("The day")),
                (Precision.WEEK.value, _("The week")),
                (Precision.MONTH.value, _("The month")),
            ],
            _("An exact date can point to one person. A week is often enough."),
        )
        self._date.left.connect(self._on_changed)
        self._date.line.returnPressed.connect(self._on_return)
        self._precision.edited.connect(self._on_changed)
        self.column.addWidget(self._date)
        self.column.addWidget(self._precision)

    def ask(self, below: QWidget, on: date, precision: Precision) -> None:
        """Show *on* and *precision* to be changed."""
        self._date.set_value(on)
        self._date.show_error("")
        self._precision.set_value(precision.value)
        self.show_below(below)
        self._date.focus_control()

    def _on_changed(self) -> None:
        try:
            day = self._date.value()
        except InputError:
            self._date.show_error(_("Write dates like 24/06/2026."))
            return
        self._date.show_error("")
        if day is not None:
            self.date_chosen.emit(day, Precision(self._precision.value()))

    def _on_return(self) -> None:
        self._on_changed()
        try:
            self._date.value()
        except InputError:
            return
        self.close()


class AddressPopup(Popup):
    """The address of a link in the text.

    Signals:
        address_chosen(str): link to this address; empty takes the link off.
        open_requested(str): the user wants to open this address.
    """

    address_chosen = Signal(str)
    open_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Make it for *parent*."""
        super().__init__(parent, _("Link"), 380)
        self._address = ""
        self._field = TextField(_("Address"), _("Starts with https:// or mailto:"), "https://")
        self._field.line.returnPressed.connect(self._on_set)
        self.column.addWidget(self._field)
        buttons = Row(gap=8)
        accept = Button(_("Set the link"), "primary")
        accept.clicked.connect(self._on_set)
        self._off = Button(_("Remove the link"))
        self._off.clicked.connect(self._on_off)
        self._open = Button(_("Open\u2026"))
        self._open.clicked.connect(self._on_open)
        buttons.addWidget(accept)
        buttons.addWidget(self._off)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def ask(self, below: QWidget, place: QPoint, address: str) -> None:
        """Show *address* to be changed; empty for a new link."""
        self._field.set_text(address)
        self._field.show_error("")
        self._address = address
        self._off.setVisible(bool(address))
        self._open.setVisible(bool(address))
        self.show_below(below, place)
        self._field.line.selectAll()
        self._field.focus_control()

    def _on_set(self) -> None:
        typed = self._field.text().strip()
        address = typed if ":" in typed else f"https://{typed}"
        if not typed or not is_link(address):
            self._field.show_error(_("Write an address that starts with https:// or mailto:."))
            return
        self.close()
        self.address_chosen.emit(address)

    def _on_off(self) -> None:
        self.close()
        self.address_chosen.emit("")

    def _on_open(self) -> None:
        self.close()
        self.open_requested.emit(self._address)


@dataclass(frozen=True, slots=True)
class LinkOption:
    """Something an entry can be linked to: *kind* is theme, competency or tag."""

    kind: str
    value: str
    words: str


class LinkPicker(Popup):
    """Themes, competencies and tags to add, found by typing; a new word becomes a tag.

    Signals:
        link_chosen(str, str): the kind and the value of what to add.
    """

    link_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        """Make it for *parent*."""
        super().__init__(parent, _("Add a link"), 500)
        self._options: tuple[LinkOption, ...] = ()
        self._field = TextField(
            _("Theme, competency or tag"), _("Enter adds what is chosen; a new word becomes a tag.")
        )
        self._field.line.textChanged.connect(self._on_typed)
        self._field.line.returnPressed.connect(self._on_return)
        self._field.line.installEventFilter(self)
        self.column.addWidget(self._field)
        self._words = QStringListModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._words)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list = QListView()
        self._list.setObjectName("link-list")
        self._list.setAccessibleName(_("What can be added"))
        self._list.setModel(self._found)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_return)
        self.column.addWidget(self._list)
        self._new = Words("", "small", "text2")
        self.column.addWidget(self._new)

    def ask(self, below: QWidget, options: Sequence[LinkOption]) -> None:
        """Offer *options*."""
        self._options = tuple(options)
        self._words.setStringList([option.words for option in options])
        self._field.set_text("")
        self._on_typed("")
        self._list.setFixedHeight(Theme.active().px(_ROWS * _ROW))
        self.show_below(below)
        self._field.focus_control()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._found.rowCount():
                present = self._list.currentIndex().row()
                row = min(max(present + step, 0), self._found.rowCount() - 1)
                self._list.setCurrentIndex(self._found.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        typed = text.strip()
        self._found.setFilterFixedString(typed)
        has_hits = self._found.rowCount() > 0
        is_first = self._found.index(0, 0) if typed and has_hits else self._found.index(-1, 0)
        self._list.setCurrentIndex(is_first)
        words = _("Enter adds the tag \u201c{tag}\u201d.").format(tag=typed)
        self._new.setText(words if typed and not has_hits else "")

    def _on_return(self) -> None:
        index = self._list.currentIndex()
        typed = self._field.text().strip()
        if index.isValid():
            option = self._options[self._found.mapToSource(index).row()]
            self.close()
            self.link_chosen.emit(option.kind, option.value)
        elif typed:
            self.close()
            self.link_chosen.emit("tag", typed)
