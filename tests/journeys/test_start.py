"""Starting the program: what it loads before the first page is there, and what it does not."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ahpjournal import __main__ as entry
from ahpjournal.bootstrap import workshop
from ahpjournal.cli.window import WindowWish, window_asked_for
from ahpjournal.services.returned_pdfs import READER

WATCHED = """
import gc, json, os, sys
import ahpjournal.ui.plain_import
from ahpjournal.__main__ import main
from ahpjournal.ui.app import WindowApplication

arrive = WindowApplication._arrive

def arrived(self, *arguments):
    arrive(self, *arguments)
    import builtins
    facts = {
        "modules": sorted(sys.modules),
        "pages": [page.value for page in self.window._pages],
        "import": getattr(builtins.__import__, "__name__", ""),
        "frozen": gc.get_freeze_count(),
    }
    print(json.dumps(facts), flush=True)
    os._exit(0)

WindowApplication._arrive = arrived
sys.argv = ["ahpjournal", sys.argv[1]]
main()
"""

LIBRARIES = (
    *("sqlite_utils", "click", "pluggy", "dateutil"),
    *("reportlab", "PIL", "pikepdf", "lxml", "pypdfium2", "uharfbuzz", "nacl", "markdown_it"),
    *("email", "http", "ssl", "asyncio", "unittest", "xml", "sqlite3", "multiprocessing"),
)
"""What takes long to load and has nothing to do with the first page."""

PARTS = (
    *("pdf", "exchange", "privacy", "spelling", "cli.program", "cli.commands"),
    *("storage.migrations", "storage.database", "storage.salvage", "storage.repair"),
    *("services.replies", "services.transfer", "services.exports", "services.repairs"),
    *("ui.lock.unlock_page", "ui.lock.recovery_page", "ui.trouble", "ui.repair_offer"),
    *("ui.editor", "ui.versions", "ui.attachments", "ui.kit.calendar"),
)
"""Parts of the program that the first page does without."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Tell what a fresh process has loaded when its first page is there."""
    home = tmp_path_factory.mktemp("home")
    journal = home / "mine.ahpjournal"
    workshop().create(journal).close()
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(journal)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "AHPJOURNAL_HOME": str(home)},
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _of(facts: dict[str, list[str]], name: str) -> list[str]:
    return [one for one in facts["modules"] if one == name or one.startswith(f"{name}.")]


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_first_page_needs_no_library_that_is_slow_to_load(
    facts: dict[str, list[str]], library: str
) -> None:
    assert _of(facts, library) == []


@pytest.mark.parametrize("part", PARTS)
def test_the_first_page_needs_no_other_part_of_the_program(
    facts: dict[str, list[str]], part: str
) -> None:
    assert _of(facts, f"ahpjournal.{part}") == []


def test_only_the_first_page_is_built(facts: dict[str, list[str]]) -> None:
    assert facts["pages"] == ["today"]
    pages = {one.split(".")[3] for one in _of(facts, "ahpjournal.ui.pages") if one.count(".") > 2}
    assert pages == {"today"}


def test_import_is_pythons_own_and_the_program_stays_out_of_the_search_for_garbage(
    facts: dict[str, object],
) -> None:
    assert facts["import"] == "__import__"
    assert isinstance(facts["frozen"], int)
    assert facts["frozen"] > 10_000


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        ([], WindowWish(None, is_demo=False)),
        (["--demo"], WindowWish(None, is_demo=True)),
        (["a b.ahpjournal"], WindowWish(Path("a b.ahpjournal"), is_demo=False)),
        (["-x.ahpjournal"], None),
        (["info", "mine.ahpjournal"], None),
        (["folder"], None),
        (["--demo", "mine.ahpjournal"], None),
        (["--help"], None),
    ],
)
def test_a_window_is_asked_for_without_reading_commands(
    given: list[str], wish: WindowWish | None
) -> None:
    assert window_asked_for(given) == wish


def test_the_word_for_the_reading_process_is_the_one_it_is_started_with() -> None:
    assert entry.READER == READER


def test_a_window_that_cannot_open_says_so_and_leaves_python_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "argv", ["ahpjournal", str(tmp_path / "mine.ahpjournal")])
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert entry.main() == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "There is no screen" in said.err
    assert "Traceback" not in said.err
    assert gc.isenabled()
