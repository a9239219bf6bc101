"""What another programme pack would change for somebody in the middle of their programme."""

from collections.abc import Mapping

from ahpjournal.domain.programme import Competency, Pack
from ahpjournal.domain.ratings import Rating
from ahpjournal.domain.records import dataclass

PackKey = tuple[str, str]
"""Id and version of a pack."""


@dataclass(frozen=True, slots=True)
class PackChanges:
    """The difference between two packs, by the ids of competencies and numbers of modules.

    *renamed* holds competencies whose name differs, as they are called then; *reworded* those whose
    levels are described in other words on a scale of as many points. *scale* is (points before,
    points after).
    """

    added: tuple[Competency, ...]
    removed: tuple[Competency, ...]
    renamed: tuple[tuple[Competency, Competency], ...]
    modules_before: int
    modules_after: int
    scale: tuple[int, int]
    reworded: tuple[Competency, ...] = ()

    @property
    def changes_scale(self) -> bool:
        """Whether ratings made so far cannot stand on the same chart as later ones."""
        return self.scale[0] != self.scale[1]


def compare_packs(before: Pack, after: Pack) -> PackChanges:
    """Tell what *after* changes for who has worked with *before*; ids are what counts."""
    old = {c.id: c for c in before.competencies}
    new = {c.id: c for c in after.competencies}
    return PackChanges(
        added=tuple(c for c in after.competencies if c.id not in old),
        removed=tuple(c for c in before.competencies if c.id not in new),
        renamed=tuple(
            (old[c.id], c) for c in after.competencies if c.id in old and old[c.id].name != c.name
        ),
        modules_before=len(before.modules),
        modules_after=len(after.modules),
        scale=(before.scale.top, after.scale.top),
        reworded=tuple(c for c in after.competencies if is_reworded(c.id, before, after)),
    )


def is_reworded(competency_id: str, before: Pack, after: Pack) -> bool:
    """Tell whether levels of a competency mean something else in *after*, by their words.

    A scale of another length is another matter: what was rated on it is compared with nothing.
    """
    old, new = before.competency(competency_id), after.competency(competency_id)
    if old is None or new is None or before.scale.top != after.scale.top:
        return False
    return (before.scale.levels, old.descriptors) != (after.scale.levels, new.descriptors)


def pack_key(pack: Pack) -> PackKey:
    """Give id and version of *pack*."""
    return (pack.id, pack.version)


def is_comparable(rating: Rating, tops: Mapping[PackKey, int], top: int) -> bool:
    """Tell whether a rating was made on a scale of *top* points, as far as is known.

    *tops* gives the points of every pack that is known. A rating under a pack that is not, or
    under none, counts as made on the present scale if it fits there.
    """
    known = tops.get((rating.pack_id, rating.pack_version))
    if known is not None:
        return known == top
    return rating.level is None or 1 <= rating.level <= top
