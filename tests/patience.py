"""Waiting as long as it takes: a test whose signal never comes fails, on a busy computer too."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from typing_extensions import override

PATIENCE_S = 60
"""How long a test waits at most for what comes in a moment on a computer that is not busy."""

_PATIENCE_MS = PATIENCE_S * 1000


class PatientQtBot(QtBot):
    """Waits for a minute where pytest-qt gives up after five seconds."""

    @override
    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        """Wait for *signal*."""
        return super().waitSignal(signal, timeout=timeout, **more)

    @override
    def waitSignals(self, signals: list[Any], *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        """Wait for all of *signals*."""
        return super().waitSignals(signals, timeout=timeout, **more)

    @override
    def waitUntil(
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS
    ) -> None:
        """Wait until *callback* says so."""
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:
        """Wait until *widget* is on the screen."""
        return super().waitExposed(widget, timeout=timeout)
