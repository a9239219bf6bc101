#!/usr/bin/env python3
"""Set up and start AHP Journal, or set up and check it. Needs Python 3.11 or newer, nothing else.

    python3 packaging/dev.py run [-- ARGUMENTS]   open the program; ARGUMENTS go to it
    python3 packaging/dev.py test [ARGUMENTS]     run the tests; ARGUMENTS go to pytest
    python3 packaging/dev.py check [--no-tests]   formatting, lint, types, layers, spelling, tests
    python3 packaging/dev.py setup                only set up
    python3 packaging/dev.py bench [NAME] [...]   measure speed against a floor; NAME picks one
    python3 packaging/dev.py pictures [FOLDER]    pictures of every chart in every look
    python3 packaging/dev.py lock [--upgrade]     write the lock files from pyproject.toml

Each sets up what is missing first: the folder .venv, the packages that the lock file names, and
on Debian and Ubuntu, where it is allowed to, the libraries that Qt needs from the system.
Running one again is safe and starts in seconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
TOUR_FOLDER = "tour-output"
BENCHMARKS = ROOT / "tests" / "benchmarks"
WRONG_USAGE = 2
INTERRUPTED = 130
LOCKS = (
    ("requirements.lock", ()),
    ("requirements-dev.lock", ("--group", "pyproject.toml:dev")),
    (
        "requirements-build.lock",  # what is packed is what was tested
        ("--group", "pyproject.toml:build", "--constraint", "packaging/requirements.lock"),
    ),
)

if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        "AHP Journal needs Python 3.11 or newer; this is Python "
        + sys.version.split()[0]
        + ". Install a newer Python and start this command with it."
    )

import system_packages  # noqa: E402 - older Pythons were turned away above
from environment import Environment, SetUpError, say  # noqa: E402


def set_up(*, window: bool) -> Environment:
    """Make everything ready; with *window*, also for showing one on this screen.

    Raises:
        SetUpError: it cannot be done; the text says what to do.
    """
    missing = system_packages.find_missing(window=window)
    if missing:
        _add_to_system(missing, window=window)
    environment = Environment(ROOT)
    environment.prepare()
    return environment


def run(arguments: list[str]) -> int:
    """Open the program, or make the tour where there is no screen to open it on."""
    given = arguments[1:] if arguments[:1] == ["--"] else arguments
    screen = system_packages.has_screen()
    environment = set_up(window=screen)
    program = [str(environment.program("ahpjournal"))]
    if screen:
        return _call(program + given, environment.variables())
    variables = {**environment.variables(), "QT_QPA_PLATFORM": "offscreen"}
    if not _opens_window(given):
        return _call(program + given, variables)
    say("There is no screen here, so no window can open. Making the tour of its pages instead.")
    return _call([*program, "tour", "--to", str(ROOT / TOUR_FOLDER)], variables)


def test(arguments: list[str]) -> int:
    """Run the tests: all of them on every processor, or what *arguments* name."""
    environment = set_up(window=False)
    given = arguments[1:] if arguments[:1] == ["--"] else arguments
    return _call(_pytest(environment, given), _offscreen(environment))


def check(arguments: list[str]) -> int:
    """Look at formatting, lint, types, layers, spelling and tests; tell of each in one line."""
    if arguments not in ([], ["--no-tests"]):
        print(__doc__)
        return WRONG_USAGE
    environment = set_up(window=False)
    steps = {
        "formatting": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy"],
        "layers": ["lint-imports", "--no-logo"],
        "spelling": ["codespell"],
    }
    failed = []
    for name, (program, *given) in steps.items():
        started = time.monotonic()
        outcome = subprocess.run(
            [str(environment.program(program)), *given],
            cwd=ROOT,
            env=environment.variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        verdict = "ok" if outcome.returncode == 0 else "FAILED"
        if outcome.returncode != 0:
            failed.append(name)
            print(outcome.stdout.rstrip(), flush=True)
        say(f"{name:<10} {verdict} ({time.monotonic() - started:.1f} s)")
    if not arguments:
        code = _call(_pytest(environment, []), _offscreen(environment))
        say(f"{'tests':<10} {'ok' if code == 0 else 'FAILED'}")
        failed += ["tests"] if code else []
    say("check: " + (f"failed: {', '.join(failed)}" if failed else "all is well"))
    return 1 if failed else 0


def setup(arguments: list[str]) -> int:
    """Only set up, and say how to start the program."""
    if arguments:
        print(__doc__)
        return WRONG_USAGE
    environment = set_up(window=system_packages.has_screen())
    say(f"Ready. The program is {environment.program('ahpjournal')}")
    return 0


def bench(arguments: list[str]) -> int:
    """Run one benchmark of tests/benchmarks by name, or all; options go to each."""
    named = [word for word in arguments[:1] if not word.startswith("-")]
    known = {path.stem.removeprefix("bench_"): path for path in BENCHMARKS.glob("bench_*.py")}
    if not known or any(name not in known for name in named):
        say("Benchmarks here: " + (", ".join(sorted(known)) or "none"))
        return WRONG_USAGE
    environment = set_up(window=False)
    failed = 0
    for name in named or sorted(known):
        command = [str(environment.python), str(known[name]), *arguments[len(named) :]]
        failed += _call(command, _offscreen(environment)) != 0
    return 1 if failed else 0


def pictures(arguments: list[str]) -> int:
    """Make pictures of every chart in every look, into the folder that is named."""
    environment = set_up(window=False)
    command = [str(environment.python), "-m", "tests.pictures.chart_pictures", *arguments]
    return _call(command, _offscreen(environment))


def lock(arguments: list[str]) -> int:
    """Write the lock files: for every system, with hashes, and without the address of any index."""
    if arguments not in ([], ["--upgrade"]):
        print(__doc__)
        return WRONG_USAGE
    environment = set_up(window=False)
    for name, extra in LOCKS:
        command = [str(environment.program("uv")), "pip", "compile", "--no-config", "--quiet"]
        command += ["--universal", "--generate-hashes", "--python-version", "3.11", "--no-header"]
        command += [*arguments, "pyproject.toml", *extra, "-o", f"packaging/{name}"]
        # This computer's own indexes stay out: only the public one's hashes belong in a lock.
        ours = ("PIP_", "UV_")
        variables = {k: v for k, v in environment.variables().items() if not k.startswith(ours)}
        code = _call(command, variables)
        if code != 0:
            return code
        say(f"wrote packaging/{name}")
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "setup": setup,
    "bench": bench,
    "pictures": pictures,
    "lock": lock,
}


def main() -> int:
    """Do what the first argument says.

    Returns:
        The exit code: that of what was run, 1 if setting up stopped, 2 for a wrong command.
    """
    name, *arguments = sys.argv[1:] or [""]
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help") else WRONG_USAGE
    try:
        return COMMANDS[name](arguments)
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _add_to_system(missing: system_packages.Missing, *, window: bool) -> None:
    """Install what is missing or ask for it; without Python's venv there is no going on."""
    trouble: list[str] = []
    if system_packages.administrator_prefix() is not None:
        names = " ".join(system_packages.choose_packages(missing))
        say(f"installing what the system lacks: {names}")
        trouble = system_packages.install(missing)
        if not trouble:
            missing = system_packages.find_missing(window=window)
    if missing:
        print("\n" + system_packages.words_for_administrator(missing) + "\n", file=sys.stderr)
        if missing.venv_package:
            raise SetUpError("\n".join(["Setting up stops here until then.", *trouble]))


def _opens_window(given: list[str]) -> bool:
    return all(word == "--demo" or word.endswith(".ahpjournal") for word in given)


def _pytest(environment: Environment, given: list[str]) -> list[str]:
    spread = [] if given else ["-n", str(min(os.cpu_count() or 1, 8)), "--dist", "loadfile"]
    return [str(environment.python), "-m", "pytest", *spread, *given]


def _offscreen(environment: Environment) -> dict[str, str]:
    return {**environment.variables(), "QT_QPA_PLATFORM": "offscreen"}


def _call(command: list[str], variables: dict[str, str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
