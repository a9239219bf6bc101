"""Decisions about words that may point to a person, remembered in the journal."""

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.decisions import Decision, DecisionChoice, decision_key
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


class DecisionRepository:
    """One decision for the same words found as the same kind."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def list_all(self) -> tuple[Decision, ...]:
        """Give every decision, the oldest first.

        Raises:
            ConditionError: one cannot be read (DAMAGED).
        """
        return tuple(_decision(row) for row in self._rows())

    def put(self, decision: Decision) -> None:
        """Keep *decision* in place of the one for the same words; the same is not written again."""
        new = cleaned(decision)
        values = {
            "kind": new.kind,
            "text": new.text,
            "choice": new.choice.value,
            "replacement": new.replacement,
            "reason": new.reason,
        }
        for row in self._same(new.kind, new.text):
            if any(row[name] != value for name, value in values.items()):
                self._writing.update("decision", row["uid"], values)
            return
        self._writing.insert("decision", {"uid": self._writing.ids.new(), **values})

    def forget(self, kind: str, text: str) -> None:
        """Decide no more about these words."""
        for row in self._same(kind, text):
            now = self._writing.stamp()["updated_at"]
            self._writing.update("decision", row["uid"], {"deleted_at": now})

    def _rows(self) -> list[Row]:
        return self._writing.all("SELECT * FROM decision WHERE deleted_at IS NULL ORDER BY n")

    def _same(self, kind: str, text: str) -> list[Row]:
        key = decision_key(kind, text)
        return [row for row in self._rows() if decision_key(row["kind"], row["text"]) == key]


def _decision(row: Row) -> Decision:
    try:
        return Decision(
            row["kind"],
            row["text"],
            DecisionChoice(row["choice"]),
            row["replacement"],
            row["reason"],
            parse_timestamp(row["updated_at"]),
        )
    except ValueError as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
