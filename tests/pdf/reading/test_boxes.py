"""Boxes in whatever tree they hang."""

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from ahpjournal.domain.returned import FoundBox
from ahpjournal.pdf.reading.boxes import BoxReader
from ahpjournal.pdf.reading.limits import MOST_BOXES
from ahpjournal.pdf.reading.texts import Budget


def boxes(*fields: Any, budget: Budget | None = None) -> tuple[FoundBox, ...]:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
        return BoxReader(pdf, budget or Budget()).boxes()


def test_a_text_in_a_family_has_the_names_of_both() -> None:
    inner = Dictionary(T="answer", V="Yes, gladly.")
    (found,) = boxes(Dictionary(T="page", FT=Name.Tx, Kids=Array([inner])))
    assert (found.name, found.kind, found.value) == ("page.answer", "text", "Yes, gladly.")


def test_widgets_without_names_are_parts_of_their_box() -> None:
    widget = Dictionary(Subtype=Name.Widget, Rect=[0, 0, 1, 1])
    (found,) = boxes(Dictionary(T="a", FT=Name.Tx, V="x", Kids=Array([widget, widget])))
    assert (found.name, found.value) == ("a", "x")


@pytest.mark.parametrize(
    ("parts", "ticked"),
    [
        ({"V": Name.Yes}, "Yes"),
        ({"V": Name.Off}, ""),
        ({"V": Name("/1")}, "Yes"),
        ({"V": String("On")}, "Yes"),
        ({"V": String("Off")}, ""),
        ({"AS": Name.Yes}, "Yes"),
        ({}, ""),
    ],
)
def test_a_tick_is_told_however_it_was_set(parts: dict[str, Any], ticked: str) -> None:
    (found,) = boxes(Dictionary(T="a", FT=Name.Btn, **parts))
    assert (found.kind, found.value) == ("tick", ticked)


def test_a_choice_comes_with_codes_and_labels() -> None:
    options = Array([Array([String("1"), String("1 Novice")]), String("plain")])
    (found,) = boxes(Dictionary(T="a", FT=Name.Ch, V="1", Opt=options))
    assert found.options == (("1", "1 Novice"), ("plain", "plain"))
    (several,) = boxes(Dictionary(T="a", FT=Name.Ch, V=Array([String("1"), String("2")])))
    assert several.value == "1"


def test_of_two_boxes_with_one_name_the_first_counts() -> None:
    found = boxes(Dictionary(T="a", FT=Name.Tx, V="1"), Dictionary(T="a", FT=Name.Tx, V="2"))
    assert [box.value for box in found] == ["1"]


def test_more_boxes_than_any_form_has_are_left() -> None:
    budget = Budget()
    many = [Dictionary(T=f"f{i}", FT=Name.Tx) for i in range(MOST_BOXES + 5)]
    assert len(boxes(*many, budget=budget)) == MOST_BOXES
    assert budget.is_cut


def test_a_file_without_a_form_has_no_boxes() -> None:
    with pikepdf.new() as pdf:
        reader = BoxReader(pdf, Budget())
        assert reader.boxes() == ()
        assert not reader.has_xfa
