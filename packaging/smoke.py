"""Try a packaged program as IT and its owner would, and say what does not work.

    python3 packaging/smoke.py [PROGRAM] [--wrap WORD]...

PROGRAM is what starts it (dist/ahpjournal/ahpjournal if not named); words given with --wrap stand
before it, such as those that go into another root. No screen is needed; where Xvfb is, a real
window opens too. Nothing is left behind.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import no_network

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 240
ODD_HOME = "My home \u2013 \u0141ucja \u65e5\u672c \u05d0"
NO_FONTS = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig/>\n'


class SmokeError(Exception):
    """Something does not work; the text says what."""


@dataclass
class Trial:
    """A home that is thrown away, and ways to run the program in it."""

    command: list[str]
    home: Path
    more: Mapping[str, str] = field(default_factory=dict)

    def variables(self) -> dict[str, str]:
        """Give an environment like that of somebody who has just logged in."""
        given = {"HOME": str(self.home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        kept = {k: os.environ[k] for k in ("PATH", "DISPLAY", "XAUTHORITY") if k in os.environ}
        return {**kept, **given, **self.more}

    def run(self, *arguments: object) -> str:
        """Run the program and give what it said.

        Raises:
            SmokeError: its exit code is not 0, or it says something on standard error.
        """
        outcome = subprocess.run(
            [*self.command, *map(str, arguments)],
            env=self.variables(),
            cwd=self.home,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        if outcome.returncode != 0 or outcome.stderr.strip():
            said = (outcome.stdout + outcome.stderr).strip()[-1500:]
            message = f"{' '.join(map(str, arguments))}: exit code {outcome.returncode}\n{said}"
            raise SmokeError(message)
        return outcome.stdout

    def self_test(self) -> None:
        """Run the long self-test.

        Raises:
            SmokeError: something in it failed.
        """
        said = json.loads(self.run("self-test", "--full", "--json"))
        if not said["ok"]:
            bad = [check for check in said["checks"] if not check["ok"]]
            raise SmokeError(json.dumps(bad, ensure_ascii=False))


def full_self_test(trial: Trial) -> None:
    """Everything the self-test tries works in an empty home."""
    trial.self_test()


def journeys(trial: Trial) -> None:
    """A journal is made, written, searched, checked, exported, backed up and brought back."""
    journal, pdf = trial.home / "Demo.ahpjournal", trial.home / "coach.pdf"
    trial.run("new", journal, "--demo")
    trial.run("add", journal, "--title", "Zebra crossing", "--body", __file__)
    if "Zebra crossing" not in trial.run("search", journal, "zebra"):
        raise SmokeError("what was written is not found")
    trial.run("export", journal, "--as", "coach", "--to", pdf)
    trial.run("export", journal, "--as", "json", "--to", trial.home / "all.json")
    trial.run("check", journal)
    trial.run("backup", journal, "--to", trial.home)
    if not pdf.read_bytes().startswith(b"%PDF-"):
        raise SmokeError("the coach's document is no PDF")


def odd_home(trial: Trial) -> None:
    """A home with spaces and letters of other scripts is a home like any other."""
    home = trial.home / ODD_HOME
    home.mkdir()
    inside = Trial(trial.command, home, trial.more)
    inside.self_test()
    journeys(inside)


def no_fonts(trial: Trial) -> None:
    """Every page is painted on a computer without a font."""
    config = trial.home / "fonts.conf"
    config.write_text(NO_FONTS, encoding="utf-8")
    bare = Trial(trial.command, trial.home, {**trial.more, "FONTCONFIG_FILE": str(config)})
    bare.run("tour", "--to", trial.home / "tour")
    pictures = list((trial.home / "tour").glob("*.png"))
    if len(pictures) < 10 or min(p.stat().st_size for p in pictures) < 4000:
        raise SmokeError("the tour without fonts painted too little")


def window(trial: Trial) -> None:
    """The window opens, stays, and closes when the computer asks it to."""
    command, platform = [*trial.command, "--demo"], "offscreen"
    if shutil.which("xvfb-run"):
        command, platform = ["xvfb-run", "-a", *command], "xcb"
    variables = {**trial.variables(), "QT_QPA_PLATFORM": platform}
    process = subprocess.Popen(
        command,
        env=variables,
        cwd=trial.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        used = processor_seconds_when_settled(process.pid)
        if process.poll() is not None:
            said = process.stdout.read().decode(errors="replace") if process.stdout else ""
            message = f"the window closed by itself: exit code {process.returncode}\n{said[-1500:]}"
            raise SmokeError(message)
        if used < 0.2:
            raise SmokeError("the window did nothing")
        for child in (*descendants(process.pid), process.pid):
            if is_program(child):
                os.kill(child, signal.SIGTERM)
        code = process.wait(timeout=PATIENCE)
        if code != 0:
            message = f"asked to end, it gave exit code {code}"
            raise SmokeError(message)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def offline(trial: Trial) -> None:
    """Nothing reaches for a network, seen from the system."""
    try:
        no_network.prove(trial.command, trial.variables(), trial.home)
    except no_network.NetworkUseError as error:
        raise SmokeError(str(error)) from error


CASES: tuple[Callable[[Trial], None], ...] = (
    full_self_test,
    journeys,
    odd_home,
    no_fonts,
    window,
    offline,
)


def main(arguments: list[str]) -> int:
    """Try every case; tell of each in one line.

    Returns:
        0; 1 if one did not work or the program wrote into its own folder; 2 for wrong arguments.
    """
    words, command = list(arguments), []
    while "--wrap" in words:
        at = words.index("--wrap")
        command += words[at + 1 : at + 2]
        del words[at : at + 2]
    if len(words) > 1 or any(word.startswith("-") for word in words):
        print(__doc__)
        return 2
    program = Path(words[0]) if words else ROOT / "dist" / "ahpjournal" / "ahpjournal"
    command.append(str(program if command else program.resolve()))
    folder = program.parent if len(command) == 1 else None
    before = _state(folder)
    failed = 0
    for case in CASES:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ahpjournal-smoke-") as home:
            try:
                case(Trial(command, Path(home)))
                verdict = "ok"
            except SmokeError as error:
                verdict = f"FAILED: {error}"
                failed += 1
        took = time.monotonic() - started
        print(f"{case.__name__:<16} {verdict} ({took:.1f} s)", flush=True)
    if _state(folder) != before:
        print("the program wrote into its own folder")
        failed += 1
    return 1 if failed else 0


def _state(folder: Path | None) -> dict[str, tuple[int, int]]:
    """Give size and time of every file of the program: nothing there may change."""
    if folder is None:
        return {}
    files = (p for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    return {str(p): (p.stat().st_size, p.stat().st_mtime_ns) for p in files}


def processor_seconds(pid: int) -> float:
    """Give the processor time that a process and those it started have used so far."""
    total = 0
    for one in (pid, *descendants(pid)):
        try:
            fields = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def processor_seconds_when_settled(pid: int, still: float = 1.0) -> float:
    """Wait until a process rests for *still* seconds, and give the processor time it used."""
    last, since, deadline = -1.0, time.monotonic(), time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        now = processor_seconds(pid)
        if now - last > 0.03:
            last, since = now, time.monotonic()
        if time.monotonic() - since >= still and last > 0.2:
            break
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.05)
    return last


def descendants(pid: int) -> list[int]:
    """Give the processes that *pid* started, and theirs."""
    found = []
    try:
        lists = [p.read_text("utf-8") for p in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    for child in (int(word) for text in lists for word in text.split()):
        found += [child, *descendants(child)]
    return found


def is_program(pid: int) -> bool:
    """Tell whether a process is the program, not what stands around it."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"ahpjournal" in Path(os.fsdecode(words[0])).name.encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
