"""Make what is installed elsewhere, from a checkout. Needs Python 3.11 or newer, nothing else.

    python3 packaging/build.py app      the program as one folder, for this system
    python3 packaging/build.py deb      a Debian package of that folder
    python3 packaging/build.py msi      a Windows installer, put together on Linux
    python3 packaging/build.py wheel    wheel and source distribution
    python3 packaging/build.py sbom     list of components and licences of what is in the folder
    python3 packaging/build.py sums     SHA256SUMS over everything in dist
    python3 packaging/build.py all      app, deb, wheel, sbom and sums

    --reuse   take the folder that is in dist already, if it is of this state of the checkout

Everything lands in dist/. The same commit gives the same files: times come from the commit, or
from SOURCE_DATE_EPOCH if it is set. The packages it needs are those of the lock file
packaging/requirements-build.lock, in build/venv.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import app_folder
import checkout_facts
import deb
import licences
import sbom
import tools
import windows_msi
import windows_sign
from environment import SetUpError, say

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WRONG_USAGE = 2
SUMS = "SHA256SUMS"
BUDGETS = {"folder": 155, "deb": 48, "msi": 55}
"""How large each may be, in millions of bytes. What goes over it is looked at before a release."""


def size_words(kind: str, size: int) -> str:
    """Say how large a package of *kind* is, and whether that is more than was allowed for it."""
    budget = BUDGETS[kind]
    words = f"{size / 1e6:.1f} MB"
    return f"{words}: OVER the {budget} MB allowed" if size > budget * 1e6 else words


def app(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:
    """Build the folder of the program."""
    folder = app_folder.build(ROOT, DIST, facts, reuse=reuse)
    say(f"{folder.name}: {size_words('folder', app_folder.size_of(folder))}")


def debian(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:
    """Build the folder and a Debian package of it."""
    folder = app_folder.build(ROOT, DIST, facts, reuse=reuse)
    made = deb.build(ROOT, folder, DIST, facts)
    say(f"{made.name}: {size_words('deb', made.stat().st_size)}")


def wheel(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:  # noqa: ARG001
    """Build wheel and source distribution."""
    environment = app_folder.build_environment(ROOT)
    command = [str(environment.python), "-m", "hatchling", "build", "-d", str(DIST)]
    tools.call(command, ROOT, {**environment.variables(), **facts.variables()})


def components(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:
    """Lay the list of components of the folder, and their notices, beside it."""
    folder = app_folder.build(ROOT, DIST, facts, reuse=reuse)
    for made in (folder / sbom.NAME, folder / licences.FOLDER / licences.OVERVIEW):
        shutil.copyfile(made, DIST / f"ahpjournal-{facts.version}-{made.name}")
        say(f"wrote dist/ahpjournal-{facts.version}-{made.name}")


def installer(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:  # noqa: ARG001
    """Put the Windows folder together and make an installer of it."""
    made = windows_msi.build(ROOT, DIST, facts)
    signed = windows_sign.sign_where_possible(made)
    say(f"{signed.name}: {size_words('msi', signed.stat().st_size)}")


def sums(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:  # noqa: ARG001
    """Write a checksum of every file that is handed out."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(DIST.iterdir())
        if path.is_file() and path.name != SUMS
    ]
    (DIST / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    say(f"wrote dist/{SUMS} over {len(lines)} files")


def everything(facts: checkout_facts.CheckoutFacts, *, reuse: bool) -> None:
    """Make what can be made on Linux without a Windows payload."""
    debian(facts, reuse=reuse)
    wheel(facts, reuse=True)
    components(facts, reuse=True)
    sums(facts, reuse=True)


COMMANDS: dict[str, Callable[..., None]] = {
    "app": app,
    "deb": debian,
    "msi": installer,
    "wheel": wheel,
    "sbom": components,
    "sums": sums,
    "all": everything,
}


def main(arguments: list[str]) -> int:
    """Make what the first argument says.

    Returns:
        The exit code: 1 if it could not be made, 2 for a wrong command.
    """
    named = [word for word in arguments if word != "--reuse"]
    if len(named) != 1 or named[0] not in COMMANDS:
        print(__doc__)
        return 0 if named in (["-h"], ["--help"]) else WRONG_USAGE
    DIST.mkdir(exist_ok=True)
    try:
        COMMANDS[named[0]](checkout_facts.read(ROOT), reuse="--reuse" in arguments)
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(ROOT / "build" / "work", ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
