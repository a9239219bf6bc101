"""Words of the find page: filters as people read them, and headings. No Qt here."""

from contextlib import suppress
from datetime import date

from ahpjournal.domain.search import FilterKey, Names, SearchHit, SearchKind, Term
from ahpjournal.domain.search_completion import Completion
from ahpjournal.domain.search_days import period
from ahpjournal.domain.search_meaning import named
from ahpjournal.services.search_words import filter_name, kind_name, value_words
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.dates import day_names, format_date, format_event, format_month, month_names


def chip_words(term: Term, names: Names) -> str:
    """Say what a filter asks for."""
    key = term.key
    if key is None:
        return term.value
    words = _plain_words(term, key, names)
    words = words[:1].upper() + words[1:]
    return _("Without: {filter}").format(filter=words) if term.is_negated else words


def _plain_words(term: Term, key: FilterKey, names: Names) -> str:
    found = named(key, term.value, names)
    value = found.id if found is not None else term.value
    fixed = value_words(key, value.casefold())
    if key is FilterKey.THEME and found is not None and found.name:
        value = found.name
    if key in {FilterKey.AFTER, FilterKey.BEFORE, FilterKey.ON}:
        value = fixed or _day_words(value)
    elif fixed and not (key is FilterKey.IN and term.is_negated):
        value = fixed
    templates = {
        FilterKey.TAG: _("Tag: {value}"),
        FilterKey.MODULE: _("Module {value}"),
        FilterKey.COMPETENCY: _("Competency {value}"),
        FilterKey.THEME: _("Theme: {value}"),
        FilterKey.AFTER: _("From {value}"),
        FilterKey.BEFORE: _("Before {value}"),
    }
    return templates.get(key, "{value}").format(value=value)


def _day_words(value: str) -> str:
    with suppress(ValueError):
        span = period(value, date.max)
        if span is None:
            return value
        first, last = span
        if first == last:
            return format_date(first)
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return format_month(first)
    return value


def completion_words(one: Completion) -> tuple[str, str]:
    """Give what a completion writes, and what that means."""
    if not one.value:
        return f"{one.key.value}:", filter_name(one.key)
    return one.value, one.name or value_words(one.key, one.value)


def heading_words(name: str, names: Names, *, is_by_module: bool) -> str:
    """Word a heading of the list."""
    if is_by_module:
        module = next((m for m in names.modules if m.id == name), None)
        if not name:
            return _("Linked to no module")
        words = _("Module {number}").format(number=name)
        return f"{words}: {module.name}" if module is not None and module.name else words
    kind, _colon, day = name.rpartition(":")
    with suppress(ValueError):
        if kind == "day":
            return day_words(date.fromisoformat(day))
        if kind == "week":
            when = format_date(date.fromisoformat(day))
            return _("Some time in the week of {date}").format(date=when)
        if kind == "month":
            when = format_month(date.fromisoformat(day))
            return _("Some time in {month}").format(month=when)
        return format_month(date.fromisoformat(f"{name}-01"))
    return _("Without a date")


def day_words(day: date) -> str:
    """Give *day* as Monday 12 January 2026 is said, short."""
    return f"{day_names()[day.weekday()]} {plain_day(day)}"


def plain_day(day: date) -> str:
    """Give *day* as 12 January 2026."""
    return f"{day.day} {month_names()[day.month - 1]} {day.year}"


def counted_day(day: date, count: int) -> str:
    """Say how many reflections a day has, as a screen reader does."""
    return f"{plain_day(day)}, {reflections(count)}"


def counted_month(day: date, count: int) -> str:
    """Say how many reflections a month has."""
    return f"{format_month(day)}, {reflections(count)}"


def reflections(count: int) -> str:
    """Count reflections."""
    if not count:
        return _("no reflections")
    return ngettext("{count} reflection", "{count} reflections", count).format(count=count)


def found_words(count: int, *, is_capped: bool, is_asked: bool) -> str:
    """Say how much was found."""
    if is_capped:
        return _("The newest {count} of more, newest first").format(count=f"{count:,}")
    if not is_asked:
        return ngettext("{count} in all", "{count} in all", count).format(count=f"{count:,}")
    return ngettext("{count} found", "{count} found", count).format(count=f"{count:,}")


def hit_title(hit: SearchHit) -> str:
    """Give the title of a row; of a reflection without one its first words, as its list does."""
    title = " ".join(hit.title.split())
    if title:
        return title
    if hit.kind is not SearchKind.ENTRY:
        return kind_name(hit.kind)
    return " ".join(hit.beginning.split()) or _("Reflection without a title")


def hit_foot(hit: SearchHit) -> str:
    """Give the line below: what it is, when it was, and to what it belongs."""
    parts = [kind_name(hit.kind)]
    if hit.on is not None:
        parts.append(format_event(hit.on, hit.precision))
    if hit.module is not None and hit.kind is not SearchKind.MODULE:
        parts.append(_("Module {number}").format(number=hit.module))
    if hit.is_draft:
        parts.append(_("to finish later"))
    if hit.is_shared:
        parts.append(_("shared"))
    return "  \u00b7  ".join(parts)
