"""What text a journal can hold: anything people write, and nothing that breaks files."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from operator import is_
from typing import Any, TypeVar, cast

T = TypeVar("T")

# C0 controls but tab and newline, halves of characters, and the two noncharacters that XML and
# some databases refuse.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


_WITHOUT_TEXT = frozenset({int, float, bool, type(None), date, datetime})


def clean(text: str) -> str:
    """Give *text* with line feeds for newlines and without what no text file can hold."""
    if _NOT_TEXT.search(text) is None:
        return text
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(record: T) -> T:
    """Give *record*, a dataclass, with every text in it clean; itself if nothing was to do."""
    return cast("T", _cleaned(record))


def _cleaned(value: object) -> object:
    kind: type = value.__class__
    if kind in _WITHOUT_TEXT:
        return value
    if isinstance(value, str):
        return clean(value) if kind is str else value
    if isinstance(value, tuple):
        items = tuple([_cleaned(item) for item in value])
        return value if all(map(is_, items, value)) else items
    changes: dict[str, Any] = {
        name: new
        for name in _names_of(kind)
        if (new := _cleaned(old := getattr(value, name))) is not old
    }
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """Give the names of the fields of a dataclass; nothing else has any."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
