"""What a rating rests on: links to reflections, actions and attachments, and choosing them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import box, column, empty, row
from ahpjournal.ui.kit.dates import format_date, format_event
from ahpjournal.ui.kit.fields import SearchField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.competencies.evidence_choice import EvidenceChoice

MOST_ROWS = 5
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class EvidenceField(QWidget):
    """Links as words; a search with a list to tick opens below them.

    In the search the Down key leads to the list, where Space ticks; Escape is done.

    Signals:
        open_requested: choose what it rests on.
        close_requested: that is all.
        search_edited(str): narrow what is offered.
        unlinked(object): this EvidenceLink is to go.
        ticked(object): the links that are ticked among those offered, a frozenset.
    """

    open_requested = Signal()
    close_requested = Signal()
    search_edited = Signal(str)
    ticked = Signal(object)
    unlinked = Signal(object)

    def __init__(self) -> None:
        """Make it empty and closed."""
        super().__init__()
        layout = Column(self, gap=6)
        head = row(12)
        head.addWidget(Words(_("What does it rest on? (optional)"), "small", "text2"), 1)
        self._open = Button(_("Link something"), "quiet", "link")
        self._open.clicked.connect(self.open_requested)
        head.addWidget(self._open)
        layout.addLayout(head)
        self._links = column(4)
        layout.addLayout(self._links)
        self._panel = QFrame()
        inner = Column(self._panel, gap=8)
        self._search = SearchField(_("Search reflections, actions and attachments"))
        self._search.textEdited.connect(self.search_edited)
        self._search.installEventFilter(self)
        inner.addWidget(self._search)
        self._rows = RowList(_("What it may rest on"), may_tick=True, most_rows=MOST_ROWS)
        self._rows.ticks_changed.connect(self._on_ticks)
        self._rows.installEventFilter(self)
        inner.addWidget(self._rows)
        self._nothing = Words(_("Nothing fits these words."), "small", "text2")
        inner.addWidget(self._nothing)
        done = Button(_("That is all"))
        done.clicked.connect(self.close_requested)
        line = row(0)
        line.addWidget(done)
        line.addStretch(1)
        inner.addLayout(line)
        layout.addWidget(self._panel)
        self._panel.hide()
        self._offered: dict[str, EvidenceLink] = {}
        self._is_filling = False

    def show_choice(self, choice: EvidenceChoice, *, may_choose: bool) -> None:
        """Show what the rating rests on, and what is offered."""
        self._open.setEnabled(may_choose)
        empty(self._links)
        for item in choice.linked:
            self._links.addWidget(self._linked(item, may_choose=may_choose))
        is_opening = choice.offered is not None and self._panel.isHidden()
        self._open.setVisible(choice.offered is None)
        self._panel.setVisible(choice.offered is not None)
        if choice.offered is not None:
            self._fill(choice.offered, choice.linked)
        if is_opening:
            self._search.clear()
            self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _linked(self, item: EvidenceItem, *, may_choose: bool) -> QWidget:
        words = evidence_words(item)
        line = row(8)
        line.addWidget(Words(f"\u2022 {words}", "body"), 1)
        unlink = Button(_("Unlink"), "quiet", "unlink")
        unlink.setAccessibleName(_("Unlink: {what}").format(what=words))
        unlink.setEnabled(may_choose)
        unlink.clicked.connect(lambda: self.unlinked.emit(item.link))
        line.addWidget(unlink, 0, Qt.AlignmentFlag.AlignTop)
        return box(line)

    @property
    def search(self) -> QWidget:
        """The search field."""
        return self._search

    @property
    def panel(self) -> QWidget:
        """The search with its list."""
        return self._panel

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_requested.emit()
                return True
            if watched is self._search and event.key() in _DOWN:
                self._rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if watched is self._rows and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.close_requested.emit()
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key that is meant for the list rate the competency."""
        event.accept()

    def _fill(self, offered: Sequence[EvidenceItem], linked: Sequence[EvidenceItem]) -> None:
        self._is_filling = True
        self._offered = {_row_id(item.link): item.link for item in offered}
        self._rows.show_rows([_row(item) for item in offered])
        self._rows.rows_model.tick(_row_id(item.link) for item in linked)
        self._rows.setVisible(bool(offered))
        self._nothing.setVisible(not offered)
        self._is_filling = False

    def _on_ticks(self, ids: frozenset[str]) -> None:
        if not self._is_filling:
            self.ticked.emit(frozenset(link for i, link in self._offered.items() if i in ids))


def evidence_kind_name(kind: EvidenceKind) -> str:
    """Name what a rating may rest on."""
    match kind:
        case EvidenceKind.ENTRY:
            return _("Reflection")
        case EvidenceKind.ACTION:
            return _("Action")
        case EvidenceKind.ATTACHMENT:
            return _("Attachment")


def evidence_words(item: EvidenceItem) -> str:
    """Say in a line what a rating rests on."""
    kind = evidence_kind_name(item.link.kind)
    if not item.is_here:
        return _("{kind} that is no longer here, or in the bin").format(kind=kind)
    title = item.title or _("without a title")
    if item.on is None:
        return _("{kind}: {title}").format(kind=kind, title=title)
    return _("{kind}: {title}, {date}").format(kind=kind, title=title, date=_day(item.on, item))


def _row(item: EvidenceItem) -> ListRow:
    parts = [evidence_kind_name(item.link.kind)]
    if item.on is not None:
        parts.append(_day(item.on, item))
    if item.is_linked:
        parts.append(_("linked to this competency"))
    return ListRow(_row_id(item.link), item.title or _("Without a title"), " \u00b7 ".join(parts))


def _day(on: date, item: EvidenceItem) -> str:
    """Give the day only as exactly as its owner chose; those of days stay short."""
    return format_date(on) if item.precision is Precision.DAY else format_event(on, item.precision)


def _row_id(link: EvidenceLink) -> str:
    return f"{link.kind.value}:{link.record}"
