"""The portfolio: the whole programme as its owner chose to show it."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.pdf.document import Story, Target, Written, write_document
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.competencies import (
    confidence_section,
    evidence_section,
    ratings_section,
    reasons_part,
    sittings_section,
)
from ahpjournal.pdf.kinds.covers import Cover, cover_flowables
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.records import action_flowables, entry_flowables
from ahpjournal.pdf.kinds.words import change_sentence, document_facts, module_words, span_words
from ahpjournal.pdf.markup import escape
from ahpjournal.pdf.pages import Later
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.tables import tagged_table
from ahpjournal.text import _, ngettext

SECTION_ROOM, CHAPTER_ROOM = 280.0, 430.0
"""Points that must be left on a page for a section, or a chapter, to begin there."""
GAP = 12


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the portfolio.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    cover = Cover(
        _("Professional portfolio"),
        content.profile.name.strip() or _("A leader in quality and safety"),
        content.pack.title,
    )
    facts = document_facts(
        content, _("Portfolio"), _("Programme, self-ratings, reflections and actions")
    )
    footer = _("Self-rated. Chosen and shared by its author.")
    return write_document(ProgrammeStory(content, cover).story(facts, footer), target, job, wish)


class ProgrammeStory:
    """The whole programme: its modules, competencies, reflections by module, and actions."""

    def __init__(self, content: PortfolioContent, cover: Cover) -> None:
        """Tell *content* after *cover*."""
        self._content = content
        self._cover = cover
        self._pieces = Pieces()
        self._root = Element("Document")
        self._front_part = self._root.add("Sect")
        self._contents_part = self._root.add("Sect")

    def story(self, facts: Any, footer: str) -> Story:
        """Give everything in reading order."""
        content = self._content
        front = cover_flowables(self._pieces, self._cover, content, self._front_part)
        front += self._summary()
        return Story(
            facts=facts,
            root=self._root,
            contents=self._contents_part,
            front=front,
            body=self._body() or [Spacer(1, 1)],
            footer=footer,
            reference=content.export_id[-8:],
        )

    def _summary(self) -> list[Any]:
        """Say in a list what the document holds."""
        content, part = self._content, self._front_part
        lines = []
        if content.progress is not None:
            lines.append(change_sentence(content.progress))
        if content.entries:
            count = len(content.entries)
            text = ngettext("{count} reflection.", "{count} reflections.", count)
            lines.append(text.format(count=count))
        if content.actions:
            count = len(content.actions)
            waiting = sum(1 for action in content.actions if action.state.is_open)
            text = ngettext(
                "{count} action, {waiting} of them open.",
                "{count} actions, {waiting} of them open.",
                count,
            )
            lines.append(text.format(count=count, waiting=waiting))
        if not lines:
            return []
        return [
            self._pieces.heading(_("In this document"), 2, part),
            *self._pieces.bullets([escape(line) for line in lines], part),
        ]

    def _body(self) -> list[Any]:
        found: list[Any] = []
        sections = (
            self._programme(),
            ratings_section(self._pieces, self._content, self._root),
            [
                *sittings_section(self._pieces, self._content, self._root),
                *reasons_part(self._pieces, self._content, self._root),
            ],
            confidence_section(self._pieces, self._content, self._root),
            evidence_section(self._pieces, self._content, self._root),
            self._reflections(),
            self._actions(),
        )
        for section in sections:
            if section and found:
                found.append(CondPageBreak(SECTION_ROOM))
            found += section
        return found

    def _programme(self) -> list[Any]:
        content = self._content
        if not content.shows_programme or not content.modules:
            return []
        part = self._root.add("Sect")
        head = [escape(_("Module")), escape(_("Dates")), escape(_("Reflections"))]
        rows = []
        for module in content.modules:
            count = sum(1 for chosen in content.entries if chosen.entry.module == module.number)
            words = span_words(module.starts_on, module.ends_on) or _module_state(module)
            rows.append(
                [
                    escape(module_words(module.number, content.modules)),
                    escape(words),
                    escape(str(count) if count else "\u2013"),
                ]
            )
        return [
            self._pieces.section(_("The programme"), part),
            self._pieces.paragraph(content.pack.title, "lead", part),
            tagged_table(part, head, rows, (5.4, 3.4, 1.6), numbers_from=2),
        ]

    def _reflections(self) -> list[Any]:
        content = self._content
        if not content.entries:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [
            CondPageBreak(CHAPTER_ROOM),
            self._pieces.section(_("Reflections"), part),
        ]
        groups = list(self._by_module())
        for place, (words, line, entries) in enumerate(groups):
            if place:
                found.append(CondPageBreak(SECTION_ROOM))
            holder = part.add("Sect")
            if words:
                found.append(self._pieces.marked(words, 2, holder, 1, look="module"))
                if line:
                    found.append(self._pieces.paragraph(line, "date", holder))
            level = 3 if words else 2
            found += [
                Later(partial(self._entry, chosen, holder, level, is_first=not i))
                for i, chosen in enumerate(entries)
            ]
        return found

    def _entry(
        self, chosen: ChosenEntry, holder: Element, level: int, *, is_first: bool
    ) -> list[Any]:
        return [
            Spacer(1, 0 if is_first else GAP),
            *entry_flowables(
                self._pieces,
                chosen,
                holder,
                self._content.modules,
                level=level,
                mark_level=level - 1,
                with_module=False,
            ),
        ]

    def _by_module(self) -> Iterator[tuple[str, str, list[ChosenEntry]]]:
        """Give words, dates and entries of each module, then of those that are of none."""
        content = self._content
        numbers = [module.number for module in content.modules]
        for module in content.modules:
            entries = [c for c in content.entries if c.entry.module == module.number]
            if entries:
                line = span_words(module.starts_on, module.ends_on)
                yield module_words(module.number, content.modules), line, entries
        rest = [c for c in content.entries if c.entry.module not in numbers]
        if rest:
            has_modules = len(rest) < len(content.entries)
            yield _("Beside the modules") if has_modules else "", "", rest

    def _actions(self) -> list[Any]:
        content = self._content
        if not content.actions:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [CondPageBreak(CHAPTER_ROOM), self._pieces.section(_("Actions"), part)]
        found += [Later(partial(self._action, action, part)) for action in content.actions]
        return found

    def _action(self, action: ActionPlan, part: Element) -> list[Any]:
        return action_flowables(self._pieces, action, part, all_notes=True)


def _module_state(module: Module) -> str:
    names = {
        ModuleState.PLANNED: _("planned"),
        ModuleState.CURRENT: _("under way"),
        ModuleState.DONE: _("done"),
    }
    return names[module.state]
