"""Everything that a PDF of ours says, wherever in the file it says it.

Not only the pages: titles and other metadata, bookmarks, alternative texts, what form fields hold,
notes, names and contents of attachments, and text that a page hides or holds for screen readers.
"""

from collections.abc import Iterator
from dataclasses import field
from typing import Any, BinaryIO

from ahpjournal.domain.records import dataclass

PAGE = "page"
OBJECT = "object"
METADATA = "metadata"
ATTACHMENT = "attachment"
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text in a PDF and where it stands: on a page, in an object or an attachment."""

    where: str
    text: str = field(repr=False)


def everything_in(
    file: BinaryIO, password: str = "", *, skip: frozenset[str] = frozenset()
) -> Iterator[FoundText]:
    """Give every text in the PDF in *file*; attachments whose names are in *skip* stay closed.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no PDF that can be read, or not with *password*.
    """
    yield from _on_pages(file, password)
    yield from _in_objects(file, password, skip)


def _on_pages(file: BinaryIO, password: str) -> Iterator[FoundText]:
    import pypdfium2

    try:
        file.seek(0)
        document = pypdfium2.PdfDocument(file, password=password or None)
    except pypdfium2.PdfiumError as error:
        raise ValueError("pages") from error
    try:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            yield FoundText(PAGE, text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()


def _in_objects(file: BinaryIO, password: str, skip: frozenset[str]) -> Iterator[FoundText]:
    import pikepdf

    try:
        file.seek(0)
        pdf = pikepdf.open(file, password=password)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise ValueError("objects") from error
    with pdf:
        closed = {
            attached.get_file().obj.objgen
            for name, attached in pdf.attachments.items()
            if name in skip
        }
        for thing in pdf.objects:
            yield from (FoundText(OBJECT, text) for text in _strings(thing))
            if isinstance(thing, pikepdf.Stream) and thing.objgen not in closed:
                yield from _in_stream(thing)
        for page in pdf.pages:
            yield from _in_content(page)


def _in_stream(stream: Any) -> Iterator[FoundText]:
    where = {"/Metadata": METADATA, "/EmbeddedFile": ATTACHMENT}.get(str(stream.get("/Type", "")))
    if where is not None:
        yield FoundText(where, stream.read_bytes().decode("utf-8", "replace"))


def _in_content(page: Any) -> Iterator[FoundText]:
    """Give what a page's content holds beside its text, for screen readers and for searching."""
    import pikepdf

    for instruction in pikepdf.parse_content_stream(page, "BDC DP"):
        for operand in instruction.operands:
            yield from (FoundText(CONTENT, text) for text in _strings(operand))


def _strings(thing: Any, depth: int = 0) -> Iterator[str]:
    """Give the texts in an object; those that it only refers to are looked at by themselves."""
    import pikepdf

    if depth and isinstance(thing, pikepdf.Object) and thing.is_indirect:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            yield from _strings(item, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118 - a PDF object gives its keys by this alone
            yield from _strings(thing[key], depth + 1)
