"""SQL is written in storage only, and tables are made in its migrations only."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, called_name, without_docstrings

LOOKS_LIKE_SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM\b.*|SELECT\s+\w+\(.*|WITH\s+\w+\s+AS\s*\(.*|INSERT\s+(OR\s+\w+\s+)?INTO\s.*"
    r"|UPDATE\s+\w+\s+SET\s.*"
    r"|DELETE\s+FROM\s.*|REPLACE\s+INTO\s.*|PRAGMA\s+\w+.*|VACUUM\b.*|ATTACH\s.*"
    r"|(CREATE|DROP|ALTER)\s+(TEMP\s+)?(UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
MAKES_TABLES = {"create", "create_table", "transform", "add_column", "drop", "enable_fts"}
MIGRATIONS = "ahpjournal/storage/migrations.py"


def sql_texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Find the strings, or beginnings of strings, that look like SQL."""
    for node in without_docstrings(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and LOOKS_LIKE_SQL.match(node.value)
        ):
            yield node


def table_makers(tree: ast.AST) -> Iterator[ast.Call]:
    """Find the calls on a table that change the schema, by sqlite-utils or in SQL."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        on_table = isinstance(node.func, ast.Attribute) and isinstance(
            node.func.value, ast.Subscript | ast.Call
        )
        alters = any(keyword.arg == "alter" for keyword in node.keywords)
        if alters or (on_table and called_name(node) in MAKES_TABLES):
            yield node


def test_sql_is_written_in_storage_only(modules: tuple[Module, ...]) -> None:
    elsewhere = [
        f"{module.path}:{text.lineno}"
        for module in modules
        if module.layer != "storage"
        for text in sql_texts(module.tree)
    ]
    assert elsewhere == []


def test_tables_are_made_in_migrations_only(modules: tuple[Module, ...]) -> None:
    elsewhere = [
        f"{module.path}:{call.lineno}"
        for module in modules
        if module.layer == "storage" and module.path != MIGRATIONS
        for call in table_makers(module.tree)
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    "source",
    [
        "x = 'SELECT id FROM entry'",
        'x = f"DELETE FROM {table}"',
        "x = 'SELECT sqlite_version()'",
        "x = 'pragma foreign_keys'",
        "x = '''\n  INSERT OR IGNORE INTO entry VALUES (?)'''",
        "x = 'UPDATE entry SET title = ?'",
        "x = 'CREATE VIRTUAL TABLE found USING fts5(body)'",
    ],
)
def test_sql_is_noticed(source: str) -> None:
    assert list(sql_texts(ast.parse(source)))


def test_documentation_is_no_sql() -> None:
    assert not list(sql_texts(ast.parse('"SELECT a, b FROM c is what it runs."')))


@pytest.mark.parametrize(
    "source",
    [
        "db['entry'].create({'id': str})",
        "db.table('entry').transform(drop={'x'})",
        "db['entry'].insert(row, alter=True)",
    ],
)
def test_making_a_table_is_noticed(source: str) -> None:
    assert list(table_makers(ast.parse(source)))
