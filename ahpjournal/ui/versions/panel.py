"""The panel with the earlier versions of a record; it stands in the place of the record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QScrollArea, QWidget
from shiboken6 import Shiboken
from typing_extensions import override

from ahpjournal.domain.history import RecordKind, Version
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Banner, EmptyState, PageBody
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.row_list import ROW, ListRow, RowList
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.compared_text import ComparedText
from ahpjournal.ui.versions.presenter import VersionsState
from ahpjournal.ui.versions.words import (
    change_words,
    moment_words,
    reason_words,
    spoken_changes,
)

SHORTCUT = "Ctrl+Shift+H"
_LIST_WIDTH = 248
_STACKED_BELOW = 620
"""Width, in pixels at 100 %, below which the list stands above the text."""
_ROWS_STACKED = 2
_TEXT_LEAST = 140
_WIDEST = (1 << 24) - 1


class VersionsPanel(QFrame):
    """A list of versions, and the chosen one beside it.

    Signals:
        version_chosen(str): show the version of this reading.
        whole_requested(bool): read it as a whole, or see what has changed since.
        restore_requested: bring it back.
        close_requested: go back to the text.
    """

    version_chosen = Signal(str)
    whole_requested = Signal(bool)
    restore_requested = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("look", "paper")
        self.setAccessibleName(_("Earlier versions"))
        self._theme = Theme.active()
        self._before: QWidget | None = None
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        Column(self, gap=0).addWidget(area)
        body = PageBody()
        body.setProperty("look", "paper")
        area.setWidget(body)
        outer = Column(body, gap=12, margins=(24, 18, 24, 20))
        outer.addLayout(self._build_head())
        self._banner = Banner()
        outer.addWidget(self._banner)
        self._none = self._build_empty()
        outer.addWidget(self._none, 1)
        self._parts = QWidget()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._parts)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._list = RowList(_("Versions, newest first"))
        self._list.row_chosen.connect(self.version_chosen)
        self._box.addWidget(self._list)
        self._box.addWidget(self._build_reader(), 1)
        outer.addWidget(self._parts, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_requested)
        self._theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    def show_versions(self, state: VersionsState) -> None:
        """Show the panel with *state*."""
        is_new = self.isHidden()
        if is_new:
            self._before = self.window().focusWidget()
        self._banner.show_message(state.problem)
        has_versions = bool(state.versions)
        self._none.setVisible(not has_versions and state.problem is None)
        self._parts.setVisible(has_versions)
        self._head_line.setText(_head_words(state))
        chosen = state.chosen.reading if state.chosen is not None else ""
        self._list.show_rows([_row(v, state) for v in state.versions], chosen)
        self._render_text(state)
        self._fit()
        self.show()
        if is_new:
            target = self._list if has_versions else self._close
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_keyboard(self) -> bool:
        """Tell whether the keyboard is in the panel."""
        control: QWidget | None = self.window().focusWidget()
        return control is not None and self.isAncestorOf(control)

    def hide_versions(self) -> QWidget | None:
        """Put the panel away; gives what had the keyboard before, if it is still there."""
        before, self._before = self._before, None
        self.hide()
        return before if before is not None and Shiboken.isValid(before) else None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build_head(self) -> Row:
        head = Row(gap=12)
        words = Column(gap=2)
        words.addWidget(Words(_("Earlier versions"), "h2"))
        self._head_line = Words("", "small", "text2")
        words.addWidget(self._head_line)
        head.addLayout(words, 1)
        self._close = IconButton("x", _("Back to the text"), shortcut=_("Esc"))
        self._close.clicked.connect(self.close_requested)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_empty(self) -> EmptyState:
        return EmptyState(
            "history",
            _("No earlier versions yet"),
            _(
                "Versions appear when you come back to a text another time, go on writing for a"
                " while, or take a large part away. You do not need to do anything for it."
            ),
        )

    def _build_reader(self) -> QWidget:
        reader = QWidget()
        column = Column(reader, gap=8)
        line = FlowBox(8)
        self._changes = Button(_("What has changed since"), "chip")
        self._whole = Button(_("This version as a whole"), "chip")
        group = QButtonGroup(self)
        for button, is_whole in ((self._changes, False), (self._whole, True)):
            group.addButton(button)
            button.setAutoExclusive(True)  # so that it is spoken as one of two
            button.clicked.connect(lambda _on=False, w=is_whole: self.whole_requested.emit(w))
            line.add(button)
        self._next = Button(_("Next change"), "quiet", "arrow-down")
        line.add(self._next)
        column.addWidget(line)
        self._legend = Words("", "small", "text2")
        column.addWidget(self._legend)
        self._text = ComparedText(_("Text of the version"))
        self._next.clicked.connect(self._text.show_next_change)
        column.addWidget(self._text, 1)
        foot = Row(gap=12)
        self._restore = Button(_("Bring this version back"), "primary", "rotate-ccw")
        self._restore.clicked.connect(self.restore_requested)
        note = _("It becomes the current text. What is there now stays among the versions.")
        self._restore.setAccessibleDescription(note)
        foot.addWidget(self._restore)
        self._note = Words(note, "small", "text2")
        foot.addWidget(self._note, 1)
        column.addLayout(foot)
        return reader

    def _render_text(self, state: VersionsState) -> None:
        self._whole.setChecked(state.is_whole)
        self._changes.setChecked(not state.is_whole)
        self._restore.setEnabled(state.may_restore)
        shown = state.shown
        if shown is None:
            self._legend.setText("")
            self._text.show_whole("")
        elif state.is_whole:
            self._legend.setText(_("The text as it was then."))
            self._text.show_whole(shown.text)
            self._text.setAccessibleDescription("")
        else:
            words = change_words(shown.passages)
            how = _("Struck through: gone since then. Underlined: written since then.")
            self._legend.setText(f"{words} {how}")
            self._text.show_passages(shown.passages)
            self._text.setAccessibleDescription(f"{words} {spoken_changes(shown.passages)}")
        self._next.setVisible(self._text.change_count > 1)

    def _fit(self) -> None:
        px = self._theme.px
        is_stacked = self.width() < px(_STACKED_BELOW)
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if is_stacked else way.LeftToRight)
        self._box.setSpacing(px(16))
        self._text.setMinimumHeight(px(_TEXT_LEAST))
        if is_stacked:
            self._list.setMinimumWidth(0)
            self._list.setMaximumWidth(_WIDEST)
            rows = min(_ROWS_STACKED, max(1, self._list.rows_model.rowCount()))
            self._list.setFixedHeight(rows * px(ROW))
        else:
            self._list.setFixedWidth(px(_LIST_WIDTH))
            self._list.setMinimumHeight(0)
            self._list.setMaximumHeight(_WIDEST)


def _head_words(state: VersionsState) -> str:
    count = len(state.versions)
    if not count:
        return ""
    if state.kind is RecordKind.ACTION:
        words = ngettext("{count} version of this action", "{count} versions of this action", count)
    else:
        words = ngettext(
            "{count} version of this reflection", "{count} versions of this reflection", count
        )
    return words.format(count=count)


def _row(version: Version, state: VersionsState) -> ListRow:
    when = moment_words(version.made_at, state.today)
    return ListRow(version.reading, when, reason_words(version.reason))
