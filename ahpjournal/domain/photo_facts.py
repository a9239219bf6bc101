"""Whether a photo says where it was taken. Only read: nothing is taken out of a file."""

import struct

_EXIF = b"Exif\0\0"
_GPS, _LATITUDE = 0x8825, 0x0002
_MOST_TAGS = 512
_BLOCK = 12
_LONG = 4


def has_place(content: bytes) -> bool:
    """Tell whether a photo carries the place where it was taken (EXIF, as cameras write it).

    Damaged or invented details count as none: this warns, and proves nothing.
    """
    at = content.find(_EXIF)
    if at >= 0:
        return _has_place(content[at + len(_EXIF) :])
    if content[:8] == b"\x89PNG\r\n\x1a\n" and (at := content.find(b"eXIf")) >= 0:
        return _has_place(content[at + 4 :])
    if content[:4] == b"RIFF" and (at := content.find(b"EXIF")) >= 0:
        return _has_place(content[at + 8 :])
    return content[:4] in {b"II*\0", b"MM\0*"} and _has_place(content)


def _has_place(tiff: bytes) -> bool:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not order:
        return False
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, _LONG)
        place = _value(tiff, order, first, _GPS)
        return place is not None and _value(tiff, order, place, _LATITUDE) is not None
    except struct.error:
        return False


def _value(tiff: bytes, order: str, at: int, wanted: int) -> int | None:
    """Give the value, or where it lies, of a tag in the list of tags at *at*."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for place in range(min(count, _MOST_TAGS)):
        tag, _kind, _number, value = struct.unpack_from(
            f"{order}HHII", tiff, at + 2 + place * _BLOCK
        )
        if tag == wanted:
            return int(value)
    return None
