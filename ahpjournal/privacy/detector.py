"""The identifier check: all rules over a text, overlaps settled, paragraph by paragraph."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator

from ahpjournal.privacy.ages import find_ages
from ahpjournal.privacy.contacts import find_emails, find_links, find_phones, find_postcodes
from ahpjournal.privacy.dates import find_dates
from ahpjournal.privacy.findings import Finding, Hit, IdentifierKind
from ahpjournal.privacy.folding import fold
from ahpjournal.privacy.numbers import (
    find_hospital_numbers,
    find_national_insurance,
    find_nhs_numbers,
)
from ahpjournal.privacy.own_list import OwnList
from ahpjournal.privacy.people import find_people, find_places
from ahpjournal.privacy.reading import Reading
from ahpjournal.privacy.registrations import find_registrations

_BREAK = re.compile(r"\n[ \t]*\n\s*")
# Of two that lie on each other the longer one stands; of two of one length, the earlier here.
_RANK = {kind: place for place, kind in enumerate(IdentifierKind)}
REMEMBERED = 20_000
"""Paragraphs whose findings are kept; a long entry has some hundreds."""


_WITH_NUMBERS = (
    find_nhs_numbers,
    find_national_insurance,
    find_hospital_numbers,
    find_registrations,
    find_phones,
    find_postcodes,
    find_dates,
)
_ALWAYS = (find_people, find_places, find_ages, find_emails, find_links)


def _hits(text: str, own: OwnList) -> Iterator[Hit]:
    reading = Reading(text)
    rules = _WITH_NUMBERS + _ALWAYS if reading.numbers else _ALWAYS
    for rule in rules:
        yield from rule(reading)
    yield from own.find(reading)


def _settled(hits: Iterable[Hit]) -> list[Hit]:
    """Keep of hits that lie on each other the longest, then the one that weighs most."""
    ordered = sorted(hits, key=lambda hit: (hit.start - hit.end, _RANK[hit.kind], -hit.confidence))
    kept: list[Hit] = []
    for hit in ordered:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def find_in_paragraph(text: str, own: OwnList) -> tuple[Finding, ...]:
    """Find what points to a person in one paragraph, in reading order, none on another."""
    folded = fold(text)
    found = []
    for hit in _settled(_hits(folded.text, own)):
        start, end = folded.original(hit.start, hit.end)
        found.append(Finding(hit.kind, start, end, text[start:end], hit.why, hit.confidence))
    return tuple(found)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give the paragraphs of a Markdown text with where they start."""
    start = 0
    for gap in _BREAK.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


class IdentifierCheck:
    """Checks texts and remembers paragraphs, so that only what changed is read again."""

    def __init__(self, own: OwnList | None = None) -> None:
        """Use the owner's *own* list beside the rules."""
        self._own = own or OwnList()
        self._known: OrderedDict[str, tuple[Finding, ...]] = OrderedDict()

    def find(self, text: str) -> tuple[Finding, ...]:
        """Find what points to a person in *text*, in reading order, none on another."""
        return tuple(
            finding.moved(start) if start else finding
            for start, paragraph in paragraphs(text)
            for finding in self.find_in_paragraph(paragraph)
        )

    def find_in_paragraph(self, paragraph: str) -> tuple[Finding, ...]:
        """Find what points to a person in one paragraph; at once if it was read before."""
        known = self._known.get(paragraph)
        if known is not None:
            self._known.move_to_end(paragraph)
            return known
        found = find_in_paragraph(paragraph, self._own)
        self._known[paragraph] = found
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return found
