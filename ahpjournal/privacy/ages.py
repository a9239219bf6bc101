"""Exact ages. Bands, limits and the age of things are left alone."""

import re
from collections.abc import Iterator

from ahpjournal.privacy.findings import Confidence, Hit, IdentifierKind, Reason
from ahpjournal.privacy.reading import Reading

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_WORD_NUMBER = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:{_UNITS}))?"
    rf"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_UNITS}"
    r"|a hundred|one hundred)"
)
_NUMBER = rf"(?:\d{{1,3}}|{_WORD_NUMBER})"
_YEARS_SHORT = re.compile(r"\d[ -]?y/?o")
_YEARS_OLD = re.compile(
    rf"(?<![\w.,/-])(?P<it>{_NUMBER}(?:[ -]?(?:years?|yrs?|months?|weeks?|days?)[ -]olds?\b"
    r"|[ -]?y/?o\b|\s(?:years|yrs) of age\b))(?P<after>[ -]?\w*)",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:aged?|turn(?:ed|ing))(?: of| only| about| around)? (?P<it>{_NUMBER})\b"
    r"(?!\s?(?:-|to|and (?:over|under|above|older|below|younger)|or (?:over|under|above|older|below"
    r"|younger)|plus|\+|%|/|:|per|of|s\b|is\b|was\b)|[.,]\d|\w)",
    re.IGNORECASE,
)
_AGE_AND_SEX = re.compile(
    r"\b[Aa]n? (?P<it>\d{2,3}\s?[MFmf])(?= (?:with|who|admitted|presenting|found|seen|post|after"
    r"|referred|on|from|had|in)\b|[,;])"
    r"|(?<![^\s(])(?P<short>\d\d[MF]|\d{1,3} ?yrs)(?=,? (?:[RL] |#|NOF|lives|known|admitted|CVA"
    r"|[TR][KH]R|COPD|fell\b|falls?\b|stroke|day \d|POD|first admission|widowed|retired))"
    r"|\b(?:man|woman|father|mother|lady|gentleman|patient|widow|widower|boy|girl|son|daughter"
    r"|husband|wife)(?: of \w+)?, (?P<named>\d{1,3})(?=,)"
)
_BAND = re.compile(
    r"\b(?:under|over|above|below|older than|younger than|at least|at most|more than|less than"
    r"|up to|minimum|maximum|between|from|until|retirement|pension|and|to|-|average|mean|median"
    r"|every|first|last|past|next|previous|about|or)"
    r"\s?(?:age(?:d)?|the age of|age of|ages)?\s?$",
    re.IGNORECASE,
)
_BAND_AGED = re.compile(
    r"\b(?:under|over|above|below|retirement|pension|average|mean|median|working|minimum|school"
    r"|from|until|to|by|of|beyond|past|not|has|have|had|were|are|it)\s(?:the\s)?$",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"[ -]?(?:polic|plan|strateg|building|system|service|program|estate|contract|scanner|machine"
    r"|guid|problem|computer|database|unit|model|framework|debt|backlog|agreement|data|document"
    r"|hospital|ward|site|trust|idea|habit|argument|question|project|pathway|practice|process"
    r"|laptop|software|equipment|evidence|dispute|report|spreadsheet|form|protocol|standard"
    r"|vision|team|role|network|partnership|initiative|rota|template|register|risk|post)",
    re.IGNORECASE,
)


def find_ages(reading: Reading) -> Iterator[Hit]:
    """Find the exact age of somebody; bands, limits and the age of things are left."""
    text, kind = reading.text, IdentifierKind.AGE
    is_old = reading.has((" old", "-old", "of age")) or _YEARS_SHORT.search(reading.lower)
    for match in _YEARS_OLD.finditer(text) if is_old else ():
        if match["it"].lower().endswith("olds") or _THINGS.match(match["after"]):
            continue
        if not _BAND.search(reading.before(match.start("it"))):
            yield Hit(kind, *match.span("it"), Reason.EXACT_AGE, Confidence.LIKELY)
    for match in _AGED.finditer(text) if reading.has(("age", "turn")) else ():
        if not _is_limit(reading, match):
            yield Hit(kind, *match.span("it"), Reason.EXACT_AGE, Confidence.LIKELY)
    for match in _AGE_AND_SEX.finditer(text) if reading.numbers else ():
        group = match.lastgroup or "it"
        reason = Reason.EXACT_AGE if group == "named" else Reason.AGE_AND_SEX
        yield Hit(kind, *match.span(group), reason, Confidence.POSSIBLE)


def _is_limit(reading: Reading, match: re.Match[str]) -> bool:
    lead = reading.before(match.start())
    if match[0].lower().startswith("turn"):
        return not re.search(
            r"\b(?:he|she|they|patient|client|who|had|has|just|man|woman|mother"
            r"|father|son|daughter|lady|gentleman|resident)\s$",
            lead,
            re.IGNORECASE,
        )
    if match[0].lower().startswith("aged"):
        return (
            re.search(
                r"\b(?:those|people|adults|children|all|everyone|patients|men|women)\s$",
                lead,
                re.IGNORECASE,
            )
            is not None
            and _BAND.search(lead) is not None
        )
    return _BAND_AGED.search(lead) is not None
