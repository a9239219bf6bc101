"""Actions and reflections as every document shows them."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import CondPageBreak

from ahpjournal.domain.entries import Cpd, CpdKind
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import ChosenEntry
from ahpjournal.domain.programme import Module
from ahpjournal.domain.reply_form import About
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.words import DOT, day_words, entry_line, entry_title, state_words
from ahpjournal.pdf.markdown import markdown_flowables
from ahpjournal.pdf.markup import visible
from ahpjournal.pdf.structure import Element
from ahpjournal.text import _, ngettext

ACTION_ROOM, ENTRY_ROOM = 90, 110
"""Points that must be left on a page for another action or reflection to begin there."""
LATEST_NOTES = 3


def action_flowables(
    pieces: Pieces, action: ActionPlan, part: Element, *, all_notes: bool = False
) -> list[Any]:
    """Set one action: where it stands, then whatever was written."""
    found: list[Any] = [
        CondPageBreak(ACTION_ROOM),
        pieces.marked(
            action.title or _("Action without a title"),
            2,
            part,
            1,
            about=(About.ACTION, action.id),
        ),
        pieces.paragraph(state_words(action), "date", part),
    ]
    notes = action.notes if all_notes else action.notes[-LATEST_NOTES:]
    fields = [
        (_("Why it matters"), action.why),
        (_("First step"), action.first_step),
        (_("How I will know"), action.measure),
        (_("What could get in the way"), action.obstacle),
        (_("If that happens"), action.if_then),
        (_("Support I want from my coach"), action.support),
        (_("Outcome"), action.outcome),
        *((_("Note, {date}").format(date=day_words(n.at.date())), n.text) for n in notes),
    ]
    for i, cycle in enumerate(action.cycles, start=1):
        steps = (
            (_("Plan"), cycle.plan),
            (_("Do"), cycle.do),
            (_("Study"), cycle.study),
            (_("Act"), cycle.act),
        )
        words = _("Cycle {number}, {step}")
        fields += [(words.format(number=i, step=step.lower()), text) for step, text in steps]
    for label, text in fields:
        if visible(text):
            found += pieces.labelled(label, text, part)
    return found


def entry_flowables(
    pieces: Pieces,
    chosen: ChosenEntry,
    part: Element,
    modules: Sequence[Module],
    *,
    level: int = 2,
    mark_level: int = 1,
    with_module: bool = True,
) -> list[Any]:
    """Set one reflection under a heading of *level*."""
    entry = chosen.entry
    line = entry_line(chosen, tuple(modules), with_module=with_module)
    found: list[Any] = [
        CondPageBreak(ENTRY_ROOM),
        pieces.marked(
            entry_title(entry),
            level,
            part,
            mark_level,
            look="entry" if level > 2 else "",
            about=(About.ENTRY, entry.id),
        ),
        pieces.paragraph(line, "date", part),
    ]
    return found + entry_body(pieces, chosen, part, level)


def entry_body(pieces: Pieces, chosen: ChosenEntry, part: Element, level: int) -> list[Any]:
    """Set what was written under the heading of an entry, which is of *level*."""
    entry = chosen.entry
    found: list[Any] = []
    if entry.tags:
        found.append(pieces.paragraph(", ".join(entry.tags), "date", part))
    if visible(entry.prompt):
        text = _("Written from the question: {prompt}").format(prompt=entry.prompt)
        found.append(pieces.paragraph(text, "small", part))
    for section in entry.sections:
        stage = chosen.model.stage(section.stage) if chosen.model is not None else None
        heading = section.heading or (stage.heading if stage is not None else "")
        inner = level + 1
        if visible(heading):
            found.append(pieces.heading(heading, inner, part))
            inner += 1
        found += markdown_flowables(section.markdown, part, inner)
    if entry.cpd is not None:
        found += cpd_flowables(pieces, entry.cpd, part)
    return found


def cpd_flowables(pieces: Pieces, cpd: Cpd, part: Element) -> list[Any]:
    """Set the record of professional development of an entry."""
    found: list[Any] = []
    fields = (
        (_("Professional development"), cpd_line(cpd)),
        (_("What I learnt"), cpd.learnt),
        (_("Effect on my practice"), cpd.effect),
        (_("Benefit to those I serve"), cpd.benefit),
    )
    for label, text in fields:
        if visible(text):
            found += pieces.labelled(label, text, part)
    return found


def cpd_line(cpd: Cpd) -> str:
    """Say what kind of activity it was, for how long and with whom."""
    parts = [cpd_kind_words(cpd.kind)]
    if cpd.hours is not None:
        parts.append(hours_words(cpd.hours))
    if cpd.with_others:
        parts.append(_("with others"))
    return DOT.join(parts)


def cpd_kind_words(kind: CpdKind) -> str:
    """Name a kind of learning activity."""
    names = {
        CpdKind.WORK: _("Work-based learning"),
        CpdKind.PROFESSIONAL: _("Professional activity"),
        CpdKind.FORMAL: _("Formal education"),
        CpdKind.SELF: _("Self-directed learning"),
        CpdKind.OTHER: _("Other learning"),
    }
    return names[kind]


def hours_words(hours: float) -> str:
    """Give hours with their unit."""
    text = ngettext("{hours} hour", "{hours} hours", 1 if hours == 1 else 2)
    return text.format(hours=f"{hours:g}")
