"""A passphrase as it is typed twice, and its strength in words. No Qt here."""

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.passphrases import Passphrase, Strength
from ahpjournal.services.protection import strength_in_words
from ahpjournal.text import _

_TONES = {
    Strength.VERY_WEAK: "bad",
    Strength.WEAK: "bad",
    Strength.FAIR: "warn",
    Strength.STRONG: "ok",
    Strength.VERY_STRONG: "ok",
}


def strength_words(strength: Strength | None) -> tuple[str, str]:
    """Give the words for *strength*, and their tone; None where nothing is typed."""
    if strength is None:
        return _("Four or more words that do not belong together make a strong one."), "text3"
    return strength_in_words(strength), _TONES[strength]


def typed_twice(first: str, second: str) -> Passphrase:
    """Give the passphrase that was typed twice.

    Raises:
        InputError: there is none, it cannot be used, or the two differ (PASSPHRASES_DIFFER).
    """
    chosen = Passphrase(first)
    if first != second:
        raise InputError(InputCode.PASSPHRASES_DIFFER)
    return chosen
