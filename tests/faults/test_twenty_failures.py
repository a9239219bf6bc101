"""Failures of other programs that people paid for. None of them may happen here."""

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from ahpjournal import bootstrap
from ahpjournal.domain.backups import BackupReason, rotate
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Cpd, CpdKind, Entry, EntryFilter, Section, Sharing
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError, InputError
from ahpjournal.domain.history import RecordKind, VersionReason
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode
from ahpjournal.services.backup_places import BackupPlaces, backups_near
from ahpjournal.services.messages import describe
from ahpjournal.services.protection import NO_KEY, Key, set_passphrase, unlock
from ahpjournal.services.repairs import repair_journal
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from ahpjournal.settings import SettingsStore, ThemeChoice
from ahpjournal.storage.connection import open_connection
from ahpjournal.storage.key_slots import data_key
from ahpjournal.ui.editor.rich_text import RichTextEdit
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.builders import PASSPHRASE, content, entry, fixed_clock
from tests.faults.conftest import Desk
from tests.faults.damage import read_all, small_journal
from tests.faults.kills import IDS

OLD_JOURNALS = sorted((Path(__file__).parents[1] / "data" / "journals").glob("*.ahpjournal"))
Open = Callable[..., JournalSession]


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def places(folder: Path) -> BackupPlaces:
    return BackupPlaces(folder / "home", SettingsStore(folder / "home"))


@pytest.fixture
def opened(clock: FixedClock, places: BackupPlaces, folder: Path) -> Iterator[Open]:
    """Give what opens the journal of the test, or makes it; with backups."""
    sessions: list[JournalSession] = []

    def open_(path: Path | None = None, key: Key = NO_KEY) -> JournalSession:
        place = path or folder / "J.ahpjournal"
        options = {"clock": clock, "ids": IDS, "content": content(), "places": places}
        if place.exists():
            sessions.append(open_journal(place, key=key, **options))  # type: ignore[arg-type]
        else:
            sessions.append(create_journal(place, **options))  # type: ignore[arg-type]
        return sessions[-1]

    yield open_
    for session in sessions:
        session.close()


def write(session: JournalSession, *numbers: int, text: str = "") -> list[Entry]:
    return [session.entries.save(entry(n, text or f"text {n} " * 40)) for n in numbers]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def content_of(session: JournalSession) -> str:
    return repr(read_all(session))


def spoil(path: Path, sql: str) -> None:
    """Change the file behind the program's back."""
    connection = open_connection(path)
    connection.execute(sql)
    connection.close()


# 1
def test_after_two_weeks_without_a_thought_of_backups_there_are_seven_that_restore_everything(
    opened: Open, clock: FixedClock, folder: Path
) -> None:
    written: dict[str, int] = {}
    for day in range(1, 15):
        session = opened()
        write(session, day)
        for outcome in (session.backups.make_daily(), session.backups.make_on_close()):
            if outcome is not None:
                written[outcome.backup.path.name] = day
        session.close()
        clock.advance(timedelta(days=1))
    session = opened()
    backups = session.backups.state().backups
    assert len(backups) >= 7
    for number, backup in enumerate(backups):
        session.backups.verify(backup)
        target = folder / f"back-{number}.ahpjournal"
        session.backups.restore_beside(backup, target)
        restored = opened(target)
        count = written[backup.path.name]
        assert set(read_all(restored).entries) == {entry(n).id for n in range(1, count + 1)}


# 2
@pytest.mark.slow
def test_after_a_thousand_switches_in_mid_edit_every_text_is_in_its_own_reflection(
    desk: Desk,
) -> None:
    session = desk.workshop.create(desk.first)
    ids = [session.entries.save(entry(n, f"own{n}")).id for n in range(10)]
    session.close()
    window = desk.open()
    rng = random.Random(2)  # noqa: S311 - which reflection comes next
    typed = {uid: [f"own{n}"] for n, uid in enumerate(ids)}
    for count in range(1_000):
        uid = rng.choice(ids)
        window.go(Route(PageId.JOURNAL, RouteAction.SHOW, uid))
        word = f"t{count}of{ids.index(uid)}"
        edit = desk.edit()
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        edit.insertPlainText(f" {word}")
        typed[uid].append(word)
    assert window.flush()
    desk.close()
    session = desk.workshop.open(desk.first)
    kept = {uid: session.entries.get(uid) for uid in ids}
    session.close()
    assert {uid: found.markdown.split() for uid, found in kept.items() if found} == typed


