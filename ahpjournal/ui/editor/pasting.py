"""What is pasted, put into a text edit: at once, or a very long text little by little."""

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QTextEdit

from ahpjournal.ui.editor.blocks import Block, BlockKind
from ahpjournal.ui.editor.clipboard import (
    LONG,
    Batch,
    batches_of_mime,
    batches_of_text,
    blocks_of_mime,
    blocks_of_text,
    is_long,
)
from ahpjournal.ui.editor.document import block_kind, insert_blocks
from ahpjournal.ui.editor.slow_paste import SlowPaste


class Pasting(QObject):
    """Puts text in at the cursor of an edit, which cannot be written in while that goes on.

    Signals:
        progressed(int): this many per cent of a long text are in.
        finished: all of a long text is in.
        changed: something was put in.
    """

    progressed = Signal(int)
    finished = Signal()
    changed = Signal()

    def __init__(self, edit: QTextEdit) -> None:
        """Paste into *edit*, which keeps this alive."""
        super().__init__(edit)
        self._edit = edit
        self._slow: SlowPaste | None = None

    @property
    def is_going_on(self) -> bool:
        """Whether a part of a long text is still to come."""
        return self._slow is not None

    def put_in(self, source: QMimeData) -> None:
        """Put in the text of *source* with its formats."""
        if is_long(source):
            self._insert_slowly(batches_of_mime(source))
        else:
            self._insert(blocks_of_mime(source))

    def put_in_plain(self, text: str) -> None:
        """Put in *text* without any format."""
        if len(text) > LONG:
            self._insert_slowly(batches_of_text(text))
        else:
            self._insert(blocks_of_text(text))

    def finish(self) -> None:
        """Put in at once what is left of a long text."""
        if self._slow is not None:
            self._slow.finish()

    def _insert(self, blocks: tuple[Block, ...]) -> None:
        if not blocks or self._edit.isReadOnly():
            return
        cursor = self._edit.textCursor()
        present = block_kind(cursor.block())
        if present.is_list and all(b.kind is BlockKind.PARAGRAPH for b in blocks):
            blocks = tuple(Block(present, b.spans) for b in blocks)
        insert_blocks(cursor, blocks)
        self._edit.setTextCursor(cursor)
        self.changed.emit()

    def _insert_slowly(self, batches: Iterator[Batch]) -> None:
        if self._edit.isReadOnly():
            return
        self._slow = SlowPaste(self._edit.textCursor(), batches, self)
        self._slow.progressed.connect(self.progressed)
        self._slow.finished.connect(self._on_all_in)
        self._edit.setReadOnly(True)
        self._slow.start()

    def _on_all_in(self) -> None:
        slow, self._slow = self._slow, None
        if slow is None:
            return
        self._edit.setReadOnly(False)
        self._edit.setTextCursor(slow.cursor)
        slow.deleteLater()
        self.finished.emit()
        self.changed.emit()
