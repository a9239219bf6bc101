"""Reading emphasis and links inside a block, as CommonMark does it. No Qt here.

The algorithm is CommonMark's own (delimiter runs and a stack of openers): its time does not grow
faster than the text, whatever the text is.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import LINE_BREAK, Span, merge_spans

_SPECIAL = re.compile(r"[\\*_\[\]&<\n]|!\[")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]{1,2000})>", re.IGNORECASE)
_DESTINATION = re.compile(
    r"\(\s*(?:<([^<>\n]{0,2000})>"
    r"|((?!<)(?:\\[()]|[^\s()\\]|\\(?![()])|\([^\s()]{0,200}\)){0,2000}))"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)"
)
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(slots=True)
class _Node:
    """A stretch of text, or a run of delimiters that may become a format.

    *bold* and *italic* are by how much the depth of the format changes at this node.
    """

    text: str
    mark: str = ""
    count: int = 0
    size: int = 0
    can_open: bool = False
    can_close: bool = False
    bold: int = 0
    italic: int = 0
    link: str = ""


def read_spans(text: str) -> tuple[Span, ...]:
    """Give the spans of one block's Markdown; anything outside the subset stays as text."""
    if _SPECIAL.search(text) is None:
        return merge_spans((Span(text),))
    reader = _InlineReader(text)
    return reader.read()


def is_link(address: str) -> bool:
    """Tell whether *address* is of a kind that an entry may link to: the web, or e-mail."""
    return _LINK.fullmatch(address) is not None


