"""People by title and surname, and the ward or bed somebody lay in."""

import re
from collections.abc import Iterator

from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Sister|Sr|S/N|SN|Matron|Nurse|Sir|Dame|Lord"
    r"|Lady|Rev"
    r"|Reverend|Revd|Father|Fr|Cllr|Councillor|Baroness|Baron|Imam|Rabbi)"
)
_TITLE_WORDS = (
    "mr", "ms", "miss", "mx", "dr", "prof", "doctor", "sister", "sr ", "sr. ", "s/n ", "sn ",
    "matron", "nurse", "sir", "dame",
    "lord", "lady", "rev", "father", "fr", "cllr", "councillor", "baron", "imam", "rabbi",
)  # fmt: skip
_PARTICLE = (
    r"(?:(?:van|von|de|der|den|da|del|della|di|dos|du|la|le|al|el|bin|ibn|ap|ab|ferch|ter|ten|zu"
    r"|Nic|Mac|St\.?)[ -])"
)
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u0106\u010c\u0141\u015a\u0160\u017d"
_NAME = rf"(?:(?:[{_UPPER}]['])?[{_UPPER}][^\W\d_]+(?:[-'][{_UPPER}][^\W\d_]+)*)"
_INITIALS = rf"(?:[{_UPPER}]\.? ?(?=[{_UPPER}])){{1,3}}"
_TITLED = re.compile(
    rf"(?<![^\W_])(?P<title>{_TITLE}\.?(?: and {_TITLE}\.?| & {_TITLE}\.?|/{_TITLE}\.?)?"
    rf"(?:\s{_TITLE}\.?)?)\s(?:{_INITIALS}\s?)?"
    rf"(?P<name>{_PARTICLE}{{0,3}}(?P<first>{_NAME})"
    rf"(?P<more>(?: {_PARTICLE}{{0,3}}{_NAME}){{0,2}}))"
)
_SHOUTED = re.compile(
    rf"(?<![^\W_])(?P<title>MR|MRS|MISS|DR|PROF)\.?\s(?:{_INITIALS}\s)?(?P<first>[A-Z][A-Z'-]{{2,}})"
    r"(?![^\W_])"
)
_SMALL = re.compile(
    r"(?<![^\W_])(?P<title>mr|mrs|ms|miss|dr|prof)\.?\s(?P<first>[^\W\d_][^\W\d_'-]+)(?![^\W_])"
)
# What follows a title and is no surname: the rest of a job, a small word, a day, a thing.
_AFTER_A_TITLE = """
a act ahp ahps all also an and angiography any appointment appointments april are as asked
associate associates at august band bank be board but by can care chancellor chapel chief
christmas clinic clinics college community company conditional consultant consultants could
council day december did director directors doctor does education educator educators emeritus
external facilitator february findings for friday from general group had has have he head her his
hospital hospitals i if imaging in is it january july june lead leader leaders leadership led
letter letters lieutenant manager managers march matron may mayor mayors meeting midwife midwives
might monday must my nhs no not notes november now nurse october of office officer on or
organisation organisations our out paramedic physics physio physiotherapist physiotherapists plan
podiatrist post practice practitioner practitioners prescriber prescribers prescribing programme
radiographer radiographers recovery review role roles rota round rounds safe safety said saturday
says scan scanner scanning scans school secretary senior september service services she should
sister site society specialist specialists spectroscopy staff staffing student students suite
sunday supervisor surgeries surgery team teams that the their then therapy there they this
thursday to training trust tuesday unit universe ward was we wednesday were when while who will
with would you your
"""
_WORDS_AFTER = frozenset(_AFTER_A_TITLE.split())
_LETTERED = re.compile(r"\b(?:[Ww]ard|[Bb]ay|[Ss]ide [Rr]oom|[Cc]ubicle) [A-HJ-Z](?![\w'&/-])")
_PLACE = re.compile(
    r"\b(?:ward|bed|bed ?space|bay|side ?room|cubicle)(?:\s(?:no\.?|number))?[ -]"
    r"[A-Z]?\d{1,3}[A-Z]?(?![^\W_])"
    r"(?!\s?(?:hours?|hrs?|days?|weeks?|months?|years?|times|per|nurses|beds|minutes|mins|people"
    r"|patients|staff|of|out|or more|x)\b|/|\.\d|,\d{3}|\s?%)",
    re.IGNORECASE,
)


def find_people(reading: Reading) -> Iterator[Hit]:
    """Find a title with a surname; a title alone, or with one letter, names nobody."""
    kind, reason = IdentifierKind.PERSON, Reason.TITLE_AND_NAME
    text = reading.text
    if not reading.has(_TITLE_WORDS):
        return
    for match in _TITLED.finditer(text):
        end = _end_of_name(match)
        if end:
            yield Hit(kind, match.start(), end, reason, Confidence.LIKELY)
    for match in _SHOUTED.finditer(text):
        if match["first"].lower() not in _WORDS_AFTER:
            yield Hit(kind, *match.span(), reason, Confidence.POSSIBLE)
    for match in _SMALL.finditer(text):
        first = match["first"]
        is_name = first[0].isupper() or match["title"] in {"mr", "mrs"}
        if is_name and first.lower() not in _WORDS_AFTER:
            end = match.end() - (2 if first.endswith("'s") else 0)
            yield Hit(kind, match.start(), end, reason, Confidence.POSSIBLE)


def _end_of_name(match: re.Match[str]) -> int:
    """Give where the name ends; 0 if what follows the title is no name."""
    first = match["first"]
    if first.lower() in _WORDS_AFTER or first.lower().removesuffix("'s") in _WORDS_AFTER:
        return 0
    if first.isupper() and len(first) <= 4 and not match["title"].isupper():
        return 0
    end = match.end("first")
    if first.endswith("'s"):
        return end - 2
    at = end
    for word in match["more"].split(" ")[1:]:
        at += 1 + len(word)
        if word.lower() in _WORDS_AFTER or (word.isupper() and len(word) > 1):
            break
        if word[0].isupper():
            end = at
    return end


def find_places(reading: Reading) -> Iterator[Hit]:
    """Find the number or letter of a ward, a bed, a bay or a side room."""
    kind, reason = IdentifierKind.PLACE_OF_CARE, Reason.WARD_OR_BED
    if not reading.has(("ward", "bed", "bay", "side", "cubicle")):
        return
    for match in reading.near_numbers(_PLACE):
        yield Hit(kind, *match.span(), reason, Confidence.LIKELY)
    for match in _LETTERED.finditer(reading.text):
        yield Hit(kind, *match.span(), reason, Confidence.LIKELY)
