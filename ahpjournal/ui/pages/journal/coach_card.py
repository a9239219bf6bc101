"""What a coach said of the open reflection, beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.pages.journal.state import CoachSaid


class CoachCard(Card):
    """The words of a coach; hidden while there are none.

    Signals:
        reply_requested(str): show the reply with this id.
    """

    reply_requested = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__(_("From your coach"))
        self._shown: tuple[CoachSaid, ...] = ()
        self._column = Column(gap=10)
        self.body.addLayout(self._column)
        self.hide()

    def show_said(self, said: Sequence[CoachSaid]) -> None:
        """Show *said*."""
        self.setVisible(bool(said))
        if tuple(said) == self._shown:
            return
        self._shown = tuple(said)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in said:
            self._column.addWidget(Words("\n\n".join(one.words), "small"))
            button = Button(one.title, "quiet", "message-square")
            button.setAccessibleName(_("Open the reply: {title}").format(title=one.title))
            button.clicked.connect(partial(self._ask, one.reply))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self, reply: str) -> None:
        self.reply_requested.emit(reply)
