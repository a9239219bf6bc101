"""Makes the folder .venv and puts into it exactly what the lock file names, hash by hash."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LOCK = Path("packaging") / "requirements-dev.lock"
NO_NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "getaddrinfo failed",
    "No route to host",
    "Connection refused",
    "Failed to establish a new connection",
)
CERTIFICATE_SIGNS = ("CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError", "SSLError")
NO_NETWORK = (
    "The packages could not be fetched: this computer does not reach the package index.\n"
    "Connect to the internet, or ask IT for the address of your organisation's own index and set\n"
    "PIP_INDEX_URL to it, then run the same command again. What is already here is kept."
)
CERTIFICATE = (
    "The packages could not be fetched: your network looks into secure connections.\n"
    "Ask IT for your organisation's certificate file, set PIP_CERT to its place, then run the\n"
    "same command again. What is already here is kept."
)


class SetUpError(Exception):
    """Setting up stopped; the text says why and what to do, in sentences for people."""


@dataclass(frozen=True)
class _Step:
    name: str
    key: str  # what its stamp holds once it is done
    install: Callable[[], None]


class Environment:
    """The folder .venv of one checkout, or another with what another lock file names."""

    def __init__(self, root: Path, folder: str = ".venv", lock: Path = LOCK) -> None:
        """Look at the checkout at *root*; nothing is made yet."""
        self.root = root
        self.folder = root / folder
        self._lock = lock
        self._programs = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.program("python")

    def program(self, name: str) -> Path:
        """Give the place of a program in the environment."""
        return self._programs / (f"{name}.exe" if os.name == "nt" else name)

    def is_ready(self) -> bool:
        """Tell whether everything is installed as the lock file says."""
        return self._works() and not self._unmet()

    def prepare(self) -> None:
        """Make what is missing; do nothing where nothing is.

        Raises:
            SetUpError: it cannot be done; the text says what to do.
        """
        if not self._works():
            self._make()
        for step in self._unmet():
            step.install()
            self._stamp(step.name).write_text(step.key, encoding="utf-8")

    def variables(self) -> dict[str, str]:
        """Give the environment variables under which its programs run."""
        kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
        kept["VIRTUAL_ENV"] = str(self.folder)
        kept["PATH"] = str(self._programs) + os.pathsep + kept.get("PATH", "")
        kept["PIP_USER"] = "0"
        kept["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
        return kept

    def _unmet(self) -> list[_Step]:
        parts: list[_Step] = [
            _Step("packages", self._key(self._lock), self._install_packages),
            _Step("project", self._key(Path("pyproject.toml")), self._install_project),
        ]
        for at, step in enumerate(parts):
            stamp = self._stamp(step.name)
            if not stamp.exists() or stamp.read_text(encoding="utf-8") != step.key:
                return parts[at:]
        return [] if self.program("ahpjournal").exists() else parts[1:]

    def _key(self, file: Path) -> str:
        content = (self.root / file).read_bytes().replace(b"\r\n", b"\n")
        place = f"{sys.version}\n{self.folder}\n".encode()
        return hashlib.sha256(place + content).hexdigest()

    def _stamp(self, name: str) -> Path:
        return self.folder / f".{name}.stamp"

    def _works(self) -> bool:
        if not self.python.exists():
            return False
        question = "import sys; print(*sys.version_info[:2])"
        try:
            answer = _captured([str(self.python), "-c", question], self.variables())
        except OSError:
            return False
        return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]

    def _make(self) -> None:
        if self.folder.exists() and any(self.folder.iterdir()):
            if not (self.folder / "pyvenv.cfg").exists():
                message = (
                    f"{self.folder} is in the way: it is no Python environment. Please move it."
                )
                raise SetUpError(message)
            say(f"making {self.folder.name} anew, for the one here belongs to another Python")
            shutil.rmtree(self.folder)
        else:
            say(f"making {self.folder.name}")
        command = [sys.executable, "-m", "venv", str(self.folder)]
        outcome = _captured(command, dict(os.environ))
        if outcome.returncode != 0:
            message = f"Python could not make {self.folder.name}:\n" + _last_lines(
                outcome.stdout + outcome.stderr
            )
            raise SetUpError(message)

    def _install_packages(self) -> None:
        say("fetching the locked packages, each checked against its hash (a minute or two)")
        talk = [] if sys.stdout.isatty() else ["--quiet"]
        self._pip("install", *talk, "--retries", "2", "--require-hashes", "--no-deps",
                  "--only-binary", ":all:", "-r", str(self.root / self._lock))  # fmt: skip

    def _install_project(self) -> None:
        say(f"linking the program into {self.folder.name}")
        # Its build back end is in the lock file too: nothing unchecked is fetched here.
        self._pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index",
                  "--editable", str(self.root))  # fmt: skip

    def _pip(self, *arguments: str) -> None:
        command = [str(self.python), "-m", "pip", "--no-input", *arguments]
        outcome = subprocess.run(
            command,
            cwd=self.root,
            env=self.variables(),
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
        if outcome.returncode != 0:
            raise SetUpError(explain_pip(outcome.stderr))


def explain_pip(said: str) -> str:
    """Turn what pip said on its way out into a sentence with a next step."""
    if any(sign in said for sign in CERTIFICATE_SIGNS):
        return CERTIFICATE
    if any(sign in said for sign in NO_NETWORK_SIGNS):
        return NO_NETWORK
    if "No space left" in said or "Errno 28" in said:
        return "The disk is full: the packages need about 700 MB. Make room and run it again."
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "A package that was fetched is not the one that the lock file names, so it was not\n"
            "installed. Run the command again; if it says the same, tell IT:\n" + _last_lines(said)
        )
    return "The packages could not be installed. What pip said last:\n" + _last_lines(said)


def say(text: str) -> None:
    """Tell on the console what happens now."""
    print(f"[dev] {text}", flush=True)


def _captured(command: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=variables, capture_output=True, text=True, errors="replace", check=False
    )


def _last_lines(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return "\n".join(f"    {line}" for line in lines[-12:])
