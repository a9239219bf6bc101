"""Tagged PDF on reportlab's canvas (PDF 1.7, section 14.8; PDF/UA-1).

The logical tree is built in reading order by whoever tells the story; flowables only carry a
reference to their element. Drawing records marked-content ids on the canvas, so that splits over
pages and reordered pages need no further care. Whatever is painted while no element is current
becomes an artifact, so that nothing is left untagged.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFPage,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas
from typing_extensions import override

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reply_form import PlacedField
from ahpjournal.pdf.plain_lines import Coder
from ahpjournal.pdf.structure import Element, TreeWriter
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
        root = TreeWriter(self._doc, self.root, self._content, self._parents).write()
        self._content.clear()
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Lang = PDFString(self.facts.language)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalog.Metadata = XMP(creator=lambda _document: xmp_packet(self.facts))
        self._doc.ensureMinPdfVersion("transparency")
        self._doc._pdfVersion = max(self._doc._pdfVersion, (1, 7))
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
        kept = "".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff")
        return escape(kept, quote=False)

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
