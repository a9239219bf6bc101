"""The progress page: three charts, each with its table and a sentence."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import ChartScene, Measure
from ahpjournal.charts.small_multiples import multiples_chart, multiples_height
from ahpjournal.charts.words import change_summary
from ahpjournal.services.progress import short_sitting_label, sitting_label
from ahpjournal.text import _
from ahpjournal.ui.charts.chart_table import ChartTableView
from ahpjournal.ui.charts.chart_widget import ChartWidget
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card, EmptyState, ScrollPage, page_head
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow
from ahpjournal.ui.pages.progress.presenter import ProgressState
from ahpjournal.ui.theme.theme import Theme

RADAR_HEIGHT = 400
STACK_BELOW = 880


class ChartCard(Card):
    """A chart with a button that shows its numbers as a table instead."""

    def __init__(self, title: str, subtitle: str, theme: Theme) -> None:
        """Head the card."""
        self._toggle = Button(_("View as table"), "quiet")
        self._toggle.setAccessibleDescription(title)
        super().__init__(title, subtitle, self._toggle)
        self.chart = ChartWidget(title, theme)
        self._table = ChartTableView(_("{title}, as a table").format(title=title), theme)
        self._table.hide()
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self._table)
        self._toggle.clicked.connect(self._on_toggle)

    def show_chart(self, maker: Callable[[float, float, Measure], ChartScene]) -> None:
        """Show a chart, and the same numbers in the table."""
        self.chart.show_chart(maker)
        scene = self.chart.scene or maker(
            640.0, 400.0, lambda words, size, _bold: len(words) * size / 2
        )
        self._table.show_table(scene.table)

    def _on_toggle(self) -> None:
        is_table = self._table.isHidden()
        self._table.setVisible(is_table)
        self.chart.setVisible(not is_table)
        self._toggle.set_words(_("View as chart") if is_table else _("View as table"))
        (self._table if is_table else self.chart).setFocus()


class ProgressView(QStackedWidget):
    """The charts, or what to do before there are any.

    Signals:
        area_chosen(str): narrow the charts to the area with this id; empty for all.
        rating_requested: the user wants to rate.
    """

    area_chosen = Signal(str)
    rating_requested = Signal()

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
        rate = Button(_("Rate now"), "secondary", "sliders-horizontal", theme)
        rate.clicked.connect(self.rating_requested)
        head.addWidget(rate, 0, Qt.AlignmentFlag.AlignTop)
        self._page.content.addLayout(head)
        self._chips = FlowBox(8)
        self._areas: dict[str, Button] = {}
        self._page.content.addWidget(self._chips)
        summary = Card()
        self._summary = Words("", "title")
        self._note = Words("", "small", "text2")
        summary.body.addWidget(self._summary)
        summary.body.addWidget(self._note)
        self._page.content.addWidget(summary)
        self._radar = ChartCard(_("Competency profile"), _("Start and now"), theme)
        self._radar.chart.fix_height(RADAR_HEIGHT)
        self._dumbbell = ChartCard(_("Change since the start"), _("In levels of the scale"), theme)
        pair = AdaptiveRow([self._radar, self._dumbbell], stretch=(1, 1), stack_below=STACK_BELOW)
        self._page.content.addWidget(pair)
        self._multiples = ChartCard(
            _("Over the sittings"), _("Each competency on the same scale"), theme
        )
        self._page.content.addWidget(self._multiples)
        self._page.content.addStretch(1)
        self._build_nothing()
        self._state: ProgressState | None = None
        self._page.on_width(lambda _width: self._fit_multiples())

    def render_state(self, state: ProgressState) -> None:
        """Show *state*."""
        self._state = state
        report = state.report
        if not report.sittings and not state.area:
            self.setCurrentWidget(self._nothing)
            return
        self.setCurrentWidget(self._page)
        self._render_areas(state)
        self._summary.setText(change_summary(report))
        self._note.setText(_note(state))
        self._note.setVisible(bool(self._note.text()))
        self._radar.setVisible(len(report.competencies) > 2)
        self._radar.show_chart(
            lambda width, height, measure: radar_chart(report, width, height, measure)
        )
        self._radar.chart.fix_height(max(RADAR_HEIGHT, dumbbell_height(report)))
        self._dumbbell.chart.fix_height(dumbbell_height(report))
        self._dumbbell.show_chart(
            lambda width, height, measure: dumbbell_chart(report, width, height, measure)
        )
        self._multiples.show_chart(
            lambda width, height, measure: multiples_chart(
                report, width, height, measure, short_sitting_label, sitting_label
            )
        )
        self._fit_multiples()

    def _render_areas(self, state: ProgressState) -> None:
        if not self._areas:
            for value, name in [("", _("All areas")), *((a.id, a.name) for a in state.areas)]:
                chip = Button(name, "chip")
                chip.clicked.connect(lambda _checked=False, v=value: self.area_chosen.emit(v))
                self._areas[value] = chip
                self._chips.add(chip)
        for value, chip in self._areas.items():
            chip.setChecked(value == state.area)

    def _build_nothing(self) -> None:
        nothing = EmptyState(
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
        nothing.action_requested.connect(self.rating_requested)
        self._nothing.content.addWidget(nothing)
        self._nothing.content.addStretch(1)

    def _fit_multiples(self) -> None:
        if self._state is None:
            return
        width = self._multiples.chart.width() / self._theme.scale
        self._multiples.chart.fix_height(multiples_height(self._state.report, width))


def _note(state: ProgressState) -> str:
    if any(c.lookback is not None for c in state.report.competencies):
        return _(
            "The diamond is the start as you see it now. Where it lies below the ring, your"
            " yardstick has moved:"
            " you know more about what the level asks. Neither figure replaces the other."
        )
    return ""
