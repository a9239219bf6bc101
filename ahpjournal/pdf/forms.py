"""Boxes to fill in, tagged and drawn with an embedded font (PDF 1.7, section 12.7; PDF/UA-1).

reportlab's own fields insist on fonts that are not embedded, and carry no tags. Text, tick and
list only: those work in every viewer tried.
"""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.platypus import Flowable
from typing_extensions import override

from ahpjournal.domain.reply_form import FieldKind, FormField, PlacedField
from ahpjournal.pdf.fonts import BODY
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.tagging import TaggedCanvas
from ahpjournal.text import _

_MULTILINE, _COMBO = 1 << 12, 1 << 17
_PRINTED = 4
_LOOK = PDFString("/FF 0 Tf 0.09 0.13 0.18 rg")
"""Size nought: the viewer makes the letters smaller as more is typed, so that all is printed."""
_LIST_LOOK = PDFString("/FF 10 Tf 0.09 0.13 0.18 rg")
_BORDER = (0.30, 0.38, 0.46)
_BOX = "1 g 0 0 {w:g} {h:g} re f .30 .38 .46 RG .8 w .4 .4 {iw:g} {ih:g} re s"
_TICK = "q .00 .37 .72 RG 1.8 w 1 J 1 j {a:g} {b:g} m {c:g} {d:g} l {e:g} {f:g} l S Q"
_CHEVRON = "q .30 .38 .46 RG 1.2 w 1 J 1 j {a:g} {b:g} m {c:g} {d:g} l {e:g} {b:g} l S Q"
TICKED = "Yes"
_FIRST_CODE, _PAIRS = 32, 100
"""The first code of a letter, and how many letters a part of their list may hold."""


class _Form(PDFObject):
    """The catalogue's list of boxes, with the one font that they are typed in."""

    __RefOnly__ = 1

    def __init__(self, document: Any) -> None:
        self.fields: list[Any] = []
        self._font = document.Reference(_font(document))

    @property
    def resources(self) -> Any:
        return PDFDictionary({"Font": PDFDictionary({"FF": self._font})})

    def format(self, document: Any) -> Any:
        parts = {"Fields": PDFArray(self.fields), "DA": _LOOK, "DR": self.resources}
        return PDFDictionary(parts).format(document)


def _font(document: Any) -> Any:
    """Give the text face whole, in the encoding that viewers type in (WinAnsi)."""
    face = pdfmetrics.getFont(BODY).face
    codes = range(_FIRST_CODE, 256)
    letters = [bytes([code]).decode("cp1252", "replace") for code in codes]
    widths = [round(face.charWidths.get(ord(c), face.defaultWidth)) for c in letters]
    data = face._ttf_data
    program = PDFStream(PDFDictionary({"Length1": len(data)}), data, [PDFZCompress])
    name = PDFName(face.name.decode("latin1"))
    about = {
        "Type": PDFName("FontDescriptor"),
        "FontName": name,
        "Flags": 32,
        "FontBBox": PDFArray(face.bbox),
        "ItalicAngle": 0,
        "StemV": 80,
        "Ascent": face.ascent,
        "Descent": face.descent,
        "CapHeight": face.capHeight,
        "FontFile2": document.Reference(program),
    }
    font = {
        "Type": PDFName("Font"),
        "Subtype": PDFName("TrueType"),
        "BaseFont": name,
        "FirstChar": _FIRST_CODE,
        "LastChar": 255,
        "Widths": PDFArray(widths),
        "Encoding": PDFName("WinAnsiEncoding"),
        "FontDescriptor": document.Reference(PDFDictionary(about)),
        "ToUnicode": document.Reference(_letters_of_codes(letters)),
    }
    return PDFDictionary(font)


def _letters_of_codes(letters: Sequence[str]) -> PDFStream:
    """Say which letter each code stands for: who writes the file anew may change the encoding."""
    pairs = [
        b"<%02x> <%04x>" % (code, ord(letter))
        for code, letter in enumerate(letters, start=_FIRST_CODE)
        if letter != "\ufffd"
    ]
    parts = [pairs[at : at + _PAIRS] for at in range(0, len(pairs), _PAIRS)]
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        b"1 begincodespacerange <00> <ff> endcodespacerange",
        *(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts),
        b"endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return PDFStream(PDFDictionary({}), b"\n".join(lines), [PDFZCompress])


def _form_of(canvas: TaggedCanvas) -> _Form:
    if canvas.form is None:
        canvas.form = _Form(canvas._doc)
        canvas._doc.Catalog.AcroForm = canvas.form
    form: _Form = canvas.form
    return form


