"""What a module is for: read as points, changed as lines of a text."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import box, column, empty, row
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column

LINES = 3


class AimsField(QWidget):
    """The aims, and the field for one's own.

    Signals:
        edited: something was typed.
        left: the field was left.
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Make it empty."""
        super().__init__()
        layout = Column(self, gap=6)
        head = row(12)
        head.addWidget(Words(_("Aims"), "label", "text2"), 1)
        self._change = Button(_("Change"), "quiet", "pencil")
        self._change.setAccessibleName(_("Change the aims of this module"))
        self._change.clicked.connect(self._open)
        head.addWidget(self._change)
        self._head = box(head)
        layout.addWidget(self._head)
        points = column(6)
        self._points = points
        self._list = box(points)
        layout.addWidget(self._list)
        self._field = TextArea(
            _("Aims, one on each line"),
            _("Leave it empty to go back to the programme\u2019s own."),
            lines=LINES,
        )
        self._field.edited.connect(self.edited)
        self._field.left.connect(self.left)
        layout.addWidget(self._field)
        self._is_open = False

    def show_aims(self, aims: tuple[str, ...], *, may_write: bool, is_other: bool) -> None:
        """Show *aims*; *is_other* says that they are those of another module than before."""
        self._is_open = may_write and (not aims or (self._is_open and not is_other))
        if not self._field.area.hasFocus() or is_other:
            self._field.set_text("\n".join(aims))
        empty(self._points)
        for aim in aims:
            self._points.addWidget(_point(aim))
        self._change.setVisible(may_write)
        self._arrange()

    def typed(self) -> tuple[str, ...] | None:
        """Give the aims as they stand in the field; None while it is closed."""
        if not self._is_open:
            return None
        lines = (line.strip() for line in self._field.text().splitlines())
        return tuple(line for line in lines if line)

    def _open(self) -> None:
        self._is_open = True
        self._arrange()
        self._field.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self._field.setVisible(self._is_open)
        self._head.setVisible(not self._is_open)
        self._list.setVisible(not self._is_open)


def _point(words: str) -> QWidget:
    line = row(8)
    mark = Words("\u2022", "body", "text3", wraps=False)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words), 1)
    return box(line)
