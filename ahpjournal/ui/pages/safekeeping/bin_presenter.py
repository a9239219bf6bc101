"""What was removed: brought back, or erased for good. No Qt here."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from ahpjournal.domain.bin import BinItem, asks_first
from ahpjournal.domain.errors import AhpJournalError, InputError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _, ngettext
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route

HELP = "versions"
"""The help page about versions, bin and copies."""
_TOPICS = Topic.ENTRIES | Topic.ACTIONS | Topic.ATTACHMENTS | Topic.PORTFOLIO


@dataclass(frozen=True, slots=True)
class BinState:
    """Everything on the card. *ticked* are ids of items.

    *may_erase* tells whether as many as are ticked can be erased at all, *is_asking* that their
    number is to be typed now, *number_is_wrong* that it was typed and is another.
    """

    items: tuple[BinItem, ...]
    ticked: frozenset[str]
    today: date
    is_read_only: bool = False
    may_erase: bool = False
    is_asking: bool = False
    number_is_wrong: bool = False
    is_working: bool = False
    progress: Progress | None = None
    done: str = ""
    problem: UserMessage | None = None


class BinDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_state(self, state: BinState) -> None:
        """Show *state*."""


class BinPresenter:
    """Lists what was removed. More than five things are erased only after a backup."""

    def __init__(
        self,
        display: BinDisplay,
        session: JournalSession,
        jobs: Jobs,
        navigator: Navigator,
        confirm: Callable[[str, str, str], bool],
        back_up: Callable[[Job], object] | None,
    ) -> None:
        """Present the bin of *session* on *display*.

        *confirm* asks with a title, a text and the word for yes; *back_up* makes a backup on any
        thread, None if this journal is not backed up.
        """
        self._display = display
        self._session = session
        self._jobs = jobs
        self._navigator = navigator
        self._confirm = confirm
        self._back_up = back_up
        self._items: tuple[BinItem, ...] = ()
        self._ticked: frozenset[str] = frozenset()
        self._is_asking = False
        self._number_is_wrong = False
        self._ticket: Ticket | None = None
        self._is_working = False
        self._progress: Progress | None = None
        self._is_closed = False
        self._done = ""
        self._problem: UserMessage | None = None
        self._refresher = Refresher(session.feed, _TOPICS, self._refresh)

    def shown(self, route: Route) -> None:  # noqa: ARG002 - one view only
        """Refresh what has changed."""
        self._refresher.shown()

    def hidden(self) -> None:
        """Forget what was said and half asked."""
        self._done, self._problem = "", None
        self._stop_asking()
        self._render()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Nothing is typed here that is kept."""
        return True

    def close(self) -> None:
        """Stop a running backup and listen no more."""
        self._is_closed = True
        self.cancel()
        self._refresher.close()

    def open_help(self) -> None:
        """Go to the help page about versions, bin and copies."""
        self._navigator.go(Route(PageId.ABOUT, record=HELP))

    def tick(self, ids: frozenset[str]) -> None:
        """Choose the items of *ids* and no others."""
        if ids != self._ticked:
            self._ticked = ids
            self._done, self._problem = "", None
            self._stop_asking()
            self._render()

    def restore(self) -> None:
        """Bring back what is ticked."""
        chosen = self._chosen()
        if not chosen or self._is_busy():
            return
        self._done, self._problem = "", None
        self._stop_asking()
        count = 0
        try:
            for item in chosen:
                self._session.bin.restore(item)
                count += 1
        except AhpJournalError as error:
            self._problem = describe(error)
        if count and self._problem is None:
            words = ngettext("{count} brought back.", "{count} brought back.", count)
            self._done = words.format(count=count)
        self._refresh()

    def erase(self) -> None:
        """Erase what is ticked, once its owner is sure: by a question, or by its number."""
        chosen = self._chosen()
        if not chosen or not self._may_erase() or self._is_busy():
            return
        self._done, self._problem = "", None
        if asks_first(len(chosen)):
            self._is_asking, self._number_is_wrong = True, False
            self._render()
            return
        if self._confirm(_("Erase for good?"), _warning(len(chosen)), _("Erase for good")):
            self._erase(chosen, "")

    def erase_many(self, typed: str) -> None:
        """Erase more than five things: *typed* has to be their number; a backup is made first."""
        chosen = self._chosen()
        if not self._is_asking or self._back_up is None or self._is_busy():
            return
        if typed.strip() != str(len(chosen)):
            self._number_is_wrong = True
            self._render()
            return
        self._stop_asking()
        self._is_working = True
        self._render()

        def on_done(_backup: object) -> None:
            self._end()
            self._erase(chosen, typed)

        self._ticket = self._jobs.submit(
            self._back_up,
            on_done=on_done,
            on_error=self._on_error,
            on_cancelled=self._end,
            on_progress=self._on_progress,
        )

    def stop_asking(self) -> None:
        """Erase nothing after all."""
        self._stop_asking()
        self._render()

    def cancel(self) -> None:
        """Stop the backup; nothing is erased then."""
        if self._ticket is not None:
            self._ticket.cancel()

    def _erase(self, chosen: tuple[BinItem, ...], typed: str) -> None:
        if self._is_closed:
            return
        try:
            self._session.bin.erase(chosen, back_up=_made_before, confirmation=typed)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._number_is_wrong = isinstance(error, InputError)
        else:
            words = ngettext("{count} erased for good.", "{count} erased for good.", len(chosen))
            self._done = words.format(count=len(chosen))
            self._sweep()
        self._refresh()

    def _sweep(self) -> None:
        """Take the bytes of large attachments out of the file, without keeping anybody waiting."""
        self._jobs.submit(
            self._session.attachments.sweep,
            on_done=lambda _count: None,
            on_error=self._on_error,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _chosen(self) -> tuple[BinItem, ...]:
        return tuple(item for item in self._items if item.id in self._ticked)

    def _may_erase(self) -> bool:
        is_many = asks_first(len(self._ticked))
        return not self._session.is_read_only and (not is_many or self._back_up is not None)

    def _is_busy(self) -> bool:
        return self._is_working

    def _stop_asking(self) -> None:
        self._is_asking, self._number_is_wrong = False, False

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._render()

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, AhpJournalError):
            self._problem = describe(error)
        self._end()
        if not isinstance(error, AhpJournalError):
            raise error

    def _end(self) -> None:
        self._ticket, self._progress, self._is_working = None, None, False
        self._render()

    def _refresh(self) -> None:
        if self._is_closed:
            return
        try:
            self._items = self._session.bin.items()
        except AhpJournalError as error:
            self._items, self._problem = (), describe(error)
        self._ticked &= {item.id for item in self._items}
        self._render()

    def _render(self) -> None:
        if self._is_closed:
            return
        self._display.render_state(
            BinState(
                items=self._items,
                ticked=self._ticked,
                today=self._session.clock.today(),
                is_read_only=self._session.is_read_only,
                may_erase=self._may_erase(),
                is_asking=self._is_asking,
                number_is_wrong=self._number_is_wrong,
                is_working=self._is_busy(),
                progress=self._progress,
                done=self._done,
                problem=self._problem,
            )
        )


def _made_before() -> None:
    """Make no backup: a job has just made one."""


def _warning(count: int) -> str:
    return ngettext(
        "It is erased with every version of it and cannot be brought back. Copies of this journal"
        " that are merged later lose it too. Backups made before still hold it.",
        "These {count} are erased with every version of them and cannot be brought back. Copies of"
        " this journal that are merged later lose them too. Backups made before still hold them.",
        count,
    ).format(count=count)
