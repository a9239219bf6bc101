"""What is killed in safekeeping: backing up, restoring, and changes of the passphrase."""

from pathlib import Path

from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.services.protection import (
    NO_KEY,
    Key,
    change_passphrase,
    is_encrypted,
    recover,
    remove_passphrase,
    set_passphrase,
    unlock,
)
from ahpjournal.services.restoring import RestoreService
from ahpjournal.storage.restoring import set_aside
from tests.builders import PASSPHRASE, entry
from tests.faults.damage import ENTRIES, read_all, small_journal
from tests.faults.kills import CLOCK, Activity, Place, Said, Say, Verdict, problems_of

NEW = Passphrase("four new words, all invented")
ROUNDS_ON_ONE_FILE = 12
LATER = range(500, 520)
"""Numbers of entries written after the backup that is put back."""


# --- backing up -----------------------------------------------------------------------------------


def _prepare_backing_up(place: Place) -> None:
    if place.number % ROUNDS_ON_ONE_FILE == 0:
        place.clear()
        small_journal(place.journal, CLOCK, place.passphrase)


def _back_up(place: Place, say: Say) -> None:
    with place.opened(backs_up=True) as session:
        session.entries.save(entry(1_000 + place.number, "before the backup"))
        say(f"entry {1_000 + place.number}")
        outcome = session.backups.make(BackupReason.BY_HAND)
        say(f"backup {outcome.backup.path.name}")


def _look_at_backups(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=len(said.lines))
    with place.opened(backs_up=True) as session:
        verdict.problems += problems_of(session)
        found = read_all(session).entries
        state = session.backups.state()
        for words in said.words:
            if words[0] == "entry":
                verdict.lost += entry(int(words[1])).id not in found
            elif words[0] == "backup":
                name = " ".join(words[1:])
                mine = [b for b in state.backups if b.path.name == name and b.is_checked]
                verdict.lost += not mine
                verdict.lost += any(b.counts["entries"] != len(found) for b in mine)
        for backup in state.backups:
            if backup.is_checked:
                session.backups.verify(backup)
        verdict.problems += [f"odd: {odd.code}" for odd in state.odd if odd.code == "damaged"]
    return verdict


# --- restoring ------------------------------------------------------------------------------------


def _prepare_restoring(place: Place) -> None:
    place.clear()
    small_journal(place.journal, CLOCK, place.passphrase)
    with place.opened(backs_up=True) as session:
        session.backups.make(BackupReason.BY_HAND)
        for number in LATER:
            session.entries.save(entry(number, "after the backup"))


def _restore(place: Place, say: Say) -> None:
    key = place.key()
    with place.opened(backs_up=True) as session:
        backup = next(
            b for b in session.backups.state().backups if b.reason is BackupReason.BY_HAND
        )
    say("go")
    RestoreService(CLOCK, place.places).put_back(backup, place.journal, key=key)
    say("restored")


def _look_at_restoring(place: Place, said: Said) -> Verdict:
    is_restored = "restored" in said.lines
    verdict = Verdict(acknowledged=int(is_restored))
    later = {entry(number).id for number in LATER}
    if not place.journal.exists():  # the note beside it says how to go on
        with place.opened():
            pass
    with place.opened(backs_up=True) as session:
        verdict.problems += problems_of(session)
        found = read_all(session).entries.keys()
        kept = [b.path for b in session.backups.state().backups]
    verdict.lost += len({entry(n).id for n in range(1, ENTRIES + 1)} - found)
    if found & later not in (set(), later):
        verdict.problems.append("half restored")
    verdict.lost += is_restored and bool(found & later)
    if not found & later:  # then they are in a backup made before, and beside the journal
        copies = [folder / place.journal.name for folder in set_aside(place.journal)] + kept
        verdict.lost += not any(later <= _entries_in(place, copy).keys() for copy in copies)
    return verdict


def _entries_in(place: Place, path: Path) -> dict[str, Entry]:
    copy = place.folder / "look.ahpjournal"
    for ending in ("", "-wal", ".keys"):
        there = path.with_name(path.name + ending)
        if there.exists():
            copy.with_name(copy.name + ending).write_bytes(there.read_bytes())
    try:
        with place.opened(copy) as session:
            return read_all(session).entries
    finally:
        for left in place.folder.glob("look.ahpjournal*"):
            left.unlink()


# --- passphrases ----------------------------------------------------------------------------------


def _prepare_passphrase(place: Place) -> None:
    place.clear()
    small_journal(place.journal, CLOCK, place.passphrase)
    if place.is_encrypted:
        with place.opened() as session:
            code = session.recovery_code().text
        (place.folder / "code.txt").write_text(code, encoding="utf-8")


def _change_passphrase(place: Place, say: Say) -> None:
    job = SilentJob()
    if not place.is_encrypted:
        say("set")
        code = set_passphrase(place.journal, NEW, job)
        say(f"done {code.text}")
        return
    code = RecoveryCode((place.folder / "code.txt").read_text(encoding="utf-8"))
    match place.number % 3:
        case 0:
            say("change")
            change_passphrase(place.journal, PASSPHRASE, NEW, job)
        case 1:
            say("remove")
            remove_passphrase(place.journal, PASSPHRASE, job)
        case _:
            say("recover")
            recover(place.journal, code, NEW, job)
    say("done")


def _key_as_it_is(place: Place) -> tuple[Key, str]:
    """Open with whatever opens it: nothing, the new passphrase or the present one."""
    if not is_encrypted(place.journal):
        return NO_KEY, "plain"
    try:
        return unlock(place.journal, NEW), "new"
    except ConditionError as error:
        if error.code is not ConditionCode.WRONG_PASSPHRASE:
            raise
    return unlock(place.journal, PASSPHRASE), "present"


def _look_at_passphrase(place: Place, said: Said) -> Verdict:
    is_done = any(line.startswith("done") for line in said.lines)
    verdict = Verdict(acknowledged=int(is_done))
    key, opens = _key_as_it_is(place)
    wanted = {"set": "new", "change": "new", "remove": "plain", "recover": "new"}
    before = "present" if place.is_encrypted else "plain"
    kind = said.lines[0] if said.lines else ""
    if opens not in ({wanted[kind]} if is_done else {before, wanted.get(kind, before)}):
        verdict.problems.append(f"{kind}: opens as {opens}")
    with place.opened(key=key) as session:
        verdict.problems += problems_of(session)
        verdict.lost += ENTRIES - len(read_all(session).entries)
    left = [p.name for p in place.folder.iterdir() if p.name.endswith(".part")]
    if left:
        verdict.problems.append(f"left behind: {len(left)}")
    return verdict


def activities() -> tuple[Activity, ...]:
    """Give what is killed in safekeeping."""
    return (
        Activity("backing up", _prepare_backing_up, _back_up, _look_at_backups, 0.0, 10),
        Activity("restoring", _prepare_restoring, _restore, _look_at_restoring, 0.0, 10),
        Activity(
            "passphrase", _prepare_passphrase, _change_passphrase, _look_at_passphrase, 0.0, 12
        ),
    )
