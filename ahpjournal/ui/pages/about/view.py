"""The about page: where the data is, other journals, a check, a copy, help."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.services.check_words import problems_in_words
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, page_head
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import PathWords, Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.looks import hide_unless
from ahpjournal.ui.pages.about.help_reader import HelpReader
from ahpjournal.ui.pages.about.presenter import AboutState, HelpTopic
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 860
_READER_WIDTH = 780
_AROUND_READER, _LEAST_READER = 240, 300
"""Pixels at 100 %: what a page has above and below a help page, and how low that may get."""


class AboutView(ScrollPage):
    """Facts first, then help.

    Signals:
        folder_requested, open_requested, create_requested, demo_requested, check_requested,
        export_requested, cancel_requested: buttons.
        recent_requested(object): open this Path.
        topic_requested(str): open a help page; empty closes it.
    """

    folder_requested = Signal()
    open_requested = Signal()
    create_requested = Signal()
    demo_requested = Signal()
    check_requested = Signal()
    export_requested = Signal()
    cancel_requested = Signal()
    recent_requested = Signal(object)
    topic_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make the page."""
        super().__init__(theme, 1120)
        head, _title, self._version = page_head(_("About"), " ")
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        self.content.addWidget(self._panel)
        self._page = self._build_page()
        hide_unless(self._page, is_wanted=False)
        self.content.addWidget(self._page)
        self._cards = QWidget()
        self._columns = QHBoxLayout(self._cards)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.sizes.gap)
        left, right = column(theme.sizes.row_gap), column(theme.sizes.row_gap)
        left.addWidget(self._build_data())
        left.addWidget(self._build_journals())
        left.addStretch(1)
        right.addWidget(self._build_help())
        right.addWidget(self._build_promises())
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.content.addWidget(self._cards)
        self._licences = self._build_licences()
        self.content.addWidget(self._licences)
        self.content.addStretch(1)
        self._shown_topics: tuple[HelpTopic, ...] = ()
        self._read: HelpTopic | None = None
        self.on_width(self._on_width)

    def add_way(self, widget: QWidget) -> None:
        """Put another way to a journal below the buttons."""
        self._more_ways.addWidget(widget)

    def render_state(self, state: AboutState) -> None:
        """Show *state*."""
        self._version.setText(
            _("AHP Journal {version}. Free software under the MIT licence.").format(
                version=state.version
            )
        )
        self._version.show()
        self._render_messages(state)
        info = state.info
        self._place.setText(
            str(info.path) if info.path is not None else _("In memory only: nothing is kept.")
        )
        self._counts.setText(_counts_words(info.counts, info.size_bytes))
        self._folder.setEnabled(info.path is not None)
        self._export.setEnabled(not state.is_running)
        self._render_recent(state)
        self._render_help(state)

    def _render_messages(self, state: AboutState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.saved_to is not None:
            self._banner.show_words(_("A copy was saved"), str(state.saved_to), "ok")
        elif state.check is not None and state.check.is_ok:
            count = state.check.counts.get("entries", 0)
            text = ngettext(
                "{count} reflection can be read.", "All {count} reflections can be read.", count
            )
            self._banner.show_words(_("The journal is sound"), text.format(count=count), "ok")
        elif state.check is not None:
            self._banner.show_words(
                _("The check found damage"),
                _(
                    "Make a copy of the file now and do not change it. What was found: {problems}."
                ).format(problems=problems_in_words(state.check.problems)),
                "bad",
            )
        else:
            self._banner.show_message(None)
        self._panel.show_progress(state.progress, is_running=state.is_running, is_stopping=False)

    def _build_data(self) -> Card:
        card = Card(_("Where is my data?"))
        self._place = PathWords(_("Place of the journal file"))
        self._counts = Words("", "small", "text2")
        card.body.addWidget(
            Words(_("Everything you write is in this one file, on this computer:"), "body", "text2")
        )
        card.body.addWidget(self._place)
        card.body.addWidget(self._counts)
        buttons = FlowBox(8)
        self._folder = Button(_("Show the folder"), "secondary", "folder-open", self._theme)
        check = Button(_("Check the journal"), "secondary", "circle-check", self._theme)
        self._export = Button(_("Save a copy as JSON"), "secondary", "download", self._theme)
        self._folder.clicked.connect(self.folder_requested)
        check.clicked.connect(self.check_requested)
        self._export.clicked.connect(self.export_requested)
        for button in (self._folder, check, self._export):
            buttons.add(button)
        card.body.addWidget(buttons)
        return card

    def _build_journals(self) -> Card:
        card = Card(_("Journals"))
        buttons = FlowBox(8)
        for text, signal in (
            (_("Open a journal\u2026"), self.open_requested),
            (_("New journal\u2026"), self.create_requested),
            (_("Open the demo journal"), self.demo_requested),
        ):
            button = Button(text)
            button.clicked.connect(signal)
            buttons.add(button)
        card.body.addWidget(buttons)
        self._more_ways = column(0)
        card.body.addLayout(self._more_ways)
        self._recent_label = Words(_("Opened before"), "small", "text2")
        card.body.addWidget(self._recent_label)
        self._recent = column(0)
        card.body.addLayout(self._recent)
        return card

    def _build_help(self) -> Card:
        card = Card(_("Help"))
        self._topics = column(0)
        card.body.addLayout(self._topics)
        return card

    def _build_page(self) -> Card:
        """Make the card that has the place of all others while a help page is read."""
        card = Card()
        self._close = Button(_("Back to the topics"), "quiet", "arrow-left", self._theme)
        self._close.clicked.connect(lambda: self.topic_requested.emit(""))
        self._reader = HelpReader(self._theme)
        card.body.addWidget(self._close, 0, Qt.AlignmentFlag.AlignLeft)
        line = Row()
        line.addWidget(self._reader, 100)
        line.addStretch(1)
        card.body.addLayout(line)
        self._fit_reader()
        return card

    def _fit_reader(self) -> None:
        """Let a help page be as high as the window has room for."""
        room = self.viewport().height() - self._theme.px(_AROUND_READER)
        self._reader.setMaximumWidth(self._theme.px(_READER_WIDTH))
        self._reader.setFixedHeight(max(self._theme.px(_LEAST_READER), room))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_reader()

    def _build_promises(self) -> Card:
        card = Card(_("What it does not do"))
        card.body.addWidget(
            Words(
                _(
                    "It never connects to a network: no account, no cloud, no statistics sent"
                    " anywhere."
                    " It is not a patient record, an incident system or a risk register."
                    " It cannot make a reflection anonymous or privileged; courts can require"
                    " reflective notes."
                ),
                "body",
                "text2",
            )
        )
        return card

    def _build_licences(self) -> Card:
        card = Card(_("Made with"))
        card.body.addWidget(
            Words(
                _(
                    "Python (PSF licence), Qt and PySide6 (LGPL 3), SQLite (public domain),"
                    " SQLCipher (BSD, \u00a9 Zetetic LLC),"
                    " sqlite-utils (Apache 2), ReportLab (BSD), Inter and Atkinson Hyperlegible"
                    " Next (Open Font"
                    " License), DejaVu and Noto fonts, Lucide icons (ISC)."
                ),
                "small",
                "text2",
            )
        )
        return card

    def _render_recent(self, state: AboutState) -> None:
        empty(self._recent)
        self._recent_label.setVisible(bool(state.recent))
        for path in state.recent:
            button = Button(path.stem, "quiet", "book-open", self._theme)
            button.setToolTip(str(path))
            button.setAccessibleDescription(str(path))
            button.clicked.connect(lambda _checked=False, p=path: self.recent_requested.emit(p))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _render_help(self, state: AboutState) -> None:
        if state.topics != self._shown_topics:
            self._shown_topics = state.topics
            empty(self._topics)
            for topic in state.topics:
                button = Button(topic.title, "quiet", "chevron-right", self._theme)
                button.clicked.connect(
                    lambda _checked=False, t=topic.id: self.topic_requested.emit(t)
                )
                self._topics.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        is_open, was_open = state.topic is not None, not self._page.isHidden()
        is_news = state.topic is not None and self._reader.show_page(state.topic.markdown)
        self._page.setVisible(is_open)
        self._cards.setVisible(not is_open)
        self._licences.setVisible(not is_open)
        if is_open and (is_news or not was_open):
            self.verticalScrollBar().setValue(0)
            self._reader.setFocus(Qt.FocusReason.OtherFocusReason)
        elif was_open and not is_open:
            self._focus_topic(state)
        self._read = state.topic

    def _focus_topic(self, state: AboutState) -> None:
        """Put the keyboard back onto the topic that was read."""
        place = next((i for i, t in enumerate(state.topics) if t == self._read), 0)
        item = self._topics.itemAt(place)
        button = item.widget() if item is not None else None
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_part(button)

    def _on_width(self, width: int) -> None:
        is_wide = width >= TWO_COLUMNS_FROM
        self._columns.setDirection(
            QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom
        )


def _size(size: int) -> str:
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, round(size / 1000)))
    return _("{size} MB").format(size=round(size / 1_000_000, 1))


def _counts_words(counts: Mapping[str, int], size_bytes: int) -> str:
    entries, actions = counts.get("entries", 0), counts.get("actions", 0)
    sittings, ratings = counts.get("sittings", 0), counts.get("ratings", 0)
    return _("{entries}, {actions}, {sittings} with {ratings}. {size}.").format(
        entries=ngettext("{count} reflection", "{count} reflections", entries).format(
            count=entries
        ),
        actions=ngettext("{count} action", "{count} actions", actions).format(count=actions),
        sittings=ngettext("{count} sitting", "{count} sittings", sittings).format(count=sittings),
        ratings=ngettext("{count} rating", "{count} ratings", ratings).format(count=ratings),
        size=_size(size_bytes),
    )
