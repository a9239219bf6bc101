"""The demo journal is content that customers see: whole, consistent, anonymous and varied."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

JOURNAL = Path(__file__).parents[2] / "resources" / "demo" / "journal.json"
STARTS, TODAY = date(2026, 1, 12), date(2026, 6, 24)

COMPETENCIES = tuple(f"{area}{n}" for area in "ABCD" for n in (1, 2, 3))
THEMES = {"T1", "T2", "T3", "T4", "T5"}
STAGES = {
    "gibbs": ["description", "feelings", "evaluation", "analysis", "conclusion", "action_plan"],
    "what-so-what-now-what": ["what", "so_what", "now_what"],
    "kolb": ["experience", "observation", "concepts", "experiment"],
    "schon": ["in_action", "on_action"],
    "atkins-murphy": ["awareness", "description", "analysis", "evaluation", "learning"],
    "era": ["experience", "reflection", "action"],
    "brookfield": ["my_history", "people_we_serve", "peers", "evidence"],
    "after-action-review": ["expected", "happened", "difference", "learning"],
    "carl": ["context", "action", "results", "learning"],
    "free": ["text"],
}
LINKED = {
    1: {"A1", "D1"},
    2: {"A2", "A3"},
    3: {"B1"},
    4: {"B2", "B3"},
    5: {"C1", "C3"},
    6: {"C2", "D2", "D3"},
}
ACTION_TEXTS = (
    "title",
    "why",
    "first_step",
    "measure",
    "obstacle",
    "if_then",
    "support",
    "outcome",
)

SHAPE: dict[str, set[str]] = {
    "profile": {
        *("name", "profession", "role_title", "role_level", "organisation", "regulator"),
        *("cycle_starts_on", "cycle_ends_on", "coach"),
    },
    "modules": {"number", "title", "starts_on", "ends_on", "state", "notes", "attendance"},
    "sittings": {"id", "kind", "module", "on"},
    "ratings": {
        *("id", "sitting", "competency", "level", "confidence", "because", "rater"),
        *("rated_at", "corrects", "evidence"),
    },
    "entries": {
        *("id", "title", "on", "on_precision", "model", "sections", "module", "themes"),
        *("competencies", "tags", "sharing", "state", "created_at", "updated_at", "cpd"),
        "attachments",
    },
    "actions": {
        *("id", *ACTION_TEXTS, "starts_on", "due_on", "review_on", "state"),
        *("evaluation_level", "notes", "cycles", "module", "themes", "competencies"),
        *("entries", "risks"),
    },
    "exports": {
        *("id", "kind", "made_at", "for_whom", "file_name", "size", "pages", "sha256"),
        *("journal_state", "items", "form", "created_at", "updated_at"),
    },
    "replies": {
        *("id", "export", "source", "from_whom", "read_at", "sha256", "answers", "comments"),
        *("created_at", "updated_at"),
    },
}
LATER_PARTS = {
    *("risks", "responsibilities", "contacts", "values", "narratives"),
}


@pytest.fixture(scope="module")
def journal() -> dict[str, Any]:
    """Read the demo journal from its file."""
    content: dict[str, Any] = json.loads(JOURNAL.read_text(encoding="utf-8"))
    return content


def _instant(text: str) -> datetime:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text), text
    return datetime.fromisoformat(text)


def _prose(journal: dict[str, Any]) -> Iterator[str]:
    """Give every piece of text that a reader sees, the owner's profile apart."""
    for module in journal["modules"]:
        yield module["notes"]
    for rating in journal["ratings"]:
        yield rating["because"]
    for entry in journal["entries"]:
        yield entry["title"]
        yield from (s["markdown"] for s in entry["sections"])
        yield from (v for v in (entry["cpd"] or {}).values() if isinstance(v, str))
    for action in journal["actions"]:
        yield from (action[name] for name in ACTION_TEXTS)
        yield from (note["text"] for note in action["notes"])
        yield from (text for cycle in action["cycles"] for text in cycle.values())


def _text(entry: dict[str, Any]) -> str:
    return "\n\n".join(s["markdown"] for s in entry["sections"])


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text))


def _ids(journal: dict[str, Any]) -> list[str]:
    kinds = ("sittings", "ratings", "entries", "actions", "exports", "replies")
    return [journal["journal_id"], *(r["id"] for kind in kinds for r in journal[kind])]


def test_the_file_has_exactly_the_shape_of_a_journal_version_1(journal: dict[str, Any]) -> None:
    top = {"format", "version", "exported_at", "journal_id", "pack", *SHAPE, *LATER_PARTS}
    assert set(journal) == top
    assert (journal["format"], journal["version"]) == ("ahpjournal", 1)
    assert journal["pack"] == {"id": "ahp-quality-safety", "version": "1"}
    for key, names in SHAPE.items():
        records = journal[key] if isinstance(journal[key], list) else [journal[key]]
        assert records
        for record in records:
            assert set(record) == names, (key, record.get("id"))
    assert all(journal[key] == [] for key in LATER_PARTS)


