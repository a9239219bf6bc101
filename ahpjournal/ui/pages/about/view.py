"""The about page: where the data is, other journals, a check, a copy, help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from ahpjournal.services.check_words import problems_in_words
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, page_head
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import PathWords, Words
from ahpjournal.ui.pages.about.presenter import AboutState, HelpTopic
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 860


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
        self._columns = QHBoxLayout()
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
        self.content.addLayout(self._columns)
        self.content.addWidget(self._build_licences())
        self.content.addStretch(1)
        self._shown_topics: tuple[HelpTopic, ...] = ()
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
        counts = info.counts
        self._counts.setText(
            _(
                "{entries} reflections, {actions} actions, {sittings} sittings with {ratings}"
                " ratings. {size}."
            ).format(
                entries=counts.get("entries", 0),
                actions=counts.get("actions", 0),
                sittings=counts.get("sittings", 0),
                ratings=counts.get("ratings", 0),
                size=_size(info.size_bytes),
            )
        )
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
                _("Make a copy of the file now and do not change it. Places: {problems}").format(
                    problems=problems_in_words(state.check.problems)
                ),
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
        self._reader = QTextBrowser()
        self._reader.setProperty("look", "paper")
        self._reader.setOpenLinks(False)
        self._reader.setAccessibleName(_("Help page"))
        self._reader.setMinimumHeight(self._theme.px(360))
        self._close = Button(_("Back to the topics"), "quiet")
        self._close.clicked.connect(lambda: self.topic_requested.emit(""))
        card.body.addWidget(self._close)
        card.body.addWidget(self._reader)
        return card

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
        is_open = state.topic is not None
        for i in range(self._topics.count()):
            item = self._topics.itemAt(i)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(not is_open)
        self._reader.setVisible(is_open)
        self._close.setVisible(is_open)
        if state.topic is not None:
            self._reader.setMarkdown(state.topic.markdown)

    def _on_width(self, width: int) -> None:
        is_wide = width >= TWO_COLUMNS_FROM
        self._columns.setDirection(
            QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom
        )


def _size(size: int) -> str:
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, round(size / 1000)))
    return _("{size} MB").format(size=round(size / 1_000_000, 1))
