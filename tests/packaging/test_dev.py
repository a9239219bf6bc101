"""The commands do what they say, and say what they do where they cannot."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from environment import Environment, SetUpError

ROOT = Path(__file__).resolve().parents[2]


class Calls:
    """Stands in for starting programs; everything is set up already."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
        self.commands: list[list[str]] = []
        self.variables: dict[str, str] = {}
        self.windows: list[bool] = []
        self.code = 0
        monkeypatch.setattr(dev, "ROOT", root)
        monkeypatch.setattr(dev, "set_up", self._set_up)
        monkeypatch.setattr(dev, "_call", self._call)
        self._root = root

    def _set_up(self, *, window: bool) -> Environment:
        self.windows.append(window)
        return Environment(self._root)

    def _call(self, command: list[str], variables: dict[str, str]) -> int:
        self.commands.append([Path(command[0]).stem, *command[1:]])
        self.variables = variables
        return self.code


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    return Calls(monkeypatch, tmp_path)


def screen(monkeypatch: pytest.MonkeyPatch, *, there: bool) -> None:
    monkeypatch.setattr("system_packages.has_screen", lambda: there)


def test_run_opens_the_program_with_its_own_arguments(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen(monkeypatch, there=True)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.run(["--", "--demo"]) == 0
    assert calls.commands == [["ahpjournal", "--demo"]]
    assert "QT_QPA_PLATFORM" not in calls.variables
    assert calls.windows == [True]


def test_run_hands_on_the_exit_code(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    screen(monkeypatch, there=True)
    calls.code = 4
    assert dev.run([]) == 4


def test_run_without_a_screen_says_so_and_makes_the_tour(
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    screen(monkeypatch, there=False)
    folder = tmp_path / dev.TOUR_FOLDER
    assert dev.run(["--demo"]) == 0
    assert calls.commands == [["ahpjournal", "tour", "--to", str(folder)]]
    assert calls.variables["QT_QPA_PLATFORM"] == "offscreen"
    assert "no screen" in capsys.readouterr().out


def test_run_without_a_screen_still_runs_what_opens_no_window(
    calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen(monkeypatch, there=False)
    dev.run(["--", "info", "mine.ahpjournal"])
    assert calls.commands == [["ahpjournal", "info", "mine.ahpjournal"]]


def test_test_runs_everything_off_screen_on_every_processor(calls: Calls) -> None:
    assert dev.test([]) == 0
    assert calls.commands[0][:4] == ["python", "-m", "pytest", "-n"]
    assert calls.variables["QT_QPA_PLATFORM"] == "offscreen"
    assert calls.windows == [False]


def test_test_hands_its_arguments_to_pytest(calls: Calls) -> None:
    calls.code = 1
    assert dev.test(["tests/domain", "-q"]) == 1
    assert calls.commands == [["python", "-m", "pytest", "tests/domain", "-q"]]


def checked(
    monkeypatch: pytest.MonkeyPatch, failing: str, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        code = int(failing in " ".join(command)) if failing else 0
        return subprocess.CompletedProcess(command, code, "what is wrong\n" if code else "")

    monkeypatch.setattr("subprocess.run", run)
    code = dev.check(["--no-tests"])
    return code, capsys.readouterr().out


def test_check_tells_of_each_step(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = checked(monkeypatch, "", capsys)
    assert code == 0
    for step in ("formatting", "lint", "types", "layers", "spelling"):
        assert f"{step:<10} ok" in said
    assert calls.commands == []


@pytest.mark.parametrize(
    ("program", "step"),
    [("format", "formatting"), ("mypy", "types"), ("lint-imports", "layers")],
)
def test_check_fails_when_one_step_does(
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    step: str,
) -> None:
    code, said = checked(monkeypatch, program, capsys)
    assert code == 1
    assert f"{step:<10} FAILED" in said
    assert "what is wrong" in said
    assert f"failed: {step}" in said


def test_check_fails_when_the_tests_do(calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.CompletedProcess([], 0, "")
    monkeypatch.setattr("subprocess.run", lambda *_, **__: done)
    calls.code = 1
    assert dev.check([]) == 1
    assert calls.commands[0][:3] == ["python", "-m", "pytest"]


def test_pictures_are_made_without_a_screen(calls: Calls) -> None:
    assert dev.pictures(["somewhere"]) == 0
    assert calls.commands == [["python", "-m", "tests.pictures.chart_pictures", "somewhere"]]
    assert calls.variables["QT_QPA_PLATFORM"] == "offscreen"


def test_bench_runs_the_one_that_is_named(
    calls: Calls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("bench_save.py", "bench_start.py"):
        (tmp_path / name).touch()
    monkeypatch.setattr(dev, "BENCHMARKS", tmp_path)
    assert dev.bench(["start", "--entries", "50"]) == 0
    assert calls.commands == [["python", str(tmp_path / "bench_start.py"), "--entries", "50"]]
    assert dev.bench(["stop"]) == dev.WRONG_USAGE


def test_a_wrong_command_shows_how_to_use_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "fly"])
    assert dev.main() == dev.WRONG_USAGE
    assert "dev.py run" in capsys.readouterr().out


def test_a_stop_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(**_: object) -> Environment:
        raise SetUpError("This is why.")

    monkeypatch.setattr(dev, "set_up", stop)
    monkeypatch.setattr(sys, "argv", ["dev.py", "setup"])
    assert dev.main() == 1
    assert "This is why." in capsys.readouterr().err


def test_an_older_python_is_turned_away_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        runpy.run_path(str(ROOT / "packaging" / "dev.py"))


@pytest.mark.parametrize("script", ["dev", "environment", "system_packages"])
def test_it_uses_the_standard_library_only(script: str) -> None:
    tree = ast.parse((ROOT / "packaging" / f"{script}.py").read_text(encoding="utf-8"))
    used: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            used |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            used.add(str(node.module).split(".")[0])
    assert used <= sys.stdlib_module_names | {"environment", "system_packages"}
