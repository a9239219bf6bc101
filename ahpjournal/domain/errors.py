"""Errors as codes with parameters. Words for people live in the command line and in the window."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class InputCode(StrEnum):
    """Why something typed, chosen or handed over cannot be accepted."""

    REQUIRED = "required"
    TOO_LONG = "too-long"
    NOT_A_DATE = "not-a-date"
    DATE_ORDER = "date-order"
    OUT_OF_RANGE = "out-of-range"
    UNKNOWN_REFERENCE = "unknown-reference"
    REASON_REQUIRED = "reason-required"
    NOT_ALLOWED_NOW = "not-allowed-now"
    NOTHING_CHOSEN = "nothing-chosen"
    NOT_TEXT = "not-text"
    NOT_JSON = "not-json"
    WRONG_FORMAT = "wrong-format"
    NEWER_FORMAT = "newer-format"
    SCHEMA = "schema"
    DUPLICATE_ID = "duplicate-id"
    ANOTHER_OWNER = "another-owner"
    PACK_PROBLEMS = "pack-problems"
    NOT_OFFERED = "not-offered"
    NOT_A_RECOVERY_CODE = "not-a-recovery-code"
    """A letter or more of a recovery code is mistyped."""
    PASSPHRASES_DIFFER = "passphrases-differ"
    SAME_FILE = "same-file"
    NOT_A_QUERY = "not-a-query"
    """A filter of a search cannot be followed; *words* say what is the matter with it."""
    STILL_POINTS_TO_SOMEONE = "still-points-to-someone"
    """A phrase that is to stand for words that point to a person does so itself."""
    FINDINGS_OPEN = "findings-open"
    """Words that may point to a person are about to leave, and nothing was decided about them."""
    ONE_ENTRY_ONLY = "one-entry-only"
    """A document about one reflection was asked for with several."""
    ONE_PAGE_ONLY = "one-page-only"
    """It has to stand on a single page and does not."""
    NOT_AN_ARCHIVE = "not-an-archive"
    """A PDF holds no journal to bring back."""
    ARCHIVE_PASSPHRASE = "archive-passphrase"  # noqa: S105 - the name of a code
    PASSWORD_NEEDED = "password-needed"  # noqa: S105 - the name of a code
    """A PDF opens with a password only."""
    TOO_LARGE = "too-large"
    """A file is larger than an attachment may be."""
    EMPTY_FILE = "empty-file"
    OWN_JOURNAL = "own-journal"
    """A file to be attached is the open journal."""
    A_PROGRAM = "a-program"
    """A program or script is kept, and not opened from here."""
    NOT_A_PICTURE = "not-a-picture"
    """A picture cannot be read, or would need too much memory."""
    NOT_A_PDF = "not-a-pdf"
    PDF_DAMAGED = "pdf-damaged"
    PDF_NEEDS_PASSWORD = "pdf-needs-password"  # noqa: S105 - the name of a problem
    PDF_WRONG_PASSWORD = "pdf-wrong-password"  # noqa: S105
    PDF_TOO_MUCH = "pdf-too-much"
    """A returned PDF asks for more memory or time than any reply needs."""
    NOT_A_REPLY = "not-a-reply"
    """A PDF of somebody else's in which nothing is filled in or noted."""
    OTHER_JOURNAL = "other-journal"
    """A returned PDF was made from another journal."""


