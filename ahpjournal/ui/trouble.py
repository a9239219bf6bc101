"""What is shown instead of the window when a journal cannot be opened."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.text import _
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.page import JournalDoor
from ahpjournal.ui.theme.theme import Theme


class TroubleWindow(QWidget):
    """Says what happened, what is safe and what to do; offers to try again or open another."""

    def __init__(
        self,
        message: UserMessage,
        door: JournalDoor,
        dialogs: DialogGate,
        try_again: Callable[[], None],
        theme: Theme,
    ) -> None:
        """Show *message*."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("AHP Journal"))
        self._door = door
        self._dialogs = dialogs
        self._try_again = try_again
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
        other, new, demo = (
            Button(_("Open another journal\u2026")),
            Button(_("New journal\u2026")),
            Button(_("Open the demo journal")),
        )
        again.clicked.connect(self._on_again)
        other.clicked.connect(self._on_other)
        new.clicked.connect(self._on_new)
        demo.clicked.connect(self._on_demo)
        for button in (again, other, new, demo):
            buttons.add(button)
        card.body.addSpacing(8)
        card.body.addWidget(buttons)
        layout.addStretch(1)
        layout.addWidget(card)
        layout.addStretch(2)
        self.resize(theme.px(720), theme.px(420))
        self._show(message)

    def add_offer(self, offer: QWidget) -> None:
        """Put what else can be done below the buttons."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, offer)

    def _show(self, message: UserMessage) -> None:
        texts = (message.title, message.what_happened, message.what_is_safe, message.next_step)
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)
        self.setAccessibleDescription(" ".join(texts))

    def _on_again(self) -> None:
        self._try_again()

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
            self._show(describe(error))
