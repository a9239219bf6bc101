"""The statements that find entries."""

from collections.abc import Sequence

from ahpjournal.domain.entries import EntryFilter, Sharing

HITS = 2_000

Query = tuple[str, Sequence[object]]


def find_query(
    wanted: EntryFilter,
    limit: int | None,
    *,
    keys: Sequence[int] | None = None,
    expression: str = "",
) -> Query:
    """Give the statement for the keys of entries, newest event first.

    *keys* or a full-text *expression* narrow it down. An expression that many entries match is
    worked out once, and entries are then taken in the index's order until *limit* is reached.
    """
    conditions, parameters = _conditions(wanted)
    if keys is not None:
        conditions.append(f"e.n IN ({','.join(str(int(key)) for key in keys)})")
    if expression:
        conditions.append("+e.n IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?)")
        parameters.append(expression)
    sql = (
        f"SELECT e.n FROM entry e WHERE {' AND '.join(conditions)}"
        " ORDER BY e.held_on DESC, e.n DESC"
    )
    if limit is not None:
        sql += " LIMIT ?"
        parameters.append(limit)
    return sql, parameters


def count_query(wanted: EntryFilter) -> Query:
    """Give the statement that counts entries."""
    conditions, parameters = _conditions(wanted)
    return f"SELECT count(*) FROM entry e WHERE {' AND '.join(conditions)}", parameters


def months_query(wanted: EntryFilter) -> Query:
    """Give the statement that counts entries by month of the event, newest first."""
    conditions, parameters = _conditions(wanted)
    sql = (
        "SELECT substr(e.held_on, 1, 7) AS month, count(*) AS entries FROM entry e"
        f" WHERE {' AND '.join(conditions)} GROUP BY month ORDER BY month DESC"
    )
    return sql, parameters


def _conditions(wanted: EntryFilter) -> tuple[list[str], list[object]]:
    conditions = ["e.deleted_at IS NULL"]
    parameters: list[object] = []

    def need(condition: str, *values: object) -> None:
        conditions.append(condition)
        parameters.extend(values)

    if wanted.module is not None:
        need("e.module = ?", wanted.module)
    if wanted.state is not None:
        # Written out, not bound: only so does SQLite see that the index of drafts serves.
        need(f"e.state = '{wanted.state.value}'")
    if wanted.sharing:
        chosen = [Sharing(sharing).value for sharing in wanted.sharing]
        need(f"e.sharing IN ({','.join('?' * len(chosen))})", *chosen)
    if wanted.after is not None:
        need("e.held_on >= ?", wanted.after.isoformat())
    if wanted.before is not None:
        need("e.held_on <= ?", wanted.before.isoformat())
    # A plus keeps SQLite from reading every linked entry: the order comes from the index of dates.
    if wanted.theme:
        need("+e.n IN (SELECT entry FROM entry_theme WHERE theme = ?)", wanted.theme)
    if wanted.competency:
        need("+e.n IN (SELECT entry FROM entry_competency WHERE competency = ?)", wanted.competency)
    if wanted.tag:
        need(
            "+e.n IN (SELECT l.entry FROM entry_tag l JOIN tag t ON t.n = l.tag WHERE t.name = ?)",
            wanted.tag,
        )
    return conditions, parameters
