"""The command line: what it says, what it gives back, and that errors change nothing."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.assets import resource_path
from ahpjournal.bootstrap import workshop
from ahpjournal.cli import main

DONE, WRONG_USAGE, NOT_ACCEPTABLE, CONDITION = 0, 2, 3, 4
VERSION_AT = 60
HOSTILE = (
    "<b>&amp;</b> \u202e\u0645\u0631\u062d\u0628\u0627 \U0001f600"
    " \u05e9\u05dc\u05d5\u05dd \\ \" ' %"
)


@dataclass(frozen=True)
class Outcome:
    """What a command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error object on standard error."""
        return json.loads(self.err)["error"]


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a way to run a command in a temporary home."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return run_command


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """Give a demo journal."""
    path = tmp_path / "demo.ahpjournal"
    assert run("new", path, "--demo").code == DONE
    return path


def picture(folder: Path) -> dict[str, str]:
    """Give every file below *folder* with its hash, but for the home."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "home" not in p.parts
    }


def test_info_names_nobody(run: Run, journal: Path) -> None:
    found = run("info", journal, "--json")
    assert found.code == DONE
    assert found.json["owner_initials"] == "FO"  # codespell:ignore
    assert found.json["counts"]["entries"] == 64
    assert not found.json["encrypted"]
    assert "Frances" not in found.out + run("info", journal).out


def test_a_check_says_what_is_damaged_to_people_and_to_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.ahpjournal"
    assert run("new", path, "--demo").code == DONE
    data = bytearray(path.read_bytes())
    for page in (20, 40, 60):
        data[page * 4096 : page * 4096 + 300] = b"\xff" * 300
    path.write_bytes(data)
    outcome = run("check", path, "--json")
    assert (outcome.code, outcome.json["ok"]) == (CONDITION, False)
    assert {tuple(problem) for problem in outcome.json["problems"]} == {("code", "where")}
    outcome = run("check", path)
    assert outcome.code == CONDITION
    assert "parts of the file cannot be read" in outcome.out
    assert "CheckProblem" not in outcome.out


def test_check_search_and_add(run: Run, journal: Path) -> None:
    assert run("check", journal, "--json").json["ok"] is True
    hits = run("search", journal, "finance", "--limit", 3, "--json").json["hits"]
    assert len(hits) == 3
    assert set(hits[0]) == {"id", "kind", "title", "date", "snippet"}
    assert any("<mark>" in hit["snippet"] for hit in hits)
    body = journal.parent / "body.txt"
    body.write_text("Heard twice today.", encoding="utf-8")
    added = run(
        "add",
        journal,
        "--title",
        "Zebra crossing",
        "--body",
        body,
        "--on",
        "2026-06-20",
        "--tag",
        "walk",
    )
    assert added.code == DONE
    assert run("search", journal, "zebra", "--json").json["hits"][0]["id"] == added.out.strip()


def test_reading_leaves_the_journal_and_its_folder_as_they_were(run: Run, journal: Path) -> None:
    before = picture(journal.parent)
    for command in (("info",), ("check",), ("search", "risk")):
        assert run(command[0], journal, *command[1:]).code == DONE
    assert picture(journal.parent) == before
    assert run("export", journal, "--as", "json", "--to", "all.json").code == DONE
    after = picture(journal.parent)
    assert set(after) - set(before) == {"all.json"}
    assert after[journal.name] == before[journal.name]


def test_a_document_that_leaves_changes_nothing_but_the_record_of_it(
    run: Run, journal: Path, tmp_path: Path
) -> None:
    def content(name: str) -> tuple[dict[str, Any], list[Any]]:
        assert run("export", journal, "--as", "json", "--to", name).code == DONE
        document = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        del document["exported_at"]
        return document, document.pop("exports")

    before, earlier = content("before.json")
    assert run("export", journal, "--as", "coach", "--to", "coach.pdf").code == DONE
    after, exports = content("after.json")
    assert after == before
    assert len(exports) == len(earlier) + 1


