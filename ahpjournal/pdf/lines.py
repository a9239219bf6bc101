"""One line of words at a place of the page, outside of paragraphs."""

from functools import partial
from typing import Any, Self

from reportlab.pdfbase.pdfmetrics import stringWidth

from ahpjournal.pdf.bidi import direction_of
from ahpjournal.pdf.fonts import BODY
from ahpjournal.pdf.markup import runs
from ahpjournal.pdf.shaping import shaped, spelled, visual_pieces

_BOLD = {BODY: "Body-Bold", "DejaVu": "DejaVu-Bold"}


class SetLine:
    """Words in one size, with the fonts that their letters ask for."""

    def __init__(self, words: str, size: float, *, is_bold: bool) -> None:
        """Measure *words*; *width* is in points."""
        self.words = words
        self._size = size
        fonts = [(text, _BOLD.get(name, name) if is_bold else name) for name, text in runs(words)]
        self._pieces = [(shaped(text, name), name) for text, name in fonts]
        self.width = sum(float(stringWidth(text, name, size)) for text, name in self._pieces)

    @classmethod
    def fitting(cls, words: str, size: float, room: float, *, is_bold: bool) -> Self:
        """Set *words*, cut at the end so that they are no wider than *room*."""
        made = cls(words, size, is_bold=is_bold)
        while made.width > room and len(words) > 1:
            words = words[:-2].rstrip() + "\u2026"
            made = cls(words, size, is_bold=is_bold)
        return made

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draw the line with its left end at *x*."""
        text = canvas.beginText(x, y)
        text._formatText = partial(spelled, text, text._formatText)
        for i, words in visual_pieces(self._pieces, direction_of(self.words)):
            text.setFont(self._pieces[i][1], self._size)
            text.textOut(words)
        text.setFont(self._pieces[0][1] if self._pieces else BODY, self._size)
        text.textOut(" ")
        canvas.drawText(text)
