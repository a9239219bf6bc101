"""Each import contract is kept by the package, and notices when it is broken on purpose."""

import tomllib

import pytest

from tests.architecture.source import ROOT, Checkout

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {one["id"]: one["name"] for one in PROJECT["tool"]["importlinter"]["contracts"]}

IN_FUNCTION = "def planted() -> None:\n    import {0}\n    print({0})"
FOR_TYPES = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import {0}"

# contract, module of the package, what is added to it
PLANTED = [
    ("layers", "domain/ids.py", "import ahpjournal.services.feed"),
    ("layers", "text.py", "import ahpjournal.charts.scene"),
    ("layers", "privacy/findings.py", "from ahpjournal.text import _"),
    ("layers", "privacy/findings.py", "import ahpjournal.assets"),
    ("layers", "spelling/dictionary.py", "import ahpjournal.privacy"),
    ("layers", "pdf/__init__.py", "import ahpjournal.storage"),
    ("layers", "services/feed.py", FOR_TYPES.format("ahpjournal.ui.routes")),
    ("layers", "policy/values.py", "import ahpjournal.settings"),
    ("layers", "common.py", "WHATEVER = 1"),
    ("qt-home", "services/feed.py", "from PySide6.QtCore import QObject"),
    ("qt-home", "charts/scene.py", IN_FUNCTION.format("PySide6")),
    ("no-qt-below-ui", "services/feed.py", "import ahpjournal.ui.page"),
    ("no-qt-below-ui", "privacy/detector.py", "from PySide6.QtCore import QObject"),
    ("no-qt-below-ui", "spelling/dictionary.py", IN_FUNCTION.format("PySide6")),
    ("no-qt-below-ui", "policy/reading.py", IN_FUNCTION.format("PySide6")),
    ("sql-home", "services/feed.py", IN_FUNCTION.format("sqlite_utils")),
    ("sql-home", "ui/routes.py", "import sqlite_utils"),
    ("sql-home", "exchange/__init__.py", "import sqlcipher3"),
    ("crypto-home", "services/feed.py", "import nacl.secret"),
    ("one-driver", "storage/driver.py", "import sqlite3"),
    ("pdf-home", "ui/page.py", FOR_TYPES.format("reportlab")),
    ("pdf-home", "services/feed.py", IN_FUNCTION.format("pikepdf")),
    ("back-rooms", "ui/page.py", "import ahpjournal.storage.entries"),
    ("back-rooms", "cli.py", "import ahpjournal.pdf"),
    ("pages", "ui/pages/today/view.py", "import ahpjournal.ui.pages.about.view"),
    ("presenters", "ui/pages/today/presenter.py", "from PySide6.QtCore import Qt"),
    ("offline", "exchange/__init__.py", "from urllib.parse import quote"),
    ("offline", "ui/routes.py", IN_FUNCTION.format("socket")),
    ("acyclic", "services/feed.py", "import ahpjournal.services.session"),
]


@pytest.mark.parametrize(("contract", "module", "source"), PLANTED)
def test_a_planted_fault_breaks_its_contract(
    checkout: Checkout, contract: str, module: str, source: str
) -> None:
    checkout.plant(module, source)
    linted = checkout.lint(contract)
    assert linted.returncode != 0
    assert f"{CONTRACTS[contract]} BROKEN" in linted.stdout, linted.stdout + linted.stderr


def test_the_package_keeps_every_contract(checkout: Checkout) -> None:
    linted = checkout.lint()
    assert linted.returncode == 0, linted.stdout + linted.stderr
    for name in CONTRACTS.values():
        assert f"{name} KEPT" in linted.stdout


def test_no_contract_is_without_a_planted_fault() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(CONTRACTS)
