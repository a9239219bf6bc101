"""The lines below the title: links, date, reflective model, and who may see the entry."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ahpjournal.domain.entries import Entry, EntryState, Sharing
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.chips import TagChip
from ahpjournal.ui.kit.choices import CheckBox
from ahpjournal.ui.kit.dates import format_event
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.kit.looks import set_tone
from ahpjournal.ui.module_words import module_name
from ahpjournal.ui.pages.journal.popups import DatePopup, LinkOption, LinkPicker
from ahpjournal.ui.pages.journal.state import EditorState

MODULE_LETTERS = 36
THEME, COMPETENCY, TAG = "theme", "competency", "tag"


class EntryFacts(QWidget):
    """Everything about an entry that is a choice and not text.

    Signals:
        changed(object): fields of the entry with their new values, in a dict.
        model_chosen(str): use this reflective model.
        tag_added(str): add this tag.
    """

    changed = Signal(object)
    model_chosen = Signal(str)
    tag_added = Signal(str)

    def __init__(self) -> None:
        """Make the empty lines."""
        super().__init__()
        self._state: EditorState | None = None
        self._links: tuple[object, ...] = ()
        column = Column(self, gap=8)
        self._chips = FlowBox(8)
        self._module = Button("", "tag")
        self._module.clicked.connect(self._on_module)
        self._add = Button(_("Add"), "tag", "plus")
        self._add.setAccessibleName(_("Add a theme, competency or tag"))
        self._add.setToolTip(_("Add a theme, competency or tag"))
        self._add.clicked.connect(self._on_add)
        self._date = Button("", "tag")
        self._date.clicked.connect(self._on_date)
        column.addWidget(self._chips)
        second = Row(gap=16)
        choices = FlowBox(8)
        self._model = Button("", "tag", "layers")
        self._model.clicked.connect(self._on_model)
        self._sharing = Button("", "tag", "lock")
        self._sharing.clicked.connect(self._on_sharing)
        self._done = CheckBox(_("Finished"))
        self._done.setToolTip(_("Leave it open to find it again under Drafts."))
        self._done.clicked.connect(self._on_done)
        for widget in (self._model, self._sharing, self._done):
            choices.add(widget)
        second.addWidget(choices, 1)
        second.addWidget(self._date, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(second)
        self._date_popup = DatePopup(self)
        self._date_popup.date_chosen.connect(self._on_date_chosen)
        self._picker = LinkPicker(self)
        self._picker.link_chosen.connect(self._on_link_chosen)
        self._chips.add(self._module)
        self._chips.add(self._add)
        self._tags: list[TagChip] = []

    def render_state(self, state: EditorState) -> None:
        """Show the facts of the open entry."""
        entry = state.entry
        if entry is None:
            return
        self._state = state
        self._render_module(state, entry)
        self._render_links(state, entry)
        self._date.set_words(format_event(entry.on, entry.on_precision))
        self._date.setAccessibleName(_("Date: {date}").format(date=self._date.text()))
        self._model.set_words(state.model.name)
        self._model.setAccessibleName(_("Reflective model: {name}").format(name=state.model.name))
        self._model.setToolTip(state.model.description)
        words, icon = _sharing_words(entry.sharing)
        self._sharing.set_words(words)
        self._sharing.set_icon(icon)
        self._sharing.setAccessibleName(_("Who may see it: {who}").format(who=words))
        self._sharing.setToolTip(_("Nothing leaves until you choose it on the Portfolio page."))
        self._done.setChecked(entry.state is EntryState.DONE)
        for widget in (self._module, self._add, self._date, self._model, self._sharing, self._done):
            widget.setEnabled(not state.is_read_only)

    def _render_module(self, state: EditorState, entry: Entry) -> None:
        title = next((m.title for m in state.modules if m.number == entry.module), "")
        if entry.module is None:
            words = _("No module")
        elif title:
            words = _("Module {number}: {title}").format(number=entry.module, title=title)
        else:
            words = _("Module {number}").format(number=entry.module)
        self._module.set_words(_shortened(words))
        self._module.setAccessibleName(words)
        self._module.setToolTip(words if entry.module is not None else _("Choose the module"))
        set_tone(self._module, "" if entry.module is None else "accent")

    def _render_links(self, state: EditorState, entry: Entry) -> None:
        links = (entry.id, entry.themes, entry.competencies, entry.tags, state.is_read_only)
        if links == self._links:
            return
        buttons = [b for chip in self._tags for b in chip.findChildren(QWidget)]
        had_focus = any(button.hasFocus() for button in buttons)
        self._links = links
        flow = self._chips.layout()
        for chip in self._tags:
            chip.hide()
            chip.deleteLater()
        if flow is not None:
            flow.removeWidget(self._add)
        self._tags = []
        names = {t.id: t.name for t in state.themes}
        for theme in entry.themes:
            self._chip(names.get(theme, theme), THEME, theme)
        short = {c.id: c.short_name for c in state.competencies}
        for competency in entry.competencies:
            self._chip(short.get(competency, competency), COMPETENCY, competency)
        for tag in entry.tags:
            self._chip(f"#{tag}", TAG, tag)
        self._chips.add(self._add)
        if had_focus:
            self._add.setFocus(Qt.FocusReason.TabFocusReason)

    def _chip(self, words: str, kind: str, value: str) -> None:
        is_writable = self._state is not None and not self._state.is_read_only
        chip = TagChip(words, may_remove=is_writable)
        chip.remove_requested.connect(partial(self._on_remove, kind, value))
        self._tags.append(chip)
        self._chips.add(chip)

    def _on_remove(self, kind: str, value: str, _words: str) -> None:
        entry = self._entry()
        if entry is None:
            return
        match kind:
            case "theme":
                self.changed.emit({"themes": tuple(t for t in entry.themes if t != value)})
            case "competency":
                kept = tuple(c for c in entry.competencies if c != value)
                self.changed.emit({"competencies": kept})
            case _:
                self.changed.emit({"tags": tuple(t for t in entry.tags if t != value)})

    def _on_add(self) -> None:
        state, entry = self._state, self._entry()
        if state is None or entry is None:
            return
        options = [
            LinkOption(THEME, t.id, _("Theme: {name}").format(name=t.name))
            for t in state.themes
            if t.id not in entry.themes
        ]
        options += [
            LinkOption(COMPETENCY, c.id, _("Competency: {name}").format(name=c.name))
            for c in state.competencies
            if c.id not in entry.competencies
        ]
        options += [LinkOption(TAG, t, f"#{t}") for t in state.tags if t not in entry.tags]
        self._picker.ask(self._add, options)

    def _on_link_chosen(self, kind: str, value: str) -> None:
        entry = self._entry()
        if entry is None:
            return
        match kind:
            case "theme":
                self.changed.emit({"themes": (*entry.themes, value)})
            case "competency":
                self.changed.emit({"competencies": (*entry.competencies, value)})
            case _:
                self.tag_added.emit(value.removeprefix("#").strip())

    def _on_date(self) -> None:
        entry = self._entry()
        if entry is not None:
            self._date_popup.ask(self._date, entry.on, entry.on_precision)

    def _on_date_chosen(self, on: object, precision: object) -> None:
        entry = self._entry()
        if entry is not None and (on, precision) != (entry.on, entry.on_precision):
            self.changed.emit({"on": on, "on_precision": precision})

    def _on_module(self) -> None:
        state, entry = self._state, self._entry()
        if state is None or entry is None:
            return
        options = [("", _("No module"), "")]
        options += [(str(m.number), module_name(m.number, m.title), "") for m in state.modules]
        chosen = str(entry.module) if entry.module is not None else ""
        show_menu(self._module, options, chosen, self._on_module_chosen)

    def _on_module_chosen(self, value: str) -> None:
        self.changed.emit({"module": int(value) if value else None})

    def _on_model(self) -> None:
        state = self._state
        if state is None:
            return
        options = [(m.id, _model_words(m.name, m.citation), m.description) for m in state.models]
        show_menu(self._model, options, state.model.id, self.model_chosen.emit)

    def _on_sharing(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        options = [(s.value, _sharing_choice(s), "") for s in Sharing]
        show_menu(self._sharing, options, entry.sharing.value, self._on_sharing_chosen)

    def _on_sharing_chosen(self, value: str) -> None:
        self.changed.emit({"sharing": Sharing(value)})

    def _on_done(self, is_done: bool) -> None:  # noqa: FBT001 - a box's state
        self.changed.emit({"state": EntryState.DONE if is_done else EntryState.DRAFT})

    def _entry(self) -> Entry | None:
        return self._state.entry if self._state is not None else None


def show_menu(
    button: Button,
    options: Sequence[tuple[str, str, str]],
    chosen: str,
    on_chosen: Callable[[str], None],
) -> QMenu:
    """Offer *options* (value, words, hint) below *button*, of which *chosen* is marked."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(button.accessibleName())
    menu.setToolTipsVisible(True)
    group = QActionGroup(menu)
    for value, words, hint in options:
        action = menu.addAction(words.replace("&", "&&"))
        action.setToolTip(hint)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
        action.triggered.connect(partial(_choose, on_chosen, value))
        if value == chosen:
            menu.setActiveAction(action)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
    return menu


def _choose(on_chosen: Callable[[str], None], value: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
    on_chosen(value)


def _shortened(words: str) -> str:
    """Cut *words* after a whole word where they are long; the tooltip has them all."""
    if len(words) <= MODULE_LETTERS:
        return words
    return words[:MODULE_LETTERS].rsplit(" ", 1)[0].rstrip(" ,:;") + "\u2026"


def _model_words(name: str, citation: str) -> str:
    return f"{name}  \u00b7  {citation}" if citation else name


def _sharing_words(sharing: Sharing) -> tuple[str, str]:
    match sharing:
        case Sharing.PRIVATE:
            return _("Only you"), "lock"
        case Sharing.COACH:
            return _("For your coach"), "users"
        case Sharing.PORTFOLIO:
            return _("For your portfolio"), "file-text"


def _sharing_choice(sharing: Sharing) -> str:
    match sharing:
        case Sharing.PRIVATE:
            return _("Only you \u2013 it never leaves the journal")
        case Sharing.COACH:
            return _("For your coach \u2013 offered when you make a PDF for them")
        case Sharing.PORTFOLIO:
            return _("For your portfolio \u2013 offered for any PDF")
