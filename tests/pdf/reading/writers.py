"""Other people's programs that fill in forms: those that are Python packages."""

import ctypes
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pypdfium2.raw as pdfium
from pikepdf.form import CheckboxField, ChoiceField, Form, TextField
from pypdf import PdfReader, PdfWriter

Writer = Callable[[bytes, Mapping[str, str]], bytes]


def by_pypdf(source: bytes, values: Mapping[str, str]) -> bytes:
    """Fill in as pypdf does."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(source)))
    given = {n: "/Yes" if v == "Yes" else v for n, v in values.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_pikepdf(source: bytes, values: Mapping[str, str]) -> bytes:
    """Fill in as pikepdf's own forms do."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as pdf:
        form = Form(pdf)
        for name, value in values.items():
            field = form[name]
            if isinstance(field, CheckboxField):
                field.checked = True
            elif isinstance(field, ChoiceField | TextField):
                field.value = value
        pdf.save(out)
    return out.getvalue()


def by_pdfium(source: bytes, values: Mapping[str, str]) -> bytes:
    """Fill in through the engine of Chrome and Edge: click, type, choose, save.

    It knows boxes by their place on a page, so each is found by its name first.
    """
    document = pdfium.FPDF_LoadMemDocument64(source, len(source), None)
    info = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(document, info)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        pdfium.FORM_OnAfterLoadPage(page, form)
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            box = pdfium.FPDFPage_GetAnnot(page, place)
            name = _text(lambda *a, box=box: pdfium.FPDFAnnot_GetFormFieldName(form, box, *a))
            if name in values:
                _fill(form, page, box, values[name])
            pdfium.FPDFPage_CloseAnnot(box)
        pdfium.FORM_OnBeforeClosePage(page, form)
        pdfium.FPDF_ClosePage(page)
    saved = _saved(document)
    pdfium.FPDFDOC_ExitFormFillEnvironment(form)
    pdfium.FPDF_CloseDocument(document)
    return saved


def _fill(form: object, page: object, box: object, value: str) -> None:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, box)
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(box, rect)
    x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
    pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
    if kind == pdfium.FPDF_FORMFIELD_COMBOBOX:
        count = pdfium.FPDFAnnot_GetOptionCount(form, box)
        labels = [
            _text(lambda *a, i=i: pdfium.FPDFAnnot_GetOptionLabel(form, box, i, *a))
            for i in range(count)
        ]
        number = next(i for i, label in enumerate(labels) if label.startswith(value))
        pdfium.FORM_SetIndexSelected(form, page, number, True)
    elif kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
        data = (value.replace("\n", "\r\n") + "\0").encode("utf-16-le")
        words = ctypes.cast(ctypes.c_char_p(data), ctypes.POINTER(ctypes.c_ushort))
        pdfium.FORM_ReplaceSelection(form, page, words)
    pdfium.FORM_ForceToKillFocus(form)


def _text(ask: Callable[..., int]) -> str:
    size = ask(None, 0)
    held = (ctypes.c_ushort * (size // 2 + 1))()
    ask(held, size)
    return bytes(held)[: max(size - 2, 0)].decode("utf-16-le")


def _saved(document: object) -> bytes:
    parts: list[bytes] = []

    def write(_self: object, data: int, size: int) -> int:
        parts.append(ctypes.string_at(data, size))
        return 1

    target = pdfium.FPDF_FILEWRITE(version=1)
    kind = dict(pdfium.FPDF_FILEWRITE._fields_)["WriteBlock"]
    target.WriteBlock = kind(write)
    pdfium.FPDF_SaveAsCopy(document, target, 0)
    return b"".join(parts)


WRITERS: Mapping[str, Writer] = {"pypdf": by_pypdf, "pikepdf": by_pikepdf, "pdfium": by_pdfium}


def read_bytes(path: Path) -> bytes:
    """Read a file."""
    return path.read_bytes()
