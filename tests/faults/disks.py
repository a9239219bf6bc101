"""Disks in trouble: full, failing, cut off; nothing acknowledged is lost, and it goes on after.

Each scenario is a process of its own, started as a script, that prints what it saw as JSON:

    disks.py limit|small|failing|frozen FOLDER plain|encrypted
"""

import ctypes
import json
import os
import random
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from ahpjournal.domain.backups import BackupReason  # noqa: E402 - found from the root above
from ahpjournal.domain.errors import ConditionCode, ConditionError  # noqa: E402
from ahpjournal.domain.jobs import SilentJob  # noqa: E402
from ahpjournal.services.messages import describe  # noqa: E402
from ahpjournal.services.session import JournalSession, open_journal  # noqa: E402
from tests.builders import content, entry  # noqa: E402
from tests.faults.kills import CLOCK, IDS, Place, problems_of, stretch_little  # noqa: E402

SHIM = Path(__file__).with_name("failing_disk.c")
TROUBLE = frozenset(
    {
        ConditionCode.DISK_FULL,
        ConditionCode.DRIVE_PROBLEM,
        ConditionCode.READ_ONLY,
        ConditionCode.NO_PERMISSION,
    }
)
KINDS = {"EIO": 1, "ENOSPC": 2, "short write": 3, "EIO on fsync": 4, "read-only": 5}
SMALL_BYTES = 8_000_000


@dataclass(slots=True)
class Seen:
    """What a scenario saw. *faults*: refusals that were injected; *codes*: what was said."""

    faults: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def note(self, error: ConditionError) -> None:
        """Count a refusal; its words have to say what is safe and what to do."""
        self.refused += 1
        self.codes = dict(Counter(self.codes) + Counter([error.code.value]))
        said = describe(error)
        if error.code not in TROUBLE or not (said.what_is_safe and said.next_step):
            self.problems.append(f"said: {error.code.value}")


class Writer:
    """Saves entries of every size, and knows what was acknowledged."""

    def __init__(self, session: JournalSession, seen: Seen) -> None:
        self._session = session
        self._seen = seen
        self._rng = random.Random(20_260_112)  # noqa: S311 - sizes, not secrets
        self._number = 0
        self.saved: dict[str, str] = {}

    def save(self) -> bool:
        """Save one; tell whether it was acknowledged."""
        self._number += 1
        text = f"text {self._number} " * self._rng.choice((5, 50, 400, 3_000))
        made = entry(self._number, text)
        try:
            self._session.entries.save(made)
        except ConditionError as error:
            self._seen.note(error)
            return False
        self.saved[made.id] = text
        self._seen.acknowledged += 1
        return True

    def count_lost(self, session: JournalSession) -> int:
        """Count what was acknowledged and is not there."""
        return sum(
            (kept := session.entries.get(uid)) is None or kept.markdown != text
            for uid, text in self.saved.items()
        )


def _finish(place: Place, writer: Writer, seen: Seen) -> None:
    with place.opened() as session:
        seen.lost += writer.count_lost(session)
        seen.problems += problems_of(session)


def limit(place: Place) -> Seen:
    """Let no file grow beyond a limit: a write is first cut short, then refused (EFBIG)."""
    seen = Seen()
    place.create()
    with place.opened() as session:
        writer = Writer(session, seen)
        writer.save()
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        most = place.journal.stat().st_size + 150_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        while seen.refused < 5:
            writer.save()
        seen.lost += writer.count_lost(session)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        if not writer.save():
            seen.problems.append("does not go on when there is room again")
    _finish(place, writer, seen)
    return seen


