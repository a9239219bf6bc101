"""Changing tags in all reflections at once, and taking that back."""

from collections.abc import Iterable
from dataclasses import field

from ahpjournal.domain.records import dataclass

Tags = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag renamed, joined with another or taken off everywhere.

    *after* is empty where it was taken off; *joins* tells that there was such a tag already.
    *entries* are ids with the tags before and after.
    """

    before: str = field(repr=False)
    after: str = field(repr=False)
    joins: bool = False
    entries: tuple[tuple[str, Tags, Tags], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TagOrder:
    """What is to be done: call the tag *before* *after*, or take it off where that is empty.

    *joins* tells that there is such a tag already.
    """

    before: str = field(repr=False)
    after: str = field(repr=False)
    joins: bool = False


def replaced(tags: Tags, old: str, new: str) -> Tags:
    """Give *tags* with *new* in the place of *old*, each once; an empty *new* takes it off.

    A tag that differs from *new* in capital letters only is the same.
    """
    found: dict[str, str] = {}
    for tag in tags:
        name = new if tag == old else tag
        if name and (name.casefold() not in found or name == new):
            found[name.casefold()] = name
    return tuple(found.values())


def taken_back(present: Tags, before: Tags, after: Tags) -> Tags:
    """Give the tags of an entry once a change from *before* to *after* is taken back.

    What was tagged since stays.
    """
    if present == after:
        return before
    added = set(after) - set(before)
    kept = [tag for tag in present if tag not in added]
    return tuple(dict.fromkeys([*kept, *(tag for tag in before if tag not in after)]))


def brought_over(present: Tags, known: Tags, wanted: Tags) -> Tags:
    """Give the tags of an entry that has *present* and is to get *wanted*.

    Whoever wants them knew it with *known*: what became of its tags since stays as well.
    """
    return taken_back(present, before=wanted, after=known)


def same_tag(names: Iterable[str], wanted: str) -> str:
    """Give the one of *names* that is *wanted* but for capital letters; empty if there is none."""
    folded = wanted.casefold()
    exact = [name for name in names if name.casefold() == folded]
    return wanted if wanted in exact else next(iter(exact), "")
