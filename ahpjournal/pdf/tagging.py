"""Tagged PDF on reportlab's canvas (PDF 1.7, section 14.8; PDF/UA-1).

The logical tree is built in reading order by whoever tells the story; flowables only carry a
reference to their element. Drawing records marked-content ids on the canvas, so that splits over
pages and reordered pages need no further care. Whatever is painted while no element is current
becomes an artifact, so that nothing is left untagged.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape as xml_escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from ahpjournal.domain.reply_form import PlacedField
from ahpjournal.pdf.plain_lines import Coder
from ahpjournal.text import _

_PAINTERS = [
    "line",
    "lines",
    "grid",
    "bezier",
    "arc",
    "rect",
    "ellipse",
    "wedge",
    "circle",
    "roundRect",
    "drawPath",
    "drawImage",
    "drawInlineImage",
    "doForm",
    "linearGradient",
    "radialGradient",
    "cross",
]
_OPEN_ARTIFACT, _CLOSE, _CLOSE_ARTIFACT = "/Artifact BMC", "EMC", "EMC %artifact"


class Element:
    """One structure element; its content is recorded by the canvas while it is drawn.

    *once*: only its first drawing counts, repeats (table heads on later pages) are artifacts.
    *keep*: it stays in the tree even when nothing was drawn (an empty table cell).
    *said*: its whole text in reading order, if that is not the order of the drawing; it counts
    while only one flowable shows the element.
    """

    __slots__ = (
        "alt",
        "attributes",
        "flowables",
        "keep",
        "kids",
        "once",
        "parent",
        "role",
        "said",
    )

    def __init__(
        self,
        role: str,
        parent: "Element | None" = None,
        *,
        alt: str = "",
        attributes: str = "",
        once: bool = False,
        keep: bool = False,
    ) -> None:
        """Stand below *parent*, after its other children."""
        self.role = role
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.once = once
        self.keep = keep
        self.said = ""
        self.flowables = 0
        self.kids: list[Element] = []
        if parent is not None:
            parent.kids.append(self)

    def add(self, role: str, **more: Any) -> "Element":
        """Add a child at the end."""
        return Element(role, self, **more)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the file says of itself. *created* is ISO 8601 in UTC, with seconds.

    *is_archival* marks it as PDF/A-3a as well.
    """

    title: str
    author: str
    subject: str
    language: str
    identifier: str
    created: str
    creator: str
    is_archival: bool = False


class ElementMark(str):
    """A place in a text object's code: the text after it belongs to *element*."""

    __slots__ = ("element",)
    element: Element


