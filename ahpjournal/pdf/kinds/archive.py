"""The archive: everything to read, and the journal itself to bring it back from."""

from dataclasses import replace

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.pdf.document import Target, Written, write_document
from ahpjournal.pdf.finish import PLAIN, Attachment, Finish
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.covers import Cover
from ahpjournal.pdf.kinds.portfolio import ProgrammeStory
from ahpjournal.pdf.kinds.words import document_facts
from ahpjournal.text import _

DESCRIPTION = "ahpjournal-archive"
"""How the journal is found again among what else a program may have attached to the file."""


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write everything with the journal itself inside; as PDF/A-3a unless it has a password.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    facts = document_facts(
        content, _("Archive"), _("A whole journal, to read and to bring it back from")
    )
    facts = replace(facts, is_archival=not wish.password)
    kept = (_("To bring it back"), _("Import this file with AHP Journal."))
    cover = Cover(
        _("Archive of a journal"),
        content.profile.name.strip() or _("A leader in quality and safety"),
        content.pack.title,
        (kept,) if content.source else (),
    )
    footer = _("The whole journal, private parts too. For its owner alone.")
    if content.source:
        held = Attachment(
            content.source_name or "journal.json",
            "application/json",
            DESCRIPTION,
            content.source,
            relationship="Source",
        )
        wish = replace(wish, attachments=(*wish.attachments, held))
    wish = replace(wish, is_archival=not wish.password)
    return write_document(ProgrammeStory(content, cover).story(facts, footer), target, job, wish)
