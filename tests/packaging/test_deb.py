"""The Debian package: every file in its place, and words that match the program's."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import deb
import pytest
from checkout_facts import CheckoutFacts

from ahpjournal.cli.program import program

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
FACTS = CheckoutFacts("3.2.1", "abc", 1_750_000_000, "d" * 64)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a package as it is laid out, of a folder with two files."""
    folder = tmp_path / "dist" / "ahpjournal"
    (folder / "_internal").mkdir(parents=True)
    (folder / "ahpjournal").write_bytes(b"program")
    (folder / "_internal" / "x.so").write_bytes(b"library")
    (folder / "_internal" / "y.so").symlink_to("x.so")
    deb.lay_out(ROOT, folder, tmp_path / "tree", FACTS)
    return tmp_path / "tree"


def test_everything_is_in_its_place(tree: Path) -> None:
    for place in (
        "usr/lib/ahpjournal/_internal/x.so",
        "usr/share/applications/ahpjournal.desktop",
        "usr/share/metainfo/io.github.ahpjournal.AHPJournal.metainfo.xml",
        "usr/share/mime/packages/ahpjournal.xml",
        "usr/share/icons/hicolor/256x256/apps/ahpjournal.png",
        "usr/share/doc/ahpjournal/copyright",
        "usr/share/doc/ahpjournal/examples/policy.toml",
    ):
        assert (tree / place).is_file(), place
    started = tree / "usr/bin/ahpjournal"
    assert started.is_symlink()
    assert started.resolve() == (tree / "usr/lib/ahpjournal/ahpjournal").resolve()
    assert (tree / "usr/lib/ahpjournal/_internal/y.so").is_symlink()


def test_only_the_program_may_be_run(tree: Path) -> None:
    files = [p for p in tree.rglob("*") if p.is_file() and not p.is_symlink()]
    assert [p.name for p in files if p.stat().st_mode & 0o111] == ["ahpjournal"]


def test_version_and_date_stand_wherever_they_are_asked_for(tree: Path) -> None:
    manual = gzip.decompress((tree / "usr/share/man/man1/ahpjournal.1.gz").read_bytes()).decode()
    log = gzip.decompress((tree / "usr/share/doc/ahpjournal/changelog.gz").read_bytes()).decode()
    metainfo = next((tree / "usr/share/metainfo").iterdir()).read_text("utf-8")
    assert "AHP Journal 3.2.1" in manual
    assert "Sun, 15 Jun 2025 15:06:40 +0000" in log
    assert 'version="3.2.1" date="2025-06-15"' in metainfo
    assert not re.search("@[A-Z]+@", manual + log + metainfo)


def test_the_manual_names_every_command() -> None:
    manual = (LINUX / "ahpjournal.1").read_text("utf-8").replace("\\", "")
    listed = {name for name, command in program.commands.items() if not command.hidden}
    assert [name for name in listed if not re.search(rf"[ ,]{name}\b", manual)] == []


def test_the_control_file_has_what_debian_asks_for() -> None:
    control = deb.control_file(FACTS, "libc6 (>= 2.36)", 1000)
    assert control.startswith("Package: ahpjournal\nVersion: 3.2.1\n")
    assert "Installed-Size: 1000\nDepends: libc6 (>= 2.36)\n" in control
    assert all(len(line) <= 80 for line in control.splitlines())
    assert control.endswith("\n")


def test_the_kind_of_file_is_the_same_everywhere() -> None:
    desktop = (LINUX / "ahpjournal.desktop").read_text("utf-8")
    kinds = ET.parse(LINUX / "ahpjournal-mime.xml").getroot()  # noqa: S314 - ours
    kind = next(iter(kinds)).get("type")
    assert f"MimeType={kind};" in desktop
    assert f"<mediatype>{kind}</mediatype>" in (
        LINUX / "io.github.ahpjournal.AHPJournal.metainfo.xml"
    ).read_text("utf-8")
    assert "*.ahpjournal" in (LINUX / "ahpjournal-mime.xml").read_text("utf-8")


def test_checksums_are_of_the_files_as_they_are(tree: Path) -> None:
    lines = deb._checksums(tree).splitlines()
    assert "9ba7b3b2f6cef35a5aa0dc4a9d1cf5d1" not in lines[0]
    places = [line.split("  ")[1] for line in lines]
    assert "usr/lib/ahpjournal/ahpjournal" in places
    assert not [place for place in places if place.startswith("DEBIAN")]
    assert "usr/bin/ahpjournal" not in places  # a link
