"""Builds the program as one folder that needs no Python on the computer."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import icu_data
import licences
import sbom
from checkout_facts import NOTE, CheckoutFacts
from environment import Environment, say
from tools import call, tool

LOCK = Path("packaging") / "requirements-build.lock"
NAME = "ahpjournal"


def build_environment(root: Path) -> Environment:
    """Give the environment with the build tools, made ready.

    Raises:
        SetUpError: it cannot be made; the text says what to do.
    """
    environment = Environment(root, "build/venv", LOCK)
    environment.folder.parent.mkdir(exist_ok=True)
    environment.prepare()
    return environment


def build(root: Path, dist: Path, facts: CheckoutFacts, *, reuse: bool) -> Path:
    """Build the folder *dist*/ahpjournal and give it; with *reuse*, take a fitting one there.

    Raises:
        SetUpError: it cannot be built; the text says why.
    """
    folder = dist / NAME
    if reuse and _note_of(folder) == facts.note():
        return folder
    environment = build_environment(root)
    work = root / "build" / "work"
    work.mkdir(parents=True, exist_ok=True)
    note = work / NOTE
    note.write_text(facts.note(), encoding="utf-8", newline="\n")
    say("packing the program into one folder (a minute or so)")
    command = [str(environment.python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(dist), "--workpath", str(work / "pyinstaller")]
    command += [str(root / "packaging" / "ahpjournal.spec")]
    contents = work / "contents.json"
    places = {"AHPJOURNAL_BUILD_NOTE": str(note), "AHPJOURNAL_BUILD_CONTENTS": str(contents)}
    call(command, root, {**environment.variables(), **facts.variables(), **places})
    strip(folder)
    saved = icu_data.reduce(folder, work)
    say(f"left {saved / 1e6:.0f} MB of ICU's data out")
    found = sbom.components_of(folder, environment, json.loads(contents.read_text("utf-8")))
    sbom.write(folder, found, facts)
    licences.write(root, folder, found)
    settle_times(folder, facts.epoch)
    count = sum(1 for path in folder.rglob("*") if path.is_file())
    say(f"dist/{NAME}: {size_of(folder) / 1e6:.0f} MB, {count} files")
    return folder


def strip(folder: Path) -> None:
    """Take what only a debugger reads out of the libraries in *folder*; does nothing off Linux.

    Libraries in a folder NAME.libs were put together by a tool whose work this would undo.

    Raises:
        SetUpError: there is nothing here to do it with.
    """
    if sys.platform != "linux":
        return
    program = tool("strip", "binutils")
    for path in sorted(folder.rglob("*")):
        is_file = path.is_file() and not path.is_symlink()
        if is_file and is_elf(path) and path.name != NAME and path.parent.suffix != ".libs":
            path.chmod(0o755)
            call([program, "--strip-unneeded", str(path)], folder, dict(os.environ))
            path.chmod(0o644)


def is_elf(path: Path) -> bool:
    """Tell whether *path* is a program or library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def resources_of(folder: Path) -> Path:
    """Give the place of the program's resources in the folder of the program."""
    return folder / "_internal" / "ahpjournal" / "resources"


def size_of(folder: Path) -> int:
    """Give the bytes of all files in *folder*; links count for nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files)


def settle_times(folder: Path, epoch: int) -> None:
    """Give everything in *folder* one time, so that the same content is the same package."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _note_of(folder: Path) -> str:
    note = resources_of(folder) / NOTE
    program = folder / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    return note.read_text(encoding="utf-8") if note.exists() and program.exists() else ""
