"""Passphrases and recovery codes: opening an encrypted journal, and making one so or not."""

from pathlib import Path
from typing import TypeAlias

from ahpjournal.domain.passphrases import Secret
from ahpjournal.storage import key_slots, keys
from ahpjournal.storage.keys import FileKind, keys_path, sniff

Key: TypeAlias = keys.Key
"""What `unlock` finds and what opens a journal; the layers above only hand it on."""

NO_KEY = keys.NO_KEY
"""The key of a plain journal."""

_ENCRYPTED = frozenset({FileKind.ENCRYPTED, FileKind.KEYLESS})


def is_encrypted(path: Path) -> bool:
    """Tell whether *path* needs a passphrase or a recovery code, as far as one can see."""
    return sniff(path) in _ENCRYPTED


def has_key_slots(path: Path) -> bool:
    """Tell whether a passphrase can open *path*; without key slots, only the recovery code can."""
    return keys_path(path).exists()


def unlock(path: Path, secret: Secret) -> Key:
    """Find the key of the encrypted journal at *path*; about 150 ms, so not on the window's thread.

    Raises:
        ConditionError: WRONG_PASSPHRASE, WRONG_RECOVERY_CODE, KEYS_MISSING, KEYS_DAMAGED,
            NOT_ENCRYPTED, DAMAGED, or why *path* cannot be read at all.
    """
    return key_slots.unlock(path, secret)


def forget_key_slots(path: Path) -> None:
    """Remove the key slots beside *path*, a journal that is taken back as it was being made."""
    keys_path(path).unlink(missing_ok=True)
