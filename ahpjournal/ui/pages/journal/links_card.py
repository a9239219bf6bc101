"""The card with links to other reflections, and the small window that finds them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ahpjournal.domain.links import Linked, LinkKind, LinksOf
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Card, empty
from ahpjournal.ui.kit.dates import format_date, format_event
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.journal.popups import Popup

Suggest = Callable[[str], tuple[Linked, ...]]
_ROWS = 6


class LinkSearch(Popup):
    """Finds a reflection or an action to link to, while one types.

    Signals:
        link_chosen(object): link to this (a Linked).
    """

    link_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make it for *parent*."""
        super().__init__(parent, _("Link a reflection or an action"), 420)
        self._suggest: Suggest = _nothing
        self._found: tuple[Linked, ...] = ()
        self._field = TextField(
            _("Reflection or action"), _("Type a word of it; Enter links what is marked.")
        )
        self._field.line.textChanged.connect(self._on_typed)
        self._field.line.returnPressed.connect(self._on_return)
        self._field.line.installEventFilter(self)
        self._list = RowList(_("What can be linked"), most_rows=_ROWS)
        self._list.clicked.connect(self._on_clicked)
        self._none = Words(_("Nothing has these words."), "small", "text2")
        for part in (self._field, self._list, self._none):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def ask(self, below: QWidget, suggest: Suggest) -> None:
        """Offer what *suggest* finds for the words typed."""
        self._suggest = suggest
        self._field.set_text("")
        self._on_typed("")
        self.show_below(below, QPoint(0, 0))
        self._field.focus_control()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._found:
                row = self._list.currentIndex().row() + step
                row = min(max(row, 0), len(self._found) - 1)
                self._list.setCurrentIndex(self._list.rows_model.index(row, 0))
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        self._found = self._suggest(text)
        rows = [ListRow(one.id, title_of(one), detail_of(one)) for one in self._found]
        self._list.show_rows(rows, rows[0].id if rows and text.strip() else "")
        self._list.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _on_return(self) -> None:
        self._choose(self._list.currentIndex().row())

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._found):
            chosen = self._found[row]
            self.close()
            self.link_chosen.emit(chosen)


class LinksCard(Card):
    """What the open reflection is linked to, and where it is mentioned.

    Signals:
        link_chosen(object), link_removed(object), link_opened(object): each with a Linked.
    """

    link_chosen = Signal(object)
    link_removed = Signal(object)
    link_opened = Signal(object)

    def __init__(self) -> None:
        """Make the empty card."""
        super().__init__(_("Links"))
        self._suggest: Suggest = _nothing
        self._shown: tuple[LinksOf, bool] | None = None
        self._words = Words(
            _("Which other reflection belongs to this one? Each will lead to the other."),
            "small",
            "text2",
        )
        self._out = QWidget()
        self._out_column = Column(self._out, gap=2)
        self._heading = Words(_("Mentioned in"), "label", "text2")
        self._in = QWidget()
        self._in_column = Column(self._in, gap=2)
        self._add = Button(_("Add a link\u2026"), "secondary", "link")
        self._add.setAccessibleName(_("Link a reflection or an action"))
        self._add.clicked.connect(self._on_add)
        for part in (self._words, self._out, self._add, self._heading, self._in):
            self.body.addWidget(part)
        self._search = LinkSearch(self)
        self._search.link_chosen.connect(self.link_chosen)

    def suggest_with(self, suggest: Suggest) -> None:
        """Ask *suggest* for what can be linked."""
        self._suggest = suggest

    def render_links(self, links: LinksOf, *, may_write: bool) -> None:
        """Show *links*."""
        if (links, may_write) == self._shown:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._out.isAncestorOf(focus)
        self._shown = links, may_write
        empty(self._out_column)
        empty(self._in_column)
        mentions = [one for one in links.mentions if one.kind is LinkKind.ENTRY]
        for one in links.out:
            self._out_column.addWidget(self._row(one, may_remove=may_write))
        for one in mentions:
            self._in_column.addWidget(self._row(one, may_remove=False))
        self._words.setVisible(not links.out and not mentions)
        self._out.setVisible(bool(links.out))
        self._heading.setVisible(bool(mentions))
        self._in.setVisible(bool(mentions))
        self._add.setEnabled(may_write)
        if had_focus:
            self._add.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, one: Linked, *, may_remove: bool) -> QWidget:
        holder = QWidget()
        line = Row(holder, gap=2)
        button = Button(title_of(one), "row", "notebook-pen")
        button.setToolTip(detail_of(one))
        button.setAccessibleName(f"{title_of(one)}, {detail_of(one)}")
        button.clicked.connect(partial(self._on_open, one))
        line.addWidget(button, 1)
        if may_remove:
            name = _("Take the link to \u201c{title}\u201d off").format(title=title_of(one))
            off = IconButton("x", name, size=28, picture=14)
            off.clicked.connect(partial(self._on_remove, one))
            line.addWidget(off)
        return holder

    def _on_add(self) -> None:
        self._search.ask(self._add, self._suggest)

    def _on_open(self, one: Linked) -> None:
        self.link_opened.emit(one)

    def _on_remove(self, one: Linked) -> None:
        self.link_removed.emit(one)


def title_of(one: Linked) -> str:
    """Give what a linked record is called."""
    if one.title.strip():
        return " ".join(one.title.split())
    return _("Reflection without a title") if one.kind is LinkKind.ENTRY else _("Action")


def detail_of(one: Linked) -> str:
    """Say what it is and when."""
    if one.kind is LinkKind.ENTRY:
        return format_event(one.on, one.on_precision) if one.on is not None else ""
    if one.on is None:
        return _("Action")
    return _("Action, due {date}").format(date=format_date(one.on))


def _nothing(_typed: str) -> tuple[Linked, ...]:
    return ()
