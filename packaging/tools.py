"""Runs the programs of others that packages are made with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from environment import SetUpError

LAST_LINES = 25


def call(command: list[str], root: Path, variables: dict[str, str]) -> None:
    """Run *command*.

    Raises:
        SetUpError: it did not succeed; the text holds the last lines it said.
    """
    outcome = subprocess.run(
        command,
        cwd=root,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if outcome.returncode != 0:
        said = "\n".join(outcome.stdout.strip().splitlines()[-LAST_LINES:])
        message = f"{Path(command[0]).name} {' '.join(command[1:4])} \u2026 stopped:\n{said}"
        raise SetUpError(message)


def tool(name: str, package: str) -> str:
    """Give the path of a program of the system.

    Raises:
        SetUpError: it is not there; the text names the Debian *package* that has it.
    """
    found = shutil.which(name)
    if found is None:
        message = f"{name} is missing here. On Debian: apt-get install {package}"
        raise SetUpError(message)
    return found
