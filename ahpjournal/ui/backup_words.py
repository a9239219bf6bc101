"""How backups are spoken of on every page. No Qt here."""

from typing import assert_never

from ahpjournal.domain.backups import Backup, BackupReason, OddFile
from ahpjournal.services.backups import BackupState
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.text import _, ngettext
from ahpjournal.ui.amounts import size_words
from ahpjournal.ui.kit.dates import format_date, format_time


def reason_name(reason: BackupReason) -> str:
    """Say why a backup was made."""
    match reason:
        case BackupReason.DAILY:
            return _("Made by itself")
        case BackupReason.CLOSE:
            return _("Made on closing")
        case BackupReason.BEFORE_UPGRADE:
            return _("Before an upgrade; never removed by itself")
        case BackupReason.BEFORE_MERGE:
            return _("Before bringing in another copy")
        case BackupReason.BEFORE_RESTORE:
            return _("Before a backup was put back")
        case BackupReason.BEFORE_PASSPHRASE:
            return _("Before a change of the passphrase")
        case BackupReason.BY_HAND:
            return _("Made by you")
        case BackupReason.UNKNOWN:
            return _("A copy that lies here; not checked")
    assert_never(reason)


def moment_of(backup: Backup) -> str:
    """Give day and time of a backup: 24/06/2026, 10:42."""
    return _("{date}, {time}").format(
        date=format_date(backup.made_on), time=format_time(backup.made_at)
    )


def holds(backup: Backup) -> str:
    """Say how much a backup holds and how large it is."""
    entries, actions = backup.counts.get("entries", 0), backup.counts.get("actions", 0)
    parts = [
        ngettext("{count} reflection", "{count} reflections", entries).format(count=entries),
        ngettext("{count} action", "{count} actions", actions).format(count=actions),
        size_words(backup.size_bytes),
    ]
    if backup.is_encrypted:
        parts.append(_("encrypted"))
    return " \u00b7 ".join(parts if backup.counts else parts[2:])


def odd_words(odd: OddFile) -> str:
    """Say what is wrong with a file in a backup folder."""
    words = {
        "missing": _("{name}: the backup itself is gone."),
        "damaged": _("{name}: not as it was when it was made."),
        "unreadable": _("{name}: cannot be looked at."),
    }
    return words.get(odd.code, "{name}").format(name=odd.path.name)


def reminder_of(state: BackupState) -> UserMessage | None:
    """Say what keeps the journal from being backed up as it should; None if nothing does."""
    if state.problem is not None:
        return describe(state.problem)
    if state.is_overdue:
        return UserMessage(
            _("No backup for a week"),
            _("What you wrote in the last seven days is in your journal only."),
            _("The journal itself is safe."),
            _("Make a backup now. Safekeeping shows where backups go."),
            "backup-overdue",
        )
    return None
