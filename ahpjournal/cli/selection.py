"""The rules of ``export --select``: what goes into a document.

Rules add up: what one of them finds leaves. Conditions joined with commas hold together, so
``module:2,tag:finance`` asks for both. ``not:ID`` and ``kind:…`` narrow the whole down.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from ahpjournal.domain.entries import EntryFilter, EntryState, Sharing
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.portfolio import LeavingKind, PortfolioKind, Selection
from ahpjournal.text import _

if TYPE_CHECKING:
    from ahpjournal.services.session import JournalSession

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MODULE = re.compile(r"[0-9]{1,2}")
_OPEN = tuple(state for state in ActionState if state.is_open)
_KINDS = {
    "entries": LeavingKind.ENTRY,
    "actions": LeavingKind.ACTION,
    "ratings": LeavingKind.RATINGS,
    "reasons": LeavingKind.REASONS,
    "programme": LeavingKind.PROGRAMME,
    "words": LeavingKind.WORDS,
}
_NAMES = {"kind", "not", "entry", "action"}

SELECT_HELP = _(
    "What leaves. Entries: all (private ones too), shared, module:N, competency:ID, theme:ID,"
    " tag:WORD, after:DATE, before:DATE, is:draft, is:done, sharing:coach, sharing:portfolio,"
    " sharing:private; join conditions that must hold together with commas, such as"
    " module:2,after:2026-01-01. One by one: entry:ID, action:ID, not:ID. Actions: actions:open,"
    " actions:all, actions:none. Leave out: ratings:no, reasons:no. Only some sorts of things:"
    " kind:entries, kind:actions, kind:ratings, kind:reasons, kind:programme, kind:words. Repeat"
    " it to add. Rules find what is shared with a coach (coach, entry) or for a portfolio (the"
    " others). Without it: what is marked for the document."
)


def select_for(
    session: "JournalSession",
    kind: PortfolioKind,
    rules: tuple[str, ...],
    *,
    has_open_pages: bool = False,
) -> Selection:
    """Give the choice that *rules* describe; without rules the suggestion.

    Raises:
        InputError: a rule names something that is not in the journal.
        BadParameter: a rule is not known.
    """
    talk_about = session.portfolios.saved_selection().talk_about
    suggested = session.portfolios.suggested_selection(kind, has_open_pages=has_open_pages)
    suggested = replace(suggested, talk_about=talk_about)
    if not rules:
        return suggested
    chosen = replace(suggested, entries=())
    for rule in rules:
        chosen = _apply(session, chosen, rule)
    return chosen


def _apply(session: "JournalSession", chosen: Selection, rule: str) -> Selection:
    wanted = _filter(rule)
    if wanted is not None:
        return replace(chosen, rules=(*chosen.rules, wanted))
    changed = _PLAIN.get(rule)
    if changed is not None:
        return changed(chosen)
    name, _colon, value = rule.partition(":")
    if name == "kind" and value in _KINDS:
        return replace(chosen, kinds=chosen.kinds | {_KINDS[value]})
    if name == "not" and value:
        return replace(chosen, left_out=(*chosen.left_out, value))
    if name == "entry" and value:
        _check(session.entries.get(value) is not None, rule)
        return replace(chosen, entries=(*chosen.entries, value))
    if name == "action" and value:
        _check(session.plans.get(value) is not None, rule)
        return replace(chosen, actions=(*chosen.actions, value))
    _check(name not in _NAMES and name not in _CONDITIONS, rule)
    words = _("\u201c{rule}\u201d is not a rule; ahpjournal export --help lists them.")
    raise click.BadParameter(words.format(rule=rule), param_hint="--select")


def _check(is_known: bool, rule: str) -> None:  # noqa: FBT001 - one question
    if not is_known:
        raise InputError(InputCode.UNKNOWN_REFERENCE, f"--select {rule}")


def _filter(rule: str) -> EntryFilter | None:
    """Give the entries a rule asks for; None if it is no rule about entries."""
    if rule == "all":
        return EntryFilter(sharing=tuple(Sharing))
    if rule == "shared":
        return EntryFilter(sharing=(Sharing.COACH, Sharing.PORTFOLIO))
    found = EntryFilter()
    for condition in rule.split(","):
        name, _colon, value = condition.strip().partition(":")
        narrow = _CONDITIONS.get(name)
        if narrow is None or not value:
            return None
        narrowed = narrow(found, value)
        if narrowed is None:
            return None
        found = narrowed
    return found


def _module(wanted: EntryFilter, value: str) -> EntryFilter | None:
    return replace(wanted, module=int(value)) if _MODULE.fullmatch(value) else None


def _state(wanted: EntryFilter, value: str) -> EntryFilter | None:
    return replace(wanted, state=EntryState(value)) if value in set(EntryState) else None


def _sharing(wanted: EntryFilter, value: str) -> EntryFilter | None:
    if value not in set(Sharing):
        return None
    return replace(wanted, sharing=(*wanted.sharing, Sharing(value)))


def _after(wanted: EntryFilter, value: str) -> EntryFilter | None:
    return replace(wanted, after=_day(value))


def _before(wanted: EntryFilter, value: str) -> EntryFilter | None:
    return replace(wanted, before=_day(value))


def _day(value: str) -> date:
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise click.BadParameter(_("Write dates as 2026-06-24."), param_hint="--select")


_CONDITIONS: dict[str, Callable[[EntryFilter, str], EntryFilter | None]] = {
    "module": _module,
    "competency": lambda wanted, value: replace(wanted, competency=value),
    "theme": lambda wanted, value: replace(wanted, theme=value),
    "tag": lambda wanted, value: replace(wanted, tag=value),
    "is": _state,
    "sharing": _sharing,
    "after": _after,
    "before": _before,
}

_PLAIN: dict[str, Callable[[Selection], Selection]] = {
    "actions:all": lambda chosen: replace(chosen, actions=(), action_states=tuple(ActionState)),
    "actions:open": lambda chosen: replace(chosen, actions=(), action_states=_OPEN),
    "actions:none": lambda chosen: replace(chosen, actions=(), action_states=()),
    "ratings:no": lambda chosen: replace(chosen, include_ratings=False),
    "reasons:no": lambda chosen: replace(chosen, include_reasons=False),
}
