"""Whether a key belongs to an encrypted file, asked of its pages one by one.

SQLCipher says the same of a wrong key and of a damaged first page. But each page carries its own
seal (HMAC-SHA512), so one whole page anywhere proves the key.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from ahpjournal.storage.keys import KEY_BYTES, PAGE_BYTES, Key

_SALT_BYTES, _SEAL_BYTES = 16, 64
_SALT_MASK, _ROUNDS = 0x3A, 2  # as SQLCipher 4 derives the key of its seals
_MOST_PAGES = 256


def opens_a_page(path: Path, key: Key) -> bool:
    """Tell whether *key* opens at least one page of *path*; asks up to 256, spread evenly.

    Raises:
        OSError: the file cannot be read.
    """
    if key.is_empty:
        return False
    with path.open("rb") as file:
        salt = file.read(_SALT_BYTES)
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        sealing = hashlib.pbkdf2_hmac("sha512", key.raw, masked, _ROUNDS, KEY_BYTES)
        for number in _numbers(path.stat().st_size // PAGE_BYTES):
            file.seek((number - 1) * PAGE_BYTES)
            page = file.read(PAGE_BYTES)
            sealed = page[_SALT_BYTES if number == 1 else 0 : -_SEAL_BYTES]
            seal = hmac.digest(sealing, sealed + number.to_bytes(4, "little"), "sha512")
            if hmac.compare_digest(seal, page[-_SEAL_BYTES:]):
                return True
    return False


def _numbers(pages: int) -> Iterator[int]:
    step = max(1, pages // _MOST_PAGES)
    return iter(range(1, pages + 1, step))
