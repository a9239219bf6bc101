"""Ways to reach somebody: e-mail, telephone, postcode, web address."""

import re
from collections.abc import Iterator

from ahpjournal.privacy.context import is_impersonal
from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_EMAIL = re.compile(r"[^\W_][\w.+'%-]*@[^\W_][\w-]*(?:\.[\w-]*[^\W_])+")
_EMAIL_IN_WORDS = re.compile(
    r"(?<![^\W_])[^\W_][\w.+'-]*\s?[\[(]\s?at\s?[\])]\s?[^\W_][\w-]*"
    r"(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[^\W_][\w-]*)+"
    r"|(?<![^\W_])[\w.+'-]+ at [\w-]+(?: dot [\w-]+)+",
    re.IGNORECASE,
)

_PHONE = re.compile(
    r"(?<![\w.,/£$€-])(?P<start>\(?(?:\+|00) ?44\)?[ .-]{0,2}(?:\(0\))?|\(?0)"
    r"(?P<rest>\d(?:[ ().-]{0,2}\d){7,10})(?![\d/%]|[.,-]\d| ?\d)"
)
_FOREIGN = re.compile(r"(?<![\w.,])(?:\+|00)(?!44| 44)[1-9](?:[ ().-]{0,2}\d){7,13}(?!\d|[.,]\d)")
_CALLED = re.compile(
    r"\b(?:tel(?:ephone)?|phone|mobile|mob|ring|rang|call(?:ed)?(?: (?:me|him|her|them|us|back))?"
    r"|fax|switchboard|direct line|landline|contact number)"
    r"\s*(?:no|number)?\s*[.:#]*\s*(?:is|was|on)?\s*"
    r"(?P<it>\d(?:[ -]?\d){4,10})(?!\d|[.,/%]\d|[%/]|[ -]?\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"\b(?:ext(?:ension)?|extn|bleep(?:ed)?|bleeper|pager|paged)(?:\s+(?:no|number))?"
    r"\s*[.:#]*\s*(?:is|was|on)?\s*(?P<it>#?\d{3,6})(?![^\W_]|[.,/%]\d|%)",
    re.IGNORECASE,
)
_PHONE_WORDS = (
    "tel", "phone", "mob", "ring", "rang", "call", "fax", "switchboard", "line", "contact num",
)  # fmt: skip
_HELP_LINES = frozenset({"08001111", "08000684141", "08001234567"})

_AREAS_IN_USE = """
AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT
DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE
LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM
SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
_AREAS = frozenset(_AREAS_IN_USE.split())
_POSTCODE = re.compile(
    r"(?<![^\W_])(?:GIR ?0AA|(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z\d]?)"
    r"(?P<gap>[ -]{0,2})(?P<inward>\d[ABD-HJLNP-UW-Z]{2}))(?![^\W_])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$|\d[ap]m$", re.IGNORECASE)
_DISTRICT = re.compile(
    r"\bpost ?code(?:s)?(?: (?:area|district|sector))?(?: (?:is|was|of))?\s*:?\s+"
    r"(?P<it>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)(?![^\W_])|"
    r"(?<![^\W_])(?P<it2>(?P<area2>[A-Z]{1,2})\d[A-Z\d]?) (?:post ?code|postal) (?:area|district)s?"
)

_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\]]+"
    r"|(?<![\w@./-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:uk|com|org|net|eu|scot|wales|cymru|info"
    r"|health|io|gov|edu|int)(?![\w@-]|\.\w)(?:/[^\s<>\"\]]*)?",
)

_MAYBE_LINK = re.compile(r"\.[a-z]|://")


def find_emails(reading: Reading) -> Iterator[Hit]:
    """Find e-mail addresses, those with the sign spelt out too."""
    kind = IdentifierKind.EMAIL
    if "@" in reading.text:
        for match in _EMAIL.finditer(reading.text):
            yield Hit(kind, *match.span(), Reason.EMAIL_FORM, Confidence.SURE)
    if reading.has((" dot ", "(at", "[at", "( at", "[ at")):
        for match in _EMAIL_IN_WORDS.finditer(reading.text):
            yield Hit(kind, *match.span(), Reason.EMAIL_IN_WORDS, Confidence.LIKELY)


def find_phones(reading: Reading) -> Iterator[Hit]:
    """Find telephone numbers, extensions and bleeps."""
    kind = IdentifierKind.PHONE
    for match in reading.match_at(_PHONE, _phone_starts(reading)):
        digits = "".join(c for c in match["rest"] if c.isdigit())
        is_british = 9 <= len(digits) <= 10 and digits[0] in "1235789"
        known = "0" + digits in _HELP_LINES
        if is_british and not known and not is_impersonal(reading, match.start()):
            yield Hit(kind, *match.span(), Reason.UK_PHONE_FORM, Confidence.LIKELY)
    for match in reading.match_at(_FOREIGN, _phone_starts(reading)):
        yield Hit(kind, *match.span(), Reason.FOREIGN_PHONE_FORM, Confidence.LIKELY)
    if reading.has(_PHONE_WORDS):
        for match in reading.near_numbers(_CALLED):
            yield Hit(kind, *match.span("it"), Reason.CALLED_PHONE, Confidence.LIKELY)
    if reading.has(("ext", "bleep", "page")):
        for match in reading.near_numbers(_EXTENSION):
            yield Hit(kind, *match.span("it"), Reason.EXTENSION, Confidence.LIKELY)


def _phone_starts(reading: Reading) -> Iterator[int]:
    """Give where a telephone number may begin: at a 0, or at the marks before a number."""
    text = reading.text
    for number in reading.numbers:
        start = number
        while start and text[start - 1] in "(+":
            start -= 1
        if start < number or text[number] == "0":
            yield start


def find_postcodes(reading: Reading) -> Iterator[Hit]:
    """Find postcodes in use in the United Kingdom, and districts that are called postcodes."""
    kind = IdentifierKind.POSTCODE
    for match in reading.match_at(_POSTCODE, reading.codes):
        area = match["area"]
        if area is None:
            yield Hit(kind, *match.span(), Reason.POSTCODE_FORM, Confidence.SURE)
        elif area.upper() in _AREAS and not _is_chance(match):
            yield Hit(kind, *match.span(), Reason.POSTCODE_FORM, Confidence.LIKELY)
    if not reading.has(("postcode", "post code", "postal")):
        return
    for match in _DISTRICT.finditer(reading.text):
        group = "it" if match["it"] else "it2"
        if (match["area"] or match["area2"]) in _AREAS:
            yield Hit(kind, *match.span(group), Reason.POSTCODE_DISTRICT, Confidence.POSSIBLE)


def _is_chance(match: re.Match[str]) -> bool:
    """Tell whether what looks like a postcode is "1st", "3pm" or small letters run together."""
    if match[0].isupper():
        return False
    return not match["gap"] or _ORDINAL.match(match["inward"]) is not None


def find_links(reading: Reading) -> Iterator[Hit]:
    """Find web addresses."""
    text = reading.text
    if _MAYBE_LINK.search(text) is None:
        return
    for match in _LINK.finditer(text):
        end = match.end()
        while end > match.start() and text[end - 1] in ".,;:!?'\")*":
            address = text[match.start() : end]
            if text[end - 1] == ")" and address.count("(") >= address.count(")"):
                break
            end -= 1
        if "@" not in reading.before(match.start(), 1):
            kind = IdentifierKind.LINK
            yield Hit(kind, match.start(), end, Reason.WEB_ADDRESS, Confidence.POSSIBLE)