def test_every_id_is_a_time_ordered_uuid_used_once(journal: dict[str, Any]) -> None:
    ids = _ids(journal)
    assert len(set(ids)) == len(ids)
    for text in ids:
        parsed = uuid.UUID(text)
        assert (str(parsed), parsed.version) == (text, 7)
    for entry in journal["entries"]:
        milliseconds = uuid.UUID(entry["id"]).int >> 80
        assert milliseconds == round(_instant(entry["created_at"]).timestamp() * 1000)


def test_ratings_rest_on_what_was_there_and_is_about_the_competency(
    journal: dict[str, Any],
) -> None:
    things = {"entry": journal["entries"], "action": journal["actions"]}
    known = {(kind, r["id"]): r for kind, records in things.items() for r in records}
    resting = [r for r in journal["ratings"] if r["evidence"]]
    assert len(resting) > 15
    for rating in resting:
        for link in rating["evidence"]:
            record = known[link["kind"], link["id"]]
            assert rating["competency"] in record["competencies"]
            assert record.get("on", "") <= rating["rated_at"][:10]


def test_links_lead_somewhere(journal: dict[str, Any]) -> None:
    sittings = {s["id"] for s in journal["sittings"]}
    entries = {e["id"] for e in journal["entries"]}
    modules = {m["number"] for m in journal["modules"]}
    for record in (*journal["entries"], *journal["actions"]):
        assert record["module"] in modules
        assert set(record["themes"]) <= THEMES
        assert set(record["competencies"]) <= set(COMPETENCIES)
        assert len(set(record["themes"])) == len(record["themes"])
    assert all(set(a["entries"]) <= entries for a in journal["actions"])
    seen: set[str] = set()
    for rating in journal["ratings"]:
        assert rating["sitting"] in sittings
        assert rating["corrects"] is None or rating["corrects"] in seen
        seen.add(rating["id"])


def test_sections_are_the_stages_of_their_model_in_order(journal: dict[str, Any]) -> None:
    for entry in journal["entries"]:
        assert [s["stage"] for s in entry["sections"]] == STAGES[entry["model"]], entry["title"]
        assert all(set(s) == {"stage", "markdown", "sharing"} for s in entry["sections"])
        assert all(s["markdown"].strip() for s in entry["sections"])
    assert {e["model"] for e in journal["entries"]} == set(STAGES)


def test_six_modules_are_done_one_after_another(journal: dict[str, Any]) -> None:
    modules = journal["modules"]
    assert [m["number"] for m in modules] == [1, 2, 3, 4, 5, 6]
    assert {m["state"] for m in modules} == {"done"}
    bounds = [d for m in modules for d in (m["starts_on"], m["ends_on"])]
    assert bounds == sorted(bounds)
    assert date.fromisoformat(bounds[-1]) < TODAY
    assert all(m["title"] and m["notes"] for m in modules)


def test_dates_lie_inside_the_programme(journal: dict[str, Any]) -> None:
    modules = {m["number"]: m for m in journal["modules"]}
    for entry in journal["entries"]:
        on = date.fromisoformat(entry["on"])
        assert STARTS <= on <= TODAY
        assert entry["on"] <= modules[entry["module"]]["ends_on"] or entry["module"] == 6
        assert entry["module"] == 1 or entry["on"] >= modules[entry["module"]]["starts_on"]
        if entry["on_precision"] == "week":
            assert on.weekday() == 0, entry["title"]
        created, updated = _instant(entry["created_at"]), _instant(entry["updated_at"])
        assert on <= created.date() <= updated.date() <= TODAY
        assert created <= updated
        assert created.date() - on < timedelta(days=7)
    for rating in journal["ratings"]:
        assert STARTS <= _instant(rating["rated_at"]).date() <= TODAY
    for action in journal["actions"]:
        for note in action["notes"]:
            assert STARTS <= _instant(note["at"]).date() <= TODAY


def test_entries_stand_in_the_order_of_their_dates(journal: dict[str, Any]) -> None:
    order = [(e["on"], e["created_at"]) for e in journal["entries"]]
    assert order == sorted(order)


def _rated(journal: dict[str, Any], kind: str, rater: str = "self") -> dict[str, int | None]:
    sittings = {s["id"] for s in journal["sittings"] if s["kind"] == kind}
    rows = [r for r in journal["ratings"] if r["sitting"] in sittings and r["rater"] == rater]
    return {r["competency"]: r["level"] for r in rows}


