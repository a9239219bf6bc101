"""What is said of attachments."""

import pytest

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.file_kinds import PROGRAM
from ahpjournal.ui.attachments.words import (
    added_words,
    kind_words,
    lighter_name,
    place_words,
    refused_title,
    refused_words,
    spoken,
)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("image/png", "picture"),
        ("text/markdown", "text"),
        ("application/pdf", "PDF"),
        ("application/msword", "document"),
        ("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
        ("application/vnd.ms-powerpoint", "slides"),
        ("audio/mpeg", "sound"),
        ("application/octet-stream", "file"),
        (PROGRAM, "program"),
    ],
)
def test_a_kind_has_a_plain_name(kind: str, words: str) -> None:
    assert kind_words(kind) == words


def test_a_tile_is_read_out_with_all_that_it_shows() -> None:
    one = Attachment("1", "e", "gym.jpg", "image/jpeg", 2_100_000, "")
    said = spoken(one, has_place=True, is_damaged=False)
    assert said == "gym.jpg, picture, 2.1 MB, says where it was taken"
    assert spoken(one, has_place=False, is_damaged=True).endswith("damaged")


def test_only_the_first_of_many_refusals_are_named() -> None:
    refused = [(f"{n}", InputError(InputCode.EMPTY_FILE, f"{n}.txt")) for n in range(8)]
    lines = refused_words(refused).splitlines()
    assert lines[0] == "There is nothing in 0.txt."
    assert lines[-1] == "3 more."
    assert len(lines) == 6
    assert refused_title(1, 1) == "The file was not added"
    assert refused_title(2, 5) == "2 of 5 files were not added"
    assert added_words(1) == "1 file added."


def test_photos_with_a_place_are_counted() -> None:
    assert "\u201ca.jpg\u201d says where" in place_words(["a.jpg"])
    assert place_words(["a.jpg", "b.jpg"]).startswith("2 photos say where")


@pytest.mark.parametrize(
    ("kind", "size", "has_place", "name"),
    [
        ("image/jpeg", 4_000_000, False, "Make smaller\u2026"),
        ("image/jpeg", 4_000_000, True, "Make smaller\u2026"),
        ("image/jpeg", 300_000, True, "Take the place out\u2026"),
        ("image/jpeg", 300_000, False, ""),
        ("image/gif", 4_000_000, False, ""),
        ("application/pdf", 4_000_000, False, ""),
    ],
)
def test_only_what_can_be_lighter_is_offered_to_be(
    kind: str, size: int, has_place: bool, name: str
) -> None:
    attachment = Attachment("a", "e", "a.jpg", kind, size, "0")
    assert lighter_name(attachment, has_place=has_place) == name
