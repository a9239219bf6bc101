"""Words for people, through gettext, for every layer. The source language is British English."""

import gettext
from collections.abc import Callable


class _Voice:
    """Holds the present translation; a pseudo-language for tests lengthens every text."""

    def __init__(self) -> None:
        self.translations: gettext.NullTranslations = gettext.NullTranslations()
        self.change: Callable[[str], str] = _unchanged


def _unchanged(text: str) -> str:
    return text


def _lengthened(text: str) -> str:
    extra = "~" * max(1, round(len(text) * 0.4))
    return f"[{text}{extra}]"


_voice = _Voice()


def _(message: str) -> str:
    """Give *message* in the reader's language."""
    return _voice.change(_voice.translations.gettext(message))


def ngettext(singular: str, plural: str, n: int) -> str:
    """Give the form of a message that goes with *n*."""
    return _voice.change(_voice.translations.ngettext(singular, plural, n))


def set_pseudo(*, on: bool) -> None:
    """Lengthen every text by 40 % and put it in brackets: shows what clips or is not translated."""
    _voice.change = _lengthened if on else _unchanged
