"""Ways in which a file goes bad, and what has to be true of a journal in each of them.

Nothing here knows what pytest is: the quick tests and the long run share it.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry, EntryFilter
from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.attachments import Pasted
from ahpjournal.services.protection import NO_KEY, unlock
from ahpjournal.services.repairs import repair_journal
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from tests.builders import action, content, entry, fixed_clock

PAGE = 4_096
ENTRIES, ACTIONS = 14, 5
FILES = (900, 9_000, 30_000)
LONG = "It was a long day, and I am still turning over what the ward sister said to me. "

MAY_REFUSE = frozenset(
    {
        ConditionCode.DAMAGED,
        ConditionCode.NOT_A_JOURNAL,
        ConditionCode.TOO_NEW,
        ConditionCode.ENCRYPTED,
        ConditionCode.NOTHING_READABLE,
    }
)
"""What a damaged journal may be called. Never a fault of the program, never a blank."""


def small_journal(
    path: Path, clock: Clock | None = None, passphrase: Passphrase | None = None
) -> None:
    """Make a journal like a few weeks of use: short and long texts, links, actions, ratings."""
    clock = clock or fixed_clock()
    session = create_journal(
        path,
        clock=clock,
        ids=TimeOrderedIds(clock),
        content=content(),
        passphrase=passphrase,
    )
    try:
        session.profile.save(Profile(name="Asha Example", organisation="An invented trust"))
        for number in range(1, ENTRIES + 1):
            text = LONG * (160 if number % 5 == 0 else number)
            made = entry(
                number, text, tags=(f"tag{number % 3}",), themes=("T1",), competencies=("A1",)
            )
            session.entries.save(made)
        for number in range(1, ACTIONS + 1):
            session.plans.save(action(number, why="To be heard. " * 9, entries=(entry(1).id,)))
        for number, size in enumerate(FILES, start=1):
            data = random.Random(number).randbytes(size)  # noqa: S311 - filling, not secrets
            source = Pasted(f"{number}.dat", partial(bytes, data))
            taken = session.attachments.take_in([source], SilentJob())
            session.attachments.add(entry(number).id, taken.stored)
        sitting = session.ratings.start(SittingKind.BASELINE)
        for competency in sitting.competencies:
            session.ratings.rate(sitting.id, competency, 3, because="I did it twice.")
    finally:
        session.close()


Damage = Callable[[bytearray, random.Random], None]


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _noise(data: bytearray, rng: random.Random) -> None:
    size = rng.choice((16, 100, 512, 3_000))
    at = rng.randrange(max(1, len(data) - size))
    data[at : at + size] = rng.randbytes(size)


def _cut(data: bytearray, rng: random.Random) -> None:
    sizes = (0, 1, 15, 16, 60, 99, 100, PAGE - 1, PAGE, len(data) - 1, len(data) - PAGE)
    size = rng.choice((*sizes, *(rng.randrange(len(data)) for _ in range(9))))
    del data[size:]


def _swap(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 3))):
        one, two = (rng.randrange(len(data) // PAGE) * PAGE for _ in range(2))
        data[one : one + PAGE], data[two : two + PAGE] = (
            data[two : two + PAGE],
            data[one : one + PAGE],
        )


def _zero(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 6))):
        at = rng.randrange(len(data) // PAGE) * PAGE
        data[at : at + PAGE] = bytes(PAGE)


def _zero_tail(data: bytearray, rng: random.Random) -> None:
    """A power cut on some drives leaves the right length and zeros."""
    at = rng.randrange(len(data))
    data[at:] = bytes(len(data) - at)


def _torn(data: bytearray, rng: random.Random) -> None:
    """Half of a page is from another time: here, from another page."""
    one, two = (rng.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    sector = rng.randrange(1, 8) * 512
    data[one + sector : one + PAGE] = data[two + sector : two + PAGE]


def _header(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 2, 5))):
        data[rng.randrange(100)] = rng.randrange(256)


def _grow(data: bytearray, rng: random.Random) -> None:
    data += rng.randbytes(rng.choice((1, 100, PAGE, 5 * PAGE)))


def _shift(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    if rng.random() < 0.5:
        del data[at : at + rng.choice((1, 7, 512))]
    else:
        data[at:at] = rng.randbytes(rng.choice((1, 7, 512)))


KINDS: dict[str, Damage] = {
    "bit flips": _flip,
    "noise": _noise,
    "cut off": _cut,
    "pages swapped": _swap,
    "zero pages": _zero,
    "zeros to the end": _zero_tail,
    "torn page": _torn,
    "header edited": _header,
    "grown": _grow,
    "shifted": _shift,
}


def damaged(data: bytes, number: int) -> tuple[str, bytes]:
    """Give the kind of damage number *number*, and *data* with it; the same each time."""
    name = tuple(KINDS)[number % len(KINDS)]
    rng = random.Random(number * 7_919 + 20_260_112)  # noqa: S311 - damage, not secrets
    hurt = bytearray(data)
    KINDS[name](hurt, rng)
    return name, bytes(hurt)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything people wrote into the small journal."""

    entries: dict[str, Entry]
    actions: dict[str, ActionPlan]
    ratings: int
    files: dict[str, bytes]


