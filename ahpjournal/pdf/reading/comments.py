"""Notes, highlights and other marks that a coach's own reader put on the pages."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from ahpjournal.domain.returned import CommentKind, FoundComment
from ahpjournal.pdf.reading.limits import MOST_COMMENTS
from ahpjournal.pdf.reading.texts import Budget, words

Rect = tuple[float, float, float, float]

_KINDS = {
    "/Text": CommentKind.NOTE,
    "/FreeText": CommentKind.TEXT,
    "/Highlight": CommentKind.HIGHLIGHT,
    "/Underline": CommentKind.UNDERLINE,
    "/Squiggly": CommentKind.UNDERLINE,
    "/StrikeOut": CommentKind.CROSSED_OUT,
    "/Caret": CommentKind.NOTE,
    "/Ink": CommentKind.DRAWING,
    "/Line": CommentKind.DRAWING,
    "/Square": CommentKind.DRAWING,
    "/Circle": CommentKind.DRAWING,
    "/Polygon": CommentKind.DRAWING,
    "/PolyLine": CommentKind.DRAWING,
    "/Stamp": CommentKind.STAMP,
}
_OVER_WORDS = {CommentKind.HIGHLIGHT, CommentKind.UNDERLINE, CommentKind.CROSSED_OUT}
_LONGEST_AUTHOR, _LONGEST_DATE = 120, 40
_MOST_A_PAGE = 4 * MOST_COMMENTS
_MOST_QUADS = 200


class Marks:
    """A comment as it lies in the file, with the places whose words it marks."""

    def __init__(self, comment: FoundComment, quads: tuple[Rect, ...]) -> None:
        """Keep both."""
        self.comment = comment
        self.quads = quads


def find_comments(pdf: pikepdf.Pdf, budget: Budget) -> list[Marks]:
    """Give every mark on the pages, page by page; words below marks are not looked up yet."""
    found: list[Marks] = []
    for number, page in enumerate(pdf.pages, start=1):
        on_page: dict[tuple[int, int], int] = {}
        for mark in _annotations(page.obj.get("/Annots")):
            if len(found) >= MOST_COMMENTS:
                budget.is_cut = True
                return found
            made = _mark(mark, number, on_page, budget)
            if made is not None:
                if mark.objgen != (0, 0):
                    on_page[mark.objgen] = len(found)
                found.append(made)
    return found


def _annotations(given: Any) -> Iterator[Any]:
    if not isinstance(given, Array):
        return
    for i, mark in enumerate(given):
        if i >= _MOST_A_PAGE:
            return
        if isinstance(mark, Dictionary):
            yield mark


def _mark(mark: Any, page: int, known: dict[tuple[int, int], int], budget: Budget) -> Marks | None:
    subtype = mark.get("/Subtype")
    kind = _KINDS.get(str(subtype)) if isinstance(subtype, Name) else None
    if kind is None or "/StateModel" in mark:  # "accepted", "completed": a state, not words
        return None
    text = words(mark.get("/Contents"), budget)
    quads = _quads(mark.get("/QuadPoints")) if kind in _OVER_WORDS else ()
    rect = numbers(mark.get("/Rect"), 4)
    if not text and not quads and kind not in {CommentKind.DRAWING, CommentKind.STAMP}:
        return None
    answered = mark.get("/IRT")
    comment = FoundComment(
        kind=kind,
        page=page,
        top=max(rect[1], rect[3]) if rect else 0.0,
        text=text,
        author=words(mark.get("/T"), budget, _LONGEST_AUTHOR),
        at=words(mark.get("/M"), budget, _LONGEST_DATE),
        answers=known.get(answered.objgen) if isinstance(answered, Dictionary) else None,
    )
    return Marks(comment, quads)


def _quads(given: Any) -> tuple[Rect, ...]:
    points = numbers(given, 8 * _MOST_QUADS, exactly=False)
    found = []
    for i in range(0, len(points) - 7, 8):
        xs, ys = points[i : i + 8 : 2], points[i + 1 : i + 8 : 2]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return tuple(found)


def numbers(given: Any, count: int, *, exactly: bool = True) -> tuple[float, ...]:
    """Give the numbers of an array, at most *count*; nothing if it holds anything else."""
    if not isinstance(given, Array) or (exactly and len(given) != count):
        return ()
    found = []
    for i, value in enumerate(given):
        if i >= count:
            break
        try:
            found.append(float(value))
        except (TypeError, ValueError):
            return ()
    return tuple(v if abs(v) < 1e6 else 0.0 for v in found)
