"""Makes a Debian package of the folder of the program."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

from app_folder import is_elf, settle_times, size_of
from checkout_facts import CheckoutFacts
from environment import SetUpError, say
from tools import call, tool

NAME = "ahpjournal"
ARCHITECTURE = "amd64"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MAINTAINER = "AHP Journal contributors <ahpjournal@users.noreply.github.com>"
# Opened by name at run time, so that no library says it needs them.
ALSO_NEEDED = ("libxcb-cursor0", "libegl1", "libgl1", "libfontconfig1", "libdbus-1-3")
DESCRIPTION = """\
Description: private, offline reflective journal for allied health leaders
 For senior allied health professionals on a leadership programme: ratings of
 competencies, reflections along ten models or none, small action plans,
 progress over time, and a PDF for a coach or a portfolio.
 .
 Everything stays in one file in the person's own folder, encrypted if they
 set a passphrase. The program opens no network connection. Removing the
 package leaves journals, settings and backups alone.
"""


def build(root: Path, folder: Path, dist: Path, facts: CheckoutFacts) -> Path:
    """Make *dist*/ahpjournal_VERSION_amd64.deb of the program in *folder* and give its place.

    Raises:
        SetUpError: a tool or a library is missing; the text says which package has it.
    """
    tree = root / "build" / "work" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(root, folder, tree, facts)
    say("asking which packages of the system the libraries need")
    depends = needed_packages(tree)
    control = control_file(facts, depends, size_of(tree) // 1024)
    _put(tree / "DEBIAN" / "control", control.encode())
    _put(tree / "DEBIAN" / "md5sums", _checksums(tree).encode())
    for path in [tree, *tree.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    settle_times(tree, facts.epoch)
    made = dist / f"{NAME}_{facts.version}_{ARCHITECTURE}.deb"
    say("packing it (a minute or so)")
    command = [tool("dpkg-deb", "dpkg"), "--root-owner-group", "-Zxz", "-z9", "--build"]
    call([*command, str(tree), str(made)], root, {**os.environ, **facts.variables()})
    return made


def lay_out(root: Path, folder: Path, tree: Path, facts: CheckoutFacts) -> None:
    """Put everything but the control files where it goes, below *tree*."""
    linux, share, program = (
        root / "packaging" / "linux",
        tree / "usr/share",
        tree / "usr/lib" / NAME,
    )
    shutil.copytree(folder, program, symlinks=True)
    for path in program.rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o755 if path == program / NAME else 0o644)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    for size in ICON_SIZES:
        picture = root / "resources" / "icons" / "app" / f"ahpjournal-{size}.png"
        _put(share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png", picture.read_bytes())
    metainfo = "io.github.ahpjournal.AHPJournal.metainfo.xml"
    _put(share / "applications" / f"{NAME}.desktop", (linux / f"{NAME}.desktop").read_bytes())
    _put(share / "mime/packages" / f"{NAME}.xml", (linux / "ahpjournal-mime.xml").read_bytes())
    _put(share / "metainfo" / metainfo, _filled(linux / metainfo, facts))
    _put(share / "man/man1" / f"{NAME}.1.gz", _packed(_filled(linux / f"{NAME}.1", facts)))
    papers = share / "doc" / NAME
    _put(papers / "copyright", (linux / "copyright").read_bytes())
    _put(papers / "changelog.gz", _packed(changelog(facts).encode()))
    _put(papers / "examples/policy.toml", (linux / "policy.toml.example").read_bytes())
    _put(share / "lintian/overrides" / NAME, (linux / "lintian-overrides").read_bytes())


def changelog(facts: CheckoutFacts) -> str:
    """Give the change log as Debian writes it; what changed is in the project's own."""
    moment = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(facts.epoch))
    return (
        f"{NAME} ({facts.version}) stable; urgency=medium\n\n"
        f"  * Release {facts.version}; the program's page About tells what is new.\n\n"
        f" -- {MAINTAINER}  {moment}\n"
    )


def control_file(facts: CheckoutFacts, depends: str, installed_kib: int) -> str:
    """Give the control file of the package."""
    return (
        f"Package: {NAME}\nVersion: {facts.version}\nArchitecture: {ARCHITECTURE}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {installed_kib}\nDepends: {depends}\n"
        f"Section: editors\nPriority: optional\n{DESCRIPTION}"
    )


def needed_packages(tree: Path) -> str:
    """Give the Depends line of what lies below *tree*.

    Raises:
        SetUpError: this computer lacks a library, so that nobody can say which package has it.
    """
    program = tree / "usr/lib" / NAME
    libraries = [p for p in sorted(program.rglob("*")) if _is_library(p)]
    (tree.parent / "debian").mkdir(exist_ok=True)
    source = f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: {ARCHITECTURE}\n"
    (tree.parent / "debian/control").write_text(source, encoding="utf-8")
    folders = sorted({str(path.parent) for path in libraries})
    command = [tool("dpkg-shlibdeps", "dpkg-dev"), "-O", "--ignore-missing-info"]
    command += [f"-l{folder}" for folder in folders] + [f"-e{path}" for path in libraries]
    outcome = subprocess.run(
        command, cwd=tree.parent, capture_output=True, text=True, errors="replace", check=False
    )
    if outcome.returncode != 0:
        lines = [line for line in outcome.stderr.splitlines() if "error" in line]
        raise SetUpError("\n".join(["dpkg-shlibdeps stopped; install what it misses:", *lines]))
    found = outcome.stdout.strip().partition("=")[2].split(", ")
    named = {entry.split(" ")[0] for entry in found}
    return ", ".join(sorted({*found, *(name for name in ALSO_NEEDED if name not in named)}))


def _is_library(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and is_elf(path)


def _checksums(tree: Path) -> str:
    lines = []
    for path in sorted((tree / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(tree)}\n")
    return "".join(lines)


def _filled(path: Path, facts: CheckoutFacts) -> bytes:
    text = path.read_text(encoding="utf-8")
    return text.replace("@VERSION@", facts.version).replace("@DATE@", facts.day).encode()


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o644)