class _LateObject(PDFObject):
    """An indirect object whose bytes are made when every reference is known."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make

    def format(self, _document: Any) -> bytes:
        return self._make()


def text_string(words: str) -> str:
    """Give *words* as a PDF text string in hexadecimal UTF-16."""
    return "<" + ("\ufeff" + words).encode("utf-16-be", "replace").hex() + ">"


class TaggedCanvas(Canvas):
    """A canvas that records which element each piece of content belongs to."""

    root: Element
    facts: DocumentFacts

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Make the canvas; *root* and *facts* are set by tagged_canvas().

        *form* holds the boxes to fill in, *placed* where each lies, *tops* where each bookmark
        leads: the page as drawn, from 1, and the height in points.
        """
        self._elements: list[Element | None] = []
        self._open_sequences = 0
        self._page_elements: list[Element] = []
        self._content: dict[int, list[Any]] = {}
        self._parents: list[tuple[int, Any]] = []
        self._line_links: list[tuple[int, Element]] = []
        self._floating: dict[int, Element] = {}
        self._drawn_kids: dict[tuple[int, Any], Element] = {}
        self.form: Any = None
        self.placed: list[PlacedField] = []
        self.tops: dict[str, tuple[int, float]] = {}
        super().__init__(*arguments, **options)
        self.coder = Coder(self._doc)

    def write_text(self, code: str, element: Element | None) -> None:
        """Put finished content on the page, as text that belongs to *element*."""
        if self._open_sequences:
            self._code.append(code)
            return
        if element is not None and element.once and id(element) in self._content:
            element = None
        self._code += [self._begin(element), code, _CLOSE]

    @contextmanager
    def tagged(self, element: Element | None) -> Iterator[None]:
        """Let everything drawn inside belong to *element*."""
        if element is not None and element.once and id(element) in self._content:
            element = None
        self._elements.append(element)
        try:
            yield
        finally:
            self._elements.pop()

    @contextmanager
    def sequence(self, element: Element) -> Iterator[None]:
        """Put everything drawn inside into one marked-content sequence, as for a figure."""
        self._code.append(self._begin(element))
        self._open_sequences += 1
        try:
            yield
        finally:
            self._open_sequences -= 1
            self._code.append(_CLOSE)

    @property
    def current(self) -> Element | None:
        """The element that content belongs to now."""
        return self._elements[-1] if self._elements else None

    @override
    def drawText(self, aTextObject: Any) -> None:
        text = aTextObject
        if self._open_sequences:
            super().drawText(text)
            return
        code = text._code
        for i, piece in enumerate(code):  # words must not run together at the ends of lines
            if piece.endswith(") Tj T*"):
                code[i] = piece[:-7] + " ) Tj T*"
            elif piece.endswith((" TJ T*", " EMC T*", " Tr T*")):
                code[i] = piece[:-3] + " ( ) Tj T*"
        if not any(type(piece) is ElementMark for piece in code):
            self._code.append(self._begin(self.current))
            super().drawText(text)
            self._code.append(_CLOSE)
            return
        text._code[:] = self._cut(code)
        super().drawText(text)

    def record_link(self, text: Any, parent: Element, key: Any, event: str) -> None:
        """Take note where a link's words begin and end; called by reportlab's paragraphs."""
        mark = ElementMark("")
        if event == "start":
            mark.element = self.drawn_child(parent, "Link", key)
            if (key[0], mark.element) not in self._line_links:  # words may run through a link
                self._line_links.append((key[0], mark.element))
            text._code.insert(len(text._code) - 1, mark)
        else:
            mark.element = parent
            text._code.append(mark)

    def drawn_child(self, parent: Element, role: str, key: Any) -> Element:
        """Give the element found while drawing, such as a link inside a paragraph."""
        kid = self._drawn_kids.get((id(parent), key))
        if kid is None:
            kid = Element(role)
            kid.parent = parent
            self._drawn_kids[id(parent), key] = kid
            self._floating[id(kid)] = parent
        return kid

    def whole_link(self, element: Element, lines: int) -> None:
        """Say that a paragraph of *lines* lines is one link."""
        self._line_links = [(0, element)] * lines

    @override
    def linkURL(self, url: str, rect: Any, *arguments: Any, **options: Any) -> None:
        options.setdefault("Contents", PDFString(_("Link: {address}").format(address=url)))
        options.setdefault("F", 4)
        super().linkURL(url, rect, *arguments, **options)

    def link_to(
        self, words: str, destination: str, rect: tuple[float, float, float, float]
    ) -> None:
        """Link a rectangle of the page to a bookmark; *words* say where it leads."""
        annotation = PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Link"),
                "F": 4,
                "Rect": PDFArray(self._absRect(rect, 1)),
                "Border": PDFArray([0, 0, 0]),
                "Contents": PDFString(words),
                "Dest": self._bookmarkReference(destination),
            }
        )
        self._addAnnotation(annotation)

    @override
    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:
        super()._addAnnotation(annotation, name, addtopage)
        element = self.current
        if element is None or not isinstance(annotation, PDFDictionary):
            return
        if self._line_links:
            self._line_links.sort(key=lambda pair: pair[0])
            element = self._line_links.pop(0)[1]
        annotation["StructParent"] = self._new_parent(element)
        reference = self._doc.Reference(annotation)
        self._content.setdefault(id(element), []).append((self._pageNumber, reference))

    @override
    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        page.StructParents = self._new_parent(list(self._page_elements))
        self._page_elements = []

    @override
    def save(self) -> None:
        if len(self._code):
            self.showPage()
        _TreeWriter(self).write()
        super().save()

    def _begin(self, element: Element | None) -> str:
        if element is None:
            return _OPEN_ARTIFACT
        number = len(self._page_elements)
        self._page_elements.append(element)
        if id(element) in self._floating:  # it takes its place among its parent's words now
            parent = self._floating.pop(id(element))
            self._content.setdefault(id(parent), []).append(element)
        self._content.setdefault(id(element), []).append((self._pageNumber, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    def _cut(self, code: list[str]) -> list[str]:
        wanted, present = self.current, None
        is_open = False
        out: list[str] = []
        for piece in code:
            if isinstance(piece, ElementMark):
                wanted = piece.element
                continue
            shows = piece.endswith(("Tj", "T*", "TJ", " EMC", " Tr")) and (
                "Tj" in piece or "TJ" in piece
            )
            if shows and (not is_open or present is not wanted):
                if is_open:
                    out.append(_CLOSE)
                out.append(self._begin(wanted))
                present, is_open = wanted, True
            out.append(piece)
        if is_open:
            out.append(_CLOSE)
        return out

    def _new_parent(self, value: Any) -> int:
        number = len(self._parents)
        self._parents.append((number, value))
        return number


def _as_artifact(name: str) -> Callable[..., Any]:
    original = getattr(Canvas, name)

    def paint(self: TaggedCanvas, *arguments: Any, **options: Any) -> Any:
        if self._open_sequences:
            return original(self, *arguments, **options)
        code = self._code
        if code and code[-1] == _CLOSE_ARTIFACT:
            code.pop()
        else:
            code.append(_OPEN_ARTIFACT)
        self._open_sequences += 1
        try:
            return original(self, *arguments, **options)
        finally:
            self._open_sequences -= 1
            code.append(_CLOSE_ARTIFACT)

    return paint


for _name in _PAINTERS:
    setattr(TaggedCanvas, _name, _as_artifact(_name))


class _TreeWriter:
    """Writes the structure tree of a finished canvas."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._nodes: dict[int, tuple[Element, list[Any]]] = {}
        self._references: dict[int, Any] = {}
        self._pages: dict[int, str] = {}

    def write(self) -> None:
        canvas, document = self._canvas, self._document
        self._visit(canvas.root)
        for key, (element, kids) in self._nodes.items():
            self._references[key] = document.Reference(_LateObject(self._maker(element, kids)))
        self._root = document.Reference(_LateObject(self._tree_root))
        catalog = document.Catalog
        catalog.StructTreeRoot = self._root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Lang = PDFString(canvas.facts.language)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        catalog.Metadata = XMP(creator=lambda _document: xmp_packet(canvas.facts))
        document.ensureMinPdfVersion("transparency")
        document._pdfVersion = max(document._pdfVersion, (1, 7))

    def _visit(self, element: Element) -> bool:
        """Keep elements that received content, or must be kept."""
        kids: list[Any] = [kid for kid in element.kids if self._visit(kid)]
        own = self._canvas._content.get(id(element), [])
        kids += [k for k in own if isinstance(k, tuple) or self._visit(k)]
        if not kids and not element.keep:
            return False
        self._nodes[id(element)] = (element, kids)
        return True

    def _maker(self, element: Element, kids: list[Any]) -> Callable[[], bytes]:
        return lambda: self._element(element, kids)

    def _ref(self, reference: Any) -> str:
        return str(reference.format(self._document).decode("ascii"))

    def _page(self, number: int) -> str:
        if number not in self._pages:
            self._pages[number] = self._ref(PDFObjectReference(f"Page{number}"))
        return self._pages[number]

    def _element(self, element: Element, kids: list[Any]) -> bytes:
        pages = [k[0] for k in kids if isinstance(k, tuple) and isinstance(k[1], int)]
        first = pages[0] if pages else None
        parent = self._root if element.parent is None else self._references[id(element.parent)]
        parts = [f"<</Type/StructElem/S/{element.role}/P {self._ref(parent)}"]
        parts.append("/K[" + " ".join(self._kid(kid, first) for kid in kids) + "]")
        if first is not None:
            parts.append("/Pg " + self._page(first))
        if element.alt:
            parts.append("/Alt " + text_string(element.alt))
        if element.said and element.flowables == 1:
            parts.append("/ActualText " + text_string(element.said))
        if element.attributes:
            parts.append("/A " + element.attributes)
        parts.append(">>")
        return "".join(parts).encode("ascii")

    def _kid(self, kid: Any, first: int | None) -> str:
        if isinstance(kid, Element):
            return self._ref(self._references[id(kid)])
        page, what = kid
        if isinstance(what, int):
            return (
                str(what) if page == first else f"<</Type/MCR/Pg {self._page(page)}/MCID {what}>>"
            )
        return f"<</Type/OBJR/Pg {self._page(page)}/Obj {self._ref(what)}>>"

    def _tree_root(self) -> bytes:
        rows = []
        for number, value in self._canvas._parents:
            if isinstance(value, list):
                kids = " ".join(self._ref(self._references[id(e)]) for e in value)
                rows.append(f"{number}[{kids}]")
            else:
                rows.append(f"{number} {self._ref(self._references[id(value)])}")
        root = self._ref(self._references[id(self._canvas.root)])
        tree = "\n".join(rows)
        count = len(self._canvas._parents)
        return (
            f"<</Type/StructTreeRoot/K[{root}]/ParentTree<</Nums[{tree}]>>"
            f"/ParentTreeNextKey {count}>>"
        ).encode("ascii")


_ARCHIVAL = """
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def xmp_packet(facts: DocumentFacts) -> bytes:
    """Give the metadata packet: Dublin Core and the PDF/UA-1 mark."""

    def safe(words: str) -> str:
        return xml_escape("".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff"))

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{safe(facts.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{safe(facts.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li
 xml:lang="x-default">{safe(facts.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{safe(facts.language)}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{safe(facts.identifier)}</dc:identifier>
<xmp:CreatorTool>{safe(facts.creator)}</xmp:CreatorTool>
<xmp:CreateDate>{facts.created}</xmp:CreateDate><xmp:ModifyDate>{facts.created}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>{_ARCHIVAL if facts.is_archival else ""}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def tagged_canvas(root: Element, facts: DocumentFacts) -> type[TaggedCanvas]:
    """Give a canvas class for one document."""
    return type("DocumentCanvas", (TaggedCanvas,), {"root": root, "facts": facts})