def test_out_and_in_and_out_again_is_equal(run: Run, journal: Path, tmp_path: Path) -> None:
    run("export", journal, "--as", "json", "--to", "one.json")
    run("new", "other.ahpjournal")
    brought = run("import", "other.ahpjournal", "one.json", "--json")
    assert brought.json["new"]["entries"] == 64
    run("export", "other.ahpjournal", "--as", "json", "--to", "two.json")
    one, two = (
        json.loads((tmp_path / n).read_text(encoding="utf-8")) for n in ("one.json", "two.json")
    )
    for document in (one, two):
        del document["exported_at"], document["journal_id"]
    assert one == two


def test_importing_twice_changes_nothing(run: Run, journal: Path, tmp_path: Path) -> None:
    source = resource_path("demo", "journal.json")
    before = run("export", journal, "--as", "json", "--to", "before.json")
    again = run("import", journal, source, "--json")
    assert (before.code, again.code) == (DONE, DONE)
    assert again.json["new"] == {}
    assert again.json["unchanged"]["entries"] == 64


def test_a_dry_run_only_says(run: Run, tmp_path: Path) -> None:
    run("new", "new.ahpjournal")
    before = picture(tmp_path)
    said = run(
        "import", "new.ahpjournal", resource_path("demo", "journal.json"), "--dry-run", "--json"
    )
    assert said.json["dry_run"] is True
    assert said.json["new"]["entries"] == 64
    assert picture(tmp_path) == before


def test_a_file_of_nothing_but_entries_comes_in(run: Run, tmp_path: Path) -> None:
    document = {
        "format": "ahpjournal",
        "version": 1,
        "entries": [{"title": "A"}, {"sections": [{"markdown": "b"}]}],
    }
    (tmp_path / "few.json").write_text(json.dumps(document), encoding="utf-8")
    run("new", "new.ahpjournal")
    assert run("import", "new.ahpjournal", "few.json", "--json").json["new"] == {"entries": 2}
    assert run("import", "new.ahpjournal", "few.json", "--json").json["new"] == {}


def test_what_comes_through_a_pipe_is_read_once(run: Run) -> None:
    run("new", "new.ahpjournal")
    reading, writing = os.pipe()
    os.write(writing, b'{"format": "ahpjournal", "version": 1, "entries": [{"title": "A"}]}')
    os.close(writing)
    try:
        said = run("import", "new.ahpjournal", f"/dev/fd/{reading}", "--json")
    finally:
        os.close(reading)
    assert said.json["new"] == {"entries": 1}


def test_hostile_and_huge_text_survives_in_every_field(run: Run, tmp_path: Path) -> None:
    entry = {
        "title": HOSTILE,
        "sections": [{"stage": "text", "markdown": HOSTILE + " word" * 80_000}],
        "tags": [HOSTILE],
        "on": "2026-01-02",
    }
    action = dict.fromkeys(
        ("title", "why", "first_step", "measure", "obstacle", "if_then", "support", "outcome"),
        HOSTILE,
    )
    document = {
        "format": "ahpjournal",
        "version": 1,
        "profile": {"name": HOSTILE},
        "entries": [entry],
        "actions": [action],
    }
    (tmp_path / "hostile.json").write_text(json.dumps(document), encoding="utf-8")
    run("new", "new.ahpjournal")
    assert run("import", "new.ahpjournal", "hostile.json").code == DONE
    assert run("export", "new.ahpjournal", "--as", "json", "--to", "out.json").code == DONE
    out = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert out["entries"][0]["sections"][0]["markdown"] == entry["sections"][0]["markdown"]  # type: ignore[index]
    assert out["entries"][0]["title"] == HOSTILE
    assert {name: out["actions"][0][name] for name in action} == action
    assert out["profile"]["name"] == HOSTILE


