"""The find page: a box, the filters that hold, and what was found, in one of four layouts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QScrollArea, QStackedWidget, QWidget
from typing_extensions import override

from ahpjournal.domain.search import HitKey, SearchHit, Wanted
from ahpjournal.domain.search_completion import Completion
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner
from ahpjournal.ui.kit.chips import FilterChips, TagChip
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.pages.find.calendar_view import CalendarView
from ahpjournal.ui.pages.find.hit_list import HitList
from ahpjournal.ui.pages.find.saved_bar import NameLine, SavedMenu
from ahpjournal.ui.pages.find.search_box import SearchBox
from ahpjournal.ui.pages.find.state import FindState, FindView
from ahpjournal.ui.pages.find.words import chip_words, found_words, heading_words
from ahpjournal.ui.theme.theme import Theme

BESIDE_FROM = 680
"""Width of the page, in pixels at 100 %, from which calendar and list stand side by side."""
_CALENDAR = 330
FetchHits = Callable[[Sequence[HitKey], Wanted], tuple[SearchHit, ...]]


class FindPageView(QFrame):
    """Everything written, found by words and filters.

    Signals:
        view_requested(object): lay out otherwise (a FindView).
        chip_removed(int): take off the filter at this place.
        clear_requested: ask for nothing.
        undo_requested: bring the removed saved search back.
        save_requested(str): keep the search under this name.
        renamed(str, str): call the saved search with this id so.
    """

    view_requested = Signal(object)
    chip_removed = Signal(int)
    clear_requested = Signal()
    undo_requested = Signal()
    save_requested = Signal(str)
    renamed = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self.setProperty("look", "page")
        self._theme = theme
        self._fetch: FetchHits = _nothing
        self._renaming = ""
        self._said = ""
        sizes = theme.sizes
        margins = (sizes.gutter, sizes.gutter_top, sizes.gutter, 0)
        column = Column(self, gap=12, margins=margins)
        head = Row(gap=8)
        head.addWidget(Words(_("Find"), "h1", wraps=False))
        head.addStretch(1)
        self.saved = SavedMenu()
        self.saved.save_requested.connect(self._on_save)
        self.saved.rename_requested.connect(self._on_rename)
        head.addWidget(self.saved)
        column.addLayout(head)
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        column.addWidget(self._banner)
        self.box = SearchBox(self)
        self.box.results_requested.connect(self._on_results)
        column.addWidget(self.box)
        self.name = NameLine()
        self.name.named.connect(self._on_named)
        self.name.left.connect(self._on_name_left)
        column.addWidget(self.name)
        self._chips = FlowBox(8)
        column.addWidget(self._chips)
        self._hints = Words("", "small", "warn")
        column.addWidget(self._hints)
        bar = Row(gap=12)
        self.views = FilterChips(_("Layout"), _views())
        self.views.filter_chosen.connect(self._on_view)
        bar.addWidget(self.views, 1)
        self._count = Words("", "small", "text2", wraps=False)
        bar.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(bar)
        column.addWidget(self._results(), 1)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.focus_box)
        self._shown_chips: tuple[str, ...] = ()

    def read_rows_with(self, fetch: FetchHits) -> None:
        """Read what rows of the list show by *fetch*."""
        self._fetch = fetch

    def render_state(self, state: FindState) -> None:
        """Show everything but the text in the box."""
        self._render_chips(state)
        self._render_banner(state)
        self._hints.setText("\n".join(state.hints))
        self._hints.setVisible(bool(state.hints))
        self.views.set_value(state.view.value)
        may_save = state.is_asked and not state.is_read_only
        self.saved.show_saved(state.saved, may_save=may_save, is_read_only=state.is_read_only)
        is_calendar = state.view is FindView.CALENDAR
        self._calendar_area.setVisible(is_calendar)
        if state.calendar is not None:
            self.calendar.render_state(state.calendar)
        wanted = state.wanted
        is_by_module = state.view is FindView.MODULES
        headings = [
            (heading_words(name, state.names, is_by_module=is_by_module), count)
            for name, count in state.groups
        ]
        self.list.hits.show_keys(state.keys, headings, lambda keys: self._fetch(keys, wanted))
        self.list.verticalScrollBar().setValue(0)
        self.list.doItemsLayout()
        self._nothing_words.setText(_nothing_found(state))
        self._stack.setCurrentIndex(0 if state.keys else 1)
        self._say_count(state)
        self._fit()

    def show_text(self, text: str) -> None:
        """Put *text* into the box."""
        self.box.show_text(text)

    def show_completions(self, offered: tuple[Completion, ...]) -> None:
        """Offer what may complete the text."""
        self.box.show_completions(offered)

    def focus_box(self) -> None:
        """Put the keyboard into the box, with what stands there chosen."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def begin_in_box(self) -> None:
        """Put the keyboard into the box if it is on the page, not in the list of pages."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.focus_box()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.box.offers.hide()
        self._fit()

    def _results(self) -> QWidget:
        holder = QFrame()
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._side.setContentsMargins(0, 0, 0, 0)
        self.calendar = CalendarView()
        self._calendar_area = QScrollArea()
        self._calendar_area.setWidgetResizable(True)
        self._calendar_area.setFrameShape(QFrame.Shape.NoFrame)
        self._calendar_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._calendar_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._calendar_area.setWidget(self.calendar)
        self._stack = QStackedWidget()
        self.list = HitList()
        self.list.setProperty("look", "clear")
        self.list.box_requested.connect(self.focus_box)
        nothing = QFrame()
        inner = Column(nothing, margins=(12, 16, 12, 0))
        self._nothing_words = Words("", "body", "text2")
        inner.addWidget(self._nothing_words, 0, Qt.AlignmentFlag.AlignTop)
        inner.addStretch(1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        self._side.addWidget(self._calendar_area, 3)
        self._side.addWidget(self._stack, 4)
        return holder

    def _render_chips(self, state: FindState) -> None:
        words = tuple(chip_words(chip, state.names) for chip in state.chips)
        if words == self._shown_chips:
            return
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self._chips.isAncestorOf(focus)
        self._shown_chips = words
        self._chips.clear()
        for place, text in enumerate(words):
            name = _("Remove the filter {filter}").format(filter=text)
            chip = FilterChip(text, name, place)
            chip.removed.connect(self.chip_removed)
            self._chips.add(chip)
        if words:
            clear = Button(_("Clear all"), "quiet")
            clear.clicked.connect(self.clear_requested)
            self._chips.add(clear)
        self._chips.setVisible(bool(words))
        if had_keyboard:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render_banner(self, state: FindState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.removed is not None:
            words = _("The saved search \u201c{name}\u201d was removed.")
            self._banner.show_words(
                words.format(name=state.removed.name), tone="info", button=_("Undo")
            )
        else:
            self._banner.show_message(None)

    def _say_count(self, state: FindState) -> None:
        count = found_words(len(state.keys), is_capped=state.is_capped, is_asked=state.is_asked)
        if state.view is FindView.CALENDAR and state.calendar is not None:
            total = sum(
                sum(counts.values())
                for counts in (state.calendar.days, state.calendar.weeks, state.calendar.months)
            )
            words = found_words(total, is_capped=False, is_asked=state.is_asked)
            count = _("{found} in this year").format(found=words)
        self._count.setText(count)
        if self.isVisible() and count != self._said and self.box.hasFocus():
            say(self.box, count)
        self._said = count

    def _fit(self) -> None:
        is_beside = self.width() >= self._theme.px(BESIDE_FROM)
        wanted = QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom
        self._side.setDirection(wanted)
        self._side.setSpacing(self._theme.px(24))
        self._calendar_area.setMinimumWidth(self._theme.px(_CALENDAR) if is_beside else 0)

    def _on_view(self, value: str) -> None:
        self.view_requested.emit(FindView(value))

    def _on_results(self) -> None:
        if self.list.hits.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentIndex(self.list.hits.index(0, 0))

    def _on_save(self) -> None:
        self._renaming = ""
        suggested = " ".join((*self._shown_chips, self.box.text().strip())).strip()
        self.name.ask(suggested, is_new=True)

    def _on_rename(self, search_id: str, name: str) -> None:
        self._renaming = search_id
        self.name.ask(name, is_new=False)

    def _on_named(self, name: str) -> None:
        self.name.hide()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._renaming:
            self.renamed.emit(self._renaming, name)
        else:
            self.save_requested.emit(name)

    def _on_name_left(self) -> None:
        self.name.hide()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)


class FilterChip(TagChip):
    """A filter that holds, with a small button that takes it off.

    Signals:
        removed(int): the user wants the filter at this place off.
    """

    removed = Signal(int)

    def __init__(self, text: str, remove_words: str, place: int) -> None:
        """Show *text* at *place*; *remove_words* name the button."""
        super().__init__(text, "accent", remove_words=remove_words)
        self._place = place
        self.remove_requested.connect(self._on_removed)

    def _on_removed(self) -> None:
        self.removed.emit(self._place)


def _views() -> list[tuple[str, str]]:
    return [
        (FindView.BEST.value, _("Best first")),
        (FindView.MONTHS.value, _("By month")),
        (FindView.MODULES.value, _("By module")),
        (FindView.CALENDAR.value, _("Calendar")),
    ]


def _nothing_found(state: FindState) -> str:
    if state.hints and not state.keys and not state.is_asked:
        return ""
    if state.view is FindView.CALENDAR:
        return _("Nothing on this day. Choose another one, or a month below.")
    if state.is_asked:
        return _("Nothing found. Try fewer letters, another word, or take a filter off.")
    return _("Nothing is written yet. What you write can be found here.")


def _nothing(_keys: Sequence[HitKey], _wanted: Wanted) -> tuple[SearchHit, ...]:
    return ()
