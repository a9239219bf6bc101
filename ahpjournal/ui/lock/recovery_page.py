"""Shows a recovery code once, and does not let it go before it is somewhere safe."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from ahpjournal.domain.passphrases import RecoveryCode
from ahpjournal.services.messages import UserMessage
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.theme.theme import Theme

_WIDTH = 600
_ON_LINE = 5
"""Groups of the code on its first line."""


class RecoveryPage(ScrollPage):
    """The code, a button that saves the sheet, and a box to tick.

    Signals:
        sheet_requested: save the recovery sheet.
        finished: it is somewhere safe; go on.
    """

    sheet_requested = Signal()
    finished = Signal()

    def __init__(self, code: RecoveryCode, theme: Theme) -> None:
        """Show *code*."""
        super().__init__(theme, _WIDTH)
        self.setAccessibleName(_("Your recovery code"))
        self.content.addStretch(2)
        card = Card()
        self.content.addWidget(card)
        self.content.addStretch(3)
        card.body.addWidget(Words(_("Your recovery code"), "h1"))
        card.body.addWidget(
            Words(
                _(
                    "The journal has its passphrase now. If you forget it, this code is the only"
                    " way in: nobody else has it, and nobody can reset it. Save the sheet, print"
                    " it, and keep it where you keep your certificates."
                ),
                "body",
                "text2",
            )
        )
        lines = (code.groups[:_ON_LINE], code.groups[_ON_LINE:])
        self._code = Words("\n".join("\u2002".join(groups) for groups in lines), "h2")
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._code.setAccessibleName(_("Recovery code: {code}").format(code=_spoken(code)))
        card.body.addWidget(self._code)
        self._banner = Banner()
        card.body.addWidget(self._banner)
        self._sheet = Button(_("Save the recovery sheet\u2026"), "secondary", "file-down", theme)
        self._sheet.clicked.connect(self.sheet_requested)
        buttons = FlowBox(8)
        buttons.add(self._sheet)
        card.body.addWidget(buttons)
        self._safe = CheckBox(_("I have put it somewhere safe"))
        self._safe.toggled.connect(self._on_safe)
        card.body.addWidget(self._safe)
        self._go_on = Button(_("Open the journal"), "primary")
        self._go_on.setEnabled(False)
        self._go_on.clicked.connect(self.finished)
        row = Row(gap=8)
        row.addWidget(self._go_on)
        row.addStretch(1)
        card.body.addLayout(row)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was in the window before may still hold the keyboard, and is about to go.
        QTimer.singleShot(0, self._sheet, self._sheet.setFocus)

    def show_saved(self, path: Path) -> None:
        """Say where the sheet was saved."""
        self._banner.show_words(_("The recovery sheet was saved"), str(path), "ok")

    def show_problem(self, problem: UserMessage) -> None:
        """Say why the sheet was not saved."""
        self._banner.show_message(problem)

    def _on_safe(self, is_safe: bool) -> None:  # noqa: FBT001 - a box to tick
        self._go_on.setEnabled(is_safe)


def _spoken(code: RecoveryCode) -> str:
    """Give *code* so that a screen reader spells it group by group."""
    return ", ".join(" ".join(group) for group in code.groups)
