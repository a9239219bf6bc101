"""A lighter copy of a photo, made on any thread: smaller, upright, and without a camera's notes."""

from dataclasses import field

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageWriter, QPainter

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.attachments.previews import read_picture

LONGEST_SIDE = 2_048
"""Pixels; enough to read a photographed whiteboard, and for a page of paper."""
_ROOM = QSize(LONGEST_SIDE, LONGEST_SIDE)
_QUALITY = 85
_MAY_MOVE = b"GIF8"
"""How a file begins that may be a moving picture, which stays as it is."""


@dataclass(frozen=True, slots=True)
class LighterPicture:
    """A picture as the bytes of a file whose name ends in *ending* (with its dot)."""

    data: bytes = field(repr=False)
    ending: str


def lighter_picture(data: bytes) -> LighterPicture | None:
    """Give a picture of at most LONGEST_SIDE pixels with nothing in it but what is seen.

    None if *data* is no picture that can be read, or would grow too large in memory.
    """
    image = None if data.startswith(_MAY_MOVE) else read_picture(data, _ROOM)
    if image is None:
        return None
    has_gaps = image.hasAlphaChannel()
    form = QImage.Format.Format_ARGB32 if has_gaps else QImage.Format.Format_RGB32
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    # A fresh picture has neither the texts nor the colour profile of the file.
    fresh = QImage(image.size(), form)
    fresh.fill(QColor(Qt.GlobalColor.transparent if has_gaps else Qt.GlobalColor.white))
    painter = QPainter(fresh)
    painter.drawImage(0, 0, image)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png" if has_gaps else b"jpeg"))
    if not has_gaps:
        writer.setQuality(_QUALITY)
    if not writer.write(fresh):
        return None
    return LighterPicture(bytes(held.data()), ".png" if has_gaps else ".jpg")
