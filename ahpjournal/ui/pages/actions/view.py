"""The actions page: a list on the left, one action in full on the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.plans import ActionPlan
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.cards import Banner, EmptyState, row
from ahpjournal.ui.kit.chips import FilterChips
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.pages.actions.form import ActionForm
from ahpjournal.ui.pages.actions.list_model import ACTION_ID, ActionDelegate, ActionListModel
from ahpjournal.ui.pages.actions.presenter import ActionRow, ActionsState, ActionView
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.versions.panel import SHORTCUT as VERSIONS_SHORTCUT
from ahpjournal.ui.versions.panel import VersionsPanel
from ahpjournal.ui.versions.presenter import VersionsState

_LEAST_LIST = 252
"""Width of the list in pixels at 100 %, however narrow the window."""


class ActionsView(QWidget):
    """List and detail.

    Signals:
        view_requested(object): list other actions (an ActionView).
        action_requested(str): show the action with this id.
        new_requested: begin an action.
        banner_requested: do what the banner offers.
        versions_requested: show earlier versions of the action, or put them away.
    """

    view_requested = Signal(object)
    action_requested = Signal(str)
    new_requested = Signal()
    banner_requested = Signal()
    versions_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Make the empty page."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_list())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._banner = Banner()
        self._banner.action_requested.connect(self.banner_requested)
        self._strip = QWidget()
        strip = QVBoxLayout(self._strip)
        strip.setContentsMargins(32, 16, 32, 0)
        strip.addWidget(self._banner)
        right.addWidget(self._strip)
        self.form = ActionForm(theme)
        self.form.versions_requested.connect(self.versions_requested)
        self.versions = VersionsPanel()
        shortcut = QShortcut(QKeySequence(VERSIONS_SHORTCUT), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.versions_requested)
        self._empty = EmptyState(
            "list-checks",
            _("Turn a thought into a small step"),
            _(
                "Choose an action on the left, or write a new one: an aim, a first step, a"
                " date. Take it to your coach."
            ),
            _("New action"),
            theme,
        )
        self._empty.action_requested.connect(self.new_requested)
        right.addWidget(self.form, 1)
        right.addWidget(self.versions, 1)
        right.addWidget(self._empty, 1)
        outer.addLayout(right, 1)
        self._shown_id = ""
        theme.changed.connect(self._fit)
        self._fit()

    def render_state(self, state: ActionsState) -> None:
        """Show *state*; fields are filled only when another action is selected."""
        self._chips_state(state)
        self._model.show_rows(state.rows)
        selected_id = state.selected.id if state.selected is not None else ""
        self._select_row(state.rows, selected_id)
        self._none.setVisible(not state.rows)
        self._new.setEnabled(not state.is_read_only)
        self._empty.allow_action(not state.is_read_only)
        self.form.setVisible(state.selected is not None and self.versions.isHidden())
        self._empty.setVisible(state.selected is None)
        if state.selected is not None:
            is_other = selected_id != self._shown_id or state.refill
            self.form.render_state(state, is_other=is_other)
        self._shown_id = selected_id
        if state.removed:
            self._banner.show_words(_("Action removed."), "", "info", _("Undo"))
        elif state.restored and state.problem is None:
            self._banner.show_words(
                _("The earlier version is back."),
                _("What was there stays among the versions."),
                "ok",
                _("Earlier versions\u2026"),
            )
        else:
            self._banner.show_message(state.problem)

    def show_saved(self, *, saved: bool) -> None:
        """Say whether what the form shows is on disk."""
        self.form.show_saved(saved=saved)

    def typed_action(self, original: ActionPlan) -> ActionPlan:
        """Give *original* with what stands in the fields."""
        return self.form.typed_action(original)

    def show_versions(self, state: VersionsState) -> None:
        """Show the panel of versions in the place of the form."""
        self.versions.show_versions(state)
        self.form.hide()
        self._strip.hide()

    def hide_versions(self) -> None:
        """Put the panel away and give the keyboard back to where it was."""
        had_keyboard = self.versions.has_keyboard()
        before = self.versions.hide_versions()
        self.form.show()
        self._strip.show()
        if not had_keyboard:
            return
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_title()

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self.form.focus_title()

    def _build_list(self) -> QFrame:
        side = QFrame()
        side.setProperty("look", "column")
        self._side = side
        layout = QVBoxLayout(side)
        layout.setContentsMargins(20, 22, 19, 12)
        layout.setSpacing(14)
        head = row(8)
        head.addWidget(Words(_("Actions"), "h1", wraps=False))
        head.addStretch(1)
        self._new = Button(_("New"), "primary", "plus", self._theme)
        self._new.setAccessibleName(_("New action"))
        self._new.clicked.connect(self.new_requested)
        head.addWidget(self._new)
        layout.addLayout(head)
        names = [(view.value, _view_name(view)) for view in ActionView]
        self._chips = FilterChips(_("Which actions"), names)
        self._chips.filter_chosen.connect(self._on_view_chosen)
        layout.addWidget(self._chips)
        self._list = QListView()
        self._list.setAccessibleName(_("Actions"))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = ActionListModel(self._list)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ActionDelegate(self._theme, self._list))
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._none = Words(_("Nothing here."), "body", "text2")
        layout.addWidget(self._none)
        layout.addWidget(self._list, 1)
        return side

    def _chips_state(self, state: ActionsState) -> None:
        self._chips.set_value(state.view.value)
        for view in ActionView:
            self._chips.rename(view.value, f"{_view_name(view)} {state.counts.get(view, 0)}")

    def _on_view_chosen(self, value: str) -> None:
        self.view_requested.emit(ActionView(value))

    def _select_row(self, rows: Sequence[ActionRow], selected_id: str) -> None:
        selection = self._list.selectionModel()
        selection.blockSignals(True)
        index = next((i for i, r in enumerate(rows) if r.id == selected_id), -1)
        if index < 0:
            selection.clear()
        elif self._list.currentIndex().row() != index:
            self._list.setCurrentIndex(self._model.index(index, 0))
        selection.blockSignals(False)
        self._list.viewport().update()

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.action_requested.emit(str(current.data(ACTION_ID)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the list take no more than a third of the width, so that the form keeps its own."""
        px = self._theme.px
        most = max(px(_LEAST_LIST), self.width() // 3)
        self._side.setFixedWidth(min(px(self._theme.sizes.list_column), most))


def _view_name(view: ActionView) -> str:
    match view:
        case ActionView.OPEN:
            return _("Open")
        case ActionView.DUE:
            return _("Due soon")
        case ActionView.DONE:
            return _("Closed")
        case ActionView.ALL:
            return _("All")
