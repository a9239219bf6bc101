"""The project speaks of itself only: no place on one machine, no address of a package index."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

NOT_OURS = {
    ".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache",
    ".hypothesis", "__pycache__", "node_modules", "dist", "build", "htmlcov", "tour-output",
}  # fmt: skip
OTHERS_WORDS = {"fonts", "icons", "dictionaries"}  # under resources/: licences as they came
TEXT = {".py", ".md", ".toml", ".lock", ".json", ".yaml", ".yml", ".txt", ".sh", ".cfg"}
TEXT_BY_NAME = {"run", "LICENSE", ".gitignore", ".gitattributes", ".editorconfig"}
# Written with a gap so that this file does not find itself.
PLACES = re.compile(
    r"(?<![\w.~:/-])/(wor[k]|tm[p]|op[t]|roo[t]|var/tm[p])(?=[/\s\"'`)]|$)"
    r"|pyp[i]\.org|pythonhoste[d]|npmj[s]|deb\.[d]ebian|crates\.i[o]|proxy\.golan[g]",
    re.MULTILINE,
)


def our_texts() -> Iterator[Path]:
    """Give the text files of the project."""
    pending = [ROOT]
    while pending:
        for path in sorted(pending.pop().iterdir()):
            if path.is_dir():
                theirs = path.parent.name == "resources" and path.name in OTHERS_WORDS
                if path.name not in NOT_OURS and not theirs:
                    pending.append(path)
            elif path.suffix in TEXT or path.name in TEXT_BY_NAME:
                yield path


def test_no_file_names_a_place_on_a_machine_or_an_index() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in our_texts()
        for match in PLACES.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("parts", [("see /wor", "k/main"), ("cp x /tm", "p/y"), ("pyp", "i.org")])
def test_a_place_is_noticed(parts: tuple[str, str]) -> None:
    assert PLACES.search("".join(parts))


@pytest.mark.parametrize("text", ["a/working/day", "https://example.org/home", "home/work/rest"])
def test_ordinary_words_are_no_place(text: str) -> None:
    assert not PLACES.search(text)
