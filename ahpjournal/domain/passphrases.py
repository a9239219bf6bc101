"""Passphrases and recovery codes: what opens an encrypted journal, and how hard it is to guess."""

import math
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from enum import IntEnum
from typing import TypeAlias

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.records import dataclass

LONGEST = 1_000
"""How many characters a passphrase may have."""

SECRET_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_LOOKALIKES = str.maketrans("OIL", "011")
_SYMBOLS, _GROUP = 34, 4
_CHECK_BITS, _PRIME = 10, 1021
_SEPARATORS = ("Z", "P", "C")  # Unicode categories: spaces, punctuation, controls and formats


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What a person chose to open a journal with: any characters, kept in one normal form.

    The form is NFKC, so that the same text opens the journal however a keyboard composes it.

    Raises:
        InputError: nothing but space (REQUIRED), too long, or no text.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        """Bring the text into its normal form."""
        if not self.text.strip():
            raise InputError(InputCode.REQUIRED, "passphrase")
        if len(self.text) > LONGEST:
            raise InputError(InputCode.TOO_LONG, "passphrase")
        normal = unicodedata.normalize("NFKC", self.text)
        try:
            normal.encode()
        except UnicodeEncodeError:
            raise InputError(InputCode.NOT_TEXT, "passphrase") from None
        object.__setattr__(self, "text", normal)


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The code on the recovery sheet: 160 random bits in 34 letters and digits, in fours.

    Capitals or not, spaces, dashes and look-alikes (O and 0, I, L and 1) make no difference. The
    last two symbols are a check that catches every single wrong symbol and every swap of two
    neighbours.

    Raises:
        InputError: it is mistyped (NOT_A_RECOVERY_CODE); if letters or digits are missing or too
            many, *given* and *wanted* say how many there are and should be.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        """Bring the code into the form that is printed."""
        object.__setattr__(self, "text", _written(_parsed(self.text)))

    @classmethod
    def of(cls, secret: bytes) -> "RecoveryCode":
        """Give the code of *secret*, 20 bytes."""
        return cls(_written(secret))

    @classmethod
    def new(cls) -> "RecoveryCode":
        """Draw a new code."""
        return cls.of(secrets.token_bytes(SECRET_BYTES))

    @property
    def secret(self) -> bytes:
        """The 20 random bytes behind the code."""
        return _parsed(self.text)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code in groups of four; the last one has two."""
        return tuple(self.text.split("-"))


Secret: TypeAlias = Passphrase | RecoveryCode


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed to be kept: the code, the name of the journal's file, and the day."""

    journal_name: str
    journal_id: str
    code: RecoveryCode
    prepared_on: date


