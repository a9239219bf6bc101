"""Each rule at its edges; the labelled sentences try them in the open."""

import pytest

from ahpjournal.privacy.ages import find_ages
from ahpjournal.privacy.contacts import find_emails, find_links, find_phones, find_postcodes
from ahpjournal.privacy.context import is_impersonal
from ahpjournal.privacy.dates import find_dates
from ahpjournal.privacy.findings import Confidence, Finding, IdentifierKind, Reason
from ahpjournal.privacy.people import find_people, find_places
from ahpjournal.privacy.reading import Reading
from ahpjournal.privacy.registrations import find_registrations

RULES = {
    rule.__name__.removeprefix("find_"): rule
    for rule in (find_ages, find_emails, find_links, find_phones, find_postcodes, find_dates,
                 find_people, find_places, find_registrations)
}  # fmt: skip


def found(rule: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in RULES[rule](Reading(text))]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("dates", "12th of March 2024", ["12th of March 2024"]),
        ("dates", "31 February 2024", []),
        ("dates", "the 31st of April", []),
        ("dates", "12.3.24", ["12.3.24"]),
        ("dates", "13/13/2024", []),
        ("dates", "2024-13-01 and 2024-12-01", ["2024-12-01"]),
        ("dates", "week commencing Monday 12 March", []),
        ("dates", "version 12.3.24", []),
        ("dates", "12 may", []),
        ("dates", "12th may", ["12th may"]),
        ("dates", "May 24", []),
        ("dates", "on May 4", ["May 4"]),
        ("dates", "2025/26", []),
        ("dates", "Christmas Day", []),
        ("dates", "Christmas Day 2024", ["Christmas Day 2024"]),
        ("ages", "a 47-year-old", ["47-year-old"]),
        ("ages", "the 47-year-olds", []),
        ("ages", "a 47-year-old building", []),
        ("ages", "aged 47", ["47"]),
        ("ages", "aged 47 and over", []),
        ("ages", "aged 47-50", []),
        ("ages", "over 80 years old", []),
        ("ages", "an 82F with", ["82F"]),
        ("ages", "£45M with", []),
        ("phones", "0113 496 0123", ["0113 496 0123"]),
        ("phones", "01134960", []),
        ("phones", "+33 1 23 45 67 89", ["+33 1 23 45 67 89"]),
        ("phones", "bleep 231", ["231"]),
        ("phones", "0800 1111", []),
        ("phones", "call 999", []),
        ("emails", "a.b@example.org.", ["a.b@example.org"]),
        ("emails", "@example", []),
        ("emails", "m at nhs dot net", ["m at nhs dot net"]),
        ("emails", "we looked at nhs net zero", []),
        ("links", "(https://a.org/b_(c))", ["https://a.org/b_(c)"]),
        ("links", "See a.org.uk.", ["a.org.uk"]),
        ("links", "a@example.org", []),
        ("links", "e.g. this", []),
        ("postcodes", "ls1 4ap", ["ls1 4ap"]),
        ("postcodes", "XX1 4AP", []),
        ("postcodes", "M1 1ST", ["M1 1ST"]),
        ("postcodes", "m1 1st", []),
        ("postcodes", "LS1 4AC", []),
        ("postcodes", "GIR 0AA", ["GIR 0AA"]),
        ("postcodes", "the LS9 postcode area", ["LS9"]),
        ("people", "Mr Smith-Jones's", ["Mr Smith-Jones"]),
        ("people", "Mr and Mrs Patel", ["Mr and Mrs Patel"]),
        ("people", "Mr X and Dr B", []),
        ("people", "Dr de la Cruz Monday", ["Dr de la Cruz"]),
        ("people", "Prof Ana Ruiz NHS", ["Prof Ana Ruiz"]),
        ("people", "Nurse Consultant", []),
        ("people", "MRS HUGHES", ["MRS HUGHES"]),
        ("people", "mr hughes's", ["mr hughes"]),
        ("people", "dr appointment", []),
        ("places", "Ward 12B", ["Ward 12B"]),
        ("places", "bed 4 hours", []),
        ("places", "reward 7", []),
        ("registrations", "PH123456", ["PH123456"]),
        ("registrations", "PO 123456", []),
        ("registrations", "98I1234E", ["98I1234E"]),
        ("registrations", "GMC 2019", []),
        ("registrations", "GMC no 7654321", ["7654321"]),
    ],
)
def test_a_rule_at_its_edge(rule: str, text: str, expected: list[str]) -> None:
    assert found(rule, text) == expected


def test_what_a_number_is_called_may_make_it_nobodys() -> None:
    assert is_impersonal(Reading("purchase order no: 12"), 19)
    assert not is_impersonal(Reading("she said 12"), 9)


def test_codes_begin_at_their_letters() -> None:
    text = "AB12 PH 34 word 56 7 X-8"
    assert [text[at : at + 2] for at in Reading(text).codes] == ["AB", "PH", "X-"]


def test_small_letters_keep_their_places() -> None:
    reading = Reading("\u0130\u0130 Ward 7")
    assert len(reading.lower) == len(reading.text)


def test_a_finding_moves_without_changing() -> None:
    finding = Finding(IdentifierKind.AGE, 3, 5, "47", Reason.EXACT_AGE, Confidence.LIKELY)
    moved = finding.moved(10)
    assert (moved.start, moved.end, moved.what, moved.why) == (13, 15, "47", Reason.EXACT_AGE)
