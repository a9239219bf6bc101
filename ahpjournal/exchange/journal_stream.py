"""A journal as JSON, read without having the whole of it in memory: entries come one by one."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import Any, BinaryIO

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.programme import Pack
from ahpjournal.exchange import json_schema
from ahpjournal.exchange.journal_checks import DocumentCheck
from ahpjournal.exchange.journal_document import FORMAT, MOST_PROBLEMS, VERSION, schema
from ahpjournal.exchange.json_schema import Rule
from ahpjournal.exchange.json_stream import JsonWindow, items_of

ENTRIES = "entries"
Source = Callable[[], BinaryIO]
"""Opens the document to be read from its beginning; it is read twice."""


def check(
    source: Source, pack: Pack | None, see: Callable[[Any, int], None] = lambda _entry, _print: None
) -> tuple[dict[str, Any], int]:
    """Look at a whole document; gives all of it but its entries, and a check sum of its bytes.

    *see* is called with every entry and the print of its text. With a *pack*, what was rated under
    it must lie on its scale.

    Raises:
        InputError: NOT_TEXT, NOT_JSON, WRONG_FORMAT, NEWER_FORMAT or SCHEMA; with SCHEMA the
            parameter *problems* has the violations with their JSON paths, the first of them if
            there are very many; *more* counts the others.
    """
    found = DocumentCheck(*_rules(), pack)
    rest: dict[str, Any] = {}
    with closing(source()) as file, _readable():
        window = JsonWindow(file.read)
        if window.next_mark() != "{":
            window.value()
            window.next_mark()
        else:
            for entry in items_of(window, ENTRIES, rest):
                found.entry(entry)
                see(entry, window.print)
    if rest.get("format") != FORMAT:
        raise InputError(InputCode.WRONG_FORMAT, "file")
    version = rest.get("version")
    if isinstance(version, int) and version > VERSION:
        raise InputError(InputCode.NEWER_FORMAT, "file")
    with _readable():
        problems = found.finish(rest)
    if problems:
        first = tuple(problems[:MOST_PROBLEMS])
        more = len(problems) - len(first)
        raise InputError(InputCode.SCHEMA, "file", problems=first, more=more)
    return rest, window.sum


@contextmanager
def _readable() -> Iterator[None]:
    """Turn what can be wrong with the text itself into codes."""
    try:
        yield
    except UnicodeError as error:
        raise InputError(InputCode.NOT_TEXT, "file") from error
    except (ValueError, RecursionError) as error:
        raise InputError(InputCode.NOT_JSON, "file") from error


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, Rule]:
    whole = schema()
    entry = whole["properties"][ENTRIES]["items"]
    return json_schema.compiled(whole), json_schema.compiled(entry)
