"""Markdown to tagged flowables: the closed subset, and all the text of anything else."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ahpjournal.pdf.markup import Markup, bold, escape, italic, join, link, visible
from ahpjournal.pdf.paragraphs import QuoteParagraph, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style

LONGEST_HEADING = 300
"""A longer "heading" is a pasted paragraph, which platypus would try for ever to keep whole."""

LONGEST_PIECE = 2_500
"""Letters in one flowable: the cost of setting a paragraph grows with the square of its length."""

_BARE_ITEM = ["paragraph_open", "inline", "paragraph_close", "list_item_close"]
"""An item of a list that is a single paragraph: its words stand in the item's body itself."""

_BOXES = {"[ ] ": "\u2610", "[x] ": "\u2611"}


@lru_cache(maxsize=1)
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])


def markdown_flowables(
    markdown: str, parent: Element, heading_level: int, body: str = "body"
) -> list[Any]:
    """Set *markdown* below *parent*; its headings start at *heading_level* and skip none.

    *body* is the style of its text.
    """
    return _Setter(parent, heading_level, body).set(_parser().parse(markdown))


class _Setter:
    def __init__(self, parent: Element, heading_level: int, body: str) -> None:
        self._body = body
        self._stack = [parent]
        self._top = heading_level
        self._last = heading_level - 1
        self._counts: list[int | None] = []
        self._quotes = 0
        self._label: tuple[str, Element] | None = None
        self._heading = 0
        self._is_bare = False
        self._found: list[Any] = []

    def set(self, tokens: list[Any]) -> list[Any]:
        for place, token in enumerate(tokens):
            if token.type == "list_item_open":
                self._is_bare = [t.type for t in tokens[place + 1 : place + 5]] == _BARE_ITEM
            name = token.type.removesuffix("_open").removesuffix("_close")
            if token.type.endswith("_open"):
                self._open(name, token)
            elif token.type.endswith("_close"):
                self._close(name)
            elif token.type == "inline":
                self._inline(token)
            elif token.type in {"fence", "code_block"}:
                for line in token.content.rstrip("\n").split("\n"):
                    self._paragraph([[escape(line)]])
        return self._found

    def _open(self, name: str, token: Any) -> None:
        if name in {"bullet_list", "ordered_list"}:
            numbered = name == "ordered_list"
            self._counts.append(int(token.attrs.get("start", 1)) if numbered else None)
            kind = "Decimal" if numbered else "Disc"
            attributes = f"<</O/List/ListNumbering/{kind}>>"
            self._stack.append(self._stack[-1].add("L", attributes=attributes))
        elif name == "list_item":
            item = self._stack[-1].add("LI")
            count = self._counts[-1]
            mark = "\u2022" if count is None else f"{count}."
            if count is not None:
                self._counts[-1] = count + 1
            self._label = (mark, item.add("Lbl"))
            self._stack.append(item.add("LBody"))
        elif name == "blockquote":
            self._quotes += 1
            self._stack.append(self._stack[-1].add("BlockQuote"))
        elif name == "heading":
            self._heading = int(token.tag[1])

    def _close(self, name: str) -> None:
        if name in {"bullet_list", "ordered_list"}:
            self._counts.pop()
            self._stack.pop()
        elif name == "list_item":
            self._stack.pop()
            self._label = None
        elif name == "blockquote":
            self._quotes -= 1
            self._stack.pop()
        elif name == "heading":
            self._heading = 0

    def _inline(self, token: Any) -> None:
        children = list(token.children or ())
        if self._label is not None and self._counts and self._counts[-1] is None:
            box = _BOXES.get(token.content[:4].lower())
            if box and children and children[0].content[:4].lower() in _BOXES:
                children[0].content = children[0].content[4:]
                self._label = (box, self._label[1])
        lines = list(_lines(children))
        if self._heading and not self._counts:
            self._set_heading(token.content, lines)
        else:
            self._paragraph(lines)

    def _set_heading(self, source: str, lines: list[list[Markup]]) -> None:
        words = join(*(piece for line in lines for piece in line))
        shown = visible(source)
        if not shown:
            return
        if len(shown) > LONGEST_HEADING:
            self._paragraph([[bold(piece) for piece in line] for line in lines])
            return
        level = min(self._top + max(self._heading - 2, 0), self._last + 1, 6)
        self._last = level
        element = self._stack[-1].add(f"H{level}")
        self._found.append(TaggedParagraph(words, style(f"h{min(level, 4)}"), element))

    def _paragraph(self, lines: list[list[Markup]]) -> None:
        depth = len(self._counts)
        kind = QuoteParagraph if self._quotes else TaggedParagraph
        look = style("quote" if self._quotes else self._body, depth)
        is_bare, self._is_bare = self._is_bare and len(lines) == 1, False
        for line in lines:
            element = self._stack[-1] if is_bare else self._stack[-1].add("P")
            for part in _pieces(line):
                bullet, label = None, None
                if self._label is not None:
                    bullet, label = self._label
                    self._label = None
                font = {"\u2610": "DejaVu", "\u2611": "DejaVu"}.get(bullet or "")
                used = style_with_bullet(look, font) if font else look
                made = kind(part, used, element, bulletText=bullet, label=label)
                self._found.append(made)


@lru_cache(maxsize=16)
def style_with_bullet(look: Any, font: str) -> Any:
    """Give *look* with its bullet in another font."""
    made = look.clone(f"{look.name}-{font}")
    made.bulletFontName = font
    return made


def _pieces(markups: list[Markup]) -> Iterator[Markup]:
    """Join pieces of mark-up into flowables of bearable length."""
    current: list[Markup] = []
    length = 0
    for markup in markups:
        if current and length + len(markup) > LONGEST_PIECE:
            yield join(*current)
            current, length = [], 0
        current.append(markup)
        length += len(markup)
    yield join(*current)


def _lines(children: list[Any]) -> Iterator[list[Markup]]:
    """Give each line (cut at hard breaks) as pieces of mark-up, each whole in itself."""
    line: list[Markup] = []
    strong = emphasis = 0
    hrefs: list[str] = []
    for token in children:
        kind = token.type
        if kind in {"strong_open", "strong_close"}:
            strong += 1 if kind.endswith("open") else -1
        elif kind in {"em_open", "em_close"}:
            emphasis += 1 if kind.endswith("open") else -1
        elif kind == "link_open":
            hrefs.append(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            hrefs.pop()
        elif kind == "hardbreak":
            yield line
            line = []
        else:
            text = " " if kind == "softbreak" else token.content
            line += [_look(escape(part), strong, emphasis, hrefs) for part in cut(text)]
    yield line


def _look(markup: Markup, strong: int, emphasis: int, hrefs: list[str]) -> Markup:
    if not markup:
        return markup
    if strong:
        markup = bold(markup)
    if emphasis:
        markup = italic(markup)
    return link(markup, hrefs[-1]) if hrefs else markup


def cut(text: str) -> Iterator[str]:
    """Cut long text at spaces."""
    while len(text) > LONGEST_PIECE:
        at = text.rfind(" ", 0, LONGEST_PIECE) + 1 or LONGEST_PIECE
        yield text[:at]
        text = text[at:]
    yield text