class _InlineReader:
    """Reads one block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._nodes: list[_Node] = []
        self._delimiters: list[int] = []
        self._brackets: list[tuple[int, bool]] = []
        """Node of each open bracket, and whether it begins a picture; a link closes them all."""

    def read(self) -> tuple[Span, ...]:
        text, place = self._text, 0
        while True:
            found = _SPECIAL.search(text, place)
            if found is None:
                self._add(text[place:])
                break
            self._add(text[place : found.start()])
            place = self._read_special(found.group(), found.start())
        self._match_delimiters(0)
        return merge_spans(self._spans())

    def _spans(self) -> Iterator[Span]:
        bold = italic = 0
        for node in self._nodes:
            bold, italic = bold + node.bold, italic + node.italic
            yield Span(node.text, bold > 0, italic > 0, node.link)

    def _read_special(self, sign: str, place: int) -> int:
        match sign:
            case "\\":
                return self._read_escape(place)
            case "*" | "_":
                return self._read_run(sign, place)
            case "[" | "![":
                self._add(sign, own=True)
                self._brackets.append((len(self._nodes) - 1, sign == "!["))
                return place + len(sign)
            case "]":
                return self._read_bracket_end(place)
            case "\n":
                return self._read_line_end(place)
            case _:
                return self._read_reference(sign, place)

    def _add(self, text: str, *, own: bool = False) -> None:
        if text:
            nodes = self._nodes
            if not own and nodes and not nodes[-1].mark and nodes[-1].size == 0:
                nodes[-1].text += text
            else:
                nodes.append(_Node(text, size=1 if own else 0))

    def _read_escape(self, place: int) -> int:
        following = self._text[place + 1 : place + 2]
        if following == "\n":
            self._add(LINE_BREAK)
            return self._after_spaces(place + 2)
        if following and following in _ESCAPABLE:
            self._add(following)
            return place + 2
        self._add("\\")
        return place + 1

    def _read_line_end(self, place: int) -> int:
        last = self._nodes[-1] if self._nodes else None
        following = self._after_spaces(place + 1)
        is_hard = last is not None and not last.mark and last.text.endswith("  ")
        is_table = self._text.startswith("|", following)
        if last is not None and not last.mark and not last.size:
            last.text = last.text.rstrip(" ")
        self._add(LINE_BREAK if is_hard or is_table else " ")
        return following

    def _after_spaces(self, place: int) -> int:
        while place < len(self._text) and self._text[place] in " \t":
            place += 1
        return place

    def _read_reference(self, sign: str, place: int) -> int:
        if sign == "&":
            found = _ENTITY.match(self._text, place)
            if found is not None:
                self._add(html.unescape(found.group()).replace("\n", " ").replace("\x00", "\ufffd"))
                return found.end()
        else:
            found = _AUTOLINK.match(self._text, place)
            if found is not None:
                address = found.group(1)
                self._nodes.append(_Node(address.removeprefix("mailto:"), size=1, link=address))
                return found.end()
        self._add(sign)
        return place + 1

    def _read_run(self, sign: str, place: int) -> int:
        end = place
        while end < len(self._text) and self._text[end] == sign:
            end += 1
        before = self._text[place - 1] if place else " "
        after = self._text[end] if end < len(self._text) else " "
        opens, closes = flanks(before, after)
        if sign == "_":
            opens, closes = (
                opens and (not closes or _is_punctuation(before)),
                closes and (not opens or _is_punctuation(after)),
            )
        count = end - place
        self._nodes.append(_Node(sign * count, sign, count, count, opens, closes))
        self._delimiters.append(len(self._nodes) - 1)
        return end

    def _read_bracket_end(self, place: int) -> int:
        if not self._brackets:
            self._add("]")
            return place + 1
        opener, is_image = self._brackets.pop()
        found = None if is_image else _DESTINATION.match(self._text, place + 1)
        address = _address(found) if found is not None else ""
        if found is None or not is_link(address):
            self._add("]")
            return place + 1
        self._match_delimiters(bisect_right(self._delimiters, opener))
        self._nodes[opener].text = ""
        for node in self._nodes[opener + 1 :]:
            node.link = address
        self._nodes.append(_Node("", size=1))
        self._brackets.clear()
        return found.end()

    def _match_delimiters(self, bottom: int) -> None:
        """Pair openers and closers above *bottom* of the stack, and empty it down to there."""
        pending = self._delimiters[bottom:]
        del self._delimiters[bottom:]
        openers: list[int] = []
        lowest: dict[tuple[str, bool, int], int] = {}
        for place in pending:
            closer = self._nodes[place]
            while closer.count and closer.can_close:
                key = (closer.mark, closer.can_open, closer.size % 3)
                at = self._find_opener(openers, closer, lowest.get(key, 0))
                if at is None:
                    lowest[key] = len(openers)
                    break
                self._pair(openers[at], place)
                keep = at + 1 if self._nodes[openers[at]].count else at
                del openers[keep:]
                lowest = {k: min(v, len(openers)) for k, v in lowest.items()}
            if closer.count and closer.can_open:
                openers.append(place)

    def _find_opener(self, openers: list[int], closer: _Node, lowest: int) -> int | None:
        for at in range(len(openers) - 1, lowest - 1, -1):
            opener = self._nodes[openers[at]]
            if opener.mark != closer.mark:
                continue
            total = opener.size + closer.size
            both = opener.size % 3 == 0 and closer.size % 3 == 0
            if (opener.can_close or closer.can_open) and total % 3 == 0 and not both:
                continue
            return at
        return None

    def _pair(self, start: int, end: int) -> None:
        opener, closer = self._nodes[start], self._nodes[end]
        used = 2 if min(opener.count, closer.count) > 1 else 1
        first, last = self._nodes[start + 1], self._nodes[end]
        if used > 1:
            first.bold, last.bold = first.bold + 1, last.bold - 1
        else:
            first.italic, last.italic = first.italic + 1, last.italic - 1
        for node in (opener, closer):
            node.count -= used
            node.text = node.mark * node.count


def flanks(before: str, after: str) -> tuple[bool, bool]:
    """Tell whether a run of delimiters between two characters is left- and right-flanking."""
    space_before, space_after = _is_space(before), _is_space(after)
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    return left, right


def _is_space(sign: str) -> bool:
    return sign.isspace()


def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _address(found: re.Match[str]) -> str:
    address = found.group(1) if found.group(1) is not None else found.group(2) or ""
    return html.unescape(_ESCAPED.sub(r"\1", address)).strip()
