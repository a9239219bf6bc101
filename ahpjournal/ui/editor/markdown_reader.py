"""Reading the closed Markdown subset into blocks. No Qt here.

The subset is headings of two levels, bold, italic, bulleted, numbered and check lists, quotes and
links. Whatever else stands in the text (HTML, tables, code, pictures) is kept and shown as text.
"""

import re
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    merge_spans,
    settle_levels,
)
from ahpjournal.ui.editor.inline_reader import read_spans

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)(.*)")
_HEADING_END = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_ITEM = re.compile(r"(?:([-*+])|(\d{1,9})[.)])(?:[ \t]+|$)")
_CHECK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")
_BLANK = f" \t\n{LINE_BREAK}"
_CODE_INDENT = 4
_NESTED_ON_A_LINE = 6
_TAB = 4


@dataclass(slots=True)
class _Raw:
    """A block whose lines are still being gathered."""

    kind: BlockKind
    lines: list[str]
    level: int = 0
    start: int = 1
    is_literal: bool = False


@dataclass(slots=True)
class _Reader:
    """Goes through the lines once."""

    may_quote: bool = True
    raws: list[_Raw] = field(default_factory=list)
    open: _Raw | None = None
    indents: list[int] = field(default_factory=list)
    """Column at which the text of each open list item begins."""
    fence: str = ""
    quoted: list[str] = field(default_factory=list)

    def read(self, lines: list[str]) -> None:
        for line in lines:
            self._read_line(line)
        self._end_quote()

    def _read_line(self, line: str) -> None:
        text = line.lstrip(" \t")
        indent = _width(line[: len(line) - len(text)])
        if self.fence:
            self._read_code(line, text)
        elif self.may_quote and text.startswith(">") and not self._is_code(indent):
            self._add_quoted(line)
        elif self.quoted and text and self._continues_quote(text):
            self.quoted.append(line)
        else:
            self._end_quote()
            if text:
                self._read_text(text, indent)
            else:
                self.open = None

    def _read_code(self, line: str, text: str) -> None:
        if text.startswith(self.fence) and not text.strip(self.fence[0]).strip():
            self.fence, self.open = "", None
        elif self.open is not None:
            self.open.lines.append(line.rstrip())

    def _add_quoted(self, line: str) -> None:
        self.open = None
        self.indents.clear()
        found = _QUOTE.match(line)
        self.quoted.append(line[found.end() :] if found is not None else line)

    def _continues_quote(self, text: str) -> bool:
        if not self.quoted[-1].strip():
            return False
        starts = (_HEADING, _ITEM, _RULE, _FENCE)
        return not any(pattern.match(text) for pattern in starts)

    def _end_quote(self) -> None:
        if not self.quoted:
            return
        inner = _Reader(may_quote=False)
        lines, self.quoted = self.quoted, []
        inner.read(lines)
        for raw in inner.raws:
            prefix = "\u2022 " if raw.kind.is_list else ""
            raw.lines = [prefix + raw.lines[0], *raw.lines[1:]] if raw.lines else [""]
            self.raws.append(_Raw(BlockKind.QUOTE, raw.lines, is_literal=raw.is_literal))

    def _read_text(self, text: str, indent: int) -> None:
        fence = _FENCE.match(text)
        heading = _HEADING.match(text)
        if self._is_underline(text, indent):
            return
        if self._is_code(indent):
            self._begin(_Raw(BlockKind.PARAGRAPH, [text], is_literal=True))
        elif fence is not None:
            self.fence = fence.group(1)
            self._begin(_Raw(BlockKind.PARAGRAPH, [], is_literal=True))
        elif heading is not None and indent < _CODE_INDENT:
            self._begin_heading(heading)
        elif _RULE.match(text):
            self._begin(_Raw(BlockKind.PARAGRAPH, [text], is_literal=True))
            self.open = None
        elif not self._begin_item(text, indent):
            self._go_on(text, indent)

    def _is_code(self, indent: int) -> bool:
        return indent >= _CODE_INDENT and self.open is None and not self.indents

    def _is_underline(self, text: str, indent: int) -> bool:
        raw = self.open
        if raw is None or raw.kind is not BlockKind.PARAGRAPH or raw.is_literal or self.indents:
            return False
        if indent >= _CODE_INDENT or not _UNDERLINE.match(text):
            return False
        raw.kind = BlockKind.HEADING
        self.open = None
        return True

    def _begin_heading(self, found: re.Match[str]) -> None:
        top = 2
        kind = BlockKind.HEADING if len(found.group(1)) <= top else BlockKind.SUBHEADING
        self._begin(_Raw(kind, [_HEADING_END.sub("", found.group(2))]))
        self.open = None

    def _begin_item(self, text: str, indent: int) -> bool:
        found = _ITEM.match(text)
        if found is None or not self._may_begin_item(found, text, indent):
            return False
        for _turn in range(_NESTED_ON_A_LINE):
            while self.indents and indent < self.indents[-1]:
                self.indents.pop()
            level = len(self.indents)
            width = found.end() if found.end() < len(text) else len(found.group().rstrip()) + 1
            marker = len(found.group().rstrip())
            if width > marker + _CODE_INDENT:
                width = marker + 1
            indent += width
            self.indents.append(indent)
            text = text[found.end() :]
            kind = BlockKind.NUMBER if found.group(2) else BlockKind.BULLET
            start = int(found.group(2) or 1)
            inner = _ITEM.match(text)
            if inner is None or _RULE.match(text):
                break
            found = inner
        check = _CHECK.match(text)
        if check is not None and kind is BlockKind.BULLET:
            kind = BlockKind.TODO if check.group(1) == " " else BlockKind.DONE
            text = text[check.end() :]
        raw = _Raw(kind, [text] if text else [], level, start)
        self.raws.append(raw)
        self.open = raw
        return True

    def _may_begin_item(self, found: re.Match[str], text: str, indent: int) -> bool:
        if not self.indents and indent >= _CODE_INDENT:
            return False
        interrupts = self.open is not None and not (self.indents and self.open.kind.is_list)
        deeper = bool(self.indents) and self.open is not None and indent >= self.indents[-1]
        if interrupts or deeper:
            is_empty = found.end() >= len(text)
            return not is_empty and found.group(2) in {None, "1"}
        return True

    def _go_on(self, text: str, indent: int) -> None:
        if self.open is not None and not self.open.is_literal:
            self.open.lines.append(text)
            return
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if self.indents and self.raws and self.raws[-1].kind.is_list:
            raw = self.raws[-1]
            if raw.lines:
                raw.lines[-1] = raw.lines[-1].rstrip() + "\\"
            raw.lines.append(text)
            self.open = raw
            return
        self._begin(_Raw(BlockKind.PARAGRAPH, [text]))

    def _begin(self, raw: _Raw) -> None:
        self.indents.clear()
        self.raws.append(raw)
        self.open = raw


def read_blocks(markdown: str) -> tuple[Block, ...]:
    """Read *markdown*; blocks without text are left out."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n\n")
    reader = _Reader()
    reader.read(text.replace("\x00", "\ufffd").split("\n"))
    blocks = (_finish(raw) for raw in reader.raws)
    return settle_levels(block for block in blocks if block.text.strip())


def _finish(raw: _Raw) -> Block:
    if raw.is_literal:
        spans: tuple[Span, ...] = merge_spans((Span(LINE_BREAK.join(raw.lines)),))
    else:
        spans = _trim(read_spans("\n".join(raw.lines).rstrip(_BLANK)))
    return Block(raw.kind, spans, raw.level, raw.start)


def _trim(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    trimmed = list(spans)
    while trimmed and not trimmed[-1].text.rstrip(_BLANK):
        trimmed.pop()
    if trimmed:
        last = trimmed[-1]
        trimmed[-1] = Span(last.text.rstrip(_BLANK), last.bold, last.italic, last.link)
    return tuple(trimmed)


def _width(space: str) -> int:
    return len(space.expandtabs(_TAB))
