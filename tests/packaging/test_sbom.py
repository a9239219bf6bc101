"""The list of components names everything that goes along, with a licence and its text."""

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import licences
import pytest
import sbom
from checkout_facts import CheckoutFacts
from environment import Environment, SetUpError

ROOT = Path(__file__).resolve().parents[2]
FACTS = CheckoutFacts("3.2.1", "abc", 1_750_000_000, "d" * 64)
RUNS_ON = [
    line.split("==")[0]
    for line in (ROOT / "packaging/requirements.lock").read_text("utf-8").splitlines()
    if "==" in line and not line.startswith(" ")
]
NEVER_PACKED = {"pip", "pycparser", "tabulate", "tzdata", "setuptools"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder like the program's with a few libraries in it."""
    inner = tmp_path / "ahpjournal" / "_internal"
    for place in ("click/x.txt", "nacl/_sodium.abi3.so", "libpython3.11.so.1.0"):
        (inner / place).parent.mkdir(parents=True, exist_ok=True)
        (inner / place).write_bytes(b"\x7fELF")
    for place in ("fonts/inter", "fonts/atkinson-hyperlegible-next", "fonts/dejavu",
                  "fonts/noto", "icons", "dictionaries"):  # fmt: skip
        (inner / "ahpjournal/resources" / place).mkdir(parents=True)
        (inner / "ahpjournal/resources" / place / "LICENSE.txt").write_text("Be kind.", "utf-8")
    return tmp_path / "ahpjournal"


class Here(Environment):
    """The environment that the tests run in; it has no PyInstaller, so another stands for it."""


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setattr(sbom, "BEGUN_BY", "click")
    return Here(ROOT)


def found_in(folder: Path, environment: Environment, *modules: str) -> dict[str, sbom.Component]:
    contents = {"modules": list(modules), "files": {}}
    return {c.name: c for c in sbom.components_of(folder, environment, contents)}


def test_what_went_in_is_named_with_version_and_licence(
    folder: Path, environment: Environment
) -> None:
    found = found_in(folder, environment, "click.core", "markdown_it", "ahpjournal.cli")
    assert {"click", "markdown-it-py", "pynacl", "CPython", "Inter"} <= set(found)
    assert "reportlab" not in found
    assert found["click"].version == distribution("click").version
    assert found["pynacl"].parts[0].name == "libsodium"
    assert all(component.files for component in found.values())


def test_a_library_of_nobody_is_noticed(folder: Path, environment: Environment) -> None:
    (folder / "_internal" / "libwhence.so.3").write_bytes(b"\x7fELF")
    with pytest.raises(SetUpError, match=r"libwhence\.so\.3"):
        found_in(folder, environment, "click")


@pytest.mark.parametrize("name", sorted(set(RUNS_ON) - NEVER_PACKED))
def test_every_package_the_program_runs_on_has_a_licence_and_its_text(name: str) -> None:
    component = sbom._package(distribution(name))
    assert component.licence
    assert component.files or name in licences._ADDED


@pytest.mark.parametrize(
    ("package", "part", "words"),
    [
        ("lxml", "libxml2", "Daniel Veillard"),
        ("lxml", "libxslt", "libxslt"),
        ("pikepdf", "qpdf", "qpdf"),
        ("pynacl", "libsodium", "Frank Denis"),
        ("pypdfium2", "PDFium", "PDFium Authors"),
        ("pyside6-essentials", "Qt", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("pyside6-essentials", "ICU", "UNICODE LICENSE V3"),
        ("sqlcipher3", "OpenSSL", "Apache License"),
        ("sqlcipher3", "SQLCipher", "ZETETIC LLC"),
        ("sqlcipher3", "SQLite", "May you do good and not evil"),
        ("uharfbuzz", "HarfBuzz", "Behdad Esfahbod"),
    ],
)
def test_the_licence_of_a_library_inside_a_package_is_there_too(
    tmp_path: Path, package: str, part: str, words: str
) -> None:
    component = sbom._package(distribution(package))
    assert part in {inside.name for inside in component.parts}
    licences.write(ROOT, tmp_path, (component,))
    texts = [path.read_text("utf-8") for path in (tmp_path / "licences" / package).iterdir()]
    assert any(words in text for text in texts)


def test_a_library_that_stays_out_with_its_only_user_is_not_listed() -> None:
    listed = {part["name"] for part in sbom._package(distribution("pillow")).from_list}
    assert "libtiff" in listed
    assert listed.isdisjoint({"FreeType", "HarfBuzz", "PIL._imagingft", "raqm"})


def test_the_list_is_what_the_standard_asks_for(folder: Path, environment: Environment) -> None:
    found = found_in(folder, environment, "PIL", "PySide6", "click")
    document: dict[str, Any] = sbom.document(tuple(found.values()), FACTS)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["timestamp"] == "2025-06-15T15:06:40Z"
    references = [one["bom-ref"] for one in _all(document["components"])]
    assert len(references) == len(set(references))
    assert all(one.get("licenses") or one.get("purl") for one in _all(document["components"]))
    assert "libtiff" in {one["name"] for one in _all(document["components"])}
    assert document == sbom.document(tuple(found.values()), FACTS)


def _all(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inner = [part for one in components for part in one.get("components", [])]
    return components + (_all(inner) if inner else [])


def test_licences_lie_beside_the_program_with_an_overview(
    folder: Path, environment: Environment
) -> None:
    found = found_in(folder, environment, "PySide6", "click")
    overview = licences.write(ROOT, folder, tuple(found.values()))
    words = overview.read_text("utf-8")
    assert "LGPL-3.0-only" in words
    assert "You may replace them" in words
    texts = {path.name for path in (folder / "licences" / "pyside6-essentials").iterdir()}
    assert {"LGPL-3.txt", "GPL-3.txt", "qt-notice.md"} <= texts
    assert (folder / "licences" / "AHP-Journal.txt").read_text("utf-8").startswith("MIT")


def test_a_component_without_a_text_is_not_handed_out(folder: Path) -> None:
    stranger = sbom.Component("whence", "1", "MIT")
    with pytest.raises(SetUpError, match="whence"):
        licences.write(ROOT, folder, (stranger,))


def test_versions_inside_the_database_library_are_those_that_it_tells() -> None:
    from ahpjournal.storage.facts import storage_facts

    inside = {name: version for name, version, _licence in sbom._INSIDE["sqlcipher3"]}
    facts = storage_facts()
    assert facts.cipher.split()[0] == inside["SQLCipher"]
    assert facts.sqlite == inside["SQLite"]


def test_qt_is_listed_in_the_version_that_is_drawn_with() -> None:
    component = sbom._package(distribution("pyside6-essentials"))
    assert {part.name: part.version for part in component.parts}["Qt"] == component.version
