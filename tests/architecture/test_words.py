"""Words for people go through gettext: none is a bare literal, none is put together from pieces."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, called_name, without_docstrings

PROSE = re.compile(r"^[A-Z][a-z']+([ ,.…:?].*)?$|[A-Za-z]{2,} [a-z]{2,}", re.DOTALL)
SPEAKS = {"charts", "services", "pdf", "ui", "bootstrap", "cli", "__main__"}
TRANSLATED = {"_", "ngettext"}
# What these take is a name for machines or for developers, never shown.
NOT_SHOWN = {
    "setObjectName", "setProperty", "debug", "info", "warning", "error", "exception", "critical",
    "add_argument_group", "getLogger", "namedtuple", "NewType", "TypeVar", "cast",
}  # fmt: skip
NAMES = {
    "Inter", "Noto Sans", "Noto Emoji", "Atkinson Hyperlegible Next",  # fonts
    "Fusion",  # Qt's own look
    "AHP Journal",  # this program
    "Journals", "Demo journal ",  # on disk
    "PrepareForSleep", "ActiveChanged", "Lock",  # signals of the system
    "ExcludeClipboardContentFromMonitorProcessing",  # marks on the clipboard
    "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard",
}  # fmt: skip
FILE_NAME = re.compile(r"^[\w ]+\.(ahpjournal|json|pdf|png)$")
TYPES = {"annotation", "returns"}
# Files of PDF name their parts in single words; its programs and packets are no prose either.
PDF_LAYER = "ahpjournal/pdf/"
PDF_SYNTAX = re.compile(r"^[A-Z][A-Za-z]*$|[<>]|/CIDInit|endcmap")
# Style sheets and painters' names are full of words that nobody reads.
WITHOUT_PROSE = ("ahpjournal/ui/theme/",)


def bare_prose(tree: ast.AST) -> Iterator[ast.Constant]:
    """Find the strings that read like words for people and are not given to gettext."""
    for node in _shown(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and PROSE.search(node.value)
            and node.value not in NAMES
            and not FILE_NAME.match(node.value)
        ):
            yield node


def pieced_together(tree: ast.AST) -> Iterator[ast.Call]:
    """Find the calls of gettext whose argument is no plain literal: no translator would see it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called_name(node) in TRANSLATED:
            texts = node.args[: 1 if called_name(node) == "_" else 2]
            if not all(isinstance(text, ast.Constant) for text in texts):
                yield node


def _shown(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Raise | ast.Assert):
        return
    if isinstance(node, ast.Call) and called_name(node) in TRANSLATED | NOT_SHOWN:
        return
    yield node
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            documents = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
            if isinstance(child, ast.AST) and not documents and field not in TYPES:
                yield from _shown(child)


def test_no_words_for_people_are_bare_literals(modules: tuple[Module, ...]) -> None:
    bare = [
        f"{module.path}:{text.lineno}: {text.value!r}"
        for module in modules
        if module.layer in SPEAKS and not module.path.startswith(WITHOUT_PROSE)
        for text in bare_prose(module.tree)
        if not (module.path.startswith(PDF_LAYER) and PDF_SYNTAX.search(str(text.value)))
    ]
    assert bare == []


def test_no_words_for_people_are_pieced_together(modules: tuple[Module, ...]) -> None:
    pieced = [
        f"{module.path}:{call.lineno}"
        for module in modules
        if module.layer != "text"
        for call in pieced_together(module.tree)
    ]
    assert pieced == []


def test_domain_and_storage_speak_to_no_one(modules: tuple[Module, ...]) -> None:
    speaking = [
        module.path
        for module in modules
        if module.layer in {"domain", "storage"}
        for node in without_docstrings(module.tree)
        if isinstance(node, ast.Call) and called_name(node) in TRANSLATED
    ]
    assert speaking == []


@pytest.mark.parametrize(
    "source",
    [
        "label.setText('Add a step')",
        "QPushButton('Save')",
        "def f():\n    return f'{n} entries found'",
        "x = ['Not yet rated']",
    ],
)
def test_bare_words_are_noticed(source: str) -> None:
    assert list(bare_prose(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "label.setText(_('Add a step'))",
        "x = ngettext('{n} entry', '{n} entries', n)",
        "'Says what it is for.'",
        "x.setObjectName('Add a step')",
        "x = 'entry-list'",
        "x: 'Element | None' = None",
    ],
)
def test_names_and_translated_words_are_not(source: str) -> None:
    assert not list(bare_prose(ast.parse(source)))


@pytest.mark.parametrize("source", ["_(f'{n} entries')", "_('a' + b)", "ngettext(one, many, 2)"])
def test_words_pieced_together_are_noticed(source: str) -> None:
    assert list(pieced_together(ast.parse(source)))
