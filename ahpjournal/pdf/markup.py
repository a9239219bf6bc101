"""The only place that makes reportlab mark-up: what people typed is never mark-up."""

import re
import unicodedata
from typing import NewType

from ahpjournal.pdf.fonts import BODY, font_for
from ahpjournal.pdf.shaping import FIRST_PRIVATE, asks_for_shaping

Markup = NewType("Markup", str)
"""Text in reportlab's own mark-up, made here and nowhere else."""

_PLAIN = re.compile(
    "^[\x20-\x7e\xa0-\xac\xae-\xff\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022]*$"
)
_DROPPED = dict.fromkeys(
    [
        *range(9),
        *range(11, 32),
        *range(0x7F, 0xA0),
        0xAD,
        0x200B,
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        0xFEFF,
        0xFFFE,
        0xFFFF,
        *range(0x1F3FB, 0x1F400),
        *range(0xE0000, 0xE0080),
        *range(0xD800, 0xE000),
    ]
)
JOINERS = "\u200c\u200d"
_JOINERS = re.compile(f"(.?)([{JOINERS}]+)")
_PRIVATE = re.compile(f"[{chr(FIRST_PRIVATE)}-\U0010ffff]")
_TAG = re.compile(r"<[^>]*>")
_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s<>\"]+$")


def escape(text: str) -> Markup:
    """Give *text* as mark-up: letters the text face lacks come from other fonts.

    A letter that no font has stays in the text; a sign is drawn in its place.
    """
    if _PLAIN.match(text):
        return Markup(_escaped(text))
    return Markup(
        "".join(
            _escaped(words) if name == BODY else f'<font name="{name}">{_escaped(words)}</font>'
            for name, words in runs(text)
        )
    )


def runs(text: str) -> list[tuple[str, str]]:
    """Cut *text* where another family has to stand in: each piece with its family before it."""
    found: list[tuple[str, str]] = []
    name = BODY
    for character in printed(text):
        if character != " " and character not in JOINERS:
            name = font_for(character) or "DejaVu"
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + character)
        else:
            found.append((name, character))
    return found


def printed(text: str) -> str:
    """Give *text* with what can be set of it, in one line."""
    clean = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " "))
    clean = _PRIVATE.sub("\ufffd", clean).translate(_DROPPED)
    return _JOINERS.sub(_kept_joiners, clean)


def visible(text: str) -> str:
    """Give what of *text* shows on paper."""
    return unicodedata.normalize("NFC", text).translate(_DROPPED).strip().strip(JOINERS)


def words_of(markup: Markup) -> str:
    """Give the words of *markup*."""
    words = _TAG.sub("", markup)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def bold(markup: Markup) -> Markup:
    """Make *markup* bold."""
    return Markup(f"<b>{markup}</b>")


def italic(markup: Markup) -> Markup:
    """Make *markup* italic."""
    return Markup(f"<i>{markup}</i>")


def link(markup: Markup, href: str) -> Markup:
    """Link *markup* to a web or mail address; other addresses are left out."""
    if not _SAFE_LINK.match(href):
        return markup
    safe = _escaped(href).replace('"', "&quot;")
    return Markup(f'<a href="{safe}" color="#005EB8" underline="1">{markup}</a>')


def join(*parts: Markup) -> Markup:
    """Put pieces of mark-up one after the other."""
    return Markup("".join(parts))


def _kept_joiners(found: re.Match[str]) -> str:
    """Keep what joins letters or keeps them apart only where letters join."""
    return found[0] if asks_for_shaping(found[1]) else found[1]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
