"""What a file is: by what it begins with, and never by its name alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.file_kinds import (
    HEAD_BYTES,
    PROGRAM,
    SCRIPT,
    UNKNOWN,
    Opening,
    is_picture,
    is_readable_text,
    media_type,
    opening_of,
    safe_ending,
)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n", "a.pdf", "application/pdf"),
        (b"%PDF-1.7\n", "a.txt", "application/pdf"),
        (PNG, "a.exe", "image/png"),
        (b"\xff\xd8\xff\xe1", "a.jpg", "image/jpeg"),
        (b"GIF89a..", "a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "a.wav", "audio/wav"),
        (b"BM\x10\0\0\0\0\0\0\0", "a.bmp", "image/bmp"),
        (b"\0\0\0\x18ftypheic", "a.jpg", "image/heic"),
        (b"\0\0\0\x18ftypisom", "a.mp4", "video/mp4"),
        (b"\0\0\0\x18ftypM4A ", "a.m4a", "audio/mp4"),
        (b"\xff\xfb\x90", "a.mp3", "audio/mpeg"),
        (b"MZ\x90\0", "photo.jpg", PROGRAM),
        (b"\x7fELF\x02", "notes.txt", PROGRAM),
        (b"L\0\0\0\x01\x14\x02\0\0\0", "report.pdf", PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt", SCRIPT),
        (b"PK\x03\x04....", "report.docx", WORD),
        (b"PK\x03\x04....", "report.zip", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "application/msword"),
        (b"just words", "report.docx", "text/plain"),
        (b"a,b\n1,2\n", "table.csv", "text/csv"),
        (b"# Title", "a.md", "text/markdown"),
        (b"  <!DOCTYPE HTML><p>", "a.txt", "text/html"),
        (b"<svg xmlns='x'>", "a.png", "image/svg+xml"),
        (b"<?xml version='1.0'?><svg>", "a.svg", "image/svg+xml"),
        (b"<?xml version='1.0'?><a/>", "a.svg", "application/xml"),
        ("Ll\u0177r".encode("utf-16"), "a.txt", "text/plain"),
        (b"\x00\x01\x02\x03", "a.txt", UNKNOWN),
        (b"", "a.txt", "text/plain"),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(head: bytes, name: str, kind: str) -> None:
    assert media_type(head, name) == kind


def test_a_character_cut_in_half_at_the_end_is_still_text() -> None:
    head = ("a" * (HEAD_BYTES - 1) + "\u0177").encode()[:HEAD_BYTES]
    assert media_type(head, "a.txt") == "text/plain"
    assert media_type(b"a\xff" * 100, "a.txt") == UNKNOWN


@given(st.binary(max_size=64), st.text(max_size=20))
def test_any_bytes_have_a_kind(head: bytes, name: str) -> None:
    kind = media_type(head, name)
    assert "/" in kind
    assert opening_of(kind, name) in Opening


@pytest.mark.parametrize(
    ("kind", "name", "opening"),
    [
        ("application/pdf", "a.pdf", Opening.FREE),
        ("image/png", "a.png", Opening.FREE),
        (WORD, "a.docx", Opening.FREE),
        ("application/msword", "a.doc", Opening.ASK),
        ("application/vnd.ms-word.document.macroenabled.12", "a.docm", Opening.ASK),
        ("text/html", "a.html", Opening.ASK),
        ("image/svg+xml", "a.svg", Opening.ASK),
        (UNKNOWN, "a.xyz", Opening.ASK),
        (PROGRAM, "a.png", Opening.REFUSED),
        (SCRIPT, "a.txt", Opening.REFUSED),
        ("text/plain", "a.BAT", Opening.REFUSED),
        ("image/png", "a.exe", Opening.REFUSED),
        ("text/plain", "a.desktop", Opening.REFUSED),
        ("application/zip", "a.jar", Opening.REFUSED),
    ],
)
def test_what_runs_is_never_opened(kind: str, name: str, opening: Opening) -> None:
    assert opening_of(kind, name) is opening


def test_a_copy_gets_an_ending_that_fits_its_content() -> None:
    assert safe_ending("application/pdf", "a.txt") == ".pdf"
    assert safe_ending("application/pdf", "a.PDF") == ""
    assert safe_ending("image/jpeg", "photo.jpeg") == ""
    assert safe_ending("text/plain", "notes") == ".txt"
    assert safe_ending(UNKNOWN, "a.xyz") == ""


def test_only_kinds_that_are_safe_to_decode_have_previews() -> None:
    assert is_picture("image/png")
    assert not is_picture("image/svg+xml")
    assert not is_picture("image/tiff")
    assert is_readable_text("text/plain")
    assert is_readable_text(SCRIPT)
    assert not is_readable_text("text/html")
