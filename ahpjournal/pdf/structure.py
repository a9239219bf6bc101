"""The structure tree of a tagged PDF: its elements, and writing it (PDF 1.7, 14.7)."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObjectReference

_NO_KIDS: list["Element"] = []
"""Shared by the many elements that have none."""


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
        self.kids: list[Element] = _NO_KIDS
        if parent is not None:
            if parent.kids is _NO_KIDS:
                parent.kids = []
            parent.kids.append(self)

    def add(self, role: str, **more: Any) -> "Element":
        """Add a child at the end."""
        return Element(role, self, **more)


Kid = Any
"""An element; or a page as drawn with a marked-content id, or with a reference to an object."""


class TreeWriter:
    """Writes the tree below a root as objects of a document.

    There are tens of thousands of elements in a long document: each gets its number first and its
    bytes at once, so that nothing but bytes has to wait for the file to be written.
    """

    def __init__(
        self,
        document: Any,
        root: Element,
        content: dict[int, list[Kid]],
        parents: list[tuple[int, Any]],
    ) -> None:
        """Write *root* for *document*.

        *content* has what was drawn for elements by their identity; *parents* the elements that
        pages and annotations belong to, by their key in the parent tree.
        """
        self._document = document
        self._root = root
        self._content = content
        self._parents = parents
        self._kept: list[tuple[Element, list[Kid]]] = []
        self._references: dict[int, str] = {}
        self._pages: dict[int, str] = {}

    def write(self) -> PDFObjectReference:
        """Write the tree and give a reference to its root."""
        self._keep(self._root)
        numbers = range(self._next(), self._next() + len(self._kept) + 1)
        for number, (element, _kids) in zip(numbers[1:], self._kept, strict=True):
            self._references[id(element)] = f"{number} 0 R"
        self._top = f"{numbers[0]} 0 R"
        name = self._register(self._tree_root())
        for element, kids in self._taken():
            self._register(self._element(element, kids))
        return PDFObjectReference(name)

    def _keep(self, element: Element) -> bool:
        """Keep elements that received content, or must be kept."""
        kids: list[Kid] = [kid for kid in element.kids if self._keep(kid)]
        own = self._content.pop(id(element), ())
        kids += [kid for kid in own if isinstance(kid, tuple) or self._keep(kid)]
        if not kids and not element.keep:
            return False
        self._kept.append((element, kids))
        return True

    def _taken(self) -> Iterator[tuple[Element, list[Kid]]]:
        """Give what was kept, and let go of it on the way."""
        self._kept.reverse()
        while self._kept:
            element, kids = self._kept.pop()
            yield element, kids
            element.kids = _NO_KIDS  # so that the tree goes without a search for rings

    def _next(self) -> int:
        return int(self._document.objectcounter) + 1

    def _register(self, content: bytes) -> str:
        """Make *content* the document's next object, as its own Reference() would, but at once."""
        document = self._document
        number = document.objectcounter = document.objectcounter + 1
        name = f"R{number}"
        document.idToObjectNumberAndVersion[name] = (number, 0)
        document.numberToId[number] = name
        document.idToObject[name] = content
        return name

    def _reference(self, reference: Any) -> str:
        return str(reference.format(self._document).decode("ascii"))

    def _page(self, number: int) -> str:
        if number not in self._pages:
            self._pages[number] = self._reference(PDFObjectReference(f"Page{number}"))
        return self._pages[number]

    def _element(self, element: Element, kids: list[Kid]) -> bytes:
        pages = [k[0] for k in kids if isinstance(k, tuple) and isinstance(k[1], int)]
        first = pages[0] if pages else None
        parent = self._top if element.parent is None else self._references[id(element.parent)]
        parts = [f"<</S/{element.role}/P {parent}"]  # as short as may be: there are so many
        if len(kids) == 1:
            parts.append("/K " + self._kid(kids[0], first))
        else:
            parts.append("/K[" + " ".join([self._kid(kid, first) for kid in kids]) + "]")
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

    def _kid(self, kid: Kid, first: int | None) -> str:
        if isinstance(kid, Element):
            return self._references[id(kid)]
        page, what = kid
        if isinstance(what, int):
            return (
                str(what) if page == first else f"<</Type/MCR/Pg {self._page(page)}/MCID {what}>>"
            )
        return f"<</Type/OBJR/Pg {self._page(page)}/Obj {self._reference(what)}>>"

    def _tree_root(self) -> bytes:
        rows = []
        for number, value in self._parents:
            if isinstance(value, list):
                kids = " ".join([self._references[id(e)] for e in value])
                rows.append(f"{number}[{kids}]")
            else:
                rows.append(f"{number} {self._references[id(value)]}")
        tree = "\n".join(rows)
        root = self._references[id(self._root)]
        return (
            f"<</Type/StructTreeRoot/K[{root}]/ParentTree<</Nums[{tree}]>>"
            f"/ParentTreeNextKey {len(self._parents)}>>"
        ).encode("ascii")


def text_string(words: str) -> str:
    """Give *words* as a PDF text string in hexadecimal UTF-16."""
    return "<" + ("\ufeff" + words).encode("utf-16-be", "replace").hex() + ">"
