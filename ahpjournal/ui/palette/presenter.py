"""What the palette decides: which commands fit, and what Enter does. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Protocol

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _, ngettext
from ahpjournal.ui.palette.command import Command
from ahpjournal.ui.palette.matching import rank


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """A command as it is listed; *hindrance* says why it cannot be done now, if so."""

    title: str = field(repr=False)
    group: str = field(default="", repr=False)
    keys: str = ""
    hindrance: str = ""


@dataclass(frozen=True, slots=True)
class PaletteState:
    """What the palette shows: rows, the one that Enter chooses, and a line below them."""

    rows: tuple[PaletteRow, ...] = ()
    current: int = -1
    note: str = ""


class PaletteDisplay(Protocol):
    """What the presenter needs of the panel."""

    def render_state(self, state: PaletteState) -> None:
        """Show all of *state*."""

    def put_away(self) -> None:
        """Close the panel and give the keyboard back to where it was."""


class PalettePresenter:
    """Lists the commands that fit what is typed, and does the one that is chosen."""

    def __init__(self, display: PaletteDisplay, commands: Callable[[], Sequence[Command]]) -> None:
        """Offer what *commands* gives each time the palette opens."""
        self._display = display
        self._commands = commands
        self._all: tuple[Command, ...] = ()
        self._found: tuple[Command, ...] = ()
        self._current = -1

    def open(self) -> None:
        """List everything that can be done now."""
        self._all = tuple(self._commands())
        self.type("")

    def type(self, text: str) -> None:
        """List what fits *text*: the best first, otherwise in the order of the list."""
        ranks = ((rank(text, one.title, one.also), one) for one in self._all)
        fitting = [(found, one) for found, one in ranks if found is not None]
        fitting.sort(key=lambda pair: pair[0])
        self._found = tuple(one for _rank, one in fitting)
        self._current = 0 if self._found else -1
        self._show(self._count_words(text))

    def step(self, by: int) -> None:
        """Go *by* rows on, around the ends."""
        if self._found:
            self._current = (self._current + by) % len(self._found)
            self._show()

    def choose(self, place: int | None = None) -> None:
        """Do the present command, or that in row *place*; say so where it cannot be done now."""
        row = self._current if place is None else place
        if not 0 <= row < len(self._found):
            return
        self._current = row
        command = self._found[row]
        hindrance = command.hindrance()
        if hindrance:
            self._show(hindrance)
            return
        self.close()
        command.run()

    def close(self) -> None:
        """Put the palette away and forget what it listed: names of controls may be private."""
        self._all = self._found = ()
        self._current = -1
        self._display.render_state(PaletteState())
        self._display.put_away()

    def _count_words(self, text: str) -> str:
        count = len(self._found)
        if not count:
            return _("Nothing here is called that. Try another word for it.")
        if not text.strip():
            return ""
        return ngettext("{count} fits", "{count} fit", count).format(count=count)

    def _show(self, note: str = "") -> None:
        rows = tuple(
            PaletteRow(one.title, one.group, one.keys, one.hindrance()) for one in self._found
        )
        self._display.render_state(PaletteState(rows, self._current, note))