class FieldBox(Flowable):
    """The box of *field* below *parent*; *tip* is what a screen reader says of it."""

    def __init__(self, field: FormField, parent: Element, tip: str, height: float) -> None:
        """Take the whole width, and *height* points."""
        super().__init__()
        self._field = field
        self._element = parent.add("Form")
        self._tip = tip
        self.width, self.height = 0.0, height

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = self.height if self._field.kind is FieldKind.TICK else width
        return self.width, self.height

    @override
    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        x, y = canvas.absolutePosition(0, 0)
        rect = (x, y, x + self.width, y + self.height)
        form = _form_of(canvas)
        makers: dict[FieldKind, Callable[[_Form], dict[str, Any]]] = {
            FieldKind.LINE: self._line,
            FieldKind.TEXT: self._text,
            FieldKind.TICK: self._tick,
            FieldKind.CHOICE: self._choice,
        }
        parts = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "T": PDFString(self._field.name),
            "TU": PDFString(self._tip),
            "Rect": PDFArray([round(v, 2) for v in rect]),
            "F": _PRINTED,
            "P": canvas._doc.thisPageRef(),
            "DA": _LOOK,
            "MK": PDFDictionary({"BC": PDFArray(list(_BORDER)), "BG": PDFArray([1])}),
            **makers[self._field.kind](form),
        }
        annotation = PDFDictionary(parts)
        with canvas.tagged(self._element):
            canvas._addAnnotation(annotation)
        form.fields.append(canvas._doc.Reference(annotation))
        canvas.placed.append(PlacedField(self._field.name, canvas._pageNumber, rect))

    def _line(self, form: _Form) -> dict[str, Any]:
        box = self._box() + "\n/Tx BMC EMC"
        return {
            "FT": PDFName("Tx"),
            "V": PDFString(""),
            "DV": PDFString(""),
            "AP": PDFDictionary({"N": self._drawn(box, form.resources)}),
        }

    def _text(self, form: _Form) -> dict[str, Any]:
        return {**self._line(form), "Ff": _MULTILINE}

    def _choice(self, form: _Form) -> dict[str, Any]:
        options = self._field.options
        code, label = options[0]
        y = self.height / 2 - 3.4
        shown = "/Tx BMC q BT /FF 10 Tf 0.09 0.13 0.18 rg 5 {y:g} Td {words} Tj ET Q EMC"
        x, middle = self.width - 14, self.height / 2
        mark = _CHEVRON.format(a=x, b=middle + 1.5, c=x + 3.5, d=middle - 2, e=x + 7)
        box = "\n".join((self._box(), mark, shown.format(y=y, words=_shown(label))))
        pairs = [PDFArray([PDFString(c), PDFString(words)]) for c, words in options]
        return {
            "FT": PDFName("Ch"),
            "Ff": _COMBO,
            "DA": _LIST_LOOK,
            "Opt": PDFArray(pairs),
            "V": PDFString(code),
            "DV": PDFString(code),
            "AP": PDFDictionary({"N": self._drawn(box, form.resources)}),
        }

    def _tick(self, _form: _Form) -> dict[str, Any]:
        side = self.height
        a, b, c, d, e, f = (side * part for part in (0.22, 0.52, 0.42, 0.30, 0.78, 0.74))
        ticked = self._box() + "\n" + _TICK.format(a=a, b=b, c=c, d=d, e=e, f=f)
        states = {TICKED: self._drawn(ticked), "Off": self._drawn(self._box())}
        return {
            "FT": PDFName("Btn"),
            "V": PDFName("Off"),
            "DV": PDFName("Off"),
            "AS": PDFName("Off"),
            "AP": PDFDictionary({"N": PDFDictionary(states)}),
        }

    def _box(self) -> str:
        w, h = self.width, self.height
        return _BOX.format(w=w, h=h, iw=w - 0.8, ih=h - 0.8)

    def _drawn(self, code: str, resources: Any = None) -> Any:
        parts = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArray([0, 0, round(self.width, 2), round(self.height, 2)]),
            "Resources": resources or PDFDictionary({}),
        }
        stream = PDFStream(PDFDictionary(parts), code, [PDFZCompress])
        return self.canv._doc.Reference(stream)


class Beside(Flowable):
    """A box with its words beside it: left of a list, right of a tick."""

    def __init__(self, box: FieldBox, words: Any, share: float, *, is_first: bool) -> None:
        """Give the box *share* of the width; *is_first*: the box stands left of the words."""
        super().__init__()
        self._box, self._words, self._share, self._is_first = box, words, share, is_first

    @override
    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        room, gap = width * self._share, 8.0
        box_width, box_height = self._box.wrapOn(self.canv, room, height)
        self._box_width = box_width if self._is_first else room
        text = width - self._box_width - gap
        self._text_height = self._words.wrapOn(self.canv, text, height)[1]
        self.height = max(box_height, self._text_height) + 5
        self._at = self._box_width + gap if self._is_first else 0.0
        self._box_at = 0.0 if self._is_first else width - room
        return self.width, self.height

    @override
    def draw(self) -> None:
        middle = self.height - 2.5
        text_y = middle - (self.height - 5 + self._text_height) / 2
        box_y = middle - (self.height - 5 + self._box.height) / 2
        if self._is_first:
            self._box.drawOn(self.canv, self._box_at, box_y)
            self._words.drawOn(self.canv, self._at, text_y)
        else:
            self._words.drawOn(self.canv, self._at, text_y)
            self._box.drawOn(self.canv, self._box_at, box_y)


def _shown(words: str) -> str:
    """Give *words* as a string of the form's font; letters that it lacks become question marks."""
    return "<" + words.encode("cp1252", "replace").hex() + ">"


def spoken(words: str, about: str) -> str:
    """Give what a screen reader says of a box: what is asked, and about what."""
    return _("{question} About: {title}").format(question=words, title=about) if about else words
