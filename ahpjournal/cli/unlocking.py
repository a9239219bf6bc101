"""Passphrases on the command line: from a file or a hidden prompt, never as an argument."""

import sys
from pathlib import Path

import click

from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.passphrases import Passphrase, RecoveryCode, Secret, strength
from ahpjournal.services.protection import (
    NO_KEY,
    Key,
    is_encrypted,
    strength_in_words,
    unlock,
)
from ahpjournal.text import _

VARIABLE = "AHPJOURNAL_PASSPHRASE_FILE"
_PATH = click.Path(path_type=Path)
_KEPT = "ahpjournal.passphrase-file"


def _keep(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    context.meta[_KEPT] = value


PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=_PATH,
    envvar=VARIABLE,
    expose_value=False,
    callback=_keep,
    help=_(
        "A file with the passphrase of an encrypted journal; a line end after it does not count."
        " Also the variable AHPJOURNAL_PASSPHRASE_FILE. Without it, the terminal asks."
    ),
)
"""For every command that opens a journal; `key_of` and `given_passphrase` read what it names."""


def key_of(journal: Path) -> Key:
    """Find the key of *journal* with the passphrase given; none is needed for a plain one.

    Raises:
        ConditionError: it is encrypted and no passphrase was given (ENCRYPTED), or the passphrase
            does not open it.
        InputError: the file holds no passphrase.
    """
    return unlock(journal, present_secret(journal, None)) if is_encrypted(journal) else NO_KEY


def present_secret(journal: Path, code_file: Path | None) -> Secret:
    """Give what opens *journal* now: the code in *code_file*, else the passphrase given or typed.

    Raises:
        ConditionError: there is neither, and no terminal to ask (ENCRYPTED).
        InputError: the file holds none.
    """
    if code_file is not None:
        return RecoveryCode(_read(code_file))
    found = given_passphrase()
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise ConditionError(ConditionCode.ENCRYPTED, str(journal))
    return Passphrase(_typed(_("Passphrase")))


def recovery_code(code_file: Path | None) -> RecoveryCode:
    """Give the recovery code in *code_file*, or the one that is typed.

    Raises:
        InputError: it is mistyped.
    """
    if code_file is not None:
        return RecoveryCode(_read(code_file))
    if not sys.stdin.isatty():
        raise click.UsageError(_("Give --recovery-code-file."))
    return RecoveryCode(_typed(_("Recovery code")))


def given_passphrase() -> Passphrase | None:
    """Give the passphrase in the file that was named, or None if none was.

    Raises:
        InputError: the file holds none.
    """
    file = click.get_current_context().meta.get(_KEPT)
    return Passphrase(_read(file)) if file is not None else None


def passphrase_of_copy(file: Path | None, copy: Path) -> Passphrase:
    """Give the passphrase of *copy*, another copy of a journal: in *file*, or typed.

    Raises:
        ConditionError: there is no file, and no terminal to ask (ENCRYPTED).
        InputError: the file holds none.
    """
    if file is not None:
        return Passphrase(_read(file))
    if not sys.stdin.isatty():
        raise ConditionError(ConditionCode.ENCRYPTED, str(copy))
    return Passphrase(_typed(_("Passphrase of the other copy")))


def new_passphrase(file: Path | None) -> Passphrase:
    """Give the passphrase in *file*, or the one that is typed twice; says how strong that one is.

    Raises:
        InputError: the file holds none, or what was typed differs (PASSPHRASES_DIFFER).
    """
    if file is not None:
        return Passphrase(_read(file))
    if not sys.stdin.isatty():
        raise click.UsageError(_("Give --new-passphrase-file."))
    typed = Passphrase(_typed(_("New passphrase")))
    click.echo(strength_in_words(strength(typed.text)), err=True)
    if Passphrase(_typed(_("The same again"))) != typed:
        raise InputError(InputCode.PASSPHRASES_DIFFER, "passphrase")
    return typed


def password_in(file: Path | None) -> str:
    """Give the password of a PDF in *file*; empty if there is none.

    Raises:
        InputError: the file holds none.
        ConditionError: it cannot be read.
    """
    return _read(file) if file is not None else ""


def _typed(prompt: str) -> str:
    return str(click.prompt(prompt, hide_input=True, err=True, default="", show_default=False))


def _read(file: Path) -> str:
    """Read a secret; the one line end that editors put after it is not part of it."""
    try:
        data = file.read_bytes()
    except IsADirectoryError as error:
        raise ConditionError(ConditionCode.NOT_A_FILE, str(file)) from error
    except FileNotFoundError as error:
        raise ConditionError(ConditionCode.MISSING, str(file)) from error
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(file)) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(InputCode.NOT_TEXT, file.name) from None
    if not text.strip():
        raise InputError(InputCode.REQUIRED, file.name)
    return text.removesuffix("\n").removesuffix("\r")
