"""Tests wait for what comes, never for a while: a busy computer would need a longer one."""

import re

import pytest

from tests.architecture.source import ROOT

_WHILE = re.compile(r"\bqtbot\.wait\(|\bqWait\([1-9]")


def waits(text: str) -> bool:
    """Tell whether *text* waits for a number of milliseconds."""
    return _WHILE.search(text) is not None


def test_no_test_of_the_window_waits_for_a_while() -> None:
    paths = [*(ROOT / "tests" / "ui").rglob("*.py"), *(ROOT / "tests" / "journeys").rglob("*.py")]
    assert len(paths) > 100
    assert [str(path) for path in paths if waits(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("text", ["qtbot.wait(50)", "QTest.qWait(5)"])
def test_waiting_for_a_while_is_noticed(text: str) -> None:
    assert waits(text)


@pytest.mark.parametrize("text", ["qtbot.waitUntil(is_there)", "settle(view)", "jobs.wait(go)"])
def test_waiting_for_something_is_not(text: str) -> None:
    assert not waits(text)
