"""Files and pictures that are dropped or pasted where one writes."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def offers_files(mime: QMimeData) -> bool:
    """Tell whether *mime* brings files, or a picture and no text."""
    if mime.hasUrls() and any(url.isLocalFile() for url in mime.urls()):
        return True
    return mime.hasImage() and not mime.text().strip()


def paths_of(mime: QMimeData) -> tuple[Path, ...]:
    """Give the files on this computer that *mime* names, each once."""
    if not mime.hasUrls():
        return ()
    paths = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return tuple(dict.fromkeys(paths))


def picture_of(mime: QMimeData) -> QImage | None:
    """Give the picture that *mime* holds; None if it holds none."""
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None
