"""Setting, changing, removing and recovering a passphrase from the command line."""

from pathlib import Path

import click

from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, say
from ahpjournal.cli.unlocking import (
    PASSPHRASE_FILE,
    given_passphrase,
    new_passphrase,
    present_secret,
    recovery_code,
)
from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.policy import read_policies
from ahpjournal.services import protection
from ahpjournal.services.recovery_sheets import refuse_sheet, write_recovery_sheet
from ahpjournal.text import _, ngettext

_PATH = click.Path(path_type=Path)


@click.command(
    "passphrase",
    help=_(
        "Encrypt a journal, give it another passphrase, make it plain, or recover it with its code."
        " \u201csheet\u201d writes the recovery sheet again. The journal must be closed."
    ),
)
@click.argument("journal", type=_PATH)
@click.argument("action", type=click.Choice(["set", "change", "remove", "recover", "sheet"]))
@PASSPHRASE_FILE
@click.option("--new-passphrase-file", "new_file", type=_PATH, help=_("A file with the new one."))
@click.option(
    "--recovery-code-file",
    "code_file",
    type=_PATH,
    help=_("A file with the recovery code, in place of the passphrase."),
)
@click.option(
    "--recovery-sheet", "sheet", type=_PATH, help=_("For set: where to save the sheet as a PDF.")
)
@click.option("--to", "target", type=_PATH, help=_("For sheet: where to save it as a PDF."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def passphrase(
    journal: Path,
    action: str,
    new_file: Path | None,
    code_file: Path | None,
    sheet: Path | None,
    target: Path | None,
    *,
    as_json: bool,
) -> None:
    """Look after the passphrase of a journal."""
    match action:
        case "set":
            _set(journal, new_file, sheet, as_json=as_json)
        case "sheet":
            _sheet(journal, code_file, target, as_json=as_json)
        case "remove":
            _remove(journal, code_file, as_json=as_json)
        case _:
            _change(journal, action, new_file, code_file, as_json=as_json)


def _set(journal: Path, new_file: Path | None, sheet: Path | None, *, as_json: bool) -> None:
    _refuse(journal, is_encrypted=True)
    if sheet is not None:
        refuse_sheet(journal, sheet)
    given = given_passphrase() if new_file is None else None
    chosen = given or new_passphrase(new_file)
    hooks, job = _hooks(), CommandJob()
    code = protection.set_passphrase(
        journal, chosen, job, before=hooks.back_up, after=hooks.protect
    )
    job.end()
    problem = None
    if sheet is not None:
        try:
            _write_sheet(journal, protection.unlock(journal, code), sheet)
        except AhpJournalError as error:  # the code must be told before anything else is
            problem = error
    values = {
        "path": str(journal),
        "encrypted": True,
        "recovery_code": code.text,
        "recovery_sheet": str(sheet) if sheet is not None and problem is None else None,
        "plain_backups": [str(place) for place in hooks.left],
    }
    sentences = [
        _("{path} is encrypted now.").format(path=journal),
        _("The recovery code: {code}").format(code=code.text),
        _(
            "Keep it on paper, apart from this computer. Without it and without the passphrase"
            " nobody can open the journal."
        ),
    ]
    if values["recovery_sheet"]:
        sentences.append(_("Saved {path}.").format(path=sheet))
    say(values, [*sentences, *_left(hooks)], as_json=as_json)
    if problem is not None:
        raise problem


def _change(
    journal: Path, action: str, new_file: Path | None, code_file: Path | None, *, as_json: bool
) -> None:
    _refuse(journal, is_encrypted=False)
    present = (
        recovery_code(code_file) if action == "recover" else present_secret(journal, code_file)
    )
    protection.unlock(journal, present)  # before somebody thinks of a new one
    chosen = new_passphrase(new_file)
    hooks, job = _hooks(), CommandJob()
    protection.change_passphrase(journal, present, chosen, job, after=hooks.protect)
    job.end()
    values = {
        "path": str(journal),
        "encrypted": True,
        "backups_left": [str(place) for place in hooks.left],
    }
    sentences = [_("{path} has a new passphrase. The recovery code stays.").format(path=journal)]
    say(values, [*sentences, *_left(hooks)], as_json=as_json)


def _remove(journal: Path, code_file: Path | None, *, as_json: bool) -> None:
    _refuse(journal, is_encrypted=False)
    read_policies().require_removable_passphrase()
    present = present_secret(journal, code_file)
    hooks, job = _hooks(), CommandJob()
    protection.remove_passphrase(journal, present, job, before=hooks.back_up)
    job.end()
    sentences = [
        _("{path} is not encrypted any more: whoever has the file can read it.").format(
            path=journal
        ),
        _("Backups made until now stay encrypted: keep their passphrase and recovery code."),
    ]
    say({"path": str(journal), "encrypted": False}, sentences, as_json=as_json)


def _sheet(journal: Path, code_file: Path | None, target: Path | None, *, as_json: bool) -> None:
    if target is None:
        raise click.UsageError(_("Say where to save the sheet: --to FILE."))
    _refuse(journal, is_encrypted=False)
    _write_sheet(journal, protection.unlock(journal, present_secret(journal, code_file)), target)
    say({"path": str(target)}, [_("Saved {path}.").format(path=target)], as_json=as_json)


def _write_sheet(journal: Path, key: protection.Key, target: Path) -> None:
    with opened(journal, read_only=True, key=key) as session:
        write_recovery_sheet(session.recovery_sheet(), journal, target, CommandJob())


def _refuse(journal: Path, *, is_encrypted: bool) -> None:
    """Say that a journal is encrypted, or is not, before anybody is asked for anything."""
    if protection.is_encrypted(journal) is is_encrypted:
        code = ConditionCode.ENCRYPTED if is_encrypted else ConditionCode.NOT_ENCRYPTED
        if is_encrypted or protection.is_plain(journal):
            raise ConditionError(code, str(journal))


def _hooks() -> protection.BackupHooks:
    from ahpjournal.bootstrap import own_workshop

    return own_workshop().backup_hooks()


def _left(hooks: protection.BackupHooks) -> list[str]:
    if not hooks.left:
        return []
    count = ngettext(
        "{count} copy could not be brought in line and is as it was; look whether to keep it:",
        "{count} copies could not be brought in line and are as they were; look whether to keep"
        " them:",
        len(hooks.left),
    )
    return [count.format(count=len(hooks.left)), *(f"  {place}" for place in hooks.left)]


ALL = (passphrase,)
