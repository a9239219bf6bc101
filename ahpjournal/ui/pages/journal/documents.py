"""The texts of the entries opened last, so that undo and the cursor survive a switch."""

from collections import OrderedDict
from dataclasses import field

from PySide6.QtGui import QTextDocument

from ahpjournal.domain.entries import Section
from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import Block
from ahpjournal.ui.editor.document import TextLook, document_markdown, make_document

KEPT_ENTRIES = 20


@dataclass(slots=True)
class _Kept:
    """A document, its look, the Markdown last read from it, and where the cursor was.

    *memory* has how its blocks were written last, so that saving takes no longer than the change.
    """

    document: QTextDocument
    look: TextLook
    markdown: str
    place: int = 0
    memory: dict[Block, str] = field(default_factory=dict, repr=False)


Owner = tuple[str, str]
"""Id of a journal and of one of its entries: no text can be written to any other."""


class DocumentShelf:
    """Keeps documents by journal, entry and stage; those of entries long unused are dropped.

    A text edit takes a document over from Python and never gives it back: nobody would destroy it,
    and its text would stay in memory for as long as the program runs. So whatever is dropped here
    is destroyed here.
    """

    def __init__(self, journal_id: str) -> None:
        """Start empty; everything belongs to the journal *journal_id*."""
        self._journal_id = journal_id
        self._entries: OrderedDict[Owner, dict[str, _Kept]] = OrderedDict()

    def document(self, entry_id: str, section: Section) -> QTextDocument:
        """Give the document of a section; if its text changed elsewhere, a fresh one."""
        owner = (self._journal_id, entry_id)
        kept = self._entries.setdefault(owner, {})
        self._entries.move_to_end(owner)
        found = kept.get(section.stage)
        if found is None or self.markdown(entry_id, section) != section.markdown:
            if found is not None:
                _destroy(found)
            document = make_document(section.markdown)
            found = _Kept(document, TextLook(document), section.markdown)
            kept[section.stage] = found
        while len(self._entries) > KEPT_ENTRIES:
            self._drop(self._entries.popitem(last=False)[1])
        return found.document

    def markdown(self, entry_id: str, section: Section) -> str:
        """Give a section's text as it stands; one that nobody touched keeps its very letters."""
        found = self._find(entry_id, section.stage)
        if found is None:
            return section.markdown
        if found.document.isModified():
            found.markdown = document_markdown(found.document, found.memory)
            found.document.setModified(False)
        return found.markdown

    def keep_place(self, entry_id: str, stage: str, place: int) -> None:
        """Remember where the cursor is."""
        found = self._find(entry_id, stage)
        if found is not None:
            found.place = place

    def place(self, entry_id: str, stage: str) -> int:
        """Tell where the cursor was; 0 if it never was there."""
        found = self._find(entry_id, stage)
        return found.place if found is not None else 0

    def drop_hints(self) -> None:
        """Take what is underlined off every document, with what is remembered for it."""
        for kept in self._entries.values():
            for one in kept.values():
                one.look.use_hints(None)

    def forget(self, entry_id: str) -> None:
        """Drop the documents of an entry."""
        self._drop(self._entries.pop((self._journal_id, entry_id), {}))

    def close(self) -> None:
        """Drop every document; nothing may show one any more."""
        while self._entries:
            self._drop(self._entries.popitem()[1])

    def _drop(self, documents: dict[str, _Kept]) -> None:
        for one in documents.values():
            _destroy(one)

    def _find(self, entry_id: str, stage: str) -> _Kept | None:
        return self._entries.get((self._journal_id, entry_id), {}).get(stage)


def _destroy(kept: _Kept) -> None:
    kept.memory.clear()
    kept.markdown = ""
    kept.document.deleteLater()  # what shows it still, gets another one in this turn
