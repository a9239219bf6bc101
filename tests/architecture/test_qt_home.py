"""Presenters and everything below the window run without Qt; checked by running, not by reading."""

import ast
import subprocess
import sys

from tests.architecture.source import ROOT, Module, dotted

ABOVE = {"ui", "bootstrap", "cli", "__main__"}
LOOK = """
import importlib, sys
for name in sys.stdin.read().split():
    importlib.import_module(name)
found = sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6"))
print(*found)
"""


def modules_loaded_with(names: list[str]) -> str:
    """Give the modules of Qt that a fresh interpreter has loaded after importing *names*."""
    outcome = subprocess.run(
        [sys.executable, "-c", LOOK],
        input="\n".join(names),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.strip()


def test_presenters_do_without_qt(modules: tuple[Module, ...]) -> None:
    names = [dotted(one.path) for one in modules if one.path.endswith("presenter.py")]
    assert names
    assert modules_loaded_with(names) == ""


def test_the_layers_below_the_window_do_without_qt(modules: tuple[Module, ...]) -> None:
    names = [dotted(one.path) for one in modules if one.layer not in ABOVE]
    assert names
    assert modules_loaded_with(names) == ""


def test_a_view_is_seen_to_load_qt() -> None:
    assert "PySide6.QtWidgets" in modules_loaded_with(["ahpjournal.ui.kit.labels"])


def test_no_signal_carries_a_container_that_qt_would_make_its_own(
    modules: tuple[Module, ...],
) -> None:
    # Qt turns what is in a dict or list into its own types: an enumeration becomes a string.
    carried = {"dict", "list", "tuple", "set"}
    found = [
        f"{module.path}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Signal"
        if any(isinstance(kind, ast.Name) and kind.id in carried for kind in node.args)
    ]
    assert found == []
