"""Holds JSON to a schema, for the part of JSON Schema that the schema of our files uses.

A schema is turned into rules once. A rule tells quickly whether a value fits; only where one does
not is it asked again, for every place and what belongs there. What the schema does not describe is
not looked into, but may not be nested so deeply that it could not be written out again.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import NoneType
from typing import Any

from typing_extensions import override

from ahpjournal.domain.records import dataclass

# How deep a value may be that no schema describes. Code that writes it out again needs a limit.
MOST_DEPTH = 100
Path = tuple[str | int, ...]
_Test = Callable[[Any], object]

_NUMBER = frozenset({int, float})
_CLASSES: dict[str, frozenset[type]] = {
    "string": frozenset({str}),
    "integer": _NUMBER,
    "number": _NUMBER,
    "boolean": frozenset({bool}),
    "null": frozenset({NoneType}),
    "array": frozenset({list}),
    "object": frozenset({dict}),
}
_LARGEST = sys.float_info.max
_NOTHING = "the schema asks for nothing"
_NOTES = frozenset({"$schema", "title", "description"})
_ALLOWED = {
    "string": frozenset({"pattern"}),
    "integer": frozenset({"minimum", "maximum", "multipleOf"}),
    "number": frozenset({"minimum", "maximum", "multipleOf"}),
    "array": frozenset({"items"}),
    "object": frozenset({"properties", "required"}),
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A place of a document that does not fit: which *keyword* of the *wanted* schema it breaks.

    With *or_null* the place may also be empty.
    """

    path: Path
    keyword: str
    wanted: Mapping[str, Any]
    or_null: bool = False


class Rule:
    """A schema, ready to be asked."""

    def __init__(self, schema: Mapping[str, Any], *, or_null: bool) -> None:
        self.schema = schema
        self._or_null = or_null
        own = frozenset({NoneType}) if or_null else frozenset[type]()
        self.classes = own | self._own_classes()
        self.test = self._own_test()

    def fits(self, value: object) -> bool:
        """Tell whether *value*, as the standard library reads JSON, is what the schema asks for.

        Raises:
            UnicodeEncodeError: the key of an object holds half a character.
        """
        if value.__class__ not in self.classes:
            return False
        return value is None or self.test is None or bool(self.test(value))

    def breaches(self, value: object, path: Path = ()) -> Iterator[Breach]:
        """Give every place of *value* that does not fit, once each; *path* leads to *value*.

        Raises:
            UnicodeEncodeError: the key of an object holds half a character.
        """
        if self.fits(value):
            return
        if value.__class__ in self.classes:
            yield from self._inside(value, path)
        else:
            yield self._breach(path, self._first_keyword())

    def _own_classes(self) -> frozenset[type]:
        return _CLASSES[self.schema["type"]]

    def _own_test(self) -> _Test | None:
        return None

    def _first_keyword(self) -> str:
        return "type"

    def _inside(self, _value: Any, path: Path) -> Iterator[Breach]:
        yield self._breach(path, self._first_keyword())

    def _breach(self, path: Path, keyword: str) -> Breach:
        return Breach(path, keyword, self.schema, self._or_null)


class _Words(Rule):
    """A text; with a pattern, one that matches it."""

    @override
    def _own_test(self) -> _Test | None:
        pattern = self.schema.get("pattern")
        return None if pattern is None else re.compile(_in_python(pattern), re.ASCII).search

    @override
    def _first_keyword(self) -> str:
        return "pattern" if "pattern" in self.schema else "type"


class _Number(Rule):
    """A number, whole or not, within limits; 3.0 is whole. What is endless or not a number is none.

    Neither is what is larger than a computer's number with a point: nothing could be done with it.
    """

    @override
    def _own_test(self) -> _Test | None:
        return lambda value: self._broken(value) is None

    @override
    def _inside(self, value: Any, path: Path) -> Iterator[Breach]:
        yield self._breach(path, self._broken(value) or "type")

    def _broken(self, value: Any) -> str | None:
        schema = self.schema
        if not -_LARGEST <= value <= _LARGEST:
            return "type"
        if schema["type"] == "integer" and value % 1:
            return "type"
        if value < schema.get("minimum", value):
            return "minimum"
        if value > schema.get("maximum", value):
            return "maximum"
        if "multipleOf" in schema and value % schema["multipleOf"]:
            return "multipleOf"
        return None


