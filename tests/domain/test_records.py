"""Records behave as the standard library's dataclasses do."""

import copy
import dataclasses
import importlib
import pickle
import pkgutil
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

import ahpjournal
from ahpjournal.domain import records
from ahpjournal.domain.programme import Module
from ahpjournal.domain.records import dataclass

Decorator = Callable[..., Any]
OURS: Decorator = vars(records)["dataclass"]
STANDARD: Decorator = dataclasses.dataclass


def made(decorator: Decorator, *, is_frozen: bool = True) -> Any:
    """Give a class of the same fields, made by one or the other."""

    @decorator(frozen=is_frozen, slots=True)
    class Thing:
        """A thing."""

        name: str
        secret: str = field(repr=False)
        number: int = 3
        seen: int = field(default=0, compare=False)
        parts: tuple["int | str", ...] = ()
        notes: list[str] = field(default_factory=list, hash=False)

        @property
        def title(self) -> str:
            return self.name.title()

        @classmethod
        def kind(cls) -> str:
            return cls.__name__

    return Thing


OUR_THING, THEIR_THING = made(OURS), made(STANDARD)
VALUES = st.fixed_dictionaries(
    {"name": st.text(), "secret": st.text()},
    optional={
        "number": st.integers(),
        "seen": st.integers(),
        "parts": st.lists(st.integers() | st.text()).map(tuple),
        "notes": st.lists(st.text()),
    },
)


@given(VALUES, VALUES)
def test_a_record_is_what_the_standard_library_would_make(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    ours, theirs = OUR_THING(**one), THEIR_THING(**one)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert (ours == OUR_THING(**other)) == (theirs == THEIR_THING(**other))
    changed = dataclasses.replace(ours, **other)
    assert dataclasses.asdict(changed) == dataclasses.asdict(dataclasses.replace(theirs, **other))
    assert ours.title == theirs.title


@pytest.mark.parametrize("decorator", [OURS, STANDARD])
@pytest.mark.parametrize(
    ("arguments", "named"),
    [((), {}), (("a",), {}), (("a", "b"), {"nombre": 1}), (("a", "b"), {"name": "c"})],
)
def test_wrong_arguments_are_refused(
    decorator: Decorator, arguments: tuple[str, ...], named: dict[str, Any]
) -> None:
    thing = made(decorator)
    for _time in (1, 2):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            thing(*arguments, **named)


@pytest.mark.parametrize("decorator", [OURS, STANDARD])
def test_a_frozen_record_can_neither_be_changed_nor_emptied(decorator: Decorator) -> None:
    thing = made(decorator)("a", "b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        thing.name = "c"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del thing.name
    with pytest.raises(AttributeError):
        object.__setattr__(thing, "other", 1)
    assert thing.name == "a"


@pytest.mark.parametrize("decorator", [OURS, STANDARD])
def test_a_record_that_may_change_does_and_is_no_key(decorator: Decorator) -> None:
    thing = made(decorator, is_frozen=False)("a", "b")
    thing.name = "c"
    assert thing.name == "c"
    with pytest.raises(TypeError, match="unhashable"):
        hash(thing)


def test_equal_records_are_one_key_and_each_list_is_its_own() -> None:
    @dataclass(frozen=True, slots=True)
    class Key:
        one: str
        two: int = field(default=0, compare=False)

    assert {Key("a"), Key("a", 1), Key("b")} == {Key("a"), Key("b")}
    first, second = OUR_THING("a", "b"), OUR_THING("a", "b")
    assert first == second
    assert first.notes is not second.notes
    assert first != THEIR_THING("a", "b")
    assert OUR_THING.kind() == "Thing"


def test_fields_are_the_standard_librarys() -> None:
    def facts(thing: Any) -> list[tuple[Any, ...]]:
        return [(f.name, f.default, f.repr, f.compare) for f in dataclasses.fields(thing)]

    fresh = made(OURS)
    is_one = dataclasses.is_dataclass(fresh)
    assert is_one
    assert facts(fresh) == facts(THEIR_THING) == facts(fresh("a", "b"))
    match fresh("a", "b", 5):
        case object(name="a", number=number):
            assert number == 5
        case _:
            pytest.fail("it does not match by its fields")
    assert fresh.__match_args__ == THEIR_THING.__match_args__
    assert fresh.__doc__ == "A thing."


def test_a_record_without_fields_and_one_that_looks_at_itself() -> None:
    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    @dataclass(frozen=True, slots=True)
    class Trimmed:
        text: str

        def __post_init__(self) -> None:
            object.__setattr__(self, "text", self.text.strip())

        @override
        def __repr__(self) -> str:
            return "trimmed"

    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert repr(Empty()).endswith("Empty()")
    assert Trimmed(" a ").text == "a"
    assert repr(Trimmed("a")) == "trimmed"


def test_a_record_is_copied_and_packed() -> None:
    module = Module(number=1, title="One")
    assert pickle.loads(pickle.dumps(module)) == module  # noqa: S301 - our own bytes
    assert copy.deepcopy(module) == copy.copy(module) == module


def test_what_is_unusual_is_left_to_the_standard_library() -> None:
    @dataclass(frozen=True, slots=True)
    class Counted:
        kinds: ClassVar[int] = 3
        name: str

    @dataclass(frozen=True, slots=True)
    class Late:
        name: str
        size: int = field(default=1, init=False)

    @dataclass(frozen=True)
    class Open:
        name: str

    assert Counted("a").kinds == 3
    assert [f.name for f in dataclasses.fields(Counted)] == ["name"]
    assert Late("a").size == 1
    assert vars(Open("a")) == {"name": "a"}


def _records() -> list[Any]:
    found: dict[str, Any] = {}
    for module in pkgutil.walk_packages(ahpjournal.__path__, "ahpjournal."):
        if module.name.endswith("__main__"):
            continue
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and thing.__module__.startswith("ahpjournal."):
                found[f"{thing.__module__}.{thing.__qualname__}"] = thing
    return [thing for thing in found.values() if dataclasses.is_dataclass(thing)]


def test_every_record_of_the_program_can_be_made() -> None:
    seen = _records()
    for record in seen:
        needed = [
            one.name
            for one in dataclasses.fields(record)
            if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        ]
        names = [one.name for one in dataclasses.fields(record)]
        assert names[: len(needed)] == needed, record  # those without a default come first
        if not hasattr(record, "__post_init__"):
            assert record(**dict.fromkeys(needed)) is not None
    assert len(seen) > 200
