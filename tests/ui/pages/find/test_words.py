from dataclasses import replace
from datetime import date

import pytest

from ahpjournal.domain.search import FilterKey, Named, Names, SearchHit, SearchKind, parse
from ahpjournal.domain.search_completion import Completion
from ahpjournal.ui.pages.find.words import (
    chip_words,
    completion_words,
    counted_day,
    found_words,
    heading_words,
    hit_foot,
    hit_title,
)

NAMES = Names(("falls",), (Named("3", "Safety"),), (Named("A1", "Voice"),), (Named("T1", "Reach"),))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("tag:FALLS", "Tag: falls"),
        ("tag:none", "Tag: none"),
        ("module:safety", "Module 3"),
        ("competency:voice", "Competency A1"),
        ("theme:t1", "Theme: Reach"),
        ("after:2026-01-12", "From 12/01/2026"),
        ("before:2026-01", "Before January 2026"),
        ("on:2026", "2026"),
        ("on:this-week", "This week"),
        ("after:soon", "From soon"),
        ("is:draft", "To finish later"),
        ("in:actions", "Actions only"),
        ("-in:actions", "Without: Actions"),
        ("-tag:falls", "Without: Tag: falls"),
        ("is:odd", "Odd"),
        ("word", "word"),
    ],
)
def test_a_filter_reads_as_people_say_it(query: str, words: str) -> None:
    assert chip_words(parse(query)[0], NAMES) == words


def test_a_completion_says_what_it_means() -> None:
    assert completion_words(Completion(FilterKey.TAG, "")) == ("tag:", "Tag")
    assert completion_words(Completion(FilterKey.MODULE, "3", "Safety")) == ("3", "Safety")
    assert completion_words(Completion(FilterKey.IS, "draft")) == ("draft", "to finish later")


@pytest.mark.parametrize(
    ("name", "is_by_module", "words"),
    [
        ("3", True, "Module 3: Safety"),
        ("9", True, "Module 9"),
        ("", True, "Linked to no module"),
        ("2026-01", False, "January 2026"),
        ("", False, "Without a date"),
        ("day:2026-01-12", False, "Mon 12 January 2026"),
        ("week:2026-01-12", False, "Some time in the week of 12/01/2026"),
        ("month:2026-01-01", False, "Some time in January 2026"),
        ("damaged", False, "Without a date"),
    ],
)
def test_headings(name: str, is_by_module: bool, words: str) -> None:
    assert heading_words(name, NAMES, is_by_module=is_by_module) == words


def test_days_are_counted_for_a_screen_reader() -> None:
    assert counted_day(date(2026, 1, 12), 3) == "12 January 2026, 3 reflections"
    assert counted_day(date(2026, 1, 12), 1) == "12 January 2026, 1 reflection"
    assert counted_day(date(2026, 1, 12), 0) == "12 January 2026, no reflections"


def test_how_much_was_found() -> None:
    assert found_words(1200, is_capped=False, is_asked=True) == "1,200 found"
    assert "newest" in found_words(1000, is_capped=True, is_asked=True)
    assert found_words(3, is_capped=False, is_asked=False) == "3 in all"


def test_a_row_says_what_it_is() -> None:
    day = date(2026, 1, 12)
    hit = SearchHit("e", SearchKind.ENTRY, "", day, "", module=3, is_draft=True, is_shared=True)
    assert hit_title(hit) == "Reflection without a title"
    assert hit_title(replace(hit, beginning="The room  went")) == "The room went"
    parts = hit_foot(hit).split("  \u00b7  ")
    assert parts == ["Reflection", "Mon 12 January 2026", "Module 3", "to finish later", "shared"]
    reply = SearchHit("p", SearchKind.REPLY, " ", None, "")
    assert (hit_title(reply), hit_foot(reply)) == ("Coach\u2019s reply", "Coach\u2019s reply")
