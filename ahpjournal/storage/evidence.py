"""What ratings rest on: things to choose from, what they are called, and how many there are."""

from collections.abc import Iterable, Sequence
from datetime import date

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.evidence import EvidenceCounts, EvidenceItem
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink
from ahpjournal.storage.rows import Row
from ahpjournal.storage.snapshots import TABLES
from ahpjournal.storage.writing import Writing

# One row for each thing: its kind, id, title and day, and whether it is linked to a competency.
_THINGS = {
    EvidenceKind.ENTRY: """
SELECT 'entry' AS kind, e.uid AS record, e.title AS title, e.preview AS words,
  e.held_on AS day, EXISTS (
    SELECT 1 FROM entry_competency c WHERE c.entry = e.n AND c.competency = :competency) AS linked,
  '' AS within, e.on_precision AS precision
FROM entry e WHERE e.deleted_at IS NULL""",
    EvidenceKind.ACTION: """
SELECT 'action', a.uid, a.title, a.why, coalesce(a.due_on, substr(a.created_at, 1, 10)), EXISTS (
    SELECT 1 FROM action_competency c WHERE c.action = a.n AND c.competency = :competency),
  '', 'day'
FROM action a WHERE a.deleted_at IS NULL""",
    EvidenceKind.ATTACHMENT: """
SELECT 'attachment', f.uid, f.name, '', e.held_on, EXISTS (
    SELECT 1 FROM entry_competency c WHERE c.entry = e.n AND c.competency = :competency), e.uid,
  e.on_precision
FROM attachment f JOIN entry e ON e.uid = f.entry
WHERE f.deleted_at IS NULL AND e.deleted_at IS NULL""",
}
_WORDS = {
    EvidenceKind.ENTRY: "(e.title || ' ' || e.preview)",
    EvidenceKind.ACTION: "(a.title || ' ' || a.why)",
    EvidenceKind.ATTACHMENT: "f.name",
}
_NEWEST = 2000
_IDS = {EvidenceKind.ENTRY: "e.uid", EvidenceKind.ACTION: "a.uid", EvidenceKind.ATTACHMENT: "f.uid"}

_PRESENT = """
rating r JOIN rating_evidence v ON v.rating = r.uid
WHERE r.uid NOT IN (SELECT corrects FROM rating WHERE corrects IS NOT NULL)"""
_MORE_ENTRIES = f"""
SELECT r.competency AS competency, count(DISTINCT v.record) AS uses FROM {_PRESENT}
  AND v.kind = 'entry' AND EXISTS (
    SELECT 1 FROM entry e WHERE e.uid = v.record AND e.deleted_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM entry_competency c WHERE c.entry = e.n AND c.competency = r.competency))
GROUP BY r.competency"""
_FILES = f"""
SELECT r.competency AS competency, count(DISTINCT v.record) AS uses FROM {_PRESENT}
  AND v.kind = 'attachment' AND EXISTS (
    SELECT 1 FROM attachment f JOIN entry e ON e.uid = f.entry
    WHERE f.uid = v.record AND f.deleted_at IS NULL AND e.deleted_at IS NULL)
GROUP BY r.competency"""


class EvidenceRepository:
    """Reads what ratings rest on; the ledger itself is written with the ratings."""

    def __init__(self, writing: Writing) -> None:
        """Read through *writing*."""
        self._writing = writing

    def suggest(self, competency: str, typed: str, limit: int) -> tuple[EvidenceItem, ...]:
        """Give things whose title or first words hold every word *typed*.

        What is linked to *competency* comes first, then the newest; of very many reflections only
        the newest are looked at.
        """
        words = typed.split()

        def matching(kind: EvidenceKind) -> str:
            return "".join(
                f" AND {_WORDS[kind]} LIKE :word{i} ESCAPE '\\'" for i in range(len(words))
            )

        newest = f"SELECT * FROM ({{}} ORDER BY e.held_on DESC, e.n DESC LIMIT {_NEWEST})"
        things = [
            (newest if kind is EvidenceKind.ENTRY else "{}").format(sql + matching(kind))
            for kind, sql in _THINGS.items()
        ]
        values = {f"word{i}": f"%{_literal(word)}%" for i, word in enumerate(words)}
        rows = self._rows(
            f"SELECT * FROM ({' UNION ALL '.join(things)})"
            " ORDER BY linked DESC, day DESC, record LIMIT :limit",
            {**values, "competency": competency, "limit": limit},
        )
        return tuple(_item(row) for row in rows)

    def describe(self, links: Iterable[EvidenceLink]) -> dict[EvidenceLink, EvidenceItem]:
        """Tell what things are called; those that are not here, or in the bin, have no title."""
        wanted = tuple(dict.fromkeys(links))
        found: dict[EvidenceLink, EvidenceItem] = {
            link: EvidenceItem(link, is_here=False) for link in wanted
        }
        for link in wanted:
            rows = self._rows(
                f"{_THINGS[link.kind]} AND {_IDS[link.kind]} = :record",
                {"competency": "", "record": link.record},
            )
            if rows:
                found[link] = _item(rows[0])
        return found

    def counts(self, linked: dict[str, int]) -> EvidenceCounts:
        """Count reflections, each once, from those *linked* by competency; and files."""
        entries = dict(linked)
        for row in self._writing.all(_MORE_ENTRIES):
            entries[row["competency"]] = entries.get(row["competency"], 0) + row["uses"]
        files = {row["competency"]: row["uses"] for row in self._writing.all(_FILES)}
        return EvidenceCounts(entries, files)

    def _rows(self, sql: str, values: dict[str, object]) -> Sequence[Row]:
        cursor = self._writing.connection.execute(sql, values)
        names = ("kind", "record", "title", "words", "day", "linked", "within", "precision")
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _item(row: Row) -> EvidenceItem:
    kind = EvidenceKind(row["kind"])
    table = TABLES[RecordKind.ENTRY]
    title = table.name_in({"title": row["title"], "preview": row["words"]})
    return EvidenceItem(
        EvidenceLink(kind, row["record"]),
        title,
        _day(row["day"]),
        is_linked=bool(row["linked"]),
        precision=Precision(row["precision"]),
        within=row["within"],
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _literal(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return word
