"""Passphrases in one normal form, codes that notice every slip, and an honest estimate."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.passphrases import (
    LONGEST,
    Passphrase,
    RecoveryCode,
    Strength,
    guessing_bits,
    strength,
)

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.binary(min_size=20, max_size=20).filter(any).map(RecoveryCode.of)


# --- passphrases --------------------------------------------------------------------------------


def test_the_same_text_is_the_same_passphrase_however_it_was_composed() -> None:
    text = "Na\u00efve \u0175ythnos \ufb01ne \uff21\uff22"
    composed, decomposed = (Passphrase(unicodedata.normalize(f, text)) for f in ("NFC", "NFD"))
    assert composed == decomposed
    assert composed != Passphrase(text.lower())


@pytest.mark.parametrize(
    "text",
    ["x", " two spaces  ", "a" * 200, "\U0001f426" * 400, "\u5409\u7530 " * 300, "line\nline"],
)
def test_any_text_up_to_a_thousand_characters_is_a_passphrase(text: str) -> None:
    assert Passphrase(text).text == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", InputCode.REQUIRED),
        ("  \n", InputCode.REQUIRED),
        ("a" * (LONGEST + 1), InputCode.TOO_LONG),
        ("half \ud83d", InputCode.NOT_TEXT),
    ],
)
def test_what_is_no_passphrase_is_said(text: str, code: InputCode) -> None:
    with pytest.raises(InputError) as caught:
        Passphrase(text)
    assert (caught.value.code, caught.value.field) == (code, "passphrase")
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_neither_passphrase_nor_code_shows_itself() -> None:
    code = RecoveryCode.new()
    shown = repr(Passphrase("herons")) + repr(code) + str(code)
    assert "herons" not in shown
    assert code.groups[0] not in shown


# --- codes --------------------------------------------------------------------------------------


@given(codes)
def test_a_code_reads_back(code: RecoveryCode) -> None:
    assert RecoveryCode.of(code.secret) == code
    assert [len(group) for group in code.groups] == [4] * 8 + [2]
    assert set("".join(code.groups)) <= set(SYMBOLS)


@given(codes, st.sampled_from(["lower", "spaces", "none", "en dashes", "full width", "lines"]))
def test_a_code_may_be_written_in_many_ways(code: RecoveryCode, way: str) -> None:
    written = {
        "lower": code.text.lower(),
        "spaces": " ".join(code.groups) + "  ",
        "none": "".join(code.groups),
        "en dashes": code.text.replace("-", " \u2013 "),
        "full width": "".join(chr(ord(c) + 0xFEE0) if c != "-" else c for c in code.text),
        "lines": "\r\n".join(code.groups),
    }[way]
    assert RecoveryCode(written) == code


@given(codes)
def test_look_alikes_are_taken_for_what_they_mean(code: RecoveryCode) -> None:
    for written in ("OI", "ol"):
        assert RecoveryCode(code.text.translate(str.maketrans("01", written))) == code


@given(codes)
def test_every_single_wrong_symbol_is_caught(code: RecoveryCode) -> None:
    plain = "".join(code.groups)
    for at, right in enumerate(plain):
        for wrong in set(SYMBOLS) - {right}:
            with pytest.raises(InputError) as caught:
                RecoveryCode(plain[:at] + wrong + plain[at + 1 :])
            assert caught.value.code is InputCode.NOT_A_RECOVERY_CODE


@given(codes)
def test_every_swap_of_neighbours_is_caught(code: RecoveryCode) -> None:
    plain = "".join(code.groups)
    for at in range(len(plain) - 1):
        first, second = plain[at], plain[at + 1]
        if first != second:
            with pytest.raises(InputError):
                RecoveryCode(plain[:at] + second + first + plain[at + 2 :])


@pytest.mark.parametrize(
    "text", ["", "WG1D", "0" * 34, "U" * 34, "A" * 33, "A" * 35, "\u00e9" * 34]
)
def test_what_is_no_code_is_said(text: str) -> None:
    with pytest.raises(InputError) as caught:
        RecoveryCode(text)
    assert caught.value.code is InputCode.NOT_A_RECOVERY_CODE


def test_codes_are_drawn_at_random() -> None:
    assert len({RecoveryCode.new().text for _ in range(50)}) == 50


# --- strength -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Strength.VERY_WEAK),
        ("a", Strength.VERY_WEAK),
        ("password", Strength.VERY_WEAK),
        ("P@ssw0rd1", Strength.VERY_WEAK),
        ("12345678901234567890", Strength.VERY_WEAK),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.VERY_WEAK),
        ("qwertyuiop", Strength.VERY_WEAK),
        ("abababababababababab", Strength.VERY_WEAK),
        ("Summer2026!", Strength.VERY_WEAK),
        ("monkey monkey monkey monkey monkey", Strength.VERY_WEAK),
        ("physio2024", Strength.VERY_WEAK),
        ("blackbird", Strength.VERY_WEAK),
        ("blackbird window", Strength.WEAK),
        ("kettle harbour violin", Strength.FAIR),
        ("kettle harbour violin meadow", Strength.STRONG),
        ("correct horse battery staple", Strength.STRONG),
        ("seven herons over the weir at dawn", Strength.VERY_STRONG),
        ("xqzvkjwpmrtb", Strength.STRONG),
        ("h7$Kp2!vQz9w", Strength.STRONG),
        ("h7$Kp2!vQz9wL#4t", Strength.VERY_STRONG),
        ("\u0437\u0438\u043c\u0430 \u043e\u043a\u043d\u043e \u0434\u043e\u043c", Strength.FAIR),
        ("\U0001f426\U0001f33b\U0001f68c\U0001f9e6\U0001f95d\U0001f3bb", Strength.FAIR),
    ],
)
def test_strength_is_told_in_steps(text: str, expected: Strength) -> None:
    assert strength(text) is expected, guessing_bits(text)


@given(st.text(max_size=60))
def test_an_estimate_is_never_negative_and_never_fails(text: str) -> None:
    assert guessing_bits(text) >= 0.0
    assert strength(text) in Strength


@given(st.integers(2, 400))
def test_repeating_makes_little_difference(times: int) -> None:
    assert strength("heron " * times) <= Strength.WEAK or times > 12
