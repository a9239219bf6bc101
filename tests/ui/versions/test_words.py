"""Versions and changes in plain words."""

from datetime import UTC, date, datetime

import pytest

from ahpjournal.domain.history import VersionReason
from ahpjournal.domain.word_diff import Change, Passage
from ahpjournal.ui.versions.words import (
    change_words,
    moment_words,
    reason_words,
    spoken_changes,
)

PASSAGES = (
    Passage(Change.SAME, "I "),
    Passage(Change.REMOVED, "waited"),
    Passage(Change.ADDED, "decided"),
    Passage(Change.ADDED, " \n"),
)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 6, 12), "Today at"),
        (date(2026, 6, 13), "Yesterday at"),
        (date(2026, 6, 14), "12/06/2026 at"),
    ],
)
def test_a_moment_is_told_as_one_would_say_it(today: date, words: str) -> None:
    assert moment_words(datetime(2026, 6, 12, 12, 0, tzinfo=UTC), today).startswith(words)


def test_only_unusual_reasons_are_told() -> None:
    assert reason_words(VersionReason.EDIT) == ""
    others = [reason_words(reason) for reason in VersionReason if reason.is_pinned]
    assert len(set(others)) == len(others) == 3
    assert all(others)


def test_changes_are_counted_without_white_space() -> None:
    assert change_words(PASSAGES) == "Since then: 1 passage gone, 1 passage new."
    assert change_words(PASSAGES[:1]) == "The words are the same as now."


def test_changes_are_told_to_those_who_cannot_see_them() -> None:
    assert spoken_changes(PASSAGES) == "Gone: waited. New: decided."
    many = tuple(Passage(Change.ADDED, "word " * 100) for _n in range(50))
    assert len(spoken_changes(many)) < 2_000
