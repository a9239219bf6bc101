"""Earlier versions of records: when one is kept, and how they thin out with age.

A state of a record that was on disk is kept as a version when the text is about to change and

* the state was there when the journal was opened or last backed up (another copy may hold it),
* a large part of the text is being removed, or
* it was saved ten minutes ago or earlier, or ten minutes after the version kept before.

Otherwise the saves of one stretch of writing replace each other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from ahpjournal.domain.records import dataclass

COALESCE = timedelta(minutes=10)
"""Saves closer together than this belong to one version."""
LARGE_REMOVAL = 500
"""Removing more characters than this at once first keeps what was there."""
SMALL_TEXT = 20
"""Of texts up to this long, half is not much."""
KEEP_ALL = timedelta(days=7)
KEEP_DAILY = timedelta(days=90)


class RecordKind(StrEnum):
    """Records that have versions."""

    PROFILE = "profile"
    MODULE = "module"
    SITTING = "sitting"
    ENTRY = "entry"
    ACTION = "action"
    TEMPLATE = "template"
    PROMPT = "prompt"
    SEARCH = "search"
    EXPORT = "export"
    DECISION = "decision"
    REPLY = "reply"
    ATTACHMENT = "attachment"


class VersionReason(StrEnum):
    """Why a version was kept."""

    EDIT = "edit"
    LARGE_REMOVAL = "large-removal"
    RESTORE = "restore"
    """It was current until an earlier version was brought back."""
    MERGE = "merge"
    """It is the side of a disagreement between two copies that is not current."""

    @property
    def is_pinned(self) -> bool:
        """Whether versions kept for this reason never thin out."""
        return self is not VersionReason.EDIT


@dataclass(frozen=True, slots=True)
class Version:
    """A state that a record had. *reading* is its hybrid clock, which names it.

    *made_at* is when that state was saved.
    """

    kind: RecordKind
    record: str
    reading: str
    made_at: datetime
    reason: VersionReason


def removes_much(before: str, after: str) -> bool:
    """Tell whether an edit takes away over half of a text, or over 500 characters of it.

    What lies between the beginning and the end that both share counts as taken away, so that a
    page replaced by another of the same length counts, too.
    """
    shortest = min(len(before), len(after))
    start = _shared(before, after, shortest)
    end = _shared(before[::-1], after[::-1], shortest - start)
    removed = len(before) - start - end
    return removed > LARGE_REMOVAL or (len(before) > SMALL_TEXT and removed * 2 > len(before))


def _shared(one: str, other: str, limit: int) -> int:
    """Count the characters that two texts begin with in common, up to *limit*."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def to_keep(versions: Iterable[Version], now: datetime) -> frozenset[str]:
    """Choose the readings of one record's versions that are kept.

    All of the last week; of each day the last one for 90 days; of each week the last one for
    ever. Pinned ones always. Days and weeks are those of UTC, so that every copy of a journal
    chooses alike.
    """
    kept: set[str] = set()
    newest: dict[tuple[object, ...], str] = {}
    for version in sorted(versions, key=lambda v: v.reading):
        age = now - version.made_at
        if version.reason.is_pinned or age <= KEEP_ALL:
            kept.add(version.reading)
        elif age <= KEEP_DAILY:
            newest["day", version.made_at.date()] = version.reading
        else:
            newest[("week", *version.made_at.isocalendar()[:2])] = version.reading
    return frozenset(kept | set(newest.values()))