@pytest.mark.parametrize("kind", ["json", "coach"])
def test_an_export_never_takes_the_place_of_a_journal(run: Run, journal: Path, kind: str) -> None:
    run("new", "other.ahpjournal")
    journal.with_name("link.pdf").symlink_to(journal)
    before = picture(journal.parent)
    targets = [journal, Path("other.ahpjournal"), Path("link.pdf")]
    targets += [journal.with_name(journal.name + end) for end in ("-wal", "-shm", ".lock")]
    for target in targets:
        said = run("export", journal, "--as", kind, "--to", target, "--json")
        assert (said.code, said.error["code"]) == (CONDITION, "is-a-journal")
    assert picture(journal.parent) == before


def test_what_was_removed_is_not_in_a_copy_and_the_copy_can_be_brought_in(
    run: Run, journal: Path
) -> None:
    session = workshop().open(journal)
    linked = next(a for a in session.plans.list_all() if a.entries)
    session.entries.remove(linked.entries[0])
    session.close()
    assert run("export", journal, "--as", "json", "--to", "copy.json").code == DONE
    run("new", "new.ahpjournal")
    assert run("import", "new.ahpjournal", "copy.json").code == DONE


@pytest.mark.parametrize("number", ["\u00b2", "99999999999999999999", "-1", "x", ""])
def test_a_module_that_is_none_is_not_acceptable(run: Run, journal: Path, number: str) -> None:
    said = run(
        "export",
        journal,
        "--as",
        "coach",
        "--to",
        "x.pdf",
        "--select",
        f"module:{number}",
        "--json",
    )
    assert (said.code, said.error["code"]) == (NOT_ACCEPTABLE, "unknown-reference")


def test_a_reflection_needs_a_title(run: Run, journal: Path) -> None:
    assert run("add", journal, "--title", "  ").code == NOT_ACCEPTABLE


def test_unknown_keys_and_later_kinds_are_listed(run: Run, tmp_path: Path) -> None:
    document = {
        "format": "ahpjournal",
        "version": 1,
        "mood": 3,
        "entries": [{"title": "A", "weather": "rain"}],
        "risks": [{"title": "R"}],
    }
    (tmp_path / "more.json").write_text(json.dumps(document), encoding="utf-8")
    run("new", "new.ahpjournal")
    said = run("import", "new.ahpjournal", "more.json", "--json").json
    assert said["not_brought_in"] == {"risks": 1}
    assert set(said["ignored"]) == {"$.mood", "$.entries[0].weather"}


def spoil(path: Path, kind: str) -> None:
    """Turn a journal into something else."""
    data = path.read_bytes()
    if kind == "text":
        path.write_text("Dear diary", encoding="utf-8")
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "noise":
        path.write_bytes(bytes(range(256)) * 64)
    elif kind == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif kind == "newer":
        path.write_bytes(data[:VERSION_AT] + b"\x00\x00\x00\x63" + data[VERSION_AT + 4 :])
    elif kind == "foreign":
        path.write_bytes(data[:68] + b"\x00\x00\x00\x01" + data[72:])
    elif kind == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.unlink()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("text", "not-a-journal"),
        ("empty", "not-a-journal"),
        ("noise", "not-a-journal"),
        ("cut", "damaged"),
        ("foreign", "not-a-journal"),
        ("folder", "not-a-file"),
        ("missing", "missing"),
    ],
)
def test_what_cannot_be_opened_is_said_and_left_alone(
    run: Run, journal: Path, kind: str, code: str
) -> None:
    spoil(journal, kind)
    before = picture(journal.parent)
    commands = (
        ("info", journal),
        ("check", journal),
        ("search", journal, "x"),
        ("add", journal, "--title", "x"),
        ("import", journal, resource_path("demo", "journal.json")),
        ("export", journal, "--as", "coach", "--to", "x.pdf"),
    )
    for command in commands:
        outcome = run(*command, "--json")
        assert (outcome.code, outcome.error["code"]) == (CONDITION, code), command[0]
        assert set(outcome.error) >= {"code", "message", "safe", "next_step"}
        assert outcome.out == ""
    assert picture(journal.parent) == before


