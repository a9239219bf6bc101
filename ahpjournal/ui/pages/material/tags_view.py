"""The part about tags."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame

from ahpjournal.domain.tags import TagChange
from ahpjournal.text import _, ngettext
from ahpjournal.ui.kit.bars import ProgressPanel
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, Card
from ahpjournal.ui.kit.fields import TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.row_list import ListRow, RowList
from ahpjournal.ui.pages.material.tags_presenter import TagsState

_ROWS = 5


class TagsView(QFrame):
    """Every tag, and what can be done with the chosen one.

    Signals:
        tag_chosen(str): show what can be done with this tag.
        name_typed: another name is being typed.
        cancel_requested: stop what is being changed.
        the others: buttons.
    """

    tag_chosen = Signal(str)
    name_typed = Signal()
    rename_requested = Signal()
    remove_requested = Signal()
    entries_requested = Signal()
    undo_requested = Signal()
    cancel_requested = Signal()

    def __init__(self) -> None:
        """Make the part."""
        super().__init__()
        self._shown = ""
        column = Column(self, gap=20)
        self._banner = Banner()
        self._banner.action_requested.connect(self.undo_requested)
        column.addWidget(self._banner)
        card = Card(_("Tags"), _("A change holds for every reflection that has the tag."))
        column.addWidget(card)
        column.addStretch(1)
        self._nothing = Words(
            _(
                "No reflection has a tag yet. Add one below the title of a reflection: a word that"
                " you will look for later, such as a project or a pathway."
            ),
            "body",
            "text2",
        )
        self._list = RowList(_("Tags"), most_rows=_ROWS)
        self._list.row_chosen.connect(self.tag_chosen)
        self._name = TextField(_("Name"), _("The name of another tag makes the two one."))
        self._name.edited.connect(self.name_typed)
        self._name.line.returnPressed.connect(self.rename_requested)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._name.line.setCompleter(completer)
        self._buttons = FlowBox(8)
        self._rename = Button(_("Rename"), "primary")
        self._rename.clicked.connect(self.rename_requested)
        self._entries = Button(_("Show its reflections"), "secondary", "search")
        self._entries.clicked.connect(self.entries_requested)
        self._remove = Button(_("Take off everywhere"), "danger", "trash-2")
        self._remove.clicked.connect(self.remove_requested)
        for button in (self._rename, self._entries, self._remove):
            self._buttons.add(button)
        self._progress = ProgressPanel()
        self._progress.cancel_requested.connect(self.cancel_requested)
        for part in (self._nothing, self._list, self._name, self._buttons, self._progress):
            card.body.addWidget(part)

    def render_tags(self, state: TagsState) -> None:
        """Show *state*; a name that is being typed stays."""
        has_tags = bool(state.tags)
        self._nothing.setVisible(not has_tags)
        for part in (self._list, self._name, self._buttons):
            part.setVisible(has_tags)
        rows = [ListRow(name, f"#{name}", _uses(uses)) for name, uses in state.tags]
        self._list.show_rows(rows, state.chosen)
        self._names.setStringList([name for name, _uses_ in state.tags])
        if state.chosen != self._shown:
            self._shown = state.chosen
            self._name.set_text(state.chosen)
        self._name.show_error(state.error)
        may_write = not state.is_read_only and not state.is_working
        self._name.setEnabled(may_write)
        joins = state.joins
        words = _("Make one with #{tag}").format(tag=joins) if joins else _("Rename")
        self._rename.set_words(words)
        self._rename.setEnabled(may_write)
        self._remove.setEnabled(may_write)
        self._progress.show_progress(
            state.progress, is_running=state.is_working, is_stopping=state.is_stopping
        )
        self._render_banner(state)

    def typed_tag(self) -> str:
        """Give the name in the field."""
        return self._name.text()

    def _render_banner(self, state: TagsState) -> None:
        if state.problem is not None:
            self._banner.show_message(state.problem)
        elif state.done is not None and not state.is_working:
            detail = _changed(len(state.done.entries))
            self._banner.show_words(_done_words(state.done), detail, "ok", _("Undo"))
        else:
            self._banner.hide()


def _uses(count: int) -> str:
    words = ngettext("{count} reflection", "{count} reflections", count)
    return words.format(count=count)


def _changed(count: int) -> str:
    words = ngettext("{count} reflection has changed.", "{count} reflections have changed.", count)
    return words.format(count=count)


def _done_words(done: TagChange) -> str:
    if not done.after:
        return _("#{tag} is off every reflection.").format(tag=done.before)
    if done.joins:
        return _("#{before} and #{after} are one tag now.").format(
            before=done.before, after=done.after
        )
    return _("#{before} is called #{after} now.").format(before=done.before, after=done.after)
