"""Prompts of one's own, in the order their owner gave them."""

from typing import Any

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.ordered import OrderedRecords
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


def prompt_row(prompt: OwnPrompt) -> dict[str, Any]:
    """Give the columns of *prompt*, but for its place."""
    return {
        "uid": prompt.id,
        "text": prompt.text,
        "theme": prompt.theme,
        "takes_turns": int(prompt.takes_turns),
    }


def to_prompt(row: Row) -> OwnPrompt:
    """Read a prompt.

    Raises:
        ConditionError: the row does not hold one (DAMAGED).
    """
    if not isinstance(row["text"], str) or "\0" in row["text"]:
        raise ConditionError(ConditionCode.DAMAGED)
    return OwnPrompt(row["uid"], row["text"], row["theme"], bool(row["takes_turns"]))


class PromptRepository:
    """Prompts by id."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing
        self.order = OrderedRecords(writing, "prompt")

    def list_all(self) -> tuple[OwnPrompt, ...]:
        """Give every prompt that is not removed, in order."""
        rows = self._writing.all(
            "SELECT * FROM prompt WHERE deleted_at IS NULL ORDER BY position, n"
        )
        return tuple(to_prompt(row) for row in rows)

    def exists(self, prompt_id: str) -> bool:
        """Tell whether a prompt with this id was ever stored here, removed or not."""
        sql = "SELECT 1 AS found FROM prompt WHERE uid = ?"
        return self._writing.one(sql, (prompt_id,)) is not None

    def save(self, prompt: OwnPrompt) -> OwnPrompt:
        """Store a prompt, a new one behind the others; one that was removed comes back."""
        kept = cleaned(prompt)
        self.order.save(kept.id, prompt_row(kept))
        return kept

    def set_removed(self, prompt_id: str, *, is_removed: bool) -> None:
        """Take a prompt out of view, or bring it back."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self.order.set_removed(prompt_id, moment)