# 3
def test_an_export_that_goes_wrong_leaves_the_journal_as_it_was(opened: Open, folder: Path) -> None:
    class Stopped(SilentJob):
        @override
        def report(self, progress: Progress) -> None:
            raise Cancelled

    session = opened()
    write(session, *range(1, 30))
    session.close()
    session = opened()
    before = digest(folder / "J.ahpjournal"), content_of(session)
    with pytest.raises(Cancelled):
        session.transfer.export_json(folder / "out.json", Stopped())
    for target in (folder / "gone" / "out.json", folder / "J.ahpjournal"):
        with pytest.raises(ConditionError):
            session.transfer.export_json(target, SilentJob())
    assert (digest(folder / "J.ahpjournal"), content_of(session)) == before
    assert not (folder / "out.json").exists()


# 4
def test_no_setting_of_this_computer_rewrites_a_journal(opened: Open, folder: Path) -> None:
    session = opened()
    write(session, 1, 2)
    session.close()
    before = digest(folder / "J.ahpjournal")
    store = SettingsStore(folder / "home")
    store.save(replace(store.current, theme=ThemeChoice.DARK, text_size=200, window="x"))
    store.remember(folder / "J.ahpjournal")
    store.forget(folder / "J.ahpjournal")
    store.save(replace(store.current, backup_folder=str(folder / "home")))
    assert len(fields(store.current)) >= 5
    session = opened()
    read_all(session)
    session.close()
    assert digest(folder / "J.ahpjournal") == before


# 5
def test_a_thousand_reflections_of_one_minute_all_stay(opened: Open) -> None:
    session = opened()
    ids = {session.entries.quick_capture(f"thought {n}").id for n in range(1_000)}
    session.close()
    assert len(ids) == 1_000
    assert set(read_all(opened()).entries) == ids


