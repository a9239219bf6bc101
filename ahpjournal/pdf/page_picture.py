"""Pages of a finished PDF as pictures, to be looked at before it leaves."""

from dataclasses import field

import pypdfium2

from ahpjournal.domain.records import dataclass

_GREATEST_SIDE = 4_000
"""No picture is wider or higher than this, in pixels."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels: rows of blue, green, red and an unused byte, *stride* bytes each.

    *words* is the text of the page, for whoever does not see the picture.
    """

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)
    words: str = field(repr=False)


def page_picture(data: bytes, page: int, width: int, password: str = "") -> PagePicture:
    """Draw page *page* (from 0) of the PDF in *data*, *width* pixels wide.

    Raises:
        ValueError: it is no PDF that can be read, or has no such page.
    """
    try:
        document = pypdfium2.PdfDocument(data, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise ValueError("pages") from error
    try:
        if not 0 <= page < len(document):
            raise ValueError("no such page")
        document.init_forms()  # before the page, so that its boxes are drawn, too
        drawn = document[page]
        across, down = drawn.get_size()
        most = _GREATEST_SIDE / max(across, down)
        bitmap = drawn.render(
            scale=min(max(width, 1) / across, most),
            force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx,
        )
        text = drawn.get_textpage()
        words = text.get_text_range()
        text.close()
        picture = PagePicture(
            page, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer), words
        )
        bitmap.close()
        drawn.close()
        return picture
    finally:
        document.close()
