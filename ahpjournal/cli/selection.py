"""The rules of ``export --select``: what goes into the coach's PDF."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ahpjournal.domain.entries import EntryFilter, Sharing
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.portfolio import CoachSelection
from ahpjournal.text import _

if TYPE_CHECKING:
    from ahpjournal.services.session import JournalSession

_MODULE_DIGITS = 2
_WITH_VALUE = {"module", "competency", "theme", "tag", "entry", "action"}
_SHARED = (Sharing.COACH, Sharing.PORTFOLIO)


def select_for_coach(session: "JournalSession", rules: tuple[str, ...]) -> CoachSelection:
    """Give the choice that *rules* describe; without rules the suggestion.

    Raises:
        InputError: a rule names something that is not in the journal.
        BadParameter: a rule is not known.
    """
    talk_about = session.portfolios.saved_selection().talk_about
    suggested = replace(session.portfolios.suggested_selection(), talk_about=talk_about)
    if not rules:
        return suggested
    chosen = replace(suggested, entries=())
    for rule in rules:
        chosen = _apply(session, chosen, rule)
    return chosen


def _apply(session: "JournalSession", chosen: CoachSelection, rule: str) -> CoachSelection:
    kind, _colon, value = rule.partition(":")
    wanted = _filter(kind, value)
    if wanted is not None:
        rows = session.entries.page(session.entries.find(wanted))
        return replace(chosen, entries=_union(chosen.entries, tuple(r.id for r in rows)))
    match kind, value:
        case "entry", _value if session.entries.get(value) is not None:
            return replace(chosen, entries=_union(chosen.entries, (value,)))
        case "action", _value if session.plans.get(value) is not None:
            return replace(chosen, actions=_union(chosen.actions, (value,)))
        case "actions", "all":
            return replace(chosen, actions=tuple(a.id for a in session.plans.list_all()))
        case "actions", "open":
            return replace(
                chosen, actions=tuple(a.id for a in session.plans.list_all() if a.state.is_open)
            )
        case "actions", "none":
            return replace(chosen, actions=())
        case "ratings", "no":
            return replace(chosen, include_ratings=False)
        case "reasons", "no":
            return replace(chosen, include_reasons=False)
        case _kind, _value if kind in _WITH_VALUE:
            raise InputError(InputCode.UNKNOWN_REFERENCE, f"--select {rule}")
        case _other:
            words = _("\u201c{rule}\u201d is not a rule; ahpjournal export --help lists them.")
            raise click.BadParameter(words.format(rule=rule), param_hint="--select")


def _filter(kind: str, value: str) -> EntryFilter | None:
    """Give the entries a rule asks for; only shared ones unless they are named or all."""
    if kind == "all" and not value:
        return EntryFilter()
    if kind == "shared" and not value:
        return EntryFilter(sharing=_SHARED)
    if kind == "module" and value.isascii() and value.isdigit() and len(value) <= _MODULE_DIGITS:
        return EntryFilter(sharing=_SHARED, module=int(value))
    if kind == "competency" and value:
        return EntryFilter(sharing=_SHARED, competency=value)
    if kind == "theme" and value:
        return EntryFilter(sharing=_SHARED, theme=value)
    if kind == "tag" and value:
        return EntryFilter(sharing=_SHARED, tag=value)
    return None


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
