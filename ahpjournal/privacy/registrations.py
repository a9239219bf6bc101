"""Numbers of registers: HCPC, NMC, GMC, GOsC and others."""

import re
from collections.abc import Iterator

from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_HCPC = re.compile(
    r"(?<![^\W_])(?:AS|BS|CH|CS|DT|HAD|ODP|OR|OT|PA|PH|PYL|RA|SL|SW)[ -]?\d{5,6}(?![^\W_])"
    r"|(?<![^\W_])PO\d{5,6}(?![^\W_])"
)
# Two digits, a letter for the month, four digits, a letter for the country.
_NMC = re.compile(r"(?<![^\W_])\d\d[A-L]\d{4}[CENSWUO](?![^\W_])")
_CALLED = re.compile(
    r"\b(?:HCPC|GOsC|GMC|NMC|GDC|GPhC|GOC|GCC|SWE|CSP|RCOT|BDA|NMC PIN|registration|registrant|"
    r"membership|PIN)"
    r"(?:'s)?(?:\s+(?:registration|registrant|reference|ref|membership|PIN))?"
    r"\s*(?:numbers?|no|num|PIN|ID|#)?\s*[.:#=(-]*\s*(?:is|was)?\s*"
    r"(?P<it>(?=[A-Z]{0,3}[ -]?\d)[A-Z]{0,3}[ -]?(?:\d{4,7}|\d{1,2}/\d{3,5})[A-Z]?)"
    r"(?![^\W_]|/\d|-\d|\.\d)",
)
_WORDS = (
    "hcpc", "gosc", "gmc", "nmc", "gdc", "gphc", "goc", "gcc", "swe", "csp", "rcot", "bda",
    "registra", "membership", "pin",
)  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d$")


def find_registrations(reading: Reading) -> Iterator[Hit]:
    """Find numbers that a register gave to one person."""
    kind = IdentifierKind.REGISTRATION
    for match in reading.match_at(_HCPC, reading.codes):
        yield Hit(kind, *match.span(), Reason.HCPC_FORM, Confidence.LIKELY)
    for match in reading.match_at(_NMC, reading.numbers):
        yield Hit(kind, *match.span(), Reason.NMC_FORM, Confidence.LIKELY)
    if not reading.has(_WORDS):
        return
    for match in reading.near_numbers(_CALLED):
        if _YEAR.match(match["it"]) is None:
            yield Hit(kind, *match.span("it"), Reason.CALLED_REGISTRATION, Confidence.LIKELY)
