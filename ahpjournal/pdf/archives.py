"""Finding the journal in an archive PDF. Whatever else a file holds is left alone."""

import itertools
import zlib
from io import BytesIO
from typing import Any

import pikepdf

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.pdf.kinds.archive import DESCRIPTION

MOST_BYTES = 1 << 30
"""A journal in an archive that unpacks to more than this is refused."""

_STEP = 1 << 20
_MOST_FILES = 100


def journal_in(data: bytes, password: str) -> bytes:
    """Give the journal that the archive *data* holds, as JSON.

    Raises:
        InputError: it is no PDF that can be read, holds no journal, or one that unpacks to far
            more than a journal (NOT_AN_ARCHIVE); it opens with another password (PASSWORD_NEEDED).
    """
    try:
        with pikepdf.open(BytesIO(data), password=password) as pdf:
            return _unpacked(_held(pdf))
    except pikepdf.PasswordError as error:
        raise InputError(InputCode.PASSWORD_NEEDED) from error
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError) as error:
        raise InputError(InputCode.NOT_AN_ARCHIVE) from error


def _held(pdf: pikepdf.Pdf) -> Any:
    """Give the stream of the attached journal."""
    for name in itertools.islice(pdf.attachments, _MOST_FILES):
        specification = pdf.attachments[name].obj
        if str(specification.get("/Desc", "")) == DESCRIPTION:
            return specification.EF.F
    raise InputError(InputCode.NOT_AN_ARCHIVE)


def _unpacked(stream: Any) -> bytes:
    packed: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters] * bool(filters)
    for name in names:
        if name == pikepdf.Name.ASCIIHexDecode:
            packed = bytes.fromhex(packed.decode("ascii").rstrip().removesuffix(">"))
        elif name == pikepdf.Name.FlateDecode:
            packed = _inflated(packed)
        else:
            raise InputError(InputCode.NOT_AN_ARCHIVE)
    return packed


def _inflated(packed: bytes) -> bytes:
    engine = zlib.decompressobj()
    parts: list[bytes] = []
    length = 0
    while packed and not engine.eof:
        parts.append(engine.decompress(packed, _STEP))
        packed = engine.unconsumed_tail
        length += len(parts[-1])
        if length > MOST_BYTES:
            raise InputError(InputCode.NOT_AN_ARCHIVE)
    return b"".join(parts)
