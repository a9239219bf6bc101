"""The boxes of a returned form: whatever tree they hang in, none is visited twice."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from ahpjournal.domain.returned import TICKED, FoundBox
from ahpjournal.pdf.reading.limits import DEEPEST, MOST_BOXES
from ahpjournal.pdf.reading.texts import Budget, words

_LONGEST_NAME = 200
_MOST_VISITS = 4 * MOST_BOXES
_MOST_OPTIONS = 100


class BoxReader:
    """Walks the list of boxes of *pdf*."""

    def __init__(self, pdf: pikepdf.Pdf, budget: Budget) -> None:
        """Take letters from *budget*."""
        self._root = pdf.Root.get("/AcroForm")
        self._budget = budget
        self._visits = 0
        self._seen: set[tuple[int, int]] = set()
        self._pages = _page_numbers(pdf)

    @property
    def has_xfa(self) -> bool:
        """Whether there is a second form, of a kind that few viewers show."""
        return isinstance(self._root, Dictionary) and "/XFA" in self._root

    def boxes(self) -> tuple[FoundBox, ...]:
        """Give every box that has a name, in the order of the list; the first of each name."""
        if not isinstance(self._root, Dictionary):
            return ()
        found: dict[str, FoundBox] = {}
        for name, node, inherited in self._walk(self._root.get("/Fields"), "", {}, 0):
            if len(found) >= MOST_BOXES:
                self._budget.is_cut = True
                break
            if name not in found:
                found[name] = self._box(name, node, inherited)
        return tuple(found.values())

    def _walk(
        self, kids: Any, parent: str, inherited: dict[str, Any], depth: int
    ) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        if not isinstance(kids, Array):
            return
        if depth > DEEPEST:
            self._budget.is_cut = True
            return
        for node in kids:
            self._visits += 1
            if self._visits > _MOST_VISITS:
                self._budget.is_cut = True
                return
            if not isinstance(node, Dictionary) or self._is_seen(node):
                continue
            part = words(node.get("/T"), self._budget, _LONGEST_NAME)
            name = ".".join(p for p in (parent, part) if p)[:_LONGEST_NAME]
            known = {**inherited, **{k: node[k] for k in ("/FT", "/Ff", "/V", "/Opt") if k in node}}
            below = node.get("/Kids")
            if isinstance(below, Array) and any(
                isinstance(kid, Dictionary) and "/T" in kid for kid in _first(below)
            ):
                yield from self._walk(below, name, known, depth + 1)
            elif name:
                yield name, node, known

    def _is_seen(self, node: Any) -> bool:
        number = node.objgen
        if number == (0, 0):
            return False
        if number in self._seen:
            return True
        self._seen.add(number)
        return False

    def _box(self, name: str, node: Any, known: dict[str, Any]) -> FoundBox:
        kind = {"/Tx": "text", "/Ch": "choice", "/Btn": "tick"}.get(
            _name(known.get("/FT")), "other"
        )
        page = self._page_of(node)
        value = known.get("/V")
        if kind == "tick":
            return FoundBox(name, kind, TICKED if self._is_ticked(node, value) else "", (), page)
        if kind == "choice" and isinstance(value, Array):
            value = next(iter(_first(value)), None)
        text = words(value, self._budget) if kind != "other" else ""
        return FoundBox(name, kind, text, self._options(known.get("/Opt"), kind), page)

    def _is_ticked(self, node: Any, value: Any) -> bool:
        """A tick is told by the value; some viewers set only the look."""
        for state in (value, node.get("/AS")):
            if isinstance(state, pikepdf.String):
                return str(state).strip().lower() not in {"", "off", "no"}
            if isinstance(state, Name) and str(state) != "/Off":
                return True
        return False

    def _options(self, given: Any, kind: str) -> tuple[tuple[str, str], ...]:
        if kind != "choice" or not isinstance(given, Array):
            return ()
        found = []
        for option in _first(given, _MOST_OPTIONS):
            parts = list(_first(option)) if isinstance(option, Array) else [option, option]
            texts = [words(part, self._budget, _LONGEST_NAME) for part in parts]
            if len(texts) == 2:
                found.append((texts[0], texts[1]))
        return tuple(found)

    def _page_of(self, node: Any) -> int:
        page = node.get("/P")
        return self._pages.get(page.objgen, 0) if isinstance(page, Dictionary) else 0


def _page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}


def _first(items: Any, most: int = 1000) -> Iterator[Any]:
    for i, item in enumerate(items):
        if i >= most:
            return
        yield item


def _name(value: Any) -> str:
    return str(value) if isinstance(value, Name) else ""
