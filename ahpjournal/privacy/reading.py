"""A text prepared for the rules: where its numbers stand, so that no rule reads it all."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_DIGITS = re.compile(r"\d+")
_LONGEST_CODE = 3
# Around a number: room for what it is called before, for the whole of it and a word after.
_LEAD, _TAIL = 48, 64


class Reading:
    """A folded text, in small letters too, with the places where numbers and codes begin."""

    def __init__(self, text: str) -> None:
        """Prepare *text*, which is folded."""
        self.text = text
        self.lower = text.lower()
        if len(self.lower) != len(text):
            # A letter may be two in small letters; a place must stay the same in both.
            self.lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        self.numbers = tuple(match.start() for match in _DIGITS.finditer(text))

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Where one to three letters begin that stand right before a number: AB12, PH 123."""
        found = (self._code_before(number) for number in self.numbers)
        return tuple(start for start in found if start >= 0)

    def _code_before(self, number: int) -> int:
        text = self.text
        at = number
        if at >= 2 and text[at - 1] in " -":
            at -= 1
        end = at
        while at and text[at - 1].isalpha():
            at -= 1
            if end - at > _LONGEST_CODE:
                return -1
        return at if at < end else -1

    def has(self, words: Iterable[str]) -> bool:
        """Tell whether any of *words*, in small letters, is somewhere in the text."""
        lower = self.lower
        for word in words:  # noqa: SIM110 - a loop takes half the time of any() here
            if word in lower:
                return True
        return False

    def match_at(self, pattern: re.Pattern[str], starts: Iterable[int]) -> Iterator[re.Match[str]]:
        """Give the matches of *pattern* that begin at one of *starts*; none on another."""
        end = 0
        text = self.text
        for start in starts:
            if start >= end and (match := pattern.match(text, start)) is not None:
                yield match
                end = match.end()

    def near_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Give the matches of *pattern*, a few words and a number, around every number."""
        for start, end in self._windows:
            yield from pattern.finditer(self.text, start, end)

    @cached_property
    def _windows(self) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for number in self.numbers:
            start, end = max(0, number - _LEAD), number + _TAIL
            if found and start <= found[-1][1]:
                start = found.pop()[0]
            found.append((start, end))
        return tuple(found)

    def before(self, start: int, reach: int = 40) -> str:
        """Give what stands before *start*, at most *reach* characters."""
        return self.text[max(0, start - reach) : start]
