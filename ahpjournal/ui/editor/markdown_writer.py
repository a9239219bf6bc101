"""From blocks to Markdown that reads back as the same words. No Qt here."""

import re
from collections.abc import Sequence

from ahpjournal.ui.editor.blocks import Block, BlockKind, Span, merge, read_inline

_SPECIAL = re.compile(r"([\\`*_\[\]<>&])")
_LINE_START = re.compile(r"^([#+=~-]|\d{1,9}(?=[.)]))")
_SPACES = re.compile(r"[\s\u00a0]+")
_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s<>()\\]+$")


def write_markdown(blocks: Sequence[Block]) -> str:
    """Give *blocks* as Markdown. Words are never lost: marks that would not read back are left out."""
    lines: list[str] = []
    before: Block | None = None
    lists = _Lists()
    for block in blocks:
        if not block.text.strip() and not block.kind.is_list:
            continue
        if before is not None and not _is_tight(before, block):
            lines.append(">" if before.kind is block.kind is BlockKind.QUOTE else "")
        lines.append(lists.prefix(block) + _inline(block))
        before = block
    return "\n".join(line.rstrip() if line.strip() else "" for line in lines)


def _is_tight(before: Block, block: Block) -> bool:
    if not (before.kind.is_list and block.kind.is_list):
        return False
    if block.depth != before.depth:
        return True
    return (before.kind is BlockKind.NUMBER) == (block.kind is BlockKind.NUMBER)


class _Lists:
    """Numbers items and indents nested lists as far as CommonMark asks."""

    def __init__(self) -> None:
        self._counts: list[int] = []
        self._offsets: list[int] = []
        self._kinds: list[bool] = []

    def prefix(self, block: Block) -> str:
        kind = block.kind
        if not kind.is_list:
            self._counts, self._offsets, self._kinds = [], [], []
            marks = {
                BlockKind.HEADING_2: "## ",
                BlockKind.HEADING_3: "### ",
                BlockKind.QUOTE: "> ",
            }
            return marks.get(kind, "")
        depth = min(block.depth, len(self._counts))
        is_number = kind is BlockKind.NUMBER
        del self._counts[depth + 1 :], self._offsets[depth + 1 :], self._kinds[depth + 1 :]
        if len(self._counts) == depth or self._kinds[depth] != is_number:
            del self._counts[depth:], self._offsets[depth:], self._kinds[depth:]
            self._counts.append(0)
            self._offsets.append(0)
            self._kinds.append(is_number)
        self._counts[depth] += 1
        mark = f"{self._counts[depth]}. " if is_number else "- "
        self._offsets[depth] = len(mark)
        indent = " " * sum(self._offsets[:depth])
        box = {BlockKind.TO_DO: "[ ] ", BlockKind.DONE: "[x] "}.get(kind, "")
        return indent + mark + box


def _inline(block: Block) -> str:
    spans = merge([Span(_SPACES.sub(" ", s.text), s.is_bold, s.is_italic, s.href) for s in block.spans])
    words = "".join(s.text for s in spans).strip()
    plain = _plain(words, block.kind)
    if not any(s.is_bold or s.is_italic or s.href for s in spans):
        return plain
    marked = _start(_marked(spans).strip(), block.kind)
    read = "".join(s.text for s in read_inline(marked))
    return marked if _SPACES.sub(" ", read).strip() == words else plain


def _plain(words: str, kind: BlockKind) -> str:
    return _start(_escape(words), kind)


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _start(text: str, kind: BlockKind) -> str:
    """Keep the start of a line from being read as a mark of a block."""
    if kind in {BlockKind.HEADING_2, BlockKind.HEADING_3}:
        return text.replace("#", "\\#")
    found = _LINE_START.match(text)
    if found is None:
        return text
    if found[1].isdigit():
        return found[1] + "\\" + text[found.end() :]
    return "\\" + text


def _marked(spans: Sequence[Span]) -> str:
    """Put marks around spans, with white space outside of them."""
    out: list[str] = []
    open_marks: list[str] = []
    for i, span in enumerate(spans):
        lead = span.text[: len(span.text) - len(span.text.lstrip())]
        core = span.text.strip()
        tail = span.text[len(span.text.rstrip()) :] if core else ""
        wanted = _marks(span) if core else [m for m in open_marks]
        while open_marks and not _is_prefix(open_marks, wanted):
            out.append(open_marks.pop())
        out.append(lead)
        for mark in _by_extent(wanted[:], spans[i:]):
            if mark not in open_marks:
                open_marks.append(mark)
                out.append(mark)
        text = _escape(core)
        if span.href and core:
            safe = span.href if _SAFE_LINK.match(span.href) else ""
            text = f"[{text}]({safe})" if safe else text
        out.append(text)
        following = _marks(spans[i + 1]) if i + 1 < len(spans) else []
        if tail:
            while open_marks and open_marks[-1] not in following:
                out.append(open_marks.pop())
        out.append(tail)
    while open_marks:
        out.append(open_marks.pop())
    return "".join(out)


def _marks(span: Span) -> list[str]:
    return ["**"] * span.is_bold + ["*"] * span.is_italic


def _is_prefix(open_marks: list[str], wanted: list[str]) -> bool:
    return all(mark in wanted for mark in open_marks)


def _by_extent(marks: list[str], spans: Sequence[Span]) -> list[str]:
    """Order marks so that the one that lasts longer is opened first."""

    def extent(mark: str) -> int:
        length = 0
        for span in spans:
            if mark not in _marks(span):
                break
            length += 1
        return length

    return sorted(marks, key=extent, reverse=True)
