"""How long merging two copies takes, beside writing the same rows raw.

Two copies of 10,000 entries, one with 1,000 new and 1,600 changed entries, 540 of which were
changed in the other one too. The floor attaches the other file and writes the same rows, search
index included, in one transaction on the same settings. Bars: 3 x; a repeat 0.5 x of the first.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from generated import Vocabulary, made_entry, make_journal

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import EntryFilter, Section
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.storage.connection import open_connection, settle_durability
from ahpjournal.storage.journal_file import JournalFile

MERGE_BAR, REPEAT_BAR = 3.0, 0.5
NEW, CHANGED, BOTH = 0.1, 0.16, 0.054


def change(path: Path, clock: FixedClock, seed: int, *, first: int, count: int, new: int) -> None:
    """Change *count* entries from *first* on and add *new* ones."""
    journal = JournalFile.open(path, clock, TimeOrderedIds(clock))
    vocabulary = Vocabulary(seed)
    rows = journal.entries.page(journal.entries.find(EntryFilter())[first : first + count])
    with journal.transaction():
        for row in rows:
            stored = journal.entries.stored(row.id)
            assert stored is not None
            text = stored.entry.markdown + "\n\n" + vocabulary.text(25)
            changed = replace(stored.entry, sections=(Section("text", text),))
            journal.entries.update(changed, stored)
        ids = TimeOrderedIds(clock)
        for number in range(new):
            clock.advance(timedelta(minutes=1))
            journal.entries.add(made_entry(ids.new(), number, vocabulary.text(300)))
    journal.close()


def merge(ours: Path, theirs: Path, clock: FixedClock) -> None:
    """Merge *theirs* into *ours*."""
    ids = TimeOrderedIds(clock)
    journal = JournalFile.open(ours, clock, ids)
    other = JournalFile.open(theirs, clock, ids, read_only=True)
    journal.merge(other, lambda _done, _total: None)
    other.close()
    journal.close()


def write_raw(ours: Path, theirs: Path) -> None:
    """Write the rows that are new or changed in *theirs* into *ours*, and nothing else."""
    connection = open_connection(ours)
    settle_durability(connection, is_shared=False)
    connection.execute("ATTACH ? AS o", (str(theirs),))
    columns = [row[1] for row in connection.execute("PRAGMA table_info(entry)")]
    names = ", ".join(c for c in columns if c != "n")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        f"INSERT INTO entry ({names}) SELECT {names} FROM o.entry"
        " WHERE uid NOT IN (SELECT uid FROM main.entry)"
    )
    connection.execute(
        f"UPDATE entry SET ({names}) = (SELECT {names} FROM o.entry x WHERE x.uid = entry.uid)"
        " WHERE uid IN (SELECT x.uid FROM o.entry x JOIN main.entry m USING (uid)"
        " WHERE x.hlc <> m.hlc)"
    )
    connection.execute(
        "INSERT OR IGNORE INTO version (kind, record, hlc, made_at, reason, base, crc, body)"
        " SELECT kind, record, hlc, made_at, reason, base, crc, body FROM o.version"
    )
    connection.execute("COMMIT")
    connection.execute("DETACH o")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def measure(work: Callable[[], None]) -> tuple[float, float]:
    """Give wall and processor seconds of *work*."""
    wall, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - used


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, other = Path(folder) / "base.ahpjournal", Path(folder) / "other.ahpjournal"
        clock = make_journal(base, wish.entries)
        shutil.copyfile(base, other)
        clock.advance(timedelta(hours=1))
        both, changed = round(wish.entries * BOTH), round(wish.entries * CHANGED)
        change(base, clock, 11, first=0, count=both, new=0)
        clock.advance(timedelta(hours=1))
        change(other, clock, 12, first=0, count=changed, new=round(wish.entries * NEW))
        found: dict[str, list[float]] = {"merge": [], "repeat": [], "floor": []}
        used: dict[str, list[float]] = {"merge": [], "repeat": [], "floor": []}
        ours, raw = Path(folder) / "ours.ahpjournal", Path(folder) / "raw.ahpjournal"
        for _round in range(wish.rounds):
            shutil.copyfile(base, ours)
            shutil.copyfile(base, raw)
            for name, work in (
                ("floor", lambda: write_raw(raw, other)),
                ("merge", lambda: merge(ours, other, clock)),
                ("repeat", lambda: merge(ours, other, clock)),
            ):
                wall, processor = measure(work)
                found[name].append(wall)
                used[name].append(processor)
    walls = {name: statistics.median(times) for name, times in found.items()}
    processors = {name: statistics.median(times) for name, times in used.items()}
    for name in ("floor", "merge", "repeat"):
        print(f"{name:<8} {walls[name]:.2f} s   processor {processors[name]:.2f} s")
    ratio, repeat = walls["merge"] / walls["floor"], walls["repeat"] / walls["merge"]
    print(f"merge / floor  {ratio:.2f}  (bar {MERGE_BAR})")
    print(f"repeat / merge {repeat:.2f}  (bar {REPEAT_BAR})")
    return 0 if ratio <= MERGE_BAR and repeat <= REPEAT_BAR else 1


if __name__ == "__main__":
    sys.exit(main())
