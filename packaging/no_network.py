"""Proves that a program reaches for no network: the system itself is asked, not the program.

    python3 packaging/no_network.py [PROGRAM]

It runs what an owner does under strace, which sees every call into the system, and, where that is
allowed, where there is no network at all. A socket to the screen of this computer is none.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 600
NAMESPACE = ("unshare", "--user", "--map-root-user", "--net")
# AF_UNIX stays on this computer: the screen, the desktop's own services.
_SOCKET = re.compile(r"\b(socket|socketpair)\((AF_\w+|PF_\w+)")
_ADDRESS = re.compile(r"\b(connect|bind|sendto|sendmsg)\(.*sa_family=(AF_\w+)")
_NAMES = re.compile(r'\bopenat?\(.*"(/etc/(hosts|resolv\.conf|nsswitch\.conf|gai\.conf))"')
_LOCAL = {"AF_UNIX", "AF_LOCAL"}


class NetworkUseError(Exception):
    """The program reached for a network; the text holds the calls."""


def suspicious(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines of a trace that reach for a network or look a name up."""
    for line in lines:
        for pattern in (_SOCKET, _ADDRESS):
            found = pattern.search(line)
            if found and found[2].replace("PF_", "AF_") not in _LOCAL:
                yield line.strip()
        if _NAMES.search(line):
            yield line.strip()


def journeys(home: Path) -> tuple[tuple[str, ...], ...]:
    """Give the commands that are watched: what an owner does, from an empty home."""
    journal = str(home / "watched.ahpjournal")
    return (
        ("self-test", "--full"),
        ("new", journal, "--demo"),
        ("search", journal, "coach"),
        ("export", journal, "--as", "coach", "--to", str(home / "watched.pdf")),
        ("tour", "--to", str(home / "watched-tour")),
    )


def prove(command: list[str], variables: Mapping[str, str], home: Path) -> int:
    """Run the journeys where each call is seen, and give how many lines were looked at.

    Raises:
        NetworkUseError: one of them reached for a network, or did not work without one.
    """
    if shutil.which("strace") is None:
        message = "strace is missing here. On Debian: apt-get install strace"
        raise NetworkUseError(message)
    looked_at = 0
    for number, words in enumerate(journeys(home)):
        trace = home / f"trace-{number}.txt"
        watched = ["strace", "-f", "-qq", "-e", "trace=%network,openat", "-o", str(trace)]
        _run([*watched, *command, *words], variables)
        lines = trace.read_text("utf-8", errors="replace").splitlines()
        looked_at += len(lines)
        found = list(suspicious(lines))
        if found:
            raise NetworkUseError("\n".join([" ".join(words), *found[:20]]))
    if looked_at == 0:
        message = "strace saw nothing at all"
        raise NetworkUseError(message)
    if has_namespaces():
        bare = [*NAMESPACE, "--", *command, "self-test", "--full"]
        _run(bare, variables)
    return looked_at


def has_namespaces() -> bool:
    """Tell whether a place without any network can be made here."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def _run(command: list[str], variables: Mapping[str, str]) -> None:
    outcome = subprocess.run(
        command,
        env=dict(variables),
        capture_output=True,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    if outcome.returncode != 0:
        said = (outcome.stdout + outcome.stderr).strip()[-1500:]
        message = f"{' '.join(command)}: exit code {outcome.returncode}\n{said}"
        raise NetworkUseError(message)


def main(arguments: list[str]) -> int:
    """Prove it of the program that *arguments* name.

    Returns:
        0; 1 if it reached for a network or could not be watched.
    """
    import os

    given = Path(arguments[0]) if arguments else ROOT / "dist" / "ahpjournal" / "ahpjournal"
    with tempfile.TemporaryDirectory(prefix="ahpjournal-watched-") as home:
        variables = {**os.environ, "HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        try:
            looked_at = prove([str(given.resolve())], variables, Path(home))
        except NetworkUseError as error:
            print(error)
            return 1
    where = " and without any network" if has_namespaces() else ""
    print(f"No network: {looked_at} calls looked at{where}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
