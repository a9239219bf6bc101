"""Something that can be done in the window. No Qt here."""

from collections.abc import Callable

from ahpjournal.domain.records import dataclass
from ahpjournal.ui.routes import Route


def nothing_hinders() -> str:
    """Give no hindrance: it can always be done."""
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: by its *keys*, if it has any, and from the palette.

    *group* says where it belongs; *also* are other words that people may look for. *hindrance*
    says why it cannot be done now, in a few words, and is empty if it can. *route* is where it
    leads, if it does no more than that.
    """

    title: str
    run: Callable[[], None]
    group: str = ""
    keys: str = ""
    also: str = ""
    hindrance: Callable[[], str] = nothing_hinders
    route: Route | None = None
