"""The progress page: three charts, each with its table and a sentence."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ahpjournal.charts.bars import bars_height, evidence_chart, evidence_height, states_chart
from ahpjournal.charts.columns import HEIGHT as WEEKS_HEIGHT
from ahpjournal.charts.columns import weeks_chart
from ahpjournal.charts.confidence import confidence_chart, confidence_height, told_how_sure
from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.gap import gap_chart, gap_height, seen_by_others
from ahpjournal.charts.radar import is_crowded, radar_chart
from ahpjournal.charts.small_multiples import multiples_chart, multiples_height
from ahpjournal.charts.words import change_summary, reworded_note, short_sitting_label
from ahpjournal.domain.progress import ProgressFilter
from ahpjournal.services.progress import sitting_label
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import state_name
from ahpjournal.ui.charts.chart_card import ChartCard
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, EmptyState, ScrollPage, page_head
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow
from ahpjournal.ui.pages.progress.filter_bar import FilterBar
from ahpjournal.ui.pages.progress.presenter import ProgressState
from ahpjournal.ui.theme.theme import Theme

RADAR_HEIGHT, CROWDED_HEIGHT = 400, 480
STACK_BELOW, ALWAYS = 880, 100_000


class ProgressView(QStackedWidget):
    """The charts, or what to do before there are any.

    Signals:
        area_chosen(str): narrow the charts to the area with this id; empty for all.
        filter_changed(str, object): the user narrowed by theme, first_module, last_module, since
            or until; the value is an id, a number, a date or None.
        filter_cleared: the user wants everything again.
        rating_requested: the user wants to rate.
        save_requested(str, str, bytes): a chart's title, the ending of the file, its content.
    """

    area_chosen = Signal(str)
    filter_changed = Signal(str, object)
    filter_cleared = Signal()
    rating_requested = Signal()
    save_requested = Signal(str, str, object)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self._theme = theme
        self._page = ScrollPage(theme)
        self._nothing = ScrollPage(theme, 760)
        self.addWidget(self._page)
        self.addWidget(self._nothing)
        head, _title, _line = page_head(
            _("Progress"), _("Self-rated: how you see yourself, then and now.")
        )
        self._rate = Button(_("Rate now"), "secondary", "sliders-horizontal", theme)
        self._rate.clicked.connect(self.rating_requested)
        head.addWidget(self._rate, 0, Qt.AlignmentFlag.AlignTop)
        self._page.content.addLayout(head)
        self._chips = FilterChips(_("Area"))
        self._chips.filter_chosen.connect(self.area_chosen)
        self._page.content.addWidget(self._chips)
        self._filters = FilterBar(theme)
        self._filters.changed.connect(self.filter_changed)
        self._filters.cleared.connect(self.filter_cleared)
        self._page.content.addWidget(self._filters)
        self._banner = Banner()
        self._page.content.addWidget(self._banner)
        summary = self._summary_card = Card()
        self._summary = Words("", "title")
        self._note = Words("", "small", "text2")
        summary.body.addWidget(self._summary)
        summary.body.addWidget(self._note)
        self._page.content.addWidget(summary)
        self._nothing_fits = EmptyState(
            "search",
            _("Nothing fits this choice"),
            _("What you rated is all still there; choose less narrowly to see it."),
            _("Show everything"),
            theme,
        )
        self._nothing_fits.action_requested.connect(self.filter_cleared)
        self._page.content.addWidget(self._nothing_fits)
        self._radar = ChartCard(_("Competency profile"), _("Then and now"), theme)
        self._radar.chart.fix_height(RADAR_HEIGHT)
        self._dumbbell = ChartCard(_("Change since the start"), _("In levels of the scale"), theme)
        self._pair = AdaptiveRow(
            [self._radar, self._dumbbell], stretch=(1, 1), stack_below=STACK_BELOW
        )
        self._page.content.addWidget(self._pair)
        self._multiples = ChartCard(
            _("Over the sittings"), _("Each competency on the same scale"), theme
        )
        self._page.content.addWidget(self._multiples)
        self._sure = ChartCard(
            _("How sure you are"),
            _("From 0 to 100; another question than the level, and kept apart from it"),
            theme,
            is_told=True,
        )
        self._page.content.addWidget(self._sure)
        self._gap = ChartCard(
            _("My view and that of others"),
            _("Beside each other, never instead"),
            theme,
            is_told=True,
        )
        self._page.content.addWidget(self._gap)
        self._build_behind()
        self._page.content.addStretch(1)
        for card in (
            *(self._radar, self._dumbbell, self._multiples, self._sure, self._gap),
            *(self._evidence, self._states, self._weeks),
        ):
            card.save_requested.connect(self.save_requested)
        self._build_nothing()
        self._state: ProgressState | None = None
        self._page.on_width(lambda _width: self._fit_heights())

    def _build_behind(self) -> None:
        theme = self._theme
        self._evidence = ChartCard(
            _("What stands behind it"),
            _("Linked to each competency or its ratings, whenever it was; a dot for what it shows"),
            theme,
            is_told=True,
        )
        self._page.content.addWidget(self._evidence)
        self._states = ChartCard(
            _("Actions by state"), _("All of them, as they are now"), theme, is_told=True
        )
        self._weeks = ChartCard(
            _("Reflections by week"), _("By the date of what they are about"), theme, is_told=True
        )
        behind = AdaptiveRow([self._states, self._weeks], stretch=(2, 3), stack_below=STACK_BELOW)
        self._page.content.addWidget(behind)

    def render_state(self, state: ProgressState) -> None:
        """Show *state*."""
        self._state = state
        self._rate.setVisible(not state.is_read_only)
        self._nothing_yet.allow_action(not state.is_read_only)
        report = state.report
        if not report.sittings and state.wanted.is_empty:
            self._other_scales.setText(_scales_note(state))
            self._other_scales.setVisible(bool(report.on_other_scales))
            self.setCurrentWidget(self._nothing)
            return
        self.setCurrentWidget(self._page)
        self._render_areas(state)
        self._filters.render_state(state)
        self._render_banner(state)
        fits = bool(report.sittings and report.competencies)
        for part in (self._summary_card, self._pair, self._multiples):
            part.setVisible(fits)
        self._nothing_fits.setVisible(not fits)
        self._evidence.setVisible(bool(report.competencies))
        self._summary.setText(change_summary(report))
        self._note.setText(_note(state))
        self._note.setVisible(bool(self._note.text()))
        self._radar.setVisible(len(report.competencies) > 2)
        self._radar.show_chart(
            lambda width, height, measure: radar_chart(report, width, height, measure)
        )
        crowded = is_crowded(report)
        self._pair.stack_below(ALWAYS if crowded else STACK_BELOW)
        beside = max(RADAR_HEIGHT, dumbbell_height(report))
        self._radar.chart.fix_height(CROWDED_HEIGHT if crowded else beside)
        self._dumbbell.chart.fix_height(dumbbell_height(report))
        self._dumbbell.show_chart(
            lambda width, height, measure: dumbbell_chart(report, width, height, measure)
        )
        self._multiples.show_chart(
            lambda width, height, measure: multiples_chart(
                report, width, height, measure, short_sitting_label, sitting_label
            )
        )
        self._fit_heights()
        self._render_behind(state)

    def _render_banner(self, state: ProgressState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.saved_to is not None:
            self._banner.show_words(_("The chart is saved"), str(state.saved_to), "ok")
        else:
            self._banner.show_message(None)

    def _render_behind(self, state: ProgressState) -> None:
        report, evidence, weeks, states = state.report, state.evidence, state.weeks, state.states
        self._sure.setVisible(bool(told_how_sure(report)))
        self._sure.chart.fix_height(confidence_height(report))
        self._sure.show_chart(
            lambda width, height, measure: confidence_chart(
                report, width, height, measure, sitting_label
            )
        )
        self._gap.setVisible(bool(seen_by_others(report)))
        self._gap.chart.fix_height(gap_height(report))
        self._gap.show_chart(
            lambda width, height, measure: gap_chart(report, width, height, measure)
        )
        self._evidence.show_chart(
            lambda width, height, measure: evidence_chart(evidence, width, height, measure)
        )
        names = {each: state_name(each) for each in states}
        self._states.chart.fix_height(bars_height(len(states), has_legend=False))
        self._states.show_chart(
            lambda width, height, measure: states_chart(states, names, width, height, measure)
        )
        self._weeks.chart.fix_height(WEEKS_HEIGHT)
        self._weeks.show_chart(
            lambda width, height, measure: weeks_chart(weeks, width, height, measure)
        )

    def _render_areas(self, state: ProgressState) -> None:
        areas = ((area.id, area.name) for area in state.areas)
        self._chips.set_options([("", _("All areas")), *areas])
        self._chips.set_value(state.wanted.area)

    def _build_nothing(self) -> None:
        self._nothing_yet = EmptyState(
            "chart-line",
            _("Nothing to compare yet"),
            _(
                "Rate yourself once to set your starting point. After the next sitting this"
                " page shows"
                " what has moved, as pictures and as tables."
            ),
            _("Start rating"),
            self._theme,
        )
        self._nothing_yet.action_requested.connect(self.rating_requested)
        self._nothing.content.addWidget(self._nothing_yet)
        self._other_scales = Words("", "body", "text2")
        self._nothing.content.addWidget(self._other_scales)
        self._nothing.content.addStretch(1)

    def _fit_heights(self) -> None:
        """Fit the charts whose height follows from their width."""
        if self._state is None:
            return
        width = self._multiples.chart.width() / self._theme.scale
        self._multiples.chart.fix_height(multiples_height(self._state.report, width))
        width = self._evidence.chart.width() / self._theme.scale
        self._evidence.chart.fix_height(evidence_height(len(self._state.evidence), width))


def _note(state: ProgressState) -> str:
    notes = [
        _narrowed_note(state),
        _rating_note(state),
        _lookback_note(state),
        _scales_note(state),
        reworded_note(state.report),
    ]
    return " ".join(note for note in notes if note)


def _narrowed_note(state: ProgressState) -> str:
    """Say why there is no change, where there would be one without the choice."""
    is_narrow = replace(state.wanted, area="", theme="") != ProgressFilter()
    if not is_narrow or state.report.has_change:
        return ""
    return _("Of the sittings you chose, none is later than the start.")


def _rating_note(state: ProgressState) -> str:
    if not state.is_rating:
        return ""
    return _(
        "You are in the middle of a sitting. What you see here may lead you; better look again once"
        " it is finished."
    )


def _scales_note(state: ProgressState) -> str:
    count = state.report.on_other_scales
    if not count:
        return ""
    text = ngettext(
        "{count} earlier rating was made on a scale of another length; it stays in the history and"
        " stands on no chart.",
        "{count} earlier ratings were made on a scale of another length; they stay in the history"
        " and stand on no chart.",
        count,
    )
    return text.format(count=count)


def _lookback_note(state: ProgressState) -> str:
    if any(c.lookback is not None for c in state.report.competencies):
        return _(
            "The diamond is the start as you see it now. Where it lies below the ring, your"
            " yardstick has moved:"
            " you know more about what the level asks. Neither figure replaces the other."
        )
    return ""
