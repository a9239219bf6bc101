"""What a finished PDF says to validators, screen readers and people: for tests."""

import itertools
import re
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdfium2

from ahpjournal.pdf.styles import (
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
)

CONTENTS = pikepdf.Name.TOC
MOST_DEPTH = 8


def violations(path: Path, profile: str = "ua1") -> list[str]:
    """Give what stands against PDF/UA-1, or another *profile*."""
    report = page_validation.validate_pdf(
        str(path), profile=profile, limits=page_validation.SafetyLimits.unlimited()
    )
    return [] if report.is_compliant else [str(failure) for failure in report.failures]


def house_violations(path: Path) -> list[str]:
    """Give what validators do not see: order, blank descriptions, bare lists, first heading."""
    with pikepdf.open(path) as pdf:
        walk = _Walk(pdf)
        return [*walk.found, *_order(walk), *_headings(walk), *_fields(pdf), *_fonts(pdf)]


class _Walk:
    """The tree of a file, read from its root to its leaves."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages)}
        self.found: list[str] = []
        self.order: list[tuple[int, int]] = []
        self.headings: list[int] = []
        self._walk(pdf.Root.StructTreeRoot.K, None, is_contents=False)

    def _walk(self, node: Any, holder: Any, *, is_contents: bool) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                self._walk(kid, holder, is_contents=is_contents)
        elif isinstance(node, int):
            if not is_contents:
                self.order.append((self._numbers[holder], node))
        elif isinstance(node, pikepdf.Dictionary):
            present = node.Pg.objgen if "/Pg" in node else holder
            if node.get("/Type") == pikepdf.Name.MCR:
                self._walk(int(node.MCID), present, is_contents=is_contents)
            elif "/S" in node:
                self._element(node, present, is_contents=is_contents)

    def _element(self, node: Any, holder: Any, *, is_contents: bool) -> None:
        role = str(node.S)[1:]
        if role == "Figure" and not str(node.get("/Alt", "")).strip():
            self.found.append("a figure without words")
        if role == "L" and "/A" not in node:
            self.found.append("a list without numbering")
        if role == "TH" and "/A" not in node:
            self.found.append("a head without scope")
        if re.fullmatch(r"H[1-6]", role):
            self.headings.append(int(role[1]))
        kids = node.get("/K", pikepdf.Array())
        self._walk(kids, holder, is_contents=is_contents or node.S == CONTENTS)


def _order(walk: _Walk) -> list[str]:
    return [
        f"{one} is read before {other}"
        for one, other in itertools.pairwise(walk.order)
        if one >= other
    ]


def _headings(walk: _Walk) -> list[str]:
    found = [] if walk.headings[:1] == [1] else ["the first heading is not of level 1"]
    found += [
        f"a heading of level {lower} below one of {upper}"
        for upper, lower in itertools.pairwise(walk.headings)
        if lower > upper + 1
    ]
    return found


def _fields(pdf: pikepdf.Pdf) -> list[str]:
    found = []
    for field in pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else ():
        name = str(field.get("/T"))
        if "." in name:
            found.append(f"a full stop in {name}")
        if "/Rect" in field and "/AP" not in field:
            found.append(f"{name} has no look")
        if field.get("/FT") in {pikepdf.Name.Tx, pikepdf.Name.Ch} and "/DA" not in field:
            found.append(f"{name} does not say how it is typed in")
        if not str(field.get("/TU", "")).strip():
            found.append(f"{name} says nothing of itself")
    return found


def _fonts(pdf: pikepdf.Pdf) -> list[str]:
    found = []
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.Font:
            descriptor = item.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor:
                found.append(f"{item.get('/BaseFont')} is not in the file")
    return found


def words_in_frames(path: Path, first: int = 0) -> str:
    """Give the letters that stand in the frames of the pages from *first* on, without spaces."""
    parts = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(first, len(pdf)):
            page = pdf[number].get_textpage()
            words = page.get_text_bounded(
                0, MARGIN_BOTTOM - 6, PAGE_WIDTH, PAGE_HEIGHT - MARGIN_TOP + 6
            )
            parts.append(words.replace("\x02", "-").replace("\ufffe", "-"))
    return re.sub(r"\s+", "", "".join(parts))


def outside_of_frames(path: Path) -> list[str]:
    """Name words that stand outside of the frame of their page, or below its foot."""
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(len(pdf)):
            page = pdf[number].get_textpage()
            rects = [page.get_rect(i) for i in range(page.count_rects())]
            if not all(_is_inside(rect) for rect in rects):  # perhaps a space at the end of a line
                letters = [(page.get_text_range(i, 1), i) for i in range(page.count_chars())]
                found += [
                    f"page {number + 1}: {letter!r}"
                    for letter, i in letters
                    if letter.strip() and not _is_inside(page.get_charbox(i))
                ]
    return found


def _is_inside(rect: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = rect
    in_width = left >= MARGIN_LEFT - 4 and right <= PAGE_WIDTH - MARGIN_RIGHT + 4
    return in_width and bottom >= MARGIN_BOTTOM - 30 and top <= PAGE_HEIGHT - 24


def page_count(path: Path) -> int:
    """Give the number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)
