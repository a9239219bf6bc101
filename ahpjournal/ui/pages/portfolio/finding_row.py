"""One thing that may point to a person, and what its owner does about it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ahpjournal.domain.decisions import DecisionChoice
from ahpjournal.domain.exported_texts import PlaceKind, TextPlace
from ahpjournal.privacy.findings import IdentifierKind
from ahpjournal.services.export_gate import GateFinding, suggested_phrase
from ahpjournal.services.identifier_words import explain, kind_name
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Card
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import AdaptiveRow, Column, Row

_STACK_BELOW = 560


class FindingRow(Card):
    """A finding in its context, with three ways to decide.

    Signals:
        replaced(int, str), kept(int, str): the number of the finding, and the words.
        reopened(int), change_requested(int): the number of the finding.
    """

    replaced = Signal(int, str)
    kept = Signal(int, str)
    reopened = Signal(int)
    change_requested = Signal(int)

    def __init__(self, number: int) -> None:
        """Stand for finding *number*."""
        super().__init__()
        self._number = number
        self._shown: tuple[IdentifierKind, str] | None = None
        self._what = Words("", "strong")
        self._where = Words("", "caption", "text3")
        self._context = QLabel()
        self._context.setTextFormat(Qt.TextFormat.RichText)
        self._context.setWordWrap(True)
        self._context.setProperty("look", "body")
        self._why = Words("", "small", "text2")
        self.body.addWidget(self._what)
        self.body.addWidget(self._where)
        self.body.addWidget(self._context)
        self.body.addWidget(self._why)
        self._open = self._build_open()
        self.body.addWidget(self._open)
        self._decided = QWidget()
        line = Row(self._decided, gap=12)
        self._decision = Words("", "body")
        self._again = Button(_("Decide again"), "quiet")
        self._again.clicked.connect(self._on_again)
        line.addWidget(self._decision, 1)
        line.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._decided)

    def show_finding(self, found: GateFinding, *, may_change: bool) -> None:
        """Show *found*; *may_change*: its text can be changed in the journal."""
        finding, decision = found.finding, found.decision
        what = _("{kind}: \u201c{words}\u201d").format(
            kind=kind_name(finding.kind), words=" ".join(finding.what.split())
        )
        self._what.setText(what)
        self.setAccessibleName(what)
        self._where.setText(_place_words(found.place, found.count))
        before, words, after = (escape(text) for text in (found.before, finding.what, found.after))
        self._context.setText(f"\u2026{before}<b><u>{words}</u></b>{after}\u2026")
        self._context.setAccessibleName(f"{found.before}{finding.what}{found.after}")
        self._why.setText(explain(finding.why))
        self._open.setVisible(decision is None)
        self._change.setVisible(may_change)
        self._decided.setVisible(decision is not None)
        shown = (finding.kind, finding.what)
        if shown != self._shown:  # what was typed or proposed belongs to another finding
            self._shown = shown
            self._phrase.set_text("")
            self._reason.set_text("")
        if decision is None:
            if not self._phrase.text():
                self._phrase.set_text(suggested_phrase(finding.kind))
            for button, name in (
                (self._replace, _("Replace {what}")),
                (self._keep, _("Keep {what}")),
                (self._change, _("Change the text with {what}")),
            ):
                button.setAccessibleName(name.format(what=what))
        elif decision.choice is DecisionChoice.REPLACE:
            self._decision.setText(
                _("Replaced by \u201c{words}\u201d in the document.").format(
                    words=decision.replacement
                )
            )
        else:
            self._decision.setText(_("Kept: {reason}").format(reason=decision.reason))
        self._again.setAccessibleName(_("Decide again about {what}").format(what=what))

    def focus_first(self) -> None:
        """Put the focus where one decides."""
        if self._open.isVisible():
            self._phrase.focus_control()
        else:
            self._again.setFocus(Qt.FocusReason.TabFocusReason)

    def _build_open(self) -> QWidget:
        holder = QWidget()
        outer = Column(holder, gap=10)
        pair = AdaptiveRow(stack_below=_STACK_BELOW)
        self._phrase = TextField(_("Words to stand there instead"))
        self._replace = Button(_("Replace"))
        self._replace.clicked.connect(self._on_replace)
        self._reason = TextField(_("Reason to keep it"), placeholder=_("e.g. They agreed"))
        self._keep = Button(_("Keep"))
        self._keep.clicked.connect(self._on_keep)
        pair.add(_beside(self._phrase, self._replace))
        pair.add(_beside(self._reason, self._keep))
        outer.addWidget(pair)
        self._change = Button(_("Change the text in the journal"), "quiet", "pencil")
        self._change.clicked.connect(self._on_change)
        outer.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _on_replace(self) -> None:
        self.replaced.emit(self._number, self._phrase.text())

    def _on_keep(self) -> None:
        self.kept.emit(self._number, self._reason.text())

    def _on_again(self) -> None:
        self.reopened.emit(self._number)

    def _on_change(self) -> None:
        self.change_requested.emit(self._number)


def _beside(field: TextField, button: Button) -> QWidget:
    holder = QWidget()
    line: QHBoxLayout = Row(holder, gap=8)
    line.addWidget(field, 1)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
    return holder


def _place_words(place: TextPlace, count: int) -> str:
    where = {
        PlaceKind.COVER: _("On the cover"),
        PlaceKind.WORDS: _("In what you want to talk about"),
        PlaceKind.MODULE: _("In module {record}"),
        PlaceKind.REASON: _("In the reason for your rating of {title}"),
        PlaceKind.ACTION: _("In the action \u201c{title}\u201d"),
        PlaceKind.ENTRY: _("In the reflection \u201c{title}\u201d"),
        PlaceKind.ATTACHMENT: _("In the attachment \u201c{title}\u201d"),
    }[place.kind].format(record=place.record, title=place.title or _("without a title"))
    if count == 1:
        return where
    times = ngettext("{count} time in all", "{count} times in all", count).format(count=count)
    return f"{where} \u00b7 {times}"
