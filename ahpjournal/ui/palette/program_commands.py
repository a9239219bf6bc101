"""The one list of what can be done from anywhere in the window. No Qt here.

The window takes its keys from this list, the palette its rows, and the help page about keys is
held to it by a test.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from ahpjournal.text import _
from ahpjournal.ui.palette.command import Command, nothing_hinders
from ahpjournal.ui.routes import PageId, Route, RouteAction

PALETTE_KEYS = "Ctrl+Shift+P"
THOUGHT_KEYS = "Ctrl+Shift+N"
REGION_KEYS, REGION_BACK_KEYS = "F6", "Shift+F6"
_NUMBERED = 9


class NamedPage(Protocol):
    """A page as the list needs it."""

    @property
    def id(self) -> PageId:
        """Which page."""

    @property
    def title(self) -> str:
        """What it is called."""


class CommandedWindow(Protocol):
    """What the commands ask of the window."""

    def go(self, route: Route) -> None:
        """Show *route*."""

    def take_thought(self) -> None:
        """Take a quick thought."""

    def ask_to_lock(self) -> None:
        """Lock the journal."""

    def show_palette(self) -> None:
        """Show everything that can be done."""

    def next_region(self) -> None:
        """Bring the keyboard to the next part of the window."""

    def previous_region(self) -> None:
        """Bring the keyboard to the part of the window before."""


def program_commands(
    window: CommandedWindow, pages: Iterable[NamedPage], write_hindrance: Callable[[], str]
) -> tuple[Command, ...]:
    """Give everything that can be done from anywhere; *write_hindrance* says why not to write."""

    def to(
        title: str,
        route: Route,
        group: str,
        *,
        keys: str = "",
        also: str = "",
        writes: bool = False,
    ) -> Command:
        hindrance = write_hindrance if writes else nothing_hinders
        return Command(title, partial(window.go, route), group, keys, also, hindrance, route)

    do, look = "", _("Page")
    new = RouteAction.NEW
    first = (
        to(
            _("New reflection"),
            Route(PageId.JOURNAL, new),
            do,
            keys="Ctrl+N",
            also=_("entry write add"),
            writes=True,
        ),
        Command(
            _("Quick thought"),
            window.take_thought,
            do,
            THOUGHT_KEYS,
            _("note capture jot"),
            write_hindrance,
        ),
        to(
            _("New action"),
            Route(PageId.ACTIONS, new),
            do,
            keys="Ctrl+Shift+A",
            also=_("plan step add"),
            writes=True,
        ),
        to(
            _("Find anything you wrote"),
            Route(PageId.FIND, RouteAction.SEARCH),
            do,
            keys="Ctrl+Shift+F",
            also=_("search look"),
        ),
        Command(_("Lock now"), window.ask_to_lock, do, "Ctrl+L", _("close protect away")),
    )
    numbered = tuple(
        to(page.title, Route(page.id), look, keys=_page_keys(place), also=_also(page.id))
        for place, page in enumerate(pages, start=1)
    )
    return (*first, *numbered, *_places(to), *_keys(window))


def _page_keys(place: int) -> str:
    return f"Ctrl+{place}" if place <= _NUMBERED else ""


def _also(page: PageId) -> str:
    """Give other words by which people look for a page."""
    return {
        PageId.TODAY: _("home start overview dashboard"),
        PageId.PROGRAMME: _("modules course"),
        PageId.COMPETENCIES: _("rate rating sitting self-assessment"),
        PageId.PROGRESS: _("charts radar change"),
        PageId.JOURNAL: _("reflections entries diary write"),
        PageId.FIND: _("search"),
        PageId.ACTIONS: _("plans goals tasks"),
        PageId.PORTFOLIO: _("export share print pdf"),
        PageId.SETTINGS: _("preferences options profile name coach dark text size colours"),
        PageId.SAFEKEEPING: _("backup password security encryption restore"),
        PageId.ABOUT: _("version licence help json open new demo"),
        PageId.REPLIES: _("feedback comments pdf"),
        PageId.MATERIAL: "",
    }[page]


def _places(to: Callable[..., Command]) -> tuple[Command, ...]:
    """Give the places within pages that have a name of their own."""
    find, journal = _("Find"), _("Journal")
    safe, about = _("Safekeeping"), _("Help")
    return (
        to(
            _("Calendar"),
            Route(PageId.FIND, record="calendar"),
            find,
            also=_("month day year heat map"),
        ),
        to(_("Prompts"), Route(PageId.MATERIAL, record="prompts"), journal, also=_("questions")),
        to(
            _("Templates"),
            Route(PageId.MATERIAL, record="templates"),
            journal,
            also=_("models headings Gibbs"),
        ),
        to(
            _("Tags"),
            Route(PageId.MATERIAL, record="tags"),
            journal,
            also=_("rename merge labels"),
        ),
        to(
            _("Passphrase"),
            Route(PageId.SAFEKEEPING, record="passphrase"),
            safe,
            also=_("password encrypt recovery code change"),
        ),
        to(
            _("Backups"),
            Route(PageId.SAFEKEEPING, record="backups"),
            safe,
            also=_("restore bring back copy"),
        ),
        to(
            _("Bin"),
            Route(PageId.SAFEKEEPING, record="bin"),
            safe,
            also=_("deleted removed undelete erase"),
        ),
        to(
            _("Merge another copy"),
            Route(PageId.SAFEKEEPING, record="copies"),
            safe,
            also=_("sync laptop combine"),
        ),
        to(_("Help"), Route(PageId.ABOUT), about, keys="F1", also=_("manual how")),
        to(
            _("First steps"), Route(PageId.ABOUT, record="first-steps"), about, also=_("start tour")
        ),
        to(
            _("Keys"),
            Route(PageId.ABOUT, record="keys"),
            about,
            also=_("keyboard shortcuts hotkeys"),
        ),
    )


def _keys(window: CommandedWindow) -> tuple[Command, ...]:
    """Give what only moves the keyboard."""
    return (
        Command(_("Everything you can do"), window.show_palette, keys=PALETTE_KEYS),
        Command(_("Next part of the window"), window.next_region, keys=REGION_KEYS),
        Command(_("Part of the window before"), window.previous_region, keys=REGION_BACK_KEYS),
    )
