"""Links between reflections and actions: what leads where, and what there is to link to."""

from collections.abc import Sequence
from dataclasses import replace

from ahpjournal.domain.entries import Entry, EntryFilter
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.links import Linked, LinkKind, LinksOf
from ahpjournal.domain.markdown import one_line
from ahpjournal.services.entries import EntryService
from ahpjournal.services.plans import PlanService
from ahpjournal.storage.journal_file import JournalFile

FEW_ENTRIES, FEW_ACTIONS = 8, 4
_SEARCH_FROM = 2
_HITS = ("\x02", "\x03")


class LinkService:
    """Finds what is linked, and what could be."""

    def __init__(self, journal: JournalFile, entries: EntryService, plans: PlanService) -> None:
        """Read from *journal*; actions are linked through *plans*."""
        self._journal = journal
        self._entries = entries
        self._plans = plans

    def of_entry(self, entry_id: str) -> LinksOf:
        """Give what a reflection is linked to, and what mentions it.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            return self._journal.links.of_entry(entry_id)

    def describe(self, entry_ids: Sequence[str]) -> tuple[Linked, ...]:
        """Tell what reflections are called; those that are not here are left out.

        Raises:
            ConditionError: the journal cannot be read.
        """
        with self._journal.reading():
            return self._journal.links.describe(entry_ids)

    def suggest(self, entry: Entry, typed: str) -> tuple[Linked, ...]:
        """Give reflections and actions that *entry* is not linked to yet and that match *typed*.

        Without words, the newest of them.

        Raises:
            ConditionError: the journal cannot be read.
        """
        query = typed.strip()
        query = query if len(query) >= _SEARCH_FROM else ""
        taken = {entry.id, *entry.linked}
        keys = self._entries.find(EntryFilter(query=query), FEW_ENTRIES + len(taken))
        found = [
            Linked(
                LinkKind.ENTRY,
                one.id,
                one.title or one_line(one.preview.translate(_NO_MARKS)),
                one.on,
                one.on_precision,
            )
            for one in self._entries.page(keys)
            if one.id not in taken and one.is_readable
        ]
        return (*found[:FEW_ENTRIES], *self._actions(entry, query))

    def link_action(self, entry_id: str, action_id: str) -> None:
        """Link an action to a reflection.

        Raises:
            InputError: the reflection was never stored.
            ConditionError: there is no such action, or the journal cannot be written.
        """
        self._relink(entry_id, action_id, is_linked=True)

    def unlink_action(self, entry_id: str, action_id: str) -> None:
        """Take the link between an action and a reflection off.

        Raises:
            ConditionError: there is no such action, or the journal cannot be written.
        """
        self._relink(entry_id, action_id, is_linked=False)

    def _actions(self, entry: Entry, query: str) -> tuple[Linked, ...]:
        words = query.casefold().split()
        found = [
            Linked(LinkKind.ACTION, a.id, a.title or a.why, a.due_on, is_open=a.state.is_open)
            for a in reversed(self._plans.list_all())
            if entry.id not in a.entries
            and all(word in f"{a.title} {a.why}".casefold() for word in words)
        ]
        found.sort(key=lambda action: not action.is_open)
        return tuple(found[:FEW_ACTIONS])

    def _relink(self, entry_id: str, action_id: str, *, is_linked: bool) -> None:
        action = self._plans.get(action_id)
        if action is None:
            raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
        others = tuple(e for e in action.entries if e != entry_id)
        entries = (*others, entry_id) if is_linked else others
        self._plans.save(replace(action, entries=entries))


_NO_MARKS = {ord(mark): None for mark in _HITS}
