"""What a manifest says is taken only as far as it can be understood."""

from typing import Any

import pytest

from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import Known
from ahpjournal.domain.returned import FoundBox, ReturnedFile
from ahpjournal.services.reply_reading import ends_of, form_fields, form_places, form_rects

FIELD = {
    "name": "a",
    "prompt": "noticed",
    "about": "entry",
    "record": "e1",
    "page": 2,
    "rect": [1, 2, 3, 4],
}


@pytest.mark.parametrize("form", [None, [], {}, {"fields": 1}, {"fields": [None, 1, {}]}, "x"])
def test_odd_forms_have_no_boxes(form: Any) -> None:
    assert form_fields(form) == {}
    assert form_rects(form) == {}
    assert form_places(form) == ()


@pytest.mark.parametrize(
    "change",
    [{"about": "moon"}, {"name": 1}, {"record": None}, {"prompt": []}],
)
def test_a_box_that_cannot_be_understood_is_left_out(change: dict[str, Any]) -> None:
    assert form_fields({"fields": [{**FIELD, **change}]}) == {}


@pytest.mark.parametrize(
    "change", [{"rect": [1, 2, 3]}, {"rect": ["a"] * 4}, {"rect": [1e9] * 4}, {"page": "2"}]
)
def test_a_box_without_a_place_has_none(change: dict[str, Any]) -> None:
    form = {"fields": [{**FIELD, **change}]}
    assert form_rects(form) == {}
    assert list(form_fields(form)) == ["a"]


def test_places_are_in_the_order_of_the_pages() -> None:
    form = {
        "places": [[2, 700, "entry", "b"], [1, 100, "entry", "z"], [2, 800, "action", "a"], [3]]
    }
    assert form_places(form) == (
        (1, 100.0, About.ENTRY, "z"),
        (2, 800.0, About.ACTION, "a"),
        (2, 700.0, About.ENTRY, "b"),
    )


def test_the_ends_of_ids_come_from_names_metadata_and_print() -> None:
    found = ReturnedFile(
        1,
        boxes=(FoundBox("fb_11111111_x_noticed", "text"), FoundBox("other", "text")),
        identifier="urn:uuid:00000000-0000-7000-8000-000022222222",
        references=("33333333", "11111111"),
    )
    assert ends_of(found) == [
        (Known.NAMES, "11111111"),
        (Known.METADATA, "22222222"),
        (Known.PRINT, "33333333"),
    ]
