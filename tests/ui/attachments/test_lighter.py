"""Lighter copies of photos: smaller, upright, and silent about where they were taken."""

import struct

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from ahpjournal.domain.photo_facts import has_place
from ahpjournal.ui.attachments.lighter import LONGEST_SIDE, lighter_picture
from ahpjournal.ui.attachments.previews import png_of
from tests.ui.attachments.test_previews import bomb, picture

pytestmark = pytest.mark.usefixtures("qapp")


def details(orientation: int) -> bytes:
    """Make what a phone notes: which way up, and where."""
    place = 8 + 2 + 2 * 12 + 4
    turned = struct.pack("<HHII", 0x0112, 3, 1, orientation)
    leads = struct.pack("<HHII", 0x8825, 4, 1, place)
    first = struct.pack("<H", 2) + turned + leads + b"\0\0\0\0"
    second = struct.pack("<HHHII", 1, 2, 5, 3, 0) + b"\0\0\0\0"
    body = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + first + second
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def photo(width: int, height: int, orientation: int = 1) -> bytes:
    """Make a JPEG, its left half red, its right half blue, with a phone's notes and a comment."""
    image = picture(width, height)
    image.fill(QColor("blue"))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setText("Description", "Seen at the north site")
    assert writer.write(image)
    data = bytes(held.data())
    return data[:2] + details(orientation) + data[2:]


def read(data: bytes) -> QImage:
    image = QImage.fromData(QByteArray(data))
    assert not image.isNull()
    return image


def test_a_photo_becomes_upright_and_says_nothing_of_place_and_time() -> None:
    given = photo(64, 32, orientation=6)  # to be turned a quarter clockwise
    assert has_place(given)
    assert b"north site" in given
    made = lighter_picture(given)
    assert made is not None
    assert made.ending == ".jpg"
    assert not has_place(made.data)
    assert b"Exif" not in made.data
    assert b"north site" not in made.data
    image = read(made.data)
    assert (image.width(), image.height()) == (32, 64)
    assert image.pixelColor(16, 4).red() > 200
    assert image.pixelColor(16, 60).blue() > 200


def test_a_large_photo_becomes_smaller_and_keeps_its_shape() -> None:
    image = QImage(LONGEST_SIDE * 2, LONGEST_SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    made = lighter_picture(png_of(image))
    assert made is not None
    small = read(made.data)
    assert (small.width(), small.height()) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_what_can_be_seen_through_stays_so() -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(255, 0, 0, 100))
    made = lighter_picture(png_of(image))
    assert made is not None
    assert made.ending == ".png"
    assert read(made.data).pixelColor(4, 4).alpha() == 100


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n torn", b"GIF89a", bomb(30_000)])
def test_what_is_no_picture_or_far_too_large_is_left(data: bytes, qapp: QApplication) -> None:
    assert lighter_picture(data) is None
