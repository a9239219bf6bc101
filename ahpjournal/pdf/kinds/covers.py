"""Title pages."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Spacer

from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.domain.records import dataclass
from ahpjournal.pdf.flowables import Band
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.words import day_words, kept_together, span_words
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.pages import TopSpacer
from ahpjournal.pdf.paragraphs import TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.text import _

ABOVE = 96.0
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on a title page: a line above, the title, a line below; more facts."""

    above: str
    title: str
    below: str
    facts: tuple[tuple[str, str], ...] = ()


def cover_flowables(
    pieces: Pieces, cover: Cover, content: PortfolioContent, part: Element
) -> list[Any]:
    """Set a title page with the facts about its owner."""
    title = visible(cover.title)
    shown = title if len(title) <= LONGEST else title[:LONGEST] + "\u2026"
    look = "title" if len(shown) <= 48 else "cover"
    found: list[Any] = [
        TopSpacer(1, ABOVE),
        Band(),
        pieces.paragraph(cover.above, "kicker", part),
        TaggedParagraph(escape(kept_together(shown)), style(look), part.add("H1")),
    ]
    if visible(cover.below):
        found.append(pieces.paragraph(cover.below, "lead", part))
    found.append(Spacer(1, 18))
    return found + pieces.facts([*owner_facts(content), *cover.facts], part)


def owner_facts(content: PortfolioContent) -> Sequence[tuple[str, str]]:
    """Give what the owner says about themselves."""
    profile = content.profile
    return (
        (_("Role"), profile.role_title),
        (_("Profession"), content.profession),
        (_("Organisation"), profile.organisation),
        (_("Regulator"), profile.regulator),
        (_("Registration cycle"), span_words(profile.cycle_starts_on, profile.cycle_ends_on)),
        (_("Prepared on"), day_words(content.prepared_on)),
    )
