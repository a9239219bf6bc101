"""The portfolio page: words, what to take, what leaves, and saving."""

from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ahpjournal.domain.entries import Sharing
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.services.portfolio_words import kind_line, kind_name
from ahpjournal.services.portfolios import LeavingItem, LeavingKind
from ahpjournal.text import _, ngettext
from ahpjournal.ui.action_words import state_name
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card, ScrollPage, column, empty, page_head
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.dates import format_date, format_event
from ahpjournal.ui.kit.fields import ChoiceField, TextArea
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.pages.portfolio.choice_list import ChoiceItem, ChoiceList
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingState, Step
from ahpjournal.ui.pages.portfolio.leaving_view import LeavingView
from ahpjournal.ui.pages.portfolio.presenter import ActionChoice, EntryChoice, PortfolioState
from ahpjournal.ui.theme.theme import Theme

TWO_COLUMNS_FROM = 900
HEAD_BESIDE_FROM = 680
TITLE_LETTERS = 140
"""Letters of a title in the list of what leaves."""


class PortfolioView(ScrollPage):
    """Everything on one page, in the order of the document.

    Signals:
        words_edited: what to talk about was changed.
        entry_chosen(str, bool), action_chosen(str, bool): a tick.
        entry_asked(str, bool): a tick: the coach is asked about this one.
        ratings_included(bool), reasons_included(bool), pages_opened(bool): a tick.
        entry_requested(str): look at an entry in the journal.
        kind_chosen(str): the kind of document.
        check_requested, cancel_requested, open_requested, folder_requested: buttons.
        replies_requested: read what a coach sent back.
    """

    words_edited = Signal()
    entry_chosen = Signal(str, bool)
    action_chosen = Signal(str, bool)
    entry_asked = Signal(str, bool)
    pages_opened = Signal(bool)
    ratings_included = Signal(bool)
    reasons_included = Signal(bool)
    entry_requested = Signal(str)
    kind_chosen = Signal(str)
    check_requested = Signal()
    cancel_requested = Signal()
    open_requested = Signal()
    folder_requested = Signal()
    replies_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__(theme)
        self._build_head(theme)
        self._can_check = self._is_busy = False
        self._step = Step.CHOOSE
        self._names: tuple[tuple[str, str], ...] = ()
        self._banner, self._trouble = Banner(), Banner()
        self.content.addWidget(self._banner)
        self.content.addWidget(self._trouble)
        self._panel = ProgressPanel()
        self._panel.cancel_requested.connect(self.cancel_requested)
        self.content.addWidget(self._panel)
        self._saved = self._build_saved()
        self._saved.hide()
        self.content.addWidget(self._saved)
        self.way_out = LeavingView(theme)
        self.way_out.saving_shown.connect(self.show_part)
        self.content.addWidget(self.way_out)
        self._chooser = QWidget()
        whole = column(theme.sizes.row_gap)
        self._chooser.setLayout(whole)
        self._kind = ChoiceField(_("Document"))
        self._kind.edited.connect(self._on_kind)
        self._kind.setMaximumWidth(theme.px(420))
        self._kind_line = Words("", "small", "text2")
        whole.addWidget(self._kind)
        whole.addWidget(self._kind_line)
        whole.addWidget(self._build_archive())
        self._columns = QHBoxLayout()
        self._columns.setSpacing(theme.sizes.gap)
        left, right = column(theme.sizes.row_gap), column(theme.sizes.row_gap)
        self._right_holder = QWidget()
        self._right_holder.setLayout(right)
        self._build_left(left)
        self._build_right(right)
        self._columns.addLayout(left, 3)
        self._columns.addWidget(self._right_holder, 2, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._columns)
        self.content.addWidget(self._chooser)
        self.content.addStretch(1)
        self._left: tuple[LeavingItem, ...] | None = None
        self.on_width(self._on_width)

    def _build_head(self, theme: Theme) -> None:
        """Make the title and the buttons beside it, or below it in a narrow window."""
        head, self._title, self._line = page_head(
            _("Portfolio"),
            _("Choose what to share, check it, look at the pages, then save the PDF."),
        )
        self._check = Button(_("Check and look at the pages"), "primary", "search", theme)
        self._check.clicked.connect(self.check_requested)
        replies = Button(_("Coach\u2019s replies"), "secondary", "message-square", theme)
        replies.clicked.connect(self.replies_requested)
        self._head, self._buttons = head, QHBoxLayout()
        self._buttons.setSpacing(theme.sizes.gap)
        self._buttons.addWidget(replies, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons.addWidget(self._check, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons.addStretch(1)
        head.addLayout(self._buttons)
        self.content.addLayout(head)

    def render_state(self, state: PortfolioState) -> None:
        """Show *state*."""
        self._banner.show_message(state.problem)
        self._can_check = bool(state.leaving)
        self._check.setEnabled(self._can_check and not self._is_busy)
        names = tuple((kind.value, kind_name(kind)) for kind in state.kinds)
        if names != self._names:
            self._names = names
            self._kind.set_options(names)
        self._kind.set_value(state.kind.value)
        self._kind_line.setText(kind_line(state.kind))
        self._archive_card.setVisible(state.is_archive)
        self._closed.setChecked(not state.open_pages)
        self._entries_card.set_subtitle(_entries_line(state))
        self._words_card.setVisible(state.has_words)
        self._ratings_card.setVisible(state.has_actions)
        self._actions_card.setVisible(state.has_actions)
        self._ratings.setChecked(state.include_ratings)
        self._ratings.setEnabled(state.has_ratings)
        self._reasons.setChecked(state.include_reasons)
        self._reasons.setEnabled(state.has_ratings and state.include_ratings)
        self._entry_list.show_items([_entry_item(choice) for choice in state.entries])
        self._action_list.show_items([_action_item(choice) for choice in state.actions])
        self._render_leaving(state.leaving, state.coach if state.has_words else "")
        self._shared_card.setVisible(bool(state.shared))
        self._shared_lines.setText("\n".join(map(_shared_line, state.shared)))

    def render_leaving(self, state: LeavingState) -> None:
        """Show how far a document is on its way out."""
        self._is_busy = state.is_running
        is_choosing = state.step is Step.CHOOSE
        self._check.setVisible(is_choosing)
        self._check.setEnabled(self._can_check and not state.is_running)
        self._chooser.setVisible(is_choosing)
        self._panel.show_progress(
            state.progress, is_running=state.is_running, is_stopping=state.is_stopping
        )
        self._trouble.show_message(state.problem)
        self._saved.setVisible(state.saved_to is not None and is_choosing)
        if state.saved_to is not None:
            text = _("Saved as {path}").format(path=state.saved_to)
            if not state.is_recorded:
                text += "\n" + _("The journal is read-only, so no record of it was kept.")
            if text != self._saved_line.text().replace("\u200b", ""):
                say(self, text)
            self._saved_line.setText(text)
        before = self._step
        self._step = state.step
        self.way_out.render_leaving(state)
        if state.step is not before:
            self.verticalScrollBar().setValue(0)
            if is_choosing:
                self._check.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed_password(self) -> tuple[str, str]:
        """Give the password as it was typed, twice; empty for none."""
        return self.way_out.typed_password()

    def forget_password(self) -> None:
        """Empty the fields of the password."""
        self.way_out.forget_password()

    def typed_for_whom(self) -> str:
        """Give for whom the document is, as typed."""
        return self.way_out.typed_for_whom()

    def show_for_whom(self, name: str) -> None:
        """Put a name into that field."""
        self.way_out.show_for_whom(name)

    def page_width(self) -> int:
        """Give how wide a page is to be drawn, in pixels of the screen."""
        return self.way_out.page_width()

    def show_talk_about(self, markdown: str) -> None:
        """Put the saved words into the field."""
        self._talk_about.set_text(markdown)

    def typed_talk_about(self) -> str:
        """Give the words now in the field."""
        return self._talk_about.text()

    def _build_archive(self) -> Card:
        self._archive_card = Card(_("Who may read the pages"))
        self._closed = CheckBox(_("The pages ask for the passphrase, too"))
        self._closed.clicked.connect(self._on_closed)
        self._archive_card.body.addWidget(self._closed)
        self._archive_card.body.addWidget(
            Words(
                _(
                    "The journal inside is encrypted in any case. With this ticked, everything you"
                    " wrote is on the pages, and nothing can be read without the passphrase."
                    " Without it, anybody can read the pages, as files for long keeping must be"
                    " (PDF/A): then they show only what you marked to be shared."
                ),
                "small",
                "text2",
            )
        )
        return self._archive_card

    def _build_left(self, left: QVBoxLayout) -> None:
        words = Card(_("What I want to talk about"), _("This comes first, on page one."))
        self._talk_about = TextArea(
            _("In your own words"),
            _("Two or three points are plenty. Start a line with \u201c- \u201d for a list."),
            lines=4,
        )
        self._talk_about.edited.connect(self.words_edited)
        words.body.addWidget(self._talk_about)
        self._words_card = words
        left.addWidget(words)
        ratings = Card(_("Ratings"))
        self._ratings = CheckBox(_("My self-ratings, then and now, with charts and tables"))
        self._reasons = CheckBox(_("The reason I gave for each latest rating"))
        self._ratings.clicked.connect(self.ratings_included)
        self._reasons.clicked.connect(self.reasons_included)
        ratings.body.addWidget(self._ratings)
        ratings.body.addWidget(self._reasons)
        self._ratings_card = ratings
        left.addWidget(ratings)
        actions = Card(_("Actions"))
        self._action_list = ChoiceList(_("No actions yet."))
        self._action_list.ticked.connect(self.action_chosen)
        actions.body.addWidget(self._action_list)
        self._actions_card = actions
        left.addWidget(actions)
        entries = Card(_("Reflections"), _shared_only())
        self._entries_card = entries
        self._entry_list = ChoiceList(
            _("Nothing is shared yet. Open a reflection and choose who it is for."), may_read=True
        )
        self._entry_list.ticked.connect(self.entry_chosen)
        self._entry_list.asked.connect(self.entry_asked)
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
        self._shared_card = Card(_("Shared so far"), _("What left this journal, and for whom."))
        self._shared_lines = Words("", "small")
        self._shared_card.body.addWidget(self._shared_lines)
        right.addWidget(self._shared_card)

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
        count = ngettext("{count} thing", "{count} things", len(items)).format(count=len(items))
        to = _("For {coach}").format(coach=coach) + " \u00b7 " if coach else ""
        self._leaving.set_subtitle(f"{to}{count}")
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

    def _on_closed(self, is_closed: bool) -> None:  # noqa: FBT001 - a box's state
        self.pages_opened.emit(not is_closed)

    def _on_kind(self) -> None:
        self.kind_chosen.emit(self._kind.value())

    def _on_width(self, width: int) -> None:
        way = QHBoxLayout.Direction
        has_room = width >= HEAD_BESIDE_FROM
        self._head.setDirection(way.LeftToRight if has_room else way.TopToBottom)
        is_wide = width >= TWO_COLUMNS_FROM
        self._columns.setDirection(
            QHBoxLayout.Direction.LeftToRight if is_wide else QHBoxLayout.Direction.TopToBottom
        )


def _entry_item(choice: EntryChoice) -> ChoiceItem:
    entry = choice.entry
    names = {
        Sharing.PRIVATE: _("private"),
        Sharing.COACH: _("for my coach"),
        Sharing.PORTFOLIO: _("for my portfolio"),
    }
    who = names[entry.sharing]
    detail = f"{format_event(entry.on, entry.on_precision)} \u00b7 {who}"
    title = entry.title or _("Reflection without a title")
    return ChoiceItem(entry.id, title, detail, choice.is_chosen, choice.is_asked)


def _shared_only() -> str:
    return _("Only reflections you have marked as shared can be chosen.")


def _entries_line(state: PortfolioState) -> str:
    """Say which reflections can be chosen, and of how many the coach is asked something."""
    if state.is_archive and not state.open_pages:
        return _("All of them, private ones too.")
    if state.kind is not PortfolioKind.COACH:
        return _shared_only()
    asked = sum(choice.is_chosen and bool(choice.is_asked) for choice in state.entries)
    words = ngettext(
        "Your coach is asked about {count}, with a box to answer in.",
        "Your coach is asked about {count}, with a box to answer in for each.",
        asked,
    )
    return f"{_shared_only()} {words.format(count=asked)}"


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


def _shared_line(record: ExportRecord) -> str:
    """Give a line for a document that left: when, what, for whom and how much."""
    known = {kind.value: kind_name(kind) for kind in PortfolioKind}
    parts = [format_date(record.made_at.astimezone().date()), known.get(record.kind, record.kind)]
    if record.for_whom:
        parts.append(_("for {name}").format(name=record.for_whom))
    count = len(record.items)
    parts.append(ngettext("{count} thing", "{count} things", count).format(count=count))
    return "\u2022 " + " \u00b7 ".join(parts)
