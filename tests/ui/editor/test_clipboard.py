import pytest
from PySide6.QtCore import QMimeData

from ahpjournal.ui.editor.clipboard import (
    blocks_of_mime,
    blocks_of_text,
    can_take,
    mime_of,
)
from ahpjournal.ui.editor.html_reader import blocks_of_html
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks

pytestmark = pytest.mark.usefixtures("theme")

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<h1 style="color:red">A heading</h1>
<p class=MsoNormal style="font-family:Calibri;color:#1F4E79">Some <b>bold</b> and
<i style="mso-bidi-font-style:normal">italic</i> and <u>underlined</u> <a href="https://a.org">link</a>.</p>
<p class=MsoListParagraph><span style="font-family:Symbol">\u00b7<span>&nbsp;&nbsp;&nbsp;&nbsp;</span></span>first point</p>
<p class=MsoListParagraph><span style="font-family:Symbol">\u00b7<span>&nbsp;&nbsp;&nbsp;&nbsp;</span></span>second <b>point</b></p>
<p class=MsoListParagraph>1.<span>&nbsp;&nbsp;&nbsp;&nbsp;</span>numbered</p>
<table><tr><td>cell</td><td>other</td></tr></table>
<img src="file:///c:/picture.png"><script>alert(1)</script>
</body></html>"""  # noqa: E501 - as Word writes it


def test_a_paste_from_word_keeps_only_the_subset() -> None:
    assert write_blocks(blocks_of_html(WORD)) == (
        "## A heading\n\nSome **bold** and *italic* and underlined [link](https://a.org).\n\n"
        "- first point\n- second **point**\n1. numbered\n\ncell \\| other"
    )


def test_html_lists_and_quotes_keep_their_kinds() -> None:
    markup = (
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>"
        "<blockquote><p>d</p></blockquote><h3>e</h3>"
    )
    assert write_blocks(blocks_of_html(markup)) == "- a\n  - b\n1. c\n\n> d\n\n### e"


def test_a_link_to_a_file_or_script_is_only_its_words() -> None:
    markup = '<p><a href="javascript:alert(1)">a</a> <a href="file:///etc/passwd">b</a></p>'
    assert write_blocks(blocks_of_html(markup)) == "a b"


def test_plain_text_comes_in_as_it_stands() -> None:
    assert write_blocks(blocks_of_text("- a\r\n\r\n  # b  \n*c*")) == "\\- a\n\n\\# b\n\n\\*c\\*"


def test_what_is_copied_here_is_pasted_here_as_it_was() -> None:
    markdown = "## a\n\n- b\n  - [x] c\n\n> d *e* [f](https://g.org)"
    assert write_blocks(blocks_of_mime(mime_of(read_blocks(markdown)))) == markdown


def test_other_programs_get_html_and_plain_text() -> None:
    mime = mime_of(read_blocks("## <a>\n\n- b\n  1. **c**\n- [ ] [d](https://e.org)\n\n*f*\\\ng"))
    assert mime.html() == (
        "<h2>&lt;a&gt;</h2><ul><li>b</li><ol><li><strong>c</strong></li></ol>"
        '<li>[ ] <a href="https://e.org">d</a></li></ul><p><em>f</em><br>g</p>'
    )
    assert mime.text() == "<a>\nb\nc\nd\nf\ng"


def test_pictures_and_files_are_not_taken() -> None:
    mime = QMimeData()
    mime.setData("image/png", b"\x89PNG")
    assert not can_take(mime)


def test_html_without_words_gives_way_to_plain_text() -> None:
    mime = QMimeData()
    mime.setHtml("<img src='a.png'>")
    mime.setText("words")
    assert write_blocks(blocks_of_mime(mime)) == "words"
