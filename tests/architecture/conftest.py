"""Fixtures of the tests of the structure."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import Checkout, Module, read_modules


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Give every module of the package, read once."""
    return read_modules()


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    """Give a copy of the package; it is removed afterwards."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    yield Checkout(folder)
    shutil.rmtree(folder)
