"""Every text that a journal holds, whatever record it belongs to, the bin included."""

from collections.abc import Iterator
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.storage.writing import Writing

_BATCH = 500
_TEXTS = {
    "entry": (
        "title || char(10) || body || char(10) || coalesce(cpd ->> '$.learnt', '') || char(10)"
        " || coalesce(cpd ->> '$.effect', '') || char(10) || coalesce(cpd ->> '$.benefit', '')"
    ),
    "action": (
        "title || char(10) || why || char(10) || first_step || char(10) || measure || char(10)"
        " || obstacle || char(10) || if_then || char(10) || support || char(10) || outcome"
        " || char(10) || log"
    ),
    "rating": "because",
    "module": "title || char(10) || notes",
    "reply": "words",
}
"""By table: the expression that gives all words of a record, one part a line."""


@dataclass(frozen=True, slots=True)
class RecordText:
    """All words of one record."""

    kind: str
    record: str
    text: str = field(repr=False)


class AllTexts:
    """Walks over every text of a journal."""

    def __init__(self, writing: Writing) -> None:
        """Read through *writing*."""
        self._writing = writing

    def count(self) -> int:
        """Give how many records there are to walk over."""
        rows = (self._writing.one(f"SELECT count(*) AS n FROM {table}") for table in _TEXTS)
        return sum(int(row["n"]) for row in rows if row is not None)

    def walk(self) -> Iterator[RecordText]:
        """Give the words of every record, removed ones too; little is in memory at a time."""
        for table, expression in _TEXTS.items():
            after = 0
            while rows := self._writing.all(
                f"SELECT n, uid, {expression} AS text FROM {table} WHERE n > ? ORDER BY n LIMIT ?",
                (after, _BATCH),
            ):
                for row in rows:
                    yield RecordText(table, row["uid"], row["text"])
                after = rows[-1]["n"]
