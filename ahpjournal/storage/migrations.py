"""The schema and how older files reach it. A released migration is never edited."""

from collections.abc import Mapping
from functools import cache

from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.database import Database, Migrations, database_of
from ahpjournal.storage.driver import Error
from ahpjournal.storage.schema import APPLICATION_ID, INDEXED, SCHEMA_VERSION

MIGRATIONS = Migrations("journal")

# Every record: a number of its own in this file, an id that is the same in every copy, when it was
# made and last changed, when it was put into the bin, and the hybrid clock of its present version.
_RECORD = """
  n INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  hlc TEXT NOT NULL
"""

# In `entry`, what lists show comes before the text: SQLite then reads no further than the row's
# first page.
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE profile ({_RECORD},
  name TEXT NOT NULL DEFAULT '', profession TEXT NOT NULL DEFAULT '',
  role_title TEXT NOT NULL DEFAULT '', role_level TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '', regulator TEXT NOT NULL DEFAULT '',
  cycle_starts_on TEXT, cycle_ends_on TEXT, coach TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE module ({_RECORD},
  number INTEGER NOT NULL UNIQUE, title TEXT NOT NULL DEFAULT '', starts_on TEXT, ends_on TEXT,
  state TEXT NOT NULL, notes TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE sitting ({_RECORD},
  kind TEXT NOT NULL, module INTEGER, held_on TEXT NOT NULL, competencies TEXT NOT NULL,
  finished_at TEXT) STRICT;
CREATE TABLE rating (
  n INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
  sitting TEXT NOT NULL REFERENCES sitting (uid) ON DELETE RESTRICT,
  competency TEXT NOT NULL, level INTEGER, confidence INTEGER,
  because TEXT NOT NULL DEFAULT '', rater TEXT NOT NULL, rated_at TEXT NOT NULL,
  corrects TEXT REFERENCES rating (uid) ON DELETE RESTRICT,
  pack_id TEXT NOT NULL, pack_version TEXT NOT NULL, created_at TEXT NOT NULL,
  hlc TEXT NOT NULL) STRICT;
CREATE INDEX rating_sitting ON rating (sitting, n);
CREATE TABLE entry ({_RECORD},
  held_on TEXT NOT NULL, on_precision TEXT NOT NULL, model TEXT NOT NULL, module INTEGER,
  sharing TEXT NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
  preview TEXT NOT NULL DEFAULT '', prompt TEXT NOT NULL DEFAULT '', layout TEXT NOT NULL,
  cpd TEXT, body TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX entry_held ON entry (held_on DESC, n DESC, module, state, sharing)
  WHERE deleted_at IS NULL;
CREATE INDEX entry_draft ON entry (held_on DESC, n DESC)
  WHERE deleted_at IS NULL AND state = 'draft';
CREATE INDEX entry_removed ON entry (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE entry_theme (
  entry INTEGER NOT NULL REFERENCES entry (n) ON DELETE CASCADE, theme TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (entry, theme)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_theme_by ON entry_theme (theme, entry);
CREATE TABLE entry_competency (
  entry INTEGER NOT NULL REFERENCES entry (n) ON DELETE CASCADE, competency TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (entry, competency)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_competency_by ON entry_competency (competency, entry);
CREATE TABLE tag (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE entry_tag (
  entry INTEGER NOT NULL REFERENCES entry (n) ON DELETE CASCADE,
  tag INTEGER NOT NULL REFERENCES tag (n) ON DELETE RESTRICT,
  position INTEGER NOT NULL, PRIMARY KEY (entry, tag)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_tag_by ON entry_tag (tag, entry);
CREATE TABLE action ({_RECORD},
  title TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '',
  first_step TEXT NOT NULL DEFAULT '', measure TEXT NOT NULL DEFAULT '',
  starts_on TEXT, due_on TEXT, review_on TEXT,
  obstacle TEXT NOT NULL DEFAULT '', if_then TEXT NOT NULL DEFAULT '',
  support TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, outcome TEXT NOT NULL DEFAULT '',
  evaluation_level TEXT, notes TEXT NOT NULL, cycles TEXT NOT NULL,
  log TEXT NOT NULL DEFAULT '', module INTEGER, risks TEXT NOT NULL) STRICT;
CREATE TABLE action_theme (
  action INTEGER NOT NULL REFERENCES action (n) ON DELETE CASCADE, theme TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (action, theme)) STRICT, WITHOUT ROWID;
CREATE TABLE action_competency (
  action INTEGER NOT NULL REFERENCES action (n) ON DELETE CASCADE, competency TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (action, competency)) STRICT, WITHOUT ROWID;
CREATE TABLE action_entry (
  action INTEGER NOT NULL REFERENCES action (n) ON DELETE CASCADE,
  entry TEXT NOT NULL REFERENCES entry (uid) ON DELETE CASCADE,
  position INTEGER NOT NULL, PRIMARY KEY (action, entry)) STRICT, WITHOUT ROWID;
CREATE INDEX action_entry_by ON action_entry (entry, action);
"""

_LEDGER = """
CREATE TRIGGER rating_no_update BEFORE UPDATE ON rating
  BEGIN SELECT RAISE(ABORT, 'ratings are never changed'); END;
CREATE TRIGGER rating_no_delete BEFORE DELETE ON rating
  BEGIN SELECT RAISE(ABORT, 'ratings are never deleted'); END;
"""

_ACTION_TEXTS = "title, why, first_step, measure, obstacle, if_then, support, outcome, log"


def _index(table: str, columns: str) -> str:
    new = ", ".join(f"new.{c.strip()}" for c in columns.split(","))
    old = ", ".join(f"old.{c.strip()}" for c in columns.split(","))
    insert = f"INSERT INTO {table}_fts (rowid, {columns}) VALUES (new.n, {new});"
    delete = (
        f"INSERT INTO {table}_fts ({table}_fts, rowid, {columns}) VALUES ('delete', old.n, {old});"
    )
    return f"""
CREATE VIRTUAL TABLE {table}_fts USING fts5 ({columns}, content="{table}", content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2', prefix='1 2');
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN {insert} END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN {delete} END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {columns} ON {table} BEGIN {delete} {insert} END;
"""


@MIGRATIONS()
def m0001_initial(db: Database) -> None:
    """Make the tables, the ledger's guards and the search indexes."""
    for statement in statements(
        _TABLES + _LEDGER + _index("entry", "title, body") + _index("action", _ACTION_TEXTS)
    ):
        db.conn.execute(statement)


# A version is a state that a record had, packed whole or as the difference from a whole one
# (``base``). ``record`` is the id of an entry, action or sitting, the number of a module, or
# "profile". A purge is for ever, in every copy.
_HISTORY = """
CREATE TABLE version (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, hlc TEXT NOT NULL,
  made_at TEXT NOT NULL, reason TEXT NOT NULL, base TEXT, crc INTEGER NOT NULL,
  body BLOB NOT NULL, UNIQUE (kind, record, hlc)) STRICT;
CREATE TABLE purged (
  kind TEXT NOT NULL, record TEXT NOT NULL, hlc TEXT NOT NULL,
  PRIMARY KEY (kind, record)) STRICT, WITHOUT ROWID;
CREATE TABLE conflict (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, winner TEXT NOT NULL,
  loser TEXT NOT NULL, found_at TEXT NOT NULL, settled_at TEXT,
  UNIQUE (kind, record, winner, loser)) STRICT;
CREATE INDEX action_removed ON action (deleted_at) WHERE deleted_at IS NOT NULL;
ALTER TABLE setting ADD COLUMN hlc TEXT NOT NULL DEFAULT '';
"""


@MIGRATIONS()
def m0002_history(db: Database) -> None:
    """Keep earlier versions, what was erased for good, and where two copies disagreed."""
    for statement in statements(_HISTORY):
        db.conn.execute(statement)


# A link between entries names the other one by its id: it may come into this copy later on. The
# bytes of an attachment lie apart, once for each content, so that lists never read them, and in
# parts, so that no single write of a large file keeps a save waiting for long. What a
# rating rests on is as unchangeable as the rating. A module's aims and competencies (a JSON list)
# are empty where they are the pack's.
_MATERIAL = f"""
ALTER TABLE module ADD COLUMN attendance TEXT NOT NULL DEFAULT '';
ALTER TABLE module ADD COLUMN aims TEXT NOT NULL DEFAULT '';
ALTER TABLE module ADD COLUMN competencies TEXT NOT NULL DEFAULT '';
CREATE TABLE entry_link (
  entry INTEGER NOT NULL REFERENCES entry (n) ON DELETE CASCADE, other TEXT NOT NULL,
  position INTEGER NOT NULL, PRIMARY KEY (entry, other)) STRICT, WITHOUT ROWID;
CREATE INDEX entry_link_by ON entry_link (other, entry);
CREATE TABLE content (
  n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL) STRICT;
CREATE TABLE content_part (
  n INTEGER PRIMARY KEY, content INTEGER NOT NULL REFERENCES content (n) ON DELETE CASCADE,
  position INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (content, position)) STRICT;
CREATE TABLE attachment ({_RECORD},
  entry TEXT NOT NULL REFERENCES entry (uid) ON DELETE CASCADE, position INTEGER NOT NULL,
  name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES content (sha256) ON DELETE RESTRICT) STRICT;
CREATE INDEX attachment_entry ON attachment (entry, position) WHERE deleted_at IS NULL;
CREATE INDEX attachment_content ON attachment (sha256);
CREATE INDEX attachment_removed ON attachment (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE TABLE template ({_RECORD},
  name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '', citation TEXT NOT NULL DEFAULT '',
  stages TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE prompt ({_RECORD},
  text TEXT NOT NULL, theme TEXT NOT NULL DEFAULT '', takes_turns INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE saved_search ({_RECORD},
  name TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE rating_evidence (
  rating TEXT NOT NULL REFERENCES rating (uid) ON DELETE RESTRICT, kind TEXT NOT NULL,
  record TEXT NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY (rating, kind, record)) STRICT, WITHOUT ROWID;
CREATE INDEX rating_evidence_by ON rating_evidence (kind, record, rating);
CREATE TABLE export ({_RECORD},
  kind TEXT NOT NULL, made_at TEXT NOT NULL, for_whom TEXT NOT NULL DEFAULT '',
  file_name TEXT NOT NULL, size INTEGER NOT NULL, pages INTEGER NOT NULL, sha256 TEXT NOT NULL,
  journal_state TEXT NOT NULL, items TEXT NOT NULL, form TEXT) STRICT;
CREATE INDEX export_made ON export (made_at DESC);
CREATE TABLE decision ({_RECORD},
  kind TEXT NOT NULL, text TEXT NOT NULL, choice TEXT NOT NULL,
  replacement TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE reply ({_RECORD},
  export TEXT, source TEXT NOT NULL, from_whom TEXT NOT NULL DEFAULT '', read_at TEXT NOT NULL,
  sha256 TEXT NOT NULL, answers TEXT NOT NULL, comments TEXT NOT NULL,
  words TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX reply_export ON reply (export);
CREATE TRIGGER rating_no_replace BEFORE INSERT ON rating
  WHEN EXISTS (SELECT 1 FROM rating WHERE uid = new.uid OR n = new.n)
  BEGIN SELECT RAISE(ABORT, 'ratings are never changed'); END;
CREATE TRIGGER rating_evidence_no_replace BEFORE INSERT ON rating_evidence
  WHEN EXISTS (SELECT 1 FROM rating_evidence
    WHERE rating = new.rating AND kind = new.kind AND record = new.record)
  BEGIN SELECT RAISE(ABORT, 'ratings are never changed'); END;
CREATE TRIGGER rating_evidence_no_update BEFORE UPDATE ON rating_evidence
  BEGIN SELECT RAISE(ABORT, 'ratings are never changed'); END;
CREATE TRIGGER rating_evidence_no_delete BEFORE DELETE ON rating_evidence
  BEGIN SELECT RAISE(ABORT, 'ratings are never deleted'); END;
"""


@MIGRATIONS()
def m0003_material(db: Database) -> None:
    """Keep attachments, own templates, prompts and searches, evidence, exports and replies.

    Reasons of ratings, notes of modules, names of attachments and a coach's words can be searched
    for.
    """
    indexes = {
        "rating": "because",
        "module": "title, notes",
        "reply": "words",
        "attachment": "name",
    }
    script = "".join(_index(table, columns) for table, columns in indexes.items())
    for statement in statements(_MATERIAL + script):
        db.conn.execute(statement)
    for table in indexes:
        db.conn.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")


def statements(script: str) -> list[str]:
    """Cut *script* into statements, keeping triggers whole, so that all share one transaction."""
    found: list[str] = []
    current: list[str] = []
    is_trigger = False
    for line in script.strip().splitlines():
        current.append(line)
        is_trigger = is_trigger or line.startswith("CREATE TRIGGER")
        if line.rstrip().endswith("END;") if is_trigger else line.rstrip().endswith(";"):
            found.append("\n".join(current))
            current, is_trigger = [], False
    return found


def migrate(db: Database) -> None:
    """Bring *db* to the present schema in one transaction, checked before it is kept.

    Raises:
        RuntimeError: the result does not pass its checks; the file is as it was.
    """
    db.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with db.atomic():
            MIGRATIONS.apply(db)
            db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            problems = verify(db)
            if problems:
                raise RuntimeError(", ".join(problems))
    finally:
        db.conn.execute("PRAGMA foreign_keys = ON")


def verify(db: Database) -> list[str]:
    """Name what is wrong with the structure of *db*: foreign keys, triggers, search indexes.

    Asks the search indexes to check themselves, which counts as writing; nothing is changed.
    """
    problems = []
    if db.conn.execute("PRAGMA foreign_key_check").fetchall():
        problems.append("foreign-keys")
    if _WANTED_TRIGGERS - _names(db, "trigger"):
        problems.append("triggers")
    for table in INDEXED:
        try:
            db.conn.execute(
                f"INSERT INTO {table}_fts ({table}_fts, rank) VALUES ('integrity-check', 1)"
            )
        except Error:
            problems.append(f"search-index-{table}")
    return problems


_WANTED_TRIGGERS = frozenset(
    f"{table}_no_{event}"
    for table in ("rating", "rating_evidence")
    for event in ("update", "delete", "replace")
) | {f"{table}_fts_{event}" for table in INDEXED for event in ("insert", "delete", "update")}


def _names(db: Database, kind: str) -> frozenset[str]:
    rows = db.conn.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return frozenset(row[0] for row in rows)


Shape = Mapping[str, tuple[object, ...]]
"""Schema objects by kind and name, each with what makes it up."""


def shape(db: Database) -> Shape:
    """Give the structure of *db*, the same for files that reached it by different ways.

    Tables by their columns (name, type, NOT NULL, place in the key) and references; indexes and
    triggers by their text.
    """
    found: dict[str, tuple[object, ...]] = {}
    rows = db.conn.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    )
    for kind, name, sql in rows.fetchall():
        if kind == "table":
            columns = db.conn.execute(
                """SELECT name, type, "notnull", pk FROM pragma_table_info(?, 'main')""", (name,)
            ).fetchall()
            keys = db.conn.execute(
                'SELECT "table", "from", "to", on_delete FROM pragma_foreign_key_list(?, \'main\')',
                (name,),
            ).fetchall()
            found[f"{kind} {name}"] = (*columns, *sorted(keys))
        elif sql is not None:
            found[f"{kind} {name}"] = (" ".join(sql.split()),)
    return found


def present_shape() -> Shape:
    """Give the structure that this version of the program makes."""
    return _shape_of(SCHEMA_VERSION)


@cache
def _shape_of(schema: int) -> Shape:
    """Give the structure that the release with that *schema* made."""
    connection = open_connection(None)
    try:
        db = database_of(connection)
        later = [migration.name for migration in MIGRATIONS.pending(db)[schema:]]
        MIGRATIONS.apply(db, stop_before=later)
        return shape(db)
    finally:
        connection.close()


def missing_parts(db: Database, *, is_newer: bool) -> tuple[str, ...]:
    """Name the parts of the present structure that *db* lacks or has otherwise.

    A file that *is_newer* may have more tables, and more columns in a table. One of an earlier
    schema, which may not be brought up to date, is held against that.
    """
    schema = int(db.conn.execute("PRAGMA user_version").fetchone()[0])
    here, wanted = shape(db), _shape_of(min(max(schema, 1), SCHEMA_VERSION))
    if is_newer:
        return tuple(
            sorted(
                name
                for name, parts in wanted.items()
                if name.startswith("table ") and not set(parts) <= set(here.get(name, ()))
            )
        )
    differing = [name for name, parts in wanted.items() if here.get(name) != parts]
    return tuple(sorted(differing + [name for name in here if name not in wanted]))
