"""The programme: the pack's outline with this leader's own modules, titles and dates."""

from dataclasses import replace

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.programme import Module, ModuleOutline, Pack, current_module
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile

LAST_NUMBER = 99
"""The highest number that a module may have."""


class ProgrammeService:
    """Modules."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, pack: Pack) -> None:
        """Work on *journal* with *pack*."""
        self._journal = journal
        self._feed = feed
        self.pack = pack

    def modules(self) -> tuple[Module, ...]:
        """Give every module; one without a title of its own has the pack's."""
        return tuple(m for m in self._all() if not m.is_removed)

    def removed(self) -> tuple[Module, ...]:
        """Give the modules that were removed, with all that is written in them."""
        return tuple(m for m in self._all() if m.is_removed)

    def current(self) -> Module | None:
        """Give the module under way, else the last one done."""
        return current_module(self.modules())

    def module(self, number: int) -> Module | None:
        """Give one module; None if there is no such module, or it was removed."""
        return next((m for m in self.modules() if m.number == number), None)

    def outline(self, number: int) -> ModuleOutline | None:
        """Give what the pack says of a module; None if it is not in the pack."""
        return self.pack.outline(number)

    def title_of(self, number: int) -> str:
        """Give a module's title; empty if there is no such module."""
        return next((m.title for m in self._all() if m.number == number), "")

    def aims_of(self, module: Module) -> tuple[str, ...]:
        """Give what a module is for: its own words, else the pack's."""
        outline = self.pack.outline(module.number)
        return module.aims or (outline.aims if outline is not None else ())

    def competencies_of(self, number: int) -> tuple[str, ...]:
        """Give the ids of the competencies that a module asks, in the order of the pack.

        They are its own choice, else the pack's; empty where neither says.
        """
        module = next((m for m in self._all() if m.number == number), None)
        outline = self.pack.outline(number)
        linked = outline.competencies if outline is not None else ()
        if module is not None and module.competencies is not None:
            linked = module.competencies
        return tuple(c.id for c in self.pack.competencies if c.id in linked)

    def add_module(self) -> Module:
        """Add a module after the last one; one that was removed there comes back as it was.

        Raises:
            InputError: there are as many as there can be.
            ConditionError: the journal cannot be written.
        """
        number = max((m.number for m in self.modules()), default=0) + 1
        if number > LAST_NUMBER:
            raise InputError(InputCode.OUT_OF_RANGE, "number")
        kept = next((m for m in self._all() if m.number == number), Module(number))
        self.save_module(replace(kept, is_removed=False))
        return replace(kept, is_removed=False)

    def remove_module(self, number: int) -> None:
        """Take a module out of view; what was written and rated in it stays and can come back.

        Raises:
            InputError: there is no such module, or it is the only one.
            ConditionError: the journal cannot be written.
        """
        modules = self.modules()
        module = next((m for m in modules if m.number == number), None)
        if module is None:
            raise InputError(InputCode.UNKNOWN_REFERENCE, "module")
        if len(modules) == 1:
            raise InputError(InputCode.NOT_ALLOWED_NOW, "module")
        self.save_module(replace(module, is_removed=True))

    def bring_back_module(self, number: int) -> None:
        """Put a module that was removed back as it was.

        Raises:
            InputError: no such module was removed.
            ConditionError: the journal cannot be written.
        """
        module = next((m for m in self.removed() if m.number == number), None)
        if module is None:
            raise InputError(InputCode.UNKNOWN_REFERENCE, "module")
        self.save_module(replace(module, is_removed=False))

    def save_module(self, module: Module) -> None:
        """Keep a module; what equals the pack's title, aims or competencies is kept as the pack's.

        Raises:
            ConditionError: the journal cannot be written.
        """
        kept = self._own(module)
        with self._journal.reading():
            if kept in self._journal.modules.list_all():
                return
        with self._journal.transaction():
            self._journal.modules.save(kept)
        self._feed.publish(Topic.PROGRAMME)

    def _all(self) -> tuple[Module, ...]:
        with self._journal.reading():
            kept = {m.number: m for m in self._journal.modules.list_all()}
        for outline in self.pack.modules:
            module = kept.get(outline.number, Module(outline.number))
            kept[outline.number] = replace(module, title=module.title or outline.title)
        return tuple(kept[number] for number in sorted(kept))

    def _own(self, module: Module) -> Module:
        """Give *module* with nothing in it that only says what the pack says."""
        outline = self.pack.outline(module.number)
        if outline is None:
            return module
        given = module.competencies
        return replace(
            module,
            title="" if module.title.strip() == outline.title else module.title,
            aims=() if module.aims == outline.aims else module.aims,
            competencies=None
            if given is not None and set(given) == set(outline.competencies)
            else given,
        )
