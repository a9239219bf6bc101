"""Puts the licence of every component into the packaged program, and what the LGPL asks for."""

from __future__ import annotations

import shutil
from pathlib import Path

from environment import SetUpError
from sbom import Component

FOLDER = "licences"
OVERVIEW = "THIRD-PARTY-NOTICES.txt"
OURS = Path("packaging") / "licences"
# Texts that the packages themselves do not bring: name of the component, files in
# packaging/licences or among the resources. The libraries inside a package count as it does.
_ADDED = {
    "lxml": ("libxml2-and-libxslt.txt",),
    "pyside6-essentials": (
        "LGPL-3.txt", "GPL-3.txt", "qt-notice.md", "qt-third-party.md", "ICU-and-Unicode.txt",
        "HarfBuzz-Old-MIT.txt", "qt-pcre2.txt", "qt-double-conversion.txt", "qt-MIT-and-HPND.txt",
    ),
    "shiboken6": ("LGPL-3.txt", "GPL-3.txt", "qt-notice.md"),
    "sqlcipher3": (
        "sqlcipher-BSD-3-Clause.txt", "sqlite-public-domain.txt", "Apache-2.0.txt",
    ),
    "uharfbuzz": ("HarfBuzz-Old-MIT.txt",),
}  # fmt: skip


def write(root: Path, folder: Path, found: tuple[Component, ...]) -> Path:
    """Write the licences of *found* into *folder*/licences, with an overview, and give its place.

    Raises:
        SetUpError: a component has no text; it must not be handed out like that.
    """
    target = folder / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copyfile(root / "LICENSE", target / "AHP-Journal.txt")
    lines = [
        "AHP Journal is under the MIT licence (AHP-Journal.txt). It holds what others made, under",
        "the licences below; the text of each lies in the folder of its name.",
        "",
    ]
    for component in found:
        texts = list(component.files)
        texts += [_added(root, name) for name in _ADDED.get(component.name, ())]
        if not texts:
            message = f"There is no licence text of {component.name}: see packaging/licences.py"
            raise SetUpError(message)
        place = target / component.name.replace(" ", "-")
        place.mkdir(exist_ok=True)
        for text in texts:
            _free(place, text).write_bytes(_as_utf8(text.read_bytes()))
        version = f" {component.version}" if component.version else ""
        lines.append(f"{component.name}{version}: {component.licence}")
        lines += [f"    with {part.name} {part.version}".rstrip() + f": {part.licence}"
                  for part in component.parts]  # fmt: skip
        lines += [
            f"    with {part['name']} {part.get('version') or ''}".rstrip()
            for part in component.from_list
        ]
    lines += ["", *(root / OURS / "qt-notice.md").read_text(encoding="utf-8").splitlines()]
    overview = target / OVERVIEW
    overview.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    for path in target.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
    return overview


def _as_utf8(text: bytes) -> bytes:
    """Give a text of whatever encoding as UTF-8 with the line ends of Linux."""
    try:
        found = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = text.decode("latin-1")
    return found.replace("\r\n", "\n").encode()


def _added(root: Path, name: str) -> Path:
    for place in (root / OURS / name, root / "resources" / "dictionaries" / name):
        if place.exists():
            return place
    message = f"packaging/licences/{name} is missing"
    raise SetUpError(message)


def _free(place: Path, text: Path) -> Path:
    """Give a name for a copy of *text* in *place*; two texts may have one name."""
    name = text.name if text.suffix else f"{text.name}.txt"
    number, free = 2, place / name
    while free.exists():
        free = place / f"{Path(name).stem}-{number}{Path(name).suffix}"
        number += 1
    return free