class ConditionCode(StrEnum):
    """What about the machine, the folder or the file stands in the way."""

    MISSING = "missing"
    FOLDER_MISSING = "folder-missing"
    NOT_A_FILE = "not-a-file"
    ALREADY_EXISTS = "already-exists"
    NO_PERMISSION = "no-permission"
    NOT_A_JOURNAL = "not-a-journal"
    ENCRYPTED = "encrypted"
    """A passphrase or the recovery code is needed."""
    WRONG_PASSPHRASE = "wrong-passphrase"  # noqa: S105 - the name of a condition
    WRONG_RECOVERY_CODE = "wrong-recovery-code"
    KEYS_MISSING = "keys-missing"
    """The file that holds the key slots is not beside the encrypted journal."""
    KEYS_DAMAGED = "keys-damaged"
    NOT_ENCRYPTED = "not-encrypted"
    DAMAGED = "damaged"
    NOTHING_READABLE = "nothing-readable"
    """A repair found nothing of a journal in a damaged file."""
    TOO_NEW = "too-new"
    IN_USE = "in-use"
    DISK_FULL = "disk-full"
    READ_ONLY = "read-only"
    DRIVE_PROBLEM = "drive-problem"
    IS_A_JOURNAL = "is-a-journal"
    """Something else would have been written over a journal."""
    FILE_REPLACED = "file-replaced"
    OUT_OF_MEMORY = "out-of-memory"
    NO_SCREEN = "no-screen"
    LIBRARY_MISSING = "library-missing"
    """The system lacks a library that a window needs."""
    RESOURCE_MISSING = "resource-missing"
    UPGRADE_FAILED = "upgrade-failed"
    BACKUP_UNSOUND = "backup-unsound"
    """A backup did not read back as it should; the journal itself is untouched."""
    BACKUP_FOLDER_UNREACHABLE = "backup-folder-unreachable"
    ANOTHER_JOURNAL = "another-journal"
    """A copy to merge is no copy of this journal."""
    SOURCE_UNREADABLE = "source-unreadable"
    """A file that was to be brought in cannot be read."""
    ATTACHMENT_DAMAGED = "attachment-damaged"
    """The content of an attachment is not what was put in."""
    NOT_ALLOWED_HERE = "not-allowed-here"
    """The organisation does not allow it on its computers."""
    PROTECTED_COPY_ONLY = "protected-copy-only"
    """The organisation lets no copy of a whole journal leave that anybody could read."""
    PASSPHRASE_REQUIRED = "passphrase-required"  # noqa: S105 - the name of a condition
    """The organisation wants every journal encrypted with a passphrase."""
    PRIVATE_TEXT_FOUND = "private-text-found"
    """An export that was just written holds words that were not to leave."""
    EXPORT_UNREADABLE = "export-unreadable"
    """An export that was just written cannot be read back."""


class WarningCode(StrEnum):
    """What does not stand in the way of an open journal, but puts it at risk."""

    SHARED_PLACE = "shared-place"
    """It lies on a network drive or in a folder that a sync program copies."""
    CLOCK_BEHIND = "clock-behind"
    """This computer's clock is more than a day behind the newest change in the journal."""
    MAYBE_OPEN_ELSEWHERE = "maybe-open-elsewhere"
    """A lock of another computer lies beside it: open there now, or not closed there."""
    NEWER_VERSION = "newer-version"
    """A newer version of the program wrote it: it is open to be read only."""


class AhpJournalError(Exception):
    """Anything this program raises on purpose.

    The text of the exception is its code and the names of its parameters: never words a
    person typed, so it is safe in a log.
    """

    code: InputCode | ConditionCode

    def __init__(self, code: InputCode | ConditionCode, parameters: Mapping[str, object]) -> None:
        """Keep *code* and *parameters*; parameters are shown to the user, never logged."""
        super().__init__(code.value)
        self.code = code
        self.parameters = MappingProxyType(dict(parameters))


class InputError(AhpJournalError):
    """Something typed or handed over is not acceptable; *field* names where (a field or a path)."""

    code: InputCode

    def __init__(self, code: InputCode, field: str = "", **parameters: object) -> None:
        """Say that *field* cannot be accepted because of *code*."""
        super().__init__(code, parameters)
        self.field = field


class ConditionError(AhpJournalError):
    """The world outside the program stands in the way; nothing was changed."""

    code: ConditionCode

    def __init__(self, code: ConditionCode, path: str = "", **parameters: object) -> None:
        """Say that *path* (a file or folder, may be empty) is in the state *code*."""
        super().__init__(code, parameters)
        self.path = path


class Cancelled(Exception):  # noqa: N818 - control flow, not a fault
    """The user stopped a job."""
