"""The pinned Qt binding keeps count of None: one that does not ends the program in mid-sentence."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

CALLS = 5000
TOLERANCE = 50  # the interpreter itself takes and returns a few


def test_calls_that_return_none_do_not_use_up_references_to_none(qapp: QApplication) -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    assert sys.getrefcount(None) > before - TOLERANCE