def test_sittings_cover_baseline_modules_end_and_look_back(journal: dict[str, Any]) -> None:
    kinds = [(s["kind"], s["module"]) for s in journal["sittings"]]
    modules = [("module", n) for n in range(1, 7)]
    assert kinds == [("baseline", None), *modules, ("end", None), ("lookback", None)]
    days = [s["on"] for s in journal["sittings"]]
    assert days == sorted(days)
    for kind in ("baseline", "end", "lookback"):
        assert tuple(_rated(journal, kind)) == COMPETENCIES
    for sitting in journal["sittings"]:
        asked = {r["competency"] for r in journal["ratings"] if r["sitting"] == sitting["id"]}
        assert LINKED.get(sitting["module"], set()) <= asked


def test_ratings_follow_a_believable_path(journal: dict[str, Any]) -> None:
    first, last = _rated(journal, "baseline"), _rated(journal, "end")
    back, coach = _rated(journal, "lookback"), _rated(journal, "end", "coach")
    assert [c for c in COMPETENCIES if first[c] is None] == ["A2"]
    changes = {c: (last[c] or 0) - (first[c] or 0) for c in COMPETENCIES if first[c] is not None}
    assert [c for c, change in changes.items() if change == 0] == ["B3"]
    assert all(0 <= change <= 2 for change in changes.values())
    lower = [c for c in COMPETENCIES if (back[c] or 0) < (first[c] or 0)]
    higher = [c for c in changes if (back[c] or 0) > (first[c] or 0)]
    assert len(lower) >= 4
    assert not higher
    assert len(coach) == 4
    assert any(coach[c] != last[c] for c in coach)
    a1 = [r["level"] for r in journal["ratings"] if r["competency"] == "A1"]
    assert a1[:5] == [3, 3, 2, 3, 4]


def test_ratings_use_the_scale_and_mostly_say_why(journal: dict[str, Any]) -> None:
    own = [r for r in journal["ratings"] if r["rater"] == "self"]
    for rating in journal["ratings"]:
        assert rating["level"] in {None, 1, 2, 3, 4, 5}
        assert rating["confidence"] is None or rating["confidence"] in range(0, 101, 10)
    assert 0.7 <= sum(bool(r["because"]) for r in own) / len(own) <= 0.9
    reasons = [r["because"] for r in journal["ratings"] if r["because"]]
    assert len(set(reasons)) == len(reasons)
    assert sum(r["corrects"] is not None for r in own) == 1


def test_entries_are_many_and_of_every_kind(journal: dict[str, Any]) -> None:
    entries = journal["entries"]
    assert 60 <= len(entries) <= 64
    assert min(Counter(e["module"] for e in entries).values()) >= 8
    assert Counter(e["state"] for e in entries)["draft"] == 4
    sharing = Counter(e["sharing"] for e in entries)
    assert sharing["private"] > sharing["coach"] > sharing["portfolio"] >= 8
    assert {e["on_precision"] for e in entries} == {"day", "week", "month"}
    shared = [e for e in entries if e["sharing"] == "coach"]
    assert any(s["sharing"] == "private" for e in shared for s in e["sections"])
    assert 10 <= len({tag for e in entries for tag in e["tags"]}) <= 15
    covered = Counter(c for e in entries for c in e["competencies"])
    assert min(covered[c] for c in COMPETENCIES) >= 3


def test_cpd_is_recorded_on_some_entries_in_full(journal: dict[str, Any]) -> None:
    cpd = [e["cpd"] for e in journal["entries"] if e["cpd"]]
    assert 22 <= len(cpd) <= 30
    for record in cpd:
        assert set(record) == {"kind", "hours", "with_others", "learnt", "effect", "benefit"}
        assert 0 < record["hours"] <= 8
        assert all(record[name].strip() for name in ("learnt", "effect", "benefit"))
    assert {r["kind"] for r in cpd} == {"work", "professional", "formal", "self"}


def test_lengths_vary_as_a_persons_would(journal: dict[str, Any]) -> None:
    lengths = [_words(_text(e)) for e in journal["entries"]]
    drafts = [_words(_text(e)) for e in journal["entries"] if e["state"] == "draft"]
    assert max(drafts) < 50
    assert 3 <= sum(n >= 400 for n in lengths) <= 8
    assert max(lengths) <= 650
    assert sum(110 <= n <= 280 for n in lengths) > len(lengths) / 2


def test_no_two_entries_are_alike(journal: dict[str, Any]) -> None:
    entries = journal["entries"]
    assert len({e["title"] for e in entries}) == len(entries)
    phrases: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        words = re.findall(r"[\w\u2019]+", _text(entry).lower())
        phrases.update({tuple(words[i : i + 12]) for i in range(len(words) - 11)})
    assert not [phrase for phrase, count in phrases.items() if count > 1]


