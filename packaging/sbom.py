"""Lists every component of the packaged program, as CycloneDX, and says where each file is from."""

from __future__ import annotations

import json
import platform
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

from checkout_facts import CheckoutFacts
from environment import Environment, SetUpError

NAME = "sbom.cdx.json"
HERE = f"{sys.platform} {platform.machine()}"
SPACE = uuid.UUID("6b6f5f0e-3d0a-5f5b-9a55-0d5c2f0c7a11")
BEGUN_BY = "pyinstaller"
"""Its boot loader starts the program; nothing else of it goes along."""

# Licences of packages that name none by its SPDX identifier.
_LICENCES = {
    "click-default-group": "LicenseRef-public-domain",
    "pynacl": "Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyside6-essentials": "LGPL-3.0-only",
    "python-dateutil": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
    BEGUN_BY: "GPL-2.0-or-later WITH Bootloader-exception",
}
_FROM_CLASSIFIERS = {"MIT License": "MIT", "BSD License": "BSD-3-Clause"}
# Code of others inside a package that brings no list of its own: name, version, licence.
_INSIDE = {
    "lxml": (("libxml2", "", "MIT"), ("libxslt", "", "MIT")),
    "pikepdf": (("qpdf", "", "Apache-2.0"),),
    "pynacl": (("libsodium", "", "ISC"),),
    "pypdfium2": (("PDFium", "", "BSD-3-Clause AND Apache-2.0"),),
    "pyside6-essentials": (
        ("Qt", "", "LGPL-3.0-only"),
        ("ICU", "73", "ICU"),
    ),
    "sqlcipher3": (
        ("SQLCipher", "4.19.0", "BSD-3-Clause"),
        ("SQLite", "3.53.4", "blessing"),
        ("OpenSSL", "3.6.0", "Apache-2.0"),
    ),
    "uharfbuzz": (("HarfBuzz", "", "MIT"),),
}
# What a package's own list names and its wheel for us does not hold, or we leave out.
_NOT_INSIDE = {
    "FreeType", "FriBiDi", "HarfBuzz", "PIL._avif", "PIL._imagingft", "PIL._imagingtk",
    "fribidi-shim", "libavif", "libimagequant", "raqm",
}  # fmt: skip
# What lies among our own resources and was made by others: folder, name, licence.
_RESOURCES = (
    ("fonts/inter", "Inter", "OFL-1.1"),
    ("fonts/atkinson-hyperlegible-next", "Atkinson Hyperlegible Next", "OFL-1.1"),
    ("fonts/dejavu", "DejaVu Sans", "Bitstream-Vera"),
    ("fonts/noto", "Noto Sans and Noto Emoji", "OFL-1.1"),
    ("icons", "Lucide", "ISC"),
    ("dictionaries", "Hunspell dictionary en_GB", "LGPL-3.0-only"),
)


@dataclass(frozen=True)
class Component:
    """Something that others made and the program holds. *parts* are inside it."""

    name: str
    version: str
    licence: str
    purl: str = ""
    kind: str = "library"
    files: tuple[Path, ...] = ()
    """Texts of its licence, on this computer."""
    parts: tuple[Component, ...] = ()
    from_list: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """Components as the package's own list names them."""

    @property
    def reference(self) -> str:
        """What the list calls it."""
        return self.purl or f"{self.name}@{self.version}".replace(" ", "-")


def components_of(
    folder: Path, environment: Environment, contents: Mapping[str, Any]
) -> tuple[Component, ...]:
    """Find out what *folder* holds; *contents* is what PyInstaller says went in.

    Raises:
        SetUpError: a library in it belongs to no component that is known.
    """
    known = {d.metadata["Name"].lower().replace("_", "-"): d for d in _distributions(environment)}
    by_module = {name: key for key, dist in known.items() for name in _modules_of(dist)}
    tops = {module.split(".")[0] for module in contents["modules"]}
    tops |= {PurePosixPath(path).parts[0] for path in _libraries(folder)}
    used = {by_module[top] for top in tops if top in by_module} | {BEGUN_BY}
    found = [_python(), *(_package(known[key]) for key in sorted(used))]
    found += _data(folder / "_internal" / "ahpjournal" / "resources")
    strangers = [path for path in _libraries(folder) if not _has_owner(path, tops & set(by_module))]
    if strangers:
        message = "These belong to no component that is known: " + ", ".join(sorted(strangers))
        raise SetUpError(message)
    return tuple(found)


def components_of_wheels(packages: Path, resources: Path) -> tuple[Component, ...]:
    """Give what lies in *packages*, where wheels were laid out with their records."""
    laid = {d.metadata["Name"].lower(): d for d in distributions(path=[str(packages)])}
    return (_python(), *(_package(laid[name]) for name in sorted(laid)), *_data(resources))


def write(
    folder: Path, found: tuple[Component, ...], facts: CheckoutFacts, system: str = HERE
) -> Path:
    """Write the list of the components *found* into *folder* and give its place."""
    place = folder / NAME
    text = json.dumps(document(found, facts, system), indent=1, ensure_ascii=False)
    place.write_text(text + "\n", encoding="utf-8", newline="\n")
    return place


