"""Small pictures, whatever the file claims to be."""

import struct
import zlib

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from ahpjournal.ui.attachments.previews import HEIGHT, WIDTH, png_of, small_picture


def picture(width: int, height: int) -> QImage:
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side: int) -> bytes:
    """Make a PNG of a few kilobytes that claims to be *side* pixels wide and high."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_picture_becomes_small(qapp: QApplication) -> None:
    made = small_picture(png_of(picture(1600, 400)))
    assert made is not None
    assert (made.width(), made.height()) == (WIDTH, 80)
    assert made.pixelColor(10, 10).name() == QColor("teal").name()


def test_a_small_picture_is_not_blown_up(qapp: QApplication) -> None:
    made = small_picture(png_of(picture(20, 10)))
    assert made is not None
    assert (made.width(), made.height()) == (20, 10)
    thin = small_picture(png_of(picture(4000, 1)))
    assert thin is not None
    assert thin.height() == 1


@pytest.mark.parametrize("side", [7_000, 60_000, 2**31 - 1])
def test_a_picture_that_would_fill_the_memory_is_left(qapp: QApplication, side: int) -> None:
    assert small_picture(bomb(side)) is None


@pytest.mark.qt_log_ignore("JPEG", extend=True)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0 no picture",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBP",
        b"BM",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ",
    ],
)
def test_what_is_no_picture_gives_none(qapp: QApplication, data: bytes) -> None:
    assert small_picture(data) is None


def test_half_a_picture_does_no_harm(qapp: QApplication) -> None:
    whole = png_of(picture(300, 300))
    for end in range(0, len(whole), 7):
        made = small_picture(whole[:end])
        assert made is None or made.height() <= HEIGHT


def test_a_pasted_picture_becomes_a_file(qapp: QApplication) -> None:
    assert png_of(picture(3, 3)).startswith(b"\x89PNG")
    assert png_of(QImage()) == b""
