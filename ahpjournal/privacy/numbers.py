"""Numbers that were given to one person: NHS, CHI and H&C, National Insurance, hospital."""

import re
from collections.abc import Iterator

from ahpjournal.privacy.context import is_impersonal
from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_GAP = r"(?: ?- ?|[ .]{1,2})"
_TEN = re.compile(
    r"(?<![\d£$€])(?<!\d[.,])"
    rf"(?:\d{{10}}|\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}|\d{{6}}{_GAP}\d{{4}}"
    rf"|\d{{5}}{_GAP}\d{{5}}|\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{4}})(?!\d|[.,]\d)"
)
_CALLED_NHS = re.compile(
    r"\b(?:NHS|CHI|H\s?&\s?C|HCN|health and care)\s*(?:no|number|num|id|#)?\s*[.:#=(-]*\s*"
    r"(?:is|was|=)?\s*$",
    re.IGNORECASE,
)
_PLAUSIBLE = frozenset("34679")
_WEIGHTS = range(10, 1, -1)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_NATIONAL_INSURANCE = re.compile(
    r"(?<![^\W_])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ -]?\d\d[ -]?\d\d[ -]?\d\d(?:[ -]?([A-D]))?(?![^\W_])",
    re.IGNORECASE,
)
_ANY_NATIONAL_INSURANCE = re.compile(
    r"(?<![^\W_])[A-Z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?![^\W_])", re.IGNORECASE
)
"""Mistyped, or one of the letters that are never given: where it is called so it still counts."""
_CALLED_NI = re.compile(
    r"\b(?:N\.?I\.?|NINO|national insurance)\s*(?:no|number|num)?\s*[.:#]*\s*(?:is|was)?\s*$",
    re.IGNORECASE,
)

_CALLED_HOSPITAL = re.compile(
    r"\b(?:MRN|CRN|PMI\b|PID|(?:(?:local )?patient|pt|hospital|hosp|unit|case(?: ?notes?)?"
    r"|record|PAS|RiO|SystmOne|System One|EMIS|Lorenzo|Epic|district|K|CRIS|clinic)(?:'s)?"
    r"\s*(?:number|no|num|ID|identifier|ref(?:erence)?|#))"
    r"\s*[.:#=(-]*\s*(?:is|was|of)?\s*"
    r"(?P<it>(?=[A-Z]{0,4}[ -]?\d)[A-Z]{0,4}[ -]?\d(?:[ -]?\d){3,11}[A-Z]?)(?![^\W_])",
    re.IGNORECASE,
)
_HOSPITAL_WORDS = (
    "mrn", "crn", "pmi", "pid", "patient", "pt ", "hosp", "unit", "case", "record", "pas ", "rio ",
    "systmone", "system one", "emis", "lorenzo", "epic", "district", "k num", "k no", "cris",
    "clinic",
)  # fmt: skip
# A provider's code and digits; or a letter or two and six digits or more. What follows these
# forms and is nobody's: trials, articles, tickets, guidance.
_HOSPITAL_FORM = re.compile(r"(?<![^\W_])(?P<code>R[A-Z0-9][A-Z0-9]|[A-Z]{1,2})(\d{6,8})(?![^\W_])")


def check_digit_fits(digits: str) -> bool:
    """Tell whether ten digits carry the check digit of NHS, CHI and H&C numbers (modulo 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return (11 - total % 11) % 11 == int(digits[9])


def starts_with_a_date(digits: str) -> bool:
    """Tell whether digits begin with day, month and year, as CHI numbers do."""
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


def find_nhs_numbers(reading: Reading) -> Iterator[Hit]:
    """Find NHS, CHI and H&C numbers."""
    kind = IdentifierKind.NHS_NUMBER
    for match in reading.match_at(_TEN, reading.numbers):
        start, end = match.span()
        digits = "".join(c for c in match[0] if c.isdigit())
        is_called = _CALLED_NHS.search(reading.before(start)) is not None
        if is_called and not check_digit_fits(digits):
            yield Hit(kind, start, end, Reason.CALLED_NHS_NUMBER, Confidence.LIKELY)
        elif not check_digit_fits(digits) or len(set(digits)) == 1:
            continue
        elif is_called:
            yield Hit(kind, start, end, Reason.CHECK_DIGIT, Confidence.SURE)
        elif is_impersonal(reading, start):
            continue
        elif starts_with_a_date(digits):
            yield Hit(kind, start, end, Reason.CHI_CHECK_DIGIT, Confidence.LIKELY)
        elif digits[0] in _PLAUSIBLE:
            yield Hit(kind, start, end, Reason.CHECK_DIGIT, Confidence.LIKELY)


def find_national_insurance(reading: Reading) -> Iterator[Hit]:
    """Find National Insurance numbers; odd or shortened ones only where they are called so."""
    kind = IdentifierKind.NATIONAL_INSURANCE
    for match in reading.match_at(_NATIONAL_INSURANCE, reading.codes):
        start, end = match.span()
        if match[1] is not None:
            reason, sure = Reason.NATIONAL_INSURANCE_FORM, Confidence.SURE
            yield Hit(kind, start, end, reason, sure)
        elif _CALLED_NI.search(reading.before(start)):
            yield Hit(kind, start, end, Reason.CALLED_NATIONAL_INSURANCE, Confidence.SURE)
    for match in reading.match_at(_ANY_NATIONAL_INSURANCE, reading.codes):
        if _CALLED_NI.search(reading.before(match.start())):
            yield Hit(kind, *match.span(), Reason.CALLED_NATIONAL_INSURANCE, Confidence.SURE)


def find_hospital_numbers(reading: Reading) -> Iterator[Hit]:
    """Find numbers that are called a hospital's, and forms that many hospitals use."""
    kind = IdentifierKind.HOSPITAL_NUMBER
    if reading.has(_HOSPITAL_WORDS):
        for match in reading.near_numbers(_CALLED_HOSPITAL):
            yield Hit(kind, *match.span("it"), Reason.CALLED_HOSPITAL_NUMBER, Confidence.SURE)
    for match in reading.match_at(_HOSPITAL_FORM, reading.codes):
        start, end = match.span()
        if len(match["code"]) == 2 and not match["code"].startswith("R"):
            continue
        if not is_impersonal(reading, start):
            yield Hit(kind, start, end, Reason.HOSPITAL_NUMBER_FORM, Confidence.POSSIBLE)
