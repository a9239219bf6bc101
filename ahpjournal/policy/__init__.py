"""What an organisation sets for its computers: which policies there are, and what they say here."""

from ahpjournal.policy.catalogue import (
    EXPORT_KINDS,
    LATER_KINDS,
    POLICIES,
    PolicyKind,
    PolicySpec,
)
from ahpjournal.policy.reading import read_policies
from ahpjournal.policy.values import (
    NO_POLICIES,
    Policies,
    PolicyProblem,
    ProblemCode,
    parse_policies,
)

__all__ = [
    "EXPORT_KINDS",
    "LATER_KINDS",
    "NO_POLICIES",
    "POLICIES",
    "Policies",
    "PolicyKind",
    "PolicyProblem",
    "PolicySpec",
    "ProblemCode",
    "parse_policies",
    "read_policies",
]
