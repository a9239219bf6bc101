"""Passphrases on the command line: from files and hidden prompts, never as arguments."""

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest

from ahpjournal.cli import main
from ahpjournal.domain.passphrases import RecoveryCode
from ahpjournal.storage import key_slots
from ahpjournal.storage.keys import SQLITE_HEADER, keys_path

DONE, WRONG_USAGE, NOT_ACCEPTABLE, CONDITION = 0, 2, 3, 4
PASSPHRASE = "sieben Störche über dem Wehr \U0001f426 " + "x" * 200


@dataclass(frozen=True)
class Outcome:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        return str(json.loads(self.err)["error"]["code"])


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command in a temporary home, without a terminal."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AHPJOURNAL_PASSPHRASE_FILE", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)

    def run_command(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run_command


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Give a file with the passphrase, as an editor writes it."""
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other.txt"
    file.write_bytes(b"\xef\xbb\xbfanother one\r\n")
    return file


@pytest.fixture
def plain(run: Run, tmp_path: Path) -> Path:
    journal = tmp_path / "my.ahpjournal"
    assert run("new", journal).code == DONE
    assert run("add", journal, "--title", "Capybara at the weir").code == DONE
    return journal


@pytest.fixture
def encrypted(run: Run, plain: Path, secret: Path) -> Path:
    assert run("passphrase", plain, "set", "--new-passphrase-file", secret).code == DONE
    return plain


def test_every_command_takes_the_passphrase_from_a_file(
    run: Run, encrypted: Path, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = (
        ("info", encrypted),
        ("check", encrypted),
        ("search", encrypted, "weir"),
        ("add", encrypted, "--title", "More"),
        ("export", encrypted, "--as", "json", "--to", tmp_path / "all.json"),
        ("backup", encrypted, "--to", tmp_path),
        ("repair", encrypted, "--to", tmp_path / "repaired.ahpjournal"),
    )
    for command in commands:
        refused = run(*command, "--json")
        assert (refused.code, refused.error) == (CONDITION, "encrypted"), command[0]
        assert run(*command, "--passphrase-file", secret, "--json").code == DONE, command[0]
    monkeypatch.setenv("AHPJOURNAL_PASSPHRASE_FILE", str(secret))
    assert run("info", encrypted, "--json").json["encrypted"] is True
    assert "Encrypted." in run("info", encrypted).out
    hits = run("search", encrypted, "capybara", "--json").json["hits"]
    assert [hit["title"] for hit in hits] == ["Capybara at the weir"]


def test_a_plain_journal_needs_none(run: Run, plain: Path, secret: Path) -> None:
    assert run("info", plain, "--passphrase-file", secret, "--json").json["encrypted"] is False


def test_a_new_one_can_be_encrypted_from_the_start(run: Run, tmp_path: Path, secret: Path) -> None:
    journal = tmp_path / "new.ahpjournal"
    made = run("new", journal, "--demo", "--passphrase-file", secret, "--json")
    assert made.code == DONE
    assert not journal.read_bytes().startswith(SQLITE_HEADER)
    RecoveryCode(made.json["recovery_code"])
    assert run("check", journal, "--passphrase-file", secret, "--json").json["ok"] is True


def test_set_change_recover_and_remove(
    run: Run, plain: Path, secret: Path, other: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    made = run(
        "passphrase", plain, "set", "--new-passphrase-file", secret,
        "--recovery-sheet", sheet, "--json",
    )  # fmt: skip
    assert made.code == DONE
    assert made.json["recovery_sheet"] == str(sheet)
    code = RecoveryCode(made.json["recovery_code"])
    assert code.groups[0] in pypdf.PdfReader(sheet).pages[0].extract_text()
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    changed = run(
        "passphrase", plain, "change", "--passphrase-file", secret,
        "--new-passphrase-file", other, "--json",
    )  # fmt: skip
    assert changed.code == DONE
    refused = run("info", plain, "--passphrase-file", secret, "--json")
    assert (refused.code, refused.error) == (CONDITION, "wrong-passphrase")
    assert run("info", plain, "--passphrase-file", other).code == DONE
    typed = tmp_path / "code.txt"
    typed.write_text(code.text.lower().replace("-", " "), encoding="utf-8")
    keys_path(plain).unlink()
    refused = run("info", plain, "--passphrase-file", other, "--json")
    assert (refused.code, refused.error) == (CONDITION, "keys-missing")
    recovered = run(
        "passphrase", plain, "recover", "--recovery-code-file", typed,
        "--new-passphrase-file", secret,
    )  # fmt: skip
    assert recovered.code == DONE
    again = tmp_path / "again.pdf"
    assert run(
        "passphrase", plain, "sheet", "--to", again, "--passphrase-file", secret
    ).code == DONE  # fmt: skip
    assert code.groups[0] in pypdf.PdfReader(again).pages[0].extract_text()
    assert run("passphrase", plain, "remove", "--passphrase-file", secret).code == DONE
    assert run("info", plain, "--json").json["encrypted"] is False
    assert not keys_path(plain).exists()


def test_a_backup_is_made_first_and_encrypted_after(
    run: Run, plain: Path, secret: Path, tmp_path: Path
) -> None:
    assert run("backup", plain).code == DONE
    assert run("passphrase", plain, "set", "--new-passphrase-file", secret).code == DONE
    backups = list((tmp_path / "home").rglob("*.ahpjournal"))
    assert len(backups) == 2
    for backup in backups:
        assert not backup.read_bytes().startswith(SQLITE_HEADER)
        assert keys_path(backup).exists()
        assert run("info", backup, "--passphrase-file", secret).code == DONE
    for number, backup in enumerate(backups):
        back, sheet = tmp_path / f"{number}.ahpjournal", tmp_path / f"{number}.pdf"
        given = ("--passphrase-file", secret)
        assert run("restore", backup, "--to", back, *given).code == DONE
        assert run("info", back, *given, "--json").json["counts"]["entries"] == 1
        assert run("passphrase", back, "sheet", "--to", sheet, *given).code == DONE


@pytest.mark.parametrize(
    ("action", "more", "code", "error"),
    [
        ("set", ("--new-passphrase-file", "other.txt"), CONDITION, "encrypted"),
        ("change", (), CONDITION, "encrypted"),
        ("remove", ("--passphrase-file", "other.txt"), CONDITION, "wrong-passphrase"),
        ("change", ("--passphrase-file", "none.txt"), CONDITION, "missing"),
        ("change", ("--passphrase-file", "."), CONDITION, "not-a-file"),
        ("change", ("--passphrase-file", "empty.txt"), NOT_ACCEPTABLE, "required"),
        ("change", ("--passphrase-file", "noise.txt"), NOT_ACCEPTABLE, "not-text"),
        ("change", ("--passphrase-file", "passphrase.txt"), WRONG_USAGE, "wrong-usage"),
        ("recover", (), WRONG_USAGE, "wrong-usage"),
        ("recover", ("--recovery-code-file", "other.txt"), NOT_ACCEPTABLE, "not-a-recovery-code"),
        ("recover", ("--recovery-code-file", "stray.txt"), CONDITION, "wrong-recovery-code"),
        ("sheet", (), WRONG_USAGE, "wrong-usage"),
        ("sheet", ("--to", "my.ahpjournal.keys", "--passphrase-file", "passphrase.txt"),
         CONDITION, "is-a-journal"),
        ("burn", (), WRONG_USAGE, "wrong-usage"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("secret", "other")
def test_what_cannot_be_done_is_said_and_changes_nothing(
    run: Run, encrypted: Path, action: str, more: tuple[str, ...], code: int, error: str
) -> None:
    folder = encrypted.parent
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    (folder / "noise.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "stray.txt").write_text(RecoveryCode.new().text, encoding="utf-8")
    before = encrypted.read_bytes(), keys_path(encrypted).read_bytes()
    outcome = run("passphrase", encrypted, action, *more, "--json")
    assert (outcome.code, outcome.error) == (code, error)
    assert (encrypted.read_bytes(), keys_path(encrypted).read_bytes()) == before
    assert "another one" not in outcome.out + outcome.err


def test_a_file_without_a_passphrase_is_named(run: Run, encrypted: Path) -> None:
    (encrypted.parent / "empty.txt").write_text("\n", encoding="utf-8")
    said = run("info", encrypted, "--passphrase-file", "empty.txt").err
    assert "empty.txt is empty." in said


@pytest.mark.parametrize("action", ["change", "remove", "recover", "sheet"])
def test_what_is_not_encrypted_is_said_before_anything_is_asked(
    run: Run, plain: Path, action: str
) -> None:
    outcome = run("passphrase", plain, action, "--to", "x.pdf", "--json")
    assert (outcome.code, outcome.error) == (CONDITION, "not-encrypted")


def test_a_sheet_that_cannot_be_saved_is_said_before_the_journal_is_changed(
    run: Run, plain: Path, secret: Path
) -> None:
    for target, error in (("no/x.pdf", "folder-missing"), (plain, "is-a-journal")):
        outcome = run(
            "passphrase", plain, "set", "--new-passphrase-file", secret,
            "--recovery-sheet", target, "--json",
        )  # fmt: skip
        assert (outcome.code, outcome.error) == (CONDITION, error)
    assert run("info", plain, "--json").json["encrypted"] is False


def test_a_terminal_asks_without_showing(
    run: Run, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = ["first try", "other", "heron weir meadow", "heron weir meadow", "heron weir meadow"]
    asked: list[bool] = []

    def answer(_prompt: str, *, hide_input: bool, **_options: object) -> str:
        asked.append(hide_input)
        return answers.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", answer)
    refused = run("passphrase", plain, "set")
    assert refused.code == NOT_ACCEPTABLE
    done = run("passphrase", plain, "set")
    assert done.code == DONE
    assert "Weak" in done.err or "Fair" in done.err
    assert "heron" not in done.out + done.err
    assert run("info", plain).code == DONE
    assert asked == [True] * 5


def test_no_passphrase_or_code_is_in_the_log(
    run: Run, encrypted: Path, secret: Path, tmp_path: Path
) -> None:
    run("info", encrypted, "--passphrase-file", tmp_path / "wrong.txt")
    code = run("new", tmp_path / "n.ahpjournal", "--passphrase-file", secret, "--json").json
    logged = b"".join(p.read_bytes() for p in (tmp_path / "home").rglob("*") if p.is_file())
    for text in (PASSPHRASE, PASSPHRASE[:20], code["recovery_code"], "Capybara"):
        assert text.encode() not in logged
