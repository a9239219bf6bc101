"""Earlier versions: looked at, compared and brought back."""

from collections.abc import Callable
from dataclasses import field, replace
from typing import TYPE_CHECKING

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.history import RecordKind, Version, VersionReason
from ahpjournal.domain.merging import Disagreement
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.services.feed import ALL_TOPICS, ChangeFeed, Topic
from ahpjournal.services.record_texts import action_text, entry_text
from ahpjournal.storage.journal_file import JournalFile

if TYPE_CHECKING:
    from ahpjournal.domain.word_diff import Passage

_TOPICS = {
    RecordKind.ENTRY: Topic.ENTRIES | Topic.TAGS,
    RecordKind.ACTION: Topic.ACTIONS,
    RecordKind.ATTACHMENT: Topic.ATTACHMENTS,
}


@dataclass(frozen=True, slots=True)
class VersionText:
    """A version in words: *text* is all of it, *passages* what changed from it to now."""

    version: Version
    title: str = field(repr=False)
    text: str = field(repr=False)
    passages: tuple["Passage", ...] = field(repr=False)


class HistoryService:
    """Versions of reflections and actions, and where two copies of the journal disagreed."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        model: Callable[[str], ReflectiveModel],
    ) -> None:
        """Work on *journal*; *model* finds the reflective model that names an entry's stages."""
        self._journal = journal
        self._feed = feed
        self._model = model

    def versions(self, kind: RecordKind, record: str) -> tuple[Version, ...]:
        """Give the earlier versions of a record, newest first; the present state is not among them.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            return self._journal.versions.list_of(kind, record)

    def entry_at(self, entry_id: str, reading: str) -> Entry:
        """Give an entry as it was in a version.

        Raises:
            ConditionError: there is no such version (MISSING), or it is damaged (DAMAGED).
        """
        with self._journal.reading():
            state = self._journal.versions.read(RecordKind.ENTRY, entry_id, reading)
            return state.entry(entry_id)

    def action_at(self, action_id: str, reading: str) -> ActionPlan:
        """Give an action as it was in a version.

        Raises:
            ConditionError: there is no such version (MISSING), or it is damaged (DAMAGED).
        """
        with self._journal.reading():
            state = self._journal.versions.read(RecordKind.ACTION, action_id, reading)
            return state.action(action_id)

    def compare(self, version: Version) -> VersionText:
        """Put a version into words, and tell what has changed from it to now.

        Raises:
            ConditionError: it cannot be read.
        """
        if version.kind is RecordKind.ENTRY:
            then = self.entry_at(version.record, version.reading)
            stored = self._journal.entries.stored(version.record)
            now = self._entry_text(stored.entry) if stored is not None else ""
            title, text = then.title, self._entry_text(then)
        elif version.kind is RecordKind.ATTACHMENT:
            with self._journal.reading():
                state = self._journal.versions.read(version.kind, version.record, version.reading)
                now = self._journal.snapshots.title(version.kind, version.record)
            title = text = str(state.values["name"])
        else:
            plan = self.action_at(version.record, version.reading)
            present = self._journal.actions.stored(version.record)
            now = action_text(present) if present is not None else ""
            title, text = plan.title, action_text(plan)
        from ahpjournal.domain.word_diff import compare_words

        return VersionText(version, title, text, compare_words(text, now))

    def restore(self, version: Version) -> None:
        """Make a version current again, as a new state; what is current now becomes a version.

        A record in the bin comes out of it.

        Raises:
            ConditionError: the version cannot be read, or the journal cannot be written.
        """
        if version.kind is RecordKind.ENTRY:
            self._restore_entry(version)
        elif version.kind is RecordKind.ACTION:
            self._restore_action(version)
        elif version.kind is RecordKind.ATTACHMENT:
            self._restore_attachment(version)
        else:
            raise ConditionError(ConditionCode.MISSING)
        self._feed.publish(_TOPICS[version.kind])

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Give what two copies disagreed on and nobody has settled, the latest first.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            found = self._journal.conflicts.open()
            title = self._journal.snapshots.title
            return tuple(replace(d, title=title(d.kind, d.record)) for d in found)

    def settle(self, found: Disagreement, *, use_other: bool = False) -> None:
        """Take note that a disagreement is settled: as it is now, or with the other side.

        Raises:
            ConditionError: the other side cannot be read, or the journal cannot be written.
        """
        if use_other:
            versions = self.versions(found.kind, found.record)
            other = next((v for v in versions if v.reading == found.loser), None)
            if other is None:
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            self.restore(other)
        with self._journal.transaction():
            self._journal.conflicts.settle(found)
        self._feed.publish(ALL_TOPICS)

    def _entry_text(self, entry: Entry) -> str:
        return entry_text(entry, self._model(entry.model))

    def _restore_entry(self, version: Version) -> None:
        then = self.entry_at(version.record, version.reading)
        with self._journal.transaction():
            before = self._journal.entries.stored(version.record)
            if before is None:
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            self._journal.entries.update(then, before, VersionReason.RESTORE)
            if before.is_removed:
                self._journal.entries.set_removed(version.record, is_removed=False)

    def _restore_action(self, version: Version) -> None:
        then = self.action_at(version.record, version.reading)
        with self._journal.transaction():
            before = self._journal.actions.stored(version.record)
            if before is None:
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            here = tuple(e for e in then.entries if self._journal.entries.exists(e))
            plan = replace(then, entries=here)
            self._journal.actions.update(plan, before, VersionReason.RESTORE)
            if self._journal.actions.get(version.record) is None:
                self._journal.actions.set_removed(version.record, is_removed=False)

    def _restore_attachment(self, version: Version) -> None:
        """Call an attachment as it was called then, and take it out of the bin."""
        attachments = self._journal.attachments
        with self._journal.transaction():
            then = self._journal.versions.read(version.kind, version.record, version.reading)
            if not attachments.exists(version.record):
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            attachments.rename(version.record, str(then.values["name"]), VersionReason.RESTORE)
            if attachments.get(version.record) is None:
                attachments.set_removed(version.record, is_removed=False)
