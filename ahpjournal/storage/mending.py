"""Making a damaged row readable as a record, where that keeps its text."""

import json
from collections.abc import Mapping
from typing import Any

from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.storage.attachments import to_attachment
from ahpjournal.storage.prompts import to_prompt
from ahpjournal.storage.rows import (
    Row,
    to_action,
    to_entry,
    to_module,
    to_profile,
    to_rating,
    to_sitting,
)
from ahpjournal.storage.salvage import Values
from ahpjournal.storage.snapshots import TABLES
from ahpjournal.storage.templates import to_template

_NO_LINKS: tuple[tuple[str, ...], ...] = ((), (), ())


def readable(table: str, values: Values) -> Values | None:
    """Give *values* so that they can be read as a record, mended where that keeps the text.

    None if they cannot.
    """
    mend = _MENDED.get(table)
    if mend is None:
        return values
    if _can_be_read(table, values):
        return values
    mended = mend(dict(values))
    return mended if _can_be_read(table, mended) else None


def _can_be_read(table: str, values: Row) -> bool:
    try:
        _READERS[table](values)
    except (ConditionError, AttributeError):
        return False
    return True


_READERS: dict[str, Any] = {
    "entry": lambda row: to_entry(row, *_NO_LINKS),
    "action": lambda row: to_action(row, *_NO_LINKS),
    "attachment": to_attachment,
    "sitting": to_sitting,
    "rating": to_rating,
    "module": lambda row: to_module({**TABLES[RecordKind.MODULE].later, **row}),
    "profile": to_profile,
    "template": to_template,
    "prompt": to_prompt,
}


def _mended_entry(values: Values) -> Values:
    """Keep the whole text as one section, private, where the layout or a choice is unreadable."""
    body = str(values.get("body") or "")
    layout = [{"stage": "text", "heading": "", "sharing": None, "length": len(body)}]
    safe = {
        "held_on": str(values.get("created_at"))[:10],
        "on_precision": "day",
        "sharing": "private",
        "state": "draft",
        "cpd": None,
        "model": "free",
        "layout": json.dumps(layout),
    }
    mended = _one_at_a_time("entry", dict(values), safe)
    if mended["layout"] != values["layout"]:
        mended["sharing"] = "private"  # which sections were is not known any more
    return mended


def _mended_action(values: Values) -> Values:
    log = str(values.get("log") or "")
    outcome = "\n".join(text for text in (str(values.get("outcome") or ""), log) if text)
    safe: Values = {
        "starts_on": None,
        "due_on": None,
        "review_on": None,
        "evaluation_level": None,
        "state": "doing",
        "risks": "[]",
        "cycles": "[]",
        "notes": "[]",
    }
    mended = _one_at_a_time("action", dict(values), safe)
    if mended["notes"] != values["notes"] or mended["cycles"] != values["cycles"]:
        mended["outcome"] = outcome  # what search knew of notes and cycles
    return mended


def _mended_sitting(values: Values) -> Values:
    safe = {
        "kind": "ad_hoc",
        "held_on": str(values.get("created_at"))[:10],
        "competencies": "[]",
        "finished_at": None,
    }
    return _one_at_a_time("sitting", values, safe)


def _mended_module(values: Values) -> Values:
    safe = {
        "starts_on": None,
        "ends_on": None,
        "state": "planned",
        "attendance": "",
        "competencies": "",
    }
    return _one_at_a_time("module", values, safe)


def _mended_profile(values: Values) -> Values:
    return _one_at_a_time("profile", values, {"cycle_starts_on": None, "cycle_ends_on": None})


def _one_at_a_time(table: str, values: Values, safe: Mapping[str, Any]) -> Values:
    """Replace by what is safe only what has to be: each alone, then more and more."""
    for name, value in safe.items():
        if _can_be_read(table, {**values, name: value}):
            return {**values, name: value}
    for name, value in safe.items():
        values[name] = value
        if _can_be_read(table, values):
            break
    return values


_MENDED: dict[str, Any] = {
    "entry": _mended_entry,
    "action": _mended_action,
    "attachment": lambda values: values,
    "sitting": _mended_sitting,
    "rating": lambda values: values,
    "module": _mended_module,
    "profile": _mended_profile,
    "template": lambda values: {**values, "stages": "[]"},
    "prompt": lambda values: values,
}
