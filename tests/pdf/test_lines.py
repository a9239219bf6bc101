"""One line of words fits its room, in the fonts that its letters ask for."""

from io import BytesIO

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.lines import SetLine


@pytest.fixture(autouse=True)
def fonts() -> None:
    """Have the fonts."""
    register_fonts()


def test_a_line_is_cut_at_the_end_to_fit() -> None:
    line = SetLine.fitting("A very long title of a reflection", 10, 60, is_bold=False)
    assert line.width <= 60
    assert line.words.startswith("A very")
    assert line.words.endswith("\u2026")


def test_words_in_other_letters_are_drawn_and_found_again() -> None:
    file = BytesIO()
    canvas = Canvas(file, initialFontName="Body")
    SetLine("Talk with \u05de\u05e9\u05d4", 10, is_bold=True).draw(canvas, 10, 10)
    canvas.save()
    text = pypdf.PdfReader(file).pages[0].extract_text()
    assert "Talk with" in text
    assert "\u05de\u05e9\u05d4" in text


def test_nothing_can_be_drawn_too() -> None:
    canvas = Canvas(BytesIO(), initialFontName="Body")
    line = SetLine("", 10, is_bold=False)
    line.draw(canvas, 10, 10)
    assert line.width == 0
