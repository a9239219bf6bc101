"""The source and the tables of the Windows installer."""

import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import windows_check
import windows_msi
from windows_msi import is_three_part, pe_version, product_code, source

from ahpjournal import __version__

SPACE = {"w": "http://schemas.microsoft.com/wix/2006/wi"}
FIXED = bytes.fromhex("bd04effe0000") + b"\x01\x00" + struct.pack("<II", 3 << 16 | 11, 9150 << 16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder like the program's."""
    for name in ("AHPJournal.exe", "ahpjournal-cli.exe", "Lib/a & b/x.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"MZ")
    return tmp_path


def test_every_file_is_a_component_of_its_own_with_the_same_identifier_for_ever(
    folder: Path,
) -> None:
    first = ET.fromstring(source(folder, "3.2.1").encode())  # noqa: S314 - ours
    later = ET.fromstring(source(folder, "3.3.0").encode())  # noqa: S314 - ours
    files = first.findall(".//w:File", SPACE)
    assert sorted(str(one.get("Name")) for one in files) == [
        "AHPJournal.exe", "ahpjournal-cli.exe", "x.pyc",
    ]  # fmt: skip
    ids = [
        {c.get("Id"): c.get("Guid") for c in tree.iterfind(".//w:Component", SPACE)}
        for tree in (first, later)
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0].values())) == len(ids[0])
    references = [r.get("Id") for r in first.iterfind(".//w:ComponentRef", SPACE)]
    assert sorted(map(str, references)) == sorted(map(str, ids[0]))


def test_a_version_has_a_product_of_its_own_and_all_have_one_upgrade_code(folder: Path) -> None:
    products = [
        ET.fromstring(source(folder, version).encode()).find("w:Product", SPACE)  # noqa: S314 - ours
        for version in ("3.2.1", "3.3.0")
    ]
    assert products[0] is not None
    assert products[1] is not None
    assert products[0].get("Id") == product_code("3.2.1") != products[1].get("Id")
    assert {p.get("UpgradeCode") for p in products if p is not None} == {
        "7C1B1E0E-0B3C-5E53-9B1B-7C5B0E6B5A11"
    }


def test_nothing_is_kept_for_one_person_only(folder: Path) -> None:
    tree = ET.fromstring(source(folder, "3.2.1").encode())  # noqa: S314 - ours
    roots = {value.get("Root") for value in tree.iterfind(".//w:RegistryValue", SPACE)}
    assert roots == {"HKLM"}
    package = tree.find(".//w:Package", SPACE)
    assert package is not None
    assert package.get("InstallScope") == "perMachine"


def test_the_version_of_a_file_is_read_as_windows_does(tmp_path: Path) -> None:
    (tmp_path / "x.dll").write_bytes(b"MZ" + b"\0" * 100 + FIXED)
    (tmp_path / "y.dll").write_bytes(b"MZ nothing")
    (tmp_path / "z.txt").write_bytes(FIXED)
    assert pe_version(tmp_path / "x.dll") == "3.11.9150.0"
    assert pe_version(tmp_path / "y.dll") == pe_version(tmp_path / "z.txt") == ""


def test_tables_are_mended() -> None:
    mend = windows_msi._mended
    row = ["f1", "c1", "x.dll", "10", "", "", "512", "1"]
    assert list(mend("File", [row], {"f1": "1.2.3.4"}, {})) == [
        ["f1", "c1", "x.dll", "10", "1.2.3.4", "2057", "512", "1"]
    ]
    assert list(mend("MsiFileHash", [["f1"], ["f2"]], {"f1": "1"}, {})) == [["f2"]]
    assert list(mend("_SummaryInformation", [["9", "{x}"], ["1", "1252"]], {}, {"9": "{y}"})) == [
        ["9", "{y}"],
        ["1", "1252"],
    ]


@pytest.mark.parametrize(
    ("version", "is_ordered"),
    [("0.1.0", True), ("1.2", False), ("1.2.3.4", False), ("1.2a1", False)],
)
def test_windows_looks_at_three_numbers(version: str, is_ordered: bool) -> None:
    assert is_three_part(version) is is_ordered


def test_our_version_can_be_ordered_by_windows() -> None:
    assert is_three_part(__version__)


def sound_tables() -> dict[str, list[list[str]]]:
    """Give tables as they should be."""
    files = [["f0", "c0", "AHPJournal.exe", "1", "0.1.0.0", "2057", "512", "1"],
             ["f1", "c1", "ahpjournal-cli.exe", "1", "0.1.0.0", "2057", "512", "2"]]  # fmt: skip
    files += [
        [f"f{n}", f"c{n}", f"l{n}.dll", "1", "1.0.0.0", "2057", "512", "3"] for n in range(2, 12)
    ]
    return {
        "Property": [
            ["ALLUSERS", "1"], ["ARPNOMODIFY", "1"], ["ProductName", "AHP Journal"],
            ["ProductVersion", "0.1.0"], ["REINSTALLMODE", "amus"],
            ["ProductCode", "{" + product_code("0.1.0") + "}"],
            ["UpgradeCode", "{" + windows_msi.UPGRADE_CODE + "}"],
        ],
        "File": files,
        "MsiFileHash": [],
        "Component": [[f"c{n}", "{}", "d", "256", "", f"f{n}"] for n in range(12)],
        "InstallExecuteSequence": [["RemoveExistingProducts", "", "1501"]],
        "LaunchCondition": [["NOT WIX_DOWNGRADE_DETECTED", ""], ["Installed OR WINBUILD >= 1", ""]],
        "Registry": [
            ["r1", "2", "Software\\AHP Journal", "Version", "0.1.0", "c"],
            ["r2", "2", "Software\\Classes\\.ahpjournal", "", "AHPJournal.Journal", "c"],
        ],
        "Shortcut": [["s", "ProgramMenuFolder", "AHP Journal"]],
        "_SummaryInformation": [],
    }  # fmt: skip


def test_sound_tables_have_no_problem() -> None:
    assert list(windows_check.problems(sound_tables(), "0.1.0")) == []


@pytest.mark.parametrize(
    ("table", "rows", "word"),
    [
        ("Property", [["ALLUSERS", "1"], ["ARPNOREPAIR", "1"]], "repair"),
        ("File", [["f0", "c0", "python.exe", "1", "1.0", "", "512", "1"]], "python.exe"),
        ("File", [["f0", "c0", "Qt6Network.dll", "1", "", "", "512", "1"]], "versions"),
        ("MsiFileHash", [["f3"]], "both a version and a hash"),
        ("Component", [], "no key"),
        ("InstallExecuteSequence", [["RemoveExistingProducts", "", "1401"]], "transaction"),
        ("LaunchCondition", [], "older"),
        ("Registry", [["r", "1", "Software\\AHP Journal", "Version", "", "c"]], "one person"),
        ("Shortcut", [], "Start menu"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(table: str, rows: Any, word: str) -> None:
    tables = {**sound_tables(), table: rows}
    assert word in " ".join(windows_check.problems(tables, "0.1.0"))
