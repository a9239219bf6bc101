"""Trying a packaged program notices what does not work, and tells of it in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import smoke
from smoke import SmokeError, Trial

SAYS = """#!{python}
import sys
words = sys.argv[1:]
{body}
"""


def program(folder: Path, body: str) -> Path:
    """Make a stand-in for the program."""
    path = folder / "ahpjournal"
    path.write_text(SAYS.format(python=sys.executable, body=body), encoding="utf-8")
    path.chmod(0o755)
    return path


def test_what_works_is_said_and_what_does_not_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_trial: Trial) -> None:
        raise SmokeError("no letters")

    monkeypatch.setattr(smoke, "CASES", (smoke.full_self_test, broken))
    path = program(tmp_path, """print('{"ok": true, "checks": []}')""")
    assert smoke.main([str(path)]) == 1
    said = capsys.readouterr().out
    assert "full_self_test   ok" in said
    assert "broken           FAILED: no letters" in said


def test_a_program_that_writes_into_its_own_folder_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(_trial: Trial) -> None:
        (tmp_path / "cache.pyc").touch()

    monkeypatch.setattr(smoke, "CASES", (write,))
    assert smoke.main([str(program(tmp_path, "pass"))]) == 1
    assert "its own folder" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("sys.exit(4)", "exit code 4"),
        ("print('a warning', file=sys.stderr)", "a warning"),
        ("""print('{"ok": false, "checks": [{"name": "fonts", "ok": false}]}')""", "fonts"),
    ],
)
def test_trouble_is_told(tmp_path: Path, body: str, word: str) -> None:
    trial = Trial([str(program(tmp_path, body))], tmp_path)
    with pytest.raises(SmokeError, match=word):
        trial.self_test()


def test_a_home_is_like_that_of_somebody_who_has_just_logged_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("AHPJOURNAL_HOME", "elsewhere")
    variables = Trial([], tmp_path).variables()
    assert variables["HOME"] == str(tmp_path)
    assert not {"PYTHONPATH", "AHPJOURNAL_HOME"} & set(variables)


def test_wrong_arguments_show_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert smoke.main(["--fly"]) == 2
    assert "smoke.py [PROGRAM]" in capsys.readouterr().out


def test_a_program_at_rest_is_told_from_one_at_work() -> None:
    busy = (
        "import time; t=time.process_time()\nwhile time.process_time()-t<.4: pass\ntime.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", busy])
    try:
        assert smoke.processor_seconds_when_settled(process.pid, still=0.3) >= 0.3
        assert process.poll() is None
        assert process.pid in smoke.descendants(os.getpid())
        assert not smoke.is_program(process.pid)
    finally:
        process.kill()
        process.wait()
