"""What text a journal can hold: anything people write, and nothing that breaks files."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

T = TypeVar("T")

# C0 controls but tab and newline, halves of characters, and the two noncharacters that XML and
# some databases refuse.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Give *text* with line feeds for newlines and without what no text file can hold."""
    if _NOT_TEXT.search(text) is None:
        return text
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(record: T) -> T:
    """Give *record*, a dataclass, with every text in it clean; itself if nothing was to do."""
    return cast("T", _cleaned(record))


def _cleaned(value: object) -> object:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        items = tuple(_cleaned(item) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if is_dataclass(value) and not isinstance(value, type):
        changes: dict[str, Any] = {
            field.name: new
            for field in fields(value)
            if (new := _cleaned(old := getattr(value, field.name))) is not old
        }
        return replace(value, **changes) if changes else value
    return value
