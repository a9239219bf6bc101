"""Where one can go in the window. No Qt here, so that presenters may use it."""

from enum import StrEnum
from typing import Protocol

from ahpjournal.domain.records import dataclass


class PageId(StrEnum):
    """The pages of the sidebar, in order."""

    TODAY = "today"
    PROGRAMME = "programme"
    COMPETENCIES = "competencies"
    PROGRESS = "progress"
    JOURNAL = "journal"
    FIND = "find"
    MATERIAL = "material"
    """Prompts, templates and tags: within the journal."""
    ACTIONS = "actions"
    PORTFOLIO = "portfolio"
    SETTINGS = "settings"
    SAFEKEEPING = "safekeeping"
    ABOUT = "about"
    REPLIES = "replies"
    """Reached from the page Portfolio; not listed."""


class RouteAction(StrEnum):
    """What to do on arrival."""

    SHOW = "show"
    NEW = "new"
    SEARCH = "search"
    RESUME = "resume"
    VERSIONS = "versions"
    """Show a reflection or an action with its earlier versions."""
    ATTACHMENTS = "attachments"
    """Show a reflection where its files stand."""


@dataclass(frozen=True, slots=True)
class Route:
    """A page, and what to do there.

    *record* is the id of the entry, action or sitting to show (or, with NEW, of the record or
    template to start from); *text* is what to search for, or the prompt to start from; *module* is
    the number of the module that it is about.
    """

    page: PageId
    action: RouteAction = RouteAction.SHOW
    record: str = ""
    text: str = ""
    module: int | None = None


class Navigator(Protocol):
    """Takes the user to another page; pages never call each other."""

    def go(self, route: Route) -> None:
        """Leave the present page, saving it, and show *route*."""
