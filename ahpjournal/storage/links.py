"""Links between reflections and actions, from both ends."""

from collections.abc import Iterable
from datetime import date

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.links import Linked, LinkKind, LinksOf
from ahpjournal.domain.plans import ActionState
from ahpjournal.storage.rows import Row, day
from ahpjournal.storage.snapshots import TABLES
from ahpjournal.storage.writing import Writing

_ENTRY = "e.uid, e.title, e.preview, e.held_on, e.on_precision"
_OUT = f"""
SELECT {_ENTRY} FROM entry_link l JOIN entry f ON f.n = l.entry JOIN entry e ON e.uid = l.other
WHERE f.uid = ? AND e.deleted_at IS NULL ORDER BY l.position"""
_IN = f"""
SELECT {_ENTRY} FROM entry_link l JOIN entry e ON e.n = l.entry
WHERE l.other = ? AND e.deleted_at IS NULL ORDER BY e.held_on DESC, e.n DESC"""
_ACTIONS = """
SELECT a.uid, a.title, a.why, a.due_on, a.state FROM action_entry l JOIN action a ON a.n = l.action
WHERE l.entry = ? AND a.deleted_at IS NULL ORDER BY a.n"""


class LinkRepository:
    """Reads links; they are written with the records that have them."""

    def __init__(self, writing: Writing) -> None:
        """Read through *writing*."""
        self._writing = writing

    def of_entry(self, entry_id: str) -> LinksOf:
        """Give what a reflection is linked to, and what mentions it; nothing that is in the bin."""
        out = [_entry(row) for row in self._writing.all(_OUT, (entry_id,))]
        mentions = [_entry(row) for row in self._writing.all(_IN, (entry_id,))]
        actions = [_action(row) for row in self._writing.all(_ACTIONS, (entry_id,))]
        return LinksOf(tuple(out), (*mentions, *actions))

    def describe(self, entry_ids: Iterable[str]) -> tuple[Linked, ...]:
        """Tell what reflections are called, in the order given; those not here are left out."""
        sql = f"SELECT {_ENTRY} FROM entry e WHERE e.uid = ? AND e.deleted_at IS NULL"
        rows = (self._writing.one(sql, (entry_id,)) for entry_id in entry_ids)
        return tuple(_entry(row) for row in rows if row is not None)


def _entry(row: Row) -> Linked:
    try:
        return Linked(
            LinkKind.ENTRY,
            row["uid"],
            TABLES[RecordKind.ENTRY].name_in(row),
            date.fromisoformat(row["held_on"]),
            Precision(row["on_precision"]),
        )
    except (ValueError, TypeError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error


def _action(row: Row) -> Linked:
    try:
        title = row["title"] or row["why"]
        is_open = ActionState(row["state"]).is_open
        return Linked(LinkKind.ACTION, row["uid"], title, day(row["due_on"]), is_open=is_open)
    except (ValueError, TypeError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
