"""What stands below the text, and what is needed to show and ask it. No Qt here."""

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.jobs import Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage


@dataclass(frozen=True, slots=True)
class Preview:
    """What a tile shows of a file: a small *picture* (the view's own kind) or first *lines*."""

    picture: object = field(default=None, repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    has_place: bool = False
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """An attachment with what is shown of it."""

    attachment: Attachment
    preview: Preview = field(default_factory=Preview)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say until something else happens; *undo* is the id of what was removed.

    *instead* is the id of what took its place; empty if nothing did.
    """

    title: str
    text: str = field(default="", repr=False)
    tone: str = "info"
    undo: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentsState:
    """Everything below the text. Without an entry nothing of it is shown."""

    has_entry: bool
    tiles: tuple[Tile, ...] = ()
    may_add: bool = False
    may_change: bool = False
    is_forbidden: bool = False
    """Whether the organisation does not permit adding files."""
    is_working: bool = False
    is_stopping: bool = False
    progress: Progress | None = None
    notice: Notice | None = None
    problem: UserMessage | None = None


class Lighter(Protocol):
    """A lighter file, and how its name ends."""

    @property
    def data(self) -> bytes:
        """Its bytes."""

    @property
    def ending(self) -> str:
        """The end of its name, with the dot."""


class AttachmentsDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_attachments(self, state: AttachmentsState) -> None:
        """Show *state*."""

    def reveal_attachments(self) -> None:
        """Bring what was added into view, unless one has gone on writing meanwhile."""


class AttachmentsDialogs(Protocol):
    """What is asked, and opening files outside the program."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask before something that leaves the program."""

    def choose_open_files(self, title: str, folder: Path, pattern: str) -> Sequence[Path]:
        """Ask for existing files; none if the user thinks better of it."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to save; replacing a file is confirmed there."""

    def open_outside(self, target: str) -> None:
        """Open a file with the computer's own program."""
