"""Whatever step of making, tidying or restoring is the last: backups and journal are whole."""

import subprocess
import sys
from pathlib import Path

import pytest

# A process of its own forks a child for each step; the child ends at that step without a word, as
# a killed one does. The parent then looks at what is left.
TRY = """
import os, sys
from datetime import timedelta
from pathlib import Path
from ahpjournal.domain.backups import BackupReason, rotate
from ahpjournal.domain.clock import FixedClock
from ahpjournal.storage.backup_folder import list_backups, remove_backup, tidying
from ahpjournal.storage.backups import make_backup, verify_backup
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY
from ahpjournal.storage.restoring import restore_beside, restore_in_place, undo_restore, set_aside
from tests.builders import CountingIds, MOMENT, entry

home, what = Path(sys.argv[1]), sys.argv[2]
STEPS = ("replace", "unlink", "fsync", "open", "rmdir", "mkdir")
texts = lambda journal: [e.markdown for _key, e in journal.entries.list_all()]

def killing(number):
    count = 0
    for name in STEPS:
        def step(*arguments, _real=getattr(os, name), **options):
            nonlocal count
            count += 1
            if count == number:
                os._exit(9)
            return _real(*arguments, **options)
        setattr(os, name, step)

def prepare(folder):
    folder.mkdir()
    backups = folder / "Backups"
    backups.mkdir()
    clock = FixedClock(MOMENT)
    path = folder / "J.ahpjournal"
    journal = JournalFile.create(path, clock, CountingIds())
    for number in range(6):
        with journal.transaction():
            journal.entries.add(entry(number, f"text {number}"))
        make_backup(path, backups, NO_KEY, BackupReason.DAILY, clock)
        clock.advance(timedelta(hours=1))
    journal.close()
    if what == "undo":
        first = list_backups(backups).backups[0]
        restore_in_place(path, first.path, NO_KEY, clock.now())
    return path, backups, clock

def act(path, backups, clock):
    oldest = list_backups(backups).backups[-1]
    if what == "make":
        with tidying(backups):
            make_backup(path, backups, NO_KEY, BackupReason.CLOSE, clock)
            for backup in rotate(list_backups(backups).backups, clock.now()).removed:
                remove_backup(backup)
    elif what == "beside":
        restore_beside(oldest.path, path.with_name("Beside.ahpjournal"), NO_KEY)
    elif what == "in place":
        restore_in_place(path, oldest.path, NO_KEY, clock.now())
    else:
        undo_restore(path, set_aside(path)[0], clock.now())

def look(path, backups, clock, is_done):
    with tidying(backups):
        pass
    found = list_backups(backups)
    assert found.odd == (), found.odd
    assert len(found.backups) >= 3
    for backup in found.backups:
        verify_backup(backup.path, NO_KEY)
    whole = [f"text {n}" for n in range(6)]
    journal = JournalFile.open(path, clock, CountingIds())
    assert journal.check().is_ok
    now = texts(journal)
    journal.close()
    if what == "in place":
        kept = [JournalFile.open(p / path.name, clock, CountingIds()) for p in set_aside(path)]
        assert (now, [texts(j) for j in kept]) in ((whole, []), (["text 0"], [whole]))
        for one in kept:
            one.close()
    else:
        assert now == whole
    if what == "beside" and path.with_name("Beside.ahpjournal").exists():
        beside = JournalFile.open(path.with_name("Beside.ahpjournal"), clock, CountingIds())
        assert texts(beside) == ["text 0"] and beside.check().is_ok
        beside.close()
        beside.path.unlink()
    if what != "undo":
        act(path, backups, clock)
        left = [name for name in os.listdir(path.parent) if ".part" in name or ".moves" in name]
        assert left == [], left

number, code = 0, 256
while code:
    number += 1
    place = home / str(number)
    path, backups, clock = prepare(place)
    child = os.fork()
    if not child:
        killing(number)
        act(path, backups, clock)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9), code
    look(path, backups, clock, code == 0)
print(number)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "fewest"), [("make", 8), ("beside", 6), ("in place", 8), ("undo", 6)]
)
def test_killed_at_any_step_nothing_is_lost(tmp_path: Path, what: str, fewest: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRY, str(tmp_path), what],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= fewest
