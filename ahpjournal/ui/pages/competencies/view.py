"""The competencies page: overview, sitting, or "done"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import EmptyState, ScrollPage, empty
from ahpjournal.ui.kit.tab_order import first_stop
from ahpjournal.ui.pages.competencies.history_presenter import (
    HistoryState,
    TypedView,
)
from ahpjournal.ui.pages.competencies.history_view import HistoryView
from ahpjournal.ui.pages.competencies.overview import OverviewView
from ahpjournal.ui.pages.competencies.sitting import SittingView
from ahpjournal.ui.pages.competencies.state import FinishedState, OverviewState, SittingState
from ahpjournal.ui.pages.competencies.words import change_sentences
from ahpjournal.ui.theme.theme import Theme


class CompetenciesView(QStackedWidget):
    """Shows one of four screens.

    Signals:
        progress_requested: the user wants to see the charts after a sitting.
        look_back_requested: the user wants to look back at the start after the end.
        overview_requested: the user wants to go back to the competencies after a sitting.
    """

    progress_requested = Signal()
    look_back_requested = Signal()
    overview_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Build the screens."""
        super().__init__()
        self._theme = theme
        self.overview = OverviewView(theme)
        self.sitting = SittingView(theme)
        self.history = HistoryView(theme)
        self._finished = ScrollPage(theme, 760)
        for screen in (self.overview, self.sitting, self.history, self._finished):
            self.addWidget(screen)

    def render_overview(self, state: OverviewState) -> None:
        """Show the overview."""
        self.history.leave()
        self.overview.render_state(state)
        self.setCurrentWidget(self.overview)

    def render_sitting(self, state: SittingState) -> None:
        """Show the sitting at its position."""
        self.setCurrentWidget(self.sitting)
        self.sitting.render_state(state)

    def render_finished(self, state: FinishedState) -> None:
        """Show that a sitting is complete."""
        empty(self._finished.content)
        text = ngettext(
            "You rated {rated} of {asked} competency. It is kept as it is; a later change is"
            " added beside it.",
            "You rated {rated} of {asked} competencies. They are kept as they are; a later"
            " change is added beside them.",
            state.asked,
        ).format(rated=state.tally.rated, asked=state.asked)
        if state.tally.no_chance:
            text += " " + ngettext(
                "For {count} you had no chance yet.",
                "For {count} you had no chance yet.",
                state.tally.no_chance,
            ).format(count=state.tally.no_chance)
        text = "\n\n".join([text, *change_sentences(state)])
        done = EmptyState(
            "circle-check",
            _("{sitting} is complete").format(sitting=state.label),
            text,
            _("Look back at the start") if state.is_look_back_next else _("See progress"),
            self._theme,
        )
        done.action_requested.connect(
            self.look_back_requested if state.is_look_back_next else self.progress_requested
        )
        self._finished.content.addWidget(done)
        back = Button(_("Back to the competencies"), "secondary")
        back.clicked.connect(self.overview_requested)
        self._finished.content.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        self._finished.content.addStretch(1)
        self.setCurrentWidget(self._finished)
        first = first_stop(self._finished)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def render_history(self, state: HistoryState) -> None:
        """Show the history of a competency."""
        is_coming = self.currentWidget() is not self.history
        self.history.render_state(state)
        self.setCurrentWidget(self.history)
        if is_coming or (state.is_added and state.fill):
            self.history.focus_start()

    def typed_view(self) -> TypedView:
        """Give what stands in the form for somebody else's view."""
        return self.history.typed_view()

    def typed_correction(self) -> CorrectionDraft:
        """Give what stands in the form of a correction."""
        return self.history.typed_correction()

    def typed_view_reason(self) -> str:
        """Give the reason that stands in that form."""
        return self.history.typed_reason()

    def typed_because(self) -> str:
        """Give the reason now in the field."""
        return self.sitting.because()
