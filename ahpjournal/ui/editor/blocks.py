"""The closed subset as plain values, between Markdown and a text document. No Qt here."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any


class BlockKind(StrEnum):
    """What a paragraph is."""

    PARAGRAPH = "paragraph"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTE = "quote"
    BULLET = "bullet"
    NUMBER = "number"
    TO_DO = "to-do"
    DONE = "done"

    @property
    def is_list(self) -> bool:
        """Whether the block is an item of a list."""
        return self in {BlockKind.BULLET, BlockKind.NUMBER, BlockKind.TO_DO, BlockKind.DONE}


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; *href* empty for no link."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; *depth* is how deep its list is nested, from 0."""

    kind: BlockKind
    spans: tuple[Span, ...]
    depth: int = 0

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(span.text for span in self.spans)


@lru_cache(maxsize=1)
def parser() -> Any:
    """Give the CommonMark parser, without HTML."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])


def read_markdown(markdown: str) -> tuple[Block, ...]:
    """Read *markdown*; what the subset does not have becomes plain paragraphs with all its text."""
    return _Walk(parser().parse(markdown)).blocks()


def read_inline(markdown: str) -> tuple[Span, ...]:
    """Read one paragraph's Markdown."""
    tokens = parser().parseInline(markdown)
    spans: list[Span] = []
    for lines in _lines(tokens[0].children or []):
        spans += lines
    return merge(spans)


def merge(spans: list[Span]) -> tuple[Span, ...]:
    """Join neighbours of the same look and drop empty ones."""
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if found and replace(found[-1], text="") == replace(span, text=""):
            found[-1] = replace(span, text=found[-1].text + span.text)
        else:
            found.append(span)
    return tuple(found)


class _Walk:
    def __init__(self, tokens: list[Any]) -> None:
        self._tokens = tokens
        self._lists: list[BlockKind] = []
        self._is_first_in_item = False
        self._quotes = 0
        self._heading = 0
        self._found: list[Block] = []

    def blocks(self) -> tuple[Block, ...]:
        for token in self._tokens:
            self._take(token)
        return tuple(self._found)

    def _take(self, token: Any) -> None:  # noqa: C901 - one case for each kind of token
        kind = token.type
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._lists.append(BlockKind.NUMBER if kind.startswith("o") else BlockKind.BULLET)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif kind == "list_item_open":
            self._is_first_in_item = True
        elif kind == "list_item_close":
            if self._is_first_in_item:
                self._add([[]])
        elif kind == "blockquote_open":
            self._quotes += 1
        elif kind == "blockquote_close":
            self._quotes -= 1
        elif kind == "heading_open":
            self._heading = 2 if token.tag in {"h1", "h2"} else 3
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "inline":
            self._inline(token)
        elif kind in {"fence", "code_block"}:
            self._add([[Span(line)] for line in token.content.rstrip("\n").split("\n")])
        elif kind == "hr":
            self._add([[Span("* * *")]])

    def _inline(self, token: Any) -> None:
        lines = _lines(token.children or [])
        item = self._lists[-1] if self._lists and self._is_first_in_item else None
        source = token.content
        if item is BlockKind.BULLET and source[:4].lower() in {"[ ] ", "[x] "}:
            first = lines[0]
            if first and first[0].text[:4].lower() in {"[ ] ", "[x] "}:
                first[0] = replace(first[0], text=first[0].text[4:])
                self._add(lines, BlockKind.DONE if source[1] in "xX" else BlockKind.TO_DO)
                return
        self._add(lines)

    def _add(self, lines: list[list[Span]], kind: BlockKind | None = None) -> None:
        for spans in lines:
            self._found.append(Block(kind or self._kind(), merge(spans), max(len(self._lists) - 1, 0)))
            kind = None
            self._is_first_in_item = False

    def _kind(self) -> BlockKind:
        if self._heading:
            return BlockKind.HEADING_2 if self._heading == 2 else BlockKind.HEADING_3
        if self._lists and self._is_first_in_item:
            return self._lists[-1]
        return BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH


def _lines(children: list[Any]) -> list[list[Span]]:
    """Cut inline tokens into lines at hard breaks."""
    lines: list[list[Span]] = [[]]
    bold = italic = 0
    hrefs: list[str] = []
    for token in children:
        kind = token.type
        if kind in {"strong_open", "strong_close"}:
            bold += 1 if kind.endswith("open") else -1
        elif kind in {"em_open", "em_close"}:
            italic += 1 if kind.endswith("open") else -1
        elif kind == "link_open":
            hrefs.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            hrefs.pop()
        elif kind == "hardbreak":
            lines.append([])
        else:
            text = " " if kind == "softbreak" else token.content
            lines[-1].append(Span(text, bold > 0, italic > 0, hrefs[-1] if hrefs else ""))
    return lines
