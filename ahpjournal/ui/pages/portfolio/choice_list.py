"""A list of things to tick: rows are used again, and a long list shows its next part on request."""

from collections.abc import Sequence
from dataclasses import field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Divider
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.labels import OneLine, Words
from ahpjournal.ui.kit.layouts import Column, Row

PART = 25
"""Rows that are shown at first, and with each request for more."""


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """One thing to tick."""

    id: str
    title: str = field(repr=False)
    detail: str
    is_chosen: bool
    is_asked: bool | None = None
    """Whether the coach is asked about it; None where there is nobody to ask."""


class ChoiceRow(QWidget):
    """A box to tick, a title with a line below it, and unless *may_read* is off a button.

    Signals:
        ticked(str, bool): the box of this id.
        asked(str, bool): the box of this id that asks the coach about it.
        read_requested(str): look at this id.
    """

    ticked = Signal(str, bool)
    asked = Signal(str, bool)
    read_requested = Signal(str)

    def __init__(self, *, may_read: bool) -> None:
        """Start empty."""
        super().__init__()
        self._id = ""
        outer = Column(self, gap=8)
        self._line = Divider()
        outer.addWidget(self._line)
        line = Row(gap=10, margins=(0, 2, 0, 2))
        outer.addLayout(line)
        self.tick = CheckBox("")
        self.tick.clicked.connect(self._on_tick)
        line.addWidget(self.tick)
        words = Column(gap=0)
        self._title, self._detail = OneLine("", "body"), OneLine("", "caption", "text3")
        words.addWidget(self._title)
        words.addWidget(self._detail)
        line.addLayout(words, 1)
        self.ask = CheckBox(_("Ask my coach"))
        self.ask.clicked.connect(self._on_ask)
        line.addWidget(self.ask)
        self._read = Button(_("Read"), "quiet")
        self._read.clicked.connect(self._on_read)
        line.addWidget(self._read)
        self._read.setVisible(may_read)

    def show_item(self, item: ChoiceItem, *, is_first: bool) -> None:
        """Show *item*; the first of a list has no line above it."""
        self._id = item.id
        self._line.setVisible(not is_first)
        self.tick.setChecked(item.is_chosen)
        self.ask.setVisible(item.is_asked is not None and item.is_chosen)
        self.ask.setChecked(bool(item.is_asked))
        if self._title.text() != item.title:
            self._title.setText(item.title)
            self.tick.setAccessibleName(item.title)
            name = _("Read \u201c{title}\u201d").format(title=item.title)
            self._read.setAccessibleName(name)
            name = _("Ask my coach about \u201c{title}\u201d").format(title=item.title)
            self.ask.setAccessibleName(name)
        if self._detail.text() != item.detail:
            self._detail.setText(item.detail)

    @override
    def hasHeightForWidth(self) -> bool:
        # Nothing in a row wraps: a page of them is not measured again and again.
        return False

    def _on_tick(self, is_on: bool) -> None:  # noqa: FBT001 - a box's state
        self.ticked.emit(self._id, is_on)

    def _on_ask(self, is_on: bool) -> None:  # noqa: FBT001 - a box's state
        self.asked.emit(self._id, is_on)

    def _on_read(self) -> None:
        self.read_requested.emit(self._id)


class ChoiceList(QWidget):
    """Things to tick, one below the other.

    Signals:
        ticked(str, bool): the box of this id.
        asked(str, bool): the box of this id that asks the coach about it.
        read_requested(str): look at this id.
    """

    ticked = Signal(str, bool)
    asked = Signal(str, bool)
    read_requested = Signal(str)

    def __init__(self, nothing: str, *, may_read: bool = False) -> None:
        """Say *nothing* where there is nothing to tick."""
        super().__init__()
        self._may_read = may_read
        self._items: tuple[ChoiceItem, ...] = ()
        self._most = PART
        outer = Column(self, gap=8)
        self._nothing = Words(nothing, "body", "text2")
        outer.addWidget(self._nothing)
        self._column = Column(gap=8)
        outer.addLayout(self._column)
        self._rows: list[ChoiceRow] = []
        self._more = Button("", "quiet", "chevron-down")
        self._more.clicked.connect(self._on_more)
        outer.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_items(self, items: Sequence[ChoiceItem]) -> None:
        """Show *items*, of a long list the first part."""
        if tuple(items) == self._items and self._items:
            return
        self._items = tuple(items)
        shown = self._items[: self._most]
        while len(self._rows) < len(shown):
            self._rows.append(self._make_row())
        for place, row in enumerate(self._rows):
            if place < len(shown):
                row.show_item(shown[place], is_first=not place)
            row.setVisible(place < len(shown))
        left = len(self._items) - len(shown)
        words = ngettext("Show {count} more", "Show {count} more", min(left, PART))
        count = min(left, PART)
        if left > PART:
            words = _("Show {count} more of {left}")
        self._more.set_words(words.format(count=count, left=left))
        self._more.setVisible(left > 0)
        self._nothing.setVisible(not shown)

    def _make_row(self) -> ChoiceRow:
        row = ChoiceRow(may_read=self._may_read)
        row.ticked.connect(self.ticked)
        row.asked.connect(self.asked)
        row.read_requested.connect(self.read_requested)
        self._column.addWidget(row)
        return row

    def _on_more(self) -> None:
        first_new = self._most
        self._most += PART
        items, self._items = self._items, ()
        self.show_items(items)
        if first_new < len(items):
            self._rows[first_new].tick.setFocus(Qt.FocusReason.TabFocusReason)
