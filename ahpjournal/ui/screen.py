"""Whether a window can be shown at all: Qt itself would end the process with words of its own."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6

from ahpjournal.domain.errors import ConditionCode, ConditionError

if TYPE_CHECKING:
    import ctypes

_LIBRARY = re.compile(r"\b(lib[\w.+-]+\.so[\w.]*)")
XCB_PLUGIN = Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
"""What of Qt talks to X11; it needs libraries that the system has to bring."""


def check_screen(
    variables: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    plugin: Path = XCB_PLUGIN,
) -> Callable[[], None]:
    """Refuse to start where no window can be shown.

    Gives what to call once Qt is connected: a server whose last client leaves may start afresh.

    Raises:
        ConditionError: NO_SCREEN, or LIBRARY_MISSING with the name of the library.
    """
    if platform != "linux":
        return _nothing
    wish = variables.get("QT_QPA_PLATFORM", "")
    if not wish.startswith("xcb") and (wish or variables.get("WAYLAND_DISPLAY")):
        return _nothing
    import ctypes

    if not variables.get("DISPLAY"):
        raise ConditionError(ConditionCode.NO_SCREEN)
    try:
        ctypes.CDLL(str(plugin))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        missing = _LIBRARY.search(str(error))
        name = missing[1] if missing else plugin.name
        raise ConditionError(ConditionCode.LIBRARY_MISSING, name) from error
    return _connection(xcb, variables["DISPLAY"])


def _connection(xcb: "ctypes.CDLL", display: str) -> Callable[[], None]:
    """Connect to the X server *display*, and give what ends the connection."""
    import ctypes

    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.restype = None
    connection = xcb.xcb_connect(display.encode(), None)
    if xcb.xcb_connection_has_error(connection):
        xcb.xcb_disconnect(connection)
        raise ConditionError(ConditionCode.NO_SCREEN)
    return partial(xcb.xcb_disconnect, connection)


def _nothing() -> None:
    """End a connection that was not needed."""
