"""Searching, in words for people: what filters are for, and what is wrong with one."""

from typing import assert_never

from ahpjournal.domain.search import FilterKey, SearchKind
from ahpjournal.domain.search_meaning import (
    HOLDINGS,
    KINDS,
    STATES,
    ProblemCode,
    SearchProblem,
)
from ahpjournal.text import _


def filter_name(key: FilterKey) -> str:
    """Say what a filter is for, in a few words."""
    names = {
        FilterKey.TAG: _("Tag"),
        FilterKey.MODULE: _("Module"),
        FilterKey.COMPETENCY: _("Competency"),
        FilterKey.THEME: _("Theme"),
        FilterKey.AFTER: _("From this day on"),
        FilterKey.BEFORE: _("Before this day"),
        FilterKey.ON: _("On a day, in a month or a year"),
        FilterKey.IS: _("Draft, finished, private or shared"),
        FilterKey.HAS: _("With an attachment, an action, a tag or CPD"),
        FilterKey.IN: _("One kind only, such as actions"),
    }
    return names[key]


def kind_name(kind: SearchKind) -> str:
    """Name a kind of record, as a reader would."""
    match kind:
        case SearchKind.ENTRY:
            return _("Reflection")
        case SearchKind.ACTION:
            return _("Action")
        case SearchKind.REASON:
            return _("Reason for a rating")
        case SearchKind.MODULE:
            return _("Notes on a module")
        case SearchKind.REPLY:
            return _("Coach\u2019s reply")
        case SearchKind.ATTACHMENT:
            return _("Attachment")


def value_words(key: FilterKey, value: str) -> str:
    """Say what a fixed *value* of a filter means; empty where it is a name or a date."""
    words = {
        (FilterKey.IS, "draft"): _("to finish later"),
        (FilterKey.IS, "done"): _("finished"),
        (FilterKey.IS, "private"): _("private"),
        (FilterKey.IS, "shared"): _("for my coach or my portfolio"),
        (FilterKey.IS, "coach"): _("for my coach"),
        (FilterKey.IS, "portfolio"): _("for my portfolio"),
        (FilterKey.HAS, "attachment"): _("with an attachment"),
        (FilterKey.HAS, "action"): _("with an action"),
        (FilterKey.HAS, "tag"): _("with a tag"),
        (FilterKey.HAS, "cpd"): _("counting as CPD"),
        (FilterKey.IN, "reflections"): _("reflections only"),
        (FilterKey.IN, "actions"): _("actions only"),
        (FilterKey.IN, "reasons"): _("reasons for ratings only"),
        (FilterKey.IN, "notes"): _("notes on modules only"),
        (FilterKey.IN, "replies"): _("coach\u2019s replies only"),
        (FilterKey.IN, "attachments"): _("names of attachments only"),
        (FilterKey.ON, "today"): _("today"),
        (FilterKey.ON, "yesterday"): _("yesterday"),
        (FilterKey.ON, "this-week"): _("this week"),
        (FilterKey.ON, "last-week"): _("last week"),
        (FilterKey.ON, "this-month"): _("this month"),
        (FilterKey.ON, "last-month"): _("last month"),
        (FilterKey.ON, "this-year"): _("this year"),
        (FilterKey.ON, "last-year"): _("last year"),
    }
    is_date = key in {FilterKey.AFTER, FilterKey.BEFORE}
    return words.get((FilterKey.ON if is_date else key, value), "")


def describe_problem(problem: SearchProblem) -> str:  # noqa: C901, PLR0911 - one case for each
    """Say what is wrong with a filter, and what to write instead."""
    term = problem.term
    match problem.code:
        case ProblemCode.NO_VALUE:
            key = term.key.value if term.key is not None else ""
            return _("Write what to look for behind {filter}, without a space.").format(
                filter=f"{key}:"
            )
        case ProblemCode.NO_SUCH_TAG:
            return _("No reflection has the tag \u201c{value}\u201d.").format(value=term.value)
        case ProblemCode.NO_SUCH_MODULE:
            words = _("There is no module \u201c{value}\u201d. Write its number, as in module:3.")
            return words.format(value=term.value)
        case ProblemCode.NO_SUCH_COMPETENCY:
            words = _(
                "There is no competency \u201c{value}\u201d. Write its letter and number, as in"
                " competency:A1."
            )
            return words.format(value=term.value)
        case ProblemCode.NO_SUCH_THEME:
            words = _("There is no theme \u201c{value}\u201d. Write its name or its number.")
            return words.format(value=term.value)
        case ProblemCode.NOT_A_DAY:
            words = _(
                "\u201c{value}\u201d is not a day. Write 24/06/2026, 2026-06, 2026 or this-month."
            )
            return words.format(value=term.value)
        case ProblemCode.NO_SUCH_STATE:
            return _choose("is", term.value, STATES)
        case ProblemCode.NO_SUCH_HOLDING:
            return _choose("has", term.value, HOLDINGS)
        case ProblemCode.NO_SUCH_KIND:
            return _choose("in", term.value, tuple(KINDS))
        case ProblemCode.NOT_A_FILTER:
            words = _(
                "\u201c{word}:\u201d is not a filter, so it is searched for as a word. Filters"
                " are {filters}."
            )
            filters = ", ".join(f"{key.value}:" for key in FilterKey)
            return words.format(word=term.unknown, filters=filters)
        case unknown:
            assert_never(unknown)


def _choose(key: str, value: str, known: tuple[str, ...]) -> str:
    words = _("There is no {filter}:{value}. Write {filter}: with one of {known}.")
    return words.format(filter=key, value=value, known=", ".join(known))
