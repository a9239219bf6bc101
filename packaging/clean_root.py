"""Try the Debian package where nothing but Debian is: installed, started, upgraded, removed.

    python3 packaging/clean_root.py [PACKAGE] [--keep FOLDER]

Needs root, mmdebstrap and Xvfb, and takes some minutes. It makes a Debian with nothing but the
essential packages (FOLDER keeps it for the next time), installs PACKAGE with what it depends on
and nothing more, runs it as an ordinary user with a window, puts a newer version over it, takes it
away, and looks that the journal is still there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
USER = "nurse"
HOME = f"/home/{USER}"
JOURNAL = f"{HOME}/My journal.ahpjournal"
PATIENCE = 1200


class CleanRoot:
    """A Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        """Use *folder*; it is filled if it is not there."""
        self.folder = folder

    def make(self) -> None:
        """Fill the folder with the essential packages of Debian."""
        if not (self.folder / "etc/debian_version").exists():
            call(["mmdebstrap", "--variant=minbase", "--include=passwd", SUITE, str(self.folder)])
        for place in ("apt/apt.conf.d", "apt/sources.list.d"):
            shutil.copytree(f"/etc/{place}", self.folder / "etc" / place, dirs_exist_ok=True)
        shutil.copyfile("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        if not (self.folder / "home" / USER).exists():
            self.run("useradd", "--create-home", USER)

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Give it /proc and /dev while it is used."""
        mounts = (("proc", "-t", "proc", "proc"), ("dev", "--bind", "/dev"))
        for place, *how in mounts:
            (self.folder / place).mkdir(exist_ok=True)
            call(["mount", *how, str(self.folder / place)])
        try:
            yield
        finally:
            for place, *_how in reversed(mounts):
                call(["umount", "-l", str(self.folder / place)])

    def run(self, *words: str) -> str:
        """Run a command as root in it, and give what it said."""
        return call(["chroot", str(self.folder), *words])

    def as_user(self, *words: str, display: str = "") -> list[str]:
        """Give the words that run a command as an ordinary user in it."""
        given = [f"HOME={HOME}", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"]
        given += [f"DISPLAY={display}"] if display else ["QT_QPA_PLATFORM=offscreen"]
        return [
            "chroot",
            f"--userspec={USER}:{USER}",
            str(self.folder),
            "env",
            "-i",
            *given,
            *words,
        ]


def call(command: list[str]) -> str:
    """Run *command* and give what it said.

    Raises:
        SmokeError: its exit code is not 0.
    """
    outcome = subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if outcome.returncode != 0:
        said = (outcome.stdout + outcome.stderr).strip()[-1500:]
        message = f"{' '.join(command)}: exit code {outcome.returncode}\n{said}"
        raise smoke.SmokeError(message)
    return outcome.stdout


def try_package(root: CleanRoot, package: Path, newer: Path) -> None:
    """Do everything with *package*, then put *newer* in its place and take it away."""
    before = set(root.run("dpkg-query", "-W", "-f=${Package}\n").split())
    install(root, package)
    added = set(root.run("dpkg-query", "-W", "-f=${Package}\n").split()) - before
    print(f"installed with {len(added) - 1} packages that it depends on", flush=True)
    said = call(root.as_user("ahpjournal", "self-test", "--full", "--json"))
    print(f"self-test as {USER}: {said.strip()[:300]}", flush=True)
    call(root.as_user("ahpjournal", "new", JOURNAL, "--demo"))
    with screen() as display:
        show_window(root, display)
    install(root, newer)
    version = root.run("dpkg-query", "-W", "-f=${Version}", "ahpjournal")
    call(root.as_user("ahpjournal", "check", JOURNAL))
    print(f"upgraded to {version}; the journal is sound", flush=True)
    root.run("apt-get", "-q", "-y", "purge", "ahpjournal")
    left = [p for p in (root.folder / "usr/lib/ahpjournal", root.folder / "usr/bin/ahpjournal")
            if p.exists() or p.is_symlink()]  # fmt: skip
    kept = root.folder / JOURNAL.lstrip("/")
    if left or not kept.exists():
        message = f"after removing: left {left}, journal there: {kept.exists()}"
        raise smoke.SmokeError(message)
    print(f"removed; the journal of {USER} is still there", flush=True)


def install(root: CleanRoot, package: Path) -> None:
    """Install *package* with what it depends on."""
    shutil.copyfile(package, root.folder / "mnt" / package.name)
    root.run("apt-get", "-q", "update")
    root.run("apt-get", "-q", "-y", "--no-install-recommends", "install", f"/mnt/{package.name}")


def show_window(root: CleanRoot, display: str) -> None:
    """Open the window on the journal, let it come to rest, and ask it to end."""
    command = root.as_user("/usr/bin/ahpjournal", JOURNAL, display=display)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        used = smoke.processor_seconds_when_settled(process.pid)
        if process.poll() is not None:
            said = process.stdout.read().decode(errors="replace") if process.stdout else ""
            message = f"the window closed by itself: {said[-1000:]}"
            raise smoke.SmokeError(message)
        print(f"window opened on X11 ({used:.2f} s of processor time)", flush=True)
        process.terminate()
        if process.wait(timeout=120) != 0:
            message = f"the window ended with exit code {process.returncode}"
            raise smoke.SmokeError(message)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


@contextmanager
def screen() -> Iterator[str]:
    """Give the name of a screen that nobody sees."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"],  # noqa: S607
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        time.sleep(0.5)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def newer_version(package: Path, folder: Path) -> Path:
    """Make a package of the same content under the next version."""
    tree = folder / "newer"
    call(["dpkg-deb", "-R", str(package), str(tree)])
    control = tree / "DEBIAN" / "control"
    text = control.read_text("utf-8")
    control.write_text(text.replace("\nVersion: ", "\nVersion: 1:", 1), encoding="utf-8")
    made = folder / "newer.deb"
    call(["dpkg-deb", "-Zgzip", "-z1", "--root-owner-group", "--build", str(tree), str(made)])
    return made


def main(arguments: list[str]) -> int:
    """Try the package that *arguments* name, or the one in dist.

    Returns:
        0; 1 if something did not work; 2 for wrong arguments.
    """
    words = list(arguments)
    kept: Path | None = None
    if "--keep" in words:
        at = words.index("--keep")
        kept = Path(words[at + 1])
        del words[at : at + 2]
    found = sorted((ROOT / "dist").glob("*.deb")) if not words else [Path(words[0])]
    if len(words) > 1 or not found:
        print(__doc__)
        return 2
    with tempfile.TemporaryDirectory(prefix="ahpjournal-root-") as place:
        root = CleanRoot(kept or Path(place) / "root")
        try:
            root.make()
            with root.mounted():
                try_package(root, found[-1], newer_version(found[-1], Path(place)))
        except smoke.SmokeError as error:
            print(f"FAILED: {error}")
            return 1
    print("The package does what it should in a clean Debian.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
