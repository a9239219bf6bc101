from dataclasses import replace
from datetime import date

from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import HOSTILE

FULL = Profile(
    name=HOSTILE,
    profession="physiotherapist",
    role_title=HOSTILE,
    role_level="system",
    organisation=HOSTILE,
    regulator="HCPC",
    cycle_starts_on=date(2025, 9, 1),
    cycle_ends_on=date(2027, 8, 31),
    coach=HOSTILE,
)


def test_a_journal_begins_with_an_empty_profile(journal: JournalFile) -> None:
    assert journal.profiles.get() == Profile()


def test_there_is_one_profile_and_the_last_one_kept(journal: JournalFile) -> None:
    for profile in (FULL, replace(FULL, name="Asha"), FULL):
        with journal.transaction():
            journal.profiles.save(profile)
        assert journal.profiles.get() == profile
    assert journal._connection.execute("SELECT count(*) FROM profile").fetchone() == (1,)


def test_saving_the_same_profile_or_module_writes_nothing(journal: JournalFile) -> None:
    module = Module(1, "Ours", date(2026, 1, 12), None, ModuleState.CURRENT, HOSTILE)
    with journal.transaction():
        journal.profiles.save(FULL)
        journal.modules.save(module)
    changes = journal._connection.total_changes
    with journal.transaction():
        journal.profiles.save(FULL)
        journal.modules.save(module)
    assert journal._connection.total_changes == changes


def test_modules_are_kept_by_number(journal: JournalFile) -> None:
    second, first = Module(2, "Two"), Module(1, "One", notes=HOSTILE)
    changed = replace(first, title="Uno", state=ModuleState.DONE)
    with journal.transaction():
        for module in (second, first, changed):
            journal.modules.save(module)
    assert journal.modules.list_all() == (changed, second)


def test_a_module_goes_and_comes_back_with_all_that_is_in_it(journal: JournalFile) -> None:
    module = Module(
        7,
        "Ours",
        notes="Kept.",
        attendance=Attendance.MISSED,
        aims=("One", "Two"),
        competencies=("A1",),
    )
    for is_removed in (False, True, True, False):
        with journal.transaction():
            journal.modules.save(replace(module, is_removed=is_removed))
        assert journal.modules.list_all() == (replace(module, is_removed=is_removed),)


def test_text_no_file_can_hold_is_taken_out(journal: JournalFile) -> None:
    with journal.transaction():
        journal.profiles.save(Profile(name="A\x00sha\ud800"))
    assert journal.profiles.get().name == "Asha"
