import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.privacy.detector import IdentifierCheck
from ahpjournal.privacy.findings import Finding
from ahpjournal.services.spelling import UnknownWord
from ahpjournal.ui.editor.hints import Hint, HintKind, WritingHints, carried


class FakeSpeller:
    """Knows every word but "zorble"."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def check(self, text: str) -> tuple[UnknownWord, ...]:
        self.read.append(text)
        at = text.find("zorble")
        return () if at < 0 else (UnknownWord(at, at + 6, "zorble"),)

    def suggestions(self, word: str) -> tuple[str, ...]:
        return (word.replace("zorble", "warble"),)


class Finder:
    """The real check."""

    def find_in_paragraph(self, paragraph: str) -> tuple[Finding, ...]:
        return IdentifierCheck().find_in_paragraph(paragraph)


def hint(start: int, end: int) -> Hint:
    return Hint(HintKind.SPELLING, start, end, "x", "y")


def test_both_kinds_in_order_with_reasons() -> None:
    hints = WritingHints(FakeSpeller(), Finder())
    found = hints.find("Dr Hale may zorble on 12 March 2024")
    assert [(one.kind, one.what) for one in found] == [
        (HintKind.IDENTIFIER, "Dr Hale"),
        (HintKind.SPELLING, "zorble"),
        (HintKind.IDENTIFIER, "12 March 2024"),
    ]
    assert found[0].why.startswith("Name of a person. A title")
    assert hints.suggestions("zorble") == ("warble",)


def test_places_count_as_qt_does() -> None:
    found = WritingHints(FakeSpeller(), None).find("\U0001f600 zorble")
    assert (found[0].start, found[0].end) == (3, 9)


def test_what_was_found_is_remembered() -> None:
    speller = FakeSpeller()
    hints = WritingHints(speller, None)
    assert hints.known("zorble") is None
    found = hints.find("zorble")
    assert hints.known("zorble") == found
    assert speller.read == ["zorble"]


def test_a_closed_page_leaves_no_text_behind() -> None:
    hints = WritingHints(FakeSpeller(), Finder())
    hints.find("Dr Hale zorble")
    hints.close()
    assert hints.known("Dr Hale zorble") is None
    assert hints.find("Dr Hale zorble") == ()


def test_both_kinds_can_be_switched_off() -> None:
    hints = WritingHints(None, None)
    assert hints.find("Dr Hale zorble") == ()
    assert hints.suggestions("zorble") == ()


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("aa xx bb yy cc", "aa xx bb! yy cc", [(3, 5), (10, 12)]),
        ("aa xx bb yy cc", "aa xxz bb yy cc", [(10, 12)]),
        ("aa xx bb yy cc", "aa xx bb yy cc", [(3, 5), (9, 11)]),
        ("aa xx bb yy cc", "", []),
        ("aa xx bb yy cc", "\U0001f600", []),
    ],
)
def test_what_does_not_touch_a_change_holds(
    before: str, text: str, expected: list[tuple[int, int]]
) -> None:
    kept = carried(before, (hint(3, 5), hint(9, 11)), text)
    assert [(one.start, one.end) for one in kept] == expected


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 30), st.integers(1, 5))
def test_a_hint_that_holds_stands_on_the_same_words(
    before: str, text: str, start: int, length: int
) -> None:
    if any(ord(c) > 0xFFFF for c in before + text) or start + length > len(before):
        return
    for one in carried(before, (hint(start, start + length),), text):
        assert text[one.start : one.end] == before[start : start + length]
