"""Which programme pack is in force, and taking another into use. No Qt here."""

from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.pack_changes import PackChanges, pack_key
from ahpjournal.domain.records import dataclass
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.packs import PackMistake, PackProposal, check_pack
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.routes import PageId, Route

CARD = "programme"
"""Name of the card in a route."""


@dataclass(frozen=True, slots=True)
class PackState:
    """The pack in force, and what came of looking at another one.

    *unreadable* is id and version of a pack that should be in force and cannot be read.
    *looked_at* is the name of the file chosen; then either *mistakes* stand in the way, or
    *is_same* (its id and version are in use for other words), or *changes* tell what it would
    change, with *rated* ratings of what it leaves out kept.
    """

    title: str
    version: str
    is_default: bool
    may_change: bool
    unreadable: str = ""
    looked_at: str = ""
    new_title: str = ""
    new_version: str = ""
    mistakes: tuple[PackMistake, ...] = ()
    is_same: bool = False
    changes: PackChanges | None = None
    rated: int = 0
    problem: UserMessage | None = None


class PackDisplay(Protocol):
    """What the presenter needs of the card."""

    def render_pack(self, state: PackState) -> None:
        """Show *state*."""


class PackQuestions(Protocol):
    """What the presenter asks."""

    def confirm(self, title: str, text: str, yes: str) -> bool:
        """Ask before something is changed."""

    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        """Ask for an existing file; None if the user thinks better of it."""


class PackDoor(Protocol):
    """Opens the journal again."""

    def reopen(self, route: Route) -> None:
        """Close this journal, open it again and go to *route*."""


class PackPresenter:
    """Looks at a pack first and changes nothing; then takes it into use and reopens the journal."""

    def __init__(
        self,
        display: PackDisplay,
        session: JournalSession,
        dialogs: PackQuestions,
        door: PackDoor,
    ) -> None:
        """Present the packs of *session* on *display*."""
        self._display = display
        self._session = session
        self._dialogs = dialogs
        self._door = door
        self._folder = session.path.parent if session.path is not None else Path.home()
        self._proposal: PackProposal | None = None
        self._mistakes: tuple[PackMistake, ...] = ()
        self._looked_at = ""
        self._problem: UserMessage | None = None

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def choose(self) -> None:
        """Ask for the file of a pack and tell what it would change, or its mistakes."""
        kinds = _("Programme packs (*.toml)")
        path = self._dialogs.choose_open_file(_("Use another pack"), self._folder, kinds)
        if path is None:
            return
        self._put_away()
        self._folder, self._looked_at = path.parent, path.name
        try:
            self._mistakes = check_pack(path).mistakes
            if not self._mistakes:
                self._proposal = self._session.packs.propose(path)
        except AhpJournalError as error:
            self._problem = describe(error)
        self.render()

    def adopt(self) -> None:
        """Take the pack that was looked at into use."""
        proposal = self._proposal
        if proposal is None or self._is_same(proposal):
            return
        try:
            self._session.packs.adopt(proposal)
        except AhpJournalError as error:
            self._problem = describe(error)
            self.render()
            return
        self._reopen()

    def put_away(self) -> None:
        """Leave everything as it is."""
        self._put_away()
        self.render()

    def use_default(self) -> None:
        """Take the program's own pack into use, once that is confirmed."""
        text = _(
            "Everything you rated and wrote stays. Competencies that it does not ask are kept"
            " with their history."
        )
        title = _("Use the program\u2019s own pack?")
        if not self._dialogs.confirm(title, text, _("Use its own pack")):
            return
        try:
            self._session.packs.return_to_default()
        except AhpJournalError as error:
            self._problem = describe(error)
            self.render()
            return
        self._reopen()

    def render(self) -> None:
        """Show how things stand."""
        session, proposal = self._session, self._proposal
        is_same = proposal is not None and self._is_same(proposal)
        changes = proposal.changes if proposal is not None and not is_same else None
        self._display.render_pack(
            PackState(
                title=session.pack.title,
                version=session.pack.version,
                is_default=session.packs.is_default,
                may_change=session.path is not None and not session.is_read_only,
                unreadable=session.packs.unreadable,
                looked_at=self._looked_at,
                new_title=proposal.pack.title if proposal is not None else "",
                new_version=proposal.pack.version if proposal is not None else "",
                mistakes=self._mistakes,
                is_same=is_same,
                changes=changes,
                rated=proposal.rated if proposal is not None else 0,
                problem=self._problem,
            )
        )

    def _is_same(self, proposal: PackProposal) -> bool:
        """Tell whether ratings were made under other words of this id and version, or are now."""
        known = self._session.packs.known().get(pack_key(proposal.pack))
        is_in_force = pack_key(proposal.pack) == pack_key(self._session.pack)
        return is_in_force or (known is not None and known != proposal.pack)

    def _put_away(self) -> None:
        self._proposal, self._mistakes, self._looked_at, self._problem = None, (), "", None

    def _reopen(self) -> None:
        self._put_away()
        self._door.reopen(Route(PageId.SETTINGS, record=CARD))
