"""The last step of every PDF: attachments, archive marks, writing it small, a password."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, BinaryIO

import pikepdf

from ahpjournal.domain.jobs import Job, JobStage, Progress, SilentJob
from ahpjournal.domain.records import dataclass
from ahpjournal.pdf.manifest import page_digest


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. *made_at* is a PDF date; *description* is for people.

    *relationship* is the PDF's word for what it is to the document: Data or Source.
    """

    name: str
    media_type: str
    description: str
    data: bytes = field(repr=False)
    made_at: str = "D:20000101000000Z"
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Finish:
    """What is done to a document at last.

    Whatever opens the file asks for *password*, if it is not empty; filling in fields, comments,
    printing and copying stay allowed. *attachments* lie in it. *is_archival* says which colours
    are meant, as PDF/A-3 asks.
    """

    password: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()
    is_archival: bool = False


PLAIN = Finish()
_STEP = 500
Attach = Callable[[list[str]], Sequence[Attachment]]


def finish(
    source: BinaryIO,
    target: BinaryIO,
    attach: Attach | None = None,
    wish: Finish = PLAIN,
    job: Job | None = None,
) -> None:
    """Write the PDF in *source* to *target* as *wish* asks, in object streams.

    *attach* is given a digest of what stands on each page and gives more attachments.

    Raises:
        Cancelled: the user stopped it.
    """
    job = job or SilentJob()
    job.check_cancelled()
    job.report(Progress(0, 0, JobStage.FINISHING))
    with pikepdf.open(source) as pdf:
        more = attach([page_digest(drawing_of(page)) for page in pdf.pages]) if attach else ()
        held = [_attach(pdf, attachment) for attachment in (*wish.attachments, *more)]
        if held:
            pdf.Root.AF = pikepdf.Array(held)
        if wish.is_archival:
            _add_output_intent(pdf)
        _read_all(pdf, job)

        # Each step lets the window have its turn, which the saving itself would not.
        def step(_percent: int) -> None:
            job.check_cancelled()

        pdf.save(target, min_version="1.7", progress=step, **_how(pdf, wish))


def _read_all(pdf: pikepdf.Pdf, job: Job) -> None:
    """Read every object of *pdf* by itself: saving would read all of them in one long breath."""
    for number in range(1, int(pdf.trailer.Size)):
        if number % _STEP == 0:
            job.check_cancelled()
        pdf.get_object(number, 0).is_owned_by(pdf)
    job.check_cancelled()


def _how(pdf: pikepdf.Pdf, wish: Finish) -> dict[str, Any]:
    """Say how the file is saved."""
    if wish.is_archival:
        _end_streams_plainly(pdf)
        return {
            "deterministic_id": True,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        }
    how: dict[str, Any] = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    if wish.password:
        return {**how, "encryption": _encryption(wish.password)}
    return {**how, "deterministic_id": True}


def _end_streams_plainly(pdf: pikepdf.Pdf) -> None:
    """Compress every stream and let none end in a carriage return.

    With the line end that follows a stream it would look like one of two letters, and the stream
    like one that is shorter than it says (ISO 19005-3, 6.1.7.1). Those are written in digits.
    """
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.get("/Type") == pikepdf.Name.Metadata:
            continue  # metadata stay readable by anything
        data = item.read_raw_bytes()
        filters = item.get("/Filter")
        if filters is None:
            data, filters = zlib.compress(data), pikepdf.Name.FlateDecode
            item.write(data, filter=filters)
        if data.endswith(b"\r"):
            kept = filters if isinstance(filters, pikepdf.Array) else pikepdf.Array([filters])
            digits = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, *kept])
            item.write(data.hex().encode() + b">", filter=digits)


def drawing_of(page: Any) -> bytes:
    """Give what draws *page*, without its boxes and notes."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return b""
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b" ".join(stream.read_bytes() for stream in streams)


def _attach(pdf: pikepdf.Pdf, attachment: Attachment) -> pikepdf.Object:
    specification = pikepdf.AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.media_type,
        relationship=pikepdf.Name("/" + attachment.relationship),
        creation_date=attachment.made_at,
        mod_date=attachment.made_at,
    )
    pdf.attachments[attachment.name] = specification
    return specification.obj


def _add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Say which colours are meant (ISO 19005-3, 6.2.3)."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stream = pdf.make_stream(_undated(profile))
    stream.N = 3
    stream.Alternate = pikepdf.Name.DeviceRGB
    name = pikepdf.String("sRGB IEC61966-2.1")
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _undated(profile: bytes) -> bytes:
    """Set the day on which a colour profile was made to a fixed one (ICC.1, 7.2.8)."""
    day = b"".join(value.to_bytes(2, "big") for value in (2000, 1, 1, 0, 0, 0))
    return profile[:24] + day + profile[36:]


def _encryption(password: str) -> pikepdf.Encryption:
    """Ask for AES-256 in the form of PDF 2.0 (revision 6)."""
    return pikepdf.Encryption(
        user=password,
        owner=password,
        R=6,
        allow=pikepdf.Permissions(
            accessibility=True,
            extract=True,
            modify_form=True,
            modify_annotation=True,
            modify_assembly=False,
            modify_other=False,
            print_lowres=True,
            print_highres=True,
        ),
    )
