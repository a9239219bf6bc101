"""Signing: what names the certificate, and what carries a signature already."""

import struct
from pathlib import Path

import pytest
import windows_sign
from environment import SetUpError
from windows_sign import has_signature, sign_folder, sign_where_possible, signer_from


def program(size: int, magic: int = 0x20B) -> bytes:
    """Make the head of a Windows program whose signature has *size* bytes."""
    head = bytearray(b"MZ" + b"\0" * 510)
    struct.pack_into("<I", head, 0x3C, 0x80)
    struct.pack_into("<H", head, 0x80 + 24, magic)
    directory = 112 if magic == 0x20B else 96
    struct.pack_into("<II", head, 0x80 + 24 + directory + 32, 0x400, size)
    return bytes(head)


@pytest.mark.parametrize("magic", [0x20B, 0x10B])
def test_a_signature_is_seen(tmp_path: Path, magic: int) -> None:
    (tmp_path / "a.exe").write_bytes(program(4096, magic))
    (tmp_path / "b.exe").write_bytes(program(0, magic))
    (tmp_path / "c.txt").write_bytes(b"text")
    assert [has_signature(tmp_path / name) for name in ("a.exe", "b.exe", "c.txt")] == [
        True,
        False,
        False,
    ]


def test_without_a_certificate_the_name_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AHPJOURNAL_SIGN_CERTIFICATE", raising=False)
    (tmp_path / "a.msi").write_bytes(b"x")
    made = sign_where_possible(tmp_path / "a.msi")
    assert made.name == "a-unsigned.msi"
    assert [p.name for p in tmp_path.iterdir()] == ["a-unsigned.msi"]
    assert sign_folder(tmp_path, None) == 0


def test_what_the_environment_names_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match=r"no-such\.p12"):
        signer_from({"AHPJOURNAL_SIGN_CERTIFICATE": "no-such.p12"})
    for name in ("x.p12", "password"):
        (tmp_path / name).touch()
    found = signer_from(
        {
            "AHPJOURNAL_SIGN_CERTIFICATE": str(tmp_path / "x.p12"),
            "AHPJOURNAL_SIGN_PASSWORD": str(tmp_path / "password"),
        }
    )
    assert found is not None
    assert found.root is None
    assert signer_from({}) is None


def test_only_what_nobody_signed_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs.dll").write_bytes(program(4096))
    (tmp_path / "ours.exe").write_bytes(program(0))
    (tmp_path / "text.txt").write_bytes(b"x")
    signed: list[str] = []
    monkeypatch.setattr(windows_sign, "sign", lambda path, _signer: signed.append(path.name))
    signer = windows_sign.Signer(Path("c"), Path("p"))
    assert sign_folder(tmp_path, signer) == 1
    assert signed == ["ours.exe"]
