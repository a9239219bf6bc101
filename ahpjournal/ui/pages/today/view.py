"""Today: next step, programme, quick capture, a picture of where one stands, and what is near."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ahpjournal.charts.radar import radar_chart
from ahpjournal.domain.entries import EntrySummary
from ahpjournal.domain.markdown import plain_text
from ahpjournal.domain.programme import ModuleState
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import due_words, state_name
from ahpjournal.ui.charts.chart_widget import ChartWidget
from ahpjournal.ui.kit.bars import Bar, Segments
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import (
    Banner,
    Card,
    Divider,
    EmptyState,
    Figure,
    ScrollPage,
    column,
    empty,
    page_head,
)
from ahpjournal.ui.kit.dates import format_event, format_long
from ahpjournal.ui.kit.fields import SearchField, TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import OneLine, Words, pill
from ahpjournal.ui.pages.today.presenter import DueAction, NextStep, TodayState
from ahpjournal.ui.routes import PageId, Route, RouteAction
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM, SEARCH_FROM = 860, 760
NOON, EVENING = 12, 18


class TodayView(ScrollPage):
    """Cards in two columns; one column in a narrow window.

    Signals:
        route_requested(object): the user wants to go to this Route.
        capture_edited: the quick thought was changed.
        capture_requested: keep the quick thought and make room for the next.
        prompt_dismissed: put this week's question away.
    """

    route_requested = Signal(object)
    capture_edited = Signal()
    capture_requested = Signal()
    prompt_dismissed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme)
        head, self._title, self._line = page_head(" ", " ")
        self._search = SearchField(_("Search everything"), theme)
        self._search.setMaximumWidth(theme.px(300))
        self._search.returnPressed.connect(self._on_search)
        head.addWidget(self._search, 0, Qt.AlignmentFlag.AlignTop)
        self._new = Button(_("New reflection"), "primary", "plus", theme)
        self._new.clicked.connect(lambda: self._go(Route(PageId.JOURNAL, RouteAction.NEW)))
        head.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._reminder = Banner()
        self._reminder.action_requested.connect(
            lambda: self._go(Route(PageId.SAFEKEEPING, record="backups"))
        )
        self.content.addWidget(self._reminder)
        self._copies = Banner()
        self._copies.action_requested.connect(
            lambda: self._go(Route(PageId.SAFEKEEPING, record="copies"))
        )
        self.content.addWidget(self._copies)
        self._rows = [self._pair(self._build_next(), self._build_programme(), 3, 2)]
        self._rows.append(self._pair(self._build_profile(), self._build_middle(), 1, 1))
        self._rows.append(self._pair(self._build_due(), self._build_recent(), 1, 1))
        self.content.addStretch(1)
        self.on_width(self._on_width)

    def render_state(self, state: TodayState) -> None:
        """Show *state*."""
        self._title.setText(_greeting(state.hour, state.first_name))
        self._line.setText(_where(state))
        self._line.show()
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.captured:
            self._banner.show_words(_("Noted. It waits here until you finish it."), "", "ok")
        else:
            self._banner.show_message(None)
        self._reminder.show_message(state.reminder, _("See the backups"))
        self._render_copies(state.disagreements)
        self._render_next(state.next_step)
        self._render_programme(state)
        self._render_prompt(state)
        self._render_profile(state)
        self._render_due(state.due)
        self._render_recent(state)
        for widget in (self._new, self._capture, self._keep, self._prompt_button):
            widget.setEnabled(not state.is_read_only)
        is_to_write = state.next_step.route.action in {RouteAction.NEW, RouteAction.RESUME}
        self._next_button.setEnabled(not (state.is_read_only and is_to_write))

    def clear_capture(self) -> None:
        """Empty the quick-capture field."""
        self._capture.set_text("")

    def typed_capture(self) -> str:
        """Give the quick thought as it stands."""
        return self._capture.text()

    def show_capture_saved(self, *, is_saved: bool) -> None:
        """Say whether the quick thought is on disk."""
        self._capture_saved.setText(_("Saved, to be finished later") if is_saved else "")

    def _render_copies(self, count: int) -> None:
        if not count:
            self._copies.hide()
            return
        words = ngettext(
            "{count} text was changed in two copies of your journal. Both are kept.",
            "{count} texts were changed in two copies of your journal. All are kept.",
            count,
        )
        self._copies.show_words(words.format(count=count), "", "info", _("Look at them"))

    def _pair(
        self, left: QWidget, right: QWidget, left_share: int, right_share: int
    ) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.sizes.gap)
        line.addWidget(left, left_share)
        line.addWidget(right, right_share)
        self.content.addLayout(line)
        return line

    def _build_next(self) -> Card:
        card = Card()
        card.body.addWidget(Words(_("Next step"), "caption", "accent"))
        self._next_title = Words("", "title")
        self._next_detail = Words("", "body", "text2")
        self._next_bar = Bar(_("Done so far"))
        self._next_button = Button("", "primary")
        self._next_button.clicked.connect(self._on_next)
        self._next_route = Route(PageId.JOURNAL)
        for widget in (self._next_title, self._next_detail, self._next_bar):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        card.body.addWidget(self._next_button)
        return card

    def _build_programme(self) -> Card:
        card = Card(_("Programme"))
        self._programme = card
        self._segments = Segments(self._theme)
        card.body.addWidget(self._segments)
        card.body.addStretch(1)
        figures = QHBoxLayout()
        self._figures = [Figure(""), Figure(""), Figure("")]
        for figure in self._figures:
            figures.addWidget(figure, 1)
        card.body.addLayout(figures)
        return card

    def _build_profile(self) -> Card:
        table = Button(_("See progress"), "quiet")
        table.clicked.connect(lambda: self._go(Route(PageId.PROGRESS)))
        self._profile = Card(_("Competency profile"), " ", table)
        self._chart = ChartWidget(_("Competency profile"), self._theme)
        self._chart.setMinimumHeight(self._theme.px(340))
        self._profile.body.addWidget(self._chart, 1)
        self._no_chart = EmptyState(
            "sliders-horizontal",
            _("Where do you start from?"),
            _("Rate yourself once now. After each module you will see here what has moved."),
            "",
            self._theme,
        )
        self._profile.body.addWidget(self._no_chart, 1)
        self._hidden_chart = EmptyState(
            "eye-off",
            _("Out of sight while you rate"),
            _("Once you finish the sitting that you began, your profile is here again."),
            "",
            self._theme,
        )
        self._profile.body.addWidget(self._hidden_chart, 1)
        return self._profile

    def _build_middle(self) -> QWidget:
        holder = QWidget()
        layout = column(self._theme.sizes.gap)
        holder.setLayout(layout)
        quick = Card(_("Quick thought"), _("From any page: Ctrl+Shift+N. Finish it when you can."))
        self._capture = TextArea(_("What is on your mind?"), lines=2)
        self._capture.edited.connect(self.capture_edited)
        quick.body.addWidget(self._capture)
        line = QHBoxLayout()
        line.setSpacing(12)
        self._keep = Button(_("Keep it"))
        self._keep.setAccessibleName(_("Keep it: quick thought"))
        self._keep.clicked.connect(self.capture_requested)
        self._capture_saved = Words("", "small", "text2")
        line.addWidget(self._keep)
        line.addWidget(self._capture_saved, 1)
        quick.body.addLayout(line)
        layout.addWidget(quick)
        self._prompt_card = Card(_("This week\u2019s question"), " ")
        self._prompt = Words("", "body")
        self._prompt_button = Button(_("Write about it"))
        self._prompt_button.clicked.connect(self._on_prompt)
        self._prompt_text = ""
        self._prompt_card.body.addWidget(self._prompt)
        buttons = FlowBox(8)
        buttons.add(self._prompt_button)
        self._not_this_week = Button(_("Not this week"), "quiet")
        self._not_this_week.clicked.connect(self.prompt_dismissed)
        buttons.add(self._not_this_week)
        others = Button(_("Other prompts"), "quiet")
        others.clicked.connect(lambda: self._go(Route(PageId.MATERIAL, record="prompts")))
        buttons.add(others)
        self._prompt_card.body.addWidget(buttons)
        layout.addWidget(self._prompt_card)
        layout.addStretch(1)
        return holder

    def _build_due(self) -> Card:
        all_actions = Button(_("All actions"), "quiet")
        all_actions.clicked.connect(lambda: self._go(Route(PageId.ACTIONS)))
        self._due = Card(_("Actions with a date"), "", all_actions)
        return self._due

    def _build_recent(self) -> Card:
        journal = Button(_("Open journal"), "quiet")
        journal.clicked.connect(lambda: self._go(Route(PageId.JOURNAL)))
        self._recent = Card(_("Reflections"), "", journal)
        return self._recent

    def _render_next(self, step: NextStep) -> None:
        self._next_title.setText(step.title)
        self._next_detail.setText(step.detail)
        self._next_bar.setVisible(step.total > 0)
        self._next_bar.show_share(step.done, max(step.total, 1))
        self._next_button.set_words(step.button)
        self._next_route = step.route

    def _render_programme(self, state: TodayState) -> None:
        shares = {ModuleState.PLANNED: 0.0, ModuleState.CURRENT: 0.5, ModuleState.DONE: 1.0}
        done = sum(1 for m in state.modules if m.state is ModuleState.DONE)
        total = len(state.modules)
        words = _("{done} of {total} modules complete").format(done=done, total=total)
        self._programme.set_subtitle(words)
        self._segments.show_shares([shares[m.state] for m in state.modules], words)
        f = state.figures
        self._figures[0].show_number(
            f.reflections, ngettext("reflection", "reflections", f.reflections)
        )
        self._figures[1].show_number(
            f.actions_open, ngettext("open action", "open actions", f.actions_open)
        )
        self._figures[2].show_number(
            f.actions_done, ngettext("action done", "actions done", f.actions_done)
        )

    def _render_prompt(self, state: TodayState) -> None:
        self._prompt_card.setVisible(state.prompt is not None)
        self._not_this_week.setEnabled(not state.is_read_only)
        if state.prompt is not None:
            self._prompt_card.set_subtitle(state.theme)
            self._prompt_text = state.prompt.text
            self._prompt.setText(state.prompt.text)

    def _render_profile(self, state: TodayState) -> None:
        has_ratings = bool(state.report.sittings)
        self._chart.setVisible(has_ratings and not state.is_rating)
        self._hidden_chart.setVisible(has_ratings and state.is_rating)
        self._no_chart.setVisible(not has_ratings)
        count = len(state.report.competencies)
        self._profile.set_subtitle(
            _("{count} competencies, self-rated from 1 to {top}").format(
                count=count, top=state.report.top
            )
        )
        if has_ratings:
            report = state.report
            self._chart.show_chart(
                lambda width, height, measure: radar_chart(report, width, height, measure)
            )

    def _render_due(self, actions: tuple[DueAction, ...]) -> None:
        empty(self._due.body)
        if not actions:
            text = _("No action has a date yet. A small step with a date is the one that happens.")
            self._due.body.addWidget(Words(text, "body", "text2"))
        for i, action in enumerate(actions):
            if i:
                self._due.body.addWidget(Divider())
            words, tone = due_words(action.due_on, action.due)
            title = action.title or _("Action without a title")
            route = Route(PageId.ACTIONS, RouteAction.SHOW, action.id)
            self._due.body.addWidget(
                self._link_row(title, state_name(action.state), route, pill(words, tone))
            )
        self._due.body.addStretch(1)

    def _render_recent(self, state: TodayState) -> None:
        empty(self._recent.body)
        shown = [*state.unfinished_entries[:2]]
        shown += [e for e in state.recent if e.id not in {s.id for s in shown}]
        if not shown:
            text = _("Nothing written yet. Start with what is on your mind; it can be two lines.")
            self._recent.body.addWidget(Words(text, "body", "text2"))
        for i, entry in enumerate(shown[:4]):
            if i:
                self._recent.body.addWidget(Divider())
            is_later = entry.id in {e.id for e in state.unfinished_entries}
            mark = pill(_("Finish later"), "accent") if is_later else None
            route = Route(PageId.JOURNAL, RouteAction.SHOW, entry.id)
            when = format_event(entry.on, entry.on_precision) if entry.on != date.min else ""
            self._recent.body.addWidget(self._link_row(_entry_title(entry), when, route, mark))
        self._recent.body.addStretch(1)

    def _link_row(self, title: str, detail: str, route: Route, mark: QWidget | None) -> QWidget:
        holder = QFrame()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(OneLine(title, "body"))
        words.addWidget(OneLine(detail, "caption", "text2"))
        line.addLayout(words, 1)
        if mark is not None:
            line.addWidget(mark)
        button = Button(_("Open"), "quiet")
        button.setAccessibleName(_("Open \u201c{title}\u201d").format(title=title))
        button.clicked.connect(lambda: self._go(route))
        line.addWidget(button)
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return holder

    def _go(self, route: Route) -> None:
        self.route_requested.emit(route)

    def _on_next(self) -> None:
        self._go(self._next_route)

    def _on_prompt(self) -> None:
        self._go(Route(PageId.JOURNAL, RouteAction.NEW, text=self._prompt_text))

    def _on_search(self) -> None:
        if self._search.text().strip():
            self._go(Route(PageId.FIND, RouteAction.SEARCH, text=self._search.text()))

    def _on_width(self, width: int) -> None:
        is_wide = width >= TWO_COLUMNS_FROM
        direction = (
            QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom
        )
        for line in self._rows:
            line.setDirection(direction)
        self._search.setVisible(width >= SEARCH_FROM)


def _greeting(hour: int, name: str) -> str:
    if hour < NOON:
        words = _("Good morning, {name}") if name else _("Good morning")
    elif hour < EVENING:
        words = _("Good afternoon, {name}") if name else _("Good afternoon")
    else:
        words = _("Good evening, {name}") if name else _("Good evening")
    return words.format(name=name)


def _where(state: TodayState) -> str:
    # The day stays in one piece wherever the line ends.
    day = format_long(state.today).replace(" ", "\u00a0")
    if state.module is None:
        return day
    text = _("{day} \u00b7 Module {number} of {total}: {title}")
    return text.format(
        number=state.module.number, total=len(state.modules), title=state.module.title, day=day
    )


def _entry_title(entry: EntrySummary) -> str:
    if not entry.is_readable:
        return _("This reflection cannot be read")
    return entry.title or plain_text(entry.preview).strip() or _("Reflection without a title")
