"""Signs Windows programs and installers where a certificate is given, and verifies signatures.

The environment names what to sign with; nothing of it is kept or printed:

    AHPJOURNAL_SIGN_CERTIFICATE   a PKCS #12 file
    AHPJOURNAL_SIGN_PASSWORD      a file with its password
    AHPJOURNAL_SIGN_TIME          address of a time-stamp service; may be absent
    AHPJOURNAL_SIGN_ROOT          PEM file of the authority to verify against; may be absent
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from environment import SetUpError
from tools import call, tool

PACKAGE = "osslsigncode"
WHAT = "AHP Journal"


@dataclass(frozen=True)
class Signer:
    """What to sign with, by the places of its files."""

    certificate: Path
    password: Path
    time: str = ""
    root: Path | None = None


def signer_from(variables: Mapping[str, str]) -> Signer | None:
    """Give what the environment names; None if it names no certificate.

    Raises:
        SetUpError: a file that it names is not there.
    """
    certificate = variables.get("AHPJOURNAL_SIGN_CERTIFICATE", "")
    if not certificate:
        return None
    root = variables.get("AHPJOURNAL_SIGN_ROOT", "")
    found = Signer(
        Path(certificate),
        Path(variables.get("AHPJOURNAL_SIGN_PASSWORD", "")),
        variables.get("AHPJOURNAL_SIGN_TIME", ""),
        Path(root) if root else None,
    )
    for place in (found.certificate, found.password, *([found.root] if found.root else [])):
        if not place.is_file():
            message = f"To sign with, there is no file {place}"
            raise SetUpError(message)
    return found


def sign(path: Path, signer: Signer) -> None:
    """Sign *path* in its place and verify it.

    Raises:
        SetUpError: it cannot be signed, or the signature does not hold.
    """
    signed = path.with_name(path.name + ".signed")
    command = [tool(PACKAGE, PACKAGE), "sign", "-pkcs12", str(signer.certificate)]
    command += ["-readpass", str(signer.password), "-h", "sha256", "-n", WHAT]
    command += ["-ts", signer.time] if signer.time else []
    call([*command, "-in", str(path), "-out", str(signed)], path.parent, dict(os.environ))
    if signer.root is not None and not is_signed(signed, signer.root):
        signed.unlink()
        message = f"The signature of {path.name} does not hold"
        raise SetUpError(message)
    signed.replace(path)


def is_signed(path: Path, root: Path) -> bool:
    """Tell whether *path* is signed, unchanged since, by somebody whom *root* vouches for."""
    outcome = subprocess.run(
        [tool(PACKAGE, PACKAGE), "verify", "-CAfile", str(root), "-in", str(path)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    return outcome.returncode == 0 and "MISMATCH" not in outcome.stdout


def sign_folder(folder: Path, signer: Signer | None) -> int:
    """Sign every program and library in *folder* that nobody has signed; give their number.

    Those that their makers signed keep that signature: one rule for each maker lets them run.
    """
    if signer is None:
        return 0
    done = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".exe", ".dll", ".pyd"} and not has_signature(path):
            sign(path, signer)
            done += 1
    return done


def has_signature(path: Path) -> bool:
    """Tell whether a Windows program or library carries a signature, whoever made it."""
    data = path.read_bytes()
    if data[:2] != b"MZ":
        return False
    at = int.from_bytes(data[0x3C:0x40], "little") + 24
    wide = int.from_bytes(data[at : at + 2], "little") == 0x20B
    entry = at + (112 if wide else 96) + 4 * 8  # the fifth directory is the one of certificates
    return int.from_bytes(data[entry + 4 : entry + 8], "little") > 0


def sign_where_possible(path: Path) -> Path:
    """Sign *path* if the environment names a certificate; otherwise say so in its name.

    Raises:
        SetUpError: it cannot be signed.
    """
    signer = signer_from(os.environ)
    if signer is not None:
        sign(path, signer)
        return path
    unsigned = path.with_name(f"{path.stem}-unsigned{path.suffix}")
    path.replace(unsigned)
    return unsigned


def try_out(path: Path, folder: Path) -> None:
    """Sign a copy of *path* with a certificate made for this, and see what a changed byte does.

    Raises:
        SetUpError: a signature does not hold, or one holds that must not.
    """
    signer = made_up_signer(folder)
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    sign(copy, signer)
    root = signer.root or folder
    data = bytearray(copy.read_bytes())
    data[len(data) // 3] ^= 1
    changed = folder / f"changed-{path.name}"
    changed.write_bytes(bytes(data))
    if not is_signed(copy, root):
        message = f"The signature of {path.name} does not hold"
        raise SetUpError(message)
    if is_signed(changed, root):
        message = f"A changed byte in {path.name} is not noticed"
        raise SetUpError(message)


def made_up_signer(folder: Path) -> Signer:
    """Make a certificate to try things with; nobody else trusts it."""
    openssl = tool("openssl", "openssl")
    password = folder / "password"
    password.write_text("only for a trial", encoding="utf-8")
    key, certificate, packed = folder / "key.pem", folder / "root.pem", folder / "signer.p12"
    variables = dict(os.environ)
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"]
    command += ["-subj", "/CN=AHP Journal trial", "-addext", "extendedKeyUsage=codeSigning"]
    call([*command, "-keyout", str(key), "-out", str(certificate)], folder, variables)
    command = [openssl, "pkcs12", "-export", "-inkey", str(key), "-in", str(certificate)]
    call([*command, "-out", str(packed), "-passout", f"file:{password}"], folder, variables)
    return Signer(packed, password, root=certificate)


def main(arguments: list[str]) -> int:
    """Try the signing of each file that *arguments* name, with a certificate made for this.

    Returns:
        0; 1 if it does not do what it should; 2 without arguments.
    """
    if not arguments:
        print(__doc__)
        return 2
    for word in arguments:
        with tempfile.TemporaryDirectory() as place:
            try:
                try_out(Path(word), Path(place))
            except SetUpError as error:
                print(error)
                return 1
        print(f"{Path(word).name}: signed and verified; a changed byte is noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
