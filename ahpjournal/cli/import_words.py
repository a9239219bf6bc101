"""What an import says of what it brought in, or would bring in."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ahpjournal.cli.counts import counted
from ahpjournal.text import _, ngettext

if TYPE_CHECKING:
    from ahpjournal.services.transfer import ImportReport


def import_values(journal: Path, report: "ImportReport", *, dry_run: bool) -> dict[str, Any]:
    """Give what was brought in from JSON, or would be, as values."""
    return {
        "journal": str(journal),
        "dry_run": dry_run,
        "new": report.new,
        "unchanged": report.same,
        "kept": report.kept,
        "kept_ids": report.kept_ids,
        "not_brought_in": report.later,
        "ignored": list(report.ignored),
    }


def import_sentences(report: "ImportReport") -> list[str]:
    """Say what was brought in from JSON, or would be."""
    lead = _("Would be new: {counts}.") if report.is_dry_run else _("New: {counts}.")
    sentences = [lead.format(counts=counted(report.new))]
    if report.same:
        sentences.append(_("Here already: {counts}.").format(counts=counted(report.same)))
    if report.kept:
        text = _("Different here, and left as they are here: {counts}.")
        sentences.append(text.format(counts=counted(report.kept)))
    if report.later:
        text = _("Not brought in by this version: {counts}. They are still in the file.")
        sentences.append(text.format(counts=counted(report.later)))
    if report.ignored:
        count = ngettext(
            "{count} unknown key was left out: {keys}",
            "{count} unknown keys were left out: {keys}",
            len(report.ignored),
        )
        sentences.append(
            count.format(count=len(report.ignored), keys=", ".join(report.ignored[:10]))
        )
    return sentences