class _Choice(Rule):
    """One of some words, or one value and no other."""

    @override
    def _own_classes(self) -> frozenset[type]:
        found = {option.__class__ for option in self._options()}
        return frozenset(found | _NUMBER if found & _NUMBER else found)

    @override
    def _own_test(self) -> _Test:
        return frozenset(self._options()).__contains__

    def _options(self) -> list[Any]:
        return list(self.schema.get("enum", (self.schema.get("const"),)))

    @override
    def _first_keyword(self) -> str:
        return "enum" if "enum" in self.schema else "const"


class _List(Rule):
    """A list; with *items*, one whose values all fit that."""

    def __init__(self, schema: Mapping[str, Any], *, or_null: bool) -> None:
        self._each = _rule_of(schema.get("items", {}))
        super().__init__(schema, or_null=or_null)

    @override
    def _own_test(self) -> _Test | None:
        return None if self._each is None else self._all_fit

    def _all_fit(self, values: list[Any]) -> bool:
        each = self._each
        if each is None or (each.test is None and set(map(type, values)) <= each.classes):
            return True
        return all(map(each.fits, values))

    @override
    def _inside(self, value: Any, path: Path) -> Iterator[Breach]:
        if self._each is not None:
            for place, one in enumerate(value):
                yield from self._each.breaches(one, (*path, place))


class _Object(Rule):
    """An object: the keys it must have, and the rules of those it may have. Others are let be."""

    def __init__(self, schema: Mapping[str, Any], *, or_null: bool) -> None:
        given = {key: _rule_of(inner) for key, inner in schema.get("properties", {}).items()}
        self._rules = {key: inner for key, inner in given.items() if inner is not None}
        self._required = tuple(schema.get("required", ()))
        super().__init__(schema, or_null=or_null)

    @override
    def _own_test(self) -> _Test | None:
        return self._is_right

    def _is_right(self, value: dict[str, Any]) -> bool:
        for key in self._required:
            if key not in value:
                return False
        find = self._rules.get
        for key, one in value.items():
            inner = find(key)
            if inner is None:
                if not _is_harmless(key, one):
                    return False
                continue
            if one.__class__ not in inner.classes:
                return False
            if one is not None and inner.test is not None and not inner.test(one):
                return False
        return True

    @override
    def _inside(self, value: Any, path: Path) -> Iterator[Breach]:
        for key in self._required:
            if key not in value:
                yield self._breach((*path, key), "required")
        for key, one in value.items():
            inner = self._rules.get(key)
            if inner is not None:
                yield from inner.breaches(one, (*path, key))
            elif not _is_harmless(key, one):
                yield self._breach((*path, key), "depth")


_KINDS: dict[str, type[Rule]] = {
    "string": _Words,
    "integer": _Number,
    "number": _Number,
    "boolean": Rule,
    "null": Rule,
    "array": _List,
    "object": _Object,
}


def _is_harmless(key: str, value: object) -> bool:
    """Tell whether a *value* that nobody knows can be passed on without being looked into.

    Raises:
        UnicodeEncodeError: the *key* holds half a character.
    """
    key.encode()
    layer = [value]
    for _depth in range(MOST_DEPTH):
        layer = [inner for one in layer for inner in _values_of(one)]
        if not layer:
            return True
    return False


def _values_of(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def compiled(schema: Mapping[str, Any]) -> Rule:
    """Turn a *schema* into a rule.

    Raises:
        ValueError: the schema asks for nothing, or uses a part of JSON Schema not known here.
    """
    found = _rule_of(schema)
    if found is None:
        raise ValueError(_NOTHING)
    return found


def _rule_of(schema: Mapping[str, Any]) -> Rule | None:
    """Give the rule of a *schema*, or none if every value is right."""
    asked = schema.keys() - _NOTES
    if not asked:
        return None
    if asked == {"anyOf"}:
        inner, *others = schema["anyOf"]
        if others == [{"type": "null"}]:
            return _rule(inner, or_null=True)
    return _rule(schema, or_null=False)


def _rule(schema: Mapping[str, Any], *, or_null: bool) -> Rule:
    asked = schema.keys() - _NOTES
    if len(asked) == 1 and asked <= {"enum", "const"}:
        return _Choice(schema, or_null=or_null)
    name = schema.get("type")
    if name in _KINDS and asked - {"type"} <= _ALLOWED.get(name, frozenset()):
        return _KINDS[name](schema, or_null=or_null)
    raise ValueError(", ".join(sorted(asked)))


def _in_python(pattern: str) -> str:
    """Give a pattern of JavaScript, as JSON Schema has it, with the same meaning here.

    Digits are those of ASCII, and the end is the end: not the place before a last line break.
    """
    return re.sub(r"(\\.)|\$", lambda found: found[1] or r"\Z", pattern, flags=re.DOTALL)
