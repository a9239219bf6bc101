"""The archive: pages to read, and the journal itself, encrypted, to bring it back from."""

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

JOURNAL, KEYS = "ahpjournal-archive", "ahpjournal-archive-keys"
"""How the journal and its key slots are found again among what else may have been attached."""

_ANY_BYTES = "application/octet-stream"


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write what there is to read, with the journal inside; as PDF/A-3a if the pages are open.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    facts = document_facts(
        content, _("Archive"), _("A whole journal, to read and to bring it back from")
    )
    is_archival = not wish.password
    facts = replace(facts, is_archival=is_archival)
    kept = (
        (
            _("To bring it back"),
            _(
                "The whole journal lies inside this file, encrypted. In AHP Journal choose About,"
                " then Bring back from an archive, and give the passphrase of the archive."
            ),
        ),
    )
    cover = Cover(
        _("Archive of a journal"),
        content.profile.name.strip() or _("A leader in quality and safety"),
        content.pack.title,
        kept,
    )
    footer = (
        _("What was marked to be shared; the whole journal lies inside, encrypted.")
        if content.open_pages
        else _("The whole journal, private parts too. For its owner alone.")
    )
    held = _attachments(content)
    wish = replace(wish, attachments=(*wish.attachments, *held), is_archival=is_archival)
    return write_document(ProgrammeStory(content, cover).story(facts, footer), target, job, wish)


def _attachments(content: PortfolioContent) -> tuple[Attachment, ...]:
    sealed = content.sealed
    if sealed is None:
        return ()
    return (
        Attachment(sealed.name, _ANY_BYTES, JOURNAL, sealed.data, relationship="Source"),
        Attachment(sealed.keys_name, "application/json", KEYS, sealed.keys, relationship="Data"),
    )
