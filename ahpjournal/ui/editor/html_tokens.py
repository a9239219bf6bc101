"""HTML as other programs put it on the clipboard, cut into tags and text. No Qt here.

Nothing is ever fetched: addresses are text like any other. Reading takes time in proportion to the
length, whatever is malformed. Comments, declarations, style sheets and scripts are left out.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from ahpjournal.domain.records import dataclass

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]*)"
    r"(?P<attributes>(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^<>])*+)>"
)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z_:][a-zA-Z0-9_:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?"
)
_UNREAD = frozenset(
    {"head", "style", "script", "title", "template", "noscript", "iframe", "object", "select"}
)
_HEADER = re.compile(r"\s*Version:\d[\d.]*\s+StartHTML:[^<]*")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between two tags, entities read."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Start:
    """A tag that opens; *name* is in small letters."""

    name: str
    source: str = field(repr=False, default="")

    @cached_property
    def attributes(self) -> dict[str, str]:
        """What the tag says of itself; the first of two with one name counts."""
        found: dict[str, str] = {}
        for name, *values in _ATTRIBUTE.findall(self.source):
            found.setdefault(name.lower(), html.unescape(next(filter(None, values), "")))
        return found

    @cached_property
    def style(self) -> dict[str, str]:
        """The declarations of its style attribute, in small letters."""
        found: dict[str, str] = {}
        for declaration in self.attributes.get("style", "").split(";"):
            name, _colon, value = declaration.partition(":")
            found[name.strip().lower()] = value.strip().lower()
        return found


@dataclass(frozen=True, slots=True)
class End:
    """A tag that closes."""

    name: str


Token = Text | Start | End


def tokens_of(markup: str) -> Iterator[Token]:
    """Give text and tags of *markup* in order; a clipboard's own header is left out."""
    return _Tokens(markup).read()


class _Tokens:
    def __init__(self, markup: str) -> None:
        self._markup = markup
        header = _HEADER.match(markup)
        self._at = header.end() if header is not None else 0
        self._lower: str | None = None
        self._never: set[str] = set()

    def read(self) -> Iterator[Token]:
        markup = self._markup
        length = len(markup)
        while self._at < length:
            start = markup.find("<", self._at)
            if start < 0:
                start = length
            if start > self._at:
                yield Text(html.unescape(markup[self._at : start]))
            if start == length:
                return
            yield from self._at_sign(start)

    def _at_sign(self, start: int) -> Iterator[Token]:
        """Read what begins with the sign < at *start*, and go to what follows."""
        markup = self._markup
        tag = _TAG.match(markup, start)
        if tag is not None:
            self._at = tag.end()
            name = tag["name"].lower()
            if tag["end"]:
                yield End(name)
            elif name in _UNREAD:
                self._skip_to_end_of(name)
            else:
                yield Start(name, tag["attributes"])
            return
        if markup.startswith("<!--", start):
            end = self._after("-->", start + 2)
        elif markup.startswith(("<!", "<?", "</"), start):
            end = self._after(">", start)
        else:
            end = -1
        if end < 0:
            yield Text("<")
            end = start + 1
        self._at = end

    def _after(self, sign: str, start: int) -> int:
        """Give the place after the next *sign*, -1 if there is none; looks in vain only once."""
        if sign in self._never:
            return -1
        found = self._markup.find(sign, start)
        if found < 0:
            self._never.add(sign)
            return -1
        return found + len(sign)

    def _skip_to_end_of(self, name: str) -> None:
        if self._lower is None:
            self._lower = self._markup.lower()
            if len(self._lower) != len(self._markup):
                self._lower = self._markup
        sign = f"</{name}"
        if sign in self._never:
            return
        found = self._lower.find(sign, self._at)
        if found < 0:
            self._never.add(sign)
        else:
            self._at = found
