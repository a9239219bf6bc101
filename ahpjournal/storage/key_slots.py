"""The key slots of an encrypted journal: a small file beside it that holds the wrapped data key.

The data key is derived from the recovery secret, so the printed code opens the journal even when
this file is lost. A passphrase only wraps it: changing the passphrase writes a new slot and leaves
the journal as it is.
"""

import base64
import binascii
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, Secret
from ahpjournal.domain.records import dataclass
from ahpjournal.storage.disk import condition_of_system, sync_folder
from ahpjournal.storage.keys import KEY_BYTES, FileKind, Key, keys_path, sniff
from ahpjournal.storage.page_proof import opens_a_page

MAGIC, VERSION = "ahp-journal-keys", 1
MEMORY_KIB, ITERATIONS = 65_536, 3
"""Argon2id as RFC 9106 advises where memory is scarce; about 150 ms."""

_MEMORY_LIMITS, _ITERATION_LIMITS = (19_456, 1 << 20), (2, 16)
_SALT_BYTES = 16
_NONCE_BYTES, _MAC_BYTES = 24, 16  # of XChaCha20-Poly1305
_MOST_BYTES, _MOST_SLOTS, _MOST_TRIED = 65_536, 64, 8
_KDF, _FAST = "argon2id13", "blake2b"
_PASSPHRASE, _RECOVERY = "passphrase", "recovery"
_PART = ".part"
SLOTS, RECOVERY = "key_slots", "recovery_code"
"""Where an encrypted journal keeps a copy of its slots, and its recovery code to print again."""


@dataclass(frozen=True, slots=True)
class KeySlots:
    """The slots of one journal, as they lie in its file; changed by making a new one."""

    journal_id: str
    slots: tuple[Mapping[str, Any], ...]

    @property
    def text(self) -> str:
        """What the file holds: the slots, and a sum that tells when they are damaged."""
        document = {
            "magic": MAGIC,
            "version": VERSION,
            "journal_id": self.journal_id,
            "slots": self.slots,
        }
        return json.dumps({"sha256": _sum(document), "doc": document}, separators=(",", ":"))

    def belongs_with(self, other: "KeySlots") -> bool:
        """Tell whether both wrap the same data key, so that one may take the other's place."""
        mine, theirs = (
            {slot["box"] for slot in each.slots if slot["kind"] == _RECOVERY}
            for each in (self, other)
        )
        return self.journal_id == other.journal_id and bool(mine & theirs)


@dataclass(frozen=True, slots=True)
class Protection:
    """Everything a journal needs to be encrypted."""

    code: RecoveryCode
    slots: KeySlots

    @property
    def key(self) -> Key:
        """The key of the journal."""
        return data_key(self.code)

    @property
    def facts(self) -> dict[str, str]:
        """What the journal itself keeps of its protection, encrypted with the rest of it."""
        return {SLOTS: self.slots.text, RECOVERY: self.code.text}


def protect(journal_id: str, passphrase: Passphrase) -> Protection:
    """Draw a new recovery code for the journal *journal_id*, and make slots for *passphrase*."""
    code = RecoveryCode.new()
    return Protection(code, new_slots(journal_id, code, passphrase))


def data_key(code: RecoveryCode) -> Key:
    """Derive the key of the journal from its recovery code."""
    return Key(_derived(code.secret, b"ahpj-dek-v1"))


def new_slots(journal_id: str, code: RecoveryCode, passphrase: Passphrase) -> KeySlots:
    """Make slots that open with *passphrase* and with *code*."""
    key = data_key(code)
    slot = {"id": secrets.token_hex(4), "kind": _RECOVERY, "kdf": {"name": _FAST}}
    wrapping = _derived(code.secret, b"ahpj-kek-v1")
    recovery = {**slot, "box": _wrapped(wrapping, key, journal_id, slot)}
    return KeySlots(journal_id, (_passphrase_slot(journal_id, key, passphrase), recovery))


def with_passphrase(slots: KeySlots, key: Key, passphrase: Passphrase) -> KeySlots:
    """Give *slots* with *passphrase* in the place of the present one."""
    others = tuple(slot for slot in slots.slots if slot["kind"] != _PASSPHRASE)
    slot = _passphrase_slot(slots.journal_id, key, passphrase)
    return KeySlots(slots.journal_id, (slot, *others))


# --- reading and writing ------------------------------------------------------------------------