def test_what_a_newer_version_wrote_is_read_only_and_says_so(run: Run, journal: Path) -> None:
    spoil(journal, "newer")
    before = picture(journal.parent)
    demo = resource_path("demo", "journal.json")
    for command in (("add", journal, "--title", "x"), ("import", journal, demo)):
        outcome = run(*command, "--json")
        assert (outcome.code, outcome.error["code"]) == (CONDITION, "too-new")
    told = run("info", journal)
    assert told.code == 0
    assert "made by a newer version" in told.err
    assert run("info", journal, "--json").json["warnings"] == ["newer-version"]
    assert run("search", journal, "huddle").code == 0
    assert picture(journal.parent) == before


def test_what_a_newer_version_wrote_otherwise_is_refused(run: Run, journal: Path) -> None:
    connection = sqlite3.connect(journal)
    connection.execute("ALTER TABLE entry RENAME COLUMN layout TO pages")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = picture(journal.parent)
    for command in (("info", journal), ("search", journal, "x")):
        outcome = run(*command, "--json")
        assert (outcome.code, outcome.error["code"]) == (CONDITION, "too-new")
    assert picture(journal.parent) == before


BAD_DOCUMENTS = {
    "malformed": (b'{"format": "ahpjournal"', "not-json"),
    "not text": (b"\xff\xfe\x00", "not-text"),
    "number": (b"NaN", "not-json"),
    "deep": (b"[" * 100_000, "not-json"),
    "other": (b'{"format": "diary"}', "wrong-format"),
    "newer": (b'{"format": "ahpjournal", "version": 2}', "newer-format"),
    "schema": (b'{"format": "ahpjournal", "version": 1, "entries": [{"on": 5}]}', "schema"),
    "date": (
        b'{"format": "ahpjournal", "version": 1, "entries": [{"on": "2026-13-45"}]}',
        "schema",
    ),
    "dangling": (
        (
            b'{"format": "ahpjournal", "version": 1,'
            b' "ratings": [{"sitting": "x", "competency": "A1"}]}'
        ),
        "schema",
    ),
    "twice": (
        (
            b'{"format": "ahpjournal", "version": 1, "entries": ['
            b'{"id": "019c2f9d-06da-73e4-9588-e05686ab1247"},'
            b' {"id": "019C2F9D-06da-73e4-9588-e05686ab1247"}]}'
        ),
        "schema",
    ),
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_document_that_is_not_as_expected_changes_nothing(
    run: Run, journal: Path, tmp_path: Path, name: str
) -> None:
    data, code = BAD_DOCUMENTS[name]
    (tmp_path / "bad.json").write_bytes(data)
    before = picture(tmp_path)
    outcome = run("import", journal, "bad.json", "--json")
    assert (outcome.code, outcome.error["code"]) == (NOT_ACCEPTABLE, code)
    if code == "schema":
        assert all(detail.startswith("$.") for detail in outcome.error["details"])
    assert picture(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("export", "J", "--as", "ics", "--to", "x"), "not-offered", NOT_ACCEPTABLE),
        (("export", "J", "--as", "coach", "--to", "none/x.pdf"), "folder-missing", CONDITION),
        (("export", "J", "--as", "json", "--to", "none/x.json"), "folder-missing", CONDITION),
        (
            ("export", "J", "--as", "coach", "--to", "x.pdf", "--select", "tag"),
            "unknown-reference",
            NOT_ACCEPTABLE,
        ),
        (
            ("export", "J", "--as", "coach", "--to", "x.pdf", "--select", "bogus:1"),
            "wrong-usage",
            WRONG_USAGE,
        ),
        (
            ("export", "J", "--as", "coach", "--to", "x.pdf", "--select", "entry:nowhere"),
            "unknown-reference",
            NOT_ACCEPTABLE,
        ),
        (
            ("export", "J", "--as", "json", "--to", "x.json", "--select", "all"),
            "wrong-usage",
            WRONG_USAGE,
        ),
        (("export", "J", "--as", "bogus", "--to", "x"), "wrong-usage", WRONG_USAGE),
        (("export", "J", "--as", "json", "--to", os.devnull), "not-a-file", CONDITION),
        (("import", "J", "x", "--from", "bogus"), "wrong-usage", WRONG_USAGE),
        (("import", "J", "x", "--from", "dayone"), "not-offered", NOT_ACCEPTABLE),
        (("add", "J", "--title", "x", "--on", "20260624"), "not-a-date", NOT_ACCEPTABLE),
        (("add", "J", "--title", "x", "--on", "2026-W26-3"), "not-a-date", NOT_ACCEPTABLE),
        (("add", "J", "--title", " "), "required", NOT_ACCEPTABLE),
        (("import", "J", "nowhere.json"), "missing", CONDITION),
        (("add", "J", "--title", "x", "--on", "yesterday"), "not-a-date", NOT_ACCEPTABLE),
        (("new", "J"), "already-exists", CONDITION),
        (("new", "none/x.ahpjournal"), "folder-missing", CONDITION),
        (("frobnicate",), "wrong-usage", WRONG_USAGE),
        (("tour",), "wrong-usage", WRONG_USAGE),
        (("tour", "--to", "t", "--size", "large"), "wrong-usage", WRONG_USAGE),
        (("tour", "--to", "t", "--scale", "large"), "wrong-usage", WRONG_USAGE),
    ],
)
def test_wrong_wishes_have_their_code(
    run: Run, journal: Path, tmp_path: Path, arguments: tuple[str, ...], code: str, exit_code: int
) -> None:
    before = picture(tmp_path)
    given = [journal if a == "J" else a for a in arguments]
    outcome = run(*given, "--json")
    assert (outcome.code, outcome.error["code"]) == (exit_code, code)
    assert picture(tmp_path) == before
    plain = run(*given)
    assert plain.code == exit_code
    assert "Traceback" not in plain.err
    assert plain.err.strip()


