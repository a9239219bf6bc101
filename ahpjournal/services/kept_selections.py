"""A choice as it is kept in the journal, and read again."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from ahpjournal.domain.entries import EntryFilter, EntryState, Sharing
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.portfolio import LeavingKind, PortfolioKind, Selection

_COACH = "coach-selection"


def setting_of(kind: PortfolioKind) -> str:
    """Name the setting that keeps the choice for *kind*."""
    return _COACH if kind is PortfolioKind.COACH else f"{kind.value}-selection"


def selection_to_text(selection: Selection) -> str:
    """Give *selection* as JSON; what is as at first is left out, but for the first five fields."""
    values: dict[str, Any] = {
        "entries": selection.entries,
        "actions": selection.actions,
        "talk_about": selection.talk_about,
        "include_ratings": selection.include_ratings,
        "include_reasons": selection.include_reasons,
    }
    more = {
        "rules": [_rule(rule) for rule in selection.rules],
        "action_states": [state.value for state in selection.action_states],
        "left_out": selection.left_out,
        "kinds": sorted(kind.value for kind in selection.kinds),
        "open_pages": selection.open_pages,
    }
    values.update({name: value for name, value in more.items() if value})
    if selection.asked is not None:
        values["asked"] = selection.asked
    return json.dumps(values, ensure_ascii=False)


def selection_from_text(text: str | None) -> Selection:
    """Read *text*; what it does not say is as at first, what this version does not know is gone."""
    values: dict[str, Any] = json.loads(text) if text else {}
    return Selection(
        entries=tuple(values.get("entries", ())),
        actions=tuple(values.get("actions", ())),
        talk_about=values.get("talk_about", ""),
        include_ratings=values.get("include_ratings", True),
        include_reasons=values.get("include_reasons", True),
        rules=tuple(_to_rule(rule) for rule in values.get("rules", ())),
        action_states=tuple(
            ActionState(s) for s in values.get("action_states", ()) if s in set(ActionState)
        ),
        left_out=tuple(values.get("left_out", ())),
        kinds=frozenset(LeavingKind(k) for k in values.get("kinds", ()) if k in set(LeavingKind)),
        open_pages=values.get("open_pages", False),
        asked=tuple(values["asked"]) if "asked" in values else None,
    )


def _rule(rule: EntryFilter) -> dict[str, Any]:
    values = {
        "module": rule.module,
        "theme": rule.theme,
        "competency": rule.competency,
        "tag": rule.tag,
        "state": rule.state.value if rule.state is not None else None,
        "sharing": [sharing.value for sharing in rule.sharing],
        "after": rule.after.isoformat() if rule.after is not None else None,
        "before": rule.before.isoformat() if rule.before is not None else None,
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _to_rule(values: Mapping[str, Any]) -> EntryFilter:
    after, before, state = values.get("after"), values.get("before"), values.get("state")
    return EntryFilter(
        module=values.get("module"),
        theme=values.get("theme", ""),
        competency=values.get("competency", ""),
        tag=values.get("tag", ""),
        state=EntryState(state) if state else None,
        sharing=tuple(Sharing(sharing) for sharing in values.get("sharing", ())),
        after=date.fromisoformat(after) if after else None,
        before=date.fromisoformat(before) if before else None,
    )
