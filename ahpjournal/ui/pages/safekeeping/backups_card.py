"""The card of backups: the list, one more now, where they go, and the way back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ahpjournal.domain.backups import Backup
from ahpjournal.text import _, ngettext
from ahpjournal.ui.backup_words import holds, moment_of, odd_words, reason_name
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, Divider, box, column, empty
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping.backups_presenter import BackupsPresenter, BackupsState
from ahpjournal.ui.theme.theme import Theme


class BackupsCard(Card):
    """A line for each backup with its two ways back; reminder and outcome above.

    Signals:
        backup_requested, cancel_requested, folder_requested, program_folder_requested,
        all_requested, open_requested: buttons.
        beside_requested(object), place_requested(object): bring this Backup back.
        undo_requested(object): bring back the journal kept in this folder.
    """

    backup_requested = Signal()
    cancel_requested = Signal()
    folder_requested = Signal()
    program_folder_requested = Signal()
    all_requested = Signal()
    open_requested = Signal()
    beside_requested = Signal(object)
    place_requested = Signal(object)
    undo_requested = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(
            _("Backups"),
            _("Made once a day on use and when you close the journal after changes."),
        )
        self._theme = theme
        self._reminder = Banner()
        self._outcome = Banner()
        self._outcome.action_requested.connect(self.open_requested)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        self._folder = Words("", "small", "text2")
        self._now = Button(_("Back up now"), "secondary", "archive", theme)
        self._now.clicked.connect(self.backup_requested)
        self._choose = Button(_("Choose a folder\u2026"), "secondary", "folder-open", theme)
        self._choose.setAccessibleDescription(_("Where backups go, such as a drive of your own"))
        self._choose.clicked.connect(self.folder_requested)
        self._ours = Button(_("Use the program\u2019s folder"))
        self._ours.clicked.connect(self.program_folder_requested)
        buttons = FlowBox(8)
        for button in (self._now, self._choose, self._ours):
            buttons.add(button)
        self._rows = column(8)
        self._shown: tuple[tuple[Backup, ...], str] | None = None
        self._all = Button("", "quiet")
        self._all.clicked.connect(self.all_requested)
        self._aside = column(8)
        self._aside_shown: tuple[Path, ...] = ()
        self._odd = Words("", "small", "text2")
        for widget in (self._reminder, self._outcome, self._panel, self._folder, buttons):
            self.body.addWidget(widget)
        self.body.addWidget(box(self._rows))
        self.body.addWidget(self._all)
        self.body.addWidget(box(self._aside))
        self.body.addWidget(self._odd)

    def render_state(self, state: BackupsState) -> None:
        """Show *state*."""
        self._reminder.show_message(state.reminder)
        self._render_outcome(state)
        self._panel.show_progress(
            state.progress, is_running=state.is_working, is_stopping=state.is_stopping
        )
        self._folder.setText(_place_words(state))
        is_free = state.is_available and not state.is_working
        self._now.setEnabled(is_free)
        self._choose.setEnabled(is_free)
        self._choose.setVisible(not state.is_folder_set)
        self._ours.setVisible(state.own_folder is not None and not state.is_folder_set)
        self._ours.setEnabled(is_free)
        self._render_rows(state, is_free=is_free)
        more = len(state.backups) - len(state.shown)
        self._all.setVisible(more > 0)
        self._all.set_words(
            ngettext("Show {count} more", "Show {count} more", more).format(count=more)
        )
        self._render_aside(state)
        self._odd.setVisible(bool(state.odd))
        self._odd.setText("\n".join(odd_words(odd) for odd in state.odd))

    def _render_outcome(self, state: BackupsState) -> None:
        if state.problem is not None and not state.notice:
            self._outcome.show_message(state.problem)
        elif state.notice:
            detail = state.problem.what_happened if state.problem is not None else ""
            button = _("Open it") if state.restored is not None else ""
            tone = "warn" if state.problem is not None else "ok"
            self._outcome.show_words(state.notice, detail, tone, button)
        else:
            self._outcome.show_message(None)

    def _render_rows(self, state: BackupsState, *, is_free: bool) -> None:
        instead = "" if state.shown else _none_words(state)
        if self._shown != (state.shown, instead):
            self._shown = state.shown, instead
            empty(self._rows)
            if not state.shown:
                self._rows.addWidget(Words(instead, "body", "text2"))
            for number, backup in enumerate(state.shown):
                if number:
                    self._rows.addWidget(Divider())
                self._rows.addWidget(self._row(backup))
        for at in range(self._rows.count()):
            row = self._rows.itemAt(at)
            widget = row.widget() if row is not None else None
            for button in widget.findChildren(Button) if widget is not None else ():
                is_place = button.property("place") is True
                button.setEnabled(is_free and (state.may_write or not is_place))

    def _render_aside(self, state: BackupsState) -> None:
        """Show the journals that were replaced, so that each can come back."""
        if self._aside_shown == state.aside:
            return
        self._aside_shown = state.aside
        empty(self._aside)
        for folder in reversed(state.aside):
            words = _("A backup took the place of a journal, which is kept in \u201c{name}\u201d.")
            self._aside.addWidget(Words(words.format(name=folder.name), "small", "text2"))
            undo = Button(_("Bring it back\u2026"), "quiet")
            undo.setAccessibleName(
                _("Bring back the journal kept in {name}").format(name=folder.name)
            )
            undo.clicked.connect(lambda _checked=False, f=folder: self.undo_requested.emit(f))
            self._aside.addWidget(undo)

    def _row(self, backup: Backup) -> QWidget:
        holder = QFrame()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(4)
        moment = moment_of(backup)
        layout.addWidget(Words(moment, "strong"))
        layout.addWidget(
            Words(f"{reason_name(backup.reason)} \u00b7 {holds(backup)}", "small", "text2")
        )
        beside = Button(_("Bring back beside\u2026"), "quiet")
        beside.setAccessibleName(
            _("Bring back the backup of {moment} beside this journal").format(moment=moment)
        )
        beside.clicked.connect(lambda: self.beside_requested.emit(backup))
        place = Button(_("Put in place of this journal\u2026"), "quiet")
        place.setAccessibleName(
            _("Put the backup of {moment} in the place of this journal").format(moment=moment)
        )
        place.setProperty("place", True)
        place.clicked.connect(lambda: self.place_requested.emit(backup))
        buttons = FlowBox(8)
        buttons.add(beside)
        buttons.add(place)
        layout.addWidget(buttons)
        # As high as its lines need at this width, and neither squeezed nor stretched: a fixed
        # height would be that of the narrowest row.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder


def _place_words(state: BackupsState) -> str:
    if not state.is_available:
        return _("This journal is not backed up: it is thrown away when it is closed.")
    if state.folder is None:
        return _("Looking\u2026") if state.is_looking else ""
    if state.is_folder_set and state.folder == state.own_folder:
        return _("They go to the folder that your organisation set: {folder}").format(
            folder=state.folder
        )
    if state.is_folder_set and state.own_folder is not None:
        return _(
            "The folder that your organisation set cannot be reached: {folder}. Until it can, they"
            " go to the program\u2019s folder on this computer: {ours}"
        ).format(folder=state.own_folder, ours=state.folder)
    if state.own_folder is not None and state.folder == state.own_folder:
        return _("They go to your own folder: {folder}").format(folder=state.folder)
    return _(
        "They go to the program\u2019s folder on this computer: {folder}. If the computer is lost,"
        " so are they: better choose a folder on another drive."
    ).format(folder=state.folder)


def _none_words(state: BackupsState) -> str:
    if not state.is_available:
        return ""
    if state.is_looking:
        return _("Looking\u2026")
    return _("None yet. The first one is made by itself within half an hour, or when you close.")


def build_card(context: PageContext) -> Page:
    """Build the card."""
    card = BackupsCard(context.theme)
    presenter = BackupsPresenter(card, context.session, context.jobs, context.dialogs, context.door)
    card.backup_requested.connect(presenter.back_up_now)
    card.cancel_requested.connect(presenter.cancel)
    card.folder_requested.connect(presenter.choose_folder)
    card.program_folder_requested.connect(presenter.use_program_folder)
    card.all_requested.connect(presenter.show_all)
    card.open_requested.connect(presenter.open_restored)
    card.beside_requested.connect(presenter.restore_beside)
    card.place_requested.connect(presenter.put_back)
    card.undo_requested.connect(presenter.undo_put_back)
    return Page(card, presenter)
