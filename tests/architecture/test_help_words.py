"""What help pages point to by its name is there by that name in the window."""

import ast
import re

from ahpjournal.assets import read_text, resource_names
from tests.architecture.source import Module

NAMED = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
OTHERS_WORDS = {"With your changes"}
"""What stands in the windows of other programs."""
TYPED = {"backup", "new ref", "rename tag"}
"""Examples of what one may type."""


def plain(words: str) -> str:
    """Give *words* as they are compared: a button may end in an ellipsis."""
    return words.rstrip("\u2026").strip().casefold()


def test_every_name_in_help_is_in_the_window(modules: tuple[Module, ...]) -> None:
    known = {
        plain(node.value)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    pages = {name: read_text("help", name) for name in resource_names("help", ".md")}
    known |= {plain(text.lstrip("# ").split("\n", 1)[0]) for text in pages.values()}
    known |= {plain(words) for words in OTHERS_WORDS | TYPED}
    named = [(page, name) for page, text in pages.items() for name in NAMED.findall(text)]
    assert len(named) > 50
    assert [(page, name) for page, name in named if plain(name) not in known] == []