def test_actions_are_in_every_state_and_linked(journal: dict[str, Any]) -> None:
    actions = journal["actions"]
    assert 14 <= len(actions) <= 18
    states = {"idea", "planned", "doing", "waiting", "done", "dropped"}
    assert {a["state"] for a in actions} == states
    for action in actions:
        assert action["title"]
        assert action["why"]
        assert action["entries"]
        closed = action["state"] in {"done", "dropped"}
        assert bool(action["outcome"]) == closed
        assert (action["evaluation_level"] is not None) == (action["state"] == "done")
        dates = [d for d in (action["starts_on"], action["due_on"]) if d]
        assert dates == sorted(dates)
    levels = {a["evaluation_level"] for a in actions if a["state"] == "done"}
    assert {"reaction", "behaviour", "results"} <= levels
    assert sum(bool(a["cycles"]) for a in actions) == 2


def test_two_actions_are_due_within_a_fortnight_and_one_is_overdue(
    journal: dict[str, Any],
) -> None:
    open_actions = [a for a in journal["actions"] if a["state"] not in {"done", "dropped"}]
    days = [(date.fromisoformat(a["due_on"]) - TODAY).days for a in open_actions if a["due_on"]]
    assert sum(day < 0 for day in days) == 1
    assert sum(0 <= day <= 14 for day in days) == 2


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an e-mail address", r"\S@\S"),
        ("a telephone number", r"(?:\+44|\b0)\d[\d ]{7,}"),
        ("a ten-digit number", r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"),
        ("a postcode", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
        ("a National Insurance number", r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b"),
        ("a date of an event", r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"),
        ("a day of a month", r"\b\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|June|July)"),
        ("a title and surname", r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sister)\.? [A-Z]"),
        ("a trust by name", r"NHS (?:Foundation )?Trust|University Hospital|Infirmary|Royal "),
        ("an exact age", r"\b\d+[- ]year[- ]old\b|\baged \d"),
    ],
)
def test_the_text_does_not_contain(journal: dict[str, Any], what: str, pattern: str) -> None:
    found = [t for t in _prose(journal) if re.search(pattern, t)]
    assert not found, what


def test_no_person_or_place_is_named(journal: dict[str, Any]) -> None:
    calendar = (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
        *("October", "November", "December", "Easter", "Christmas"),
    )
    known = {*calendar, "I", "AHP", "AHPs", "CV", "Planning", "Next", "Steps"}
    for text in _prose(journal):
        for word in re.findall(r"(?<=[a-z,;] )[A-Z]\w*", text):
            assert word in known or word.removesuffix("s") in known, text


def test_the_text_keeps_to_the_closed_markdown_subset(journal: dict[str, Any]) -> None:
    outside = (
        r"^#(?!##? )|^####|^[ \t]*(?:```|\||[*+] )|^(?:---|\*\*\*)$|!\[|<[a-z/]|__|~~|`"
        r"|^[ \t]+[-\d]|\]\((?!https://)"
    )
    for entry in journal["entries"]:
        for section in entry["sections"]:
            found = re.search(outside, section["markdown"], re.MULTILINE)
            assert found is None, entry["title"]
            assert section["markdown"] == section["markdown"].strip()
    marks = "\n".join(_text(e) for e in journal["entries"])
    for used in ("### ", "**", "- [ ] ", "- [x] ", "> ", "1. ", "](https://"):
        assert used in marks


def test_the_typing_is_tidy(journal: dict[str, Any]) -> None:
    for text in _prose(journal):
        assert text == text.strip()
        assert not re.search(r"[\"'!\u2014\u2013]|  |\s[,.;:?]| \n|\t", text), text
        assert text.count("“") == text.count("”"), text


def test_the_owner_is_fictional_and_whole(journal: dict[str, Any]) -> None:
    profile = journal["profile"]
    assert all(profile.values())
    assert profile["organisation"] == "Northvale Integrated Care Board"
    assert (profile["role_level"], profile["regulator"]) == ("system", "HCPC")
    assert " " not in profile["coach"]
    assert profile["cycle_starts_on"] < STARTS.isoformat()
    assert TODAY.isoformat() < profile["cycle_ends_on"]


def test_the_coachs_reply_speaks_of_what_was_sent(journal: dict[str, Any]) -> None:
    (export,), (reply,) = journal["exports"], journal["replies"]
    sent = {item["id"] for item in export["items"]}
    assert reply["export"] == export["id"]
    assert export["made_at"] < reply["read_at"] < journal["exported_at"]
    parts = [*reply["answers"], *reply["comments"]]
    assert {part["record"] for part in parts if part["record"]} == sent
    texts = {record["id"]: record for kind in ("entries", "actions") for record in journal[kind]}
    assert sent <= set(texts)
    quoted = next(c for c in reply["comments"] if c["quoted"])
    assert quoted["quoted"] in _text(texts[quoted["record"]])