def test_selection_rules_add_up(run: Run, journal: Path) -> None:
    entry = run("search", journal, "budget room", "--json").json["hits"][0]["id"]
    rules = [
        "--select",
        f"entry:{entry}",
        "--select",
        "module:3",
        "--select",
        "actions:none",
        "--select",
        "ratings:no",
    ]
    assert run("export", journal, "--as", "coach", "--to", "x.pdf", *rules).code == DONE
    nothing = ["--select", "actions:none", "--select", "ratings:no"]
    empty = run("export", journal, "--as", "coach", "--to", "y.pdf", *nothing, "--json")
    assert empty.code in {DONE, NOT_ACCEPTABLE}


def test_the_command_line_speaks_of_itself_and_not_of_the_window(run: Run, journal: Path) -> None:
    assert "--title is empty" in run("add", journal, "--title", "").err
    said = run("add", journal, "--title", "x", "--on", "24/06/2026").err
    assert "2026-06-24" in said
    assert "24/06/2026" not in said


def test_a_journal_gets_the_ending_that_journals_have(run: Run, tmp_path: Path) -> None:
    made = run("new", "noext", "--json")
    assert made.json["path"] == "noext.ahpjournal"
    assert run("new", "my.notes").code == DONE
    assert {p.name for p in tmp_path.glob("*")} >= {"noext.ahpjournal", "my.notes.ahpjournal"}
    assert not (tmp_path / "noext").exists()


