"""Writing, finding and removing reflections."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry, EntryFilter, EntryState, EntrySummary, Section
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.markdown import one_line
from ahpjournal.domain.reflection import ReflectiveModel, arrange_sections
from ahpjournal.domain.tags import Tags, brought_over
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.templates import FREE, TemplateService
from ahpjournal.storage.journal_file import JournalFile

TITLE_LENGTH = 80
LATER = 20


class EntryService:
    """Everything one does with reflections."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        templates: TemplateService,
    ) -> None:
        """Work on *journal* with the models that *templates* offers."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._templates = templates

    def model(self, model_id: str) -> ReflectiveModel:
        """Find a reflective model; an unknown id gives free form."""
        return self._templates.model(model_id)

    def draft(
        self,
        *,
        model: str = FREE,
        title: str = "",
        module: int | None = None,
        themes: Sequence[str] = (),
        competencies: Sequence[str] = (),
        prompt: str = "",
        on: date | None = None,
    ) -> Entry:
        """Begin an entry; it is stored by its first save."""
        chosen = self.model(model)
        return Entry(
            id=self._ids.new(),
            on=on or self._clock.today(),
            title=title,
            model=chosen.id,
            sections=tuple(Section(stage.id) for stage in chosen.stages),
            module=module,
            themes=tuple(themes),
            competencies=tuple(competencies),
            prompt=prompt,
        )

    def save(self, entry: Entry, *, known_tags: Tags | None = None) -> Entry:
        """Store *entry*; it is on disk when this returns. An unchanged entry is not written.

        *known_tags* are those it had when it was read: a tag that is called otherwise since, or
        was taken off, does not come back with what is typed.

        Raises:
            ConditionError: the journal cannot be written, or the entry was removed meanwhile.
        """
        with self._journal.transaction():
            before = self._journal.entries.stored(entry.id)
            if before is None:
                stored = self._journal.entries.add(replace(entry, created_at=None))
            elif before.is_removed:
                raise ConditionError(ConditionCode.MISSING, str(self._journal.path or ""))
            else:
                if known_tags is not None:
                    tags = brought_over(before.entry.tags, known_tags, entry.tags)
                    entry = replace(entry, tags=tags)
                stored = self._journal.entries.update(entry, before)
        old = before.entry if before is not None else None
        if stored != old:
            has_new_tags = stored.tags != (old.tags if old is not None else ())
            self._feed.publish(Topic.ENTRIES | Topic.TAGS if has_new_tags else Topic.ENTRIES)
        return stored

    def quick_capture(self, text: str, *, title: str = "", again: str = "") -> Entry:
        """Store a line or two at once, to be finished later; the first line is the title.

        *again* is the id of a thought captured before that now reads like this; where it has
        been removed meanwhile, a new one is stored.

        Raises:
            InputError: there is nothing to store.
            ConditionError: the journal cannot be written.
        """
        if not text.strip() and not title.strip():
            raise InputError(InputCode.REQUIRED, "text")
        first = one_line(text.strip().split("\n", 1)[0])
        short = (
            first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1].rstrip() + "\u2026"
        )
        before = self.get(again) if again else None
        thought = replace(before or self.draft(), title=title or short, state=EntryState.DRAFT)
        return self.save(replace(thought, sections=(Section("text", text),)))

    def change_model(self, entry: Entry, model_id: str) -> Entry:
        """Lay *entry* out under another model without losing text; it is not stored yet."""
        new = self.model(model_id)
        old = self._templates.model_ever(entry.model)
        sections = arrange_sections(entry.sections, old, new)
        return replace(entry, model=new.id, sections=sections)

    def get(self, entry_id: str) -> Entry | None:
        """Give one entry, or None if there is none or it was removed.

        One that was written under a template as it was before is laid out as it is now.
        """
        with self._journal.reading():
            entry = self._journal.entries.get(entry_id)
        if entry is None or not self._templates.is_own(entry.model):
            return entry
        return self.change_model(entry, entry.model)

    def find(self, wanted: EntryFilter, limit: int | None = None) -> tuple[int, ...]:
        """Give the keys of entries, newest event first; with a query the first 2,000 hits."""
        with self._journal.reading():
            return self._journal.entries.find(wanted, limit)

    def page(self, keys: Sequence[int], query: str = "") -> tuple[EntrySummary, ...]:
        """Give what a list shows of *keys*, with snippets where there is a *query*."""
        with self._journal.reading():
            return self._journal.entries.page(keys, query)

    def months(self, wanted: EntryFilter) -> tuple[tuple[date, int], ...]:
        """Count entries by month, newest first, in the order of find() without a query.

        Each month is given by its first day.
        """
        with self._journal.reading():
            counted = self._journal.entries.months(wanted)
        days = ((_first_of(month), count) for month, count in counted)
        return tuple((day, count) for day, count in days if day is not None)

    def key_of(self, entry_id: str) -> int | None:
        """Give the key of an entry."""
        with self._journal.reading():
            return self._journal.entries.key_of(entry_id)

    def count(self, wanted: EntryFilter | None = None) -> int:
        """Count entries."""
        with self._journal.reading():
            return self._journal.entries.count(wanted or EntryFilter())

    def remove(self, entry_id: str) -> None:
        """Put an entry into the bin."""
        self._set_removed(entry_id, is_removed=True)

    def restore(self, entry_id: str) -> None:
        """Take an entry out of the bin."""
        self._set_removed(entry_id, is_removed=False)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Give every tag in use with its number of entries."""
        with self._journal.reading():
            return self._journal.entries.tags()

    def per_competency(self) -> dict[str, int]:
        """Count entries by linked competency."""
        with self._journal.reading():
            return self._journal.entries.per_competency()

    def finish_later(self) -> tuple[EntrySummary, ...]:
        """Give the entries to be finished, newest first."""
        keys = self.find(EntryFilter(state=EntryState.DRAFT), limit=LATER)
        return self.page(keys)

    def _set_removed(self, entry_id: str, *, is_removed: bool) -> None:
        with self._journal.reading():
            stored = self._journal.entries.stored(entry_id)
        if stored is None or stored.is_removed is is_removed:
            return
        with self._journal.transaction():
            self._journal.entries.set_removed(entry_id, is_removed=is_removed)
        self._feed.publish(Topic.ENTRIES | Topic.TAGS)


def _first_of(month: str) -> date | None:
    """Give the first day of a month; None where damage has made it no month."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
