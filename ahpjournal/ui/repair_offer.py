"""What is offered where a journal is damaged: a copy with everything that can still be read."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from shiboken6 import Shiboken

from ahpjournal.domain.errors import AhpJournalError
from ahpjournal.domain.jobs import Job
from ahpjournal.services.jobs import Jobs
from ahpjournal.services.messages import describe, unexpected
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.flow import FlowBox

if TYPE_CHECKING:
    from ahpjournal.services.repairs import RepairReport

Repair = Callable[[Path, Path, Job], "RepairReport"]
"""Makes a repaired copy of one journal as another."""


class RepairDialogs(Protocol):
    """What the offer asks."""

    def choose_save_file(self, title: str, path: Path, pattern: str) -> Path | None:
        """Ask where to make the copy."""


class RepairOffer(Card):
    """Makes a repaired copy beside a damaged journal, says what came out, and opens it."""

    def __init__(
        self,
        journal: Path,
        repair: Repair,
        jobs: Jobs,
        dialogs: RepairDialogs,
        open_journal: Callable[[Path], None],
    ) -> None:
        """Offer a copy of *journal*, which is only ever read."""
        super().__init__(
            _("What can still be read"),
            _("Everything that can be read goes into a new journal; the damaged file stays."),
        )
        self._journal = journal
        self._repair = repair
        self._jobs = jobs
        self._dialogs = dialogs
        self._open_journal = open_journal
        self._copy: Path | None = None
        self._banner = Banner()
        self._make = Button(_("Make a repaired copy\u2026"))
        self._open = Button(_("Open the repaired copy"), "primary")
        self._open.hide()
        self._make.clicked.connect(self._on_make)
        self._open.clicked.connect(self._on_open)
        buttons = FlowBox(8)
        buttons.add(self._open)
        buttons.add(self._make)
        self.body.addWidget(self._banner)
        self.body.addWidget(buttons)

    def _on_make(self) -> None:
        target = ask_for_copy(self._dialogs, self._journal)
        if target is None:
            return
        self._make.setEnabled(False)
        self._banner.show_words(_("Reading what can be read\u2026"))

        def done(report: "RepairReport") -> None:
            if Shiboken.isValid(self):  # the offer may be gone by then
                self._on_done(target, report)

        def failed(error: Exception) -> None:
            if Shiboken.isValid(self):
                self._on_error(error)

        self._jobs.submit(
            lambda job: self._repair(self._journal, target, job),
            on_done=done,
            on_error=failed,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _on_done(self, target: Path, report: "RepairReport") -> None:
        self._copy = target
        self._make.setEnabled(True)
        self._open.show()
        is_whole = report.is_certain and not report.lost and not report.mended
        self._banner.show_words(
            _("The copy is made"), repair_words(report), "ok" if is_whole else "warn"
        )
        self._open.setFocus()

    def _on_open(self) -> None:
        if self._copy is None:
            return
        try:
            self._open_journal(self._copy)
        except AhpJournalError as error:
            self._on_error(error)

    def _on_error(self, error: Exception) -> None:
        self._make.setEnabled(True)
        if isinstance(error, AhpJournalError):
            self._banner.show_message(describe(error))
            return
        self._banner.show_message(unexpected())
        raise error


def ask_for_copy(dialogs: RepairDialogs, journal: Path) -> Path | None:
    """Ask where to make a repaired copy of *journal*."""
    name = _("{journal} repaired").format(journal=journal.stem)
    return dialogs.choose_save_file(
        _("Make a repaired copy"),
        journal.with_name(f"{name}.ahpjournal"),
        _("Journals (*.ahpjournal)"),
    )


def repair_words(report: "RepairReport") -> str:
    """Say what a repaired copy holds and what is missing from it."""
    sentences = [
        _("Reflections: {entries}. Actions: {actions}. Ratings: {ratings}.").format(
            entries=_of(report, "entries"),
            actions=_of(report, "actions"),
            ratings=_of(report, "ratings"),
        )
    ]
    if report.mended:
        count = ngettext(
            "{count} was damaged and is kept in part.",
            "{count} were damaged and are kept in part.",
            len(report.mended),
        )
        sentences.append(count.format(count=len(report.mended)))
    if report.lost:
        count = ngettext(
            "{count} could not be read.", "{count} could not be read.", len(report.lost)
        )
        sentences.append(count.format(count=len(report.lost)))
    if not report.is_certain:
        sentences.append(
            _("The damage may hide more: look through a backup before you let the old file go.")
        )
    return " ".join(sentences)


def _of(report: "RepairReport", kind: str) -> str:
    after, before = report.after.get(kind, 0), report.before.get(kind)
    if before is None or before == after:
        return str(after)
    return _("{after} of {before}").format(after=after, before=before)
