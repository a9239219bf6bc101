"""What the part about prompts does. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.programme import Theme
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.prompts import WeeklyPrompt
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

OWN = "own"
"""The filter that shows one's own prompts only."""


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt in the list; *theme* is the name of its theme, empty for none."""

    id: str
    text: str = field(repr=False)
    theme: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PromptsState:
    """The part about prompts. *form* is the prompt being written, its id empty for a new one."""

    week: WeeklyPrompt | None
    rows: tuple[PromptRow, ...]
    chosen: PromptRow | None
    themes: tuple[Theme, ...]
    wanted: str
    query: str = field(repr=False)
    has_own: bool = False
    form: OwnPrompt | None = None
    error: str = field(default="", repr=False)
    may_undo: bool = False
    is_read_only: bool = False
    problem: UserMessage | None = None


class PromptsDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_prompts(self, state: PromptsState) -> None:
        """Show *state*."""

    def typed_prompt(self, original: OwnPrompt) -> OwnPrompt:
        """Give *original* as it stands in the form."""


class PromptsPresenter:
    """Lists prompts, and keeps one's own."""

    def __init__(
        self, display: PromptsDisplay, session: JournalSession, navigator: Navigator
    ) -> None:
        """Present the prompts of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._wanted = self._query = self._chosen = self._removed = self._error = ""
        self._form: OwnPrompt | None = None
        self._problem: UserMessage | None = None
        self._refresher = Refresher(session.feed, Topic.PROMPTS, self._refresh)

    def shown(self) -> None:
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget what was removed; it stays removed."""
        self._removed = ""
        self._refresher.hidden()

    def close(self) -> None:
        """Stop listening."""
        self._refresher.close()

    def flush(self) -> bool:
        """Keep the prompt being written; tell whether it is on disk."""
        if self._form is None:
            return True
        typed = self._display.typed_prompt(self._form)
        if typed == self._form or not typed.text.strip():
            return True
        return self._store(typed)

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be kept."""
        return self._form is not None and (self._problem is not None or bool(self._error))

    def search(self, text: str) -> None:
        """List prompts that have every word of *text*."""
        self._query = text
        self._refresh()

    def filter(self, wanted: str) -> None:
        """List the prompts of a theme, one's own, or all."""
        self._wanted = wanted
        self._refresh()

    def choose(self, prompt_id: str) -> None:
        """Show one prompt whole."""
        self._chosen = prompt_id
        self._refresh()

    def write(self) -> None:
        """Begin a reflection from the prompt that is shown whole."""
        row = self._row()
        if row is not None:
            self._begin(row.text)

    def write_week(self) -> None:
        """Begin a reflection from this week's prompt."""
        week = self._session.prompts.of_week(self._session.clock.today())
        if week is not None:
            self._begin(week.prompt.text)

    def put_week_away(self) -> None:
        """Put this week's prompt away, or show it again."""
        today = self._session.clock.today()

        def switch() -> None:
            week = self._session.prompts.of_week(today)
            if week is not None and week.is_dismissed:
                self._session.prompts.bring_back()
            else:
                self._session.prompts.dismiss(today)

        self._do(switch)

    def new(self) -> None:
        """Show the form for a new prompt."""
        if self.flush():
            theme = self._wanted if self._session.pack.theme(self._wanted) is not None else ""
            self._form, self._error = OwnPrompt("", "", theme), ""
            self._refresh()

    def edit(self) -> None:
        """Show the form for the prompt that is chosen."""
        if self.flush():
            own = self._session.prompts.own()
            self._form = next((p for p in own if p.id == self._chosen), None)
            self._error = ""
            self._refresh()

    def keep(self) -> None:
        """Keep what stands in the form and close it."""
        if self._form is not None and self._store(self._display.typed_prompt(self._form)):
            self._form = None
            self._refresh()

    def leave(self) -> None:
        """Close the form; what stands in it is not kept."""
        self._form, self._error, self._problem = None, "", None
        self._refresh()

    def move(self, step: int) -> None:
        """Move the prompt that is chosen up or down among one's own."""
        self._do(lambda: self._session.prompts.move(self._chosen, step))

    def remove(self) -> None:
        """Remove the prompt that is chosen; it can be brought back."""
        removed = self._chosen
        if self._form is not None and self._form.id == removed:
            self._form = None
        if self._do(lambda: self._session.prompts.remove(removed)):
            self._removed, self._chosen = removed, ""
            self._refresh()

    def undo(self) -> None:
        """Bring back what was removed, or try again what was not done."""
        removed, self._removed = self._removed, ""
        if removed and self._do(lambda: self._session.prompts.restore(removed)):
            self._chosen = removed
        self._refresh()

    def _begin(self, text: str) -> None:
        self._navigator.go(Route(PageId.JOURNAL, RouteAction.NEW, text=text))

    def _store(self, typed: OwnPrompt) -> bool:
        prompts = self._session.prompts
        try:
            if typed.id:
                kept = prompts.save(typed)
            else:
                kept = prompts.add(typed.text, typed.theme, takes_turns=typed.takes_turns)
        except InputError as error:
            self._error = describe(error).title
            self._refresh()
            return False
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return False
        self._form, self._chosen = kept, kept.id
        self._error, self._problem, self._removed = "", None, ""
        return True

    def _do(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except AhpJournalError as error:
            self._problem = describe(error)
            self._refresh()
            return False
        self._problem = None
        return True

    def _rows(self, own: tuple[OwnPrompt, ...]) -> tuple[PromptRow, ...]:
        themes = self._session.prompts.themes()
        names = {theme.id: theme.name for theme in themes}
        rows = [PromptRow(p.id, p.text, names.get(p.theme, ""), is_own=True) for p in own]
        places = [p.theme for p in own]
        for theme in themes:
            rows += [PromptRow(p.id, p.text, theme.name) for p in theme.prompts]
            places += [theme.id] * len(theme.prompts)
        words = self._query.casefold().split()
        return tuple(
            row
            for row, theme in zip(rows, places, strict=True)
            if self._is_wanted(row, theme) and all(word in row.text.casefold() for word in words)
        )

    def _is_wanted(self, row: PromptRow, theme: str) -> bool:
        return self._wanted in {"", theme} or (self._wanted == OWN and row.is_own)

    def _row(self) -> PromptRow | None:
        own = self._session.prompts.own()
        return next((row for row in self._rows(own) if row.id == self._chosen), None)

    def _refresh(self) -> None:
        session = self._session
        try:
            own = session.prompts.own()
            week = session.prompts.of_week(session.clock.today())
        except AhpJournalError as error:
            self._problem, own, week = describe(error), (), None
        rows = self._rows(own)
        chosen = next((row for row in rows if row.id == self._chosen), rows[0] if rows else None)
        self._chosen = chosen.id if chosen is not None else ""
        state = PromptsState(
            week=week,
            rows=rows,
            chosen=chosen,
            themes=session.prompts.themes(),
            wanted=self._wanted,
            query=self._query,
            has_own=bool(own),
            form=self._form,
            error=self._error,
            may_undo=bool(self._removed),
            is_read_only=session.is_read_only,
            problem=self._problem,
        )
        self._display.render_prompts(state)
