"""Action plans with their links."""

from dataclasses import replace

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.history import VersionReason, removes_much
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.storage.rows import Row, action_row, settled_action, to_action
from ahpjournal.storage.writing import Writing

_LINKS = (
    ("action_theme", "theme", "themes"),
    ("action_competency", "competency", "competencies"),
    ("action_entry", "entry", "entries"),
)

_TEXTS = ("why", "first_step", "measure", "obstacle", "if_then", "support", "outcome", "log")


class ActionRepository:
    """Actions by id."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self, action_id: str) -> ActionPlan | None:
        """Give one action that is not removed."""
        row = self._row(action_id)
        if row is None or row["deleted_at"] is not None:
            return None
        return self._actions([row], "WHERE action = ?", (row["n"],))[0]

    def stored(self, action_id: str) -> ActionPlan | None:
        """Give what was ever stored under this id, removed or not."""
        row = self._row(action_id)
        if row is None:
            return None
        return self._actions([row], "WHERE action = ?", (row["n"],))[0]

    def exists(self, action_id: str) -> bool:
        """Tell whether an action with this id was ever stored here, removed or not."""
        return self._row(action_id) is not None

    def list_all(self) -> tuple[ActionPlan, ...]:
        """Give every action in the order they were made."""
        rows = self._writing.all("SELECT * FROM action WHERE deleted_at IS NULL ORDER BY n")
        return self._actions(rows)

    def add(self, action: ActionPlan) -> ActionPlan:
        """Store a new action with its links; gives it as stored."""
        action = settled_action(action)
        created = timestamp(action.created_at) if action.created_at is not None else None
        row = self._writing.insert("action", action_row(action), created)
        for table, value, name in _LINKS:
            self._writing.link(table, "action", value, row["n"], getattr(action, name))
        return replace(
            action,
            created_at=parse_timestamp(row["created_at"]),
            updated_at=parse_timestamp(row["updated_at"]),
        )

    def update(
        self, action: ActionPlan, before: ActionPlan, reason: VersionReason | None = None
    ) -> ActionPlan:
        """Store what has changed since *before*; gives the action as stored.

        Nothing is written if nothing has. With a *reason*, or when much of a text goes, what was
        there is kept as a version.
        """
        action = replace(
            settled_action(action), created_at=before.created_at, updated_at=before.updated_at
        )
        row = self._row(action.id)
        if action == before or row is None:
            return before
        old = action_row(before)
        changed = {name: value for name, value in action_row(action).items() if old[name] != value}
        texts = [name for name in _TEXTS if name in changed]
        if reason is None and any(removes_much(old[name], changed[name]) for name in texts):
            reason = VersionReason.LARGE_REMOVAL
        stamp = self._writing.update("action", action.id, changed, reason)
        for table, value, name in _LINKS:
            if getattr(action, name) != getattr(before, name):
                self._writing.relink(table, "action", value, row["n"], getattr(action, name))
        return replace(action, updated_at=parse_timestamp(stamp["updated_at"]))

    def restamp(self, action: ActionPlan) -> None:
        """Put the times of *action* back as they were when it was written elsewhere."""
        if action.updated_at is not None:
            self._writing.execute(
                "UPDATE action SET updated_at = ? WHERE uid = ?",
                (timestamp(action.updated_at), action.id),
            )

    def set_removed(self, action_id: str, *, is_removed: bool) -> None:
        """Put an action into the bin, or take it out."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self._writing.update("action", action_id, {"deleted_at": moment})

    def _row(self, action_id: str) -> Row | None:
        return self._writing.one("SELECT * FROM action WHERE uid = ?", (action_id,))

    def _actions(
        self, rows: list[Row], condition: str = "", parameters: tuple[int, ...] = ()
    ) -> tuple[ActionPlan, ...]:
        links: dict[str, dict[int, list[str]]] = {}
        for table, value, name in _LINKS:
            found = links.setdefault(name, {})
            sql = f"SELECT action, {value} AS linked FROM {table} {condition}"
            for row in self._writing.all(f"{sql} ORDER BY action, position", parameters):
                found.setdefault(row["action"], []).append(row["linked"])
        return tuple(
            to_action(row, *(links[name].get(row["n"], ()) for _table, _value, name in _LINKS))
            for row in rows
        )
