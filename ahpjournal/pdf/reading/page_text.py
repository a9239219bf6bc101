"""Words at a place of a page, and the reference printed at its foot (through PDFium)."""

import re
import time
from collections.abc import Iterable, Mapping
from typing import Any

import pypdfium2

from ahpjournal.pdf.reading.comments import Rect
from ahpjournal.pdf.reading.limits import SEARCH_SECONDS, SEARCHED_PAGES
from ahpjournal.pdf.reading.texts import plain

_REFERENCE = re.compile(r"\bRef ([0-9a-f]{8})\b")
_MOST_REFERENCES = 3
_INSET = 0.25
"""Share of a mark's height left out above and below: marks reach into the lines beside."""


class PageText:
    """The words of a document by place; pages are opened as they are asked for."""

    def __init__(self, data: bytes, password: str) -> None:
        """Open *data*.

        Raises:
            PdfiumError: it cannot be opened.
        """
        self._document: Any = pypdfium2.PdfDocument(data, password=password or None)
        self._pages: dict[int, Any] = {}

    def close(self) -> None:
        """Let the document go."""
        for text in self._pages.values():
            text.close()
        self._document.close()

    def below(self, page: int, quads: Iterable[Rect]) -> str:
        """Give the words under the marks *quads* of a page, from 1."""
        found = []
        for left, bottom, right, top in quads:
            inset = (top - bottom) * _INSET
            found.append(self._words(page, (left, bottom + inset, right, top - inset)))
        return " ".join(" ".join(words.split()) for words in found if words.strip())

    def at(self, places: Mapping[str, tuple[int, Rect]]) -> dict[str, str]:
        """Give the words in each of *places*: page, from 1, and corners."""
        return {name: plain(self._words(page, rect)) for name, (page, rect) in places.items()}

    def references(self) -> tuple[str, ...]:
        """Give the references printed on the first pages."""
        started = time.process_time()
        found: dict[str, None] = {}
        for page in range(1, min(len(self._document), SEARCHED_PAGES) + 1):
            words = self._page(page).get_text_bounded()
            found.update(dict.fromkeys(_REFERENCE.findall(words)))
            if len(found) >= _MOST_REFERENCES or time.process_time() - started > SEARCH_SECONDS:
                break
        return tuple(found)

    def _words(self, page: int, rect: Rect) -> str:
        if not 1 <= page <= len(self._document):
            return ""
        left, bottom, right, top = rect
        words: str = self._page(page).get_text_bounded(left, bottom, right, top)
        return words

    def _page(self, page: int) -> Any:
        if page not in self._pages:
            self._pages[page] = self._document[page - 1].get_textpage()
        return self._pages[page]
