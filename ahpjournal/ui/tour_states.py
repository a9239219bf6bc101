"""States of pages that a picture shows only after something was pressed; and what covers pages."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.passphrases import SECRET_BYTES, RecoveryCode
from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.dialogs import QtDialogs
from ahpjournal.ui.lock.reasons import LockReason
from ahpjournal.ui.lock.recovery_page import RecoveryPage
from ahpjournal.ui.lock.unlock_page import UnlockPage
from ahpjournal.ui.lock.unlock_presenter import UnlockState, UnlockStep
from ahpjournal.ui.main_window import MainWindow
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.trouble import TroubleDoor, TroubleWindow

Take = Callable[[QWidget, str], None]
"""Takes a picture of a window under a name."""


@dataclass(frozen=True, slots=True)
class PressedStop:
    """One picture: where to go, and which buttons to press there, by what is heard of them."""

    name: str
    route: Route
    presses: tuple[str, ...] = ()


def states() -> tuple[PressedStop, ...]:
    """Give every state, in the order in which they are reached."""
    return (
        PressedStop("find-nothing", Route(PageId.FIND, RouteAction.SEARCH, "best", "zebra")),
        PressedStop(
            "competencies-left-open",
            Route(PageId.COMPETENCIES),
            (_("Leave for later"),),
        ),
        PressedStop(
            "progress-filters", Route(PageId.PROGRESS), (_("Narrow by theme, module or date"),)
        ),
        PressedStop("progress-table", Route(PageId.PROGRESS), (_("View as table"),)),
        PressedStop(
            "journal-details", Route(PageId.JOURNAL), (_("Back to the text"), _("Details"))
        ),
        PressedStop(
            "material-own-prompt", Route(PageId.MATERIAL, record="prompts"), (_("Add your own"),)
        ),
        PressedStop(
            "material-own-template",
            Route(PageId.MATERIAL, record="templates"),
            (_("Make this one my own"),),
        ),
        PressedStop(
            "safekeeping-passphrase",
            Route(PageId.SAFEKEEPING, record="passphrase"),
            (_("Set a passphrase\u2026"),),
        ),
        PressedStop("about-help", Route(PageId.ABOUT, record="first-steps")),
        PressedStop("about-keys", Route(PageId.ABOUT, record="keys")),
        PressedStop(
            "portfolio-findings", Route(PageId.PORTFOLIO), (_("Check and look at the pages"),)
        ),
        PressedStop(
            "portfolio-pages",
            Route(PageId.PORTFOLIO),
            (_("Replace all that is open"), _("Look at the pages")),
        ),
        PressedStop("portfolio-chosen-again", Route(PageId.PORTFOLIO), (_("Back to choosing"),)),
    )


def take_states(window: MainWindow, take: Take, settle: Callable[[], None]) -> None:
    """Take the pictures of states(), letting the window *settle* after each press."""
    for state in states():
        window.go(state.route)
        settle()
        for name in state.presses:
            press(window.page_widget(state.route.page), name)
            settle()
        take(window, state.name)


def press(page: QWidget, name: str) -> None:
    """Press the first button that *page* shows whose name begins with *name*, if there is one."""
    for button in page.findChildren(QAbstractButton):
        is_meant = button.accessibleName().startswith(name) and button.isEnabled()
        if is_meant and button.isVisibleTo(page):
            button.click()
            return


class NoDialogs(QtDialogs):
    """Answers every question as if one had thought better of it, without showing a dialog."""

    @override
    def confirm(self, title: str, text: str, yes: str) -> bool:
        return False

    @override
    def confirm_typed(self, title: str, text: str, word: str) -> bool:
        return False

    @override
    def choose_folder(self, title: str, folder: Path) -> Path | None:
        return None

    @override
    def choose(self, title: str, text: str, choices: Sequence[str]) -> int:
        return len(choices) - 1

    @override
    def choose_open_file(self, title: str, folder: Path, pattern: str) -> Path | None:
        return None

    @override
    def choose_open_files(self, title: str, folder: Path, pattern: str) -> Sequence[Path]:
        return ()

    @override
    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        return None

    @override
    def open_outside(self, target: str) -> None:
        """Open nothing."""


def covers(theme: Theme, door: TroubleDoor, journal: Path) -> tuple[tuple[str, QWidget], ...]:
    """Give what stands in place of the pages at times, each with the name of its picture."""
    unlock = UnlockPage(theme)
    unlock.render_state(UnlockState(journal, LockReason.ASKED, UnlockStep.PASSPHRASE))
    code = UnlockPage(theme)
    code.render_state(UnlockState(journal, LockReason.START, UnlockStep.CODE))
    recovery = RecoveryPage(RecoveryCode.of(bytes(range(SECRET_BYTES))), theme)
    damaged = ConditionError(ConditionCode.DAMAGED, str(journal))
    trouble = TroubleWindow(damaged, door, NoDialogs(), _stay, theme)
    return (
        ("unlock", unlock),
        ("unlock-code", code),
        ("recovery-code", recovery),
        ("trouble", trouble),
    )


def _stay() -> None:
    """Try nothing again."""
