"""Presenters and everything below the window run without Qt; checked by running, not by reading."""

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