def test_the_demo_knows_what_to_talk_about(run: Run, journal: Path, tmp_path: Path) -> None:
    assert run("export", journal, "--as", "json", "--to", "all.json").code == DONE
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert document["conversation"]["talk_about"]
    assert document["conversation"]["entries"]


def test_the_self_test_says_where_no_journal_can_lie(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "file" / "home"))
    outcome = run("self-test", "--json")
    assert outcome.code == CONDITION
    states = {c["name"]: c["ok"] for c in outcome.json["checks"]}
    assert not states["data-folder"]


def test_the_self_test_passes(run: Run) -> None:
    outcome = run("self-test", "--json")
    assert outcome.code == DONE
    assert outcome.json["ok"] is True
    assert {c["name"] for c in outcome.json["checks"]} >= {
        "data-folder",
        "write",
        "database",
        "fonts",
        "journal",
    }


def test_a_fault_of_ours_shows_no_traceback(
    run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_arguments: object) -> None:
        raise ValueError("the marker sentence")

    monkeypatch.setattr("ahpjournal.services.search.SearchService.search", fail)
    outcome = run("search", journal, "x", "--json")
    assert outcome.code == 1
    assert outcome.error["code"] == "fault"
    log = (tmp_path / "home" / "ahpjournal.log").read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "marker" not in log + outcome.err


def test_the_program_runs_as_a_module(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "ahpjournal", "new", str(tmp_path / "x.ahpjournal")],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (made.returncode, made.stderr) == (DONE, "")
    assert (tmp_path / "x.ahpjournal").exists()


def exported(run: Run, journal: Path, kind: str, *options: str) -> list[dict[str, Any]]:
    """Export and give what left."""
    said = run("export", journal, "--as", kind, "--to", f"{kind}.pdf", *options, "--json")
    assert said.code == DONE, said
    left: list[dict[str, Any]] = said.json["left"]
    return left


def test_what_left_is_said_item_by_item(run: Run, journal: Path) -> None:
    left = exported(run, journal, "portfolio")
    assert {item["kind"] for item in left} == {
        "cover",
        "programme",
        "ratings",
        "reasons",
        "entry",
        "action",
    }
    narrowed = exported(
        run, journal, "portfolio", "--select", "module:2,is:done", "--select", "kind:entries"
    )
    entries = [item["id"] for item in left if item["kind"] == "entry"]
    assert {item["kind"] for item in narrowed} == {"cover", "entry"}
    assert {item["id"] for item in narrowed if item["id"]} < set(entries)
    without = exported(
        run, journal, "portfolio", "--select", "shared", "--select", f"not:{entries[0]}"
    )
    assert entries[0] not in {item["id"] for item in without}


@pytest.mark.parametrize(
    "rule",
    [
        "module:2,bogus:1",
        "after:24/06/2026",
        "after:2026-13-01",
        "is:flying",
        "kind:holograms",
        "sharing:nobody",
        "not:",
        "all,module:1",
    ],
)
def test_a_rule_that_is_none_is_refused(run: Run, journal: Path, rule: str) -> None:
    said = run("export", journal, "--as", "coach", "--to", "x.pdf", "--select", rule, "--json")
    assert said.code in {WRONG_USAGE, NOT_ACCEPTABLE}
    assert not Path("x.pdf").exists()


