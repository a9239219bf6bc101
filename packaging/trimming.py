"""What stays out of the packaged program, and why; each line can be put back by a reviewer."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Python modules that are never loaded. Without a socket no library in Python could reach a network
# even if it tried. sqlite-utils asks for pip and tabulate for its own command line, which we do not
# ship: an installer in the program would be a way round application control.
EXCLUDED_MODULES = (
    "PIL.ImageQt",
    "PIL.ImageTk",
    "PySide6.QtNetwork",
    "_codecs_cn",  # no file here is read in one of the old encodings of East Asia
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_curses",
    "_curses_panel",
    "_multibytecodec",
    "_pydecimal",
    "_socket",
    "_sqlite3",  # the journal's own SQLite is SQLCipher's; a second one would only want patches
    "_ssl",
    "_tkinter",
    "asynchat",
    "asyncio",
    "asyncore",
    "cgi",
    "cgitb",
    "charset_normalizer",  # reportlab guesses encodings of XML files with it
    "curses",
    "doctest",
    "email",
    "ensurepip",
    "ftplib",
    "http",
    "idlelib",
    "imaplib",
    "lib2to3",
    "lxml.cssselect",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "lxml.sax",
    "mailbox",
    "multiprocessing",
    "nntplib",
    "numpy",
    "packaging",
    "pdb",
    "pikepdf.pdfa",
    "pip",
    "poplib",
    "pycparser",
    "pydoc",
    "pydoc_data",
    "readline",  # GPL, and only for typing at Python's own prompt
    "reportlab.graphics.barcode",
    "reportlab.graphics.charts",
    "reportlab.graphics.samples",
    "reportlab.graphics.testshapes",
    "reportlab.graphics.widgets",
    "reportlab.lib.testutils",
    "setuptools",
    "smtpd",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "sqlite_utils.cli",
    "ssl",
    "tabulate",
    "telnetlib",
    "test",
    "tkinter",
    "tzdata",
    "unittest",
    "urllib.error",
    "urllib.request",
    "urllib.response",
    "urllib.robotparser",
    "venv",
    "wsgiref",
    "xml.sax.saxutils",  # would load urllib.request
    "xmlrpc",
)
# Parts of Qt's folder that the program does not load, as they are named on Linux and on Windows.
_QT_PARTS = (
    "Concurrent", "Designer", "EglF[Ss]", "Help", "Labs", "Network", "OpenGLWidgets", "Pdf",
    "PrintSupport", "Qml", "Quick", "ShaderTools", "Sql", "Test", "UiTools", "VirtualKeyboard",
    "WaylandCompositor", "WebSockets", "WlShell", "Xml",
)  # fmt: skip
_QT_PLUGINS = (
    "designer", "egldeviceintegrations", "generic", "networkinformation", "printsupport", "qmllint",
    "qmlls", "qmltooling", "sqldrivers", "tls", "vectorimageformats",
    "wayland-graphics-integration-server",
)  # fmt: skip
_QT_SINGLE = (
    r"imageformats/(lib)?q(pdf|tga|icns|tiff|wbmp)\b",
    r"platforminputcontexts/(lib)?qtvirtualkeyboard",
    r"platforms/(lib)?q(eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|direct2d)\b",
    r"platformthemes/libqgtk3",  # drags a hundred libraries of the desktop in
    r"wayland-graphics-integration-client/lib(vulkan|dmabuf|drm|shm)",
    r"wayland-shell-integration/lib(fullscreen|ivi|qt-shell|wl-shell)",
    r"translations/(?!qtbase_en)",  # the program speaks English; Qt's own buttons too
    r"(opengl32sw|d3dcompiler_\d+)\.dll",
    r"(avcodec|avformat|avutil|swresample|swscale)",
)
_QT_DROPPED = re.compile(
    "|".join(
        (
            rf"/(lib)?Qt6?({'|'.join(_QT_PARTS)})\w*(\.abi3)?\.(so|dll|pyd|pyi)\b",
            rf"/plugins/({'|'.join(_QT_PLUGINS)})/",
            *_QT_SINGLE,
        )
    )
)
_DROPPED = re.compile(
    r"(^|/)(libssl\b|libssl[.-]|_ssl\.|_socket\.)|lib-dynload/_sqlite3\."
    r"|reportlab/fonts/(?!Vera)"  # the program's own fonts are in its resources
    r"|\.dist-info/(RECORD|INSTALLER|WHEEL|REQUESTED|direct_url)"
    r"|(^|/)resources/pictures/"
    r"|PIL/_(avif|imagingft|imagingtk)|(^|/)libavif"
    r"|lxml/(html|includes|isoschematron|objectify|sax)"
    r"|uharfbuzz/_harfbuzz_test"
    r"|\.(pyi|pxd|pyx|lib|prl|qmltypes|cmake)$"
)
# What every desktop Linux has comes from the system, which keeps it patched; the package depends
# on it. Only the interpreter itself goes along.
_OF_THE_SYSTEM = re.compile(r"^/(usr/)?lib/")
_GOES_ALONG = "libpython3"


def keeps(destination: str, source: str = "") -> bool:
    """Tell whether a file goes into the program.

    *destination* is its place there, *source* where it comes from on this computer.
    """
    place = PurePosixPath(destination.replace("\\", "/")).as_posix()
    if _QT_DROPPED.search("/" + place):
        return False
    if _DROPPED.search(place):
        return False
    return not is_of_the_system(place, source)


def is_of_the_system(destination: str, source: str) -> bool:
    """Tell whether a library is one of the computer's, which the package asks for by name."""
    name = PurePosixPath(destination).name
    is_library = ".so" in name and "lib-dynload" not in source
    return is_library and bool(_OF_THE_SYSTEM.match(source)) and not name.startswith(_GOES_ALONG)
