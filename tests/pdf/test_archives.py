"""The journal in an archive: found, unpacked, and nothing else ever taken for it."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.pdf import archives
from ahpjournal.pdf.archives import sealed_in
from ahpjournal.pdf.finish import Attachment, Finish, finish
from ahpjournal.pdf.kinds.archive import JOURNAL as DESCRIPTION
from ahpjournal.pdf.kinds.archive import KEYS

JOURNAL = b'{"format": "ahpjournal", "entries": []}' * 50


def archive(wish: Finish) -> bytes:
    """Give a PDF of one empty page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        source, target = io.BytesIO(), io.BytesIO()
        pdf.save(source)
    source.seek(0)
    finish(source, target, None, wish)
    return target.getvalue()


def holding(description: str = DESCRIPTION) -> tuple[Attachment, ...]:
    return (
        Attachment("other.json", "application/json", "Another thing", b"{}"),
        Attachment("J.ahpjournal", "application/octet-stream", description, JOURNAL),
        Attachment("J.ahpjournal.keys", "application/json", KEYS, b"{}"),
    )


@pytest.mark.parametrize(
    "wish",
    [
        Finish(attachments=holding()),
        Finish(attachments=holding(), is_archival=True),
        Finish(attachments=holding(), password="lamp"),
    ],
)
def test_it_comes_out_as_it_went_in(wish: Finish) -> None:
    sealed = sealed_in(archive(wish), wish.password)
    assert (sealed.data, sealed.keys) == (JOURNAL, b"{}")
    assert (sealed.name, sealed.keys_name) == ("J.ahpjournal", "J.ahpjournal.keys")


def test_a_password_that_is_not_asked_for_does_no_harm() -> None:
    assert sealed_in(archive(Finish(attachments=holding())), "lamp").data == JOURNAL


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_its_password_nothing_comes_out(password: str) -> None:
    data = archive(Finish(attachments=holding(), password="lamp"))
    with pytest.raises(PermissionError):
        sealed_in(data, password)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"\x00" * 500,
        archive(Finish()),
        archive(Finish(attachments=holding("Something else"))),
        archive(Finish(attachments=holding()[:2])),
        archive(Finish(attachments=holding()))[:-900],
    ],
)
def test_what_holds_no_journal_is_said(data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        sealed_in(data, "")
    assert raised.value.code is InputCode.NOT_AN_ARCHIVE


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    bomb = Attachment("j", "application/octet-stream", DESCRIPTION, bytes(1 << 22))
    with pytest.raises(InputError) as raised:
        sealed_in(archive(Finish(attachments=(bomb,), is_archival=True)), "")
    assert raised.value.code is InputCode.NOT_AN_ARCHIVE


def test_no_stream_of_an_archive_ends_in_a_carriage_return(tmp_path: Path) -> None:
    tails = [data for n in range(20_000) if zlib.compress(data := b"%d" % n)[-1:] == b"\r"]
    assert tails
    held = tuple(
        Attachment(f"{i}.txt", "text/plain", "A thing", data) for i, data in enumerate(tails)
    )
    path = tmp_path / "out.pdf"
    path.write_bytes(archive(Finish(attachments=held, is_archival=True)))
    assert b"\r\nendstream" not in path.read_bytes()
    with pikepdf.open(path) as pdf:
        found = [pdf.attachments[f"{i}.txt"].get_file().read_bytes() for i in range(len(tails))]
    assert found == tails
