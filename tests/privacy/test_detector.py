"""The whole check: figures on the labelled sentences, overlaps, places, paragraphs."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.privacy import detector
from ahpjournal.privacy.detector import IdentifierCheck, find_in_paragraph, paragraphs
from ahpjournal.privacy.findings import Finding, IdentifierKind
from ahpjournal.privacy.own_list import OwnEntry, OwnList
from tests.privacy.labelled import score, sentences

# The rules were made beside all but the "unseen" sentences, so real texts will do worse than this:
# those were written afterwards, and at first sight gave 0.92 and 0.96; the "fresh" ones, later
# still, 1.00 and 0.82, before rules were added for what they showed.
PRECISION, RECALL = 0.98, 0.98
EACH_KIND = 0.93
PIECES = [
    "943 476 5919", "12 March 2024", "Dr Hale", "Mr and Mrs", "sw1a 1aa", "07700 900123",
    "PH123456",
    "jane@example.org", "**", "_", "\\", "\n", "\n\n", "\u00a0", "\u200b", "aged 47", "bed 4",
    "https://example.org/943 476 5919", "MRN ", "DOB ", "12/3/24",
    "\u0669\u0664", "\U0001f600", "e\u0301",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map("".join)


def all_in(text: str) -> tuple[Finding, ...]:
    return IdentifierCheck(OwnList([OwnEntry("Hale")])).find(text)


def test_there_are_sentences_enough() -> None:
    parts = sentences()
    assert sum(len(part) for part in parts.values()) >= 500
    named = sum(1 for part in parts.values() for sentence in part if sentence.marks)
    assert 0.4 <= named / sum(len(part) for part in parts.values()) <= 0.6
    kinds = {mark[0] for part in parts.values() for sentence in part for mark in sentence.marks}
    assert kinds == {kind.value for kind in IdentifierKind} - {IdentifierKind.OWN_WORD.value}


def test_most_identifiers_are_found_and_little_else() -> None:
    found = score(sentence for part in sentences().values() for sentence in part)
    assert found.precision(found.kinds) >= PRECISION
    assert found.recall(found.kinds) >= RECALL
    for kind in found.kinds:
        assert found.precision([kind]) >= EACH_KIND, kind
        assert found.recall([kind]) >= EACH_KIND, kind


@pytest.mark.parametrize("part", ["unseen", "fresh"])
def test_unseen_sentences_do_nearly_as_well(part: str) -> None:
    found = score(sentences()[part])
    assert found.precision(found.kinds) >= 0.9
    assert found.recall(found.kinds) >= 0.95


@given(texts)
def test_findings_are_places_of_the_text_in_order_and_apart(text: str) -> None:
    found = all_in(text)
    for finding in found:
        assert finding.what == text[finding.start : finding.end] != ""
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(texts, texts)
def test_a_paragraph_is_read_alone(one: str, other: str) -> None:
    alone = [(f.kind, f.start) for start, text in paragraphs(one) for f in
             (g.moved(start) for g in find_in_paragraph(text, OwnList()))]  # fmt: skip
    both = IdentifierCheck().find(f"{one}\n\n{other}")
    if one.strip() == one:
        assert [(f.kind, f.start) for f in both if f.end <= len(one)] == alone


def test_paragraphs_lie_where_they_say() -> None:
    text = "one\n\n two\n  \n\nthree\n"
    found = list(paragraphs(text))
    assert [paragraph for _start, paragraph in found] == ["one", "two", "three\n"]
    assert all(text.startswith(paragraph, start) for start, paragraph in found)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("https://example.org/p/9434765919", ["link"]),
        ("dob 12/03/1956", ["birth-date"]),
        ("+44 7700 900123", ["phone"]),
        ("Dr Hale's ext 4521", ["person", "phone"]),
    ],
)
def test_of_two_on_each_other_one_stands(text: str, kinds: list[str]) -> None:
    assert [finding.kind.value for finding in IdentifierCheck().find(text)] == kinds


def test_a_paragraph_that_was_read_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = detector.find_in_paragraph

    def counted(text: str, own: OwnList) -> tuple[Finding, ...]:
        read.append(text)
        return real(text, own)

    monkeypatch.setattr(detector, "find_in_paragraph", counted)
    check = IdentifierCheck()
    check.find("Dr Hale\n\nbed 4\n\nquiet")
    read.clear()
    found = check.find("Dr Hale\n\nbed 42\n\nquiet")
    assert read == ["bed 42"]
    assert [(f.kind.value, f.start) for f in found] == [("person", 0), ("place-of-care", 9)]


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector, "REMEMBERED", 3)
    check = IdentifierCheck()
    for number in range(10):
        check.find_in_paragraph(f"bed {number}")
    assert len(check._known) == 3
