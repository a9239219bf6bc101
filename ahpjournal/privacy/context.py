"""What stands before and after a number decides what it is."""

import re

from ahpjournal.privacy.reading import Reading

_IMPERSONAL = re.compile(
    r"\b(?:ISBN(?:-1[03])?|ISSN|DOI|ISRCTN|IRAS|PMID|PMCID|ORCID|CRN|grant|invoice|order|purchase|"
    r"cost cent(?:re|er)|budget|charity|company|VAT|ticket|serial|asset|project|tender|contract|"
    r"version|model|licen[cs]e|policy|standard|guideline|incident|datix|REC)"
    r"(?:\s+(?:no|number|num|code|id|ref(?:erence)?|is|was))*\s*[.:#]*\s*$",
    re.IGNORECASE,
)


def is_impersonal(reading: Reading, start: int) -> bool:
    """Tell whether the number at *start* is called something that is nobody's: an order, a DOI."""
    return _IMPERSONAL.search(reading.before(start)) is not None
