"""The narrative page: one side that a board can read in two minutes."""

from typing import Any

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.pdf.document import Story, Target, Written, count_pages, write_document
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.flowables import Band, Rule
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.pieces import LONGEST_BOOKMARK, Pieces
from ahpjournal.pdf.kinds.words import DOT, day_words, document_facts, entry_title, kept_together
from ahpjournal.pdf.markdown import markdown_flowables
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.text import _

LONGEST = 160
ASK = "ask"
"""The stage that asks something of the reader: set apart, and larger."""
BODIES = ("largest", "large", "body")
"""Styles of the text, the largest first: the first one that fits is taken."""


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the only entry of *content* as a page for people beside the profession.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        InputError: it does not fit on the page (ONE_PAGE_ONLY).
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    body = next((b for b in BODIES if count_pages(_story(content, b), job) == 1), None)
    if body is None:
        raise InputError(InputCode.ONE_PAGE_ONLY, "narrative")
    return write_document(_story(content, body), target, job, wish)


def _story(content: PortfolioContent, body: str) -> Story:
    root = Element("Document")
    return Story(
        facts=document_facts(content, _("Narrative page"), _("A statement for the wider system")),
        root=root,
        contents=None,
        front=_page(content, root.add("Sect"), body),
        body=[],
        footer=_("Shared by its author."),
        reference=content.export_id[-8:],
    )


def _page(content: PortfolioContent, part: Element, body: str) -> list[Any]:
    pieces = Pieces()
    chosen = content.entries[0]
    title = visible(entry_title(chosen.entry))
    shown = title if len(title) <= LONGEST else title[:LONGEST] + "\u2026"
    mark = Bookmark(0, shown[:LONGEST_BOOKMARK], "narrative")
    profile = content.profile
    who = [profile.name, profile.role_title, profile.organisation, day_words(content.prepared_on)]
    found: list[Any] = [
        Band(),
        pieces.paragraph(_("A statement for the wider system"), "kicker", part),
        TaggedParagraph(
            escape(kept_together(shown)), style("cover"), part.add("H1"), bookmark=mark
        ),
        pieces.paragraph(
            DOT.join(text.strip().replace(" ", "\u00a0") for text in who if visible(text)),
            "date",
            part,
        ),
        Rule(4),
    ]
    for section in chosen.entry.sections:
        stage = chosen.model.stage(section.stage) if chosen.model is not None else None
        heading = section.heading or (stage.heading if stage is not None else "")
        if section.stage == ASK:
            found.append(Rule(8))
        inner = 2
        if visible(heading):
            found.append(pieces.heading(heading, 2, part))
            inner = 3
        look = BODIES[max(0, BODIES.index(body) - 1)] if section.stage == ASK else body
        found += markdown_flowables(section.markdown, part, inner, look)
    return found
