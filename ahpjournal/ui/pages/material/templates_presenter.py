"""What the part about templates does. No Qt here."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, ConditionCode, ConditionError
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.domain.templates import MOST_STAGES, Template
from ahpjournal.services.feed import Topic
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.services.templates import moved
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

LARGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class TemplatesState:
    """The part about templates. *chosen* is open in the form; *mistakes* are those of a file."""

    templates: tuple[Template, ...]
    chosen: Template | None
    shipped: tuple[ReflectiveModel, ...]
    mistakes: tuple[str, ...] = ()
    file: str = ""
    saved_to: str = ""
    may_undo: bool = False
    may_add_stage: bool = True
    is_read_only: bool = False
    problem: UserMessage | None = None


class TemplatesDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_templates(self, state: TemplatesState) -> None:
        """Show *state*; a field that is being typed in keeps what is typed."""

    def typed_template(self, original: Template) -> Template:
        """Give *original* as it stands in the form."""


class TemplatesPresenter:
    """Keeps templates; what is typed is stored as one types."""

    def __init__(
        self,
        display: TemplatesDisplay,
        session: JournalSession,
        navigator: Navigator,
        timers: Timers,
    ) -> None:
        """Present the templates of *session* on *display*."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._chosen: Template | None = None
        self._removed = self._file = self._saved_to = ""
        self._mistakes: tuple[str, ...] = ()
        self._problem: UserMessage | None = None
        self._is_saving = False
        self._autosave = Autosave(timers, self._save)
        self._refresher = Refresher(session.feed, Topic.TEMPLATES, self._refresh)

    def shown(self) -> None:
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget what was said."""
        self._forget_news()
        self._refresher.hidden()

    def close(self) -> None:
        """Stop listening."""
        self._autosave.forget()
        self._refresher.close()

    def flush(self) -> bool:
        """Store what is being typed; tell whether it is on disk."""
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be stored."""
        return self._autosave.has_failed

    def edited(self) -> None:
        """Take note that something is being typed."""
        if self._chosen is not None and not self._session.is_read_only:
            self._autosave.touch()

    def choose(self, template_id: str) -> None:
        """Open a template in the form."""
        if self.flush():
            self._forget_news()
            self._chosen = self._session.templates.get(template_id)
        self._refresh()

    def new(self) -> None:
        """Make a template with one empty stage and open it."""
        self._make(self._session.templates.add)

    def copy(self, model_id: str) -> None:
        """Make a template of one's own from a model and open it."""
        self._make(lambda: self._session.templates.copy_of(model_id))

    def write(self) -> None:
        """Begin a reflection under the template that is open."""
        if self._chosen is not None and self.flush():
            route = Route(PageId.JOURNAL, RouteAction.NEW, record=self._chosen.id)
            self._navigator.go(route)

    def add_stage(self) -> None:
        """Add an empty stage at the end."""
        self._change(lambda stages: (*stages, self._session.templates.new_stage()))

    def move_stage(self, stage_id: str, step: int) -> None:
        """Move a stage up or down."""

        def move(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
            by_id = {stage.id: stage for stage in stages}
            return tuple(by_id[name] for name in moved(list(by_id), stage_id, step))

        self._change(move)

    def remove_stage(self, stage_id: str) -> None:
        """Take a stage out; reflections written under it keep their text under its heading."""
        self._change(lambda stages: tuple(s for s in stages if s.id != stage_id))

    def move(self, step: int) -> None:
        """Move the template that is open up or down in the list."""
        chosen = self._chosen
        if chosen is not None:
            self._do(lambda: self._session.templates.move(chosen.id, step))

    def remove(self) -> None:
        """Remove the template that is open; it can be brought back."""
        chosen = self._chosen
        if chosen is None or not self.flush():
            return
        if self._do(lambda: self._session.templates.remove(chosen.id)):
            self._forget_news()
            self._removed, self._chosen = chosen.id, None
            self._refresh()

    def undo(self) -> None:
        """Bring back what was removed."""
        removed, self._removed = self._removed, ""
        if removed and self._do(lambda: self._session.templates.restore(removed)):
            self._chosen = self._session.templates.get(removed)
        self._refresh()

    def file_name(self) -> str:
        """Suggest a name for the file of the template that is open."""
        return self._session.templates.file_name(self._chosen) if self._chosen else ""

    def save_file(self, path: Path) -> None:
        """Write the template that is open to a file."""
        chosen = self._chosen
        if chosen is None or not self.flush():
            return
        text = self._session.templates.file_text(self._chosen or chosen)
        if self._do(lambda: self._session.save_file(path, text.encode())):
            self._forget_news()
            self._saved_to = path.name
        self._refresh()

    def read_file(self, path: Path) -> None:
        """Take a template in from a file; mistakes in it are named by line."""
        if not self.flush():
            return
        self._forget_news()
        self._file = path.name
        try:
            found = self._session.templates.read_in(_bytes_of(path), path.name)
            self._chosen, self._mistakes = found.template or self._chosen, found.mistakes
            self._problem = None
        except AhpJournalError as error:
            self._problem = describe(error)
        self._refresh()

    def _make(self, make: Callable[[], Template]) -> None:
        if not self.flush():
            return
        try:
            made = make()
        except AhpJournalError as error:
            self._problem = describe(error)
        else:
            self._forget_news()
            self._problem, self._chosen = None, made
        self._refresh()

    def _change(self, change: Callable[[tuple[Stage, ...]], tuple[Stage, ...]]) -> None:
        if self._chosen is None:
            return
        typed = self._display.typed_template(self._chosen)
        self._store(replace(typed, stages=change(typed.stages)))
        self._refresh()

    def _save(self) -> bool:
        if self._chosen is None:
            return True
        had_problem = self._problem is not None
        is_stored = self._store(self._display.typed_template(self._chosen))
        if had_problem or not is_stored:
            self._refresh()
        return is_stored

    def _store(self, template: Template) -> bool:
        self._is_saving = True
        try:
            self._chosen = self._session.templates.save(template)
        except AhpJournalError as error:
            self._problem = describe(error)
            return False
        finally:
            self._is_saving = False
        self._problem = None
        self._forget_news()
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

    def _forget_news(self) -> None:
        self._mistakes = ()
        self._removed = self._file = self._saved_to = ""

    def _refresh(self) -> None:
        if self._is_saving:
            return
        session = self._session
        try:
            templates = session.templates.all()
        except AhpJournalError as error:
            self._problem, templates = describe(error), ()
        chosen = self._chosen
        if chosen is not None and not self._autosave.is_pending:
            chosen = next((t for t in templates if t.id == chosen.id), None)
        self._chosen = chosen
        self._display.render_templates(
            TemplatesState(
                templates=templates,
                chosen=chosen,
                shipped=session.templates.shipped,
                mistakes=self._mistakes,
                file=self._file,
                saved_to=self._saved_to,
                may_undo=bool(self._removed),
                may_add_stage=chosen is not None and len(chosen.stages) < MOST_STAGES,
                is_read_only=session.is_read_only,
                problem=self._problem,
            )
        )


def _bytes_of(path: Path) -> bytes:
    """Read a file, up to a little more than is taken in.

    Raises:
        ConditionError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise ConditionError(ConditionCode.NO_PERMISSION, str(path)) from error
