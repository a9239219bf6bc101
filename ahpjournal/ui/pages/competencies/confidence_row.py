"""How sure one is, from 0 to 100 in tens, by mouse or keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ahpjournal.domain.programme import ConfidenceQuestion
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column

CONFIDENCES = range(0, 101, 10)
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
_BACK = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ConfidenceRow(QWidget):
    """A chip for each ten. Within it arrow keys move, a digit stands for its ten, Return is done.

    Signals:
        chosen(object): 0 to 100 in tens, or None to take it back.
        left: the keyboard is to go back to the sitting.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Make it without an answer."""
        super().__init__()
        layout = Column(self, gap=6)
        self._question = Words("", "small", "text2")
        layout.addWidget(self._question)
        flow = FlowBox(6)
        self._chips: dict[int, Button] = {}
        for value in CONFIDENCES:
            chip = Button(str(value), "chip")
            chip.setAccessibleName(_("{value} out of 100 sure").format(value=value))
            chip.clicked.connect(lambda on, v=value: self.chosen.emit(v if on else None))
            chip.installEventFilter(self)
            self._chips[value] = chip
            flow.add(chip)
        layout.addWidget(flow)

    def show_question(self, question: ConfidenceQuestion | None) -> None:
        """Ask *question*; None where the programme does not ask it."""
        self.setVisible(question is not None)
        if question is not None:
            words = _("{question} (optional; 0: {lowest}, 100: {highest})")
            self._question.setText(
                words.format(
                    question=question.question, lowest=question.lowest, highest=question.highest
                )
            )

    def show_answer(self, confidence: int | None, *, may_answer: bool) -> None:
        """Show what was answered."""
        for value, chip in self._chips.items():
            chip.setEnabled(may_answer)
            chip.setChecked(confidence == value)

    def take_keyboard(self) -> None:
        """Give the keyboard to the answer, or to the middle where there is none."""
        checked = (chip for chip in self._chips.values() if chip.isChecked())
        chip = next(checked, self._chips[50])
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, watched: QObject, event: QKeyEvent) -> bool:
        chips = list(self._chips.values())
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if step is not None:
            place = next((i for i, chip in enumerate(chips) if chip is watched), 0)
            place = max(0, min(place + step, len(chips) - 1))
            chips[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if key in _BACK:
            self.left.emit()
            return True
        text = event.text()
        if len(text) == 1 and text in "0123456789":
            value = int(text) * 10
            self._chips[value].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.chosen.emit(value)
            return True
        return False
