"""The policies in force as typed values, and what is wrong with those that cannot be used."""

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.policy.catalogue import POLICIES, PolicyKind, PolicySpec

_BY_NAME = {spec.name: spec for spec in POLICIES}
_SEPARATORS = str.maketrans(";\n\t ", ",,,,")


class ProblemCode(StrEnum):
    """Why a policy is not in force."""

    UNKNOWN_NAME = "unknown-name"
    WRONG_KIND = "wrong-kind"
    OUT_OF_RANGE = "out-of-range"
    NOT_A_WHOLE_PATH = "not-a-whole-path"
    """A folder that is not named from its root, or by a variable that is not there."""
    UNKNOWN_CHOICE = "unknown-choice"
    """Only what is not known is left out; the rest of the list is in force. Does no harm."""
    UNREADABLE = "unreadable"
    """The place of the policies is there and cannot be read: none of them is in force."""


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """Something about the policies that cannot be used. *name* is a policy's, or a place."""

    name: str
    code: ProblemCode
    value: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether all is as strict as it was meant: a list may name what only others know."""
        return self.code is ProblemCode.UNKNOWN_CHOICE


@dataclass(frozen=True, slots=True)
class Policies:
    """What the organisation sets on this computer; the defaults are what holds without it."""

    data_folder: Path | None = None
    requires_passphrase: bool = False
    auto_lock_minutes: int | None = None
    allowed_export_kinds: frozenset[str] | None = None
    disables_attachments: bool = False
    backup_folder: Path | None = None
    minimum_retention_days: int = 0
    given: frozenset[str] = frozenset()
    """Names of the policies that are in force."""
    problems: tuple[PolicyProblem, ...] = ()

    def allows_export(self, kind: str) -> bool:
        """Tell whether a journal may leave in the form *kind* (one of EXPORT_KINDS)."""
        return self.allowed_export_kinds is None or kind in self.allowed_export_kinds

    def require_export(self, kind: str) -> None:
        """Make sure that a journal may leave in the form *kind*.

        Raises:
            ConditionError: the organisation does not allow it (NOT_ALLOWED_HERE).
        """
        if not self.allows_export(kind):
            raise ConditionError(ConditionCode.NOT_ALLOWED_HERE, kind)

    def require_removable_passphrase(self) -> None:
        """Make sure that a journal may be without a passphrase.

        Raises:
            ConditionError: the organisation wants every journal encrypted (PASSPHRASE_REQUIRED).
        """
        if self.requires_passphrase:
            raise ConditionError(ConditionCode.PASSPHRASE_REQUIRED)

    def require_protected_copy(self, *, is_protected: bool) -> None:
        """Make sure that a copy of a whole journal may leave, protected by a password or not.

        Raises:
            ConditionError: the organisation wants every journal encrypted (PROTECTED_COPY_ONLY).
        """
        if self.requires_passphrase and not is_protected:
            raise ConditionError(ConditionCode.PROTECTED_COPY_ONLY)


NO_POLICIES = Policies()
"""Nobody sets anything on this computer."""


class _Unusable(Exception):  # noqa: N818 - caught in this module only
    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code.value)
        self.code = code


def parse_policies(
    values: Mapping[str, object], problems: Iterable[PolicyProblem] = ()
) -> Policies:
    """Read policies from plain values by name; one that cannot be used is as if it were not set.

    *problems* were found before, by whoever read the values.
    """
    found = list(problems)
    parsed: dict[str, object] = {}
    given = set()
    for name, value in values.items():
        spec = _BY_NAME.get(name)
        if spec is None:
            found.append(PolicyProblem(name, ProblemCode.UNKNOWN_NAME))
            continue
        try:
            parsed[spec.attribute] = _parse(spec, value, found)
        except _Unusable as error:
            found.append(PolicyProblem(name, error.code, _shown(value)))
            continue
        given.add(name)
    return Policies(**parsed, given=frozenset(given), problems=tuple(found))  # type: ignore[arg-type]


def _parse(spec: PolicySpec, value: object, problems: list[PolicyProblem]) -> object:
    match spec.kind:
        case PolicyKind.FOLDER:
            return _folder(value)
        case PolicyKind.SWITCH:
            return _switch(value)
        case PolicyKind.NUMBER:
            return _number(spec, value)
        case PolicyKind.CHOICES:
            return _choices(spec, value, problems)


def _folder(value: object) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise _Unusable(ProblemCode.WRONG_KIND)
    text = os.path.expanduser(os.path.expandvars(value.strip()))  # noqa: PTH111 - Path's raises
    if "\0" in text or "%" in text or "$" in text or not os.path.isabs(text):  # noqa: PTH117
        raise _Unusable(ProblemCode.NOT_A_WHOLE_PATH)
    return Path(text)


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in {0, 1}:
        return value == 1
    raise _Unusable(ProblemCode.WRONG_KIND)


def _number(spec: PolicySpec, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Unusable(ProblemCode.WRONG_KIND)
    if not spec.lowest <= value <= spec.highest:
        raise _Unusable(ProblemCode.OUT_OF_RANGE)
    return value


def _choices(spec: PolicySpec, value: object, problems: list[PolicyProblem]) -> frozenset[str]:
    if isinstance(value, str):
        words: list[object] = [w for w in value.translate(_SEPARATORS).split(",") if w]
    elif isinstance(value, list | tuple):
        words = list(value)
    else:
        raise _Unusable(ProblemCode.WRONG_KIND)
    chosen = {word.strip().lower() for word in words if isinstance(word, str)}
    if len(words) != len([word for word in words if isinstance(word, str)]):
        raise _Unusable(ProblemCode.WRONG_KIND)
    known = {*spec.choices, *spec.later}
    unknown = sorted(chosen - known - {""})
    if unknown:
        problem = PolicyProblem(spec.name, ProblemCode.UNKNOWN_CHOICE, ", ".join(unknown))
        problems.append(problem)
    return frozenset(chosen & known)


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "\u2026"  # a value, not a whole file
