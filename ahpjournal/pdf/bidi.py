"""The order in which letters of a line stand on paper (Unicode Standard Annex 9).

Embeddings, overrides and isolates are left out: nothing that is set here carries them.
"""

import unicodedata
from collections.abc import Sequence

LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1
_PAIRS = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("\u00ab", "\u00bb")]
_PAIRS += [("\u2039", "\u203a"), ("\u2264", "\u2265")]
MIRRORED = dict(_PAIRS) | {other: one for one, other in _PAIRS}
"""Signs that are drawn as each other where text runs from right to left."""

_OPENING = {"(": ")", "[": "]", "{": "}"}
_STRONG = {"L": LEFT_TO_RIGHT, "R": RIGHT_TO_LEFT, "AL": RIGHT_TO_LEFT}
_NEUTRAL = {"B", "S", "WS", "ON"}


def kind_of(character: str) -> str:
    """Give the bidirectional class of *character*; what has none counts as neutral."""
    return unicodedata.bidirectional(character) or "ON"


def direction_of(text: str) -> int:
    """Give the direction of the first letter in *text* that has one (rules P2 and P3)."""
    for character in text:
        direction = _STRONG.get(kind_of(character))
        if direction is not None:
            return direction
    return LEFT_TO_RIGHT


def levels_of(characters: Sequence[str], direction: int) -> list[int]:
    """Give the level of every character of a line: odd ones run from right to left."""
    given = [kind_of(c) for c in characters]
    kinds = _weak(given, direction)
    _brackets(characters, kinds, direction)
    _neutral(kinds, direction)
    levels = [_implicit(kind, direction) for kind in kinds]
    for i in range(len(levels) - 1, -1, -1):  # rule L1: spaces at the end lie as the line does
        if given[i] not in {"WS", "S", "B", "BN"}:
            break
        levels[i] = direction
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Give the places of characters from left to right (rule L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        i = 0
        while i < len(order):
            if levels[order[i]] < level:
                i += 1
                continue
            end = i
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[i:end] = order[i:end][::-1]
            i = end
    return order


def _weak(given: Sequence[str], direction: int) -> list[str]:
    """Settle numbers, their signs and marks (rules W1 to W7)."""
    outer = "R" if direction else "L"
    kinds = _marks_and_numbers(given, outer)
    for i in range(1, len(kinds) - 1):
        one, other = kinds[i - 1], kinds[i + 1]
        if one == other and (
            (kinds[i] == "ES" and one == "EN") or (kinds[i] == "CS" and one in {"EN", "AN"})
        ):
            kinds[i] = one
    _signs_beside_numbers(kinds)
    strong = outer
    for i, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[i] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
        if kinds[i] in _STRONG:
            strong = kinds[i]
    return kinds


def _marks_and_numbers(given: Sequence[str], outer: str) -> list[str]:
    """Let marks go with their letters and numbers with the letters before (W1 to W3)."""
    kinds: list[str] = []
    before, strong = outer, outer
    for kind in given:
        if kind == "BN":
            before = "ON"
        elif kind != "NSM":
            before = "AN" if kind == "EN" and strong == "AL" else kind
        kinds.append(before)
        if before in _STRONG:
            strong = before
    return ["R" if kind == "AL" else kind for kind in kinds]


def _signs_beside_numbers(kinds: list[str]) -> None:
    for start, end in _runs(kinds, {"ET"}):
        touches = (start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
        if touches:
            kinds[start:end] = ["EN"] * (end - start)


def _brackets(characters: Sequence[str], kinds: list[str], direction: int) -> None:
    """Let a pair of brackets go with what stands inside or before it (rule N0)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, character in enumerate(characters):
        if kinds[i] != "ON":
            continue
        if character in _OPENING:
            waiting.append((_OPENING[character], i))
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == character:
                pairs.append((waiting[depth][1], i))
                del waiting[depth:]
                break
    own, other = ("R", "L") if direction else ("L", "R")
    for start, end in sorted(pairs):
        inside = {_sense(kind) for kind in kinds[start + 1 : end]}
        if own in inside:
            kinds[start] = kinds[end] = own
        elif other in inside:
            earlier = (_sense(kind) for kind in reversed(kinds[:start]))
            found = next((sense for sense in earlier if sense), own)
            kinds[start] = kinds[end] = found


def _neutral(kinds: list[str], direction: int) -> None:
    """Let what has no direction follow what stands on both sides of it (rules N1 and N2)."""
    outer = "R" if direction else "L"
    for start, end in _runs(kinds, _NEUTRAL):
        before = _sense(kinds[start - 1]) if start else outer
        after = _sense(kinds[end]) if end < len(kinds) else outer
        kinds[start:end] = [before if before == after else outer] * (end - start)


def _sense(kind: str) -> str:
    """Give the direction that *kind* counts as for neutral neighbours; none for neutral ones."""
    if kind == "L":
        return "L"
    return "R" if kind in {"R", "EN", "AN"} else ""


def _implicit(kind: str, direction: int) -> int:
    """Give the level of a settled kind (rules I1 and I2)."""
    if direction:
        return 1 if kind == "R" else 2
    return {"L": 0, "R": 1}.get(kind, 2)


def _runs(kinds: Sequence[str], wanted: set[str]) -> list[tuple[int, int]]:
    """Give where runs of *wanted* kinds start and end."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(kinds):
        if kinds[i] not in wanted:
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        found.append((i, end))
        i = end
    return found
