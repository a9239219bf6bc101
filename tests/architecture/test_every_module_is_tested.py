"""Every module has tests of its own, in the place where one looks for them."""

import ast
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import ROOT, Module, dotted

# Pages are painted one and all by the tour; what they decide is in their presenters.
PAINTED = "ahpjournal/ui/pages/"
# A layer joins as soon as each of its modules has tests, and does not leave again.
COMPLETE = {
    "assets",
    "domain",
    "packs",
    "policy",
    "privacy",
    "settings",
    "spelling",
    "storage",
    "text",
}


def imports(tree: ast.AST) -> set[str]:
    """Give the names of the modules that a file imports, and of what it takes out of them."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def read_tests() -> dict[PurePosixPath, set[str]]:
    """Give each test file with what it imports."""
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    return {
        PurePosixPath(path.relative_to(ROOT / "tests").as_posix()): imports(
            ast.parse(path.read_text(encoding="utf-8"))
        )
        for path in paths
    }


def is_tested(path: str, tests: dict[PurePosixPath, set[str]]) -> bool:
    """Tell whether a module has a test file that mirrors it, or one near it that uses it."""
    module = PurePosixPath(path).relative_to("ahpjournal")
    if module.parent / f"test_{module.name}" in tests:
        return True
    name = dotted(path)
    return any(
        name in used and file.parent.is_relative_to(module.parent) for file, used in tests.items()
    )


def is_painted(module: Module) -> bool:
    """Tell whether a module is a part of a page that can only be looked at."""
    with_qt = any(name.startswith("PySide6") for name in imports(module.tree))
    joins = module.path.endswith("/page.py")
    return module.path.startswith(PAINTED) and (with_qt or joins)


def test_every_module_of_a_complete_layer_has_tests(modules: tuple[Module, ...]) -> None:
    tests = read_tests()
    untested = [
        module.path
        for module in modules
        if module.layer in COMPLETE
        and not module.path.endswith("__init__.py")
        and not is_painted(module)
        and not is_tested(module.path, tests)
    ]
    assert untested == []


@pytest.mark.parametrize(
    ("tests", "tested"),
    [
        ({"storage/test_rows.py": set[str]()}, True),
        ({"storage/test_entries.py": {"ahpjournal.storage.rows"}}, True),
        ({"ui/test_page.py": {"ahpjournal.storage.rows"}}, False),
        ({"storage/test_entries.py": {"ahpjournal.storage"}}, False),
    ],
)
def test_a_module_without_tests_is_noticed(tests: dict[str, set[str]], tested: bool) -> None:
    files = {PurePosixPath(name): used for name, used in tests.items()}
    assert is_tested("ahpjournal/storage/rows.py", files) is tested
