import zlib

import dictionary
import pytest

AFFIXES = """SET UTF-8
PFX U Y 1
PFX U 0 un .
SFX D Y 2
SFX D 0 d e
SFX D 0 ed [^e]
SFX S N 1
SFX S y ies [^aeiou]y
SFX M Y 1
SFX M 0 's .
"""
WORDS = "5\nload/UDM\nuse/UD\nally/S\n0th/_\ndamn/!D\n"


def test_every_form_of_a_word_is_written_out() -> None:
    words, coarse = dictionary.expand(WORDS, dictionary.read_affixes(AFFIXES))
    assert words == {
        "load", "loaded", "unload", "unloaded", "use", "used", "unuse", "unused", "ally", "allies",
    }  # fmt: skip
    assert coarse == {"damn", "damned"}


def test_the_list_is_sorted_by_bytes() -> None:
    packed = dictionary.pack({"b", "a", "\u00e9"}, {"c"})
    assert zlib.decompress(packed) == "\na\nb\nc!\n\u00e9\n".encode()


@pytest.mark.slow
def test_the_list_in_the_program_is_what_the_dictionary_gives(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dictionary.main(["--check"]) == 0
    assert "as it should be" in capsys.readouterr().out


def test_an_old_list_is_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dictionary, "build", lambda: dictionary.pack({"other"}, set()))
    assert dictionary.main(["--check"]) == 1
    assert "not what" in capsys.readouterr().out
