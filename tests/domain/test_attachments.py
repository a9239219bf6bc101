"""Names of files as they are kept, shown and written to a disk."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.attachments import (
    LONGEST_NAME,
    display_name,
    ending_of,
    file_name,
    split_name,
)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("folder/", "folder"),
        ("  two\n\tlines .txt", "two lines.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2066a\u2069\ufeffb\u200b.txt", "ab.txt"),
        ("nul\0byte.txt", "nulbyte.txt"),
        ("half \ud800.txt", "half.txt"),
        ("e\u0301tude.pdf", "\u00e9tude.pdf"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645.txt",
        ),
        ("Ll\u0177r \U0001f469\u200d\u2695\ufe0f.md", "Ll\u0177r \U0001f469\u200d\u2695\ufe0f.md"),
        ("..", ""),
        ("\u202e", ""),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_reads(given_name: str, kept: str) -> None:
    assert display_name(given_name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = display_name("x" * 500 + ".docx")
    assert len(name) == LONGEST_NAME
    assert name.endswith("x.docx")


@given(st.text(max_size=300))
def test_a_kept_name_is_one_line_without_marks_that_deceive(text: str) -> None:
    name = display_name(text)
    assert len(name) <= LONGEST_NAME
    assert display_name(name) == name
    for character in name:
        assert character not in "/\\\n"
        assert character in "\u200c\u200d" or unicodedata.category(character) not in {
            "Cc",
            "Cf",
            "Cs",
        }


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("LPT1.tar.gz", "_LPT1.tar.gz"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("ends with dot. ", "ends with dot"),
        ("", "_"),
        ("?.pdf", "_.pdf"),
    ],
)
def test_a_file_system_takes_the_name(name: str, written: str) -> None:
    assert file_name(name) == written


def test_a_copy_may_be_given_another_ending() -> None:
    assert file_name("photo.txt", ".jpg") == "photo.jpg"
    assert file_name("photo", ".jpg") == "photo.jpg"


@given(st.text(max_size=300))
def test_any_text_makes_a_file_name(text: str) -> None:
    name = file_name(text)
    assert 0 < len(name.encode()) <= 140
    assert not set(name) & set('<>:"/\\|?*\0')
    assert not name.endswith((".", " "))
    assert not name.startswith((".", "-", " "))


def test_an_ending_is_told_from_a_full_stop() -> None:
    assert split_name("notes.txt") == ("notes", ".txt")
    assert split_name("Dr. Smith said") == ("Dr. Smith said", "")
    assert split_name(".hidden") == (".hidden", "")
    assert ending_of("REPORT.PDF") == "pdf"
