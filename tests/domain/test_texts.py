from dataclasses import dataclass
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import Section, Sharing
from ahpjournal.domain.texts import clean, cleaned
from tests.builders import HOSTILE, entry


class Colour(StrEnum):
    RED = "red\x00"


@dataclass(frozen=True, slots=True)
class Record:
    text: str
    texts: tuple[str, ...] = ()
    colour: Colour = Colour.RED
    number: int = 0


def test_control_characters_and_halves_of_characters_go() -> None:
    assert clean("a\x00b\x07c\ud800d\ufffee\x1b[0m") == "abcde[0m"


def test_newlines_are_line_feeds() -> None:
    assert clean("one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


def test_what_people_write_stays() -> None:
    assert clean(HOSTILE) is HOSTILE


@given(st.text())
def test_clean_text_can_be_written_to_a_file_and_is_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once.encode("utf-8").decode("utf-8") == once


def test_every_text_of_a_record_is_cleaned_and_nothing_else_touched() -> None:
    record = cleaned(Record("a\x00", ("b\x01", "c"), number=3))
    assert record == Record("a", ("b", "c"), Colour.RED, 3)


def test_a_clean_record_is_given_back_itself() -> None:
    record = entry(text=HOSTILE)
    assert cleaned(record) is record


def test_texts_deep_in_a_record_are_cleaned() -> None:
    made = entry(sections=(Section("text", "a\x00b", Sharing.COACH),))
    assert cleaned(made).sections == (Section("text", "ab", Sharing.COACH),)