def parse_slots(text: str, where: str = "") -> KeySlots:
    """Read what a file of key slots holds; kinds of slot that are not known are kept.

    Raises:
        ConditionError: it is not whole (KEYS_DAMAGED), or a newer version wrote it (TOO_NEW);
            *where* names the journal.
    """
    damaged = ConditionError(ConditionCode.KEYS_DAMAGED, where)
    try:
        whole = json.loads(text)
        document = whole["doc"]
        if whole["sha256"] != _sum(document) or document["magic"] != MAGIC:
            raise damaged
        version, journal_id, slots = (document[k] for k in ("version", "journal_id", "slots"))
        if not isinstance(version, int) or not isinstance(journal_id, str):
            raise damaged
        if version > VERSION:
            raise ConditionError(ConditionCode.TOO_NEW, where, version=version)
        if not isinstance(slots, list) or len(slots) > _MOST_SLOTS:
            raise damaged
        for slot in slots:
            _prove_shape(slot)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged from None
    return KeySlots(journal_id, tuple(slots))


def read_slots(journal: Path) -> KeySlots:
    """Read the key slots beside *journal*.

    Raises:
        ConditionError: there are none (KEYS_MISSING), they are damaged (KEYS_DAMAGED), they are of
            a newer version (TOO_NEW), or they cannot be read.
    """
    place = keys_path(journal)
    try:
        with place.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise ConditionError(ConditionCode.KEYS_MISSING, str(journal)) from None
    except PermissionError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(place)) from error
    except IsADirectoryError:
        raise ConditionError(ConditionCode.KEYS_DAMAGED, str(journal)) from None
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(place)) from error
    if len(data) > _MOST_BYTES:
        raise ConditionError(ConditionCode.KEYS_DAMAGED, str(journal))
    return parse_slots(data.decode("utf-8", errors="replace"), str(journal))


def slots_if_any(journal: Path) -> KeySlots | None:
    """Give the key slots beside *journal*, or None if they are lost or damaged.

    Raises:
        ConditionError: they are of a newer version (TOO_NEW), or cannot be read at the moment.
    """
    try:
        return read_slots(journal)
    except ConditionError as error:
        if error.code not in {ConditionCode.KEYS_MISSING, ConditionCode.KEYS_DAMAGED}:
            raise
        return None