# 6
def test_a_passphrase_that_was_set_half_way_is_set_or_not_set(
    opened: Open, folder: Path, quick_keys: None
) -> None:
    class StoppedAfter(SilentJob):
        def __init__(self, questions: int) -> None:
            self.left = questions

        @override
        def check_cancelled(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    session = opened()
    write(session, 1, 2, 3)
    session.close()
    path, ended = folder / "J.ahpjournal", False
    for questions in range(50):
        try:
            set_passphrase(path, PASSPHRASE, StoppedAfter(questions))
            ended = True
        except Cancelled:
            pass
        session = opened(key=unlock(path, PASSPHRASE) if ended else NO_KEY)
        assert len(read_all(session).entries) == 3
        assert session.check().is_ok
        session.close()
        if ended:
            break
    assert ended


# 7
def test_a_wrong_passphrase_costs_nothing_that_was_written(
    opened: Open, folder: Path, quick_keys: None
) -> None:
    session = opened()
    write(session, 1)
    session.close()
    path = folder / "J.ahpjournal"
    set_passphrase(path, PASSPHRASE, SilentJob())
    session = opened(key=unlock(path, PASSPHRASE))
    write(session, 2, text="written just before")
    session.close()
    before = digest(path)
    for attempt in range(5):
        with pytest.raises(ConditionError) as caught:
            unlock(path, Passphrase(f"not this one {attempt}"))
        assert caught.value.code is ConditionCode.WRONG_PASSPHRASE
    assert digest(path) == before
    kept = opened(key=unlock(path, PASSPHRASE)).entries.get(entry(2).id)
    assert kept is not None
    assert kept.markdown == "written just before"


# 8
def test_a_wrong_passphrase_is_told_from_damage_and_backups_are_near(
    opened: Open, folder: Path, places: BackupPlaces, quick_keys: None
) -> None:
    session = opened()
    write(session, 1)
    session.close()
    path = folder / "J.ahpjournal"
    set_passphrase(path, PASSPHRASE, SilentJob())
    key = unlock(path, PASSPHRASE)
    session = opened(key=key)
    session.backups.make(BackupReason.BY_HAND)
    session.close()
    with pytest.raises(ConditionError) as wrong:
        unlock(path, Passphrase("another one"))
    data = bytearray(path.read_bytes())
    data[3_000] ^= 1
    path.write_bytes(data)
    with pytest.raises(ConditionError) as damaged:
        opened(key=unlock(path, PASSPHRASE))
    assert wrong.value.code is ConditionCode.WRONG_PASSPHRASE
    assert damaged.value.code is ConditionCode.DAMAGED
    assert describe(wrong.value).title != describe(damaged.value).title
    assert "backup" in describe(damaged.value).next_step.lower()
    assert len(backups_near(path, places)) == 1
    assert bytes(data) == path.read_bytes()


# 9
@pytest.mark.parametrize("old", OLD_JOURNALS, ids=lambda path: path.stem)
def test_files_of_every_version_open(old: Path, opened: Open, folder: Path) -> None:
    (folder / "J.ahpjournal").write_bytes(old.read_bytes())
    session = opened()
    assert session.check().is_ok
    assert read_all(session).entries


def test_a_recovery_code_printed_by_the_first_version_opens_for_ever() -> None:
    code = RecoveryCode.of(bytes(range(1, 21)))
    assert RecoveryCode(code.text).secret == bytes(range(1, 21))
    assert code.text == CODE
    assert data_key(code).raw.hex() == CODE_KEY


CODE = "0410-6105-0R3G-G28A-1C60-T3GF-208H-44RM-20"
CODE_KEY = "ad668b641cf738526cc3da19df0b301eaaff94d586a6ac86997ec0648188cadd"


# 10
def test_undo_belongs_to_one_reflection(desk: Desk) -> None:
    session = desk.workshop.create(desk.first)
    for number in (1, 2):
        session.entries.save(entry(number, f"own{number}"))
    session.close()
    window = desk.open()
    window.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry(1).id))
    desk.edit().insertPlainText("mine ")
    window.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry(2).id))
    for _ in range(5):
        desk.edit().undo()
    assert desk.edit().toPlainText() == "own2"
    window.go(Route(PageId.JOURNAL, RouteAction.SHOW, entry(1).id))
    assert desk.edit().toPlainText() == "mine own1"
    desk.edit().undo()
    assert desk.edit().toPlainText() == "own1"


# 11
@pytest.mark.parametrize("left", ["", "x" * 200, "y" * 10])
def test_what_a_stray_key_wipes_is_kept_as_a_version(opened: Open, left: str) -> None:
    session = opened()
    text = "x" * 800 if left.startswith("x") else "A few words that matter to me."
    [saved] = write(session, 1, text=text)
    session.entries.save(replace(saved, sections=(Section("text", left),)))
    versions = session.history.versions(RecordKind.ENTRY, saved.id)
    assert VersionReason.LARGE_REMOVAL in {version.reason for version in versions}
    kept = session.history.entry_at(saved.id, versions[0].reading)
    assert kept.markdown == text
    session.history.restore(versions[0])
    now = session.entries.get(saved.id)
    assert now is not None
    assert now.markdown == text


# 12
def test_many_are_never_erased_without_a_backup_and_their_number_typed(opened: Open) -> None:
    session = opened()
    for saved in write(session, *range(1, 7)):
        session.entries.remove(saved.id)
    backups: list[BackupReason] = []

    def back_up() -> None:
        session.backups.make(BackupReason.BY_HAND)
        backups.append(BackupReason.BY_HAND)

    with pytest.raises(InputError):
        session.bin.erase(session.bin.items(), back_up=back_up)
    assert len(session.bin.items()) == 6
    session.bin.erase(session.bin.items(), back_up=back_up, confirmation="6")
    assert session.bin.items() == ()
    assert backups


