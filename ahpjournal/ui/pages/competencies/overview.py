"""The competencies page when nobody is rating."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.ratings import Tally
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import Bar
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import (
    Banner,
    Card,
    Divider,
    ScrollPage,
    box,
    column,
    empty,
    page_head,
    row,
)
from ahpjournal.ui.kit.dates import format_date
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words, pill
from ahpjournal.ui.pages.competencies.state import (
    AreaRows,
    CompetencyRow,
    OverviewState,
    SittingOffer,
)
from ahpjournal.ui.pages.competencies.words import offer_title
from ahpjournal.ui.rating_words import tally_words
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 900
MOST_TITLES = 9
"""Sittings that are offered by their whole titles; where there are more, modules have numbers."""


class OverviewView(ScrollPage):
    """Next sitting, other sittings, the competencies by area, and past sittings.

    Signals:
        start_requested(object): the user wants to begin this SittingOffer.
        resume_requested(str): the user wants to resume the sitting with this id.
        progress_requested: the user wants to see the charts.
        history_requested(str): the user wants to see what was rated of this competency.
    """

    start_requested = Signal(object)
    resume_requested = Signal(str)
    progress_requested = Signal()
    history_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme)
        head, _title, _line = page_head(
            _("Competencies"),
            _("Rate yourself as you are now. It is for you and the people you choose to show."),
        )
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._next = column(self._theme.sizes.row_gap)
        self.content.addLayout(self._next)
        self._areas_row = row(self._theme.sizes.gap)
        self.content.addLayout(self._areas_row)
        self._archived = Card(
            _("From an earlier programme"),
            _("Your current programme does not ask these; what was rated stays."),
        )
        self.content.addWidget(self._archived)
        self._past = Card(_("Sittings so far"))
        self.content.addWidget(self._past)
        self.content.addStretch(1)
        self._state: OverviewState | None = None
        self._columns = 2
        self.on_width(self._on_width)

    def render_state(self, state: OverviewState) -> None:
        """Show *state*."""
        self._state = state
        self._banner.show_message(state.problem)
        empty(self._next)
        for offer in state.unfinished:
            self._next.addWidget(self._offer_card(offer, is_resumed=True))
        if state.suggested is not None:
            self._next.addWidget(self._offer_card(state.suggested, is_resumed=False))
        if state.others:
            self._next.addWidget(self._others_card(state))
        self._render_areas()
        self._render_archived(state)
        self._render_past(state)

    def _offer_card(self, offer: SittingOffer, *, is_resumed: bool) -> Card:
        card = Card()
        card.body.addWidget(Words(_("Next step"), "caption", "accent"))
        card.body.addWidget(Words(offer_title(offer), "title"))
        if is_resumed:
            text = _("{done}. Earlier ratings stay hidden until you finish.")
            done = tally_words(offer.tally, offer.asked)
            card.body.addWidget(Words(text.format(done=done), "body", "text2"))
            bar = Bar(_("Answered so far"))
            bar.show_share(offer.tally.answered, offer.asked)
            card.body.addWidget(bar)
        else:
            text = ngettext(
                "{count} competency. You can stop at any time and come back.",
                "{count} competencies. You can stop at any time and come back.",
                offer.asked,
            )
            card.body.addWidget(Words(text.format(count=offer.asked), "body", "text2"))
        button = Button(_("Continue rating") if is_resumed else _("Start rating"), "primary")
        if is_resumed:
            button.clicked.connect(lambda: self.resume_requested.emit(offer.sitting))
        else:
            button.clicked.connect(lambda: self.start_requested.emit(offer))
        button.setEnabled(self._state is not None and not self._state.is_read_only)
        card.body.addSpacing(4)
        line = row(8)
        line.addWidget(button)
        has_past = self._state is not None and bool(self._state.past)
        if has_past and not is_resumed:  # earlier ratings would lead the one under way
            line.addWidget(self._charts())
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _charts(self) -> Button:
        charts = Button(_("See progress"), "quiet", "chart-line", self._theme)
        charts.clicked.connect(self.progress_requested)
        return charts

    def _others_card(self, state: OverviewState) -> Card:
        is_only = state.suggested is None and not state.unfinished
        card = Card(_("Rate now") if is_only else _("Other sittings"))
        chips = FlowBox(8)
        for offer in state.others:
            title = offer_title(offer)
            is_short = len(state.others) > MOST_TITLES and offer.module is not None
            short = _("After module {number}").format(number=offer.module)
            button = Button(short if is_short else title, "secondary")
            button.setAccessibleName(title)
            button.setToolTip(title if is_short else "")
            button.setMinimumWidth(1)  # a long title ends in an ellipsis where it is narrow
            button.clicked.connect(lambda _checked=False, o=offer: self.start_requested.emit(o))
            button.setEnabled(not state.is_read_only)
            chips.add(button)
        if is_only:
            chips.add(self._charts())
        card.body.addWidget(chips)
        return card

    def _render_areas(self) -> None:
        state = self._state
        empty(self._areas_row)
        if state is None:
            return
        columns = [column(self._theme.sizes.gap) for _i in range(self._columns)]
        for i, area in enumerate(state.areas):
            columns[i % self._columns].addWidget(self._area_card(area, state))
        for layout in columns:
            layout.addStretch(1)
            self._areas_row.addLayout(layout, 1)

    def _area_card(self, area: AreaRows, state: OverviewState) -> Card:
        card = Card(area.name, area.description)
        for i, one in enumerate(area.rows):
            if i:
                card.body.addWidget(Divider())
            level, tone = _level(one, state.top)
            mark = None if state.is_history_hidden else pill(level, tone)
            card.body.addWidget(self._row(one.competency, mark, state))
        return card

    def _row(self, competency: Competency, mark: QWidget | None, state: OverviewState) -> QWidget:
        line = row(12)
        line.setContentsMargins(0, 2, 0, 2)
        words = column(2)
        words.addWidget(Words(competency.name, "body"))
        if competency.description:
            words.addWidget(Words(competency.description, "small", "text2"))
        line.addLayout(words, 1)
        side = column(2)
        if mark is not None:
            side.addWidget(mark, 0, Qt.AlignmentFlag.AlignRight)
        if not state.is_history_hidden:
            history = Button(_("History"), "quiet", "history", self._theme)
            history.setAccessibleName(_("History of {name}").format(name=competency.name))
            history.clicked.connect(lambda: self.history_requested.emit(competency.id))
            side.addWidget(history, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        line.addLayout(side)
        return box(line)

    def _render_archived(self, state: OverviewState) -> None:
        empty(self._archived.body)
        self._archived.setVisible(bool(state.archived))
        for i, competency in enumerate(state.archived):
            if i:
                self._archived.body.addWidget(Divider())
            self._archived.body.addWidget(self._row(competency, None, state))

    def _render_past(self, state: OverviewState) -> None:
        empty(self._past.body)
        self._past.setVisible(bool(state.past))
        for i, past in enumerate(state.past):
            if i:
                self._past.body.addWidget(Divider())
            line = QHBoxLayout()
            line.addWidget(Words(past.label, "body", wraps=False))
            line.addStretch(1)
            line.addWidget(Words(_rated(past.tally), "small", "text2", wraps=False))
            line.addSpacing(24)
            line.addWidget(Words(format_date(past.sitting.on), "small", "text2", wraps=False))
            holder = QWidget()
            holder.setLayout(line)
            line.setContentsMargins(0, 2, 0, 2)
            self._past.body.addWidget(holder)

    def _on_width(self, width: int) -> None:
        columns = 2 if width >= TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._render_areas()


def _rated(tally: Tally) -> str:
    text = ngettext("{count} competency", "{count} competencies", tally.rated)
    words = text.format(count=tally.rated)
    if tally.no_chance:
        words = _("{words}, {count} no chance yet").format(words=words, count=tally.no_chance)
    return words


def _level(one: CompetencyRow, top: int) -> tuple[str, str]:
    if one.level is not None:
        return _("{level} of {top} \u00b7 {name}").format(
            level=one.level.number, top=top, name=one.level.name
        ), "accent"
    if one.no_chance_yet:
        return _("No chance yet"), ""
    if one.on_other_scale:
        return _("Rated on another scale"), ""
    return _("Not rated yet"), ""
