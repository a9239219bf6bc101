"""Our reading of the schema finds the same places as a validator of the whole standard."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.exchange.journal_document import schema
from ahpjournal.exchange.json_schema import MOST_DEPTH, Breach, compiled

ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-1, 101)
    | st.integers(-1, 101).map(float)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "2026-06-24", "2026-06-24\n", "\u0662026-06-24", "draft", "null", "1"])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abid"), inner, max_size=3),
    max_leaves=5,
)


def nearly_right(wanted: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Give values that mostly are what a schema wants, with a wrong one here and there."""
    if "anyOf" in wanted:
        right = st.one_of(*map(nearly_right, wanted["anyOf"]))
    elif "enum" in wanted:
        right = st.sampled_from([*wanted["enum"], "Draft", "", None])
    elif "const" in wanted:
        right = st.sampled_from([wanted["const"], 1.0, True, "1"])
    elif wanted["type"] == "string" and "pattern" in wanted:
        matching = st.from_regex(wanted["pattern"].replace("\\d", "[0-9]"))
        right = matching | matching.map(lambda text: f"{text}\n")
    elif wanted["type"] == "array":
        right = st.lists(nearly_right(wanted["items"]), max_size=2)
    elif wanted["type"] == "object":
        inner = {key: nearly_right(one) for key, one in wanted.get("properties", {}).items()}
        right = st.fixed_dictionaries({}, optional={**inner, "unknown": ANYTHING})
    else:
        right = {
            "string": st.text(max_size=5),
            "boolean": st.booleans(),
            "null": st.none(),
            "integer": st.integers(-1, 110) | st.integers() | st.floats(-1, 12),
            "number": st.floats(-5, 500) | st.integers(-2, 10),
        }[wanted["type"]]
    return st.one_of(right, right, right, right, ANYTHING)


def places_of(error: Any) -> set[tuple[str | int, ...]]:
    """Give the places that the other validator means; of several forms, those of the first."""
    at = tuple(error.instance_path)
    facts = error.kind.as_dict()
    if error.kind.name == "required":
        return {(*at, facts["property"])}
    if error.kind.name == "anyOf":
        return set().union(*(places_of(inner) for inner in facts["context"][0]))
    return {at}


def places(document: object) -> set[tuple[str | int, ...]]:
    reference = jsonschema_rs.validator_for(schema())
    return set().union(*(places_of(error) for error in reference.iter_errors(document)))


@given(st.sampled_from(sorted(schema()["properties"])).flatmap(
    lambda kind: st.fixed_dictionaries({kind: nearly_right(schema()["properties"][kind])})
))  # fmt: skip
def test_the_same_places_are_found_as_by_another_validator(kind: dict[str, Any]) -> None:
    document = {"format": "ahpjournal", "version": 1, **kind}
    found = [breach.path for breach in compiled(schema()).breaches(document)]
    assert len(found) == len(set(found))
    assert set(found) == places(document)
    assert compiled(schema()).fits(document) == (not found)


@given(ANYTHING)
def test_a_document_of_any_kind_is_judged_alike(document: object) -> None:
    found = {breach.path for breach in compiled(schema()).breaches(document)}
    assert found == places(document)


@pytest.mark.parametrize(
    "kind", [k for k in schema()["properties"] if k not in {"format", "version"}]
)
def test_each_kind_of_record_is_described(kind: str) -> None:
    document = {"format": "ahpjournal", "version": 1, kind: 5.5}
    assert [b.path for b in compiled(schema()).breaches(document)] == [(kind,)]


def broken(wanted: dict[str, Any], value: object) -> list[tuple[object, ...]]:
    """Give what a value breaks in the place of one schema."""
    return [(*b.path, b.keyword, b.or_null) for b in compiled(wanted).breaches(value)]


def test_a_place_that_may_be_empty_says_so() -> None:
    wanted = {"anyOf": [{"enum": ["a", "b"]}, {"type": "null"}]}
    assert broken(wanted, None) == []
    assert broken(wanted, "c") == broken(wanted, 1) == broken(wanted, []) == [("enum", True)]


def test_limits_are_told_apart_and_each_place_is_named_once() -> None:
    wanted = {"type": "integer", "minimum": 0, "maximum": 100, "multipleOf": 10}
    assert broken(wanted, -5) == [("minimum", False)]
    assert broken(wanted, 105) == [("maximum", False)]
    assert broken(wanted, 15) == broken(wanted, 15.0) == [("multipleOf", False)]
    assert broken(wanted, 1.5) == broken(wanted, True) == [("type", False)]
    assert broken(wanted, 0) == broken(wanted, 30.0) == broken(wanted, 100) == []
    assert broken({"type": "number", "minimum": 0.5}, 0.5) == []
    assert broken({"type": "number", "maximum": -3}, -3.0) == broken({"type": "number"}, -1.5) == []


@pytest.mark.parametrize(
    "value", [json.loads("1e400"), json.loads("-1e400"), float("nan"), 10**400]
)
@pytest.mark.parametrize("kind", ["integer", "number"])
def test_what_is_endless_or_beyond_counting_is_no_number(kind: str, value: float) -> None:
    assert broken({"type": kind}, value) == [("type", False)]


def test_digits_and_ends_are_those_of_the_standard() -> None:
    wanted = {"type": "string", "pattern": r"^\d\$?$"}
    assert broken(wanted, "5$") == broken(wanted, "5") == []
    assert broken(wanted, "5\n") == broken(wanted, "\u0665") == [("pattern", False)]


def test_one_is_not_true() -> None:
    assert broken({"const": 1}, True) == [("const", False)]
    assert broken({"const": 1}, 1.0) == []
    assert broken({"enum": [0, 1]}, False) == [("enum", False)]


def nested(depth: int) -> object:
    value: object = 1
    for _time in range(depth):
        value = {"x": [value]}
    return value


def test_what_nobody_knows_may_lie_no_deeper_than_can_be_written_out() -> None:
    wanted = {"type": "object", "properties": {"a": {"type": "object"}}}
    assert broken(wanted, {"a": {"b": nested(MOST_DEPTH // 2 - 1)}}) == []
    assert broken(wanted, {"a": {"b": nested(MOST_DEPTH)}}) == [("a", "b", "depth", False)]
    assert broken(wanted, {"b": nested(50_000)}) == [("b", "depth", False)]


def test_half_a_character_in_a_key_is_noticed_wherever_it_lies() -> None:
    rule = compiled({"type": "object", "properties": {"a": {"type": "object"}}})
    for value in ({"\ud800": 1}, {"a": {"\ud800": 1}}):
        with pytest.raises(UnicodeEncodeError):
            rule.fits(value)


@pytest.mark.parametrize(
    "unknown",
    [
        {},
        {"title": "anything goes"},
        {"type": "string", "minLength": 1},
        {"type": "decimal"},
        {"oneOf": [{"type": "string"}]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "object", "properties": {"a": {"$ref": "#"}}},
        {"type": "array", "items": {"type": "string", "format": "date"}},
    ],
)
def test_a_schema_that_asks_for_more_than_is_known_here_is_refused(unknown: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        compiled(unknown)


def test_a_breach_tells_what_was_wanted() -> None:
    wanted = {"type": "string"}
    found = list(compiled({"type": "array", "items": wanted}).breaches(["a", 1]))
    assert found == [Breach((1,), "type", wanted)]
