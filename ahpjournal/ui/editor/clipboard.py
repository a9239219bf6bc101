"""What is copied out of the text edit, and what may come in: the closed subset and nothing else."""

import html
import re
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextDocument, QTextFormat, QTextListFormat

from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    merge_spans,
    settle_levels,
)
from ahpjournal.ui.editor.document import read_spans_of
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks

_MARKDOWN = "text/markdown"
_OWN = "application/x-ahpjournal-markdown"
_BULLET = re.compile(r"^\s*[\u00b7\u2022\u25aa\u25e6\uf0b7\u00a7](?:[\s\u00a0]+)")
_LOOSE_BULLET = re.compile(r"^\s*[o\u2013-](?:[\s\u00a0]{2,})")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)](?:[\s\u00a0]{2,})")
_BLANKS = re.compile(r"[ \t\u00a0]+")
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
    """Give what the subset has room for; pictures, tables' lines and styles are left behind."""
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
    head = markup[: body.end()] if body is not None else ""
    start, depth = len(head), 0
    for tag in _TAG.finditer(markup, start):
        is_end, is_box = bool(tag.group(1)), tag.group(2).lower() in _BOXES
        depth = max(depth + (-1 if is_end else 1) * is_box, 0)
        if is_end and not depth and tag.end() - start >= _PART:
            blocks = blocks_of_html(head + markup[start : tag.end()])
            start = tag.end()
            if blocks:
                yield start / len(markup), blocks
    blocks = blocks_of_html(head + markup[start:])
    if blocks:
        yield 1.0, blocks


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Give each line of plain *text* as a paragraph; empty lines are left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").split("\n")
    return tuple(Block(spans=(Span(line.rstrip()),)) for line in lines if line.strip())


def blocks_of_html(markup: str) -> tuple[Block, ...]:
    """Read HTML, such as Word's, into the subset."""
    document = QTextDocument()
    document.setHtml(markup)
    found: list[Block] = []
    block = document.begin()
    while block.isValid():
        found.append(_foreign_block(block))
        block = block.next()
    return settle_levels(block for block in found if block.text.strip())


def _foreign_block(block: QTextBlock) -> Block:
    form = block.blockFormat()
    is_heading = form.headingLevel() > 0
    spans = merge_spans(
        Span(_BLANKS.sub(" ", s.text), s.bold and not is_heading, s.italic, s.link)
        for s in read_spans_of(block, 0, block.length() - 1)
    )
    if form.objectIndex() >= 0:
        look = block.textList().format()
        return Block(_list_kind(look.style(), form), spans, max(look.indent() - 1, 0))
    if is_heading:
        top = 2
        kind = BlockKind.HEADING if form.headingLevel() <= top else BlockKind.SUBHEADING
        return Block(kind, spans)
    if form.intProperty(int(QTextFormat.Property.BlockQuoteLevel)) > 0:
        return Block(BlockKind.QUOTE, spans)
    return _guess_item(block.text(), spans)


def _list_kind(style: QTextListFormat.Style, form: QTextBlockFormat) -> BlockKind:
    if form.marker() is QTextBlockFormat.MarkerType.Checked:
        return BlockKind.DONE
    if form.marker() is QTextBlockFormat.MarkerType.Unchecked:
        return BlockKind.TODO
    is_bullet = style in {
        QTextListFormat.Style.ListDisc,
        QTextListFormat.Style.ListCircle,
        QTextListFormat.Style.ListSquare,
    }
    return BlockKind.BULLET if is_bullet else BlockKind.NUMBER


def _guess_item(text: str, spans: tuple[Span, ...]) -> Block:
    """Word writes lists as paragraphs that begin with a bullet or number and a wide gap."""
    for pattern, kind in (
        (_BULLET, BlockKind.BULLET),
        (_LOOSE_BULLET, BlockKind.BULLET),
        (_NUMBER, BlockKind.NUMBER),
    ):
        found = pattern.match(text)
        if found is not None:
            rest = text[found.end() :]
            return Block(
                kind, _after(spans, rest), 0, int(found.group(1)) if kind is BlockKind.NUMBER else 1
            )
    return Block(BlockKind.PARAGRAPH, spans)


def _after(spans: tuple[Span, ...], rest: str) -> tuple[Span, ...]:
    """Cut the start of *spans* off so that *rest*, white space aside, is left."""
    wanted = len(_SPACE.sub("", rest))
    kept: list[Span] = []
    for span in reversed(spans):
        count = len(_SPACE.sub("", span.text))
        if count <= wanted:
            kept.append(span)
            wanted -= count
            continue
        text = span.text
        while wanted < len(_SPACE.sub("", text)):
            text = text[1:]
        kept.append(Span(text.lstrip(), span.bold, span.italic, span.link))
        break
    return merge_spans(reversed(kept))


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
