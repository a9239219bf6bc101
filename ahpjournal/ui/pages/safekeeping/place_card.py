"""The card that says where the journal is, and checks it."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import Signal

from ahpjournal.domain.errors import WarningCode
from ahpjournal.services.check_words import problems_in_words
from ahpjournal.services.messages import UserMessage
from ahpjournal.text import _, ngettext
from ahpjournal.ui.amounts import size_words
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import PathWords, Words
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.safekeeping.place_presenter import PlacePresenter, PlaceState
from ahpjournal.ui.theme.theme import Theme


class PlaceCard(Card):
    """Path, size and protection of the file, and a check from end to end.

    Signals:
        check_requested, cancel_requested, folder_requested: buttons.
    """

    check_requested = Signal()
    cancel_requested = Signal()
    folder_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the card."""
        super().__init__(_("Where your journal is"))
        self._path = PathWords(_("Place of the journal file"))
        self._facts = Words("", "small", "text2")
        self._banner = Banner()
        self._warnings = [Banner() for _code in WarningCode]
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        self._check = Button(_("Check now"), "secondary", "circle-check", theme)
        self._check.setAccessibleDescription(_("Reads the whole journal and changes nothing"))
        self._check.clicked.connect(self.check_requested)
        self._folder = Button(_("Show the folder"), "secondary", "folder-open", theme)
        self._folder.clicked.connect(self.folder_requested)
        buttons = FlowBox(8)
        buttons.add(self._check)
        buttons.add(self._folder)
        for widget in (
            self._path,
            self._facts,
            *self._warnings,
            self._banner,
            self._panel,
            buttons,
        ):
            self.body.addWidget(widget)

    def render_state(self, state: PlaceState) -> None:
        """Show *state*."""
        info = state.info
        self._path.setText(
            str(info.path) if info.path is not None else _("In memory only: nothing is kept.")
        )
        kind = _("encrypted with a passphrase") if info.is_encrypted else _("not encrypted")
        facts = _("{size}, {kind}.").format(size=size_words(info.size_bytes), kind=kind)
        if state.is_read_only:
            facts = _("{size}, {kind}, open to read only.").format(
                size=size_words(info.size_bytes), kind=kind
            )
        self._facts.setText(facts)
        self._folder.setEnabled(info.path is not None)
        self._check.setEnabled(not state.is_checking)
        self._panel.show_progress(state.progress, is_running=state.is_checking, is_stopping=False)
        self._render_warnings(state.warnings)
        self._render_result(state)

    def _render_warnings(self, warnings: Sequence[UserMessage]) -> None:
        for banner, warning in zip_longest(self._warnings, warnings):
            if warning is None:
                banner.hide()
                continue
            text = f"{warning.what_happened} {warning.what_is_safe} {warning.next_step}"
            banner.show_words(warning.title, text, "warn")

    def _render_result(self, state: PlaceState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.check is None:
            self._banner.show_message(None)
        elif state.check.is_ok:
            count = state.check.counts.get("entries", 0)
            text = ngettext(
                "{count} reflection can be read.", "All {count} reflections can be read.", count
            )
            self._banner.show_words(_("The journal is sound"), text.format(count=count), "ok")
        else:
            self._banner.show_words(
                _("The check found damage"),
                _(
                    "Bring back a backup, or make a repaired copy with the command ahpjournal"
                    " repair; this file stays as it is. What was found: {problems}."
                ).format(problems=problems_in_words(state.check.problems)),
                "bad",
            )


def build_card(context: PageContext) -> Page:
    """Build the card."""
    card = PlaceCard(context.theme)

    def open_outside(folder: Path) -> None:
        context.dialogs.open_outside(str(folder))

    presenter = PlacePresenter(card, context.session, context.jobs, open_outside)
    card.check_requested.connect(presenter.check)
    card.cancel_requested.connect(presenter.cancel)
    card.folder_requested.connect(presenter.show_folder)
    return Page(card, presenter)
