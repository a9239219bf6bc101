"""The source as files and trees, and copies of it in which a fault can be planted."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as main; main()"


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package."""

    path: str
    """From the root of the checkout, with forward slashes."""
    tree: ast.Module

    @property
    def layer(self) -> str:
        """Name of the top-level package or module it belongs to."""
        return self.path.split("/")[1].removesuffix(".py")


def read_modules() -> tuple[Module, ...]:
    """Read every module of the package."""
    paths = sorted((ROOT / "ahpjournal").rglob("*.py"))
    return tuple(
        Module(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in paths
    )


def dotted(path: str) -> str:
    """Give the name under which the module at *path* is imported."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def called_name(call: ast.Call) -> str:
    """Give the last part of the name of what is called; empty if it has none."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def without_docstrings(node: ast.AST) -> Iterator[ast.AST]:
    """Walk over a tree, past the strings that stand alone as a statement: documentation."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from without_docstrings(child)


class Checkout:
    """A copy of the package in which a fault can be planted."""

    def __init__(self, folder: Path) -> None:
        """Copy the package and its contracts into *folder*."""
        self.folder = folder
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "ahpjournal", folder / "ahpjournal", ignore=ignore)
        shutil.copy(ROOT / "pyproject.toml", folder)

    def plant(self, module: str, source: str) -> None:
        """Add *source* at the end of a module, which is made if there is none."""
        path = self.folder / "ahpjournal" / module
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f"{before}\n\n{source}\n", encoding="utf-8")

    def lint(self, *contracts: str) -> subprocess.CompletedProcess[str]:
        """Check some contracts, or all."""
        chosen = [word for contract in contracts for word in ("--contract", contract)]
        return subprocess.run(
            [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *chosen],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