@pytest.mark.parametrize("options", [(), ("--open-pages",)])
def test_an_archive_restores_itself_on_a_clean_machine(
    run: Run, journal: Path, options: tuple[str, ...]
) -> None:
    Path("words").write_text("lamp post\n", encoding="utf-8")
    Path("wrong").write_text("Lamp post\n", encoding="utf-8")
    exported(run, journal, "archive", "--password-file", "words", "--findings", "replace", *options)
    bring = ("import", "archive.pdf", "--password-file", "words", "--json")
    assert run("import", "archive.pdf", "--json").error["code"] == "password-needed"
    wrong = run("import", "archive.pdf", "--password-file", "wrong", "--json")
    assert (wrong.code, wrong.error["code"]) == (CONDITION, "wrong-passphrase")
    assert "archive" in wrong.error["message"]
    said = run(*bring, "--dry-run")
    assert (said.code, said.json["dry_run"]) == (DONE, True)
    assert not list(Path().glob("archive.ahpjournal*"))
    back = run(*bring)
    assert (back.code, back.json["copies"]) == (DONE, [str(journal.absolute())])
    locked = run("info", "archive.ahpjournal", "--json")
    assert locked.error["code"] == "encrypted"
    there = ("archive.ahpjournal", "--passphrase-file", "words")
    here, other = (run("info", *w, "--json").json for w in ((journal,), there))
    assert here["journal_id"] == other["journal_id"]
    for name, path in (("one", (journal,)), ("two", there)):
        run("export", *path, "--as", "json", "--to", f"{name}.json")
    one, two = (json.loads(Path(f"{n}.json").read_text("utf-8")) for n in ("one", "two"))
    for document in (one, two):
        del document["exported_at"]
    own = one["exports"].pop(0)  # an archive cannot hold the record of itself
    assert own["kind"] == "archive"
    assert one == two
    again = run(*bring)
    assert again.error["code"] == "already-exists"


def test_an_archive_is_merged_into_the_journal_that_it_is_of(run: Run, journal: Path) -> None:
    Path("words").write_text("lamp post\n", encoding="utf-8")
    exported(run, journal, "archive", "--password-file", "words", "--findings", "replace")
    bring = ("import", journal, "archive.pdf", "--password-file", "words", "--json")
    assert run(*bring).json["new"] == {}
    run("new", "other.ahpjournal")
    into = ("import", "other.ahpjournal", "archive.pdf", "--password-file", "words", "--json")
    counts = run("info", journal, "--json").json["counts"]
    assert run(*into, "--dry-run").json["new"]["entries"] == counts["entries"]
    assert run(*into).json["new"]["entries"] == counts["entries"]
    assert run(*into).json["new"] == {}


@pytest.mark.parametrize(
    "options",
    [
        ("--as", "archive"),
        ("--as", "coach", "--open-pages"),
        ("--as", "entry"),
        ("--as", "narrative", "--select", "kind:entries"),
    ],
)
def test_what_a_document_lacks_is_said(run: Run, journal: Path, options: tuple[str, ...]) -> None:
    said = run("export", journal, *options, "--to", "x.pdf")
    assert said.code == WRONG_USAGE
    assert any(word in said.err for word in ("--password-file", "archive only", "entry:ID"))
    assert not Path("x.pdf").exists()


def test_an_archive_says_that_decisions_are_about_its_pages(run: Run, journal: Path) -> None:
    said = run("export", journal, "--as", "archive", "--to", "x.pdf", "--findings", "list")
    assert said.code == DONE
    assert "pages only" in said.err


def test_a_pdf_that_is_no_archive_makes_no_journal(run: Run, journal: Path) -> None:
    exported(run, journal, "coach")
    said = run("import", "new.ahpjournal", "coach.pdf", "--json")
    assert (said.code, said.error["code"]) == (NOT_ACCEPTABLE, "not-an-archive")
    assert not Path("new.ahpjournal").exists()
    assert run("import", "words.txt").code != DONE


@pytest.mark.parametrize("folder", [".", "/", ""])
def test_a_folder_without_a_name_is_told_of_like_any(
    run: Run, journal: Path, tmp_path: Path, folder: str
) -> None:
    before = picture(tmp_path)
    for command in (
        ("merge", journal, folder),
        ("restore", folder, "--to", tmp_path / "back.ahpjournal"),
        ("info", folder),
        ("check", folder),
        ("backup", folder),
    ):
        found = run(*command, "--json")
        assert (found.code, found.error["code"]) == (CONDITION, "not-a-file")
    assert picture(tmp_path) == before