def write_slots(journal: Path, slots: KeySlots) -> None:
    """Put *slots* beside *journal*: whole or not at all, for its owner only.

    Raises:
        ConditionError: they cannot be written; what was there stays.
    """
    place = keys_path(journal)
    part = keys_part(journal)
    try:
        part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(slots.text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, place)
        sync_folder(place.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise condition_of_system(error, place) from error


def keys_part(journal: Path) -> Path:
    """Give the name under which key slots are written before they take their place."""
    place = keys_path(journal)
    return place.with_name(f".{place.name}{_PART}")


# --- unlocking ----------------------------------------------------------------------------------


def unlock(journal: Path, secret: Secret) -> Key:
    """Find the data key of *journal* with *secret*; about 150 ms for a passphrase, then nothing.

    Raises:
        ConditionError: *journal* is plain (NOT_ENCRYPTED) or no journal; WRONG_PASSPHRASE and
            WRONG_RECOVERY_CODE where the file itself is sound as far as that can be told;
            KEYS_MISSING and KEYS_DAMAGED where only the recovery code can help; DAMAGED where the
            code fits but the journal cannot be read.
    """
    _refuse_unlockable(journal)
    if isinstance(secret, RecoveryCode):
        return _unlock_with_code(journal, secret)
    return open_slots(read_slots(journal), secret, str(journal))


def open_slots(slots: KeySlots, passphrase: Passphrase, where: str = "") -> Key:
    """Find the data key in *slots*.

    Raises:
        ConditionError: WRONG_PASSPHRASE, or KEYS_DAMAGED if no slot takes one.
    """
    mine = [slot for slot in slots.slots if slot["kind"] == _PASSPHRASE]
    if not mine:
        raise ConditionError(ConditionCode.KEYS_DAMAGED, where)
    for slot in mine[:_MOST_TRIED]:
        key = _unwrapped(_stretched(passphrase, slot["kdf"]), slots.journal_id, slot)
        if key is not None:
            return key
    raise ConditionError(ConditionCode.WRONG_PASSPHRASE, where)


def _unlock_with_code(journal: Path, code: RecoveryCode) -> Key:
    """Find the key from the code alone; the slots, and the pages, only tell whether it fits."""
    key = data_key(code)
    try:
        is_proven = opens_a_page(journal, key)
    except OSError as error:
        raise ConditionError(ConditionCode.DRIVE_PROBLEM, str(journal)) from error
    if is_proven:
        return key
    slots = slots_if_any(journal)
    is_right = slots is not None and fits(slots, code)
    reason = ConditionCode.DAMAGED if is_right else ConditionCode.WRONG_RECOVERY_CODE
    raise ConditionError(reason, str(journal))


def fits(slots: KeySlots, code: RecoveryCode) -> bool:
    """Tell whether *slots* belong to the journal that *code* opens."""
    wrapping, key = _derived(code.secret, b"ahpj-kek-v1"), data_key(code)
    return any(
        _unwrapped(wrapping, slots.journal_id, slot) == key
        for slot in slots.slots
        if slot["kind"] == _RECOVERY
    )


_NOT_UNLOCKABLE = {
    FileKind.MISSING: ConditionCode.MISSING,
    FileKind.FOLDER: ConditionCode.NOT_A_FILE,
    FileKind.NO_PERMISSION: ConditionCode.NO_PERMISSION,
    FileKind.DRIVE_PROBLEM: ConditionCode.DRIVE_PROBLEM,
    FileKind.EMPTY: ConditionCode.NOT_A_JOURNAL,
    FileKind.PLAIN: ConditionCode.NOT_ENCRYPTED,
    FileKind.OTHER: ConditionCode.NOT_A_JOURNAL,
}


def _refuse_unlockable(journal: Path) -> None:
    kind = sniff(journal)
    if kind in _NOT_UNLOCKABLE:
        raise ConditionError(_NOT_UNLOCKABLE[kind], str(journal))


# --- cryptography -------------------------------------------------------------------------------


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return hashlib.blake2b(key=secret, person=purpose, digest_size=KEY_BYTES).digest()


def _stretched(passphrase: Passphrase, kdf: Mapping[str, Any]) -> bytes:
    import nacl.pwhash.argon2id

    stretched: bytes = nacl.pwhash.argon2id.kdf(
        KEY_BYTES,
        passphrase.text.encode(),
        _bytes(kdf["salt"]),
        opslimit=kdf["iterations"],
        memlimit=kdf["memory_kib"] * 1024,
    )
    return stretched


def _passphrase_slot(journal_id: str, key: Key, passphrase: Passphrase) -> Mapping[str, Any]:
    kdf = {
        "name": _KDF,
        "salt": _text(secrets.token_bytes(_SALT_BYTES)),
        "iterations": ITERATIONS,
        "memory_kib": MEMORY_KIB,
    }
    slot = {"id": secrets.token_hex(4), "kind": _PASSPHRASE, "kdf": kdf}
    return {**slot, "box": _wrapped(_stretched(passphrase, kdf), key, journal_id, slot)}


def _wrapped(wrapping: bytes, key: Key, journal_id: str, slot: Mapping[str, Any]) -> str:
    import nacl.secret

    box = nacl.secret.Aead(wrapping).encrypt(key.raw, _bound(journal_id, slot))
    return _text(bytes(box))


def _unwrapped(wrapping: bytes, journal_id: str, slot: Mapping[str, Any]) -> Key | None:
    import nacl.exceptions
    import nacl.secret

    aead = nacl.secret.Aead(wrapping)
    try:
        return Key(aead.decrypt(_bytes(slot["box"]), _bound(journal_id, slot)))
    except nacl.exceptions.CryptoError:
        return None


def _bound(journal_id: str, slot: Mapping[str, Any]) -> bytes:
    """Give what a box is bound to: nothing of it can be changed without the box staying shut."""
    facts = [MAGIC, VERSION, journal_id, slot["id"], slot["kind"], slot["kdf"]]
    return json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()


def _prove_shape(slot: Mapping[str, Any]) -> None:
    """Make sure that *slot* is of a known shape and asks for no more than a computer can give.

    Raises:
        ValueError: it is not.
    """
    if not isinstance(slot["id"], str) or not isinstance(slot["kind"], str):
        raise TypeError
    if slot["kind"] not in {_PASSPHRASE, _RECOVERY}:
        return
    box = _bytes(slot["box"])
    if len(box) != KEY_BYTES + _NONCE_BYTES + _MAC_BYTES:
        raise ValueError
    kdf = slot["kdf"]
    if kdf["name"] != (_KDF if slot["kind"] == _PASSPHRASE else _FAST):
        raise ValueError
    if slot["kind"] == _RECOVERY:
        return
    for name, (least, most) in (("memory_kib", _MEMORY_LIMITS), ("iterations", _ITERATION_LIMITS)):
        if type(kdf[name]) is not int or not least <= kdf[name] <= most:
            raise ValueError
    if len(_bytes(kdf["salt"])) != _SALT_BYTES:
        raise ValueError


def _sum(document: object) -> str:
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
