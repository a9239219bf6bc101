"""A damaged row is read as a record where that keeps its text."""

from typing import Any

import pytest

from ahpjournal.storage.mending import readable


@pytest.mark.parametrize(
    ("table", "change_to", "expected"),
    [
        ("entry", {"cpd": "{"}, "cpd"),
        ("entry", {"held_on": "yesterday"}, "held_on"),
        ("entry", {"held_on": "x", "state": "?", "sharing": "!"}, "state"),
        ("action", {"notes": "[", "log": "rang her"}, "notes"),
        ("action", {"state": "?"}, "state"),
        ("sitting", {"kind": "?"}, "kind"),
        ("module", {"state": "?"}, "state"),
        ("module", {"attendance": "?"}, "attendance"),
        ("module", {"competencies": "[["}, "competencies"),
        ("profile", {"cycle_ends_on": "?"}, "cycle_ends_on"),
    ],
)
def test_a_choice_that_is_unreadable_is_set_to_what_is_safe(
    table: str, change_to: dict[str, str], expected: str
) -> None:
    row = ROWS[table]
    assert readable(table, row) == row
    mended = readable(table, {**row, **change_to})
    assert mended is not None
    assert mended[expected] != change_to[expected]
    if table == "action" and "log" in change_to:
        assert "rang her" in mended["outcome"]


def test_a_module_of_an_earlier_schema_is_readable_as_it_is() -> None:
    later = {"attendance", "aims", "competencies"}
    row = {name: value for name, value in ROWS["module"].items() if name not in later}
    assert readable("module", row) == row


def test_a_row_that_nothing_makes_readable_is_lost() -> None:
    assert readable("entry", {**ROWS["entry"], "created_at": "?", "held_on": "?"}) is None
    assert readable("rating", {**ROWS["rating"], "rater": "?"}) is None
    assert readable("tag", {"n": 1, "name": "calm"}) == {"n": 1, "name": "calm"}


AT = "2026-01-12T09:30:00.000Z"
HEAD = {"n": 1, "uid": "u", "created_at": AT, "updated_at": AT, "deleted_at": None, "hlc": "h"}
ROWS: dict[str, dict[str, Any]] = {
    "entry": {
        **HEAD,
        "held_on": "2026-01-12",
        "on_precision": "day",
        "model": "free",
        "module": None,
        "sharing": "coach",
        "state": "done",
        "title": "t",
        "preview": "abc",
        "prompt": "",
        "layout": '[{"stage": "text", "heading": "", "sharing": null, "length": 3}]',
        "cpd": None,
        "body": "abc",
    },
    "action": {
        **HEAD,
        **dict.fromkeys(
            ("title", "why", "first_step", "measure", "obstacle", "if_then", "support"), ""
        ),
        "starts_on": None,
        "due_on": None,
        "review_on": None,
        "state": "doing",
        "outcome": "",
        "evaluation_level": None,
        "notes": "[]",
        "cycles": "[]",
        "log": "",
        "module": None,
        "risks": "[]",
    },
    "sitting": {
        **HEAD,
        "kind": "ad_hoc",
        "module": None,
        "held_on": "2026-01-12",
        "competencies": "[]",
        "finished_at": None,
    },
    "module": {
        **HEAD,
        "number": 1,
        "title": "",
        "starts_on": None,
        "ends_on": None,
        "state": "planned",
        "notes": "",
        "attendance": "",
        "aims": "",
        "competencies": "",
    },
    "profile": {
        **HEAD,
        **dict.fromkeys(
            ("name", "profession", "role_title", "role_level", "organisation", "regulator"), ""
        ),
        "cycle_starts_on": None,
        "cycle_ends_on": None,
        "coach": "",
    },
    "rating": {
        "n": 1,
        "uid": "u",
        "sitting": "s",
        "competency": "A1",
        "level": 3,
        "confidence": None,
        "because": "",
        "rater": "self",
        "rated_at": AT,
        "corrects": None,
        "pack_id": "p",
        "pack_version": "1",
    },
}
