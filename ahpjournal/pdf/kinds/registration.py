"""Records of professional development for a regulator: the HCPC's profile and the GOsC's record.

Both stand on the same frame: who the registrant is, the dated list of activities, and the chosen
reflections as evidence.
"""

from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from ahpjournal.domain.entries import Cpd
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent, PortfolioKind
from ahpjournal.pdf.document import Story, Target, Written, write_document
from ahpjournal.pdf.finish import PLAIN, Finish
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds.covers import Cover, cover_flowables
from ahpjournal.pdf.kinds.pieces import Pieces
from ahpjournal.pdf.kinds.records import cpd_kind_words, entry_flowables, hours_words
from ahpjournal.pdf.kinds.words import document_facts, entry_title, event_words
from ahpjournal.pdf.markup import escape
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.tables import tagged_table
from ahpjournal.text import _, ngettext

SECTION_ROOM, CHAPTER_ROOM = 280.0, 430.0
"""Points that must be left on a page for a section, or a chapter, to begin there."""
GAP = 12


def write(content: PortfolioContent, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Write the record of *content* for the regulator that its kind names.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    job.report(Progress(0, 0, JobStage.GATHERING))
    register_fonts()
    return write_document(_RecordStory(content).story(), target, job, wish)


class _RecordStory:
    def __init__(self, content: PortfolioContent) -> None:
        self._content = content
        self._pieces = Pieces()
        self._root = Element("Document")
        self._front_part = self._root.add("Sect")
        self._contents_part = self._root.add("Sect")
        self._is_gosc = content.kind is PortfolioKind.GOSC
        self._recorded = [c for c in content.entries if c.entry.cpd is not None]

    def story(self) -> Story:
        content = self._content
        name = content.profile.name.strip() or _("Registrant")
        title = _("CPD record for the GOsC") if self._is_gosc else _("CPD profile for the HCPC")
        cover = Cover(_("Continuing professional development"), name, title)
        return Story(
            facts=document_facts(content, title, _("Activities and chosen reflections")),
            root=self._root,
            contents=self._contents_part,
            front=cover_flowables(self._pieces, cover, content, self._front_part),
            body=[*self._activities(), *self._reflections()] or [Spacer(1, 1)],
            footer=_("Chosen and shared by its author."),
            reference=content.export_id[-8:],
        )

    def _activities(self) -> list[Any]:
        part = self._root.add("Sect")
        found: list[Any] = [
            self._pieces.section(_("Activities"), part),
            self._pieces.paragraph(self._totals(), "body", part),
        ]
        if self._recorded:
            head = [_("Activity"), _("When"), _("Kind"), _("Hours")]
            rows = [self._row(chosen) for chosen in self._recorded]
            cells = [escape(cell) for cell in head]
            found.append(tagged_table(part, cells, rows, (4.6, 2.0, 2.9, 1.0), numbers_from=3))
        return found

    def _row(self, chosen: ChosenEntry) -> list[Any]:
        cpd = chosen.entry.cpd or Cpd()
        kind = cpd_kind_words(cpd.kind)
        if cpd.with_others:
            kind = _("{kind}, with others").format(kind=kind)
        hours = f"{cpd.hours:g}" if cpd.hours is not None else "\u2013"
        cells = (entry_title(chosen.entry), event_words(chosen.entry), kind, hours)
        return [escape(cell) for cell in cells]

    def _totals(self) -> str:
        if not self._recorded:
            return _("No activity with a record of professional development is chosen.")
        records = [c.entry.cpd for c in self._recorded if c.entry.cpd is not None]
        kinds = len({cpd.kind for cpd in records})
        count = ngettext("{count} activity", "{count} activities", len(records))
        parts = [count.format(count=len(records))]
        parts.append(ngettext("{kinds} kind", "{kinds} kinds", kinds).format(kinds=kinds))
        hours = sum(cpd.hours or 0 for cpd in records)
        if hours:
            parts.append(hours_words(hours))
        together = sum(cpd.hours or 0 for cpd in records if cpd.with_others)
        if self._is_gosc and together:
            parts.append(_("{hours} of them with others").format(hours=hours_words(together)))
        return ", ".join(parts) + "."

    def _reflections(self) -> list[Any]:
        content = self._content
        if not content.entries:
            return []
        part = self._root.add("Sect")
        found: list[Any] = [
            CondPageBreak(CHAPTER_ROOM),
            self._pieces.section(_("Reflections"), part),
        ]
        for i, chosen in enumerate(content.entries):
            if i:
                found += [Spacer(1, GAP), CondPageBreak(SECTION_ROOM / 2)]
            found += entry_flowables(self._pieces, chosen, part, content.modules)
        return found
