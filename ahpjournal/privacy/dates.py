"""Days that can be looked up in a diary: dates of birth and exact dates.

A month, a year, a financial year or "the week of" a day does not point to one day and is left.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Ionawr|Chwefror|Mawrth|Ebrill|Mai"
    r"|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"

# 12 March, 12th of March 2024, 12-14 March 2024, 12Mar24
_DAY_FIRST = re.compile(
    rf"(?<![\w£$€.,/-])(?:{_DAY}{_ORDINAL}?\s?(?:-|to|and|&|or)\s?(?:the )?)?"
    rf"(?P<day>{_DAY})(?P<ordinal>\s?{_ORDINAL})?(?:\s(?:day )?of(?: the month of)?\s|[\s-]{{0,2}})"
    rf"(?P<month>{_MONTH})\b(?:\.(?=\s?'?\d))?(?P<year>[\s,-]{{0,2}}{_YEAR})?(?![\d%]|[.,/-]\d|(?<=\d)[a-zA-Z])",
    re.IGNORECASE,
)
# March 12, March 12th 2024, Mar. 12, 2024
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTH})\.?[\s-](?:the )?(?P<day>{_DAY})(?P<ordinal>{_ORDINAL})?"
    rf"(?P<year>,? ?'?(?:19|20)\d\d|,? '\d\d)?(?![\d%:+]|[.,/]\d|-\d|(?<=\d)[a-zA-Z])",
    re.IGNORECASE,
)
# 12/03/2024, 12.3.24, 12-3-24, 12 / 3 / 2024; the same mark twice
_NUMERIC = re.compile(
    r"(?<![\w£$€.,/-])(?P<first>\d{1,2})(?P<mark> ?[./-] ?)(?P<second>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?!\w|[.,/-]\d|%)"
)
# 12/Mar/2024
_MIXED = re.compile(
    rf"(?<![\w/.-]){_DAY}([/.-]){_MONTH}\1{_YEAR}(?!\w|[/.-]\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.-])(?:19|20)\d\d(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    r"(?!\d|[-/.]\d)"
)
_COMPACT = re.compile(r"(?<![^\W_])(?<!\d[_-])(?:19|20)\d\d(?P<month>\d\d)(?P<day>\d\d)(?![^\W_])")
_WEEKDAY_NUMERIC = re.compile(
    rf"\b{_WEEKDAY},?\s(?P<it>(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}}))(?!\d|[/.]\d)",
    re.IGNORECASE,
)
_WEEKDAY_DAY = re.compile(rf"\b{_WEEKDAY},?\s(?:the\s)?(?P<it>{_DAY}{_ORDINAL})\b", re.IGNORECASE)
_HOLIDAY = re.compile(
    r"\b(?:Christmas (?:Day|Eve)|Boxing Day|New Year's (?:Day|Eve)|Good Friday|Easter (?:Sunday"
    r"|Monday)|Burns Night|St (?:David|Andrew|Patrick|George)'s Day),?(?: of| in)? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.?[\s-](?:the )?$", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"\b{_WEEKDAY},?\s(?:the\s)?$", re.IGNORECASE)
_LONGEST_LEAD = 15
_VAGUE = re.compile(
    r"\b(?:(?:week|wk|w/c|w/b|w/e|fortnight|month|quarter|period|year)\s?"
    r"(?:commencing|beginning|starting|ending|of|to|from)?|w/c|w/b|w/e|wc|wb|financial year)\s*:?"
    rf"\s*(?:on\s)?(?:{_WEEKDAY},?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_NOT_A_DATE = re.compile(
    r"(?:\bv|\b(?:version|ver|section|sections|sect|s|para|paras|paragraph|item|clause|chapter"
    r"|standard|appendix|annex|table|figure|fig|step|objective|recommendation|release|build|act"
    r"|regulation|criterion|question|part|rule|page|ip|row|level|ratio|score|scored))"
    r"\.?\s*(?:no|number)?\.?:?\s*\(?$",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:D\.?\s?O\.?\s?B\.?|date of birth|birth ?date|birthday|born|b\.)"
    r"\s*(?:was|is|on|the|:|-|=|\()*\s*(?:on\s)?(?:the\s)?"
    rf"(?:{_WEEKDAY},?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_BIRTH_COMPACT = re.compile(
    r"\b(?:D\.?O\.?B\.?|date of birth|birth ?date|born)\s*(?:was|is|on|:|-|=)*\s*"
    r"(?P<it>\d{6}|\d{8}|\d\d \d\d (?:\d\d|\d{4}))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:on|by|before|after|since|until|till|from|to|for|dated?|of|the)\s$", re.IGNORECASE
)
_CAPITAL_ONLY = frozenset({"may", "mar", "march", "sat", "sun", "dec", "jan", "oct", "nov"})

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WELSH = ("ion", "chw", "maw", "ebr", "mai", "meh", "gor", "aws", "med", "hyd", "tac", "rha")


class _Day(NamedTuple):
    """A date in a text: where, whether a year is there, how sure."""

    start: int
    end: int
    has_year: bool
    confidence: Confidence


def find_dates(reading: Reading) -> Iterator[Hit]:
    """Find exact dates, and dates of birth where they are called so."""
    for day in _day_matches(reading):
        yield from _judge(reading, day)
    if reading.has(("dob", "d.o.b", "birth", "born")):
        for found in _BIRTH_COMPACT.finditer(reading.text):
            kind, reason = IdentifierKind.BIRTH_DATE, Reason.CALLED_BIRTH_DATE
            yield Hit(kind, *found.span("it"), reason, Confidence.SURE)
    if reading.has(("day", "night", "eve", "monday")):
        for found in _HOLIDAY.finditer(reading.text):
            kind, reason = IdentifierKind.EXACT_DATE, Reason.HOLIDAY_WITH_YEAR
            yield Hit(kind, *found.span(), reason, Confidence.LIKELY)


def _day_matches(reading: Reading) -> Iterator[_Day]:
    """Give each date that a diary has."""
    yield from _in_words(reading)
    yield from _in_numbers(reading)
    yield from _after_weekdays(reading)


def _in_words(reading: Reading) -> Iterator[_Day]:
    for match in reading.match_at(_DAY_FIRST, reading.numbers):
        if _day_fits(match) and _is_month_word(match):
            has_year = match["year"] is not None
            yield _Day(*match.span(), has_year, Confidence.SURE if has_year else Confidence.LIKELY)
    for match in reading.match_at(_MONTH_FIRST, _starts(reading, _MONTH_BEFORE)):
        if _day_fits(match) and _is_american(reading, match):
            yield _Day(*match.span(), match["year"] is not None, Confidence.LIKELY)
    for match in reading.match_at(_MIXED, reading.numbers):
        yield _Day(*match.span(), has_year=True, confidence=Confidence.SURE)


def _in_numbers(reading: Reading) -> Iterator[_Day]:
    for match in reading.match_at(_NUMERIC, reading.numbers):
        if _is_day_and_month(match) and not _is_a_section(reading, match):
            is_full = len(match["year"]) == 4
            yield _Day(*match.span(), True, Confidence.SURE if is_full else Confidence.LIKELY)
    for pattern, sure in ((_YEAR_FIRST, Confidence.SURE), (_COMPACT, Confidence.POSSIBLE)):
        for match in reading.match_at(pattern, reading.numbers):
            if _fits(int(match["day"]), int(match["month"])):
                yield _Day(*match.span(), has_year=True, confidence=sure)


def _after_weekdays(reading: Reading) -> Iterator[_Day]:
    weekdays = tuple(_starts(reading, _WEEKDAY_BEFORE))
    for match in reading.match_at(_WEEKDAY_NUMERIC, weekdays):
        if _is_day_and_month(match):
            yield _Day(*match.span("it"), has_year=False, confidence=Confidence.LIKELY)
    for match in reading.match_at(_WEEKDAY_DAY, weekdays):
        yield _Day(*match.span("it"), has_year=False, confidence=Confidence.POSSIBLE)


def _is_a_section(reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether 4.1.12 is called a section, a version or the like."""
    is_dotted = "." in match["mark"] or "-" in match["mark"]
    return is_dotted and _NOT_A_DATE.search(reading.before(match.start())) is not None


