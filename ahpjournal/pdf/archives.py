"""Finding the journal in an archive PDF. Whatever else a file holds is left alone."""

import itertools
import zlib
from io import BytesIO
from typing import Any

import pikepdf

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.portfolio import SealedJournal
from ahpjournal.pdf.kinds.archive import JOURNAL, KEYS

MOST_BYTES = 1 << 30
"""A journal in an archive that unpacks to more than this is refused."""

_STEP = 1 << 20
_MOST_FILES = 100


def may_hold_journal(data: bytes) -> bool:
    """Tell whether a PDF holds a journal, or does not open without its password."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            _held(pdf, JOURNAL)
    except pikepdf.PasswordError:
        return True
    except (InputError, pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return False
    return True


def sealed_in(data: bytes, password: str) -> SealedJournal:
    """Give the encrypted journal that the archive *data* holds; pages may need *password*.

    Raises:
        InputError: it is no PDF that can be read, holds no journal, or one that unpacks to far
            more than a journal (NOT_AN_ARCHIVE).
        PermissionError: its pages, and with them the journal, open with another password.
    """
    try:
        with _opened(data, password) as pdf:
            name, journal = _held(pdf, JOURNAL)
            keys_name, keys = _held(pdf, KEYS)
            return SealedJournal(name, _unpacked(journal), keys_name, _unpacked(keys))
    except pikepdf.PasswordError as error:
        raise PermissionError from error
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, AttributeError) as error:
        raise InputError(InputCode.NOT_AN_ARCHIVE) from error


def _opened(data: bytes, password: str) -> pikepdf.Pdf:
    """Open a PDF; one whose pages are open asks for no password, and is given none."""
    try:
        return pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        return pikepdf.open(BytesIO(data), password=password)


def _held(pdf: pikepdf.Pdf, description: str) -> tuple[str, Any]:
    """Give the name and the stream of what is attached with this *description*."""
    for name in itertools.islice(pdf.attachments, _MOST_FILES):
        specification = pdf.attachments[name].obj
        if str(specification.get("/Desc", "")) == description:
            return name, specification.EF.F
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
