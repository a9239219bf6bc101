"""Waiting for a layout without a clock: a busy computer needs more time, not more turns."""

from PySide6.QtWidgets import QApplication, QWidget

_AT_REST = 3
_MOST_TURNS = 200


def settle(widget: QWidget) -> None:
    """Let *widget* and everything in it take their final places; return once nothing moves."""
    before: list[object] = []
    turns_at_rest = 0
    for _turn in range(_MOST_TURNS):
        QApplication.processEvents()
        now: list[object] = [part.geometry() for part in widget.findChildren(QWidget)]
        turns_at_rest = turns_at_rest + 1 if now == before else 0
        if turns_at_rest == _AT_REST:
            return
        before = now
    raise AssertionError("it never comes to rest")
