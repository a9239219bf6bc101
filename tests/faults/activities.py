"""What is killed in everyday use: saving, typing, making, migrating, merging, repairing."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ahpjournal.domain.entries import Section
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.merging import Merger
from ahpjournal.services.repairs import repair_journal
from ahpjournal.storage import key_slots
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.keys import keys_path
from tests.builders import PASSPHRASE, action, entry
from tests.faults import attaching, bulk, safekeeping
from tests.faults.damage import read_all, small_journal
from tests.faults.kills import (
    CLOCK,
    IDS,
    MAY_LOSE_SECONDS,
    Activity,
    Place,
    Said,
    Say,
    Verdict,
    problems_of,
)

OLD = Path(__file__).parents[1] / "data" / "journals" / "schema-1.ahpjournal"


# --- saving ---------------------------------------------------------------------------------------

ROUNDS_ON_ONE_FILE = 25
NUMBERS_IN_A_ROUND = 100_000


def _prepare_saving(place: Place) -> None:
    if place.number % ROUNDS_ON_ONE_FILE == 0:
        place.clear()
        place.create()


def _save(place: Place, say: Say) -> None:
    with place.opened() as session:
        sitting = session.ratings.start(SittingKind.AD_HOC)
        number = place.number * NUMBERS_IN_A_ROUND
        while True:
            number += 1
            made = session.entries.save(entry(number, f"first {number} " * 40, tags=("calm",)))
            say(f"entry {number} 0")
            changed = replace(made, sections=(Section("text", f"second {number} " * 50),))
            session.entries.save(changed)
            say(f"entry {number} 1")
            session.plans.save(action(number, entries=(made.id,)))
            say(f"action {number}")
            rating = session.ratings.rate(sitting.id, "A1", 1 + number % 5, because="seen")
            say(f"rating {rating.id}")
            if number % 4 == 0:
                session.entries.remove(made.id)
                say(f"removed {number}")


def _look_at_saves(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=len(said.lines))
    lines = [words for words in said.words if words[0] != "!"]
    newest = {int(words[1]): words[2] for words in lines if words[0] == "entry"}
    removed = {int(words[1]) for words in lines if words[0] == "removed"}
    with place.opened() as session:
        verdict.problems += problems_of(session)
        ratings = {rating.id for rating in session.ratings.ledger()}
        actions = {plan.id for plan in session.plans.list_all()}
        wanted = {words[1] for words in lines if words[0] == "rating"}
        planned = {action(int(words[1])).id for words in lines if words[0] == "action"}
        verdict.lost += len(wanted - ratings) + len(planned - actions)
        last = max(newest, default=0)
        for number, which in newest.items():
            kept = session.entries.get(entry(number).id)
            # what was under way when the end came may have been done, or not
            may_be_removed = number in removed or (number == last and number % 4 == 0)
            if kept is None:
                verdict.lost += not may_be_removed
                continue
            may_be = {f"second {number}"} | ({f"first {number}"} if which == "0" else set())
            begins = " ".join(kept.markdown.split()[:2])
            verdict.lost += number in removed or begins not in may_be
    return verdict


# --- typing in the window -------------------------------------------------------------------------

TYPED = " ".join(f"w{number:05d}" for number in range(4_000))
KEY_EVERY_MS = 12
PAUSE_EVERY = 150
PAUSE_MS = 1_000
_HICCUP = 0.1


def _prepare_typing(place: Place) -> None:
    place.clear()
    place.create()


def _type(place: Place, say: Say) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTextEdit

    from ahpjournal import bootstrap
    from ahpjournal.settings import SettingsStore
    from ahpjournal.ui.app import WindowApplication
    from ahpjournal.ui.journals import Journals
    from ahpjournal.ui.routes import PageId, Route, RouteAction
    from ahpjournal.ui.running import make_qt_application
    from ahpjournal.ui.theme.theme import Theme

    app = make_qt_application(["ahpjournal"])
    settings = SettingsStore(place.folder / "home")
    theme = Theme(settings.current.theme, settings.current.text_size, app)
    workshop = bootstrap.workshop()
    journals = Journals(
        lambda: workshop.open(place.journal, key=place.key()),
        workshop.open,
        workshop.create,
        workshop.memory,
    )
    running = WindowApplication(app, journals, settings, theme)
    running.start()
    count = 0
    timer = QTimer()

    def step() -> None:
        nonlocal count
        edit = app.focusWidget()
        if not isinstance(edit, QTextEdit):
            edits = running.window.findChildren(QTextEdit) if running.window is not None else []
            edit = next((e for e in edits if e.isVisible()), None)
            if edit is None:
                timer.start(KEY_EVERY_MS)
                return
        QTest.keyClicks(edit, TYPED[count])
        count += 1
        say(f"typed {count} {time.monotonic()}")
        timer.start(PAUSE_MS if count % PAUSE_EVERY == 0 else KEY_EVERY_MS)

    def begin() -> None:
        assert running.window is not None
        running.window.go(Route(PageId.JOURNAL, RouteAction.NEW))
        timer.start(KEY_EVERY_MS)

    timer.setSingleShot(True)
    timer.timeout.connect(step)
    QTimer.singleShot(50, begin)
    app.exec()


def _stalled(stamps: Sequence[float]) -> float:
    """Add up how long the window stood still, in seconds: a busy computer is no fault of saving."""
    longest = (PAUSE_MS + KEY_EVERY_MS) / 1_000
    gaps = [later - sooner for sooner, later in pairwise(stamps)]
    return sum(gap - _HICCUP for gap in gaps if gap > _HICCUP and not 0.9 < gap < longest)


def _look_at_typing(place: Place, said: Said) -> Verdict:
    verdict = Verdict()
    stamps = [float(words[2]) for words in said.words if words[0] == "typed"]
    with place.opened() as session:
        verdict.problems += problems_of(session)
        texts = [found.markdown for found in read_all(session).entries.values()]
    kept = texts[0] if texts else ""
    verdict.acknowledged = 1 if kept else 0
    if not TYPED.startswith(kept):
        verdict.problems.append("what is kept is not what was typed")
    length = len(kept) + (TYPED[len(kept) : len(kept) + 1] == " ")  # a last space is no text yet
    if length < len(stamps):
        window = [*stamps[length:], said.killed_at]
        verdict.seconds = said.killed_at - stamps[length] - _stalled(window)
    verdict.lost += verdict.seconds > MAY_LOSE_SECONDS
    return verdict


# --- one long step, done or not done --------------------------------------------------------------


def _prepare_making(place: Place) -> None:
    place.clear()


def _make(place: Place, say: Say) -> None:
    say("go")
    place.create()
    say("made")


def _look_at_making(place: Place, said: Said) -> Verdict:
    verdict = Verdict()
    is_made = "made" in said.lines
    verdict.acknowledged = int(is_made)
    if place.journal.exists():
        with place.opened() as session:
            verdict.problems += problems_of(session)
        return verdict
    verdict.lost = int(is_made)
    place.create()
    return verdict


def _prepare_migrating(place: Place) -> None:
    place.clear()
    _make_old(place, place.journal)


def _make_old(place: Place, path: Path) -> None:
    """Put a journal of the oldest schema at *path*, encrypted if the place is."""
    path.write_bytes(OLD.read_bytes())
    if not place.is_encrypted:
        return
    plain = path.with_name("plain.ahpjournal")
    path.rename(plain)
    connection = open_connection(plain)
    values = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    protection = key_slots.protect(values["journal_id"], PASSPHRASE)
    connection.execute(f"ATTACH ? AS made KEY \"x'{protection.key.raw.hex()}'\"", (str(path),))
    connection.execute("SELECT sqlcipher_export('made')").fetchall()
    for name in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA {name}").fetchone()[0]
        connection.execute(f"PRAGMA made.{name} = {value}")
    for name, text in protection.facts.items():
        connection.execute("INSERT INTO made.meta VALUES (?, ?)", (name, text))
    connection.close()
    plain.unlink()
    key_slots.write_slots(path, protection.slots)


def _migrate(place: Place, say: Say) -> None:
    say("go")
    with place.opened(backs_up=True):
        say("open")


def _look_at_migrating(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=int("open" in said.lines))
    with place.opened() as session:
        verdict.problems += problems_of(session)
        found = read_all(session)
    whole = place.folder / "whole.ahpjournal"
    _make_old(place, whole)
    with place.opened(whole) as session:
        verdict.lost += found != read_all(session)
    return verdict


def _prepare_merging(place: Place) -> None:
    place.clear()
    small_journal(place.journal, CLOCK, place.passphrase)
    other = place.folder / "Other.ahpjournal"
    other.write_bytes(place.journal.read_bytes())
    if place.is_encrypted:
        keys_path(other).write_bytes(keys_path(place.journal).read_bytes())
    for path, first in ((place.journal, 1_000), (other, 2_000)):
        with place.opened(path) as session:
            for number in range(first, first + 20):
                session.entries.save(entry(number, f"text {number} " * 50))
            for number in (1, 2):
                stored = session.entries.get(entry(number).id)
                assert stored is not None
                session.entries.save(replace(stored, title=f"Changed in {path.stem}"))


def _merge(place: Place, say: Say) -> None:
    say("go")
    Merger(CLOCK, IDS).merge(
        place.journal,
        place.folder / "Other.ahpjournal",
        SilentJob(),
        back_up=lambda: None,
        key=place.key(),
        other_key=place.key(),
    )
    say("merged")


def _look_at_merging(place: Place, said: Said) -> Verdict:
    verdict = Verdict()
    is_merged = "merged" in said.lines
    verdict.acknowledged = int(is_merged)
    with place.opened() as session:
        verdict.problems += problems_of(session)
        found = read_all(session).entries
    ours = {entry(number).id for number in range(1_000, 1_020)}
    theirs = {entry(number).id for number in range(2_000, 2_020)}
    verdict.lost += len(ours - found.keys())
    got = theirs & found.keys()
    if got not in (set(), theirs):
        verdict.problems.append("half merged")
    verdict.lost += is_merged and got != theirs
    with place.opened(place.folder / "Other.ahpjournal") as session:
        verdict.problems += problems_of(session)
        verdict.lost += len(theirs - read_all(session).entries.keys())
    return verdict


def _prepare_repairing(place: Place) -> None:
    place.clear()
    small_journal(place.journal, CLOCK, place.passphrase)
    data = place.journal.read_bytes()
    place.journal.write_bytes(data[:100] + bytes(3_996) + data[4_096:])


def _repair(place: Place, say: Say) -> None:
    say(f"go {len(place.journal.read_bytes())}")
    target = place.folder / "Repaired.ahpjournal"
    repair_journal(place.journal, target, clock=CLOCK, ids=IDS, job=SilentJob(), key=place.key())
    say("repaired")


def _look_at_repairing(place: Place, said: Said) -> Verdict:
    is_repaired = "repaired" in said.lines
    verdict = Verdict(acknowledged=int(is_repaired))
    if place.journal.read_bytes()[100:4_096] != bytes(3_996):
        verdict.problems.append("the damaged file was written")
    target = place.folder / "Repaired.ahpjournal"
    verdict.lost += is_repaired and not target.exists()
    was_there = target.exists()
    if not was_there:  # what was left behind goes with the next one
        repair_journal(
            place.journal, target, clock=CLOCK, ids=IDS, job=SilentJob(), key=place.key()
        )
    with place.opened(target) as session:
        verdict.problems += problems_of(session)
        verdict.lost += len(read_all(session).entries) != 14
    ours = {path.name for path in (place.journal, target)}
    ours |= {keys_path(path).name for path in (place.journal, target)}
    left = {path.name for path in place.folder.iterdir()} - ours
    if left and not was_there:
        verdict.problems.append(f"left behind: {len(left)}")
    return verdict


def activities() -> tuple[Activity, ...]:
    """Give everything that is killed."""
    return (
        Activity("saving", _prepare_saving, _save, _look_at_saves, 0.25, 40),
        Activity("typing", _prepare_typing, _type, _look_at_typing, 4.5, 8),
        Activity("making", _prepare_making, _make, _look_at_making, 0.0, 7),
        Activity("migrating", _prepare_migrating, _migrate, _look_at_migrating, 0.0, 10),
        Activity("merging", _prepare_merging, _merge, _look_at_merging, 0.0, 10),
        Activity("repairing", _prepare_repairing, _repair, _look_at_repairing, 0.0, 5),
        *safekeeping.activities(),
        *attaching.activities(),
        *bulk.activities(),
    )
