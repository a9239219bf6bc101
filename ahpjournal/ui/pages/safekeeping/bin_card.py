"""The card with what was removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.bin import ERASE_FREELY, BinItem
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.jobs import Job
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.kit.scrolling import show_part_soon
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping.bin_presenter import BinPresenter, BinState

_ROWS = 6


class BinCard(Card):
    """What was removed, to be ticked; what is ticked comes back or is erased for good.

    Signals:
        ticked(object): ids of what is ticked now, a frozenset.
        restore_requested, erase_requested, cancel_requested, leave_requested: buttons.
        erase_many_requested(str): the number that was typed.
        help_requested: read how it works.
    """

    ticked = Signal(object)
    restore_requested = Signal()
    erase_requested = Signal()
    erase_many_requested = Signal(str)
    leave_requested = Signal()
    cancel_requested = Signal()
    help_requested = Signal()

    def __init__(self) -> None:
        """Make the card."""
        about = Button(_("How this works"), "quiet")
        about.setAccessibleName(_("How this works: versions and bin"))
        super().__init__(_("Bin"), _("What you remove stays here until you erase it."), about)
        about.clicked.connect(self.help_requested)
        self._items: tuple[BinItem, ...] | None = None
        self._was_asking = False
        self._banner = Banner()
        self._none = Words(
            _(
                "The bin is empty. Reflections, actions, attachments and replies that you remove"
                " land here, with their versions, and can be brought back at any time."
            ),
            "body",
            "text2",
        )
        self._all = CheckBox(_("Tick all"))
        self._all.clicked.connect(self._on_all)
        self._list = RowList(
            _("What was removed, the latest first"), may_tick=True, most_rows=_ROWS
        )
        self._list.setAccessibleDescription(_("Space ticks what the cursor is on"))
        self._list.ticks_changed.connect(self.ticked)
        self._restore = Button(_("Bring back"), "secondary", "rotate-ccw")
        self._restore.clicked.connect(self.restore_requested)
        self._erase = Button(_("Erase for good\u2026"), "danger", "trash-2")
        self._erase.clicked.connect(self.erase_requested)
        self._buttons = FlowBox(8)
        self._buttons.add(self._restore)
        self._buttons.add(self._erase)
        self._note = Words("", "small", "text2")
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        parts = (self._banner, self._none, self._all, self._list, self._note, self._buttons)
        for part in (*parts, self._build_question(), self._panel):
            self.body.addWidget(part)

    def render_state(self, state: BinState) -> None:
        """Show *state*."""
        if state.items is not self._items:
            self._items = state.items
            self._list.show_rows([_row(item) for item in state.items])
        self._list.rows_model.tick(state.ticked)
        has_items, count = bool(state.items), len(state.ticked)
        self._none.setVisible(not has_items)
        self._all.setChecked(has_items and count == len(state.items))
        may_act = count > 0 and not state.is_read_only and not state.is_working
        for part in (self._all, self._list, self._buttons):
            part.setVisible(has_items)
        self._list.setEnabled(not state.is_working)
        self._all.setEnabled(not state.is_working)
        self._restore.setEnabled(may_act)
        self._erase.setEnabled(may_act and state.may_erase and not state.is_asking)
        self._note.setText(_note_words(state))
        self._note.setVisible(has_items)
        self._render_question(state)
        self._panel.show_progress(state.progress, is_running=state.is_working, is_stopping=False)
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.done:
            self._banner.show_words(state.done, "", "ok")
        else:
            self._banner.hide()

    def _build_question(self) -> QFrame:
        self._question = QFrame()
        self._question.setProperty("look", "well")
        column = Column(self._question, gap=10, margins=(16, 14, 16, 14))
        self._warning = Words("", "body")
        column.addWidget(self._warning)
        self._number = TextField(_("Their number"))
        self._number.line.returnPressed.connect(self._on_erase_many)
        column.addWidget(self._number)
        buttons = FlowBox(8)
        leave = Button(_("Leave them in the bin"))
        leave.clicked.connect(self.leave_requested)
        erase = Button(_("Back up, then erase for good"), "danger")
        erase.clicked.connect(self._on_erase_many)
        buttons.add(leave)
        buttons.add(erase)
        column.addWidget(buttons)
        return self._question

    def _render_question(self, state: BinState) -> None:
        self._question.setVisible(state.is_asking)
        begins = state.is_asking and not self._was_asking
        self._was_asking = state.is_asking
        if not state.is_asking:
            return
        count = len(state.ticked)
        self._warning.setText(
            _(
                "{count} things in the bin will be erased with every version of them. They"
                " cannot be brought back, and copies of this journal that are merged later lose"
                " them too. A backup is made first; it and older ones still hold them. To go on,"
                " type {count}."
            ).format(count=count)
        )
        wrong = _("This is another number. {count} are ticked.").format(count=count)
        self._number.show_error(wrong if state.number_is_wrong else "")
        if begins:
            self._number.set_text("")
            self._number.focus_control()
            show_part_soon(self._question)
        elif state.number_is_wrong:
            self._number.focus_control()

    def _on_all(self, is_on: bool) -> None:  # noqa: FBT001 - a box's state
        rows = self._list.rows_model.rows
        self._list.rows_model.tick([row.id for row in rows] if is_on else [])

    def _on_erase_many(self) -> None:
        line: QLineEdit = self._number.line
        self.erase_many_requested.emit(line.text())


def _row(item: BinItem) -> ListRow:
    day = format_date(item.removed_at.astimezone().date())
    if item.kind is RecordKind.ACTION:
        title = item.title or _("Action without a title")
        words = _("Action, removed {date}").format(date=day)
    elif item.kind is RecordKind.ATTACHMENT:
        title = item.title
        words = _("Attachment, removed {date}").format(date=day)
    elif item.kind is RecordKind.REPLY:
        title = item.title or _("A coach\u2019s reply")
        words = _("Reply, removed {date}").format(date=day)
    else:
        title = item.title or _("Reflection without a title")
        words = _("Reflection, removed {date}").format(date=day)
    return ListRow(item.id, title, " \u00b7 ".join(t for t in (words, item.preview) if t))


def _note_words(state: BinState) -> str:
    count = len(state.ticked)
    if not count:
        words = ngettext(
            "{count} in the bin. Tick it to bring it back or erase it.",
            "{count} in the bin. Tick those to bring back or erase.",
            len(state.items),
        )
        return words.format(count=len(state.items))
    words = _("{count} of {total} ticked.").format(count=count, total=len(state.items))
    if not state.may_erase and not state.is_read_only:
        most = _("This journal is not backed up, so at most {most} can be erased at once.")
        return f"{words} {most.format(most=ERASE_FREELY)}"
    return words


def build_card(context: PageContext) -> Page:
    """Build the card."""
    card = BinCard()
    backups = context.session.backups

    def back_up(job: Job) -> object:
        return backups.make(BackupReason.BY_HAND, job)

    presenter = BinPresenter(
        card,
        context.session,
        context.jobs,
        context.navigator,
        context.dialogs.confirm,
        back_up if backups.is_available else None,
    )
    card.help_requested.connect(presenter.open_help)
    card.ticked.connect(presenter.tick)
    card.restore_requested.connect(presenter.restore)
    card.erase_requested.connect(presenter.erase)
    card.erase_many_requested.connect(presenter.erase_many)
    card.leave_requested.connect(presenter.stop_asking)
    card.cancel_requested.connect(presenter.cancel)
    return Page(card, presenter)
