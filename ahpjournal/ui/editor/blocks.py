"""Text of an entry as blocks and spans: what lies between Markdown and the screen. No Qt here."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import field, replace
from enum import IntEnum

from ahpjournal.domain.records import dataclass

LINE_BREAK = "\u2028"
"""A line break within a block."""
_BEYOND_BASIC = 0xFFFF
DEEPEST = 5
"""The deepest level of a list inside lists."""


class BlockKind(IntEnum):
    """What a block is; the numbers are kept in documents on the screen only."""

    PARAGRAPH = 0
    HEADING = 2
    SUBHEADING = 3
    BULLET = 4
    NUMBER = 5
    TODO = 6
    DONE = 7
    QUOTE = 8

    @property
    def is_list(self) -> bool:
        """Whether it is an item of a list."""
        return BlockKind.BULLET <= self <= BlockKind.DONE

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of either level."""
        return self in {BlockKind.HEADING, BlockKind.SUBHEADING}


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one format; *link* is an address or empty."""

    text: str = field(repr=False)
    bold: bool = False
    italic: bool = False
    link: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it has no format at all."""
        return not (self.bold or self.italic or self.link)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or quote. *level* counts from 0, for list items only.

    *start* is the number of the first item of a numbered list.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    spans: tuple[Span, ...] = ()
    level: int = 0
    start: int = 1

    @property
    def text(self) -> str:
        """The text without formats."""
        return "".join(span.text for span in self.spans)


def units_in(text: str) -> Callable[[int], int]:
    """Give what turns places in characters of *text* into places in UTF-16 units, as Qt counts."""
    if text.isascii() or max(text) <= chr(_BEYOND_BASIC):
        return int
    wide = [place for place, character in enumerate(text) if ord(character) > _BEYOND_BASIC]
    return lambda place: place + bisect_left(wide, place)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours in the same format and leave out empty ones."""
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if merged and _same_format(merged[-1], span):
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def settle_levels(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Let no list item be deeper than one below the item before it; other blocks have no level."""
    settled: list[Block] = []
    deepest = 0
    for block in blocks:
        level = min(max(block.level, 0), deepest, DEEPEST) if block.kind.is_list else 0
        deepest = level + 1 if block.kind.is_list else 0
        settled.append(block if level == block.level else replace(block, level=level))
    return tuple(settled)


def numbers(blocks: Iterable[Block]) -> tuple[int, ...]:
    """Give the number of each item of a numbered list; 0 for every other block."""
    counters: list[int] = []
    found: list[int] = []
    for block in blocks:
        if not block.kind.is_list:
            counters.clear()
            found.append(0)
            continue
        del counters[block.level + 1 :]
        counters += [0] * (block.level + 1 - len(counters))
        if block.kind is BlockKind.NUMBER:
            last = counters[block.level]
            counters[block.level] = last + 1 if last else max(block.start, 1)
            found.append(counters[block.level])
        else:
            counters[block.level] = 0
            found.append(0)
    return tuple(found)


def _same_format(one: Span, other: Span) -> bool:
    return (one.bold, one.italic, one.link) == (other.bold, other.italic, other.link)
