"""The coach conversation: what to talk about, what changed, open actions, then what was chosen."""

from functools import partial
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent
from ahpjournal.pdf.document import Story, Target, Written, write_document
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.flowables import Rule
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.competencies import ratings_section, reasons_part, sittings_section
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.records import action_flowables, entry_flowables
from ahpjournal.pdf.kinds.reply_pages import entry_boxes, invitation, reply_part
from ahpjournal.pdf.kinds.words import (
    DOT,
    change_sentence,
    day_words,
    document_facts,
    entry_title,
    level_words,
    state_name,
)
from ahpjournal.pdf.markdown import markdown_flowables
from ahpjournal.pdf.markup import escape, visible
from ahpjournal.pdf.pages import Later
from ahpjournal.pdf.paragraphs import TaggedParagraph
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import style
from ahpjournal.pdf.tables import tagged_table
from ahpjournal.text import _, ngettext

FRONT_ACTIONS, FRONT_CHANGES = 5, 4
LONGEST_IN_BRIEF = 160
"""Letters of a title on page one."""
SECTION_ROOM = 280.0
"""Points that must be left on a page for another section to begin there."""


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the coach's PDF.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    return write_document(_CoachStory(content).story(), target, job, wish)


class _CoachStory:
    """Builds the tree in reading order and the flowables that hang on it."""

    def __init__(self, content: PortfolioContent) -> None:
        self._content = content
        self._pieces = Pieces()
        self._root = Element("Document")
        self._front_part = self._root.add("Sect")
        self._contents_part = self._root.add("Sect")

    def story(self) -> Story:
        content = self._content
        return Story(
            facts=document_facts(
                content,
                _("Coach conversation"),
                _("Self-ratings, actions and reflections chosen for a coaching conversation"),
            ),
            root=self._root,
            contents=self._contents_part,
            front=self._front(),
            body=self._body() or [Spacer(1, 1)],
            footer=_("Self-rated. Shared by its author for coaching."),
            reference=content.export_id[-8:],
            form=content.form,
            abouts=self._pieces.abouts,
        )

    # --- page one ------------------------------------------------------------------------------

    def _front(self) -> list[Any]:
        part = self._front_part
        found: list[Any] = [
            self._pieces.paragraph(_("Coach conversation"), "kicker", part),
            TaggedParagraph(escape(self._cover_title()), style("cover"), part.add("H1")),
            *(self._pieces.paragraph(words, "lead", part) for words in self._who() if words),
            Rule(4),
        ]
        empty = len(found)
        found += self._talk_about(part)
        found += self._what_changed(part)
        found += self._actions_in_brief(part)
        if len(found) == empty:
            found.append(
                self._pieces.paragraph(_("The following pages hold what was chosen."), "body", part)
            )
        if self._content.form is not None:
            found += invitation(self._content.form, part)
        return found

    def _cover_title(self) -> str:
        return self._content.profile.name.strip() or _("A leader in quality and safety")

    def _who(self) -> tuple[str, str]:
        """Say in a line who wrote it, and in another for whom and when."""
        content = self._content
        profile = content.profile
        day = day_words(content.prepared_on)
        prepared = _("Prepared on {date}").format(date=day)
        if profile.coach.strip():
            prepared = _("Prepared for {coach} on {date}").format(coach=profile.coach, date=day)
        return DOT.join(p for p in (profile.role_title, content.profession) if p.strip()), prepared

    def _talk_about(self, part: Element) -> list[Any]:
        if not visible(self._content.talk_about):
            return []
        return [
            self._pieces.heading(_("What I want to talk about"), 2, part),
            *markdown_flowables(self._content.talk_about, part, 3),
        ]

    def _what_changed(self, part: Element) -> list[Any]:
        report = self._content.progress
        if report is None:
            return []
        found: list[Any] = [
            self._pieces.heading(_("What changed"), 2, part),
            self._pieces.paragraph(change_sentence(report), "body", part),
        ]
        steps = sorted((c for c in report.competencies if c.change), key=lambda c: -(c.change or 0))
        if steps:
            head = [
                escape(_("Largest steps, self-rated")),
                escape(_("Start")),
                escape(_("Now")),
                escape(_("Change")),
            ]
            rows = [
                [escape(c.competency.name), *(escape(t) for t in level_words(c))]
                for c in steps[:FRONT_CHANGES]
            ]
            found.append(tagged_table(part, head, rows, (6, 1, 1, 1.2)))
        return found

    def _actions_in_brief(self, part: Element) -> list[Any]:
        waiting = [a for a in self._content.actions if a.state.is_open]
        if not waiting:
            return []
        count = ngettext("{count} open action", "{count} open actions", len(waiting))
        head = [escape(_("Action")), escape(_("State")), escape(_("Due"))]
        rows = [
            [
                escape(_short(action.title) or _("Action without a title")),
                escape(state_name(action)),
                escape(day_words(action.due_on) if action.due_on is not None else "\u2013"),
            ]
            for action in waiting[:FRONT_ACTIONS]
        ]
        found: list[Any] = [
            self._pieces.heading(_("Open actions"), 2, part),
            tagged_table(part, head, rows, (6, 1.25, 1.6), numbers_from=2),
        ]
        if len(waiting) > FRONT_ACTIONS:
            text = _("{count} in all; the rest is in the section on actions.").format(
                count=count.format(count=len(waiting))
            )
            found.append(self._pieces.paragraph(text, "small", part))
        return found

    # --- the rest ------------------------------------------------------------------------------

    def _body(self) -> list[Any]:
        found: list[Any] = []
        sections = (
            [
                *ratings_section(self._pieces, self._content, self._root),
                *reasons_part(self._pieces, self._content, self._root),
            ],
            sittings_section(self._pieces, self._content, self._root),
            self._actions(),
            self._reflections(),
        )
        for section in sections:
            if section and found:
                found.append(CondPageBreak(SECTION_ROOM))
            found += section
        if self._content.form is not None:
            names = {c.id: c.name for c in self._content.pack.competencies}
            found += reply_part(self._content.form, self._root, names)
        return found

    def _actions(self) -> list[Any]:
        if not self._content.actions:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [self._pieces.section(_("Actions"), part)]
        for action in self._content.actions:
            found += action_flowables(self._pieces, action, part)
        return found

    def _reflections(self) -> list[Any]:
        if not self._content.entries:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [self._pieces.section(_("Chosen reflections"), part)]
        found += [
            Later(partial(self._reflection, chosen, part, is_first=not i))
            for i, chosen in enumerate(self._content.entries)
        ]
        return found

    def _reflection(self, chosen: ChosenEntry, part: Element, *, is_first: bool) -> list[Any]:
        entry = chosen.entry
        found = [
            Spacer(1, 0 if is_first else 14),
            *entry_flowables(self._pieces, chosen, part, self._content.modules),
        ]
        if self._content.form is not None:
            found += entry_boxes(self._content.form, entry.id, entry_title(entry), part)
        return found


def _short(title: str) -> str:
    words = visible(title)
    return words if len(words) <= LONGEST_IN_BRIEF else words[:LONGEST_IN_BRIEF] + "\u2026"
