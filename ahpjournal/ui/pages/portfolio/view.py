"""The portfolio page: words, what to take, what leaves, and saving."""

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ahpjournal.domain.entries import Sharing
from ahpjournal.services.portfolios import LeavingItem, LeavingKind
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import state_name
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, page_head
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.dates import format_event
from ahpjournal.ui.kit.fields import TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.portfolio.choice_list import ChoiceItem, ChoiceList
from ahpjournal.ui.pages.portfolio.presenter import ActionChoice, EntryChoice, PortfolioState
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 900
TITLE_LETTERS = 140
"""Letters of a title in the list of what leaves."""


class PortfolioView(ScrollPage):
    """Everything on one page, in the order of the document.

    Signals:
        words_edited: what to talk about was changed.
        entry_chosen(str, bool), action_chosen(str, bool): a tick.
        ratings_included(bool), reasons_included(bool): a tick.
        entry_requested(str): look at an entry in the journal.
        save_requested, cancel_requested, open_requested, folder_requested: buttons.
        replies_requested: read what a coach sent back.
    """

    words_edited = Signal()
    entry_chosen = Signal(str, bool)
    action_chosen = Signal(str, bool)
    ratings_included = Signal(bool)
    reasons_included = Signal(bool)
    entry_requested = Signal(str)
    save_requested = Signal()
    cancel_requested = Signal()
    open_requested = Signal()
    folder_requested = Signal()
    replies_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme)
        head, self._title, self._line = page_head(
            _("Portfolio"),
            _("A PDF for your coach: what changed, what you want to talk about, open actions."),
        )
        self._save = Button(_("Save PDF"), "primary", "download", theme)
        self._save.clicked.connect(self.save_requested)
        replies = Button(_("Coach\u2019s replies"), "secondary", "message-square", theme)
        replies.clicked.connect(self.replies_requested)
        head.addWidget(replies, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self._banner = Banner()
        self.content.addWidget(self._banner)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        self.content.addWidget(self._panel)
        self._saved = self._build_saved()
        self.content.addWidget(self._saved)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(theme.sizes.gap)
        left, right = column(theme.sizes.row_gap), column(theme.sizes.row_gap)
        self._right_holder = QWidget()
        self._right_holder.setLayout(right)
        self._build_left(left)
        self._build_right(right)
        self._columns.addLayout(left, 3)
        self._columns.addWidget(self._right_holder, 2, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(self._columns)
        self.content.addStretch(1)
        self._left: tuple[LeavingItem, ...] | None = None
        self.on_width(self._on_width)

    def render_state(self, state: PortfolioState) -> None:
        """Show *state*."""
        self._banner.show_message(state.problem)
        self._panel.show_progress(
            state.progress, is_running=state.is_running, is_stopping=state.is_stopping
        )
        self._save.setEnabled(not state.is_running and bool(state.leaving))
        self._saved.setVisible(state.saved_to is not None)
        if state.saved_to is not None:
            self._saved_line.setText(_("Saved as {path}").format(path=state.saved_to))
        self._ratings.setChecked(state.include_ratings)
        self._ratings.setEnabled(state.has_ratings)
        self._reasons.setChecked(state.include_reasons)
        self._reasons.setEnabled(state.has_ratings and state.include_ratings)
        self._entry_list.show_items([_entry_item(choice) for choice in state.entries])
        self._action_list.show_items([_action_item(choice) for choice in state.actions])
        self._render_leaving(state.leaving, state.coach)

    def show_talk_about(self, markdown: str) -> None:
        """Put the saved words into the field."""
        self._talk_about.set_text(markdown)

    def typed_talk_about(self) -> str:
        """Give the words now in the field."""
        return self._talk_about.text()

    def _build_left(self, left: QVBoxLayout) -> None:
        words = Card(_("What I want to talk about"), _("This comes first, on page one."))
        self._talk_about = TextArea(
            _("In your own words"),
            _("Two or three points are plenty. Start a line with \u201c- \u201d for a list."),
            lines=4,
        )
        self._talk_about.edited.connect(self.words_edited)
        words.body.addWidget(self._talk_about)
        left.addWidget(words)
        ratings = Card(_("Ratings"))
        self._ratings = CheckBox(_("My self-ratings, then and now, with charts and tables"))
        self._reasons = CheckBox(_("The reason I gave for each latest rating"))
        self._ratings.clicked.connect(self.ratings_included)
        self._reasons.clicked.connect(self.reasons_included)
        ratings.body.addWidget(self._ratings)
        ratings.body.addWidget(self._reasons)
        left.addWidget(ratings)
        actions = Card(_("Actions"))
        self._action_list = ChoiceList(_("No actions yet."))
        self._action_list.ticked.connect(self.action_chosen)
        actions.body.addWidget(self._action_list)
        left.addWidget(actions)
        entries = Card(
            _("Reflections"),
            _("Only reflections you have marked for your coach or portfolio can be chosen."),
        )
        self._entry_list = ChoiceList(
            _("Nothing is shared yet. Open a reflection and choose who it is for."), may_read=True
        )
        self._entry_list.ticked.connect(self.entry_chosen)
        self._entry_list.read_requested.connect(self.entry_requested)
        entries.body.addWidget(self._entry_list)
        left.addWidget(entries)
        left.addStretch(1)

    def _build_right(self, right: QVBoxLayout) -> None:
        self._leaving = Card(_("What leaves"), "")
        right.addWidget(self._leaving)
        note = Card(_("Before you send it"))
        note.body.addWidget(
            Words(
                _(
                    "Read it once as a stranger would. No names, places or dates that point to"
                    " one person."
                    " Courts can require reflective notes; nothing here makes them privileged."
                ),
                "small",
                "text2",
            )
        )
        right.addWidget(note)

    def _build_saved(self) -> Card:
        card = Card()
        self._saved_line = Words("", "body")
        card.body.addWidget(self._saved_line)
        buttons = QHBoxLayout()
        open_pdf, folder = Button(_("Open the PDF")), Button(_("Show the folder"))
        open_pdf.clicked.connect(self.open_requested)
        folder.clicked.connect(self.folder_requested)
        buttons.addWidget(open_pdf)
        buttons.addWidget(folder)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

    def _render_leaving(self, items: tuple[LeavingItem, ...], coach: str) -> None:
        to = _("For {coach}").format(coach=coach) if coach else _("For your coach")
        count = ngettext("{count} thing", "{count} things", len(items)).format(count=len(items))
        self._leaving.set_subtitle(f"{to} \u00b7 {count}")
        if items == self._left:
            return
        self._left = items
        empty(self._leaving.body)
        if not items:
            self._leaving.body.addWidget(Words(_("Nothing is chosen yet."), "body", "text2"))
        for name, group in groupby(items, _kind_name):
            lines = [_line(item) for item in group]
            title = _("{kind} ({count})").format(kind=name, count=len(lines))
            self._leaving.body.addWidget(
                Words(title if len(lines) > 1 else name, "caption", "text3")
            )
            # One label for all lines: hundreds of labels that wrap are laid out for seconds.
            self._leaving.body.addWidget(Words("\n".join(lines), "small"))

    def _on_width(self, width: int) -> None:
        is_wide = width >= TWO_COLUMNS_FROM
        self._columns.setDirection(
            QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom
        )


def _entry_item(choice: EntryChoice) -> ChoiceItem:
    entry = choice.entry
    who = _("for my coach") if entry.sharing is Sharing.COACH else _("for my portfolio")
    detail = f"{format_event(entry.on, entry.on_precision)} \u00b7 {who}"
    title = entry.title or _("Reflection without a title")
    return ChoiceItem(entry.id, title, detail, choice.is_chosen)


def _action_item(choice: ActionChoice) -> ChoiceItem:
    action = choice.action
    title = action.title or _("Action without a title")
    return ChoiceItem(action.id, title, state_name(action.state), choice.is_chosen)


def _kind_name(item: LeavingItem) -> str:
    match item.kind:
        case LeavingKind.COVER:
            return _("Cover")
        case LeavingKind.WORDS:
            return _("Your words")
        case LeavingKind.PROGRAMME:
            return _("Programme")
        case LeavingKind.JOURNAL:
            return _("Journal")
        case LeavingKind.RATINGS | LeavingKind.REASONS:
            return _("Ratings")
        case LeavingKind.ACTION:
            return _("Actions")
        case LeavingKind.ENTRY:
            return _("Reflections")


def _line(item: LeavingItem) -> str:
    """Give a line for *item*: its title, its size, and what of it stays here."""
    title = item.title
    if len(title) > TITLE_LETTERS:
        title = title[: TITLE_LETTERS - 1].rstrip() + "\u2026"
    parts = [f"\u2022 {title}"]
    if item.words:
        words = ngettext("{count} word", "{count} words", item.words).format(count=item.words)
        parts.append(words.replace(" ", "\u00a0"))
    if item.kept_back:
        text = ngettext(
            "{count} private section stays here",
            "{count} private sections stay here",
            item.kept_back,
        )
        parts.append(text.format(count=item.kept_back))
    return "\u00a0\u00b7 ".join(parts)
