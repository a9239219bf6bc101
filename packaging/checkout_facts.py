"""What a build says of itself: version, commit, time and the locks it was made from."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

RELEASED = 1_790_000_000  # where neither git nor SOURCE_DATE_EPOCH tells the time
NOTE = "build.json"


@dataclass(frozen=True)
class CheckoutFacts:
    """What identifies a state of the checkout. *epoch*: seconds, the time of the last commit.

    *commit* is empty outside git and ends in ``+`` if files differ from it.
    """

    version: str
    commit: str
    epoch: int
    lock: str
    """SHA-256 of the lock file of what the program runs on."""

    @property
    def day(self) -> str:
        """The day of the commit, as 2026-06-24."""
        return time.strftime("%Y-%m-%d", time.gmtime(self.epoch))

    @property
    def moment(self) -> str:
        """The time of the commit, as 2026-06-24T09:00:00Z."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.epoch))

    def variables(self) -> dict[str, str]:
        """Give the environment variables that make builds repeatable."""
        return {
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "PYTHONHASHSEED": "0",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
        }

    def note(self) -> str:
        """Give the note that goes into the program: what `ahpjournal self-test` says of it."""
        values = {
            "version": self.version,
            "commit": self.commit,
            "date": self.day,
            "lock": self.lock,
        }
        return json.dumps(values, indent=1) + "\n"


def read(root: Path) -> CheckoutFacts:
    """Look at the checkout at *root*."""
    source = (root / "ahpjournal" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', source, re.MULTILINE)
    if found is None:
        message = "ahpjournal/__init__.py names no version"
        raise ValueError(message)
    commit = _git(root, "rev-parse", "HEAD")
    changed = _git(root, "status", "--porcelain") if commit else ""
    stated = os.environ.get("SOURCE_DATE_EPOCH") or _git(root, "log", "-1", "--format=%ct")
    lock = (root / "packaging" / "requirements.lock").read_bytes().replace(b"\r\n", b"\n")
    return CheckoutFacts(
        version=found[1],
        commit=commit + ("+" if changed else ""),
        epoch=int(stated) if stated.isdigit() else RELEASED,
        lock=hashlib.sha256(lock).hexdigest(),
    )


def _git(root: Path, *arguments: str) -> str:
    try:
        outcome = subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git there is
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return outcome.stdout.strip() if outcome.returncode == 0 else ""
