"""The programme packs of a journal: the present one, and those it was kept under before.

Packs lie in the journal itself, so that they come along to another computer: the text of each
under ``pack:ID@VERSION``, and which of them is in force under ``pack``. Without that entry the
pack that comes with the program is.
"""

from dataclasses import field
from pathlib import Path

from ahpjournal.domain.pack_changes import PackChanges, PackKey, compare_packs, pack_key
from ahpjournal.domain.programme import Competency, Pack
from ahpjournal.domain.records import dataclass
from ahpjournal.packs import (
    PackError,
    describe_problem,
    load_pack,
    load_pack_and_text,
    read_pack,
)
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.feed import ALL_TOPICS, ChangeFeed
from ahpjournal.storage.journal_file import JournalFile

IN_FORCE = "pack"
_KEPT = "pack:"


@dataclass(frozen=True, slots=True)
class PackProposal:
    """A pack that could be taken into use. *rated* counts the ratings of what it leaves out."""

    pack: Pack
    changes: PackChanges
    rated: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PackMistake:
    """A mistake in a pack's file, in words; *line* and *column* count from 1, 0 is unknown."""

    line: int
    column: int
    key: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class PackCheck:
    """A pack that can be used, or the mistakes that stand in the way."""

    pack: Pack | None
    mistakes: tuple[PackMistake, ...] = ()


def check_pack(path: Path) -> PackCheck:
    """Read the pack at *path* and name every mistake in it.

    Raises:
        ConditionError: there is no such file, or it may not be read.
    """
    try:
        return PackCheck(load_pack(path))
    except PackError as error:
        return PackCheck(
            None,
            tuple(
                PackMistake(p.line, p.column, p.key, p.code.value, describe_problem(p))
                for p in error.problems
            ),
        )


class PackService:
    """Packs by id and version; taking another into use changes nothing that was rated."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, content: ProgrammeContent) -> None:
        """Work on *journal*; *content* holds the pack that comes with the program."""
        self._journal = journal
        self._feed = feed
        self._content = content
        with journal.reading():
            kept = journal.settings.values()
        self._texts = {k.removeprefix(_KEPT): v for k, v in kept.items() if k.startswith(_KEPT)}
        self._known = {pack_key(content.pack): content.pack}
        wanted = kept.get(IN_FORCE, "")
        found = self._read(wanted) if wanted else content.pack
        self.present = found or content.pack
        self.unreadable = wanted if found is None else ""
        """Id and version of the pack in force, if this program cannot read it; else empty."""

    @property
    def is_default(self) -> bool:
        """Whether the pack that comes with the program is in force."""
        return self.present is self._content.pack

    def known(self) -> dict[PackKey, Pack]:
        """Give every pack that this journal was kept under, as far as it can be read."""
        for name in self._texts:
            self._read(name)
        return dict(self._known)

    def scale_tops(self) -> dict[PackKey, int]:
        """Give the number of points of every known pack's scale."""
        return {key: pack.scale.top for key, pack in self.known().items()}

    def archived(self) -> tuple[Competency, ...]:
        """Give competencies that were rated and that the present pack leaves out.

        One of a pack that is not known any more has its id for a name.
        """
        with self._journal.reading():
            rated = dict.fromkeys(r.competency for r in self._journal.sittings.ratings())
        packs = self.known().values()
        found = []
        for competency_id in rated:
            if self.present.competency(competency_id) is None:
                former = (p.competency(competency_id) for p in packs)
                unknown = Competency(competency_id, "", competency_id, competency_id, "", ())
                found.append(next((c for c in former if c is not None), unknown))
        return tuple(found)

    def propose(self, path: Path) -> PackProposal:
        """Read the pack at *path* and say what it would change; nothing is changed yet.

        Raises:
            ConditionError: there is no such file, or it may not be read.
            PackError: it has mistakes; every one is named with its line and key.
        """
        pack, text = load_pack_and_text(path)
        changes = compare_packs(self.present, pack)
        left_out = {c.id for c in changes.removed}
        with self._journal.reading():
            rated = sum(1 for r in self._journal.sittings.ratings() if r.competency in left_out)
        return PackProposal(pack, changes, rated, text)

    def adopt(self, proposal: PackProposal) -> None:
        """Take a pack into use; it is in force when the journal is opened again.

        Raises:
            ConditionError: the journal cannot be written.
        """
        name = _name(proposal.pack)
        with self._journal.transaction():
            self._keep_present()
            self._journal.settings.put(_KEPT + name, proposal.text)
            self._journal.settings.put(IN_FORCE, name)
        self._feed.publish(ALL_TOPICS)

    def return_to_default(self) -> None:
        """Take the pack that comes with the program into use again.

        Raises:
            ConditionError: the journal cannot be written.
        """
        with self._journal.transaction():
            self._keep_present()
            self._journal.settings.put(IN_FORCE, "")
        self._feed.publish(ALL_TOPICS)

    def keep_present(self) -> None:
        """Keep the text of the pack in force, so that what is rated now can always be explained.

        Raises:
            ConditionError: the journal cannot be written.
        """
        with self._journal.transaction():
            self._keep_present()

    def _keep_present(self) -> None:
        name = _name(self.present)
        if self.present is self._content.pack and self._content.pack_text:
            self._journal.settings.put(_KEPT + name, self._content.pack_text)

    def _read(self, name: str) -> Pack | None:
        known = self._known.get(_key(name))
        if known is not None or name not in self._texts:
            return known
        try:
            pack = read_pack(self._texts[name], name)
        except PackError:
            return None
        self._known[_key(name)] = pack
        return pack


def _name(pack: Pack) -> str:
    return f"{pack.id}@{pack.version}"


def _key(name: str) -> PackKey:
    pack_id, _at, version = name.partition("@")
    return (pack_id, version)
