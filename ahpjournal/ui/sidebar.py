"""The sidebar: the program's name, the pages, and whose journal this is."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from ahpjournal.text import _
from ahpjournal.ui.navigation import PageSpec
from ahpjournal.ui.routes import PageId
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_PAGE = Qt.ItemDataRole.UserRole


class PageList(QListView):
    """A list of pages; the selected one is shown.

    Signals:
        page_requested(str): the user chose the page with this id.
    """

    page_requested = Signal(str)

    def __init__(self, specs: Sequence[PageSpec], name: str, theme: Theme) -> None:
        """List *specs* under the accessible *name*."""
        super().__init__()
        self.setObjectName("page-list")
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self._specs = tuple(specs)
        self._theme = theme
        self._is_rail = False
        self._model = QStandardItemModel(self)
        for spec in specs:
            item = QStandardItem(spec.title)
            item.setData(spec.id.value, _PAGE)
            item.setAccessibleText(spec.title)
            self._model.appendRow(item)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def select(self, page_id: PageId | None) -> None:
        """Mark *page_id* as shown, without asking for it; None or a page not listed marks none."""
        model = self.selectionModel()
        model.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        model.clear()
        for row, spec in enumerate(self._specs):
            if spec.id is page_id:
                model.setCurrentIndex(
                    self._model.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
        model.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.viewport().update()

    def refresh_look(self, *, is_rail: bool) -> None:
        """Take up the theme's colours and sizes; a rail shows pictures only."""
        size = round(20 * self._theme.scale)
        row_height = round((self._theme.sizes.nav_row + 6) * self._theme.scale)
        self.setIconSize(QSize(size, size))
        for row, spec in enumerate(self._specs):
            item = self._model.item(row)
            item.setText("" if is_rail else spec.title)
            item.setToolTip(spec.title if is_rail else "")
            item.setSizeHint(QSize(10, row_height))
            item.setIcon(icons.icon(spec.icon, self._theme.colours.text2, size))
        self.setFixedHeight(row_height * len(self._specs) + 2)

    def _on_current_changed(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.page_requested.emit(str(index.data(_PAGE)))
