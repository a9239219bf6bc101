"""Pages of a finished PDF as pictures."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from ahpjournal.pdf.page_picture import page_picture


@pytest.fixture
def pdf() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 100))
    canvas.drawString(10, 50, "First page")
    canvas.showPage()
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 200, 100, fill=1, stroke=0)
    canvas.save()
    return out.getvalue()


def test_a_page_is_drawn_as_wide_as_asked(pdf: bytes) -> None:
    first = page_picture(pdf, 0, 400)
    assert (first.width, first.height, first.words.strip()) == (400, 200, "First page")
    assert len(first.pixels) == first.stride * first.height
    second = page_picture(pdf, 1, 20)
    assert second.pixels[:3] == b"\x00\x00\xff"


def test_no_picture_grows_without_limit(pdf: bytes) -> None:
    assert page_picture(pdf, 0, 1_000_000).width == 4_000


@pytest.mark.parametrize("page", [-1, 2])
def test_a_page_that_is_not_there_is_refused(pdf: bytes, page: int) -> None:
    with pytest.raises(ValueError, match="no such page"):
        page_picture(pdf, page, 100)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="pages"):
        page_picture(b"half", 0, 100)