def small(place: Place) -> Seen:
    """Fill a small disk while the journal on it is written, backed up, exported and encrypted."""
    seen = Seen()
    place.create()
    home = place.folder / "home"
    home.mkdir()
    with place.opened(backs_up=True) as session:
        writer = Writer(session, seen)
        for _ in range(20):
            writer.save()
        ballast = place.folder / "ballast"
        for size in (65_536, 4_096, 1):
            with suppress(OSError), ballast.open("ab", buffering=0) as file:
                while True:
                    file.write(bytes(size))
        before = {path.name for path in place.folder.rglob("*")}
        while seen.refused < 5:
            writer.save()
        for step in (
            lambda: session.backups.make(BackupReason.BY_HAND),
            lambda: session.transfer.export_json(place.folder / "out.json", SilentJob()),
        ):
            _refused(seen, step)
        left = {path.name for path in place.folder.rglob("*")} - before
        left = {name for name in left if not name.endswith((".lock", "-wal", "-shm"))}
        if any(
            name.endswith((".json", ".ahpjournal", ".part")) and "problem" not in name
            for name in left
        ):
            seen.problems.append(f"left behind: {sorted(left)}")
        seen.lost += writer.count_lost(session)
        ballast.unlink()
        if not writer.save():
            seen.problems.append("does not go on when there is room again")
        session.backups.make(BackupReason.BY_HAND)
    _finish(place, writer, seen)
    return seen


def _refused(seen: Seen, step: Callable[[], object]) -> None:
    try:
        step()
    except ConditionError as error:
        seen.note(error)
    else:
        seen.problems.append("something large was written to a full disk")


def failing(place: Place) -> Seen:
    """Refuse the first, second, … write or sync of a save, in four ways; then go on."""
    shim = ctypes.CDLL(None)
    seen = Seen()
    place.create()
    with place.opened() as session:
        writer = Writer(session, seen)
        for name, kind in KINDS.items():
            for skip in range(14):
                shim.fault_arm(kind, skip, 1_000, str(place.journal).encode())
                writer.save()
                struck = shim.fault_disarm()
                seen.faults += struck
                if not writer.save():
                    seen.problems.append(f"{name} after {skip}: does not go on afterwards")
                    return seen
        seen.lost += writer.count_lost(session)
    _finish(place, writer, seen)
    return seen


def frozen(place: Place) -> Seen:
    """Make the disk read-only, as Linux does with one that fails, and open the journal on it."""
    seen = Seen()
    place.create()
    with place.opened() as session:
        writer = Writer(session, seen)
        for _ in range(10):
            writer.save()
    if not _mount("remount,ro", place.folder):
        seen.problems.append("the disk cannot be made read-only")
        return seen
    key = place.key()
    try:
        with place.opened(key=key):
            seen.problems.append("opened to write on a read-only disk")
    except ConditionError as error:
        seen.note(error)
    session = open_journal(
        place.journal, clock=CLOCK, ids=IDS, content=content(), read_only=True, key=key
    )
    seen.lost += writer.count_lost(session)
    session.close()
    _mount("remount,rw", place.folder)
    _finish(place, writer, seen)
    return seen


SCENARIOS: dict[str, Callable[[Place], Seen]] = {
    "limit": limit,
    "small": small,
    "failing": failing,
    "frozen": frozen,
}


# --- starting them --------------------------------------------------------------------------------


def start(name: str, folder: Path, kind: str, **variables: str) -> Seen:
    """Run a scenario in a process of its own."""
    outcome = subprocess.run(
        [sys.executable, str(Path(__file__)), name, str(folder), kind],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **variables},
    )
    try:
        return Seen(**json.loads(outcome.stdout.splitlines()[-1]))
    except (ValueError, IndexError):
        return Seen(problems=[f"ended with {outcome.returncode}: {outcome.stderr[-600:]}"])


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at *folder*; gives False where that is not permitted."""
    is_mounted = _mount(f"size={SMALL_BYTES}", folder)
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=False, capture_output=True)  # noqa: S607


def _mount(options: str, folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    with suppress(FileNotFoundError):
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    return False


def build_shim(folder: Path) -> Path | None:
    """Compile the failing disk; None where there is no compiler."""
    made = folder / "failing_disk.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(SHIM), "-ldl"]
    with suppress(FileNotFoundError):
        if subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return made
    return None


def main(arguments: Sequence[str]) -> int:
    """Run one scenario and print what it saw."""
    name, folder, kind = arguments
    stretch_little()
    place = Place(Path(folder), random.Random(0), kind == "encrypted")  # noqa: S311 - unused
    print(json.dumps(asdict(SCENARIOS[name](place))))  # noqa: T201 - what it is started for
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