@dataclass(slots=True)
class Figures:
    """What became of many damaged files."""

    files: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    opened_sound: int = 0
    opened_damaged: int = 0
    altered: int = 0
    """Sound by every check, yet a text differs: a plain file has no checksum."""
    repaired: int = 0
    nothing_readable: int = 0
    kept: int = 0
    """Entries that a repaired copy holds, of *possible*."""
    possible: int = 0
    wrongs: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Give the figures in words."""
        codes = ", ".join(f"{code} {count}" for code, count in self.refused.most_common())
        opened = f"{self.opened_sound} opened as sound, {self.opened_damaged} with damage told"
        return [
            f"{self.files} damaged files: {opened}, {self.refused.total()} refused ({codes})",
            f"sound by every check but with another text: {self.altered}",
            f"repaired copies: {self.repaired}, with {self.kept} of {self.possible} reflections",
            f"nothing readable: {self.nothing_readable}",
            f"wrong (crash, silent blank, written over): {len(self.wrongs)}",
            *(f"  {wrong}" for wrong in self.wrongs[:20]),
        ]


class Judge:
    """Opens a damaged journal as the program does, and says what is wrong about how it went."""

    def __init__(self, folder: Path, passphrase: Passphrase | None = None) -> None:
        """Work in *folder*, which is empty, on an encrypted journal if there is a *passphrase*."""
        self._clock = fixed_clock()
        self._ids = TimeOrderedIds(self._clock)
        self._path = folder / "x.ahpjournal"
        self._target = folder / "repaired.ahpjournal"
        small_journal(self._path, passphrase=passphrase)
        self._key = unlock(self._path, passphrase) if passphrase is not None else NO_KEY
        self.whole = self._path.read_bytes()
        self._beside = {
            path.name: path.read_bytes() for path in folder.iterdir() if path != self._path
        }
        session = self._open()
        self._expected = read_all(session)
        session.close()
        self.figures = Figures()

    def judge(self, number: int) -> None:
        """Damage the journal in way *number*, and add what happens to the figures."""
        name, data = damaged(self.whole, number)
        for left in self._path.parent.iterdir():
            left.unlink()
        for beside, slots in self._beside.items():
            self._path.with_name(beside).write_bytes(slots)
        self._path.write_bytes(data)
        self.figures.files += 1
        try:
            wrong = self._open_and_read()
            if self._path.read_bytes() != data:
                wrong = wrong or "written over"
            wrong = wrong or self._repair()
            if self._path.read_bytes() != data:
                wrong = wrong or "written over by the repair"
        except Exception as error:  # noqa: BLE001 - anything unexpected is what we look for
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            self.figures.wrongs.append(f"{number} ({name}): {wrong}")

    def _open(self, path: Path | None = None) -> JournalSession:
        return open_journal(
            path or self._path,
            clock=self._clock,
            ids=self._ids,
            content=content(),
            key=self._key,
        )

    def _open_and_read(self) -> str:
        try:
            session = self._open()
        except ConditionError as error:
            self.figures.refused[error.code.value] += 1
            return "" if error.code in MAY_REFUSE else f"refused as {error.code.value}"
        try:
            return self._read(session)
        finally:
            session.close()

    def _read(self, session: JournalSession) -> str:
        if session.is_from_newer_version:
            self.figures.refused[ConditionCode.TOO_NEW.value] += 1
            return ""
        problems: list[str] = []
        try:
            is_sound = session.check().is_ok
        except ConditionError as error:
            if error.code is not ConditionCode.DAMAGED:
                return f"the check says {error.code.value}"
            is_sound = False
        found = read_all(session, problems)
        if not is_sound or problems:
            self.figures.opened_damaged += 1
            return ""
        self.figures.opened_sound += 1
        blanks = self._expected.entries.keys() - found.entries.keys()
        blanks |= self._expected.actions.keys() - found.actions.keys()
        blanks |= self._expected.files.keys() - found.files.keys()
        if blanks or found.ratings < self._expected.ratings:
            return f"silently gone: {len(blanks)} records"
        if found != self._expected:
            self.figures.altered += 1
        return ""

    def _repair(self) -> str:
        try:
            report = repair_journal(
                self._path,
                self._target,
                clock=self._clock,
                ids=self._ids,
                job=SilentJob(),
                key=self._key,
            )
        except ConditionError as error:
            is_empty = self._path.stat().st_size == 0
            if error.code is ConditionCode.NOTHING_READABLE or is_empty:
                self.figures.nothing_readable += 1
                return ""
            return "" if error.code in MAY_REFUSE else f"repair says {error.code.value}"
        session = self._open(self._target)
        try:
            if not session.check().is_ok:
                return "the repaired copy is not sound"
            found = read_all(session)
        finally:
            session.close()
        self.figures.repaired += 1
        same = [
            uid
            for uid, kept in found.entries.items()
            if uid in self._expected.entries
            and kept.markdown == self._expected.entries[uid].markdown
        ]
        self.figures.kept += len(same)
        self.figures.possible += len(self._expected.entries)
        told = {lost.id for lost in report.lost}
        if any(self._expected.files.get(uid) != data for uid, data in found.files.items()):
            return "the repaired copy has a file with other bytes"
        untold = self._expected.entries.keys() - found.entries.keys() - told
        untold |= self._expected.files.keys() - found.files.keys() - told
        if untold and report.is_certain:
            return f"repair calls itself complete, but {len(untold)} are neither there nor told"
        return ""


def read_all(session: JournalSession, problems: list[str] | None = None) -> Content:
    """Read everything as the pages do; damage is noted in *problems*, or raised without them."""
    reader = _Reader(session, problems)
    for read in (
        reader.read_entries,
        reader.read_actions,
        reader.read_ratings,
        reader.read_files,
        reader.read_rest,
    ):
        reader.attempt(read)
    return Content(reader.entries, reader.actions, len(reader.ratings), reader.files)


_DAMAGE = frozenset({ConditionCode.DAMAGED, ConditionCode.ATTACHMENT_DAMAGED})


class _Reader:
    """Reads everything that there is in a journal."""

    def __init__(self, session: JournalSession, problems: list[str] | None) -> None:
        self._session = session
        self._problems = problems
        self.entries: dict[str, Entry] = {}
        self.actions: dict[str, ActionPlan] = {}
        self.ratings: list[str] = []
        self.files: dict[str, bytes] = {}

    def attempt(self, read: Callable[[], None]) -> None:
        """Read, and note damage."""
        try:
            read()
        except AhpJournalError as error:
            if self._problems is None or error.code not in _DAMAGE:
                raise
            self._problems.append(error.code.value)

    def read_entries(self) -> None:
        """Read the list of entries, and each of them."""
        service = self._session.entries
        keys = service.find(EntryFilter())
        service.months(EntryFilter())
        for summary in service.page(keys):
            self.attempt(partial(self._read_entry, summary.id))

    def _read_entry(self, uid: str) -> None:
        found = self._session.entries.get(uid)
        if found is not None:
            self.entries[uid] = found

    def read_actions(self) -> None:
        """Read the actions."""
        self.actions.update({found.id: found for found in self._session.plans.list_all()})

    def read_ratings(self) -> None:
        """Read the ratings of every sitting."""
        service = self._session.ratings
        for sitting in service.sittings():
            self.ratings.extend(r.id for r in service.ratings_of(sitting.id).values())

    def read_files(self) -> None:
        """Read the attachments of every entry."""
        for uid in tuple(self.entries):
            self.attempt(partial(self._read_files_of, uid))

    def _read_files_of(self, uid: str) -> None:
        for found in self._session.attachments.list_of(uid):
            self.attempt(partial(self._read_file, found))

    def _read_file(self, attachment: Attachment) -> None:
        self.files[attachment.id] = self._session.attachments.look(attachment, SilentJob()).data

    def read_rest(self) -> None:
        """Read what the other pages show, and search."""
        session = self._session
        session.info()
        session.progress.report()
        session.programme.modules()
        session.prompts.of_week(date(2026, 1, 12))
        session.search.search("ward", 20)
        session.entries.page(session.entries.find(EntryFilter(query="ward")), "ward")
        session.entries.tags()
        session.entries.finish_later()