def _written(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    number = number << _CHECK_BITS | number % _PRIME
    places = reversed(range(_SYMBOLS))
    symbols = "".join(_ALPHABET[number >> 5 * place & 31] for place in places)
    return "-".join(symbols[at : at + _GROUP] for at in range(0, _SYMBOLS, _GROUP))


def _parsed(code: str) -> bytes:
    refusal = InputError(InputCode.NOT_A_RECOVERY_CODE, "recovery code")
    symbols = [
        symbol
        for symbol in unicodedata.normalize("NFKC", code[:LONGEST]).upper().translate(_LOOKALIKES)
        if unicodedata.category(symbol)[0] not in _SEPARATORS
    ]
    if not set(symbols) <= set(_ALPHABET):
        raise refusal
    if len(symbols) != _SYMBOLS:
        count = {"given": len(symbols), "wanted": _SYMBOLS}
        raise InputError(InputCode.NOT_A_RECOVERY_CODE, "recovery code", **count)
    number = 0
    for symbol in symbols:
        number = number << 5 | _ALPHABET.index(symbol)
    secret, check = number >> _CHECK_BITS, number & (1 << _CHECK_BITS) - 1
    if not secret or secret % _PRIME != check:
        raise refusal
    return secret.to_bytes(SECRET_BYTES, "big")


# --- strength -----------------------------------------------------------------------------------


class Strength(IntEnum):
    """How hard a passphrase is to guess for somebody who has the file and a fast computer."""

    VERY_WEAK = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3
    VERY_STRONG = 4


_STEPS = (
    (22.0, Strength.VERY_WEAK),
    (34.0, Strength.WEAK),
    (46.0, Strength.FAIR),
    (62.0, Strength.STRONG),
)
"""Estimated bits below which a step ends. One guess costs the guesser about a tenth of a second
and 64 MiB: below 34 bits a few months of one large machine are enough."""

_COMMON = frozenset(
    """
    password passphrase passwort passcode secret private letmein welcome admin administrator login
    master access changeme default guest hello iloveyou trustno sunshine princess dragon monkey
    football baseball shadow superman batman starwars whatever freedom computer internet google
    windows michael daniel jessica charlie ashley thomas george harry oliver sophie hannah arsenal
    chelsea liverpool everton rangers celtic london england scotland wales ireland manchester
    birmingham summer winter spring autumn january february march april june july august september
    october november december monday tuesday wednesday thursday friday saturday sunday nhs hospital
    doctor nurse physio physiotherapy physiotherapist therapist therapy patient ward clinic health
    dietitian podiatrist radiographer paramedic journal diary reflection coach cheese banana orange
    purple yellow silver golden flower butterfly chocolate cookie pepper ginger buster maggie
    love god money family baby happy angel lovely mother father sister brother test user abc
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_PLAIN_SPELLING = str.maketrans("@4301!5$7", "aaeoiisst")
_PIECES = re.compile(r"[^\W\d_]+|\d+|\s+|[\W_]", re.UNICODE)
_REPEATED = re.compile(r"(.+?)\1+", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMON_BITS, _SEQUENCE_BITS, _YEAR_BITS, _AGAIN_BITS = 8.0, 5.0, 6.0, 1.0
_WORD_BITS, _LETTER_BITS, _DIGIT_BITS = 2.2, 4.4, 3.2
_MARK_BITS, _SPACE_BITS, _FAR_BITS = 3.5, 0.5, 6.0
_LONGEST_WORD = 14


def strength(text: str) -> Strength:
    """Estimate how hard *text* is to guess; a plain estimate of our own, never a refusal."""
    bits = guessing_bits(text)
    return next((step for limit, step in _STEPS if bits < limit), Strength.VERY_STRONG)


def guessing_bits(text: str) -> float:
    """Estimate the base-2 logarithm of the guesses that somebody clever needs for *text*."""
    whole = unicodedata.normalize("NFKC", text[:LONGEST])
    bits, seen = 0.0, set[str]()
    for piece in _pieces(whole):
        known = piece.casefold()
        if piece.isspace():
            bits += _SPACE_BITS
        elif known in seen:
            bits += _AGAIN_BITS
        else:
            seen.add(known)
            bits += _bits_of(piece)
    return min(bits, _plain_guess(whole))


def _plain_guess(text: str) -> float:
    """Give the most that *text* can be worth: its distinct characters, tried in every order."""
    distinct = set(text)
    drawn = sum(2.0 if c.isascii() else _FAR_BITS for c in distinct)
    return len(text) * math.log2(max(len(distinct), 1)) + drawn + math.log2(len(text) + 1)


def _pieces(text: str) -> Iterator[str]:
    """Cut *text* into words, numbers, spaces and single marks; P4ssw0rd is one word."""
    pieces = _PIECES.findall(text)
    stem = text.rstrip("0123456789!?.,;:-_*# ")
    plain = _PIECES.findall(stem.translate(_PLAIN_SPELLING)) + _PIECES.findall(text[len(stem) :])
    if len(plain) < len(pieces) and any(word.casefold() in _COMMON for word in plain):
        return iter(plain)
    return iter(pieces)


def _bits_of(piece: str) -> float:
    low = piece.casefold()
    if low in _COMMON or low.rstrip("s") in _COMMON:
        return _COMMON_BITS + (1.0 if piece not in {low, low.capitalize()} else 0.0)
    if len(low) > 1 and (repeated := _REPEATED.fullmatch(low)):
        return _bits_of(repeated[1]) + math.log2(len(low) / len(repeated[1]))
    if _is_sequence(low):
        return _SEQUENCE_BITS + math.log2(len(piece))
    if piece.isdigit():
        return _YEAR_BITS if _YEAR.fullmatch(piece) else len(piece) * _DIGIT_BITS
    if piece.isalpha():
        return _letters(piece)
    return _one(piece)


def _one(character: str) -> float:
    if character.isdigit():
        return _DIGIT_BITS
    if character.isalpha():
        return _LETTER_BITS if character.isascii() else _FAR_BITS
    return _MARK_BITS if character.isascii() else _FAR_BITS


def _letters(piece: str) -> float:
    if not piece.isascii():
        is_word = len(piece) > 2 and all(ord(c) < 0x2E80 for c in piece)  # an alphabet, not signs
        return len(piece) * ((_WORD_BITS + _LETTER_BITS) / 2 if is_word else _FAR_BITS)
    if _reads_like_a_word(piece.casefold()):
        counted = min(len(piece), _LONGEST_WORD)
        return max(counted * _WORD_BITS, _LETTER_BITS) + _capitals(piece)
    return len(piece) * _LETTER_BITS + _capitals(piece)


def _capitals(piece: str) -> float:
    count = sum(1 for c in piece[1:] if c.isupper())
    return min(2.0 * count, len(piece) * 1.0) if not piece.isupper() else 1.0


def _reads_like_a_word(low: str) -> bool:
    vowels = sum(1 for c in low if c in "aeiouy")
    longest = max((len(run) for run in re.findall(r"[^aeiouy]+", low)), default=0)
    return longest <= 4 and vowels >= len(low) * 0.2


def _is_sequence(low: str) -> bool:
    if len(low) < 3:
        return False
    return any(low in row or low[::-1] in row for row in _ROWS)
