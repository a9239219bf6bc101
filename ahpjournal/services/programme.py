"""The programme: the pack's outline with this leader's own titles and dates."""

from dataclasses import replace
from datetime import date

from ahpjournal.domain.programme import Module, ModuleOutline, Pack, Prompt, current_module
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile


class ProgrammeService:
    """Modules and prompts."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, pack: Pack) -> None:
        """Work on *journal* with *pack*."""
        self._journal = journal
        self._feed = feed
        self.pack = pack

    def modules(self) -> tuple[Module, ...]:
        """Give every module; one without a title of its own has the pack's."""
        with self._journal.reading():
            kept = {m.number: m for m in self._journal.modules.list_all()}
        for outline in self.pack.modules:
            module = kept.get(outline.number, Module(outline.number))
            kept[outline.number] = replace(module, title=module.title or outline.title)
        return tuple(kept[number] for number in sorted(kept))

    def current(self) -> Module | None:
        """Give the module under way, else the last one done."""
        return current_module(self.modules())

    def outline(self, number: int) -> ModuleOutline | None:
        """Give what the pack says of a module; None if it is not in the pack."""
        return self.pack.outline(number)

    def title_of(self, number: int) -> str:
        """Give a module's title; empty if there is no such module."""
        return next((m.title for m in self.modules() if m.number == number), "")

    def save_module(self, module: Module) -> None:
        """Keep a module; a title equal to the pack's is kept as "the pack's"."""
        outline = self.pack.outline(module.number)
        own = "" if outline is not None and module.title.strip() == outline.title else module.title
        kept = replace(module, title=own)
        with self._journal.reading():
            if kept in self._journal.modules.list_all():
                return
        with self._journal.transaction():
            self._journal.modules.save(kept)
        self._feed.publish(Topic.PROGRAMME)

    def weekly_prompt(self, today: date) -> Prompt | None:
        """Give the prompt of the week; prompts take turns by ISO week, theme by theme."""
        by_theme = [theme.prompts for theme in self.pack.themes if theme.prompts]
        if not by_theme:
            return None
        turn = (today.toordinal() - 1) // 7  # ordinal 1 was a Monday: one step for each ISO week
        prompts = by_theme[turn % len(by_theme)]
        return prompts[turn // len(by_theme) % len(prompts)]
