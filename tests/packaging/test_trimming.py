"""What goes into the packaged program and what stays out, file by file."""

import pytest
from trimming import EXCLUDED_MODULES, keeps

OURS = "/x/build/venv/lib/python3.11/site-packages/"


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Network.so.6",
        "libQt6Network.so.6",
        "PySide6/QtNetwork.abi3.so",
        "PySide6/Qt6Network.dll",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/opengl32sw.dll",
        "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
        "python3.11/lib-dynload/_socket.cpython-311-x86_64-linux-gnu.so",
        "python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "libssl.so.3",
        "lxml/html/diff.cpython-311-x86_64-linux-gnu.so",
        "pillow.libs/libavif-c6062d5f.so.16.4.2",
        "uharfbuzz/_harfbuzz_test.pyd",
        "ahpjournal/resources/pictures/today.png",
        "click-8.5.1.dist-info/RECORD",
    ],
)
def test_what_is_never_loaded_stays_out(place: str) -> None:
    assert not keeps(place, OURS + place)
    assert not keeps(place.replace("/", "\\"), OURS + place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/translations/qtbase_en.qm",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "ahpjournal/resources/help/privacy.md",
        "ahpjournal/resources/fonts/inter/OFL.txt",
        "python3.11/lib-dynload/_json.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_the_program_needs_stays(place: str) -> None:
    assert keeps(place, OURS + place)


def test_libraries_of_the_system_stay_there_and_the_interpreter_goes_along() -> None:
    assert not keeps("libcrypto.so.3", "/lib/x86_64-linux-gnu/libcrypto.so.3")
    assert not keeps("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0")
    assert keeps("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert keeps("python3.11/lib-dynload/_json.so", "/usr/lib/python3.11/lib-dynload/_json.so")


def test_no_installer_and_nothing_that_talks_to_a_network_goes_along() -> None:
    talking = {
        "_socket",
        "_ssl",
        "socket",
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "asyncio",
    }
    assert {"pip", "ensurepip", "PySide6.QtNetwork", *talking} <= set(EXCLUDED_MODULES)
    assert list(EXCLUDED_MODULES) == sorted(EXCLUDED_MODULES, key=str.casefold) or len(
        set(EXCLUDED_MODULES)
    ) == len(EXCLUDED_MODULES)
