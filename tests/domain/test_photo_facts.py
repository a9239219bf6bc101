"""Whether a photo says where it was taken."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.photo_facts import has_place


def tiff(*, order: str = "<", gps: bool = True, latitude: bool = True) -> bytes:
    """Make the details of a photo: one list of tags that leads to another."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    tag = 0x8825 if gps else 0x0112
    first = struct.pack(f"{order}HHHII", 1, tag, 4, 1, 26) + b"\0\0\0\0"
    second = struct.pack(f"{order}HHHII", 1, 2 if latitude else 0, 5, 3, 0) + b"\0\0\0\0"
    return mark + struct.pack(f"{order}I", 8) + first + second


def jpeg(details: bytes) -> bytes:
    body = b"Exif\0\0" + details
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_place_is_found(order: str) -> None:
    assert has_place(jpeg(tiff(order=order)))
    assert has_place(tiff(order=order))
    assert has_place(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x40eXIf" + tiff(order=order))
    assert has_place(b"RIFF\0\0\0\0WEBPEXIF\0\0\0\x40" + tiff(order=order))


def test_a_photo_without_a_place_has_none() -> None:
    assert not has_place(jpeg(tiff(gps=False)))
    assert not has_place(jpeg(tiff(latitude=False)))
    assert not has_place(b"\xff\xd8\xff\xe0JFIF")
    assert not has_place(b"")


def test_details_that_are_cut_off_count_as_none() -> None:
    whole = jpeg(tiff())
    found = {has_place(whole[:end]) for end in range(len(whole) - 20)}
    assert found == {False}


@given(st.binary(max_size=200))
def test_invented_details_do_no_harm(noise: bytes) -> None:
    assert isinstance(has_place(jpeg(b"II*\0" + noise)), bool)
    assert isinstance(has_place(noise), bool)
