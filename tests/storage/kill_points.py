"""Kills a change of the passphrase at every line of its code in turn, and looks at what is left.

Run as a program, with a folder that holds ``x.ahpjournal`` and the name of the change. For each
line that the change runs through, a copy of the folder is made; a child process makes the change
there and dies at that line as if by kill -9: no cleaning up, nothing flushed. Then the parent opens
what is left. Prints one JSON object for each line.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from ahpjournal.domain.clock import SystemClock
from ahpjournal.domain.entries import EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.services import protection
from ahpjournal.storage import disk, key_slots, lock, rekeying
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.storage.keys import NO_KEY, Key, keys_path

WATCHED = {module.__file__ for module in (rekeying, key_slots, disk, lock, protection)}
OLD, NEW = Passphrase("the old one"), Passphrase("the new one")
MARKER = b"capybara quicklime"
KILLED = 9


class Killer:
    """Ends this process at the *at*-th line that it comes to for the first time."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen: set[tuple[str, int]] = set()

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
            if len(self.seen) == self.at:
                os._exit(KILLED)
        return self


def change(name: str, journal: Path, code: RecoveryCode | None) -> None:
    match name:
        case "set":
            protection.set_passphrase(journal, NEW, SilentJob())
        case "change":
            protection.change_passphrase(journal, OLD, NEW, SilentJob())
        case "remove":
            protection.remove_passphrase(journal, OLD, SilentJob())
        case _:
            assert code is not None
            protection.recover(journal, code, NEW, SilentJob())


def is_killed(at: int, work: Callable[[], None]) -> bool:
    """Do *work* in a child that dies at its *at*-th line; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        sys.settrace(Killer(at))
        try:
            work()
        except BaseException:  # noqa: BLE001 - any fault of the change is a fault of the test
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in {0, KILLED}, ended
    return ended == KILLED


def keys_for(journal: Path, code: RecoveryCode | None) -> Iterator[tuple[str, Key]]:
    """Give every secret that opens what is left, and the key it finds."""
    if not protection.is_encrypted(journal):
        yield "none", NO_KEY
        return
    for name, secret in (("old", OLD), ("new", NEW), ("code", code)):
        if secret is None:
            continue
        try:
            yield name, protection.unlock(journal, secret)
        except ConditionError as error:
            if error.code is not ConditionCode.WRONG_PASSPHRASE:
                raise


def left(folder: Path, code: RecoveryCode | None) -> dict[str, Any]:
    """Say what opens the journal in *folder*, and what is in it and beside it afterwards."""
    journal = folder / "x.ahpjournal"
    clock = SystemClock()
    found = dict(keys_for(journal, code))
    counted = set()
    for key in found.values():
        opened = JournalFile.open(journal, clock, TimeOrderedIds(clock), key=key)
        assert opened.check().problems == ()
        counted.add(opened.entries.count(EntryFilter()))
        if opened.is_encrypted:
            assert opened.protection().slots == key_slots.read_slots(journal)
        opened.close()
    is_plain = "none" in found
    data = b"".join(p.read_bytes() for p in folder.iterdir())
    return {
        "opens": sorted(found),
        "entries": sorted(counted),
        "beside": sorted(p.name for p in folder.iterdir()),
        "shows": MARKER in data,
        "slots": keys_path(journal).exists(),
        "plain": is_plain,
    }


def main(folder: Path, name: str, code_text: str, every: int) -> None:
    key_slots.MEMORY_KIB, key_slots.ITERATIONS = 19_456, 2
    code = RecoveryCode(code_text) if code_text else None
    at, is_reached = 1, True
    while is_reached:
        place = folder.with_name(f"{folder.name}-{at}")
        shutil.copytree(folder, place)
        journal = place / "x.ahpjournal"
        is_reached = is_killed(at, partial(change, name, journal, code))
        found = {"at": at, "killed": is_reached, **left(place, code)}
        sys.stdout.write(json.dumps(found) + "\n")
        shutil.rmtree(place)
        at += every


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
