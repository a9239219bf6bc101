"""Nobody else reads it: no word of an encrypted journal outside it, and no file for other eyes."""

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ahpjournal import bootstrap, logs
from ahpjournal.cli import main
from ahpjournal.cli.program import program
from ahpjournal.domain.backups import BackupReason
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.backup_places import BackupPlaces
from ahpjournal.services.protection import set_passphrase, unlock
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.builders import action, entry
from tests.faults.conftest import Desk

WORDS = ("capybara", "quicklime", "zeppelin", "marzipan", "obelisk")
PASSWORD = "pumpernickel trombone 1791"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture
def scratch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder for temporary files of this test."""
    place = folder / "temporary"
    place.mkdir(mode=0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("TMPDIR", str(place))
    return place


@pytest.fixture
def usual_umask() -> Iterator[None]:
    """Let new files be readable by everybody, unless the program sees to it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def traces(folder: Path, but: Path) -> list[str]:
    """Find words of the journal, or of its passphrase, in any file, however they are written."""
    words = {
        word.encode(encoding): word
        for word in (*WORDS, *PASSWORD.split())
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    }
    # what was saved for somebody on purpose is not looked at
    looked_at = {
        p: p.read_bytes().lower() for p in files_below(folder) if not p.is_relative_to(but)
    }
    return [
        f"{word} in {path.relative_to(folder)}"
        for path, data in looked_at.items()
        for written, word in words.items()
        if written in data
    ]


def for_other_eyes(folder: Path) -> list[str]:
    """Find files that others than their owner may read or change."""
    return [
        f"{path.relative_to(folder)} {path.stat().st_mode & 0o777:o}"
        for path in files_below(folder)
        if path.stat().st_mode & OTHERS
    ]


def a_day(session: JournalSession, out: Path) -> None:
    """Do with a journal what one does with it on a long day."""
    saved = session.entries.save(
        entry(1, f"A {WORDS[0]} in the corridor. " * 200, tags=(WORDS[1],))
    )
    session.entries.save(entry(2, f"{WORDS[2]} " * 3_000))
    sitting = session.ratings.start(SittingKind.AD_HOC)
    session.ratings.rate(sitting.id, sitting.competencies[0], 3, because=f"{WORDS[3]} twice")
    session.plans.save(action(1, title=f"Ring about the {WORDS[4]}", entries=(saved.id,)))
    session.entries.remove(entry(2).id)
    assert session.search.search(WORDS[0], 5)
    session.transfer.export_json(out / "copy.json", SilentJob())
    session.backups.make(BackupReason.BY_HAND)


def test_after_a_full_day_no_word_is_outside_the_encrypted_journal(
    desk: Desk, folder: Path, scratch: Path, quick_keys: None, usual_umask: None
) -> None:
    out = folder / "out"
    out.mkdir()
    home = folder / "home"
    logs.open_log(home)
    places = BackupPlaces(home, SettingsStore(home))
    desk.workshop = bootstrap.workshop(places=places)
    desk.workshop.create(desk.first).close()
    set_passphrase(desk.first, Passphrase(PASSWORD), SilentJob())
    key = unlock(desk.first, Passphrase(PASSWORD))
    session = desk.workshop.open(desk.first, key=key)
    desk.start_with = lambda: session
    window = desk.open()
    a_day(session, out)
    desk.write(f"{WORDS[0]} {WORDS[2]} typed in the window")
    for page in PageId:
        window.go(Route(page))
    window.go(Route(PageId.JOURNAL, RouteAction.SEARCH, text=WORDS[0]))
    logs.fault(ValueError(WORDS[1]))
    assert not [word for word in WORDS if word in window.windowTitle()]
    during = traces(folder, out)
    eyes = for_other_eyes(folder)
    assert any(path.name.endswith("-wal") for path in files_below(folder))
    assert any(path.name == logs.LOG_NAME for path in files_below(folder))
    desk.close()
    logs.close_log()
    assert (during, eyes) == ([], [])
    assert traces(folder, out) == []
    assert for_other_eyes(folder) == []
    assert traces(folder, folder / "home")  # in what was exported they are: the search does find
    assert list(scratch.iterdir()) == []


def test_everything_the_commands_make_is_for_its_owner_only(
    folder: Path, scratch: Path, usual_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(folder / "home"))
    journal, repaired = folder / "J.ahpjournal", folder / "R.ahpjournal"
    (folder / "copies").mkdir()
    for command in (
        ["new", journal, "--demo"],
        ["add", journal, "--title", "One more"],
        ["export", journal, "--as", "json", "--to", folder / "out.json"],
        ["export", journal, "--as", "coach", "--to", folder / "out.pdf"],
        ["backup", journal, "--to", folder / "copies"],
        ["backup", journal],
        ["repair", journal, "--to", repaired],
        ["tour", "--help"],
        ["nonsense"],
    ):
        main([str(word) for word in command])
    made = {path.name for path in files_below(folder)}
    assert {"J.ahpjournal", "R.ahpjournal", "out.json", "out.pdf"} <= made
    assert len(made) >= 6
    assert for_other_eyes(folder) == []
    assert list(scratch.iterdir()) == []
    mask = os.umask(0o022)
    assert mask == 0o022


def test_no_command_takes_a_secret_from_the_command_line() -> None:
    secrets = [
        option
        for command in program.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
        if ("passphrase" in option or "password" in option or "code" in option)
        and not option.endswith("-file")
    ]
    assert secrets == []
