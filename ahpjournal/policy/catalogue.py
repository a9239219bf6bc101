"""Every policy there is.

The registry names, the Windows templates, the file on other systems, the page for IT and the locked
fields of the window all come from this list.

The words here are for administrators and stand in templates and pages made from them; what a
person at the window reads is in `services.policy_words`.
"""

from enum import Enum, auto

from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.domain.records import dataclass

EXPORT_KINDS = ("json", *(kind.value for kind in PortfolioKind))
"""Forms in which a journal leaves the program, as the command line names them."""

LATER_KINDS = ("markdown", "csv", "ics", "return")
"""Forms that a later version brings: a policy may name them already."""

LONGEST_IDLE = 60
LONGEST_RETENTION = 3650


class PolicyKind(Enum):
    """What a policy's value is."""

    FOLDER = auto()
    """An absolute path; may name variables of the environment, such as %USERPROFILE% or $HOME."""
    SWITCH = auto()
    """Yes or no: true or false in the file, 1 or 0 in the registry."""
    NUMBER = auto()
    """A whole number between `lowest` and `highest`."""
    CHOICES = auto()
    """Some of `choices`: a list in the file; strings, or one with commas, in the registry."""


@dataclass(frozen=True, slots=True)
class PolicySpec:
    """One policy. *name* is its value in the registry and its key in the file.

    *attribute* is where `Policies` keeps it; *default* says what holds while it is not set;
    *example* is a value as the file writes it; *later* are choices that a later version knows.
    """

    name: str
    attribute: str
    kind: PolicyKind
    title: str
    meaning: str
    default: str
    example: str
    lowest: int = 0
    highest: int = 0
    choices: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


POLICIES = (
    PolicySpec(
        "DataFolder",
        "data_folder",
        PolicyKind.FOLDER,
        "Folder for journals and settings",
        "Where a new journal, the settings, the log and the program's own backups are kept. Each"
        " person needs a folder of their own: name it with a variable. Choose a local folder"
        " where you can; on non-persistent desktops, a folder on the person's home drive. A"
        " journal that lies elsewhere already stays there and still opens. If the folder cannot be"
        " reached, the program says so and makes no empty journal in another place.",
        "The local application folder of the person: %LOCALAPPDATA%\\AHP Journal on Windows,"
        " ~/.local/share/AHP Journal on Linux.",
        '"$HOME/AHP Journal"',
    ),
    PolicySpec(
        "RequirePassphrase",
        "requires_passphrase",
        PolicyKind.SWITCH,
        "Require a passphrase",
        "Every journal has to be encrypted with a passphrase. The window shows a journal without"
        " one only to the place where the passphrase is set; the passphrase cannot be removed; the"
        " command line makes no journal without one and exports nothing from one. No copy of a"
        " whole journal leaves unprotected either: JSON is refused; in an archive PDF it is always"
        " encrypted. Documents for a coach or a portfolio leave with or without a password.",
        "Each person decides. A journal begins without a passphrase.",
        "true",
    ),
    PolicySpec(
        "AutoLockMinutes",
        "auto_lock_minutes",
        PolicyKind.NUMBER,
        "Minutes without use before a journal locks",
        "An encrypted journal locks after so many minutes without keyboard or mouse. It also locks"
        " when the computer sleeps or its screen is locked, whatever is set here.",
        "10 minutes, which a person can change.",
        "10",
        lowest=1,
        highest=LONGEST_IDLE,
    ),
    PolicySpec(
        "AllowedExportKinds",
        "allowed_export_kinds",
        PolicyKind.CHOICES,
        "Kinds of export that are allowed",
        "Only these forms of export are offered; the others are refused in the window and on the"
        " command line. An empty list allows none. A name that this version does not know allows"
        " nothing and does no harm, so a list may name kinds of a later version. Backups are not"
        " exports and are always made.",
        "Every kind is allowed.",
        '["coach", "portfolio"]',
        choices=EXPORT_KINDS,
        later=LATER_KINDS,
    ),
    PolicySpec(
        "DisableAttachments",
        "disables_attachments",
        PolicyKind.SWITCH,
        "Do not allow attachments",
        "No file can be added to a reflection. Attachments that are in a journal already stay and"
        " can be read.",
        "Files can be added.",
        "true",
    ),
    PolicySpec(
        "BackupFolder",
        "backup_folder",
        PolicyKind.FOLDER,
        "Folder for backups",
        "Where backups go besides the program's own folder: closed, dated copies, encrypted if the"
        " journal is. The person's home drive is a good place. While it cannot be reached, backups"
        " go to the program's own folder and the person is told.",
        "The program's own folder, unless a person chooses another.",
        '"$HOME/Backups/AHP Journal"',
    ),
    PolicySpec(
        "MinimumRetentionDays",
        "minimum_retention_days",
        PolicyKind.NUMBER,
        "Days for which backups are kept at least",
        "No backup younger than this is removed when older ones are thinned out. It does not keep a"
        " person from erasing what is in the bin: personal data that should not be in a journal has"
        " to be erasable at once.",
        "0: the last three are kept, and the newest of seven days, five weeks and twelve months.",
        "90",
        lowest=0,
        highest=LONGEST_RETENTION,
    ),
)
