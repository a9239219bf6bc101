"""Versions and changes in plain words. No Qt here."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ahpjournal.domain.history import VersionReason
from ahpjournal.domain.word_diff import Change, Passage
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.dates import format_date, format_time

_SPOKEN = 12
_SPOKEN_LENGTH = 120


def moment_words(moment: datetime, today: date) -> str:
    """Give *moment* as "Today at 09:15", "Yesterday at 17:40" or "12/06/2026 at 17:40"."""
    day, time = moment.astimezone().date(), format_time(moment)
    if day == today:
        return _("Today at {time}").format(time=time)
    if day == today - timedelta(days=1):
        return _("Yesterday at {time}").format(time=time)
    return _("{date} at {time}").format(date=format_date(day), time=time)


def reason_words(reason: VersionReason) -> str:
    """Say why a version was kept; empty for the usual reason."""
    match reason:
        case VersionReason.EDIT:
            return ""
        case VersionReason.LARGE_REMOVAL:
            return _("before a large removal")
        case VersionReason.RESTORE:
            return _("before another version came back")
        case VersionReason.MERGE:
            return _("from another copy of the journal")


def change_words(passages: Sequence[Passage]) -> str:
    """Count what was taken away and what was written since."""
    gone = sum(1 for p in passages if p.change is Change.REMOVED and p.text.strip())
    come = sum(1 for p in passages if p.change is Change.ADDED and p.text.strip())
    if not gone and not come:
        return _("The words are the same as now.")
    removed = ngettext("{count} passage gone", "{count} passages gone", gone)
    added = ngettext("{count} passage new", "{count} passages new", come)
    return _("Since then: {removed}, {added}.").format(
        removed=removed.format(count=gone), added=added.format(count=come)
    )


def spoken_changes(passages: Sequence[Passage]) -> str:
    """Tell the first changes one by one, for those who cannot see what is struck through."""
    told = []
    for passage in passages:
        words = " ".join(passage.text.split())[:_SPOKEN_LENGTH]
        if passage.change is Change.REMOVED and words:
            told.append(_("Gone: {words}.").format(words=words))
        elif passage.change is Change.ADDED and words:
            told.append(_("New: {words}.").format(words=words))
    return " ".join(told[:_SPOKEN])
