"""Passphrases and recovery codes: opening an encrypted journal, and making one so or not.

All of it works on a journal that nobody has open: whoever has it open closes it first, and opens it
again with the key that `unlock` finds. Everything here takes longer than a blink: it runs in a job.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, Secret, Strength
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.backups import BackupService, back_up_before
from ahpjournal.storage import key_slots, keys, rekeying
from ahpjournal.storage.backups import read_present
from ahpjournal.storage.keys import FileKind, keys_path, sniff
from ahpjournal.text import _

Key: TypeAlias = keys.Key
"""What `unlock` finds and what opens a journal; the layers above only hand it on."""

NO_KEY = keys.NO_KEY
"""The key of a plain journal."""

Hook: TypeAlias = Callable[[Path, Key], None]
"""Something done with a journal at rest, which opens with that key."""

_ENCRYPTED = frozenset({FileKind.ENCRYPTED, FileKind.KEYLESS})


class BackupHooks:
    """Keeps the backups of a journal in step with its passphrase.

    *left* names the backups that could not be brought in line; they are as they were.
    """

    def __init__(self, clock: Clock, places: BackupPlaces | None) -> None:
        """Look after the backups at *places*; without places there are none."""
        self._clock = clock
        self._places = places
        self.left: tuple[Path, ...] = ()

    def back_up(self, path: Path, key: Key) -> None:
        """Back the journal up before its passphrase is set or removed.

        Raises:
            ConditionError: no backup could be made.
        """
        if self._places is not None:
            reason = BackupReason.BEFORE_PASSPHRASE
            back_up_before(path, key, reason, self._clock, self._places)

    def protect(self, path: Path, key: Key) -> None:
        """Encrypt plain backups, and let the present passphrase open the encrypted ones.

        What cannot be done is noted in *left*; it is no reason to undo anything.
        """
        try:
            journal_id = read_present(path, key).journal_id
        except ConditionError:
            return
        service = BackupService(path, journal_id, key, self._clock, self._places)
        self.left = service.keep_protected()


def no_hook(_path: Path, _key: Key) -> None:
    """Do nothing before or after a change."""


def is_encrypted(path: Path) -> bool:
    """Tell whether *path* needs a passphrase or a recovery code, as far as one can see."""
    return sniff(path) in _ENCRYPTED


def is_plain(path: Path) -> bool:
    """Tell whether *path* opens without a passphrase, as far as one can see."""
    return sniff(path) is FileKind.PLAIN


def unlock(path: Path, secret: Secret) -> Key:
    """Find the key of the encrypted journal at *path*; about 150 ms, so not on the window's thread.

    Raises:
        ConditionError: WRONG_PASSPHRASE, WRONG_RECOVERY_CODE, KEYS_MISSING, KEYS_DAMAGED,
            NOT_ENCRYPTED, DAMAGED, or why *path* cannot be read at all.
    """
    return key_slots.unlock(path, secret)


def set_passphrase(
    path: Path,
    passphrase: Passphrase,
    job: Job,
    *,
    before: Hook = no_hook,
    after: Hook = no_hook,
) -> RecoveryCode:
    """Encrypt the plain journal at *path*, and give the code for its recovery sheet.

    *before* is called with the journal as it is, to back it up; *after* with the encrypted journal
    and its key, to protect the plain backups too. What *after* raises is raised here, though the
    passphrase is set by then.

    Raises:
        ConditionError: the journal is encrypted already (ENCRYPTED), open, damaged or may not be
            changed, or there is no room for a second copy of it. It is as it was.
        Cancelled: the user stopped it. The journal is as it was.
    """
    before(path, NO_KEY)
    protection = rekeying.encrypt(path, passphrase, job)
    after(path, protection.key)
    return protection.code


def change_passphrase(
    path: Path, present: Secret, new: Passphrase, job: Job, *, after: Hook = no_hook
) -> None:
    """Let *new* open the journal at *path* from now on, and the present passphrase no more.

    The recovery code stays, and so does the journal: only the key slots are written. *after* is
    called to put them beside the backups too, which the present passphrase opens until then.

    Raises:
        ConditionError: *present* does not open the journal, or it is plain, open or damaged, or
            may not be changed. It is as it was.
        Cancelled: the user stopped it. The journal is as it was.
    """
    key = unlock(path, present)
    job.check_cancelled()
    code = present if isinstance(present, RecoveryCode) else None
    rekeying.change_passphrase(path, key, new, code)
    after(path, key)


def recover(
    path: Path, code: RecoveryCode, new: Passphrase, job: Job, *, after: Hook = no_hook
) -> None:
    """Open the journal at *path* with its recovery code and give it a new passphrase.

    Works without the key slots, which are written anew.

    Raises:
        ConditionError: the code is another journal's (WRONG_RECOVERY_CODE), or as for
            `change_passphrase`.
        Cancelled: the user stopped it. The journal is as it was.
    """
    change_passphrase(path, code, new, job, after=after)


def remove_passphrase(path: Path, present: Secret, job: Job, *, before: Hook = no_hook) -> None:
    """Make the encrypted journal at *path* plain; its recovery code opens nothing afterwards.

    Backups stay encrypted, and open with the passphrase and the code they were made under. *before*
    is called with the journal as it is, and its key, to back it up.

    Raises:
        ConditionError: as for `set_passphrase`; or *present* does not open it. It is as it was.
        Cancelled: the user stopped it. The journal is as it was.
    """
    key = unlock(path, present)
    before(path, key)
    rekeying.decrypt(path, key, job)


def forget_key_slots(path: Path) -> None:
    """Remove the key slots beside *path*, a journal that is taken back as it was being made."""
    keys_path(path).unlink(missing_ok=True)


def strength_in_words(strength: Strength) -> str:
    """Say how hard a passphrase is to guess."""
    match strength:
        case Strength.VERY_WEAK:
            return _("Very weak: guessed within hours by somebody who has the file.")
        case Strength.WEAK:
            return _("Weak: a few more words would make it far harder to guess.")
        case Strength.FAIR:
            return _("Fair: keeps out the curious, not somebody determined.")
        case Strength.STRONG:
            return _("Strong: years of guessing on large computers.")
        case Strength.VERY_STRONG:
            return _("Very strong: nobody will guess it.")
