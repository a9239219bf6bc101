"""Chooses, compares and brings back earlier versions of one record. No Qt here."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.history import RecordKind, Version
from ahpjournal.domain.records import dataclass
from ahpjournal.services.history import VersionText
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession


@dataclass(frozen=True, slots=True)
class VersionsState:
    """The versions of a record, newest first, and the chosen one.

    *is_whole*: it is read as a whole rather than compared with what is there now. *shown* is None
    if there are no versions, or the chosen one cannot be read.
    """

    kind: RecordKind
    versions: tuple[Version, ...]
    today: date
    chosen: Version | None = None
    shown: VersionText | None = None
    is_whole: bool = False
    may_restore: bool = False
    problem: UserMessage | None = None


class VersionsDisplay(Protocol):
    """What the presenter needs of the panel."""

    def show_versions(self, state: VersionsState) -> None:
        """Show the panel with *state*."""

    def hide_versions(self) -> None:
        """Put the panel away and give the keyboard back to where it was."""


class VersionsPresenter:
    """Opens over one record at a time; what is being typed is saved before."""

    def __init__(
        self,
        display: VersionsDisplay,
        session: JournalSession,
        on_restored: Callable[[Version], None],
    ) -> None:
        """Present versions of *session* on *display*; *on_restored* hears which one came back."""
        self._display = display
        self._session = session
        self._on_restored = on_restored
        self._kind = RecordKind.ENTRY
        self._record = ""
        self._versions: tuple[Version, ...] = ()
        self._chosen: Version | None = None
        self._is_whole = False
        self._problem: UserMessage | None = None

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return bool(self._record)

    def open(self, kind: RecordKind, record: str) -> None:
        """Show the versions of a record, the newest one compared with what is there now."""
        self._kind, self._record = kind, record
        self._chosen, self._is_whole = None, False
        self.refresh()

    def close(self) -> None:
        """Put the panel away."""
        if self.is_open:
            self._record, self._versions, self._chosen = "", (), None
            self._problem = None
            self._display.hide_versions()

    def refresh(self) -> None:
        """Read the versions again: something has changed."""
        if not self.is_open:
            return
        self._problem = None
        try:
            self._versions = self._session.history.versions(self._kind, self._record)
        except AhpJournalError as error:
            self._versions, self._problem = (), describe(error)
        self._choose(self._chosen.reading if self._chosen is not None else "")
        self._render()

    def choose(self, reading: str) -> None:
        """Show another version."""
        if self.is_open and (self._chosen is None or reading != self._chosen.reading):
            self._problem = None
            self._choose(reading)
            self._render()

    def read_whole(self, is_whole: bool) -> None:  # noqa: FBT001 - from a signal
        """Read the version as a whole, or see what has changed since."""
        if self.is_open and is_whole != self._is_whole:
            self._is_whole = is_whole
            self._render()

    def restore(self) -> None:
        """Bring the chosen version back; what is there now stays among the versions."""
        version = self._chosen
        if not self.is_open or version is None or self._session.is_read_only:
            return
        try:
            self._session.history.restore(version)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        self.close()
        self._on_restored(version)

    def _choose(self, reading: str) -> None:
        first = self._versions[0] if self._versions else None
        self._chosen = next((v for v in self._versions if v.reading == reading), first)

    def _render(self) -> None:
        shown = None
        if self._chosen is not None:
            try:
                shown = self._session.history.compare(self._chosen)
            except AhpJournalError as error:
                self._problem = describe(error)
        self._display.show_versions(
            VersionsState(
                kind=self._kind,
                versions=self._versions,
                today=self._session.clock.today(),
                chosen=self._chosen,
                shown=shown,
                is_whole=self._is_whole,
                may_restore=shown is not None and not self._session.is_read_only,
                problem=self._problem,
            )
        )
