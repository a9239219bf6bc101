"""Putting a very long text in a little at a time, so that the window never stands still."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from ahpjournal.ui.editor.clipboard import Batch
from ahpjournal.ui.editor.document import append_blocks, insert_blocks


class SlowPaste(QObject):
    """Inserts batches at a cursor, one each time the window has nothing else to do.

    All of it is one step to undo. Nobody else may change the document meanwhile.

    Signals:
        progressed(int): this many per cent are in.
        finished: everything is in.
    """

    progressed = Signal(int)
    finished = Signal()

    def __init__(self, cursor: QTextCursor, batches: Iterator[Batch], parent: QObject) -> None:
        """Prepare to insert *batches* at *cursor*, in place of what is selected."""
        super().__init__(parent)
        self.cursor = cursor
        self._batches = batches
        self._has_begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def finish(self) -> None:
        """Put the rest in at once."""
        while self._timer.isActive():
            self._step()

    def _step(self) -> None:
        batch = next(self._batches, None)
        if batch is None:
            self._timer.stop()
            self.finished.emit()
            return
        share, blocks = batch
        if not self._has_begun:
            insert_blocks(self.cursor, blocks)
            self._has_begun = True
        else:
            append_blocks(self.cursor, blocks)
        self.progressed.emit(round(share * 100))