def document(
    found: tuple[Component, ...], facts: CheckoutFacts, system: str = HERE
) -> dict[str, Any]:
    """Give the list as CycloneDX 1.6."""
    root = f"pkg:generic/ahpjournal@{facts.version}"
    serial = uuid.uuid5(SPACE, f"{facts.version} {facts.commit} {facts.lock} {system}")
    listed = [_listed(component) for component in found]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "timestamp": facts.moment,
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "ahpjournal",
                "version": facts.version,
                "purl": root,
                "licenses": [{"license": {"id": "MIT"}}],
            },
            "properties": [
                {"name": "ahpjournal:commit", "value": facts.commit},
                {"name": "ahpjournal:lock-sha256", "value": facts.lock},
                {"name": "ahpjournal:system", "value": system},
            ],
        },
        "components": listed,
        "dependencies": [{"ref": root, "dependsOn": [one["bom-ref"] for one in listed]}],
    }


def _listed(component: Component) -> dict[str, Any]:
    listed: dict[str, Any] = {
        "type": component.kind,
        "bom-ref": component.reference,
        "name": component.name,
        "licenses": [_licence(component.licence)],
    }
    if component.version:
        listed["version"] = component.version
    if component.purl:
        listed["purl"] = component.purl
    inside = [_listed(part) for part in component.parts] + [dict(c) for c in component.from_list]
    if inside:
        for one in inside:
            one["bom-ref"] = f"{component.reference}#{one.get('bom-ref') or one['name']}"
        listed["components"] = inside
    return listed


def _licence(words: str) -> dict[str, Any]:
    if re.search(r" (AND|OR|WITH) ", words) or words.startswith("LicenseRef-"):
        return {"expression": words}
    return {"license": {"id": words}}


def _distributions(environment: Environment) -> Iterator[Distribution]:
    root = environment.folder
    yield from distributions(path=[str(path) for path in root.glob("[Ll]ib/**/site-packages")])


def _modules_of(dist: Distribution) -> set[str]:
    tops = set()
    for file in dist.files or ():
        top = file.parts[0]
        if top.endswith((".py", ".so", ".pyd")) and len(file.parts) == 1:
            tops |= {top.split(".")[0], top}
        elif len(file.parts) > 1 and not top.endswith(".dist-info"):
            tops.add(top)
    return tops - {"..", "bin", "__pycache__"}


def _package(dist: Distribution) -> Component:
    name = dist.metadata["Name"].lower().replace("_", "-")
    inside = tuple(
        Component(part, version or (dist.version if part == "Qt" else ""), licence)
        for part, version, licence in _INSIDE.get(name, ())
    )
    texts, listed = [], []
    for file in dist.files or ():
        path = Path(str(dist.locate_file(file)))
        if ".dist-info" not in file.parts[0]:
            continue
        if re.search(r"licen[cs]e|copying|notice|authors", str(file), re.IGNORECASE):
            texts.append(path)
        elif "sboms" in file.parts:
            listed += json.loads(path.read_text(encoding="utf-8")).get("components", [])
    kept = tuple(
        _without_places(one)
        for one in listed
        if one["name"] not in _NOT_INSIDE and one["name"] != name
    )
    licence = _licence_of(dist, name)
    purl = f"pkg:pypi/{name}@{dist.version}"
    return Component(
        name, dist.version, licence, purl, files=tuple(sorted(texts)), parts=inside, from_list=kept
    )


def _without_places(listed: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out where a builder fetched something from on their own computer."""
    kept = {key: value for key, value in listed.items() if key != "externalReferences"}
    if "purl" in kept:
        kept["purl"] = kept["purl"].partition("?")[0]
    kept["bom-ref"] = f"{kept['name']}@{kept.get('version', '')}"
    kept.pop("components", None)
    return kept


def _licence_of(dist: Distribution, name: str) -> str:
    if name in _LICENCES:
        return _LICENCES[name]
    for expression in dist.metadata.get_all("License-Expression") or []:
        return str(expression)
    stated = "".join(dist.metadata.get_all("License") or [])
    if re.fullmatch(r"[A-Za-z0-9.+-]{3,20}", stated):
        return stated
    for line in dist.metadata.get_all("Classifier") or []:
        word = str(line).rpartition(":: ")[2]
        if word in _FROM_CLASSIFIERS:
            return _FROM_CLASSIFIERS[word]
    message = f"The licence of {name} is not known: add it to packaging/sbom.py"
    raise SetUpError(message)


def _python() -> Component:
    version = platform.python_version()
    places = [Path(p) for p in (f"/usr/share/doc/python3.{sys.version_info.minor}/copyright",)]
    import sysconfig

    places.insert(0, Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
    texts = tuple(path for path in places if path.exists())[:1]
    return Component("CPython", version, "Python-2.0.1", f"pkg:generic/cpython@{version}",
                     files=texts)  # fmt: skip


def _libraries(folder: Path) -> list[str]:
    """Give every library in *folder*, by its place inside the program."""
    inner = folder / "_internal"
    files = (path for path in sorted(inner.rglob("*")) if re.search(r"\.(so|dll|pyd)\b", path.name))
    return [path.relative_to(inner).as_posix() for path in files if not path.is_symlink()]


def _has_owner(path: str, tops: set[str]) -> bool:
    parts = PurePosixPath(path).parts
    if parts[0] in tops or parts[0].startswith("python3"):
        return True
    if parts[0].endswith(".libs"):
        return True  # put there by the tool that makes wheels, for the package of that name
    return len(parts) == 1 and bool(re.match(r"libpython3|_cffi_backend", parts[0]))


def _data(resources: Path) -> list[Component]:
    return [
        Component(name, "", licence, kind="data", files=_texts(resources / place))
        for place, name, licence in _RESOURCES
    ]


def _texts(folder: Path) -> tuple[Path, ...]:
    pattern = re.compile(r"licen[cs]e|OFL|GPL|README_en", re.IGNORECASE)
    return tuple(path for path in sorted(folder.glob("*.txt")) if pattern.search(path.name))
