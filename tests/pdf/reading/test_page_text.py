"""Words at a place, and the reference at the foot."""

import pytest
from pypdfium2 import PdfiumError

from ahpjournal.pdf.reading.page_text import PageText
from tests.pdf.forms_in_tests import EXPORT
from tests.pdf.reading.hostile import ours

WHOLE = (0.0, 0.0, 595.0, 842.0)


def test_the_reference_is_found_at_the_foot() -> None:
    text = PageText(ours(), "")
    assert text.references() == (EXPORT[-8:],)
    text.close()


def test_words_are_given_by_their_place() -> None:
    text = PageText(ours(), "")
    assert "Frances Oduya" in text.at({"all": (1, WHOLE)})["all"]
    assert text.at({"none": (99, WHOLE), "void": (1, (0.0, 0.0, 1.0, 1.0))}) == {
        "none": "",
        "void": "",
    }
    text.close()


def test_what_is_no_pdf_cannot_be_opened() -> None:
    with pytest.raises(PdfiumError):
        PageText(b"nothing", "")
