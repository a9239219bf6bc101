"""Changes made in several documents at once, undone and done again together."""

from collections.abc import Sequence
from weakref import ReferenceType, ref

from PySide6.QtGui import QTextDocument

from ahpjournal.domain.records import dataclass

_KEPT = 50


@dataclass(frozen=True, slots=True)
class _Part:
    """One document's part in a step: how many steps it had to undo before and after."""

    document: "ReferenceType[QTextDocument]"
    before: int
    after: int


class JointSteps:
    """Remembers which steps of different documents belong together.

    A part is undone with the others while it is the last thing that was done in its document;
    where more was written since, that document keeps it until its own undo comes to it.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._steps: list[tuple[_Part, ...]] = []

    def begin(self, documents: Sequence[QTextDocument]) -> tuple[tuple[QTextDocument, int], ...]:
        """Note how things stand before a change; hand the answer to end()."""
        return tuple((one, one.availableUndoSteps()) for one in documents)

    def end(self, begun: Sequence[tuple[QTextDocument, int]]) -> None:
        """Take what changed since begin() for one step."""
        parts = tuple(
            _Part(ref(document), before, document.availableUndoSteps())
            for document, before in begun
            if document.availableUndoSteps() != before
        )
        self._steps = [step for step in self._steps if _is_alive(step)][-_KEPT:]
        if len(parts) > 1:
            self._steps.append(parts)

    def undo(self, document: QTextDocument) -> bool:
        """Undo the joint step that was last in *document*; False if its last was its own."""
        step = self._step(document, is_undo=True)
        for part in step:
            other = part.document()
            if other is not None and other.availableUndoSteps() == part.after:
                other.undo()
        return bool(step)

    def redo(self, document: QTextDocument) -> bool:
        """Do the joint step again that was undone last in *document*; False if there is none."""
        step = self._step(document, is_undo=False)
        for part in step:
            other = part.document()
            if other is not None and _may_redo(other, part):
                other.redo()
        return bool(step)

    def _step(self, document: QTextDocument, *, is_undo: bool) -> tuple[_Part, ...]:
        for step in reversed(self._steps):
            for part in step:
                if part.document() is not document:
                    continue
                if is_undo and document.availableUndoSteps() == part.after:
                    return step
                if not is_undo and _may_redo(document, part):
                    return step
        return ()


def _may_redo(document: QTextDocument, part: _Part) -> bool:
    return document.isRedoAvailable() and document.availableUndoSteps() == part.before


def _is_alive(step: tuple[_Part, ...]) -> bool:
    return sum(1 for part in step if part.document() is not None) > 1
