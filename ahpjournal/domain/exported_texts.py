"""The words that an export carries, each with its place; read and rewritten in one pass.

Every function takes a record and a *change*, which is shown each text and gives what is to stand
there. To read the texts, hand in a change that notes them and gives them back.
"""

from collections.abc import Callable
from dataclasses import field, replace
from enum import StrEnum

from ahpjournal.domain.entries import Cpd, Entry
from ahpjournal.domain.plans import ActionPlan, Cycle
from ahpjournal.domain.portfolio import PortfolioContent
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.records import dataclass


class PlaceKind(StrEnum):
    """What sort of record a text belongs to."""

    COVER = "cover"
    WORDS = "words"
    """What the owner wrote for this export."""
    MODULE = "module"
    REASON = "reason"
    ACTION = "action"
    ENTRY = "entry"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: its record (id, number or competency) and the *part* of it.

    *title* is what people call the record.
    """

    kind: PlaceKind
    record: str = ""
    part: str = ""
    title: str = field(default="", repr=False)


Change = Callable[[TextPlace, str], str]
"""Gives what is to stand in the place of a text."""


def rewrite_words(text: str, change: Change, part: str = "") -> str:
    """Pass what the owner wrote for this export through *change*."""
    return change(TextPlace(PlaceKind.WORDS, part=part), text)


def rewrite_profile(profile: Profile, change: Change) -> Profile:
    """Pass the words of the cover through *change*."""

    def changed(part: str, text: str) -> str:
        return change(TextPlace(PlaceKind.COVER, part=part), text)

    return replace(
        profile,
        name=changed("name", profile.name),
        role_title=changed("role_title", profile.role_title),
        organisation=changed("organisation", profile.organisation),
        coach=changed("coach", profile.coach),
    )


def rewrite_module(module: Module, change: Change) -> Module:
    """Pass a module's title and notes through *change*."""
    place = TextPlace(PlaceKind.MODULE, str(module.number), "title", module.title)
    title = change(place, module.title)
    return replace(module, title=title, notes=change(replace(place, part="notes"), module.notes))


def rewrite_entry(entry: Entry, change: Change) -> Entry:
    """Pass an entry's title, prompt, headings, sections and record of learning through *change*."""
    place = TextPlace(PlaceKind.ENTRY, entry.id, "title", entry.title)
    return replace(
        entry,
        cpd=_rewrite_cpd(entry.cpd, place, change) if entry.cpd else None,
        tags=tuple(change(replace(place, part="tag"), tag) for tag in entry.tags),
        title=change(place, entry.title),
        prompt=change(replace(place, part="prompt"), entry.prompt),
        sections=tuple(
            replace(
                section,
                heading=change(replace(place, part="heading"), section.heading),
                markdown=change(replace(place, part=section.stage), section.markdown),
            )
            for section in entry.sections
        ),
    )


def _rewrite_cpd(cpd: Cpd, place: TextPlace, change: Change) -> Cpd:
    return replace(
        cpd,
        learnt=change(replace(place, part="learnt"), cpd.learnt),
        effect=change(replace(place, part="effect"), cpd.effect),
        benefit=change(replace(place, part="benefit"), cpd.benefit),
    )


def rewrite_action(action: ActionPlan, change: Change) -> ActionPlan:
    """Pass every text of an action through *change*."""
    place = TextPlace(PlaceKind.ACTION, action.id, "title", action.title)

    def changed(part: str, text: str) -> str:
        return change(replace(place, part=part), text)

    return replace(
        action,
        title=changed("title", action.title),
        why=changed("why", action.why),
        first_step=changed("first_step", action.first_step),
        measure=changed("measure", action.measure),
        obstacle=changed("obstacle", action.obstacle),
        if_then=changed("if_then", action.if_then),
        support=changed("support", action.support),
        outcome=changed("outcome", action.outcome),
        notes=tuple(replace(note, text=changed("note", note.text)) for note in action.notes),
        cycles=tuple(
            Cycle(
                changed("plan", cycle.plan),
                changed("do", cycle.do),
                changed("study", cycle.study),
                changed("act", cycle.act),
            )
            for cycle in action.cycles
        ),
    )


def rewrite_reasons(report: ProgressReport, change: Change) -> ProgressReport:
    """Pass the reasons given with ratings through *change*."""
    rows = tuple(
        replace(
            row,
            because=change(
                TextPlace(
                    PlaceKind.REASON, row.competency.id, "because", row.competency.short_name
                ),
                row.because,
            ),
        )
        for row in report.competencies
    )
    return replace(report, competencies=rows)


def rewrite_content(content: PortfolioContent, change: Change) -> PortfolioContent:
    """Pass every text of a document through *change*, in the order of the document."""
    return replace(
        content,
        profile=rewrite_profile(content.profile, change),
        talk_about=rewrite_words(content.talk_about, change),
        modules=tuple(rewrite_module(module, change) for module in content.modules),
        progress=rewrite_reasons(content.progress, change) if content.progress else None,
        actions=tuple(rewrite_action(action, change) for action in content.actions),
        entries=tuple(
            replace(chosen, entry=rewrite_entry(chosen.entry, change)) for chosen in content.entries
        ),
    )


def texts_of(content: PortfolioContent) -> tuple[tuple[TextPlace, str], ...]:
    """Give every text of a document with its place, in the order of the document."""
    texts: list[tuple[TextPlace, str]] = []

    def note(place: TextPlace, text: str) -> str:
        if text.strip():
            texts.append((place, text))
        return text

    rewrite_content(content, note)
    return tuple(texts)
