"""Prompts to write from: the themes', one's own, and the one of the week."""

from dataclasses import replace
from datetime import date

from ahpjournal.domain.errors import AhpJournalError, InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.programme import Pack, Prompt, Theme
from ahpjournal.domain.prompts import TEXT_LENGTH, OwnPrompt, prompt_of_week, week_of
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.templates import moved
from ahpjournal.storage.journal_file import JournalFile

DISMISSED = "prompt:dismissed"
"""The setting with the week whose prompt was put away."""


@dataclass(frozen=True, slots=True)
class WeeklyPrompt:
    """The prompt of a week; *theme* is None for one's own without a theme."""

    prompt: Prompt
    theme: Theme | None
    is_dismissed: bool = False


class PromptService:
    """Everything one does with prompts."""

    def __init__(self, journal: JournalFile, feed: ChangeFeed, ids: Ids, pack: Pack) -> None:
        """Work on *journal* with the prompts of *pack*."""
        self._journal = journal
        self._feed = feed
        self._ids = ids
        self._pack = pack

    def themes(self) -> tuple[Theme, ...]:
        """Give the themes with their prompts."""
        return self._pack.themes

    def own(self) -> tuple[OwnPrompt, ...]:
        """Give one's own prompts, in order.

        Raises:
            ConditionError: they cannot be read.
        """
        with self._journal.reading():
            return self._journal.prompts.list_all()

    def of_week(self, today: date) -> WeeklyPrompt | None:
        """Give the prompt of the week of *today*; None if there is none at all.

        Themes take turns by ISO week, and the prompts of each theme do; one's own take their turn
        with those of their theme, or as a group of their own. Never more than one in a week.
        """
        taking = [p.prompt for p in self._own_if_readable() if p.takes_turns]
        known = {theme.id for theme in self._pack.themes}
        groups = [
            (*theme.prompts, *(p for p in taking if p.theme == theme.id))
            for theme in self._pack.themes
        ]
        groups.append(tuple(p for p in taking if p.theme not in known))
        prompt = prompt_of_week(groups, today)
        if prompt is None:
            return None
        with self._journal.reading():
            put_away = self._journal.settings.get(DISMISSED)
        is_dismissed = put_away == str(week_of(today))
        return WeeklyPrompt(prompt, self._pack.theme(prompt.theme), is_dismissed)

    def dismiss(self, today: date) -> None:
        """Put this week's prompt away; the next week brings another.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._put_dismissed(str(week_of(today)))

    def bring_back(self) -> None:
        """Show this week's prompt again.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._put_dismissed("")

    def theme_of(self, text: str) -> Theme | None:
        """Give the theme whose prompt this is; None if it is none's."""
        if not text:
            return None
        for theme in self._pack.themes:
            if text in {prompt.text for prompt in theme.prompts}:
                return theme
        own = next((p for p in self._own_if_readable() if p.text == text), None)
        return self._pack.theme(own.theme) if own is not None else None

    def add(self, text: str, theme: str = "", *, takes_turns: bool = True) -> OwnPrompt:
        """Store a new prompt.

        Raises:
            InputError: there is nothing to store, or it is too long.
            ConditionError: the journal cannot be written.
        """
        return self.save(OwnPrompt(self._ids.new(), text, theme, takes_turns))

    def save(self, prompt: OwnPrompt) -> OwnPrompt:
        """Store *prompt*.

        Raises:
            InputError: it is empty or too long.
            ConditionError: the journal cannot be written.
        """
        text = " ".join(prompt.text.split())
        if not text:
            raise InputError(InputCode.REQUIRED, "text")
        if len(text) > TEXT_LENGTH:
            raise InputError(InputCode.OUT_OF_RANGE, "text")
        with self._journal.transaction():
            kept = self._journal.prompts.save(replace(prompt, text=text))
        self._feed.publish(Topic.PROMPTS)
        return kept

    def remove(self, prompt_id: str) -> None:
        """Take a prompt away; it can be brought back.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(prompt_id, is_removed=True)

    def restore(self, prompt_id: str) -> None:
        """Bring a prompt back.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(prompt_id, is_removed=False)

    def move(self, prompt_id: str, step: int) -> None:
        """Move a prompt *step* places on; nothing happens at either end.

        Raises:
            ConditionError: the journal cannot be written.
        """
        order = moved([p.id for p in self.own()], prompt_id, step)
        with self._journal.transaction():
            self._journal.prompts.order.put_in_order(order)
        self._feed.publish(Topic.PROMPTS)

    def _set_removed(self, prompt_id: str, *, is_removed: bool) -> None:
        with self._journal.transaction():
            self._journal.prompts.set_removed(prompt_id, is_removed=is_removed)
        self._feed.publish(Topic.PROMPTS)

    def _put_dismissed(self, week: str) -> None:
        with self._journal.transaction():
            self._journal.settings.put(DISMISSED, week)
        self._feed.publish(Topic.PROMPTS)

    def _own_if_readable(self) -> tuple[OwnPrompt, ...]:
        try:
            return self.own()
        except AhpJournalError:
            return ()  # the themes' prompts are there all the same