def _starts(reading: Reading, lead: re.Pattern[str]) -> Iterator[int]:
    """Give where *lead*, which ends right before a number, begins."""
    for number in reading.numbers:
        if number and reading.text[number - 1] in " \n-":
            at = max(0, number - _LONGEST_LEAD)
            found = lead.search(reading.text, at, number)
            if found is not None:
                yield found.start()


def _judge(reading: Reading, day: _Day) -> Iterator[Hit]:
    lead = reading.before(day.start)
    if _BIRTH.search(lead):
        kind, reason = IdentifierKind.BIRTH_DATE, Reason.CALLED_BIRTH_DATE
        yield Hit(kind, day.start, day.end, reason, Confidence.SURE)
    elif not _VAGUE.search(lead):
        reason = Reason.DATE_WITH_YEAR if day.has_year else Reason.DATE_WITHOUT_YEAR
        yield Hit(IdentifierKind.EXACT_DATE, day.start, day.end, reason, day.confidence)


def _fits(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1]


def _is_day_and_month(match: re.Match[str]) -> bool:
    first, second = int(match["first"]), int(match["second"])
    return _fits(first, second) or _fits(second, first)


def _day_fits(match: re.Match[str]) -> bool:
    beginning = match["month"][:3].lower()
    months = _WELSH if beginning in _WELSH else _MONTHS
    return _fits(int(match["day"]), months.index(beginning) + 1)


def _is_month_word(match: re.Match[str]) -> bool:
    """Tell whether "12 may" is a day: small letters need an ordinal or a year beside them."""
    word = match["month"]
    if word[0].isupper():
        return True
    return match["ordinal"] is not None or match["year"] is not None or len(word) > 5


def _is_american(reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether "March 12" is a day: "March 25" without more is often a month and its year."""
    if not match["month"][0].isupper():
        return False
    if match["year"] is not None or match["ordinal"] is not None:
        return True
    leads = _ON.search(reading.before(match.start())) is not None
    return int(match["day"]) < 20 and (leads or match["month"].lower() not in _CAPITAL_ONLY)
