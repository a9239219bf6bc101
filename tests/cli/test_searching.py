"""The command that searches, with filters."""

import json
from pathlib import Path

import pytest

from ahpjournal.cli import main


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "own.ahpjournal"
    assert main(["new", str(path)]) == 0
    for title, on, tag in (
        ("The falls audit", "2026-01-12", "falls"),
        ("Another audit", "2026-02-03", "board"),
    ):
        assert main(["add", str(path), "--title", title, "--on", on, "--tag", tag]) == 0
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("audit", {"The falls audit", "Another audit"}),
        ("audit tag:falls", {"The falls audit"}),
        ("audit -tag:falls", {"Another audit"}),
        ("after:2026-02", {"Another audit"}),
        ("is:draft before:01/02/2026", {"The falls audit"}),
        ("in:actions audit", set()),
    ],
)
def test_filters_narrow_what_is_found(
    journal: Path, capsys: pytest.CaptureFixture[str], query: str, titles: set[str]
) -> None:
    code, out, _err = run(capsys, "search", journal, query, "--json")
    values = json.loads(out)
    assert code == 0
    assert {hit["title"] for hit in values["hits"]} == titles
    assert {hit["kind"] for hit in values["hits"]} <= {"entry"}
    assert values["hints"] == []


def test_people_read_days_and_kinds(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "search", journal, "falls")
    assert code == 0
    assert out.startswith("12/01/2026  Reflection: The falls audit\n")
    code, out, _err = run(capsys, "search", journal, "note:zebra")
    assert out.startswith("Nothing found.\n")
    assert "is not a filter" in out


def test_a_wrong_filter_is_not_acceptable_and_told_why(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "search", journal, "audit after:soon is:open", "--json")
    error = json.loads(err)["error"]
    assert (code, out, error["code"]) == (3, "", "not-a-query")
    assert "24/06/2026" in error["message"]
    assert "draft" in error["message"]
