"""What is copied out of the text edit, and what may come in: the closed subset and nothing else."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QMimeData

from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    settle_levels,
)
from ahpjournal.ui.editor.html_reader import blocks_of_html
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks

_MARKDOWN = "text/markdown"
_OWN = "application/x-ahpjournal-markdown"
_SPACE = re.compile(r"[\s\u00a0]+")
LONG = 100_000
"""Characters; more are taken in batches."""
_PART = 20_000
_PARTS_OF_TEXT = re.compile(r"[\r\n\u2029]+")
_PARTS_OF_MARKDOWN = re.compile(r"\n\n(?=\S)")
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(ul|ol|table|blockquote|pre|p|div|h[1-6])\b[^>]*>", re.IGNORECASE)
_BOXES = frozenset({"ul", "ol", "table", "blockquote", "pre"})
Batch = tuple[float, tuple[Block, ...]]
"""Which share of the whole is done with these blocks, 0 to 1, and the blocks."""
_TAGS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.HEADING: "h2",
    BlockKind.SUBHEADING: "h3",
    BlockKind.QUOTE: "blockquote",
}
_LEADS = {BlockKind.TODO: "[ ] ", BlockKind.DONE: "[x] "}


def mime_of(blocks: Sequence[Block]) -> QMimeData:
    """Give *blocks* for the clipboard: as Markdown, as HTML for other programs, as plain text."""
    mime = QMimeData()
    markdown = write_blocks(blocks).encode()
    mime.setData(_OWN, markdown)
    mime.setData(_MARKDOWN, markdown)
    mime.setHtml(_html(blocks))
    mime.setText("\n".join(block.text.replace(LINE_BREAK, "\n") for block in blocks))
    return mime


def can_take(mime: QMimeData) -> bool:
    """Tell whether there is text in *mime*."""
    return mime.hasFormat(_OWN) or mime.hasHtml() or mime.hasText()


def blocks_of_mime(mime: QMimeData) -> tuple[Block, ...]:
    """Give what the subset has room for; pictures and styles are left behind."""
    if mime.hasFormat(_OWN):
        return read_blocks(bytes(mime.data(_OWN).data()).decode("utf-8", "replace"))
    if mime.hasHtml():
        found = blocks_of_html(mime.html())
        if found:
            return found
    return blocks_of_text(mime.text())


def is_long(mime: QMimeData) -> bool:
    """Tell whether *mime* holds so much that it is better taken in batches."""
    if mime.hasFormat(_OWN):
        return mime.data(_OWN).size() > LONG
    return len(mime.html() if mime.hasHtml() else mime.text()) > LONG


def batches_of_mime(mime: QMimeData) -> Iterator[Batch]:
    """Give what the subset has room for, part by part; *mime* may go away meanwhile."""
    if mime.hasFormat(_OWN):
        text = bytes(mime.data(_OWN).data()).decode("utf-8", "replace")
        return _batches(_PARTS_OF_MARKDOWN, text, read_blocks)
    if mime.hasHtml():
        return _batches_of_html(mime.html())
    return batches_of_text(mime.text())


def batches_of_text(text: str) -> Iterator[Batch]:
    """Give each line of plain *text* as a paragraph, part by part.

    A line longer than any part becomes several paragraphs.
    """
    return _batches(_PARTS_OF_TEXT, text, blocks_of_text, most=_PART)


def _batches(
    ends: re.Pattern[str], text: str, read: Callable[[str], tuple[Block, ...]], most: int = 0
) -> Iterator[Batch]:
    """Cut *text* at *ends*; with *most*, at any white space where none comes in so many letters."""
    start = 0
    while start < len(text):
        place = start + _PART
        found = ends.search(text, place, place + most) if most else ends.search(text, place)
        if found is None and most:
            found = _SPACE.search(text, place)
        end = found.end() if found is not None else len(text)
        blocks = read(text[start:end])
        start = end
        if blocks:
            yield start / len(text), blocks


def _batches_of_html(markup: str) -> Iterator[Batch]:
    """Cut HTML where a paragraph ends that lies in no list, table or quote."""
    body = _BODY.search(markup)
    start, depth = body.end() if body is not None else 0, 0
    for tag in _TAG.finditer(markup, start):
        is_end, is_box = bool(tag.group(1)), tag.group(2).lower() in _BOXES
        depth = max(depth + (-1 if is_end else 1) * is_box, 0)
        if is_end and not depth and tag.end() - start >= _PART:
            blocks = blocks_of_html(markup[start : tag.end()])
            start = tag.end()
            if blocks:
                yield start / len(markup), blocks
    blocks = blocks_of_html(markup[start:])
    if blocks:
        yield 1.0, blocks


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Give each line of plain *text* as a paragraph; empty lines are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    return tuple(Block(spans=(Span(line.rstrip()),)) for line in lines if line.strip())


def _html(blocks: Sequence[Block]) -> str:
    parts: list[str] = []
    open_lists: list[str] = []
    for block in settle_levels(blocks):
        depth = block.level + 1 if block.kind.is_list else 0
        tag = "ol" if block.kind is BlockKind.NUMBER else "ul"
        while len(open_lists) > depth or (
            len(open_lists) == depth and depth and open_lists[-1] != tag
        ):
            parts.append(f"</{open_lists.pop()}>")
        while len(open_lists) < depth:
            open_lists.append(tag)
            parts.append(f"<{tag}>")
        inner = html.escape(_LEADS.get(block.kind, "")) + "".join(
            _html_span(s) for s in block.spans
        )
        name = "li" if block.kind.is_list else _TAGS[block.kind]
        parts.append(f"<{name}>{inner}</{name}>")
    parts.extend(f"</{tag}>" for tag in reversed(open_lists))
    return "".join(parts)


def _html_span(span: Span) -> str:
    text = html.escape(span.text).replace(LINE_BREAK, "<br>")
    if span.italic:
        text = f"<em>{text}</em>"
    if span.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{html.escape(span.link)}">{text}</a>' if span.link else text
