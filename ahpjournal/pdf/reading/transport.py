"""What passes between the program and the process that reads for it: a task, then a result.

A task is a line of JSON and the bytes of the file; a result is one JSON object. Nothing goes
through the command line or a file, where others could see it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from enum import StrEnum
from typing import Any, BinaryIO

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.returned import (
    CommentKind,
    FoundBox,
    FoundComment,
    Oddity,
    ReturnedFile,
)

_LONGEST_HEAD = 1 << 20


class Outcome(StrEnum):
    """Why a file was not read."""

    NOT_A_PDF = "not-a-pdf"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - the name of an outcome
    WRONG_PASSWORD = "wrong-password"  # noqa: S105
    TOO_MUCH = "too-much"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. *places* are asked for their words: page, from 1, and corners, by name."""

    data: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    places: Mapping[str, tuple[int, tuple[float, float, float, float]]] = field(
        default_factory=dict
    )


def task_bytes(task: Task) -> bytes:
    """Write *task*."""
    head = {
        "password": task.password,
        "size": len(task.data),
        "places": {name: [page, *rect] for name, (page, rect) in task.places.items()},
    }
    return json.dumps(head).encode() + b"\n" + task.data


def read_task(stream: BinaryIO) -> Task:
    """Read what task_bytes() wrote."""
    head = json.loads(stream.readline(_LONGEST_HEAD))
    places = {
        name: (int(page), (left, bottom, right, top))
        for name, (page, left, bottom, right, top) in head["places"].items()
    }
    return Task(stream.read(head["size"]), head["password"], places)


def write_result(stream: BinaryIO, result: Outcome | ReturnedFile) -> None:
    """Write *result*."""
    if isinstance(result, Outcome):
        body: dict[str, Any] = {"outcome": result.value}
    else:
        body = {"found": {**asdict(result), "oddities": sorted(result.oddities)}}
    stream.write(json.dumps(body, ensure_ascii=True).encode("ascii"))
    stream.flush()


def read_result(data: bytes) -> Outcome | ReturnedFile:
    """Read what write_result() wrote.

    Raises:
        ValueError: it is nothing of the kind.
    """
    body = json.loads(data)
    try:
        if "outcome" in body:
            return Outcome(body["outcome"])
        found = body["found"]
        return ReturnedFile(
            pages=int(found["pages"]),
            boxes=tuple(_box(b) for b in found["boxes"]),
            comments=tuple(_comment(c) for c in found["comments"]),
            manifest=found["manifest"],
            identifier=str(found["identifier"]),
            references=tuple(str(r) for r in found["references"]),
            digests=tuple(str(d) for d in found["digests"]),
            recovered={str(k): str(v) for k, v in found["recovered"].items()},
            is_encrypted=bool(found["is_encrypted"]),
            oddities=frozenset(Oddity(o) for o in found["oddities"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError from error


def _box(values: dict[str, Any]) -> FoundBox:
    options = tuple((str(code), str(label)) for code, label in values.pop("options"))
    return FoundBox(**values, options=options)


def _comment(values: dict[str, Any]) -> FoundComment:
    return FoundComment(**{**values, "kind": CommentKind(values["kind"])})
