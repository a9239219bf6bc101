"""Leaves out of the library of ICU's data what no part of Qt in the program asks for.

On Linux Qt brings ICU for three things: to sort texts, to name time zones, and to read old
encodings. Its data, a fifth of the whole program, are for everything that ICU can do.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from pathlib import Path

from environment import SetUpError
from tools import call, tool

LIBRARY = re.compile(r"libicudata\.so\.(\d+)")
# Breaking lines and words (Qt has its own), names of currencies, languages, regions and units,
# numbers in words, and turning one script into another.
LEFT_OUT = frozenset({"brkitr", "curr", "lang", "rbnf", "region", "translit", "unit"})
ASKED_FOR = frozenset({"ucal", "ucnv", "ucol", "u_strToLower", "u_strToUpper"})
"""What Qt's libraries ask ICU for, by the first part of a function's name. A test holds it."""
_MAGIC = b"\xda\x27"
_FORMAT = b"CmnD"
_ALIGNMENT = 16


def reduce(folder: Path, work: Path) -> int:
    """Make the library of ICU's data in *folder* smaller and give the bytes that this saves.

    Raises:
        SetUpError: it is not as expected, or there is nothing here to link it with.
    """
    if sys.platform != "linux":
        return 0
    saved = 0
    for path in folder.rglob("libicudata.so.*"):
        found = LIBRARY.fullmatch(path.name)
        if found is None or path.is_symlink():
            continue
        before = path.stat().st_size
        _link(path, f"icudt{found[1]}_dat", without(package_in(path.read_bytes())), work)
        saved += before - path.stat().st_size
    return saved


def package_in(library: bytes) -> bytes:
    """Give the package of data inside a *library*: ICU puts it at the start of a page.

    Raises:
        SetUpError: there is none.
    """
    for at in range(0, len(library), 0x1000):
        if library[at + 2 : at + 4] == _MAGIC and library[at + 12 : at + 16] == _FORMAT:
            return library[at:]
    message = "libicudata holds no data of the kind that packaging/icu_data.py knows"
    raise SetUpError(message)


def items_of(package: bytes) -> list[tuple[bytes, int]]:
    """Give the names in a *package* and where the data of each begin, counted from its list."""
    (head,) = struct.unpack_from("<H", package)
    (count,) = struct.unpack_from("<I", package, head)
    entries = struct.iter_unpack("<II", package[head + 4 : head + 4 + 8 * count])
    return [
        (package[head + name : package.index(b"\0", head + name)], start) for name, start in entries
    ]


def without(package: bytes, left_out: frozenset[str] = LEFT_OUT) -> bytes:
    """Give a *package* without the branches *left_out*."""
    (head,) = struct.unpack_from("<H", package)
    items = items_of(package)
    ends = [start for _name, start in items[1:]] + [len(package) - head]
    kept = [
        (name, package[head + start : head + end])
        for (name, start), end in zip(items, ends, strict=True)
        if name.decode("ascii").split("/")[1] not in left_out
    ]
    names_at = 4 + 8 * len(kept)
    data_at = _aligned(names_at + sum(len(name) + 1 for name, _data in kept))
    table, names, data = struct.pack("<I", len(kept)), b"", bytearray()
    for name, content in kept:
        table += struct.pack("<II", names_at + len(names), data_at + len(data))
        names += name + b"\0"
        data += _filled(content)
    return package[:head] + _filled(table + names) + bytes(data)


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _filled(data: bytes) -> bytes:
    return data + bytes(_aligned(len(data)) - len(data))


def _link(path: Path, symbol: str, package: bytes, work: Path) -> None:
    """Write a library *path* that gives *package* under the name *symbol*."""
    data, source, part = work / "icu.dat", work / "icu.s", work / "icu.o"
    data.write_bytes(package)
    source.write_text(
        f".section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, @object\n"
        f'{symbol}:\n.incbin "icu.dat"\n.size {symbol}, . - {symbol}\n'
        '.section .note.GNU-stack,"",@progbits\n',
        encoding="ascii",
    )
    variables = dict(os.environ)
    call([tool("as", "binutils"), "-o", part.name, source.name], work, variables)
    command = [tool("ld", "binutils"), "-shared", "-s", "-soname", path.name, "-z", "noexecstack"]
    command += ["-z", "relro", "-z", "now", "--build-id=sha1", "-o", str(path), part.name]
    call(command, work, variables)
    for made in (data, source, part):
        made.unlink()
