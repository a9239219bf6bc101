"""Backups from the command line: a checked copy now, and the way back beside the journal."""

from pathlib import Path

import click

from ahpjournal.cli.counts import counted
from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, complain_of, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, key_of
from ahpjournal.domain.backups import Backup, BackupReason
from ahpjournal.domain.clock import timestamp
from ahpjournal.text import _

_PATH = click.Path(path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))


@click.command("backup", help=_("Make a backup, open it and check it; the journal may be in use."))
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.option(
    "--to",
    "folder",
    type=_PATH,
    help=_("A folder for this time. Without it: the folder that backups usually go to."),
)
@_JSON
def backup(journal: Path, folder: Path | None, *, as_json: bool) -> None:
    """Make a backup."""
    job = CommandJob()
    with opened(journal, read_only=True) as session:
        warning = None
        if folder is not None:
            made = session.backups.make_in(folder, job)
        else:
            outcome = session.backups.make(BackupReason.BY_HAND, job)
            made, warning = outcome.backup, outcome.warning
    job.end()
    values = {**_values(made), "warning": warning.code.value if warning is not None else None}
    sentences = [_("Saved and checked {path}.").format(path=made.path), _counts(made)]
    say(values, sentences, as_json=as_json)
    if warning is not None and not as_json:
        complain_of(warning, as_json=False)


@click.command("restore", help=_("Bring a backup back as a journal beside; never over one."))
@click.argument("backup_file", metavar="BACKUP", type=_PATH)
@PASSPHRASE_FILE
@click.option("--to", "target", required=True, type=_PATH, metavar="JOURNAL")
@_JSON
def restore(backup_file: Path, target: Path, *, as_json: bool) -> None:
    """Bring a backup back."""
    from ahpjournal.bootstrap import own_workshop

    job = CommandJob()
    found = own_workshop().restore(backup_file, target, job, key_of(backup_file))
    job.end()
    values = {**_values(found), "path": str(target), "backup": str(backup_file)}
    sentences = [_("Brought back as {path}.").format(path=target), _counts(found)]
    say(values, sentences, as_json=as_json)


def _values(made: Backup) -> dict[str, object]:
    return {
        "path": str(made.path),
        "journal_id": made.journal_id,
        "made_at": timestamp(made.made_at),
        "reason": made.reason.value,
        "counts": dict(made.counts),
        "size_bytes": made.size_bytes,
        "schema_version": made.schema_version,
        "encrypted": made.is_encrypted,
        "checked": made.is_checked,
    }


def _counts(made: Backup) -> str:
    return _("It holds {counts}.").format(counts=counted(made.counts))


ALL = (backup, restore)
