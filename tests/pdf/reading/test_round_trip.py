"""Every box comes back from writers that are not ours, and the file is known again."""

import io
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.reply_form import FieldKind, FormField
from ahpjournal.domain.returned import ReturnedFile
from ahpjournal.pdf import manifest
from ahpjournal.pdf.reading.process import read_returned
from ahpjournal.pdf.reading.transport import Task
from tests.pdf.forms_in_tests import EXPORT, KEY, small_form, write_small
from tests.pdf.reading.hostile import ours
from tests.pdf.reading.writers import WRITERS, by_pdfium

TEXT = (
    "\u0174yl o\u2019r bore \u201cda\u201d (round) [square] \\ back\nSecond, \u65e5\u672c.\n\n"
    + ("long " * 150).strip()
)


def wanted() -> Mapping[str, str]:
    """Give a value for every box."""

    def value(field: FormField) -> str:
        match field.kind:
            case FieldKind.TEXT:
                return TEXT
            case FieldKind.LINE:
                return "Si\u00e2n \u0174yn-O\u2019Brien"
            case FieldKind.TICK:
                return "Yes"
            case FieldKind.CHOICE:
                return "2"

    return {field.name: value(field) for field in small_form().fields}


def read(data: bytes, password: str = "") -> ReturnedFile:
    return read_returned(Task(data, password), SilentJob())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", WRITERS)
def test_every_box_comes_back(name: str) -> None:
    found = read(WRITERS[name](ours(), wanted()))
    assert {box.name: box.value for box in found.boxes} == wanted()
    assert found.manifest is not None
    assert manifest.is_sealed_with(dict(found.manifest), KEY)
    assert tuple(found.manifest["pages"]) == found.digests
    assert found.identifier == f"urn:uuid:{EXPORT}"
    assert not found.oddities


def test_a_file_that_was_only_saved_holds_no_answers() -> None:
    found = read(by_pdfium(ours(), {}))
    values = {box.value for box in found.boxes if box.kind != "choice"}
    assert values == {""}


def test_an_encrypted_reply_is_read_with_its_password() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_pdfium(ours(), wanted()))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="seven herons", owner="x", R=6))
    with pytest.raises(InputError) as needed:
        read(out.getvalue())
    assert needed.value.code is InputCode.PDF_NEEDS_PASSWORD
    with pytest.raises(InputError) as wrong:
        read(out.getvalue(), "eight herons")
    assert wrong.value.code is InputCode.PDF_WRONG_PASSWORD
    found = read(out.getvalue(), "seven herons")
    assert found.is_encrypted
    assert {box.name: box.value for box in found.boxes} == wanted()


def test_the_label_of_a_choice_comes_with_its_code() -> None:
    choice = next(box for box in read(ours()).boxes if box.kind == "choice")
    assert choice.options[1] == ("1", "1 Novice")


def flattened(values: Mapping[str, str]) -> bytes:
    """Give ours as a viewer prints it: what was typed is drawn on the page, and no box is left."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(by_pdfium(ours(), values))) as pdf:
        pdf.flatten_annotations("all")
        for part in ("/AcroForm", "/Names", "/AF", "/Metadata"):
            if part in pdf.Root:
                del pdf.Root[part]
        pdf.save(out)
    return out.getvalue()


def test_a_printed_reply_is_known_by_its_reference_and_its_words_by_their_place(
    tmp_path: Path,
) -> None:
    written = write_small(tmp_path / "coach.pdf")
    values = {f.name: "Short and clear." for f in small_form().fields if f.kind is FieldKind.TEXT}
    data = flattened(values)
    found = read(data)
    assert found.boxes == ()
    assert found.manifest is None
    assert found.references == (EXPORT[-8:],)
    places = {place.name: (place.page, place.rect) for place in written.placed}
    again = read_returned(Task(data, places=places), SilentJob())
    assert {n: v for n, v in again.recovered.items() if n in values} == values
