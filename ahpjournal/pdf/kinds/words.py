"""Words and lines that several documents share."""

from datetime import UTC, date, datetime, time

from ahpjournal.charts.words import (
    change_words,
    level_cell,
    month,
    reworded_note,
    short_sitting_label,
)
from ahpjournal.domain.entries import Entry, Precision
from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent
from ahpjournal.domain.programme import Module
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting, SittingKind
from ahpjournal.pdf.markup import visible
from ahpjournal.pdf.tagging import DocumentFacts
from ahpjournal.text import _, ngettext

DOT = " \u00b7 "
FEWEST_WORDS, LONGEST_TAIL = 4, 20
"""Words of a title of which the last two, if they have so many letters, are kept on one line."""


def document_facts(content: PortfolioContent, title: str, subject: str) -> DocumentFacts:
    """Give what the file says of itself; *title* is completed with the owner's name."""
    name = visible(content.profile.name)
    created = datetime.combine(content.prepared_on, time(12), UTC)
    return DocumentFacts(
        title=f"{title}: {name}" if name else title,
        author=name,
        subject=subject,
        language="en-GB",
        identifier=f"urn:uuid:{content.export_id}",
        created=created.strftime("%Y-%m-%dT%H:%M:%SZ"),
        creator="AHP Journal",
    )


def day_words(day: date) -> str:
    """Give a day as people write it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def span_words(first: date | None, last: date | None) -> str:
    """Give the days from *first* to *last*, either of which may be open; empty if both are."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        text = _("from {day}") if last is None else _("until {day}")
        return text.format(day=day_words(first or last or date.min))
    if first == last:
        return day_words(first)
    return f"{day_words(first)} \u2013 {day_words(last)}"


def event_words(entry: Entry) -> str:
    """Say when an entry's event was, no more exactly than its owner did."""
    match entry.on_precision:
        case Precision.DAY:
            return day_words(entry.on)
        case Precision.WEEK:
            return _("Week of {date}").format(date=day_words(entry.on))
        case Precision.MONTH:
            return month(entry.on)


def kept_together(title: str) -> str:
    """Give a title of several words whose last one never stands on a line alone."""
    words = title.split(" ")
    if len(words) < FEWEST_WORDS or len(words[-2]) + len(words[-1]) > LONGEST_TAIL:
        return title
    return " ".join((*words[:-2], "\u00a0".join(words[-2:])))


def entry_title(entry: Entry) -> str:
    """Name an entry."""
    return entry.title if visible(entry.title) else _("Reflection without a title")


def entry_line(chosen: ChosenEntry, modules: tuple[Module, ...], *, with_module: bool) -> str:
    """Say when, in which module and along which model an entry was written."""
    entry = chosen.entry
    parts = [event_words(entry)]
    if entry.module is not None and with_module:
        parts.append(module_words(entry.module, modules))
    if chosen.model is not None and chosen.model.id != "free":
        parts.append(chosen.model.name)
    return DOT.join(parts)


def module_words(number: int, modules: tuple[Module, ...]) -> str:
    """Name a module by number and title."""
    title = next((m.title for m in modules if m.number == number), "")
    if not visible(title):
        return _("Module {number}").format(number=number)
    return _("Module {number}: {title}").format(number=number, title=title)


def state_name(action: ActionPlan) -> str:
    """Say where an action stands."""
    names = {
        ActionState.IDEA: _("Idea"),
        ActionState.PLANNED: _("Planned"),
        ActionState.DOING: _("Doing"),
        ActionState.WAITING: _("Waiting"),
        ActionState.DONE: _("Done"),
        ActionState.DROPPED: _("Dropped"),
    }
    return names[action.state]


def state_words(action: ActionPlan) -> str:
    """Say where an action stands, and when it is due."""
    words = state_name(action)
    if action.due_on is not None and action.state.is_open:
        return _("{state}, due {date}").format(state=words, date=day_words(action.due_on))
    return words


def sitting_words(sitting: Sitting) -> str:
    """Name a sitting in a line."""
    if sitting.kind is SittingKind.MODULE:
        return _("Module {number}").format(number=sitting.module)
    return short_sitting_label(sitting)


def level_words(row: CompetencyProgress) -> tuple[str, str, str]:
    """Give start, now and change of a competency as cells."""
    return level_cell(row.baseline), level_cell(row.now), change_words(row.change)


def change_sentence(report: ProgressReport) -> str:
    """Say in the third person what has changed."""
    changed = [c for c in report.competencies if c.change is not None]
    if not report.has_change or not changed:
        rated = sum(1 for c in report.competencies if c.now is not None)
        text = ngettext(
            "{count} competency is rated so far.", "{count} competencies are rated so far.", rated
        )
        return text.format(count=rated)
    higher = sum(1 for c in changed if (c.change or 0) > 0)
    lower = sum(1 for c in changed if (c.change or 0) < 0)
    same = len(changed) - higher - lower
    text = ngettext(
        "Self-rated between {start} and {now}: {higher} of {total} competency higher,"
        " {same} the same, {lower} lower.",
        "Self-rated between {start} and {now}: {higher} of {total} competencies higher,"
        " {same} the same, {lower} lower.",
        len(changed),
    )
    return text.format(
        start=month(report.baseline_on),
        now=month(report.now_on),
        higher=higher,
        total=len(changed),
        same=same,
        lower=lower,
    )


def scale_words(content: PortfolioContent) -> str:
    """Explain the scale of the ratings."""
    names = ", ".join(f"{level.number} {level.name}" for level in content.pack.scale.levels)
    words = _(
        "Every rating is the writer\u2019s own view of themselves on a described scale: {levels}."
        " A dash means not rated, or no chance yet."
    ).format(levels=names)
    notes = [words]
    if content.progress is not None:
        notes += [reworded_note(content.progress), _other_scales(content.progress.on_other_scales)]
    return " ".join(note for note in notes if note)


def _other_scales(count: int) -> str:
    if not count:
        return ""
    text = ngettext(
        "{count} earlier rating was made on a scale of another length and is not shown.",
        "{count} earlier ratings were made on a scale of another length and are not shown.",
        count,
    )
    return text.format(count=count)
