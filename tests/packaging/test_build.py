"""The one command for every artefact: what it makes, and what it says where it cannot."""

import ast
import hashlib
import os
import sys
from pathlib import Path
from typing import Any

import app_folder
import build
import checkout_facts
import pytest
import tools
from checkout_facts import CheckoutFacts
from environment import SetUpError

ROOT = Path(__file__).resolve().parents[2]
FACTS = CheckoutFacts("3.2.1", "abc", 1_750_000_000, "d" * 64)
SCRIPTS = (
    "build", "app_folder", "checkout_facts", "deb", "icu_data", "licences", "sbom", "tools",
    "trimming", "windows_check", "windows_msi", "windows_sign", "windows_stage",
)  # fmt: skip


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that everything lands in."""
    monkeypatch.setattr(build, "DIST", tmp_path / "dist")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(checkout_facts, "read", lambda _root: FACTS)
    (tmp_path / "dist").mkdir()
    return tmp_path / "dist"


def test_checksums_are_over_what_is_handed_out(dist: Path) -> None:
    (dist / "a.deb").write_bytes(b"a")
    (dist / "ahpjournal").mkdir()
    assert build.main(["sums"]) == 0
    assert build.main(["sums"]) == 0
    said = (dist / build.SUMS).read_text("utf-8")
    assert said == f"{hashlib.sha256(b'a').hexdigest()}  a.deb\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["fly"], 2), (["--help"], 0)])
def test_a_wrong_command_shows_how_to_use_it(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    assert build.main(arguments) == code
    assert "build.py deb" in capsys.readouterr().out


def test_a_stop_is_told_in_words(
    dist: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: Any, **__: Any) -> Path:
        raise SetUpError("This is why.")

    monkeypatch.setattr(app_folder, "build", stop)
    assert build.main(["app"]) == 1
    assert "This is why." in capsys.readouterr().err


def test_a_folder_of_this_state_is_taken_again(tmp_path: Path) -> None:
    folder = tmp_path / "ahpjournal"
    note = app_folder.resources_of(folder) / checkout_facts.NOTE
    note.parent.mkdir(parents=True)
    note.write_text(FACTS.note(), encoding="utf-8")
    (folder / ("ahpjournal.exe" if sys.platform == "win32" else "ahpjournal")).touch()
    assert app_folder.build(ROOT, tmp_path, FACTS, reuse=True) == folder


def test_everything_gets_one_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"123")
    app_folder.settle_times(tmp_path, FACTS.epoch)
    assert {p.stat().st_mtime for p in (tmp_path, tmp_path / "a", tmp_path / "a/b")} == {
        FACTS.epoch
    }
    assert app_folder.size_of(tmp_path) == 3


def test_what_a_program_said_last_is_told(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "print('nearly'); raise SystemExit(3)"]
    with pytest.raises(SetUpError, match="nearly"):
        tools.call(words, tmp_path, dict(os.environ))
    with pytest.raises(SetUpError, match="apt-get install dpkg"):
        tools.tool("no-such-program-here", "dpkg")


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_uses_the_standard_library_only(script: str) -> None:
    tree = ast.parse((ROOT / "packaging" / f"{script}.py").read_text(encoding="utf-8"))
    used: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            used |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            used.add(str(node.module).split(".")[0])
    assert used <= sys.stdlib_module_names | {*SCRIPTS, "environment", "system_packages"}


def test_a_package_that_grew_too_large_is_told_of() -> None:
    assert build.size_words("deb", 42_405_636) == "42.4 MB"
    assert build.size_words("msi", 55_000_001) == "55.0 MB: OVER the 55 MB allowed"
