"""The form of a correction, which stands beside the rating that it corrects."""

from PySide6.QtCore import Signal

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ratings import EvidenceLink
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card, column, empty, row
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.fields import ChoiceField, TextArea
from ahpjournal.ui.pages.competencies.evidence_field import evidence_words
from ahpjournal.ui.pages.competencies.history_presenter import RatedLine
from ahpjournal.ui.pages.competencies.history_words import facts_words

NO_CHANCE, NEW_LEVEL = "none", "new-level"


class CorrectionCard(Card):
    """What a rating should say, why, and which of the things it rests on stay.

    Signals:
        edited: something was typed or chosen.
        add_requested: add the correction.
        leave_requested: leave the rating as it is.
    """

    edited = Signal()
    add_requested = Signal()
    leave_requested = Signal()

    def __init__(self) -> None:
        """Make it hidden: nothing is being corrected."""
        super().__init__(
            _("Correct a rating"), _("The rating stays as it was given; this stands beside it.")
        )
        self.level = ChoiceField(_("What it should say"))
        self._because = TextArea(_("Because\u2026"))
        self.level.edited.connect(self.edited)
        self._because.edited.connect(self.edited)
        self._boxes = column(2)
        self._links: dict[EvidenceLink, CheckBox] = {}
        add = Button(_("Add the correction"), "primary")
        add.clicked.connect(self.add_requested)
        leave = Button(_("Leave it as it is"), "quiet")
        leave.clicked.connect(self.leave_requested)
        buttons = row(12)
        buttons.addWidget(add)
        buttons.addWidget(leave)
        buttons.addStretch(1)
        self.body.addWidget(self.level)
        self.body.addWidget(self._because)
        self.body.addLayout(self._boxes)
        self.body.addLayout(buttons)
        self._rating = ""
        self.hide()

    def show_correction(
        self, line: RatedLine | None, draft: CorrectionDraft | None, levels: list[tuple[str, str]]
    ) -> bool:
        """Correct *line*, beginning with *draft*; tell whether that is another one than before."""
        was, self._rating = self._rating, line.rating.id if line is not None else ""
        self.setVisible(line is not None)
        if line is None or was == self._rating:
            return False
        typed = draft or CorrectionDraft(line.rating.level, line.rating.because)
        self.level.set_options(levels)
        self.level.set_value(NO_CHANCE if typed.level is None else str(typed.level))
        self._because.set_text(typed.because)
        self._show_links(line, typed)
        self.set_subtitle(
            _("{facts}: the rating stays as it was given; this stands beside it.").format(
                facts=facts_words(line)
            )
        )
        return True

    def typed(self) -> CorrectionDraft:
        """Give what stands in the form.

        Raises:
            InputError: no level is chosen.
        """
        chosen = self.level.value()
        if not chosen:
            raise InputError(InputCode.REQUIRED, NEW_LEVEL)
        level = None if chosen == NO_CHANCE else int(chosen)
        unlinked = tuple(link for link, box in self._links.items() if not box.isChecked())
        return CorrectionDraft(level, self._because.text(), unlinked)

    def _show_links(self, line: RatedLine, typed: CorrectionDraft) -> None:
        empty(self._boxes)
        self._links = {}
        for item in line.evidence:
            box = CheckBox(_("Rests on {what}").format(what=evidence_words(item)))
            box.setChecked(item.link not in typed.unlinked)
            box.toggled.connect(self.edited)
            self._links[item.link] = box
            self._boxes.addWidget(box)
