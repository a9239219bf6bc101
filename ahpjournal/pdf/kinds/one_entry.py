"""One reflection as a document of its own."""

from typing import Any

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent
from ahpjournal.pdf.document import Story, Target, Written, write_document
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.flowables import Rule
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.pieces import LONGEST_BOOKMARK, Pieces
from ahpjournal.pdf.kinds.records import entry_body
from ahpjournal.pdf.kinds.words import DOT, document_facts, entry_line, entry_title, kept_together
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.text import _

LONGEST = 300


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the only entry of *content*.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    chosen = content.entries[0]
    root = Element("Document")
    story = Story(
        facts=document_facts(content, _("Reflection"), _("One reflection, shared by its author")),
        root=root,
        contents=None,
        front=_front(content, chosen, root.add("Sect")),
        body=[],
        footer=_("Shared by its author."),
        reference=content.export_id[-8:],
    )
    return write_document(story, target, job, wish)


def _front(content: PortfolioContent, chosen: ChosenEntry, part: Element) -> list[Any]:
    pieces = Pieces()
    title = visible(entry_title(chosen.entry))
    shown = title if len(title) <= LONGEST else title[:LONGEST] + "\u2026"
    mark = Bookmark(0, shown[:LONGEST_BOOKMARK], "reflection")
    profile = content.profile
    who = [profile.name, profile.role_title, content.profession]
    found: list[Any] = [
        pieces.paragraph(_("Reflection"), "kicker", part),
        TaggedParagraph(
            escape(kept_together(shown)),
            style("cover" if len(shown) <= 90 else "h1"),
            part.add("H1"),
            bookmark=mark,
        ),
        pieces.paragraph(entry_line(chosen, content.modules, with_module=True), "lead", part),
    ]
    line = DOT.join(text.strip() for text in who if visible(text))
    if line:
        found.append(pieces.paragraph(line, "small", part))
    found.append(Rule(5))
    return found + entry_body(pieces, chosen, part, 1)
