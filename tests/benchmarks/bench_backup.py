"""How long a checked backup takes, beside copying and checking with raw SQLite.

The floor copies with VACUUM INTO and reads the copy with integrity_check (plain) or
cipher_integrity_check (encrypted); the program also counts, takes a SHA-256, writes the note and
waits for the disk. Bar: 1.2 x, for a plain and an encrypted journal.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generated import START, make_journal

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.clock import FixedClock
from ahpjournal.storage.backups import make_backup
from ahpjournal.storage.connection import key_text, open_connection
from ahpjournal.storage.keys import NO_KEY, Key, keys_path

BAR = 1.2
KEY = Key(b"\x07" * 32)


def encrypt(plain: Path, target: Path) -> None:
    """Write an encrypted copy of *plain*, with something for key slots beside it."""
    connection = open_connection(plain)
    connection.execute("ATTACH ? AS p KEY ?", (str(target), key_text(KEY)))
    connection.execute("SELECT sqlcipher_export('p')").fetchall()
    for name in ("user_version", "application_id"):
        value = connection.execute(f"PRAGMA {name}").fetchone()[0]
        connection.execute(f"PRAGMA p.{name} = {value}")
    connection.close()
    keys_path(target).write_text("{}", encoding="utf-8")


def copy_raw(journal: Path, target: Path, key: Key) -> None:
    """Copy *journal* and check the copy, and nothing else."""
    source = open_connection(journal, key=key)
    source.execute("VACUUM INTO ?", (str(target),))
    source.close()
    copy = open_connection(target, read_only=True, key=key)
    pragma = "integrity_check" if key.is_empty else "cipher_integrity_check"
    assert copy.execute(f"PRAGMA {pragma}").fetchall() in ([("ok",)], [])
    copy.close()


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Give the wall and the processor seconds of *work*."""
    started, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - used


def main() -> int:
    """Measure, print and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--journal", type=Path, help="a plain journal; it is only read")
    wish = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, secret = folder / "plain.ahpjournal", folder / "secret.ahpjournal"
        if wish.journal:
            shutil.copyfile(wish.journal, plain)
        else:
            make_journal(plain, wish.entries)
        encrypt(plain, secret)
        print(f"{plain.stat().st_size / 1e6:.0f} MB plain, {secret.stat().st_size / 1e6:.0f} MB")
        for kind, journal, key in (("plain", plain, NO_KEY), ("encrypted", secret, KEY)):
            found: dict[str, list[tuple[float, float]]] = {"floor": [], "backup": []}
            for number in range(wish.rounds):
                found["floor"].append(_raw(folder / f"raw {kind} {number}", journal, key))
                found["backup"].append(_ours(folder / f"ours {kind} {number}", journal, key))
            walls, used = (
                {name: statistics.median(run[at] for run in runs) for name, runs in found.items()}
                for at in (0, 1)
            )
            ratio = walls["backup"] / walls["floor"]
            failed += ratio > BAR
            for what in ("floor", "backup"):
                print(f"{kind:<10} {what:<7} {walls[what]:.2f} s   processor {used[what]:.2f} s")
            processor = used["backup"] / used["floor"]
            print(f"{kind:<10} ratio {ratio:.2f}  processor {processor:.2f}  (bar {BAR})")
    return 1 if failed else 0


def _raw(place: Path, journal: Path, key: Key) -> tuple[float, float]:
    used = seconds(lambda: copy_raw(journal, place, key))
    place.unlink()
    return used


def _ours(place: Path, journal: Path, key: Key) -> tuple[float, float]:
    place.mkdir()
    clock = FixedClock(START)
    used = seconds(lambda: make_backup(journal, place, key, BackupReason.DAILY, clock))
    shutil.rmtree(place)
    return used


if __name__ == "__main__":
    sys.exit(main())
