"""The command that makes a repaired copy of a damaged journal."""

from pathlib import Path

import click

from ahpjournal.cli.output import CommandJob, say
from ahpjournal.cli.unlocking import PASSPHRASE_FILE, key_of
from ahpjournal.services.repairs import LostRecord, RepairReport
from ahpjournal.text import _, ngettext

_PATH = click.Path(path_type=Path)
_LISTED = 20


@click.command(
    "repair",
    help=_(
        "Read what can be read of a damaged journal into a new one; the damaged one is not touched."
    ),
)
@click.argument("journal", type=_PATH)
@PASSPHRASE_FILE
@click.option("--to", "target", required=True, type=_PATH, help=_("The new journal."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def repair(journal: Path, target: Path, *, as_json: bool) -> None:
    """Make a repaired copy."""
    from ahpjournal.bootstrap import workshop

    job = CommandJob()
    try:
        report = workshop().repair(journal, target, job, key_of(journal))
    finally:
        job.end()
    values = {
        "path": str(journal),
        "to": str(target),
        "before": report.before,
        "after": report.after,
        "lost": [_record(record) for record in report.lost],
        "mended": [_record(record) for record in report.mended],
        "certain": report.is_certain,
    }
    say(values, _sentences(journal, target, report), as_json=as_json)


def _record(record: LostRecord) -> dict[str, str]:
    return {"kind": record.kind, "id": record.id, "on": record.on}


def _sentences(journal: Path, target: Path, report: RepairReport) -> list[str]:
    sentences = [
        _("Made {path}. {original} was only read and is as it was.").format(
            path=target, original=journal
        )
    ]
    for kind, after in report.after.items():
        before = report.before[kind]
        sentences.append(
            _("{kind}: {after} of {before}").format(
                kind=kind, after=after, before=_("unknown") if before is None else before
            )
        )
    if report.mended:
        count = ngettext(
            "{count} of them was damaged and is kept in part:",
            "{count} of them were damaged and are kept in part:",
            len(report.mended),
        )
        sentences += [count.format(count=len(report.mended)), *_lines(report.mended)]
    if report.lost:
        count = ngettext(
            "{count} could not be read:",
            "{count} could not be read:",
            len(report.lost),
        )
        sentences += [count.format(count=len(report.lost)), *_lines(report.lost)]
    elif report.is_certain:
        sentences.append(_("Everything in it could be read."))
    if not report.is_certain:
        sentences.append(
            _("The damage may hide more. Look through a backup before you let the old file go.")
        )
    return sentences


def _lines(records: tuple[LostRecord, ...]) -> list[str]:
    names = {
        "entry": _("reflection"),
        "action": _("action"),
        "sitting": _("sitting"),
        "rating": _("rating"),
        "module": _("module"),
        "profile": _("profile"),
        "setting": _("setting"),
        "attachment": _("attachment"),
    }
    lines = [f"  {names.get(r.kind, r.kind)} {r.id} {r.on}".rstrip() for r in records[:_LISTED]]
    if len(records) > _LISTED:
        lines.append(_("  and {count} more").format(count=len(records) - _LISTED))
    return lines
