import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument

from ahpjournal.ui.editor.document import make_document
from ahpjournal.ui.editor.markers import box_rect, number_of, paint_markers
from ahpjournal.ui.theme.theme import Theme


def picture(document: QTextDocument, area: QRect) -> QImage:
    """Paint the markers of *document* on white."""
    image = QImage(area.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(-area.topLeft())
    paint_markers(painter, document, area)
    painter.end()
    return image


def laid_out(markdown: str) -> QTextDocument:
    """Give a document 400 pixels wide."""
    document = make_document(markdown)
    document.setDefaultFont(Theme.active().font("editor"))
    document.setTextWidth(400)
    return document


def test_numbers_follow_levels_and_other_items(theme: Theme) -> None:
    document = make_document("3. a\n   1. b\n   2. c\n4. d\n- e\n1. f")
    found = [number_of(document.findBlockByNumber(n)) for n in (0, 1, 2, 3, 5)]
    assert found == [3, 1, 2, 4, 1]


@pytest.mark.parametrize("markdown", ["- a", "1. a", "- [ ] a", "- [x] a", "> a"])
def test_every_kind_has_a_mark_beside_its_text(theme: Theme, markdown: str) -> None:
    document = laid_out(markdown)
    image = picture(document, QRect(0, 0, 400, 60))
    colours = {image.pixelColor(x, y).name() for x in range(26) for y in range(40)}
    assert len(colours) > 1


def test_a_paragraph_has_none(theme: Theme) -> None:
    image = picture(laid_out("a"), QRect(0, 0, 400, 60))
    assert all(image.pixel(x, y) == image.pixel(0, 0) for x in range(400) for y in range(60))


def test_a_quote_has_a_bar_in_the_accent_colour(theme: Theme) -> None:
    image = picture(laid_out("> a\n>\n> b"), QRect(0, 0, 400, 80))
    column = [image.pixelColor(3, y).name().upper() for y in range(20, 60)]
    assert set(column) == {theme.colours.accent}


def test_a_check_box_lies_beside_the_first_line(theme: Theme) -> None:
    document = laid_out("- [ ] a " + "word " * 60)
    box = box_rect(document, document.begin())
    assert 0 <= box.left() < box.right() < theme.px(26)
    assert 0 <= box.top() < box.bottom() < theme.px(32)


def test_only_what_is_in_view_is_painted(theme: Theme) -> None:
    document = laid_out("- a\n" * 2_000)
    below = picture(document, QRect(0, 30_000, 400, 60))
    assert any(below.pixel(x, y) != below.pixel(399, 0) for x in range(26) for y in range(60))
