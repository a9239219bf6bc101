"""What a rating rests on and what it may rest on, as the sitting shows it. No Qt here."""

from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceChoice:
    """What a rating rests on, and what is offered for it; *offered* None: nothing is chosen now."""

    linked: tuple[EvidenceItem, ...] = ()
    offered: tuple[EvidenceItem, ...] | None = None
