"""HTML from Word, Outlook, Google Docs, LibreOffice or the web, read into the subset. No Qt here.

Styles, pictures, deleted text and comments are left behind; tables become lines.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    merge_spans,
    settle_levels,
)
from ahpjournal.ui.editor.html_frames import HEADINGS, Frame, Item, frame_of, whole
from ahpjournal.ui.editor.html_tables import Table
from ahpjournal.ui.editor.html_tokens import End, Start, Text, tokens_of

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_VOID = frozenset({"area", "base", "col", "embed", "hr", "link", "meta", "source", "track", "wbr"})
# A tag that opens closes the open ones of these names, up to the nearest of those names.
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "p": (frozenset({"p"}), frozenset({"li", "td", "th", "div", "blockquote", "table"})),
}
_CELLS = frozenset({"td", "th", "table"})
_NONE: frozenset[str] = frozenset()
_DEEPEST = 200
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_OUTSIDE = frozenset(
    {"table", "caption", "tr", "td", "th", "tbody", "thead", "tfoot", "body", "html"}
)
"""Only ends of these close what lies around a cell of a table."""
_LEVEL = re.compile(r"level(\d)")
_COUNTED = re.compile(r"[(]?(?:(\d{1,4})|[a-zA-Z]{1,5})[.)]")
_BULLET = re.compile(r"^\s*[\u00b7\u2022\u25aa\u25e6\uf0b7\u00a7](?:[\s\u00a0]+)")
_LOOSE_BULLET = re.compile(r"^\s*[o\u2013-](?:[\s\u00a0]{2,})")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)](?:[\s\u00a0]{2,})")
_RAISED = str.maketrans(
    "0123456789+-", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b"
)
_LOWERED = str.maketrans(
    "0123456789+-", "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b"
)
_LONGEST_SIGN = 12


def blocks_of_html(markup: str) -> tuple[Block, ...]:
    """Read HTML into the subset; nothing it names is fetched."""
    return _Reader().read(markup)


class _Reader:
    def __init__(self) -> None:
        self._frames = [Frame()]
        self._open: dict[str, int] = {}
        self._lists: list[tuple[str, int]] = []
        self._tables: list[Table] = []
        self._sinks: list[list[Block]] = [[]]
        self._spans: list[Span] = []
        self._at: Frame = self._frames[0]
        self._marker = ""

    def read(self, markup: str) -> tuple[Block, ...]:
        for token in tokens_of(markup):
            if isinstance(token, Text):
                self._on_text(token.text)
            elif isinstance(token, Start):
                self._on_start(token)
            else:
                self._on_end(token)
        self._flush()
        while self._tables:
            self._close_table()
        return settle_levels(self._sinks[0])

    # Text

    def _on_text(self, text: str) -> None:
        frame = self._frames[-1]
        if frame.is_hidden:
            return
        if frame.is_marker:
            self._marker += text
            return
        lines = text.replace("\r\n", "\n").split("\n") if frame.keeps_lines else [text]
        for place, line in enumerate(lines):
            if place:
                self._break()
            words = _SPACES.sub(" ", line)
            self._add(_shifted(words, frame.shift) if frame.shift else words)

    def _add(self, text: str) -> None:
        frame = self._frames[-1]
        if not self._spans:
            if not text.strip(" "):
                return
            self._at = frame
        elif text.startswith(" ") and self._spans[-1].text.endswith((" ", LINE_BREAK)):
            text = text[1:]
        if text:
            is_bold = frame.bold and not self._at.kind.is_heading
            self._spans.append(Span(text, is_bold, frame.italic, frame.link))

    def _break(self) -> None:
        """Break the line; a second break on end makes a paragraph."""
        if not self._spans:
            return
        if self._spans[-1].text == LINE_BREAK and self._at.item is None:
            self._flush()
        else:
            self._spans.append(Span(LINE_BREAK))

    # Tags

    def _on_start(self, tag: Start) -> None:
        name = tag.name
        if name in _VOID or name in {"br", "img", "input"}:
            self._on_void(tag)
            return
        if name in _BLOCKS:
            self._flush()
            if name in _CLOSES:
                self._close_innermost(*_CLOSES[name])
        if (":" in name and tag.source.endswith("/")) or len(self._frames) > _DEEPEST:
            return
        self._frames.append(self._opened(tag, frame_of(tag, self._frames[-1])))
        self._open[name] = self._open.get(name, 0) + 1

    def _opened(self, tag: Start, frame: Frame) -> Frame:
        """Note that a list, table, row, cell or item begins; give its frame."""
        name = tag.name
        if name in {"ul", "ol"}:
            self._lists.append((name, whole(tag.attributes.get("start", ""), 1)))
        elif name == "li":
            return replace(frame, item=self._item_of(tag))
        elif "mso-list" in tag.style and name not in HEADINGS:
            return _as_word_item(frame, tag.style["mso-list"])
        elif name == "table":
            self._tables.append(Table())
            self._sinks.append(self._tables[-1].add_cell())  # for what stands before the rows
        elif name in {"tr", "td", "th"} and self._tables:
            self._on_cell(name)
        return frame

    def _on_void(self, tag: Start) -> None:
        if self._frames[-1].is_hidden:
            return
        if tag.name == "br":
            self._break()
        elif tag.name == "img":
            self._on_picture(tag)
        elif tag.name == "input":
            self._on_box(tag)
        elif tag.name == "hr":
            self._flush()

    def _on_cell(self, name: str) -> None:
        if name == "tr":
            self._tables[-1].add_row()
        else:
            self._sinks[-1] = self._tables[-1].add_cell()

    def _on_end(self, tag: End) -> None:
        if tag.name in _BLOCKS:
            self._flush()
        self._close_innermost(frozenset({tag.name}), _CELLS if tag.name not in _OUTSIDE else _NONE)

    def _pop(self) -> str:
        frame = self._frames.pop()
        self._open[frame.name] -= 1
        if frame.name in {"ul", "ol"}:
            self._lists.pop()
        elif frame.name == "table":
            self._close_table()
        return frame.name

    def _close_table(self) -> None:
        self._flush()
        self._sinks.pop()
        self._sinks[-1].extend(self._tables.pop().blocks())

    def _close_innermost(self, names: frozenset[str], ends: frozenset[str]) -> None:
        """Close the innermost of *names* and all in it, unless one of *ends* lies in between."""
        if not any(self._open.get(name) for name in names):
            return
        for place in range(len(self._frames) - 1, 0, -1):
            name = self._frames[place].name
            if name in names:
                while len(self._frames) > place:
                    self._pop()
                return
            if name in ends:
                return

    def _on_picture(self, tag: Start) -> None:
        """Take the words that stand for a smiley; other pictures are left behind."""
        words = tag.attributes.get("alt", "")
        is_sign = len(words) <= _LONGEST_SIGN and not any(
            c.isascii() and c.isalnum() for c in words
        )
        if is_sign and words.strip():
            self._add(words)

    def _on_box(self, tag: Start) -> None:
        item = self._frames[-1].item
        if item is not None and tag.attributes.get("type", "").lower() == "checkbox":
            item.kind = BlockKind.DONE if "checked" in tag.attributes else BlockKind.TODO

    def _item_of(self, tag: Start) -> Item:
        name, start = self._lists[-1] if self._lists else ("ul", 1)
        if self._lists:
            self._lists[-1] = (name, 1)
        said = tag.attributes.get("aria-level") or tag.attributes.get("data-aria-level", "")
        level = whole(said, max(len(self._lists), 1)) - 1
        kind = BlockKind.NUMBER if name == "ol" else BlockKind.BULLET
        if tag.attributes.get("role") == "checkbox":
            is_done = tag.attributes.get("aria-checked") == "true"
            kind = BlockKind.DONE if is_done else BlockKind.TODO
        return Item(kind, level, whole(tag.attributes.get("value", ""), start))

    # Blocks

    def _flush(self) -> None:
        spans, marker = _tidy(self._spans), self._marker
        self._spans, self._marker = [], ""
        if not spans:
            return
        sink = self._sinks[-1]
        item = self._at.item
        if item is not None:
            _add_to_item(sink, item, spans, marker)
        elif self._at.kind is BlockKind.PARAGRAPH and not marker:
            sink.append(_guess_item(spans))
        else:
            lead = (Span(f"{marker.strip()} "),) if marker.strip() else ()
            sink.append(Block(self._at.kind, _neat(lead + spans)))


def _as_word_item(frame: Frame, said: str) -> Frame:
    """Read Word's own way to say that a paragraph is an item: mso-list:l0 level2 lfo1."""
    level = _LEVEL.search(said)
    if level is None:
        return frame
    item = Item(BlockKind.BULLET, int(level[1]) - 1, is_word_paragraph=True)
    return replace(frame, item=item)


