"""What the reading process does: one PDF in, one JSON object out."""

import json
import sys
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf

from ahpjournal.domain.returned import Oddity, ReturnedFile
from ahpjournal.pdf import manifest
from ahpjournal.pdf.finish import drawing_of
from ahpjournal.pdf.reading.boxes import BoxReader
from ahpjournal.pdf.reading.comments import Marks, find_comments
from ahpjournal.pdf.reading.limits import (
    LARGEST_MANIFEST,
    LARGEST_METADATA,
    MOST_DRAWING,
    MOST_PAGES,
    hold_back,
)
from ahpjournal.pdf.reading.texts import Budget
from ahpjournal.pdf.reading.transport import Outcome, Task, read_task, write_result

_FAULTS = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    NotImplementedError,
    OSError,
)
"""What the libraries may raise over a file that is not as it should be."""

_PDF_MARK = b"%PDF-"
_MARK_WITHIN = 1024


def main(given: BinaryIO | None = None, out: BinaryIO | None = None) -> int:
    """Read a task from standard input, and write what was found to standard output."""
    hold_back()
    task = read_task(given or sys.stdin.buffer)
    outcome: Outcome | ReturnedFile
    try:
        outcome = read(task)
    except NotReadError as error:
        outcome = error.outcome
    except (MemoryError, RecursionError):
        outcome = Outcome.TOO_MUCH
    except pikepdf.PasswordError:
        outcome = Outcome.WRONG_PASSWORD if task.password else Outcome.PASSWORD
    except (
        pikepdf.PdfError,
        pikepdf.PikepdfError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
    ):
        outcome = Outcome.DAMAGED
    except (RuntimeError, NotImplementedError, OSError):
        outcome = Outcome.DAMAGED
    write_result(out or sys.stdout.buffer, outcome)
    return 0


class NotReadError(Exception):
    """The file is not read; *outcome* says why."""

    def __init__(self, outcome: Outcome) -> None:
        """Keep *outcome*."""
        super().__init__(outcome.value)
        self.outcome = outcome


def read(task: Task) -> ReturnedFile:
    """Read everything that is looked for.

    Raises:
        NotReadError: it is no PDF, or too much.
        PdfError: it is damaged or needs a password; other errors of the libraries may come, too.
    """
    if _PDF_MARK not in task.data[:_MARK_WITHIN]:
        raise NotReadError(Outcome.NOT_A_PDF)
    budget = Budget()
    with pikepdf.open(BytesIO(task.data), password=task.password, suppress_warnings=True) as pdf:
        count = len(pdf.pages)
        if count > MOST_PAGES:
            raise NotReadError(Outcome.TOO_MUCH)
        reader = BoxReader(pdf, budget)
        found = ReturnedFile(
            pages=count,
            boxes=reader.boxes(),
            manifest=_manifest(pdf),
            identifier=_identifier(pdf),
            digests=_digests(pdf),
            is_encrypted=pdf.is_encrypted,
            oddities=_oddities(pdf, reader),
        )
        marks = find_comments(pdf, budget)
    found = _with_words(task, found, marks, budget)
    if budget.is_cut:
        found = replace(found, oddities=found.oddities | {Oddity.CUT})
    return found


def _with_words(
    task: Task, found: ReturnedFile, marks: list[Marks], budget: Budget
) -> ReturnedFile:
    """Look up the words below marks, at the places asked for, and printed references."""
    comments = tuple(mark.comment for mark in marks)
    is_lost = found.manifest is None and not any(b.name.startswith("fb_") for b in found.boxes)
    if not (task.places or is_lost or any(mark.quads for mark in marks)):
        return replace(found, comments=comments)
    from pypdfium2 import PdfiumError

    from ahpjournal.pdf.reading.page_text import PageText

    try:
        text = PageText(task.data, task.password)
    except (PdfiumError, ValueError):
        return replace(found, comments=comments, oddities=found.oddities | {Oddity.TEXT_UNREAD})
    try:
        quoted = tuple(
            replace(m.comment, quoted=budget.take(text.below(m.comment.page, m.quads)))
            if m.quads
            else m.comment
            for m in marks
        )
        return replace(
            found,
            comments=quoted,
            recovered={name: budget.take(w) for name, w in text.at(task.places).items()},
            references=text.references() if is_lost else (),
        )
    except (PdfiumError, ValueError):
        return replace(found, comments=comments, oddities=found.oddities | {Oddity.TEXT_UNREAD})
    finally:
        text.close()


def _manifest(pdf: pikepdf.Pdf) -> dict[str, Any] | None:
    try:
        attached = pdf.attachments.get(manifest.NAME)
        data = attached.get_file().read_bytes() if attached is not None else b""
        if not data or len(data) > LARGEST_MANIFEST:
            return None
        found = json.loads(data)
    except _FAULTS:
        return None
    return found if isinstance(found, dict) else None


def _identifier(pdf: pikepdf.Pdf) -> str:
    try:
        packet = pdf.Root.get("/Metadata")
        if packet is None or len(packet.read_bytes()) > LARGEST_METADATA:
            return ""
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return str(metadata.get("dc:identifier", ""))[:80]
    except (*_FAULTS, SyntaxError):
        return ""


def _digests(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Name what stands on each page, as far as it is of the size of pages."""
    found: list[str] = []
    room = MOST_DRAWING
    for page in pdf.pages:
        try:
            drawing = drawing_of(page) if room > 0 else b""
        except _FAULTS:
            drawing = b""
        room -= len(drawing)
        found.append(manifest.page_digest(drawing) if drawing else "")
    return tuple(found)


def _oddities(pdf: pikepdf.Pdf, reader: BoxReader) -> frozenset[Oddity]:
    found = set()
    if reader.has_xfa:
        found.add(Oddity.XFA)
    names = pdf.Root.get("/Names")
    has_names = isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names
    if has_names or "/AA" in pdf.Root or _is_script(pdf.Root.get("/OpenAction")):
        found.add(Oddity.SCRIPTS)
    if pdf.get_warnings():
        found.add(Oddity.REPAIRED)
    return frozenset(found)


def _is_script(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in {
        "/JavaScript",
        "/Launch",
        "/URI",
        "/SubmitForm",
        "/ImportData",
    }
