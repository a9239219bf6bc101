"""Notices whatever of this program would reach for a network while it is watched."""

import sys
from typing import Any

_HARMLESS = frozenset({"socket.gethostname", "socket.sethostname"})
_ADDRESS = frozenset({"urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"})


class NetworkWatch:
    """Listens to the events that Python tells of; it cannot be taken away again, only idle."""

    def __init__(self) -> None:
        """Begin to watch."""
        self._seen: list[str] = []
        self._is_watching = True
        sys.addaudithook(self._on_event)

    def end(self) -> tuple[str, ...]:
        """Stop, and give the names of the events seen; a socket made counts, even if unused."""
        self._is_watching = False
        return tuple(dict.fromkeys(self._seen))

    def _on_event(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if not self._is_watching:
            return
        if (event.startswith("socket.") and event not in _HARMLESS) or event in _ADDRESS:
            self._seen.append(event)
