"""Writes the list of British words that the program reads, from Hunspell's dictionary.

    python packaging/dictionary.py          write resources/dictionaries/en_GB.words
    python packaging/dictionary.py --check  only say whether it is as it should be

Hunspell keeps stems and rules; the program keeps every word, sorted, packed with zlib. Possessives
are left out (the program takes 's off by itself), and so are words that end in a bare hyphen.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "dictionaries"
POSSESSIVE = "M"
ONLY_IN_COMPOUNDS = "_"
NOT_SUGGESTED = "!"


@dataclass(frozen=True)
class Rule:
    """One line of an affix: what is taken off, what is put on, and where it may be done."""

    strip: str
    add: str
    where: re.Pattern[str]


@dataclass
class Affix:
    """All rules of one flag."""

    is_prefix: bool
    may_cross: bool
    rules: list[Rule] = field(default_factory=list)

    def forms(self, word: str) -> Iterator[str]:
        """Give *word* with each rule that fits."""
        for rule in self.rules:
            if not rule.where.search(word):
                continue
            if self.is_prefix and word.startswith(rule.strip):
                yield rule.add + word[len(rule.strip) :]
            elif not self.is_prefix and word.endswith(rule.strip):
                yield word[: len(word) - len(rule.strip)] + rule.add


def read_affixes(text: str) -> dict[str, Affix]:
    """Read the affixes of a Hunspell .aff file by their flag."""
    affixes: dict[str, Affix] = {}
    for line in text.splitlines():
        parts = line.split()
        if len(parts) < 4 or parts[0] not in {"PFX", "SFX"}:
            continue
        kind, flag = parts[:2]
        if flag not in affixes:
            affixes[flag] = Affix(kind == "PFX", parts[2] == "Y")
            continue
        strip, add = ("" if part == "0" else part for part in parts[2:4])
        condition = parts[4] if len(parts) > 4 else "."
        anchored = "" if condition == "." else condition
        where = re.compile(f"^{anchored}" if kind == "PFX" else f"{anchored}$")
        affixes[flag].rules.append(Rule(strip, add, where))
    return affixes


def expand(dictionary: str, affixes: dict[str, Affix]) -> tuple[set[str], set[str]]:
    """Give every word of a .dic file, and those that are never to be suggested."""
    words: set[str] = set()
    coarse: set[str] = set()
    for line in dictionary.splitlines()[1:]:
        stem, _slash, flags = line.split("\t")[0].strip().partition("/")
        if not stem or ONLY_IN_COMPOUNDS in flags or any(c.isdigit() for c in stem):
            continue
        found = {stem}
        used = [affixes[flag] for flag in flags if flag in affixes and flag != POSSESSIVE]
        for suffix in (affix for affix in used if not affix.is_prefix):
            made = set(suffix.forms(stem))
            found |= made
            if suffix.may_cross:
                for prefix in (affix for affix in used if affix.is_prefix and affix.may_cross):
                    found |= {form for word in made for form in prefix.forms(word)}
        for prefix in (affix for affix in used if affix.is_prefix):
            found |= set(prefix.forms(stem))
        found = {word for word in found if not word.endswith(("'s", "-"))}
        (coarse if NOT_SUGGESTED in flags else words).update(found)
    return words, coarse - words


def pack(words: set[str], coarse: set[str]) -> bytes:
    """Give the packed list: words by their bytes, a line each; a ! after those not suggested."""
    lines = [word.encode() for word in words] + [word.encode() + b"!" for word in coarse]
    return zlib.compress(b"\n" + b"\n".join(sorted(lines)) + b"\n", 9)


def build() -> bytes:
    """Make the list from the dictionary beside it."""
    affixes = read_affixes((FOLDER / "en_GB.aff").read_text(encoding="utf-8-sig"))
    dictionary = (FOLDER / "en_GB.dic").read_text(encoding="utf-8-sig")
    return pack(*expand(dictionary, affixes))


def main(arguments: list[str]) -> int:
    """Write the list, or check it."""
    target = FOLDER / "en_GB.words"
    made = build()
    if "--check" in arguments:
        is_same = target.is_file() and zlib.decompress(target.read_bytes()) == zlib.decompress(made)
        print("as it should be" if is_same else "not what the dictionary gives")
        return 0 if is_same else 1
    target.write_bytes(made)
    print(f"{target}: {len(made)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
