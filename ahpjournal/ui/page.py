"""What a page is to the window, and what the window gives a page."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ahpjournal.domain.backups import Backup
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.records import dataclass
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import UserMessage
from ahpjournal.services.protection import Key
from ahpjournal.services.session import JournalSession
from ahpjournal.settings import SettingsStore
from ahpjournal.ui.dialogs import DialogGate
from ahpjournal.ui.places import PlaceKeeper
from ahpjournal.ui.routes import Navigator, Route
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.unsaved import UnsavedText

Refused = Callable[[UserMessage], None]
"""Hears why something was not done."""


class JournalDoor(Protocol):
    """Opens other journals in this window; the present pages are destroyed when one opens."""

    def open_journal(self, path: Path) -> None:
        """Close this journal and open the one at *path*.

        Raises:
            ConditionError: it cannot be opened; this journal stays open.
        """

    def create_journal(self, path: Path) -> None:
        """Close this journal and open a new, empty one at *path*.

        Raises:
            ConditionError: it cannot be made; this journal stays open.
        """

    def open_demo(self) -> None:
        """Close this journal and open a throw-away copy of the demo journal."""

    def put_back(self, backup: Backup) -> None:
        """Close this journal, put *backup* in its place and open that; nothing is deleted."""

    def undo_put_back(self, aside: Path) -> None:
        """Close this journal and bring back the one that a backup replaced, kept in *aside*."""

    def merge_copy(self, other: Path, *, dry_run: bool, other_key: Key | None = None) -> None:
        """Close this journal, merge the copy at *other*, or look what that would do, and reopen.

        What came of it is then found in the session's copies, on the safekeeping page.
        """

    def reopen(self, route: Route) -> None:
        """Close this journal, open it again as after a change of its programme, go to *route*."""

    def lock_now(self) -> None:
        """Lock the journal; where nothing protects it, show how to protect it."""

    def set_lock_minutes(self, minutes: int) -> None:
        """Lock after *minutes* without use from now on.

        Raises:
            ConditionError: the settings cannot be written; it holds for this time only.
        """

    def set_passphrase(self, new: Passphrase, on_refused: Refused) -> None:
        """Encrypt the journal, with the pages put away; they come back afterwards.

        *on_refused* is called, with the pages still there, if it could not be begun; so below.
        """

    def change_passphrase(self, present: Passphrase, new: Passphrase, on_refused: Refused) -> None:
        """Let *new* open the journal in place of *present*."""

    def remove_passphrase(self, present: Passphrase, on_refused: Refused) -> None:
        """Make the journal plain again."""

    def save_sheet(self, on_saved: Callable[[Path], None], on_refused: Refused) -> None:
        """Ask where to, and save the recovery sheet there."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """Everything a page may use."""

    session: JournalSession
    jobs: Jobs
    dialogs: DialogGate
    navigator: Navigator
    theme: Theme
    settings: SettingsStore
    door: JournalDoor


class PagePresenter(Protocol):
    """The Qt-free half of a page, as the window sees it."""

    def shown(self, route: Route) -> None:
        """Take note that the page is visible and do what *route* asks."""

    def hidden(self) -> None:
        """Take note that another page covers this one; drafts are saved first."""

    def flush(self) -> bool:
        """Save what is being typed; tell whether everything is on disk."""

    def close(self) -> None:
        """Let go of the journal: the page will not be shown again."""


@dataclass(frozen=True, slots=True)
class Page:
    """A built page: it keeps view and presenter alive, for Qt holds only weakly to both.

    *places* tells where one is in it, if there is more to tell than which control has the
    keyboard; *unsaved* gives what was typed in it and could not be saved; *on_alone* takes what to
    call with True when the page wants the window to itself, and with False when it does no more.
    """

    widget: QWidget
    presenter: PagePresenter
    places: PlaceKeeper | None = None
    unsaved: Callable[[], tuple[UnsavedText, ...]] | None = None
    on_alone: Callable[[Callable[[bool], None]], None] | None = None
