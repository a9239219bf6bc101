"""Everything that a PDF says, wherever it says it."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from ahpjournal.pdf.read_back import ATTACHMENT, CONTENT, METADATA, OBJECT, PAGE, everything_in


@pytest.fixture
def pdf(tmp_path: Path) -> BinaryIO:
    """Give a PDF with words in every place that can hold some."""
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("In the title")
    canvas.drawString(72, 700, "On the page")
    canvas.drawString(-500, -500, "Beside the page")
    hidden = canvas.beginText(72, 600)
    hidden.setTextRenderMode(3)
    hidden.textLine("Hidden on the page")
    canvas.drawText(hidden)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry("In a bookmark", "here")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as opened:
        page = opened.pages[0]
        spoken = b"/Span <</ActualText (Spoken instead)>> BDC EMC\n"
        page.contents_add(spoken, prepend=True)
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("In a note")
        )
        page.Annots = opened.make_indirect(Array([note]))
        field = Dictionary(FT=Name.Tx, T=String("field"), V=String("In a field"))
        opened.Root.AcroForm = Dictionary(Fields=Array([opened.make_indirect(field)]))
        opened.attachments["Named attachment.txt"] = AttachedFileSpec(opened, b"In an attachment")
        with opened.open_metadata(update_docinfo=False) as metadata:
            metadata["dc:description"] = "In the metadata"
        opened.save(path)
    return BytesIO(path.read_bytes())


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (PAGE, "On the page"),
        (PAGE, "Beside the page"),
        (PAGE, "Hidden on the page"),
        (OBJECT, "In the title"),
        (OBJECT, "In a bookmark"),
        (OBJECT, "In a note"),
        (OBJECT, "In a field"),
        (OBJECT, "Named attachment.txt"),
        (ATTACHMENT, "In an attachment"),
        (METADATA, "In the metadata"),
        (CONTENT, "Spoken instead"),
    ],
)
def test_words_are_found_wherever_they_stand(pdf: BinaryIO, where: str, words: str) -> None:
    assert any(f.where == where and words in f.text for f in everything_in(pdf))


def test_an_attachment_that_may_be_there_stays_closed(pdf: BinaryIO) -> None:
    found = list(everything_in(pdf, skip=frozenset({"Named attachment.txt"})))
    assert all("In an attachment" not in one.text for one in found)


def test_what_is_encrypted_is_read_with_its_password(pdf: BinaryIO) -> None:
    sealed = BytesIO()
    with pikepdf.open(pdf) as opened:
        opened.save(sealed, encryption=pikepdf.Encryption(owner="o", user="heron", R=6))
    assert any("In a note" in found.text for found in everything_in(sealed, "heron"))
    with pytest.raises(ValueError, match="pages"):
        list(everything_in(sealed, "wrong"))


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="pages"):
        list(everything_in(BytesIO(data)))
