"""A content file as a table with lines: reading the file, its TOML and its header."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ahpjournal.assets import resource_path
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.packs.positions import KeyPath, key_lines
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode

LARGEST_FILE = 2_000_000
"""Bytes; a pack of a hundred competencies stays under a tenth of it."""

_PLACE = re.compile(
    r"(?P<reason>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$",
    re.DOTALL,
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_SHOWN = 60


class Document:
    """One TOML file under examination: its table and the problems found so far."""

    def __init__(self, text: str, file: str) -> None:
        """Read *text* as TOML; *file* is the file's name, for messages.

        Raises:
            PackError: *text* is not TOML.
        """
        self._text = text
        self.file = file
        self._problems: list[tuple[ProblemCode, KeyPath, str, str]] = []
        self.table: Mapping[str, Any] = _parse(text, file)

    @property
    def text(self) -> str:
        """The whole file."""
        return self._text

    def add(
        self, code: ProblemCode, path: KeyPath, *, expected: str = "", found: object = ""
    ) -> None:
        """Note a problem with the value at *path*."""
        self._problems.append((code, path, expected, shown(found)))

    def check_header(self, name: str, version: int) -> None:
        """Check the two keys that every content file begins with.

        Raises:
            PackError: the file is of another kind or newer; nothing else in it can be judged.
        """
        found = self.table.get("format")
        present = self.table.get("version")
        if found != name:
            self.add(ProblemCode.WRONG_FORMAT, ("format",), expected=name, found=found or "")
        elif type(present) is not int or present < 1:
            self.add(
                ProblemCode.WRONG_FORMAT, ("version",), expected=str(version), found=present or ""
            )
        elif present > version:
            self.add(ProblemCode.NEWER_VERSION, ("version",), expected=str(version), found=present)
        self.raise_problems()

    def raise_problems(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            PackError: with every problem so far, each with its line.
        """
        if not self._problems:
            return
        try:
            lines = key_lines(self._text)
        except RecursionError as error:
            raise _too_deep(self.file) from error
        raise PackError(
            self.file,
            [
                PackProblem(self.file, _line(lines, path), key_text(path), code, expected, found)
                for code, path, expected, found in self._problems
            ],
        )


def read_file(path: Path) -> Document:
    """Read the content file at *path*.

    Raises:
        ConditionError: there is no such file, or it may not be read.
        PackError: it is too large, not UTF-8 or not TOML.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(path)) from error
    except IsADirectoryError as error:
        raise ConditionError(ConditionCode.NOT_A_FILE, str(path)) from error
    except PermissionError as error:
        code = ConditionCode.NOT_A_FILE if path.is_dir() else ConditionCode.NO_PERMISSION
        raise ConditionError(code, str(path)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(path)) from error
    return read_bytes(data, path.name)


def read_resource(*parts: str) -> Document:
    """Read a content file that belongs to the program.

    Raises:
        ConditionError: the installation lacks it.
        PackError: it has been changed into something that cannot be used.
    """
    try:
        path = resource_path(*parts)
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.RESOURCE_MISSING, "/".join(parts)) from error
    return read_file(path)


def read_bytes(data: bytes, file: str) -> Document:
    """Read *data*, the content of the file named *file*.

    Raises:
        PackError: it is too large, not UTF-8 or not TOML.
    """
    if len(data) > LARGEST_FILE:
        raise PackError(file, [PackProblem(file, 1, "", ProblemCode.TOO_LARGE, str(LARGEST_FILE))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        byte = f"0x{error.object[error.start]:02X}"
        problem = PackProblem(file, line, "", ProblemCode.NOT_TEXT, "UTF-8", byte, column)
        raise PackError(file, [problem]) from error
    return Document(text, file)


def key_text(path: KeyPath) -> str:
    """Write *path* as people count: ``competencies[4].aims[5]`` is the fifth of the fourth."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            name = part if _BARE_KEY.fullmatch(part) else f'"{shown(part)}"'
            words += f".{name}" if words else name
    return words


def shown(value: object) -> str:
    """Write a found value in one short line."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split())
    )
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1].rstrip() + "…"


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _too_deep(file) from error
    except ValueError as error:
        raise PackError(file, [_syntax_problem(error, text, file)]) from error


def _too_deep(file: str) -> PackError:
    return PackError(file, [PackProblem(file, 1, "", ProblemCode.TOO_DEEP)])


def _syntax_problem(error: ValueError, text: str, file: str) -> PackProblem:
    """Take the place out of the reader's message: it says "(at line 3, column 5)" at its end."""
    lines = text.replace("\r\n", "\n").split("\n")
    match = _PLACE.match(str(error))
    if match is None:
        return PackProblem(file, 1, "", ProblemCode.SYNTAX, shown(error))
    if match["line"] is None:
        line, column = len(lines), len(lines[-1]) + 1
    else:
        line, column = int(match["line"]), int(match["column"])
    rest = lines[line - 1][column - 1 :]
    return PackProblem(
        file, line, "", ProblemCode.SYNTAX, shown(match["reason"]), shown(rest), column
    )


def _line(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Give the line of *path*, or of the nearest thing around it that is there."""
    while path not in lines:
        path = path[:-1]
    return lines[path]
