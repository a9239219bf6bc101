"""Writing blocks as Markdown that every reader takes for the same text. No Qt here.

What was typed is never lost: where a format cannot be written so that it reads back alike (bold on
half a word that ends in a bracket), the format is narrowed or dropped, and the text stays.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    merge_spans,
    numbers,
    settle_levels,
)
from ahpjournal.ui.editor.inline_reader import is_link, read_spans

_ALWAYS = re.compile(r"[\\`*\[\]<~|]|_(?<![^\W_]_)|_(?![^\W_])|&(?=#?\w+;)")
_LINE_START = re.compile(r"(#+|[-+](?=\s|$)|[-=](?=[-=\s]*$)|>|\d{1,9}(?=[.)](?:\s|$)))")
_HASHES_AT_END = re.compile(r"(^|\s)(#+)$")
_SPACES = re.compile(r"[ \t]+")
_LOOSE_SPACE = re.compile(
    rf"^[ \t{LINE_BREAK}]|[ \t{LINE_BREAK}]$|[ \t]{LINE_BREAK}|{LINE_BREAK}[ \t]"
)
_MANY_SPANS = 400
_CODES = (("\\", "%5C"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20"))


@dataclass(frozen=True, slots=True)
class _Style:
    """One of the ways to write emphasis that mean the same."""

    strong: str = "**"
    weak: str = "*"
    is_bold_outside: bool = True


_STYLES = (
    _Style(),
    _Style(is_bold_outside=False),
    _Style(weak="_"),
    _Style(weak="_", is_bold_outside=False),
    _Style(strong="__"),
    _Style(strong="__", is_bold_outside=False),
)


def write_blocks(blocks: Iterable[Block], memory: dict[Block, str] | None = None) -> str:
    """Give *blocks* as Markdown; blocks without text are left out.

    *memory* has how blocks were written the last time it was used, and is brought up to date: so
    only what changed is written anew. It holds the text and has to go with it.
    """
    known = memory if memory is not None else {}
    written: dict[Block, str] = {}
    kept = settle_levels(block for block in blocks if block.text.strip())
    parts: list[str] = []
    indents: list[int] = []
    before: Block | None = None
    for block, number in zip(kept, numbers(kept), strict=True):
        marker = _marker(block, number)
        content = known.get(block)
        if content is None:
            content = _content(block)
        written[block] = content
        if block.kind.is_list:
            del indents[block.level :]
            lead = " " * (indents[-1] if indents else 0)
            width = len("- ") if block.kind in {BlockKind.TODO, BlockKind.DONE} else len(marker)
            indents.append(len(lead) + width)
            text = lead + marker + content.replace("\n", "\n" + " " * indents[-1])
        else:
            indents.clear()
            text = marker + content.replace("\n", "\n" + _continued(block.kind))
        parts.append(_between(before, block) + text)
        before = block
    if memory is not None:
        memory.clear()
        memory.update(written)
    return "".join(parts)


def _marker(block: Block, number: int) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return "## "
        case BlockKind.SUBHEADING:
            return "### "
        case BlockKind.BULLET:
            return "- "
        case BlockKind.NUMBER:
            return f"{number}. "
        case BlockKind.TODO:
            return "- [ ] "
        case BlockKind.DONE:
            return "- [x] "
        case BlockKind.QUOTE:
            return "> "
        case BlockKind.PARAGRAPH:
            return ""


def _continued(kind: BlockKind) -> str:
    return "> " if kind is BlockKind.QUOTE else ""


def _between(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    if before.kind is BlockKind.QUOTE and block.kind is BlockKind.QUOTE:
        return "\n>\n"
    if before.kind.is_list and block.kind.is_list:
        deeper = block.level > before.level
        return "\n\n" if deeper and block.kind is BlockKind.NUMBER and block.start != 1 else "\n"
    return "\n\n"


def _content(block: Block) -> str:
    text = _inline(_tidy(block))
    if block.kind.is_heading:
        text = _HASHES_AT_END.sub(lambda found: f"{found.group(1)}\\{found.group(2)}", text)
    return "\\\n".join(_guard_start(line) for line in text.split(LINE_BREAK))


def _guard_start(line: str) -> str:
    """Keep the start of a line from being taken for a heading, list, quote or rule."""
    found = _LINE_START.match(line)
    if found is None:
        return line
    if line[0].isdigit():
        return f"{found.group()}\\{line[found.end() :]}"
    return "\\" + line


def _tidy(block: Block) -> tuple[Span, ...]:
    """Trim the block and its lines, and put what a heading cannot hold on one line."""
    gap = " " if block.kind.is_heading else LINE_BREAK
    spans = [
        Span(s.text.replace(LINE_BREAK, gap), s.bold, s.italic, _address(s.link))
        for s in block.spans
    ]
    return merge_spans(_trimmed(spans))


def _trimmed(spans: Sequence[Span]) -> Iterable[Span]:
    """Leave out white space at the start and end of lines, which Markdown does not keep."""
    whole = "".join(span.text for span in spans)
    if _LOOSE_SPACE.search(whole) is None:
        yield from spans
        return
    keep = [True] * len(whole)
    for found in re.finditer(rf"(?:^|{LINE_BREAK})[ \t]+|[ \t]+(?=$|{LINE_BREAK})", whole):
        start = found.start() + (whole[found.start()] == LINE_BREAK)
        keep[start : found.end()] = [False] * (found.end() - start)
    bare = whole.strip(f" \t{LINE_BREAK}")
    first = len(whole) - len(whole.lstrip(f" \t{LINE_BREAK}"))
    keep[:first] = [False] * first
    keep[first + len(bare) :] = [False] * (len(whole) - first - len(bare))
    place = 0
    for span in spans:
        end = place + len(span.text)
        if all(keep[place:end]):
            yield span
        else:
            text = "".join(
                sign for sign, is_kept in zip(span.text, keep[place:end], strict=True) if is_kept
            )
            yield replace(span, text=text)
        place = end


def _inline(spans: tuple[Span, ...]) -> str:
    if all(span.is_plain for span in spans):
        return "".join(_escape(span.text) for span in spans)
    is_long = len(spans) > _MANY_SPANS
    for attempt in _tries(spans):
        wanted = merge_spans(attempt)
        for style in _STYLES[:1] if is_long else _STYLES:
            text = _write_spans(wanted, style)
            if read_spans(_as_lines(text)) == wanted:
                return text
        if is_long:
            break
    return "".join(_escape(span.text) for span in spans)


def _tries(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Give *spans* in formats that are ever easier to write; each is made when it is needed."""
    narrowed = _narrow(spans, _without_space)
    yield narrowed
    cut = _narrow(narrowed, _without_marks)
    yield cut
    yield tuple(replace(span, italic=span.italic and not span.bold) for span in cut)
    yield tuple(replace(span, italic=False) for span in cut)
    yield tuple(replace(span, bold=False) for span in cut)


