"""What its owner decided about words that may point to a person."""

from dataclasses import field
from datetime import datetime
from enum import StrEnum

from ahpjournal.domain.records import dataclass


class DecisionChoice(StrEnum):
    """What is done with words on their way out."""

    KEEP = "keep"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice for *text*, found as *kind*, wherever it stands; remembered for next time.

    *reason* says why words are kept; *replacement* stands in their place.
    """

    kind: str
    text: str = field(repr=False)
    choice: DecisionChoice
    replacement: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    decided_at: datetime | None = None


def decision_key(kind: str, text: str) -> tuple[str, str]:
    """Give what two findings share that are the same words: case and spaces do not matter."""
    return kind, " ".join(text.split()).casefold()
