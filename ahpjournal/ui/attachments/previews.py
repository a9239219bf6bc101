"""Small pictures of pictures, made on any thread; one that would grow too large is left."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

WIDTH, HEIGHT = 320, 208
"""Size of a small picture: that of a tile's upper part at 200 %."""
MOST_PIXELS = 40_000_000
"""So many pixels a picture may unpack to; a few kilobytes can claim to be thousands of millions."""
MOST_PIXELS_SCALED = 200_000_000
"""So many where the small picture comes straight out of the file, as with JPEG."""
_MOST_MEGABYTES = 256
_FORMATS = (
    (b"\x89PNG", "png"),
    (b"\xff\xd8", "jpeg"),
    (b"GIF8", "gif"),
    (b"RIFF", "webp"),
    (b"BM", "bmp"),
)


def small_picture(data: bytes) -> QImage | None:
    """Give a small picture of a PNG, JPEG, GIF, WebP or BMP file; None if there is none to give."""
    image = read_picture(data, QSize(WIDTH, HEIGHT))
    if image is None:
        return None
    # Without the original's own colour tables and text: only what is seen.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def read_picture(data: bytes, room: QSize) -> QImage | None:
    """Give the picture of a file, upright and no larger than *room*.

    None if it is none of the forms we read, is damaged, or would grow too large in memory.
    """
    form = next((name for start, name in _FORMATS if data.startswith(start)), "")
    if not form:
        return None
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form.encode()))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    most = MOST_PIXELS_SCALED if form == "jpeg" else MOST_PIXELS
    if not size.isValid() or size.width() * size.height() > most:
        return None
    if size.width() > room.width() or size.height() > room.height():
        wanted = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(wanted.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def png_of(image: QImage) -> bytes:
    """Give a picture from the clipboard as the bytes of a PNG file; none if it cannot be."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        return b""
    return bytes(held.data())
