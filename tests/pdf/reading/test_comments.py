"""Notes and highlights of other readers, with the words under them."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.returned import CommentKind, FoundComment
from ahpjournal.pdf.reading.comments import find_comments, numbers
from ahpjournal.pdf.reading.process import read_returned
from ahpjournal.pdf.reading.texts import Budget
from ahpjournal.pdf.reading.transport import Task
from tests.pdf.reading.hostile import changed, ours


def marked(*marks: dict[str, Any], page: int = 0) -> bytes:
    """Give ours with marks on a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 10, 20, 20], **mark))
            for mark in marks
        ]
        old = list(pdf.pages[page].obj.get("/Annots", []))
        pdf.pages[page].obj.Annots = Array([*old, *made])

    return changed(change)


def comments(data: bytes) -> tuple[FoundComment, ...]:
    return read_returned(Task(data), SilentJob()).comments


def place_of(words: str) -> tuple[int, tuple[float, float, float, float]]:
    """Find where a line of the document stands, as a reader does when one marks it."""
    for number, page in enumerate(PdfReader(io.BytesIO(ours())).pages):
        found: list[tuple[float, float]] = []

        def visit(text: str, cm: Any, tm: Any, _f: Any, size: float, at: list[Any] = found) -> None:
            if words in text:
                at.append((cm[4] + tm[4], cm[5] + tm[5]))

        page.extract_text(visitor_text=visit)
        if found:
            x, y = found[0]
            return number, (x, y - 3, x + 300, y + 10)
    raise AssertionError(words)


def quads(rect: tuple[float, float, float, float]) -> Array:
    left, bottom, right, top = rect
    return Array([left, top, right, top, left, bottom, right, bottom])


def test_a_note_comes_with_its_author_and_day() -> None:
    note = {
        "Subtype": Name.Text,
        "Contents": "Ask the deputy.\rSoon.",
        "T": "Moira",
        "M": "D:20260701",
    }
    (found,) = comments(marked(note))
    assert (found.kind, found.page, found.text) == (
        CommentKind.NOTE,
        1,
        "Ask the deputy.\nSoon.",
    )
    assert (found.author, found.at, found.top) == ("Moira", "D:20260701", 20.0)


@pytest.mark.parametrize("subtype", ["Highlight", "Underline", "StrikeOut", "Squiggly"])
def test_the_words_under_a_mark_are_found(subtype: str) -> None:
    page, rect = place_of("A quiet morning.")
    mark = {"Subtype": Name("/" + subtype), "QuadPoints": quads(rect)}
    (found,) = comments(marked(mark, page=page))
    assert found.quoted == "A quiet morning."
    assert found.text == ""


def test_an_answer_to_a_note_names_it() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        first = pdf.make_indirect(Dictionary(Subtype=Name.Text, Contents="One", Rect=[1, 1, 2, 2]))
        second = pdf.make_indirect(
            Dictionary(Subtype=Name.Text, Contents="Two", Rect=[1, 1, 2, 2], IRT=first)
        )
        pdf.pages[1].obj.Annots = Array([first, second])

    found = comments(changed(change))
    assert [(c.text, c.answers) for c in found] == [("One", None), ("Two", 0)]


def test_boxes_links_windows_and_states_are_no_comments() -> None:
    others: list[dict[str, Any]] = [
        {"Subtype": Name.Popup, "Contents": "x"},
        {"Subtype": Name.Link, "Contents": "x"},
        {"Subtype": Name.Text, "Contents": "x", "StateModel": "Review", "State": "Accepted"},
        {"Subtype": Name.Text, "Contents": ""},
        {"Contents": "x"},
    ]
    assert comments(marked(*others)) == ()


def test_a_drawing_or_a_stamp_is_told_of_even_without_words() -> None:
    found = comments(marked({"Subtype": Name.Ink}, {"Subtype": Name.Stamp}))
    assert [c.kind for c in found] == [CommentKind.DRAWING, CommentKind.STAMP]


def test_letters_beyond_measure_are_left() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Annots = Array([Dictionary(Subtype=Name.Text, Contents="word " * 10)])
        budget = Budget(12)
        (mark,) = find_comments(pdf, budget)
    assert mark.comment.text == "word word wo"
    assert budget.is_cut


@pytest.mark.parametrize("given", [None, String("x"), Array([1, "a"]), Array([1, 2, 3])])
def test_what_is_not_four_numbers_is_none(given: Any) -> None:
    assert numbers(given, 4) == ()


def test_numbers_beyond_any_page_count_as_nought() -> None:
    make: Callable[..., Any] = Array
    assert numbers(make([1, 2.5, 10**9, -4]), 4) == (1.0, 2.5, 0.0, -4.0)
