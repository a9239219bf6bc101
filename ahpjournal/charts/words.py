"""Sentences and cells that all charts share."""

from datetime import date

from ahpjournal.charts.scene import Ink
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from ahpjournal.domain.ratings import Sitting, SittingKind
from ahpjournal.text import _, ngettext


def level_cell(level: int | None) -> str:
    """Give a level for a table; a dash where there is none."""
    return str(level) if level is not None else "\u2013"


def change_words(change: int | None) -> str:
    """Give a change with its sign."""
    if change is None:
        return "\u2013"
    return f"+{change}" if change > 0 else f"\u2212{-change}" if change < 0 else "0"


def change_ink(change: int | None) -> Ink:
    """Give the colour of a change; its sign says the same."""
    return Ink.OK if (change or 0) > 0 else Ink.WARN if (change or 0) < 0 else Ink.TEXT3


def month(day: date | None) -> str:
    """Give the month of a sitting, such as Jan 2026."""
    if day is None:
        return ""
    names = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
    return f"{names[day.month - 1]} {day.year}"


def change_summary(report: ProgressReport) -> str:
    """Say in a sentence what has changed since the baseline."""
    changed = [c for c in report.competencies if c.change is not None]
    if not report.competencies:
        return _("No competency fits this choice.")
    if not report.sittings:
        return _("Nothing is rated yet.")
    if not report.has_change or not changed:
        return _without_change(report)
    higher = [c for c in changed if (c.change or 0) > 0]
    lower = [c for c in changed if (c.change or 0) < 0]
    parts = [_counted(len(higher), len(changed), month(report.baseline_on))]
    if higher:
        most = max(higher, key=lambda c: c.change or 0)
        parts.append(
            _("The largest step is in {name}, from {before} to {now}.").format(
                name=most.competency.name, before=most.baseline, now=most.now
            )
        )
    if lower:
        text = ngettext(
            "{count} is rated lower than at the start; often that is a stricter yardstick, not a"
            " step back.",
            "{count} are rated lower than at the start; often that is a stricter yardstick, not a"
            " step back.",
            len(lower),
        )
        parts.append(text.format(count=len(lower)))
    return " ".join(parts)


def _without_change(report: ProgressReport) -> str:
    rated = sum(1 for c in report.competencies if c.now is not None)
    if not rated:
        return _("There was no chance yet for what was asked so far.")
    if report.baseline_on is None:
        text = ngettext(
            "You have rated {count} competency so far, without a baseline to measure change from.",
            "You have rated {count} competencies so far, without a baseline to measure change"
            " from.",
            rated,
        )
        return text.format(count=rated)
    text = ngettext(
        "You have rated {count} competency so far; change shows after the next sitting.",
        "You have rated {count} competencies so far; change shows after the next sitting.",
        rated,
    )
    return text.format(count=rated)


def reworded_note(report: ProgressReport) -> str:
    """Say where levels were described in other words when some of the ratings were made."""
    names = [
        c.competency.short_name for c in report.competencies if c.competency.id in report.reworded
    ]
    if not names:
        return ""
    if len(names) == len(report.competencies):
        return _(
            "Some of these ratings were made when the levels were described in other words; a step"
            " may come from the words."
        )
    return _(
        "Some of these ratings were made when the levels were described in other words: {names}."
        " A step there may come from the words."
    ).format(names="; ".join(names))


def _counted(higher: int, total: int, since: str) -> str:
    if higher == 0:
        text = ngettext(
            "Since {month} the one competency that was rated twice is not rated higher.",
            "Since {month} none of {total} competencies is rated higher.",
            total,
        )
        return text.format(month=since, total=total)
    text = ngettext(
        "Since {month} you rate yourself higher in {count} of {total} competency.",
        "Since {month} you rate yourself higher in {count} of {total} competencies.",
        total,
    )
    return text.format(month=since, count=higher, total=total)


def says(row: CompetencyProgress, top: int) -> str:
    """Say where a competency stands, for a mark."""
    name = row.competency.name
    if row.now is None and row.series:
        return _("{name}: no chance yet").format(name=name)
    if row.now is None:
        return _("{name}: not rated yet").format(name=name)
    if row.baseline is None:
        return _("{name}: now {now} of {top}, no baseline").format(name=name, now=row.now, top=top)
    text = _("{name}: {before} at the start, {now} now, of {top}")
    words = text.format(name=name, before=row.baseline, now=row.now, top=top)
    if row.lookback is not None:
        words += _("; looking back, the start was {level}").format(level=row.lookback)
    return words


def short_sitting_label(sitting: Sitting) -> str:
    """Name a sitting in a few letters, for the axis of a chart."""
    match sitting.kind:
        case SittingKind.BASELINE:
            return _("Start")
        case SittingKind.MODULE:
            return _("M{number}").format(number=sitting.module)
        case SittingKind.END:
            return _("End")
        case SittingKind.LOOKBACK:
            return _("Look-back")
        case SittingKind.FOLLOW_UP:
            return _("Later")
        case SittingKind.AD_HOC:
            return _("Extra")