def _add_to_item(sink: list[Block], item: Item, spans: tuple[Span, ...], marker: str) -> None:
    counted = _COUNTED.match(marker.strip())
    if counted is not None:
        item.kind, item.start = BlockKind.NUMBER, int(counted[1] or 1)
    elif item.is_word_paragraph and not marker:
        guess = _guess_item(spans)
        if guess.kind.is_list:
            item.kind, item.start, spans = guess.kind, guess.start, guess.spans
    spans = _neat(spans)
    if item.last is not None and sink and sink[-1] is item.last:
        spans = merge_spans((*item.last.spans, Span(LINE_BREAK), *spans))
        sink.pop()
    item.last = Block(item.kind, spans, max(item.level, 0), item.start)
    sink.append(item.last)


def _shifted(text: str, way: str) -> str:
    """Give small raised or lowered figures for figures; other text as it is."""
    signs = _RAISED if way == "sup" else _LOWERED
    return text.translate(signs) if all(ord(c) in signs for c in text.strip()) else text


def _tidy(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Take white space and line breaks off both ends; nothing is left of white space alone."""
    merged = list(merge_spans(spans))
    while merged and not merged[-1].text.strip(f" \u00a0\t\n{LINE_BREAK}"):
        merged.pop()
    if merged:
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip(f" \u00a0\t{LINE_BREAK}"))
    return tuple(merged)


def _neat(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Leave one space where there were several, and none at the start."""
    neat: list[Span] = []
    before = " "
    for span in merge_spans(spans):
        text = _BLANKS.sub(" ", span.text)
        if before.endswith((" ", LINE_BREAK)):
            text = text.lstrip(" ")
        if not neat:
            text = text.lstrip(f" {LINE_BREAK}")
        if text:
            neat.append(replace(span, text=text))
            before = text
    return merge_spans(neat)


def _guess_item(spans: tuple[Span, ...]) -> Block:
    """Old programs write lists as paragraphs that begin with a bullet or number and a wide gap."""
    text = "".join(span.text for span in spans)
    for pattern, kind in (
        (_BULLET, BlockKind.BULLET),
        (_LOOSE_BULLET, BlockKind.BULLET),
        (_NUMBER, BlockKind.NUMBER),
    ):
        found = pattern.match(text)
        if found is not None and text[found.end() :].strip():
            rest = _neat(_after(spans, found.end()))
            return Block(kind, rest, 0, int(found[1]) if kind is BlockKind.NUMBER else 1)
    return Block(BlockKind.PARAGRAPH, _neat(spans))


def _after(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Cut *count* characters off the start."""
    kept: list[Span] = []
    for span in spans:
        if count < len(span.text):
            kept.append(replace(span, text=span.text[count:]))
        count = max(count - len(span.text), 0)
    return tuple(kept)