def test_moving_a_journal_and_opening_it_elsewhere_deletes_nothing(
    opened: Open, folder: Path
) -> None:
    session = opened()
    write(session, *range(1, 20))
    before = content_of(session)
    session.close()
    (folder / "elsewhere").mkdir()
    moved = (folder / "J.ahpjournal").rename(folder / "elsewhere" / "J.ahpjournal")
    assert content_of(opened(moved)) == before


# 13
def test_a_reflection_that_cannot_be_read_is_never_saved_over(opened: Open, folder: Path) -> None:
    session = opened()
    write(session, 1, 2)
    session.close()
    path = folder / "J.ahpjournal"
    spoil(path, "UPDATE entry SET layout = '[{' WHERE n = 1")
    session = opened()
    steps: tuple[Callable[[], object], ...] = (
        lambda: session.entries.get(entry(1).id),
        lambda: session.entries.save(entry(1, "")),
        lambda: session.entries.remove(entry(1).id),
    )
    for step in steps:
        with pytest.raises(ConditionError) as caught:
            step()
        assert caught.value.code is ConditionCode.DAMAGED
    assert session.entries.get(entry(2).id) is not None
    assert not session.check().is_ok
    session.close()
    connection = open_connection(path)
    body = connection.execute("SELECT body FROM entry WHERE n = 1").fetchone()[0]
    connection.close()
    assert body == "text 1 " * 40


# 14
def test_two_windows_never_write_one_file(opened: Open, folder: Path) -> None:
    first = opened()
    write(first, 1)
    with pytest.raises(ConditionError) as caught:
        opened()
    assert caught.value.code is ConditionCode.IN_USE
    reader = bootstrap.workshop().open(folder / "J.ahpjournal", read_only=True)
    assert reader.is_read_only
    assert reader.entries.get(entry(1).id) is not None
    with pytest.raises(ConditionError) as caught:
        reader.entries.save(entry(2))
    assert caught.value.code is ConditionCode.READ_ONLY
    reader.close()


