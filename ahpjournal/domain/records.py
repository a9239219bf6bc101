"""Dataclasses that cost next to nothing until one of them is made.

The standard library writes and compiles six functions for each frozen dataclass when its module is
loaded. The program starts with some two hundred, so that was a fifth of its start, spent mostly on
records that nobody makes in that hour. Here the functions that are alike for all records are
shared, and `__init__` is compiled when the first record of its kind is made.

To type checkers, and to `fields`, `replace`, `asdict` and `is_dataclass`, they are dataclasses.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, MISSING, Field, FrozenInstanceError, InitVar
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, get_origin

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """Make a dataclass of a class, as the decorator of the standard library does.

        What the program's records do without (a base, class variables, fields that are no
        arguments, a dictionary) is left to the standard library.
        """

        def make(cls: type) -> type:
            kinds = getattr(cls, "__annotations__", {})
            given = {name: cls.__dict__[name] for name in kinds if name in cls.__dict__}
            is_usual = slots and cls.__bases__ == (object,) and all(map(_is_plain, kinds.values()))
            if not is_usual or not all(map(_is_argument, given.values())):
                return dataclasses.dataclass(frozen=frozen, slots=slots)(cls)
            return _record(cls, tuple(kinds), given, is_frozen=frozen)

        return make


def _is_plain(kind: Any) -> bool:
    """Tell whether an annotation makes a field that is an argument."""
    if isinstance(kind, type):
        return kind is not KW_ONLY
    if isinstance(kind, str):
        return not any(name in kind for name in ("ClassVar", "InitVar", "KW_ONLY"))
    return get_origin(kind) is not ClassVar and not isinstance(kind, InitVar)


def _is_argument(given: object) -> bool:
    return not isinstance(given, Field) or (given.init and given.kw_only in {MISSING, False})


def _record(
    cls: type, names: tuple[str, ...], given: Mapping[str, Any], *, is_frozen: bool
) -> type:
    """Make *cls* anew with a slot for each of *names*; *given* are defaults and `field`s."""
    fields = {name: value for name, value in given.items() if isinstance(value, Field)}
    shown = [name for name in names if name not in fields or fields[name].repr]
    compared = [name for name in names if name not in fields or fields[name].compare]
    values = attrgetter(*compared) if compared else _no_values
    body = {
        "__slots__": names,
        "__match_args__": names,
        "__dataclass_fields__": _Fields(names, given),
        "__repr__": _repr_of(shown),
        "__eq__": _equality_of(values),
        "__hash__": _hash_of(values) if is_frozen else None,
    }
    if is_frozen:
        body |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
        body |= {"__getstate__": _state, "__setstate__": _restore}
    own = {name: value for name, value in cls.__dict__.items() if name not in given}
    del own["__dict__"], own["__weakref__"]  # a class with slots has neither
    made: Any = type(cls)(cls.__name__, cls.__bases__, body | own)
    made.__qualname__ = cls.__qualname__
    made.__init__ = _first_init(made, names, given)
    return made  # type: ignore[no-any-return]


class _Fields:
    """What `dataclasses.fields` reads: made by the standard library when it is first asked for."""

    def __init__(self, names: tuple[str, ...], given: Mapping[str, Any]) -> None:
        self._names = names
        self._given = given

    def __get__(self, _record: object, owner: Any) -> dict[str, Field[Any]]:
        body = {
            "__annotations__": owner.__annotations__,
            "__doc__": "Only its fields.",
            **self._given,
        }
        like = type(owner.__name__, (), body)
        like = dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(like)
        found: dict[str, Field[Any]] = like.__dataclass_fields__  # type: ignore[attr-defined]
        owner.__dataclass_fields__ = found
        return found


def _first_init(cls: Any, names: tuple[str, ...], given: Mapping[str, Any]) -> Callable[..., None]:
    """Give an `__init__` that puts the compiled one in its place when it is first called."""

    def init(self: object, *arguments: Any, **named: Any) -> None:
        cls.__init__ = _compiled_init(cls, names, given)
        cls.__init__(self, *arguments, **named)

    init.__name__, init.__qualname__ = "__init__", f"{cls.__qualname__}.__init__"
    return init


def _compiled_init(
    cls: Any, names: tuple[str, ...], given: Mapping[str, Any]
) -> Callable[..., None]:
    """Compile `__init__`: it sets slots by their descriptors, as a frozen record refuses to."""
    known: dict[str, Any] = {"_unset": MISSING}
    arguments, lines = ["self_"], []
    for name in names:
        known[f"_set_{name}"] = cls.__dict__[name].__set__
        value: str = name
        default: Any = given.get(name, MISSING)
        factory: Any = MISSING
        if isinstance(default, Field):
            default, factory = default.default, default.default_factory
        if factory is not MISSING:
            known[f"_make_{name}"] = factory
            value = f"_make_{name}() if {name} is _unset else {name}"
            default = MISSING
            arguments.append(f"{name}=_unset")
        elif default is not MISSING:
            known[f"_default_{name}"] = default
            arguments.append(f"{name}=_default_{name}")
        else:
            arguments.append(name)
        lines.append(f"_set_{name}(self_, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self_.__post_init__()")
    text = f"def __init__({', '.join(arguments)}):\n  " + "\n  ".join(lines or ["pass"])
    exec(text, known)  # noqa: S102 - made of the names of fields, as in the standard library
    init: Callable[..., None] = known["__init__"]
    init.__qualname__, init.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return init


def _no_values(_record: object) -> tuple[()]:
    return ()


def _repr_of(names: Sequence[str]) -> Callable[[Any], str]:
    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807 - becomes one
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__


def _equality_of(values: Callable[[Any], Any]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807 - becomes one
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(values(self) == values(other))

    return __eq__


def _hash_of(values: Callable[[Any], Any]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807 - becomes one
        return hash(values(self))

    return __hash__


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: Sequence[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)
