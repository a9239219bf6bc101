"""The last step: attachments and a small file, the same each time."""

import io

import pikepdf

from ahpjournal.pdf.finish import Attachment, drawing_of, finish


def plain_pdf(pages: int) -> io.BytesIO:
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page()
            page.obj.Contents = pdf.make_stream(f"q {number} 0 m Q".encode())
        out = io.BytesIO()
        pdf.save(out)
    out.seek(0)
    return out


def test_what_is_attached_comes_out_as_it_went_in() -> None:
    told: list[list[str]] = []

    def attach(pages: list[str]) -> list[Attachment]:
        told.append(pages)
        return [Attachment("a.json", "application/json", "A thing", b"{}")]

    out = io.BytesIO()
    finish(plain_pdf(3), out, attach)
    assert len(set(told[0])) == 3
    with pikepdf.open(out) as pdf:
        assert pdf.attachments["a.json"].get_file().read_bytes() == b"{}"
        assert len(pdf.Root.AF) == 1


def test_the_same_input_gives_the_same_file() -> None:
    made = []
    for _time in range(2):
        out = io.BytesIO()
        finish(plain_pdf(2), out, lambda _pages: [])
        made.append(out.getvalue())
    assert made[0] == made[1]


def test_pages_in_one_piece_in_several_or_without_any_can_be_read() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Contents = pikepdf.Array([pdf.make_stream(b"q"), pdf.make_stream(b"Q")])
        assert drawing_of(page) == b"q Q"
        del page.obj["/Contents"]
        assert drawing_of(page) == b""