def _as_lines(text: str) -> str:
    return text.replace(LINE_BREAK, "\\\n")


def _narrow(
    spans: tuple[Span, ...], cut: Callable[[str], tuple[str, str, str]]
) -> tuple[Span, ...]:
    """Take from both ends of every stretch in bold or italic what *cut* says."""
    done = list(spans)
    for name in ("bold", "italic", "link"):
        narrowed: list[Span] = []
        stretch: list[Span] = []
        for span in [*done, Span("")]:
            value = getattr(span, name)
            if value and (not stretch or getattr(stretch[0], name) == value):
                stretch.append(span)
                continue
            narrowed.extend(_cut_stretch(stretch, name, cut))
            stretch = [span] if value else []
            if not value:
                narrowed.append(span)
        narrowed.extend(_cut_stretch(stretch, name, cut))
        done = narrowed
    return merge_spans(done)


def _cut_stretch(
    stretch: list[Span], name: str, cut: Callable[[str], tuple[str, str, str]]
) -> Iterable[Span]:
    if not stretch:
        return
    whole = "".join(span.text for span in stretch)
    lead, body, tail = cut(whole)
    if not lead and not tail:
        yield from stretch
        return
    first, last = len(lead), len(lead) + len(body)
    off: str | bool = "" if name == "link" else False
    place = 0
    for span in stretch:
        text = span.text
        a, b = (min(max(edge - place, 0), len(text)) for edge in (first, last))
        yield _without(replace(span, text=text[:a]), name, off)
        yield replace(span, text=text[a:b])
        yield _without(replace(span, text=text[b:]), name, off)
        place += len(text)


def _without(span: Span, name: str, off: str | bool) -> Span:  # noqa: FBT001 - a value, not a switch
    match name:
        case "bold":
            return replace(span, bold=bool(off))
        case "italic":
            return replace(span, italic=bool(off))
        case _:
            return replace(span, link=str(off))


def _without_space(text: str) -> tuple[str, str, str]:
    return _split(text, str.isspace)


def _without_marks(text: str) -> tuple[str, str, str]:
    return _split(text, lambda sign: not sign.isalnum())


def _split(text: str, is_edge: Callable[[str], bool]) -> tuple[str, str, str]:
    first, last = 0, len(text)
    while first < last and is_edge(text[first]):
        first += 1
    while last > first and is_edge(text[last - 1]):
        last -= 1
    return text[:first], text[first:last], text[last:]


def _write_spans(spans: tuple[Span, ...], style: _Style) -> str:
    """Write links outermost; each format is opened and closed once a stretch."""

    def written(inner: tuple[Span, ...], link: str) -> str:
        text = _write_emphasis(inner, style)
        return f"[{text}]({link.replace('&', '&amp;')})" if link else text

    return _wrap(spans, lambda span: span.link, written)


def _write_emphasis(spans: tuple[Span, ...], style: _Style) -> str:
    def bold(inner: tuple[Span, ...], is_bold: str) -> str:
        sign = style.strong if is_bold else ""
        text = _wrap(inner, _italic_key, italic) if style.is_bold_outside else _plain(inner)
        return f"{sign}{text}{sign}"

    def italic(inner: tuple[Span, ...], is_italic: str) -> str:
        sign = style.weak if is_italic else ""
        text = _plain(inner) if style.is_bold_outside else _wrap(inner, _bold_key, bold)
        return f"{sign}{text}{sign}"

    if style.is_bold_outside:
        return _wrap(spans, _bold_key, bold)
    return _wrap(spans, _italic_key, italic)


def _bold_key(span: Span) -> str:
    return "b" if span.bold else ""


def _italic_key(span: Span) -> str:
    return "i" if span.italic else ""


def _plain(spans: tuple[Span, ...]) -> str:
    return "".join(_escape(span.text) for span in spans)


def _wrap(
    spans: tuple[Span, ...],
    key: Callable[[Span], str],
    write: Callable[[tuple[Span, ...], str], str],
) -> str:
    parts: list[str] = []
    group: list[Span] = []
    for span in spans:
        if group and key(group[0]) != key(span):
            parts.append(write(tuple(group), key(group[0])))
            group = []
        group.append(span)
    if group:
        parts.append(write(tuple(group), key(group[0])))
    return "".join(parts)


def _address(link: str) -> str:
    """Give *link* in a form that needs no brackets around it; empty if it may not be a link."""
    if not link:
        return ""
    for sign, code in _CODES:
        link = link.replace(sign, code)
    return link if is_link(link) else ""


def _escape(text: str) -> str:
    return _ALWAYS.sub(lambda found: "\\" + found.group(), text)
