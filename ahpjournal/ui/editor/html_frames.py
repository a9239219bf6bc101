"""What holds within an open tag of HTML from other programs. No Qt here."""

import re
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.editor.blocks import Block, BlockKind
from ahpjournal.ui.editor.html_tokens import Start
from ahpjournal.ui.editor.inline_reader import is_link

_TOP = 2
"""The lowest level of headings that is a heading; below are subheadings."""
_LEAST_BOLD = 600
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_COVER = re.compile(r"\.safelinks\.protection\.outlook\.com/[^?]*\?(?:[^&]*&)*?url=([^&]+)")
_CODED = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_CLASSES = {
    "msotitle": BlockKind.HEADING,
    "msosubtitle": BlockKind.SUBHEADING,
    "msoquote": BlockKind.QUOTE,
    "msointensequote": BlockKind.QUOTE,
}


@dataclass(slots=True)
class Item:
    """An item of a list while it is read."""

    kind: BlockKind
    level: int
    start: int = 1
    is_word_paragraph: bool = False
    last: Block | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Frame:
    """An open tag, and what holds within it."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    link: str = ""
    is_hidden: bool = False
    keeps_lines: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    item: Item | None = None
    shift: str = ""
    is_marker: bool = False


def frame_of(tag: Start, outer: Frame) -> Frame:
    """Give what holds within *tag*, which opens within *outer*."""
    name, style = tag.name, tag.style
    bold, italic = outer.bold, outer.italic
    if name in {"b", "strong", "th"}:
        bold = True
    if name in {"i", "em"}:
        italic = True
    weight = style.get("font-weight", "")
    if weight in {"normal", "bold", "bolder"} or weight.isdecimal():
        bold = weight in {"bold", "bolder"} or whole(weight, 0) >= _LEAST_BOLD
    if "font-style" in style:
        italic = style["font-style"].startswith(("italic", "oblique"))
    is_hidden = (
        outer.is_hidden
        or style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("mso-element") in {"comment-list", "comment"}
        or (name == "del" and not tag.attributes.keys().isdisjoint({"cite", "datetime"}))
    )
    return Frame(
        name,
        bold,
        italic,
        _address(tag.attributes.get("href", "")) if name == "a" else outer.link,
        is_hidden,
        _keeps_lines(tag, keeps=outer.keeps_lines),
        _kind_of(tag, outer.kind),
        outer.item,
        name if name in {"sup", "sub"} else outer.shift,
        outer.is_marker or style.get("mso-list") == "ignore",
    )


def _keeps_lines(tag: Start, *, keeps: bool) -> bool:
    if tag.name == "pre":
        return True
    space = tag.style.get("white-space", "")
    return space.startswith(("pre", "break-spaces")) if space else keeps


def _kind_of(tag: Start, outer: BlockKind) -> BlockKind:
    level = HEADINGS.get(tag.name, 0)
    if tag.attributes.get("role") == "heading":
        level = whole(tag.attributes.get("aria-level", ""), 2)
    if level:
        return BlockKind.HEADING if level <= _TOP else BlockKind.SUBHEADING
    if tag.name == "blockquote":
        return BlockKind.QUOTE
    by_class = _CLASSES.get(tag.attributes.get("class", "").lower())
    if by_class is not None:
        return by_class
    return outer


def _address(link: str) -> str:
    """Give where a link leads; Outlook's safe links, which name the reader, without their cover."""
    link = link.strip()
    cover = _COVER.search(link)
    if cover is not None:
        link = _CODED.sub(
            lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), cover[1]
        )
    return link if is_link(link) else ""


def whole(text: str, otherwise: int) -> int:
    """Read a short whole number; *otherwise* where there is none."""
    short = 6
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= short else otherwise
