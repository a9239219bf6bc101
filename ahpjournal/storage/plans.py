"""Action plans with their links."""

from ahpjournal.domain.clock import timestamp
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.storage.rows import Row, action_row, to_action
from ahpjournal.storage.writing import Writing

_LINKS = (
    ("action_theme", "theme", "themes"),
    ("action_competency", "competency", "competencies"),
    ("action_entry", "entry", "entries"),
)


class ActionRepository:
    """Actions by id."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def get(self, action_id: str) -> ActionPlan | None:
        """Give one action that is not removed."""
        row = self._row(action_id)
        return self._action(row) if row is not None and row["deleted_at"] is None else None

    def exists(self, action_id: str) -> bool:
        """Tell whether an action with this id was ever stored here, removed or not."""
        return self._row(action_id) is not None

    def list_all(self) -> tuple[ActionPlan, ...]:
        """Give every action in the order they were made."""
        rows = self._writing.all("SELECT * FROM action WHERE deleted_at IS NULL ORDER BY n")
        links = {name: self._links_of_all(table, value) for table, value, name in _LINKS}
        return tuple(
            to_action(
                row,
                links["themes"].get(row["n"], []),
                links["competencies"].get(row["n"], []),
                links["entries"].get(row["n"], []),
            )
            for row in rows
        )

    def add(self, action: ActionPlan) -> None:
        """Store a new action with its links."""
        created = timestamp(action.created_at) if action.created_at is not None else None
        n = self._writing.insert("action", action_row(action), created)
        for table, value, name in _LINKS:
            self._writing.link(table, "action", value, n, getattr(action, name))

    def update(self, action: ActionPlan) -> None:
        """Store an action in place of the one with its id."""
        row = self._row(action.id)
        if row is None:
            return
        self._writing.update("action", row["n"], action_row(action))
        for table, value, name in _LINKS:
            self._writing.relink(table, "action", value, row["n"], getattr(action, name))

    def restamp(self, action: ActionPlan) -> None:
        """Put the times of *action* back as they were when it was written elsewhere."""
        if action.updated_at is not None:
            self._writing.db.execute(
                "UPDATE action SET updated_at = ? WHERE uid = ?",
                (timestamp(action.updated_at), action.id),
            )

    def set_removed(self, action_id: str, *, is_removed: bool) -> None:
        """Put an action into the bin, or take it out."""
        row = self._row(action_id)
        if row is not None:
            moment = timestamp(self._writing.clock.now()) if is_removed else None
            self._writing.update("action", row["n"], {"deleted_at": moment})

    def _row(self, action_id: str) -> Row | None:
        return self._writing.one("SELECT * FROM action WHERE uid = ?", (action_id,))

    def _action(self, row: Row) -> ActionPlan:
        themes, competencies, entries = (
            self._writing.links(table, "action", value, row["n"]) for table, value, _name in _LINKS
        )
        return to_action(row, themes, competencies, entries)

    def _links_of_all(self, table: str, value: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for row in self._writing.all(
            f"SELECT action, {value} AS v FROM {table} ORDER BY action, position"
        ):
            found.setdefault(row["action"], []).append(row["v"])
        return found
