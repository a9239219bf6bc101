"""The data of ICU that Qt never asks for stay out; those that it does are as before."""

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import icu_data
import PySide6
import pytest
from environment import SetUpError

QT = Path(PySide6.__file__).parent / "Qt" / "lib"
NAMES = [b"icudt73l/brkitr/en.res", b"icudt73l/cnvalias.icu", b"icudt73l/coll/en.res",
         b"icudt73l/root.res", b"icudt73l/translit/root.res"]  # fmt: skip


def package(names: list[bytes] = NAMES) -> bytes:
    """Give a package whose items hold their own names, as ICU lays it out."""
    head = struct.pack("<H", 32) + b"\xda\x27" + bytes(8) + b"CmnD" + bytes(16)
    table, texts, data = b"", b"", b""
    names_at = 4 + 8 * len(names)
    data_at = -(-(names_at + sum(len(n) + 1 for n in names)) // 16) * 16
    for name in names:
        table += struct.pack("<II", names_at + len(texts), data_at + len(data))
        texts += name + b"\0"
        data += name.ljust(-(-len(name) // 16) * 16, b"\0")
    body = (struct.pack("<I", len(names)) + table + texts).ljust(data_at, b"\0")
    return head + body + data


def contents(found: bytes) -> dict[bytes, bytes]:
    head = struct.unpack_from("<H", found)[0]
    return {
        name: found[head + start : head + start + len(name)]
        for name, start in icu_data.items_of(found)
    }


def test_branches_go_and_everything_else_is_found_as_before() -> None:
    made = icu_data.without(package())
    kept = [NAMES[1], NAMES[2], NAMES[3]]
    assert contents(made) == {name: name for name in kept}
    assert [name for name, _start in icu_data.items_of(made)] == sorted(kept)
    assert all(start % 16 == 0 for _name, start in icu_data.items_of(made))
    assert made == package(kept)


def test_nothing_left_out_is_the_same_package() -> None:
    assert icu_data.without(package(), frozenset()) == package()


def test_a_library_of_another_kind_is_told_of() -> None:
    with pytest.raises(SetUpError, match="icu_data"):
        icu_data.package_in(bytes(0x3000))
    assert icu_data.package_in(bytes(0x1000) + package()) == package()


def said_by(*command: str, **variables: str) -> str:
    return subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, check=True
    ).stdout


if sys.platform == "linux":

    def test_qt_asks_for_nothing_that_is_left_out() -> None:
        asked = set()
        for library in QT.glob("libQt6*.so.6"):
            data = library.read_bytes()
            asked |= set(re.findall(rb"\x00(u[a-z]+_[A-Za-z]+)_73(?=\x00)", data))
        names = {name.decode() for name in asked}
        assert "ucol_open" in names
        others = {n for n in names if n.split("_")[0] not in icu_data.ASKED_FOR}
        assert others <= icu_data.ASKED_FOR

    def test_sorting_time_zones_and_encodings_are_as_with_all_data(tmp_path: Path) -> None:
        library = next(path for path in QT.glob("libicudata.so.*") if not path.is_symlink())
        small = tmp_path / library.name
        shutil.copyfile(library, small)
        assert icu_data.reduce(tmp_path, tmp_path) > 10_000_000
        assert [path.name for path in tmp_path.iterdir()] == [small.name]
        assert said_by("nm", str(small)) == ""  # a table of symbols counts as not stripped
        answers = [
            said_by(sys.executable, "-c", ASKING, LD_PRELOAD=str(path)) for path in (library, small)
        ]
        assert answers[0] == answers[1]
        assert "Central European Standard Time" in answers[0]


ASKING = r"""
import functools, random
from PySide6.QtCore import QByteArray, QCollator, QLocale
from PySide6.QtCore import QStringConverter, QStringDecoder, QTimeZone
chance = random.Random(5)
letters = [*range(32, 0x250), *range(0x4e00, 0x4e80), *range(0xac00, 0xac40)]
words = ["".join(map(chr, chance.choices(letters, k=4))) for _ in range(300)]
for name in ("en_GB", "cy_GB", "de", "sv", "zh_CN", "ja", "tr"):
    locale = QLocale(name)
    collator = QCollator(locale)
    collator.setNumericMode(True)
    print(sorted(words, key=functools.cmp_to_key(collator.compare)))
    print(locale.toUpper("istanbul \xdf"), locale.toLower("ISTANBUL \u03a3\u0391\u03a3"))
    zone = QTimeZone(QByteArray(b"Europe/Berlin"))
    print([zone.displayName(t, QTimeZone.NameType.LongName, locale) for t in QTimeZone.TimeType])
for name in QStringConverter.availableCodecs():
    print(name, QStringDecoder(name).isValid())
"""
