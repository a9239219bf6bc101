"""The command that brings a file in."""

from pathlib import Path

import click

from ahpjournal.cli.archive_import import archive_of, bring_back, bring_in
from ahpjournal.cli.files import read_bytes
from ahpjournal.cli.import_words import import_sentences, import_values
from ahpjournal.cli.opening import opened
from ahpjournal.cli.output import CommandJob, choose, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.services.archives import is_archive
from ahpjournal.text import _

_SOURCES = ("json", "dayone", "rednotebook", "jrnl", "markdown", "csv")
HEAD_BYTES = 16
_PATH = click.Path(path_type=Path)


@click.command(
    "import",
    help=_(
        "Bring a JSON file or an archive PDF in: what is new is added, nothing is overwritten. An"
        " archive whose journal is not there yet gives back that very journal, beside the archive"
        " if no place is named; it opens with the passphrase of the archive."
    ),
)
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.argument("file", type=_PATH, required=False)
@click.option("--from", "source", default="json", show_default=True)
@click.option("--password-file", type=_PATH, help=_("A file with the passphrase of an archive."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be brought in."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def import_(
    journal: Path,
    file: Path | None,
    source: str,
    password_file: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a file in."""
    choose("--from", source, _SOURCES)
    if source != "json":
        raise InputError(InputCode.NOT_OFFERED, f"--from {source}")
    given = file or journal
    # What comes through a pipe can be read once only.
    piped = None if given.is_file() else read_bytes(given)
    if is_archive(read_bytes(given, HEAD_BYTES) if piped is None else piped):
        whole = read_bytes(given) if piped is None else piped
        archive = archive_of(given, whole, password_file)
        target = given.with_suffix(".ahpjournal") if file is None else journal
        bring = bring_in if file is not None and journal.exists() else bring_back
        values, lines = bring(archive, target, dry_run=dry_run)
        say(values, lines, as_json=as_json)
        return
    if file is None:
        raise click.UsageError(_("Name the journal, then the file."))
    if password_file is not None:
        raise click.BadParameter(_("It goes with an archive only."), param_hint="--password-file")
    job = CommandJob()
    with opened(journal, read_only=dry_run) as session:
        try:
            data = given if piped is None else piped
            report = session.transfer.import_json(data, job, dry_run=dry_run)
        except InputError as error:
            raise InputError(error.code, given.name, **error.parameters) from error
    job.end()
    say(
        import_values(journal, report, dry_run=dry_run),
        import_sentences(report),
        as_json=as_json,
    )
