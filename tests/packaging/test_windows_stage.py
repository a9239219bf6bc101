"""What goes into the Windows folder, and how its programs start."""

import re
import struct
from pathlib import Path

import pytest
import windows_stage
from windows_stage import exports, icon, icon_of, keeps_on_windows

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt6Network.dll",
        "PySide6/QtQml.pyd",
        "PySide6/designer.exe",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/metatypes/qt6core.json",
        "pip/__main__.py",
        "pip-26.3.dist-info/METADATA",
        "tabulate/__init__.py",
        "sqlite_utils/cli.py",
        "pypdfium2_cli/main.py",
        "reportlab/fonts/DarkGarden.sfd",
        "PIL/_imagingft.cp311-win_amd64.pyd",
        "click-8.5.1.dist-info/RECORD",
        "lxml/includes/etree_defs.h",
        "shiboken6/vcamp140.dll",
        "shiboken6/msvcp140_codecvt_ids.dll",
        "cffi/api.py",
        "packaging/version.py",
        "pikepdf/pdfa/data/verapdf_rules.json",
        "reportlab/graphics/barcode/qr.py",
        "charset_normalizer/md.cp311-win_amd64.pyd",
        "charset_normalizer-3.5.2.dist-info/METADATA",
    ],
)
def test_what_is_never_loaded_stays_out(place: str) -> None:
    assert not keeps_on_windows(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/pyside6.abi3.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/translations/qtbase_en.qm",
        "shiboken6/Shiboken.pyd",
        "sqlite_utils/db.py",
        "pikepdf.libs/qpdf30-14efc7.dll",
        "pikepdf-10.18.0.dist-info/licenses/LICENSE.txt",
        "nacl/_sodium.pyd",
        "cffi-2.1.0.dist-info/METADATA",
        "_cffi_backend.cp311-win_amd64.pyd",
        "pikepdf/models/metadata.py",
        "reportlab/graphics/shapes.py",
        "pluggy/__init__.py",
    ],
)
def test_what_the_program_needs_stays(place: str) -> None:
    assert keeps_on_windows(place)


def test_the_icon_holds_every_size() -> None:
    made = icon_of(ROOT)
    kind, count = struct.unpack_from("<HH", made, 2)
    assert (kind, count) == (1, len(windows_stage.ICON_SIZES))
    edges = [made[6 + 16 * n] for n in range(count)]
    assert edges == [size % 256 for size in windows_stage.ICON_SIZES]
    for n in range(count):
        length, offset = struct.unpack_from("<II", made, 6 + 16 * n + 8)
        assert made[offset : offset + 8] == b"\x89PNG\r\n\x1a\n"
        assert offset + length <= len(made)
    assert icon([])[:6] == struct.pack("<HHH", 0, 1, 0)


def test_names_that_a_library_exports_are_found() -> None:
    said = (
        "x\n[Ordinal/Name Pointer] Table\n"
        "\t[   0] +base[   1]  0000 PyArg_Parse\n\t[   1] +base[   2]  0001 _Py_Dealloc\n"
        "\t[   2] +base[   3]  0002 other\n\nPyNot_Here"
    )
    assert exports(said) == ["PyArg_Parse", "_Py_Dealloc"]


def test_the_program_is_no_python_for_anybody() -> None:
    source = (WINDOWS / "launcher.c").read_text(encoding="utf-8")
    fixed = re.search(r"fixed\[\] = \{(.*?)\}", source)
    assert fixed is not None
    assert re.findall(r'L"([^"]+)"', fixed[1]) == [
        "-I", "-B", "-X", "utf8", "-m", "ahpjournal_start",
    ]  # fmt: skip
    assert not re.search(r"getenv|RegOpenKey|--python", source)


def test_what_starts_the_program_says_that_it_is_installed() -> None:
    source = (WINDOWS / "ahpjournal_start.py").read_text(encoding="utf-8")
    assert "sys.frozen = True" in source


def test_the_runtime_is_pinned_by_its_hash() -> None:
    lock = (ROOT / "packaging" / "requirements-windows-runtime.lock").read_text("utf-8")
    assert re.fullmatch(r"[a-z0-9]+==[\d.]+ \\\n    --hash=sha256:[0-9a-f]{64}\n", lock)


@pytest.mark.parametrize(
    "place",
    ["socket.pyc", "http/client.pyc", "urllib/request.pyc", "email/message.pyc", "smtplib.py",
     "sqlite3/dbapi2.pyc", "pdb.pyc", "xml/sax/saxutils.pyc", "test/support/__init__.pyc",
     "lib2to3/__init__.pyc", "concurrent/futures/process.pyc", "__phello__/spam.pyc",
     "json/__pycache__/decoder.cpython-311.pyc"],
)  # fmt: skip
def test_parts_of_the_standard_library_that_nothing_asks_for_stay_out(place: str) -> None:
    assert windows_stage._STANDARD_DROPPED.match(place)


@pytest.mark.parametrize(
    "place",
    ["tracemalloc.pyc", "urllib/parse.pyc", "html/parser.pyc", "codecs.pyc", "json/decoder.pyc",
     "runpy.pyc", "concurrent/futures/thread.pyc", "xml/dom/minidom.pyc", "importlib/util.pyc",
     "traceback.pyc", "pkgutil.pyc", "uuid.pyc", "profiles.pyc", "encodings/idna.pyc"],
)  # fmt: skip
def test_the_rest_of_the_standard_library_stays(place: str) -> None:
    assert not windows_stage._STANDARD_DROPPED.match(place)
