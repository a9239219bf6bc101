"""The last step of a PDF: what is attached to it, and writing it small."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pikepdf

from ahpjournal.pdf.manifest import page_digest


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. *made_at* is a PDF date; *description* is for people."""

    name: str
    media_type: str
    description: str
    data: bytes = field(repr=False)
    made_at: str = "D:20000101000000Z"


def finish(
    source: BinaryIO, target: BinaryIO, attach: Callable[[list[str]], Sequence[Attachment]]
) -> None:
    """Write the PDF in *source* to *target* with attachments, in object streams.

    *attach* is given a digest of what stands on each page and gives the attachments.
    """
    with pikepdf.open(source) as pdf:
        for attachment in attach([page_digest(drawing_of(page)) for page in pdf.pages]):
            _attach(pdf, attachment)
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
            deterministic_id=True,
        )


def drawing_of(page: Any) -> bytes:
    """Give what draws *page*, without its boxes and notes."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return b""
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b" ".join(stream.read_bytes() for stream in streams)


def _attach(pdf: pikepdf.Pdf, attachment: Attachment) -> None:
    specification = pikepdf.AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.media_type,
        relationship=pikepdf.Name.Data,
        creation_date=attachment.made_at,
        mod_date=attachment.made_at,
    )
    pdf.attachments[attachment.name] = specification
    pdf.Root.AF = pikepdf.Array([specification.obj])
