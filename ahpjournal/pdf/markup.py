"""The only place that makes reportlab mark-up: what people typed is never mark-up."""

import re
import unicodedata
from typing import NewType

from ahpjournal.pdf.fonts import BODY, font_for

Markup = NewType("Markup", str)
"""Text in reportlab's own mark-up, made here and nowhere else."""

MISSING = "\u25a1"
_PLAIN = re.compile(
    "^[\x20-\x7e\xa0-\xac\xae-\xff\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022]*$"
)
_DROPPED = dict.fromkeys(
    [
        *range(9),
        *range(11, 32),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
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
_SAFE_LINK = re.compile(r"^(https?://|mailto:)[^\s<>\"]+$")


def escape(text: str) -> Markup:
    """Give *text* as mark-up: letters the text face lacks come from other fonts."""
    if _PLAIN.match(text):
        return Markup(_escaped(text))
    clean = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " "))
    pieces: list[str] = []
    current, buffer = BODY, list[str]()

    def flush() -> None:
        if buffer:
            words = _escaped("".join(buffer))
            pieces.append(words if current == BODY else f'<font name="{current}">{words}</font>')
            buffer.clear()

    for character in clean.translate(_DROPPED):
        name = current if character == " " else font_for(character)
        shown = character
        if name is None:
            shown, name = MISSING, "DejaVu"
        if name != current:
            flush()
            current = name
        buffer.append(shown)
    flush()
    return Markup("".join(pieces))


def visible(text: str) -> str:
    """Give what of *text* shows on paper."""
    return unicodedata.normalize("NFC", text).translate(_DROPPED).strip()


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


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
