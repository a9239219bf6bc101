"""The recovery sheet: one page to print and keep, with the code that opens an encrypted journal."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from reportlab.platypus import Spacer

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.passphrases import RecoverySheet
from ahpjournal.pdf.document import Story, write_document
from ahpjournal.pdf.flowables import Rule
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.pdf.tagging import DocumentFacts
from ahpjournal.text import _

_IN_A_LINE = 3


def write(sheet: RecoverySheet, path: Path, job: Job) -> None:
    """Write the recovery sheet, which only its owner may read.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.DRAWING))
    register_fonts()
    write_document(_story(sheet), path, job)


def _story(sheet: RecoverySheet) -> Story:
    root = Element("Document")
    created = datetime.combine(sheet.prepared_on, time(12), UTC)
    return Story(
        facts=DocumentFacts(
            title=_("Recovery sheet: {name}").format(name=visible(sheet.journal_name)),
            author="",
            subject=_("The code that opens an encrypted journal"),
            language="en-GB",
            identifier=f"urn:uuid:{sheet.journal_id}",
            created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            creator="AHP Journal",
        ),
        root=root,
        contents=None,
        front=_page(sheet, root.add("Sect")),
        body=[],
        footer=_("Keep this sheet apart from the computer."),
        reference=sheet.journal_id[-8:],
    )


def _page(sheet: RecoverySheet, part: Element) -> list[Any]:
    name, day = sheet.journal_name, sheet.prepared_on.strftime("%d/%m/%Y")
    title = Bookmark(0, _("Recovery sheet"), "recovery-sheet")
    heading = TaggedParagraph(escape(name), style("h1"), part.add("H1"), bookmark=title)
    found = [
        _words(_("AHP Journal \u00b7 recovery sheet"), "kicker", part),
        heading,
        _words(_("Printed on {date}").format(date=day), "lead", part),
        Rule(4),
        _heading(_("The recovery code"), part),
        *_code(sheet, part),
        Spacer(1, 6),
        _words(
            _(
                "Capitals or small letters, with or without dashes and spaces: all the same. The"
                " code has no letters O, I, L and U; what looks like one is the digit 0 or 1."
            ),
            "small",
            part,
        ),
    ]
    for title_words, words in _advice(name):
        found += [_heading(title_words, part), _words(words, "body", part)]
    return found


def _code(sheet: RecoverySheet, part: Element) -> list[TaggedParagraph]:
    groups = sheet.code.groups
    lines = [groups[at : at + _IN_A_LINE] for at in range(0, len(groups), _IN_A_LINE)]
    ends = ["-"] * (len(lines) - 1) + [""]
    return [
        _words("-".join(line) + end, "code", part) for line, end in zip(lines, ends, strict=True)
    ]


def _advice(name: str) -> tuple[tuple[str, str], ...]:
    return (
        (
            _("What it opens"),
            _(
                "The journal {name} and the backups made since it was encrypted: without the"
                " passphrase, and also when the file ending in .keys is lost. It stays the same"
                " when the passphrase changes. Where the program asks for the passphrase, choose"
                " the recovery code; you then choose a new passphrase."
            ).format(name=name),
        ),
        (
            _("Where to keep it"),
            _(
                "On paper where you keep a passport, or in a password safe. Not in the bag with the"
                " computer, and not beside the journal: whoever has this sheet and a copy of the"
                " journal can read all of it."
            ),
        ),
        (
            _("Nobody else can help"),
            _(
                "Neither the makers of the program nor your IT team have this code or your"
                " passphrase, and there is no other way in. If both are lost, the journal can never"
                " be read again."
            ),
        ),
        (
            _("If it is lost, or somebody has seen it"),
            _(
                "Open the journal with the passphrase and print the sheet again. If somebody may"
                " have seen the code, remove the passphrase and set one anew: that makes another"
                " code. Older backups keep the code they were made under."
            ),
        ),
    )


def _words(text: str, look: str, part: Element) -> TaggedParagraph:
    return TaggedParagraph(escape(text), style(look), part.add("P"))


def _heading(text: str, part: Element) -> TaggedParagraph:
    return TaggedParagraph(escape(text), style("h2"), part.add("H2"))
