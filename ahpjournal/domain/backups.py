"""Backups: what is known of one, which are kept, and when the next is due."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from ahpjournal.domain.records import dataclass

LAST, DAYS, WEEKS, MONTHS = 3, 7, 5, 12
"""How many are kept: the last ones, and the newest of so many days, weeks and months."""

OVERDUE = timedelta(days=7)
"""How long changes may go without a backup before the owner is told."""


class BackupReason(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    CLOSE = "close"
    BEFORE_UPGRADE = "before-upgrade"
    BEFORE_MERGE = "before-merge"
    BEFORE_RESTORE = "before-restore"
    BEFORE_PASSPHRASE = "before-passphrase"  # noqa: S105 - the name of a reason
    BY_HAND = "by-hand"
    UNKNOWN = "unknown"
    """A copy of a journal that lies among the backups, with nothing that says where it is from."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: a whole journal at rest, beside it a note of what it holds.

    *made_on* is the local day on which it was made. *counts* are live records by kind and
    *words* how many words their texts have. *mark* names the state of the journal that was
    copied. *is_checked*: it was opened, counted and checked when it was made.
    """

    path: Path
    made_at: datetime
    made_on: date
    reason: BackupReason
    journal_id: str
    counts: Mapping[str, int]
    words: int
    size_bytes: int
    schema_version: int
    is_encrypted: bool
    is_checked: bool
    journal_name: str = field(default="")
    sha256: str = field(default="")
    mark: str = field(default="")

    @property
    def records(self) -> int:
        """How many records a person would count: entries and actions."""
        return self.counts.get("entries", 0) + self.counts.get("actions", 0)


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which backups stay and which go. *is_held*: nothing goes, for the newest is much smaller."""

    kept: tuple[Backup, ...]
    removed: tuple[Backup, ...]
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class OddFile:
    """Something in a backup folder that is no sound backup.

    *code*: ``missing`` (a note without its backup), ``damaged`` (its size or its note is not as it
    was), ``unreadable`` (it cannot be looked at).
    """

    path: Path
    code: str


@dataclass(frozen=True, slots=True)
class PutBack:
    """A journal whose place a backup took. *aside* is the folder its files lie in now.

    *backup* is the one that was put back; None when what had been set aside came back.
    """

    aside: Path
    backup: Backup | None = None


def is_much_smaller(now: Backup, before: Backup) -> bool:
    """Tell whether more than a fifth of the records or of the text of *before* is not in *now*."""
    pairs = ((now.records, before.records), (now.words, before.words))
    return any(here * 5 < there * 4 for here, there in pairs)


def rotate(backups: Iterable[Backup], now: datetime, minimum_days: int = 0) -> Rotation:
    """Decide which *backups* of one journal in one folder may go.

    Kept are the last few and the newest of several days, weeks and months that have any; every one
    from before an upgrade; the last one before the journal became much smaller, with the first one
    after; every one that nobody has checked; every one younger than *minimum_days*; and every one
    from a time that has not come yet, which is what a clock that was set back makes of all of them.
    Nothing goes while the newest is much smaller than the one before it.
    """
    everything = tuple(sorted(backups, key=_age))
    ours = [b for b in everything if b.is_checked and b.made_at <= now]
    if len(ours) > 1 and is_much_smaller(ours[-1], ours[-2]):
        return Rotation(everything, (), is_held=True)
    kept = {b.path for b in ours[-LAST:]}
    kept |= {b.path for b in ours if b.reason is BackupReason.BEFORE_UPGRADE}
    kept |= {b.path for b in ours if now - b.made_at < timedelta(days=minimum_days)}
    for before, after in pairwise(ours):
        if is_much_smaller(after, before):
            kept |= {before.path, after.path}  # without the second, the first would look like any
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept |= _newest_of(ours, count, period)
    removed = tuple(b for b in ours if b.path not in kept)
    gone = {b.path for b in removed}
    return Rotation(tuple(b for b in everything if b.path not in gone), removed)


def has_state(backups: Iterable[Backup], mark: str) -> bool:
    """Tell whether a checked backup holds the state that *mark* names."""
    return any(b.is_checked and b.mark == mark for b in backups)


def is_due(backups: Iterable[Backup], today: date, mark: str) -> bool:
    """Tell whether the daily backup is due: none was made today, and something has changed."""
    made = [b for b in backups if b.is_checked]
    return all(b.made_on != today for b in made) and not has_state(made, mark)


def is_overdue(backups: Iterable[Backup], today: date, mark: str, begun_on: date) -> bool:
    """Tell whether the present state has gone without a backup for a week.

    *begun_on* is the day on which the journal was begun.
    """
    made = [b for b in backups if b.is_checked]
    if has_state(made, mark):
        return False
    last = max((b.made_on for b in made if b.made_on <= today), default=begun_on)
    return today - last >= OVERDUE


def newest(backups: Iterable[Backup]) -> Backup | None:
    """Give the backup that was made last; None if there is none."""
    return max(backups, key=_age, default=None)


def _age(backup: Backup) -> tuple[datetime, str]:
    return backup.made_at, backup.path.name


def _newest_of(ordered: list[Backup], count: int, period: Callable[[date], object]) -> set[Path]:
    newest_by_period = {period(b.made_on): b.path for b in ordered}
    # A period is as recent as its newest backup: put the periods in that order.
    recent = dict.fromkeys(period(b.made_on) for b in reversed(ordered))
    return {newest_by_period[key] for key in list(recent)[:count]}


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    year, week, _weekday = day.isocalendar()
    return year, week


def _month(day: date) -> object:
    return day.year, day.month
