"""The way of a document out of the journal: what was found, its pages, and saving it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.portfolio import PortfolioKind
from ahpjournal.services.portfolio_words import pages_alone
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow, Column, Row
from ahpjournal.ui.pages.portfolio.finding_row import FindingRow
from ahpjournal.ui.pages.portfolio.leaving_presenter import LeavingState, Step
from ahpjournal.ui.pages.portfolio.page_view import PageView
from ahpjournal.ui.pages.portfolio.secret_pair import SecretPair
from ahpjournal.ui.theme.theme import Theme

_STACK_BELOW = 740
_PART = 20
"""Findings that are shown at first, and with each request for more."""
HELP = _(
    "This check is help, not a guarantee, and nobody can promise that a text points to no one."
    " Courts can require reflective notes."
)


class LeavingView(QWidget):
    """Findings first, then the finished pages.

    Signals:
        replaced(int, str), kept(int, str), reopened(int), change_requested(int): a finding.
        all_replaced, pages_requested, back_requested, save_requested: buttons.
        page_requested(int): show this page.
        password_edited(str): what stands in the field of the password.
        saving_shown(object): bring this button, and what stands above it, into view.
    """

    replaced = Signal(int, str)
    kept = Signal(int, str)
    reopened = Signal(int)
    change_requested = Signal(int)
    all_replaced = Signal()
    pages_requested = Signal()
    back_requested = Signal()
    save_requested = Signal()
    page_requested = Signal(int)
    password_edited = Signal(str)
    saving_shown = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Start hidden."""
        super().__init__()
        self._state = LeavingState()
        self._most = _PART
        self._rows: list[FindingRow] = []
        outer = Column(self, gap=16)
        self._findings = self._build_findings()
        outer.addWidget(self._findings)
        self._pages = self._build_pages(theme)
        outer.addWidget(self._pages)
        self.hide()

    def render_leaving(self, state: LeavingState) -> None:
        """Show *state*."""
        before, self._state = self._state, state
        if state.step is not before.step:
            self._most = _PART
        self.setVisible(state.step is not Step.CHOOSE)
        self._findings.setVisible(state.step is Step.FINDINGS)
        self._pages.setVisible(state.step is Step.PAGES)
        if state.step is Step.FINDINGS:
            self._render_findings(state)
        elif state.step is Step.PAGES:
            self._render_pages(state)
        if state.step is not before.step:
            self._focus(state)
        elif state.step is Step.FINDINGS and before.open_count and not state.open_count:
            self._go_on.setFocus()  # what had the keyboard is gone with the last decision

    def typed_password(self) -> tuple[str, str]:
        """Give the password as it was typed, twice; empty for none."""
        return self._secret.typed()

    def forget_password(self) -> None:
        """Empty the fields of the password."""
        for pair in (self._password, self._passphrase):
            pair.clear()

    def show_strength(self, words: str, tone: str) -> None:
        """Say how hard the password is to guess."""
        for pair in (self._password, self._passphrase):
            pair.show_strength(words, tone)

    def typed_for_whom(self) -> str:
        """Give for whom the document is, as typed."""
        return self._for_whom.text()

    def show_for_whom(self, name: str) -> None:
        """Put a name into that field."""
        self._for_whom.set_text(name)

    def page_width(self) -> int:
        """Give how wide a page is to be drawn, in pixels of the screen."""
        return self._page_view.width_in_pixels()

    def _build_findings(self) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=16)
        self._summary = Banner()
        outer.addWidget(self._summary)
        self._pages_alone = Banner()
        self._pages_alone.hide()
        outer.addWidget(self._pages_alone)
        self._list: QVBoxLayout = Column(gap=12)
        outer.addLayout(self._list)
        self._more = Button("", "quiet", "chevron-down")
        self._more.clicked.connect(self._on_more)
        outer.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        line = Row(gap=12)
        self._go_on = Button(_("Look at the pages"), "primary")
        self._go_on.clicked.connect(self.pages_requested)
        self._all = Button(_("Replace all that is open"))
        self._all.clicked.connect(self.all_replaced)
        back = Button(_("Back to choosing"), "quiet")
        back.clicked.connect(self.back_requested)
        for button in (self._go_on, self._all, back):
            line.addWidget(button)
        line.addStretch(1)
        outer.addLayout(line)
        outer.addWidget(Words(HELP, "small", "text2"))
        return holder

    def _build_pages(self, theme: Theme) -> QWidget:
        both = self._both = AdaptiveRow(stack_below=_STACK_BELOW)
        paper = Card(_("The finished pages"), _leaves_words(is_archive=False))
        self._paper = paper
        self._page_view = PageView(theme)
        self._page_view.page_requested.connect(self.page_requested)
        self._page_view.leave_requested.connect(self._on_leave)
        paper.body.addWidget(self._page_view)
        both.add(paper, 3)
        side = QWidget()
        right = Column(side, gap=16)
        card = Card(_("Save the PDF"))
        self._for_whom = TextField(
            _("For"), _("Kept in your journal only, so that you know who has what.")
        )
        card.body.addWidget(self._for_whom)
        self._password = SecretPair(
            _("Password (if you want one)"),
            _("Password again"),
            _("Tell it by another way than the file: by telephone, not in the same e-mail."),
        )
        self._passphrase = SecretPair(
            _("Passphrase of the archive"),
            _("Passphrase of the archive again"),
            _(
                "It encrypts the journal inside, and opens it again when you bring it back. Write"
                " it down and keep it apart from the file: without it, nobody can."
            ),
        )
        self._passphrase.hide()
        for pair in (self._password, self._passphrase):
            pair.edited.connect(self.password_edited)
            card.body.addWidget(pair)
        self._save = Button(_("Save PDF"), "primary", "download", theme)
        self._save.clicked.connect(self.save_requested)
        back = Button(_("Back to choosing"), "quiet")
        back.clicked.connect(self.back_requested)
        card.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(card)
        note = Card(_("Before you send it"))
        note.body.addWidget(
            Words(_("Read it once as a stranger would.") + " " + HELP, "small", "text2")
        )
        right.addWidget(note)
        right.addStretch(1)
        both.add(side, 2)
        return both

    def _render_findings(self, state: LeavingState) -> None:
        total, left = len(state.findings), state.open_count
        if left:
            title = ngettext(
                "{count} thing may point to a person", "{count} things may point to a person", left
            ).format(count=left)
            text = _("Decide about each: change it, let other words stand there, or keep it.")
            self._summary.show_words(title, text, "warn")
        else:
            title = ngettext(
                "{count} finding, decided", "{count} findings, all decided", total
            ).format(count=total)
            self._summary.show_words(
                title, _("What you decided is remembered for next time."), "ok"
            )
        if state.kind is PortfolioKind.ARCHIVE:
            self._pages_alone.show_words(_("The pages only"), pages_alone())
        else:
            self._pages_alone.hide()
        shown = state.findings[: self._most]
        while len(self._rows) < len(shown):
            self._rows.append(self._make_row())
        for number, row in enumerate(self._rows):
            if number < len(shown):
                row.show_finding(shown[number], may_change=bool(shown[number].place.record))
            row.setVisible(number < len(shown))
        hidden = total - len(shown)
        self._more.setVisible(hidden > 0)
        words = ngettext("Show {count} more", "Show {count} more", hidden)
        self._more.set_words(words.format(count=hidden))
        self._go_on.setEnabled(not left and not state.is_running)
        self._all.setVisible(left > 0)

    @property
    def _secret(self) -> SecretPair:
        is_archive = self._state.kind is PortfolioKind.ARCHIVE
        return self._passphrase if is_archive else self._password

    def _render_pages(self, state: LeavingState) -> None:
        is_archive = state.kind is PortfolioKind.ARCHIVE
        self._password.setVisible(not is_archive)
        self._passphrase.setVisible(is_archive)
        self._paper.set_subtitle(_leaves_words(is_archive=is_archive))
        self._page_view.show_page(state.page, state.pages, state.picture)
        self._save.setEnabled(not state.is_running)

    def _make_row(self) -> FindingRow:
        row = FindingRow(len(self._rows))
        row.replaced.connect(self.replaced)
        row.kept.connect(self.kept)
        row.reopened.connect(self.reopened)
        row.change_requested.connect(self.change_requested)
        self._list.addWidget(row)
        return row

    def _focus(self, state: LeavingState) -> None:
        if state.step is Step.FINDINGS and not state.open_count:
            self._go_on.setFocus()
        elif state.step is Step.FINDINGS and self._rows:
            self._rows[0].focus_first()
        elif state.step is Step.PAGES:
            self._page_view.focus_page()

    def _on_leave(self) -> None:
        self._for_whom.focus_control()
        self.saving_shown.emit(self._save)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._page_view.show_way_on(is_wanted=self._both.is_stacked)

    def _on_more(self) -> None:
        self._most = len(self._state.findings)
        self._render_findings(self._state)


def _leaves_words(*, is_archive: bool) -> str:
    if is_archive:
        return _("These pages, and the whole journal inside the file, encrypted.")
    return _("This, and nothing else, is what leaves.")
