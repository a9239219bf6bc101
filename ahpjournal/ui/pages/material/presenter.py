"""Which part of the page is shown: prompts, templates or tags. No Qt here."""

from enum import StrEnum
from typing import Protocol

from ahpjournal.ui.pages.material.prompts_presenter import PromptsPresenter
from ahpjournal.ui.pages.material.tags_presenter import TagsPresenter
from ahpjournal.ui.pages.material.templates_presenter import TemplatesPresenter
from ahpjournal.ui.routes import Navigator, PageId, Route


class Part(StrEnum):
    """The parts of the page, as a route names them."""

    PROMPTS = "prompts"
    TEMPLATES = "templates"
    TAGS = "tags"


class MaterialDisplay(Protocol):
    """What the presenter needs of the view."""

    def show_part_of_page(self, part: Part) -> None:
        """Show one part of the page."""


class MaterialPresenter:
    """Shows one part at a time and saves what is typed in the others."""

    def __init__(
        self,
        display: MaterialDisplay,
        navigator: Navigator,
        prompts: PromptsPresenter,
        templates: TemplatesPresenter,
        tags: TagsPresenter,
    ) -> None:
        """Join the presenters of the parts."""
        self._display = display
        self._navigator = navigator
        self.prompts = prompts
        self.templates = templates
        self.tags = tags
        self._part = Part.PROMPTS
        self._is_shown = False

    def shown(self, route: Route) -> None:
        """Show the part that *route* names, else the last one."""
        self._is_shown = True
        wanted = route.record
        self._show(Part(wanted) if wanted in set(Part) else self._part)

    def hidden(self) -> None:
        """Save what is typed."""
        self.flush()
        self._is_shown = False
        self._presenter().hidden()

    def flush(self) -> bool:
        """Save what is typed; tell whether all of it is on disk."""
        return all([self.prompts.flush(), self.templates.flush()])

    def close(self) -> None:
        """Let go of the journal."""
        for presenter in (self.prompts, self.templates, self.tags):
            presenter.close()

    @property
    def part(self) -> str:
        """The part that is shown."""
        return self._part.value

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self.prompts.has_unsaved or self.templates.has_unsaved

    def choose(self, part: str) -> None:
        """Show another part, saving what is typed in this one."""
        if self.flush():
            self._presenter().hidden()
            self._show(Part(part))
        else:
            self._display.show_part_of_page(self._part)

    def back(self) -> None:
        """Go back to the journal."""
        self._navigator.go(Route(PageId.JOURNAL))

    def _show(self, part: Part) -> None:
        self._part = part
        self._display.show_part_of_page(part)
        self._presenter().shown()

    def _presenter(self) -> PromptsPresenter | TemplatesPresenter | TagsPresenter:
        match self._part:
            case Part.PROMPTS:
                return self.prompts
            case Part.TEMPLATES:
                return self.templates
            case Part.TAGS:
                return self.tags
