"""What is shown instead of the window when a journal cannot be opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.services.messages import CAN_BE_READ, UserMessage, describe_for_opening
from ahpjournal.services.one_writer import Holder, holder_of
from ahpjournal.text import _
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.dates import format_date, format_time
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.page import JournalDoor
from ahpjournal.ui.theme.theme import Theme


class TroubleDoor(JournalDoor, Protocol):
    """Opens journals, also ones that cannot be written."""

    def open_read_only(self, path: Path) -> None:
        """Open the journal at *path* to read it only.

        Raises:
            ConditionError: it cannot be opened.
        """


class TroubleWindow(QWidget):
    """Says what happened, what is safe and what to do; offers to try again or open another.

    A journal that is open elsewhere or cannot be written can be opened to read.
    """

    def __init__(
        self,
        error: AhpJournalError,
        door: TroubleDoor,
        dialogs: DialogGate,
        try_again: Callable[[], None],
        theme: Theme,
    ) -> None:
        """Show *error*."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("look", "page")
        self.setWindowTitle(_("AHP Journal"))
        self._door = door
        self._dialogs = dialogs
        self._try_again = try_again
        self._path: Path | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 32, 32, 32)
        card = Card()
        self._words = [
            Words("", "h2"),
            Words("", "body"),
            Words("", "body", "text2"),
            Words("", "body"),
        ]
        for label in self._words:
            card.body.addWidget(label)
        buttons = FlowBox(8)
        again = Button(_("Try again"), "primary")
        self._read = Button(_("Open it read-only"))
        other, new, demo = (
            Button(_("Open another journal\u2026")),
            Button(_("New journal\u2026")),
            Button(_("Open the demo journal")),
        )
        again.clicked.connect(self._on_again)
        self._read.clicked.connect(self._on_read)
        other.clicked.connect(self._on_other)
        new.clicked.connect(self._on_new)
        demo.clicked.connect(self._on_demo)
        for button in (again, self._read, other, new, demo):
            buttons.add(button)
        card.body.addSpacing(8)
        card.body.addWidget(buttons)
        layout.addStretch(1)
        layout.addWidget(card)
        layout.addStretch(2)
        self.resize(theme.px(720), theme.px(420))
        self._show(error)

    def add_offer(self, offer: QWidget) -> None:
        """Put what else can be done below the buttons."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, offer)

    def _show(self, error: AhpJournalError) -> None:
        message = describe_for_opening(error)
        self._path = None
        holder = None
        if isinstance(error, ConditionError) and error.path and error.code in CAN_BE_READ:
            self._path = Path(error.path)
            if error.code is ConditionCode.IN_USE:
                holder = holder_of(self._path)
        self._read.setVisible(self._path is not None)
        self._say(message, _holder_words(holder))

    def _say(self, message: UserMessage, who: str) -> None:
        happened = f"{message.what_happened} {who}".strip()
        texts = (message.title, happened, message.what_is_safe, message.next_step)
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)
        self.setAccessibleDescription(" ".join(texts))

    def _on_again(self) -> None:
        self._try_again()

    def _on_read(self) -> None:
        path = self._path
        if path is not None:
            self._try(lambda: self._door.open_read_only(path))

    def _on_other(self) -> None:
        path = self._dialogs.choose_open_file(
            _("Open a journal"), Path.home(), _("Journals (*.ahpjournal)")
        )
        if path is not None:
            self._try(lambda: self._door.open_journal(path))

    def _on_new(self) -> None:
        name = Path.home() / _("Journal.ahpjournal")
        path = self._dialogs.choose_save_file(_("New journal"), name, _("Journals (*.ahpjournal)"))
        if path is not None:
            self._try(lambda: self._door.create_journal(path))

    def _on_demo(self) -> None:
        self._try(self._door.open_demo)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except AhpJournalError as error:
            self._show(error)


def _holder_words(holder: Holder | None) -> str:
    """Say who has a journal open and since when, as far as its lock tells."""
    if holder is None:
        return ""
    if holder.since is None:
        return _("It is held by program number {process}.").format(process=holder.process)
    day, time = format_date(holder.since.astimezone().date()), format_time(holder.since)
    if holder.is_here:
        words = _("Another window on this computer has had it since {day}, {time} ({process}).")
    else:
        words = _("A program on another computer has had it since {day}, {time} ({process}).")
    return words.format(day=day, time=time, process=holder.process)
