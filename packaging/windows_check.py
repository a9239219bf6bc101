"""Look into a Windows installer, and put it through its life where Windows is imitated by wine.

    python3 packaging/windows_check.py INSTALLER [NEWER]

Without wine, or without NEWER, only the tables are looked at. What neither can show is in
packaging/docs/release.md, and packaging/windows/check.ps1 does most of that on a Windows machine.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import windows_msi
import windows_stage
from windows_msi import AFTER_INITIALIZE, UPGRADE_CODE, product_code, table_of

PATIENCE = 900
CONDITION = 4
"""The exit code of a self-test that found something to tell."""
REFUSED = 1603 % 256
"""The exit code of a refused installation, as a shell of Linux sees it."""
WINE = "/usr/lib/wine/wine64"
_NOTHING = "__declspec(dllexport) long long {}(void){{return 0;}}\n"
_RANDOM = """
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n)
{return SystemFunction036(p, (ULONG)n);}
"""
# Parts of Windows 10 that this wine lacks; they are put into its own folder only.
SHIMS = ("bcryptprimitives", "icuuc", "mscms")
_COLOURS = (
    "GetColorProfileFromHandle", "CloseColorProfile", "WcsCreateIccProfile", "OpenColorProfileW",
)  # fmt: skip
_FORBIDDEN = re.compile(
    r"^(pythonw?\.exe|_(socket|sqlite3|ssl)\.pyd|(libssl.*|sqlite3)\.dll|Qt6?Network\.(dll|pyd))$",
    re.IGNORECASE,
)


class CheckError(Exception):
    """Something about the installer is not as it should be; the text says what."""


Tables = Mapping[str, list[list[str]]]


def problems(tables: Tables, version: str) -> Iterator[str]:
    """Say what in the tables of an installer of *version* is not as it should be."""
    properties = {row[0]: row[1] for row in tables["Property"]}
    wanted = {
        "ALLUSERS": "1",
        "ARPNOMODIFY": "1",
        "ProductCode": "{" + product_code(version) + "}",
        "ProductName": "AHP Journal",
        "ProductVersion": version,
        "REINSTALLMODE": "amus",
        "UpgradeCode": "{" + UPGRADE_CODE + "}",
    }
    for name, value in wanted.items():
        if properties.get(name) != value:
            yield f"property {name} is {properties.get(name)}, not {value}"
    if "ARPNOREPAIR" in properties:
        yield "repair is switched off, which support needs"
    if not windows_msi.is_three_part(version):
        yield f"Windows cannot order the version {version}"
    yield from _problems_of_files(tables)
    yield from _problems_of_behaviour(tables)


def _problems_of_behaviour(tables: Tables) -> Iterator[str]:
    sequence = {row[0]: row[2] for row in tables["InstallExecuteSequence"]}
    if sequence.get("RemoveExistingProducts") != str(AFTER_INITIALIZE):
        yield "the old version is not removed inside the transaction of the new one"
    if not any("WIX_DOWNGRADE_DETECTED" in row[0] for row in tables["LaunchCondition"]):
        yield "an older version is not refused"
    if not any("WINBUILD" in row[0] for row in tables["LaunchCondition"]):
        yield "an older Windows is not refused"
    keys = {(row[2], row[3]) for row in tables["Registry"]}
    for key in (("Software\\AHP Journal", "Version"), ("Software\\Classes\\.ahpjournal", "")):
        if key not in keys:
            yield f"the registry is not told {key[0]} {key[1]}"
    if any(row[1] != "2" for row in tables["Registry"]):
        yield "something goes into the registry of one person"
    menus = {row[1] for row in tables["Shortcut"]}
    if "ProgramMenuFolder" not in menus:
        yield "the program is not in the Start menu"


def _problems_of_files(tables: Tables) -> Iterator[str]:
    files = {row[0]: row for row in tables["File"]}
    names = {row[2].rpartition("|")[2] for row in files.values()}
    for name in (windows_stage.WINDOW, windows_stage.CONSOLE):
        if name not in names:
            yield f"{name} is missing"
    for name in sorted(names):
        if _FORBIDDEN.match(name):
            yield f"{name} must not be in it"
    programs = [row for row in files.values() if row[2].lower().endswith(".exe")]
    if any(not row[4] for row in programs):
        yield "a program has no version"
    if sum(1 for row in files.values() if row[4]) < 10:
        yield "versions of libraries are missing: an upgrade would lose them"
    hashed = {row[0] for row in tables["MsiFileHash"]}
    if any(row[4] and key in hashed for key, row in files.items()):
        yield "a file has both a version and a hash"
    if {row[5] for row in tables["Component"]} & set(files) != set(files):
        yield "a file is no key of a component"


def read_tables(installer: Path) -> Tables:
    """Read the tables that are looked at."""
    names = ("Property", "File", "MsiFileHash", "Component", "InstallExecuteSequence",
             "LaunchCondition", "Registry", "Shortcut", "_SummaryInformation")  # fmt: skip
    return {name: table_of(installer, name)[1] for name in names}


@dataclass(frozen=True)
class Wine:
    """An imitated Windows in a folder of its own."""

    prefix: Path

    @property
    def programs(self) -> Path:
        """Where the installer puts the program."""
        return self.prefix / "drive_c" / "Program Files" / windows_stage.NAME

    def run(self, *words: str, code: int = 0) -> str:
        """Run a program in it and give what it said.

        Raises:
            CheckError: its exit code is another than *code*.
        """
        outcome = subprocess.run(
            ["xvfb-run", "-a", WINE, *words],  # noqa: S607 - whichever there is
            env={**os.environ, "WINEPREFIX": str(self.prefix), "WINEARCH": "win64",
                 "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=;mscms=n"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        if outcome.returncode != code:
            message = f"{' '.join(words)}: exit code {outcome.returncode}\n{outcome.stdout[-800:]}"
            raise CheckError(message)
        return outcome.stdout

    def start(self) -> None:
        """Make it, as Windows 10."""
        self.run("wineboot", "-i")
        system = self.prefix / "drive_c" / "windows" / "system32"
        for name in SHIMS:
            shutil.copyfile(_shim(name, self.prefix.parent), system / f"{name}.dll")
        self.run("winecfg", "-v", "win10")

    def install(self, installer: Path, code: int = 0) -> None:
        """Install silently."""
        place = "Z:" + str(installer.resolve()).replace("/", "\\")
        self.run("msiexec", "/i", place, "/qn", "/norestart", code=code)

    def remove(self, installer: Path) -> None:
        """Remove silently."""
        self.run("msiexec", "/x", "Z:" + str(installer.resolve()).replace("/", "\\"), "/qn")

    def registered_version(self) -> str:
        """Give the version that management tools see."""
        said = self.run("reg", "query", "HKLM\\Software\\AHP Journal", "/v", "Version", "/reg:64")
        found = re.search(r"Version\s+REG_SZ\s+(\S+)", said)
        return found[1] if found else ""

    def self_test(self) -> None:
        """Run the long self-test of what is installed.

        Raises:
            CheckError: something in it failed.
        """
        console = "C:\\Program Files\\AHP Journal\\" + windows_stage.CONSOLE
        said = json.loads(self.run(console, "self-test", "--full", "--json"))
        bad = [check for check in said["checks"] if not check["ok"]]
        if bad:
            raise CheckError(json.dumps(bad, ensure_ascii=False))

    def try_policies(self) -> None:
        """Set policies as Group Policy does, and see that the program reads and obeys them.

        Raises:
            CheckError: it does not.
        """
        key = "HKLM\\SOFTWARE\\Policies\\AHP Journal"
        given = (
            ("AutoLockMinutes", "REG_DWORD", "7"),
            ("AllowedExportKinds", "REG_MULTI_SZ", "coach\\0hcpc"),
            ("DataFolder", "REG_EXPAND_SZ", "%PUBLIC%\\AHP by policy"),
            ("BackupFolder", "REG_SZ", "no whole path"),
        )
        for name, kind, value in given:
            self.run("reg", "add", key, "/v", name, "/t", kind, "/d", value, "/f", "/reg:64")
        console = "C:\\Program Files\\AHP Journal\\" + windows_stage.CONSOLE
        said = json.loads(self.run(console, "self-test", "--json", code=CONDITION))
        details = {check["name"]: check["detail"] for check in said["checks"]}
        self.run("reg", "delete", key, "/f", "/reg:64")
        wanted = "in force: AllowedExportKinds, AutoLockMinutes, DataFolder; BackupFolder"
        if not details["policy"].startswith(wanted) or "by policy" not in details["data-folder"]:
            raise CheckError(json.dumps(details, ensure_ascii=False))


def life(installer: Path, newer: Path) -> None:
    """Install, test, upgrade, refuse the older one, remove; the journal stays.

    Raises:
        CheckError: one of these does not do what it should.
    """
    # What wine left running may still write there while it is taken away.
    with tempfile.TemporaryDirectory(
        prefix="ahpjournal-wine-", ignore_cleanup_errors=True
    ) as place:
        wine = Wine(Path(place) / "prefix")
        wine.start()
        wine.install(installer)
        first = wine.registered_version()
        print(f"installed {first}", flush=True)
        wine.self_test()
        print("self-test passed", flush=True)
        wine.try_policies()
        print("policies are read from the registry", flush=True)
        journal = "C:\\users\\Public\\My journal.ahpjournal"
        console = "C:\\Program Files\\AHP Journal\\" + windows_stage.CONSOLE
        wine.run(console, "new", journal, "--demo")
        wine.install(newer)
        second = wine.registered_version()
        if second == first:
            message = f"after the upgrade the version is still {first}"
            raise CheckError(message)
        wine.run(console, "check", journal)
        print(f"upgraded to {second}; the journal is sound", flush=True)
        wine.install(installer, code=REFUSED)
        print("the older version was refused", flush=True)
        wine.remove(newer)
        left = [path for path in wine.programs.rglob("*") if path.is_file()]
        kept = wine.prefix / "drive_c" / "users" / "Public" / "My journal.ahpjournal"
        if left or not kept.exists():
            message = f"after removing: {len(left)} files left, journal there: {kept.exists()}"
            raise CheckError(message)
        print("removed; the journal is still there", flush=True)


def _shim(name: str, folder: Path) -> Path:
    source = folder / f"{name}.c"
    entry = "BOOL WINAPI DllMainCRTStartup(HINSTANCE h, DWORD r, LPVOID p)"
    lines = ["#include <windows.h>\n", entry, "{(void)h;(void)r;(void)p;return TRUE;}\n"]
    lines.append(_body(name))
    source.write_text("".join(lines), encoding="utf-8")
    made = folder / f"{name}.dll"
    command = [windows_stage.COMPILER, "-shared", "-nostdlib", "-Wl,-eDllMainCRTStartup"]
    subprocess.run([*command, "-o", str(made), str(source), "-ladvapi32"], check=True)
    return made


def _body(name: str) -> str:
    """Give the code of a stand-in: what is asked for, doing next to nothing."""
    if name == "bcryptprimitives":
        return _RANDOM
    functions = _COLOURS if name == "mscms" else _icu_functions()
    return "".join(_NOTHING.format(function) for function in functions)


def _icu_functions() -> tuple[str, ...]:
    """Give the functions of Windows' own ICU that Qt asks for."""
    core = windows_stage.ROOT / "build/windows" / windows_stage.NAME / "Lib/PySide6/Qt6Core.dll"
    said = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(core)],  # noqa: S607 - of the compiler
        capture_output=True,
        text=True,
        errors="replace",
        check=True,
    ).stdout
    return tuple(sorted(set(re.findall(r"\b(u(?:cnv|cal|col|loc|enum)_\w+)", said))))


def main(arguments: list[str]) -> int:
    """Look at what *arguments* name.

    Returns:
        0; 1 if something is not as it should be; 2 for wrong arguments.
    """
    if len(arguments) not in {1, 2}:
        print(__doc__)
        return 2
    places = [Path(word) for word in arguments]
    failed = False
    for place in places:
        tables = read_tables(place)
        version = next(row[1] for row in tables["Property"] if row[0] == "ProductVersion")
        found = list(problems(tables, version))
        failed = failed or bool(found)
        size = place.stat().st_size / 1e6
        print(f"{place.name}: version {version}, {size:.1f} MB, {len(tables['File'])} files")
        print("\n".join(f"  {problem}" for problem in found) or "  tables as they should be")
    if len(places) == 2 and Path(WINE).exists():
        try:
            life(*places)
        except CheckError as error:
            print(f"FAILED: {error}")
            failed = True
    else:
        print("wine was not asked: only the tables were looked at")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
