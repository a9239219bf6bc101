"""Shows the parts of a reply, one below the other, under what they are about."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Divider, empty
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.pages.replies.parts import ShownPart


class PartList(QWidget):
    """What was said, grouped by what it is about.

    Signals:
        action_requested(int), subject_requested(int): a button of the part at this place.
    """

    action_requested = Signal(int)
    subject_requested = Signal(int)

    def __init__(self, *, may_act: bool) -> None:
        """Start empty; *may_act* puts buttons below each part."""
        super().__init__()
        self._may_act = may_act
        self._shown: tuple[ShownPart, ...] | None = None
        self._column = Column(self, gap=14)

    def show_parts(self, parts: Sequence[ShownPart]) -> None:
        """Show *parts*."""
        if tuple(parts) == self._shown:
            return
        self._shown = tuple(parts)
        empty(self._column)
        for i, (group, some) in enumerate(groupby(parts, key=lambda part: part.group)):
            if i:
                self._column.addWidget(Divider())
            self._column.addWidget(Words(group, "strong"))
            for part in some:
                self._column.addWidget(self._part(part))

    def _part(self, part: ShownPart) -> QWidget:
        holder = QWidget()
        column = Column(holder, gap=4)
        if part.asked or part.mark:
            line = Row(gap=8)
            line.addWidget(Words(part.asked, "caption", "text2"), 1)
            if part.mark:
                line.addWidget(pill(part.mark), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        column.addWidget(Words(part.words, "body"))
        if part.before:
            text = _("Before: {words}").format(words=part.before)
            column.addWidget(Words(text, "small", "text2"))
        if self._may_act:
            column.addWidget(self._buttons(part))
        return holder

    def _buttons(self, part: ShownPart) -> FlowBox:
        box = FlowBox(8)
        action = Button(_("Make an action"), "quiet", "target")
        action.setAccessibleName(_("Make an action from: {words}").format(words=part.words[:60]))
        action.clicked.connect(partial(self._ask_action, part.place))
        box.add(action)
        if part.leads:
            subject = Button(_("Show what it is about"), "quiet", "arrow-right")
            subject.setAccessibleName(_("Show what it is about: {title}").format(title=part.group))
            subject.clicked.connect(partial(self._ask_subject, part.place))
            box.add(subject)
        return box

    def _ask_action(self, place: int) -> None:
        self.action_requested.emit(place)

    def _ask_subject(self, place: int) -> None:
        self.subject_requested.emit(place)
