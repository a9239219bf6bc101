"""A card with one of the owner's lists of words."""

from PySide6.QtCore import Signal

from ahpjournal.privacy.own_list import OwnKind
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.fields import ChoiceField, TextArea
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.settings.words_presenter import TypedWords, WordsState

_ROWS = 4


class WordsCard(Card):
    """What is on a list; lines to add; one entry to take off.

    Signals:
        add_requested(str, str): put these lines on the list, as this kind.
        file_requested(str): add the lines of a file, as this kind.
        remove_requested(str): take this entry off.
        undo_requested: put it back.
    """

    add_requested = Signal(str, str)
    file_requested = Signal(str)
    remove_requested = Signal(str)
    undo_requested = Signal()

    def __init__(self, title: str, about: str, nothing: str, *, with_kinds: bool) -> None:
        """Make the card; *nothing* teaches what an empty list is for."""
        super().__init__(title, about)
        self._with_kinds = with_kinds
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        self._nothing = Words(nothing, "body", "text2")
        self._list = RowList(title, most_rows=_ROWS)
        self._remove = Button(_("Take off the list"), "secondary", "x")
        self._remove.clicked.connect(self._on_remove)
        self._field = TextArea(_("Add to the list"), _("One on each line; paste many at once."))
        self._field.control.setAccessibleName(_("Add to the list: {list}").format(list=title))
        self._kind = ChoiceField(
            _("What they are"), [(kind.value, kind_words(kind)) for kind in OwnKind]
        )
        buttons = FlowBox(8)
        self._add = Button(_("Add"), "secondary", "plus")
        self._add.setAccessibleName(_("Add to: {list}").format(list=title))
        self._add.clicked.connect(self._on_add)
        self._file = Button(_("From a text file\u2026"), "quiet")
        self._file.clicked.connect(self._on_file)
        buttons.add(self._add)
        buttons.add(self._file)
        parts = (self._banner, self._nothing, self._list, self._remove, self._field)
        for part in (*parts, self._kind, buttons):
            self.body.addWidget(part)
        self._kind.setVisible(with_kinds)  # once it has a place: alone it would be a window

    def render_words(self, state: WordsState) -> None:
        """Show *state*."""
        rows = [
            ListRow(word.words, word.words, kind_words(word.kind) if word.kind else "")
            for word in state.words
        ]
        present = self._list.currentIndex()
        chosen = rows[min(max(present.row(), 0), len(rows) - 1)].id if rows else ""
        self._list.show_rows(rows, chosen)
        for part in (self._list, self._remove):
            part.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        may_write = not state.is_read_only
        for control in (self._remove, self._field, self._kind, self._add, self._file):
            control.setEnabled(may_write)
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.removed:
            words = _("\u201c{words}\u201d is off the list.").format(words=state.removed)
            self._banner.show_words(words, "", "info", _("Undo"))
        elif state.added is not None:
            words = ngettext("{count} added.", "{count} added.", state.added)
            note = "" if state.added else _("They were on the list already.")
            self._banner.show_words(words.format(count=state.added), note, "ok")
            self._field.set_text("")
        else:
            self._banner.hide()

    def typed_words(self) -> TypedWords:
        """Give what stands in the field and is not on the list."""
        return TypedWords(self._field.text(), self._chosen_kind())

    def _on_add(self) -> None:
        self.add_requested.emit(self._field.text(), self._chosen_kind())

    def _on_file(self) -> None:
        self.file_requested.emit(self._chosen_kind())

    def _on_remove(self) -> None:
        index = self._list.currentIndex()
        rows = self._list.rows_model.rows
        if index.isValid() and index.row() < len(rows):
            self.remove_requested.emit(rows[index.row()].id)

    def _chosen_kind(self) -> str:
        return self._kind.value() if self._with_kinds else ""


def spelling_card() -> WordsCard:
    """Make the card with the words that spelling knows."""
    return WordsCard(
        _("Your words"),
        _("Words that are not underlined any more. They are kept in your journal."),
        _(
            "None yet. Choose \u201cAlways\u201d in the menu of an underlined word, or add names of"
            " teams and pathways here."
        ),
        with_kinds=False,
    )


def names_card() -> WordsCard:
    """Make the card with the names that are looked for."""
    return WordsCard(
        _("Names and organisations to watch for"),
        _("They are underlined while you write, and shown to you before anything leaves."),
        _(
            "None yet. Add the people, trusts and job titles that you often write about: each could"
            " point to one person. The list stays in your journal."
        ),
        with_kinds=True,
    )


def kind_words(kind: OwnKind) -> str:
    """Name a kind of entry."""
    names = {
        OwnKind.NAME: _("Name of a person"),
        OwnKind.ORGANISATION: _("Organisation"),
        OwnKind.JOB_TITLE: _("Job title"),
    }
    return names[kind]
