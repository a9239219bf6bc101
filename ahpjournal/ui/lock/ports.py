"""What locking and unlocking need of the services. No Qt here."""

from pathlib import Path
from typing import Protocol

from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, RecoverySheet, Secret
from ahpjournal.services import protection
from ahpjournal.services.protection import BackupHooks, Key
from ahpjournal.services.recovery_sheets import write_recovery_sheet


class Protection(Protocol):
    """Opens encrypted journals and changes what opens them; all of it takes a while.

    What changes a journal needs it closed; each is safe against a kill at any moment, and raises
    ConditionError when it cannot be done, with the journal as it was.
    """

    @property
    def left(self) -> tuple[Path, ...]:
        """The backups and kept journals that the last change could not bring in line."""

    def unlock(self, path: Path, secret: Secret) -> Key:
        """Find the key of the journal at *path*."""

    def set_passphrase(self, path: Path, passphrase: Passphrase, job: Job) -> RecoveryCode:
        """Encrypt a plain journal; gives the code of its recovery sheet."""

    def change_passphrase(self, path: Path, present: Passphrase, new: Passphrase, job: Job) -> None:
        """Let *new* open the journal in place of *present*."""

    def remove_passphrase(self, path: Path, present: Passphrase, job: Job) -> None:
        """Make the journal plain again."""

    def recover(self, path: Path, code: RecoveryCode, new: Passphrase, job: Job) -> None:
        """Let *new* open the journal whose recovery code is *code*."""

    def write_sheet(self, sheet: RecoverySheet, path: Path, target: Path, job: Job) -> Path:
        """Write *sheet*, of the journal at *path*, to *target* as a PDF."""


class ServicesProtection:
    """The services' own way; *hooks* keep the backups in step with the passphrase."""

    def __init__(self, hooks: BackupHooks | None = None) -> None:
        """Leave backups alone unless there are *hooks* for them."""
        self._hooks = hooks
        self._before = hooks.back_up if hooks is not None else protection.no_hook
        self._after = hooks.protect if hooks is not None else protection.no_hook

    @property
    def left(self) -> tuple[Path, ...]:
        """The backups and kept journals that the last change could not bring in line."""
        return self._hooks.left if self._hooks is not None else ()

    def unlock(self, path: Path, secret: Secret) -> Key:
        """Find the key of the journal at *path*."""
        return protection.unlock(path, secret)

    def set_passphrase(self, path: Path, passphrase: Passphrase, job: Job) -> RecoveryCode:
        """Encrypt a plain journal, and then its backups."""
        return protection.set_passphrase(
            path, passphrase, job, before=self._before, after=self._after
        )

    def change_passphrase(self, path: Path, present: Passphrase, new: Passphrase, job: Job) -> None:
        """Let *new* open the journal and its backups in place of *present*."""
        protection.change_passphrase(path, present, new, job, after=self._after)

    def remove_passphrase(self, path: Path, present: Passphrase, job: Job) -> None:
        """Make the journal plain again."""
        protection.remove_passphrase(path, present, job, before=self._before)

    def recover(self, path: Path, code: RecoveryCode, new: Passphrase, job: Job) -> None:
        """Let *new* open the journal and its backups from now on."""
        protection.recover(path, code, new, job, after=self._after)

    def write_sheet(self, sheet: RecoverySheet, path: Path, target: Path, job: Job) -> Path:
        """Write the recovery sheet."""
        return write_recovery_sheet(sheet, path, target, job)