# 15
def test_the_state_before_an_upgrade_is_kept_for_ever(
    opened: Open, folder: Path, clock: FixedClock
) -> None:
    (folder / "J.ahpjournal").write_bytes(OLD_JOURNALS[0].read_bytes())
    session = opened()
    [before] = [
        b for b in session.backups.state().backups if b.reason is BackupReason.BEFORE_UPGRADE
    ]
    later = [
        replace(
            before,
            path=folder / f"{day}.ahpjournal",
            reason=BackupReason.DAILY,
            made_at=before.made_at + timedelta(days=day),
            made_on=before.made_on + timedelta(days=day),
        )
        for day in range(1, 800)
    ]
    rotation = rotate([before, *later], before.made_at + timedelta(days=801))
    assert before in rotation.kept
    assert len(rotation.kept) < 50
    shrunk = replace(later[-1], words=before.words * 7 // 10, path=folder / "s.ahpjournal")
    shrunk = replace(shrunk, made_at=shrunk.made_at + timedelta(days=1))
    assert rotate([before, *later, shrunk], shrunk.made_at).removed == ()


# 16
def test_a_repair_makes_a_copy_counts_and_can_be_undone_by_removing_it(folder: Path) -> None:
    path, target = folder / "J.ahpjournal", folder / "Repaired.ahpjournal"
    small_journal(path)
    data = bytearray(path.read_bytes())
    data[100:4_000] = bytes(3_900)
    path.write_bytes(data)
    before = digest(path)
    clock = fixed_clock()
    report = repair_journal(path, target, clock=clock, ids=TimeOrderedIds(clock), job=SilentJob())
    assert report.after == {
        "entries": 14,
        "actions": 5,
        "sittings": 1,
        "ratings": 3,
        "attachments": 3,
    }
    assert set(report.before) == set(report.after)
    assert digest(path) == before
    target.unlink()
    assert [p.name for p in folder.iterdir()] == [path.name]


# 17
def test_nothing_is_removed_for_being_empty(opened: Open, folder: Path, clock: FixedClock) -> None:
    session = opened()
    learnt = Cpd(CpdKind.SELF, 1.5, with_others=False, learnt="", effect="", benefit="")
    bare = [
        session.entries.save(replace(entry(1), title="", sections=())),
        session.entries.save(replace(entry(2), title="", sections=(), cpd=learnt)),
        session.entries.save(replace(entry(3), title="", sections=(), tags=("picture",))),
    ]
    session.backups.make(BackupReason.BY_HAND)
    session.close()
    clock.advance(timedelta(days=500))
    assert set(read_all(opened()).entries) == {e.id for e in bare}
    target = folder / "R.ahpjournal"
    report = repair_journal(opened_path(folder), target, clock=clock, ids=IDS, job=SilentJob())
    assert report.after["entries"] == 3


def opened_path(folder: Path) -> Path:
    copy = folder / "copy.ahpjournal"
    copy.write_bytes((folder / "J.ahpjournal").read_bytes())
    return copy


# 18
def test_no_word_that_was_chosen_is_missing_from_the_pdf(opened: Open, folder: Path) -> None:
    rng = random.Random(18)  # noqa: S311 - lengths of texts
    session = opened()
    words: dict[str, list[str]] = {}
    for number in range(1, 13):
        mine = [f"w{number}x{n}" for n in range(rng.choice((1, 40, 700, 3_000)))]
        text = " ".join(w + ("\n\n" if n % 97 == 96 else "") for n, w in enumerate(mine))
        saved = session.entries.save(replace(entry(number, text), sharing=Sharing.COACH))
        words[saved.id] = mine
    for size in (1, 4, 12):
        selection = session.portfolios.suggested_selection()
        chosen = replace(selection, entries=tuple(words)[:size])
        target = folder / f"{size}.pdf"
        cleared = session.gate.keeper().clear(session.portfolios.content(chosen), replace_all=True)
        session.portfolios.write_pdf(cleared, target, SilentJob())
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
        found = set(text.replace("\u00ad\n", "").split())
        for uid in tuple(words)[:size]:
            assert set(words[uid]) <= found


# 19
def test_a_search_asks_the_index_and_not_every_reflection(opened: Open) -> None:
    session = opened()
    steps = {}
    for size in (200, 2_000):
        write(session, *range(size // 10, size), text="the same few words for all of them")
        write(session, 0, text="capybara")
        count = 0

        def step() -> int:
            nonlocal count
            count += 1
            return 0

        connection = session._journal._connection
        connection.set_progress_handler(step, 10)
        assert len(session.entries.find(EntryFilter(query="capybara"))) == 1
        connection.set_progress_handler(None, 10)
        steps[size] = count
    assert steps[2_000] < 3 * steps[200] + 10


# 20
def test_a_save_that_did_not_work_stays_on_screen_keeps_the_text_and_blocks_leaving(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = desk.open()
    assert desk.running is not None
    session = desk.running._session
    assert session is not None

    def full(_entry: Entry, **_more: object) -> Entry:
        raise ConditionError(ConditionCode.DISK_FULL, str(desk.first))

    monkeypatch.setattr(session.entries, "save", full)
    edit = desk.write("words that must not get lost")
    for _ in range(3):
        assert not window.flush()
        window.close()
        assert window.isVisible()
    said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "The disk is full" in said
    assert "Not saved" in said
    assert edit.toPlainText() == "words that must not get lost"
    assert isinstance(edit, RichTextEdit)
    monkeypatch.undo()
    assert window.flush()
    window.close()
    assert not window.isVisible()
    desk.close()
    session = desk.workshop.open(desk.first)
    assert [e.markdown for e in read_all(session).entries.values()] == [
        "words that must not get lost"
    ]
    session.close()
