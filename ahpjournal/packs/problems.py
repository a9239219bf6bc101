"""What stands in the way of reading a content file: codes, places and values, no prose."""

from collections.abc import Sequence
from enum import StrEnum

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.records import dataclass

_TYPE_NAMES = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "float",
    dict: "table",
    list: "array",
}


class ProblemCode(StrEnum):
    """Kinds of mistake in a content file."""

    NOT_TEXT = "not-text"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    SYNTAX = "syntax"
    WRONG_FORMAT = "wrong-format"
    NEWER_VERSION = "newer-version"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown-key"
    TYPE = "type"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    LINE_BREAK = "line-break"
    CONTROL_CHARACTER = "control-character"
    ID_CHARACTERS = "id-characters"
    DUPLICATE = "duplicate"
    UNKNOWN_REFERENCE = "unknown-reference"
    COUNT = "count"
    OUT_OF_RANGE = "out-of-range"
    SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True)
class PackProblem:
    """One mistake in a content file.

    *line* and *column* count from 1; *column* is 0 where the whole line is meant. *key* is a path
    such as ``competencies[4].descriptors``, items counted from 1; empty for the file as a whole.
    *expected* and *found* are values or TOML's own words ("string", "5", "A1, A2"), either may be
    empty.
    """

    file: str
    line: int
    key: str
    code: ProblemCode
    expected: str = ""
    found: str = ""
    column: int = 0


class PackError(InputError):
    """A content file cannot be used; *problems* names every mistake, in the order of lines."""

    def __init__(self, file: str, problems: Sequence[PackProblem]) -> None:
        """Keep the *problems* of *file* (a file name without folders)."""
        super().__init__(InputCode.PACK_PROBLEMS, file)
        self.problems = tuple(sorted(problems, key=lambda p: (p.line, p.column, p.key)))


def type_name(value: object) -> str:
    """Give TOML's name for the type of *value*."""
    return _TYPE_NAMES.get(type(value), "date or time")
