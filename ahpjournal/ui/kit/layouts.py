"""Layouts whose gaps and margins grow with the text size."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.theme.theme import Theme

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels at 100 %."""
_UNLIMITED = 524_287
"""Qt's own limit of a layout's size."""
NO_MARGINS: Margins = (0, 0, 0, 0)


class Column(QVBoxLayout):
    """Widgets below each other."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, margins: Margins = NO_MARGINS
    ) -> None:
        """Lay out *parent*'s children with *gap* between them (pixels at 100 %)."""
        super().__init__()
        self._gap = gap
        self._margins = margins
        follow_theme(self._on_theme)
        if parent is not None:
            parent.setLayout(self)

    def space(self, gap: int, margins: Margins) -> None:
        """Change the gap and the margins (pixels at 100 %)."""
        self._gap, self._margins = gap, margins
        self._on_theme()

    def _on_theme(self) -> None:
        _scale(self, self._gap, self._margins)


class PackedColumn(Column):
    """A column below which height that nothing in it asks for stays empty."""

    @override
    def maximumSize(self) -> QSize:
        return QSize(super().maximumSize().width(), _UNLIMITED)

    @override
    def setGeometry(self, rect: QRect) -> None:
        if not self.expandingDirections() & Qt.Orientation.Vertical:
            wanted = self.totalHeightForWidth(rect.width())
            needed = wanted if wanted >= 0 else self.totalSizeHint().height()
            rect = QRect(rect.x(), rect.y(), rect.width(), min(rect.height(), needed))
        super().setGeometry(rect)


class Row(QHBoxLayout):
    """Widgets beside each other."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, margins: Margins = NO_MARGINS
    ) -> None:
        """Lay out *parent*'s children with *gap* between them (pixels at 100 %)."""
        super().__init__()
        self._gap = gap
        self._margins = margins
        follow_theme(self._on_theme)
        if parent is not None:
            parent.setLayout(self)

    def space(self, gap: int, margins: Margins) -> None:
        """Change the gap and the margins (pixels at 100 %)."""
        self._gap, self._margins = gap, margins
        self._on_theme()

    def _on_theme(self) -> None:
        _scale(self, self._gap, self._margins)


class Grid(QGridLayout):
    """Widgets in rows and columns."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        gap: int = 16,
        row_gap: int = 12,
        margins: Margins = NO_MARGINS,
    ) -> None:
        """Lay out *parent*'s children; gaps in pixels at 100 %."""
        super().__init__()
        self._gap = gap
        self._row_gap = row_gap
        self._margins = margins
        follow_theme(self._on_theme)
        if parent is not None:
            parent.setLayout(self)

    def _on_theme(self) -> None:
        theme = Theme.active()
        self.setHorizontalSpacing(theme.px(self._gap))
        self.setVerticalSpacing(theme.px(self._row_gap))
        left, top, right, bottom = (theme.px(m) for m in self._margins)
        self.setContentsMargins(left, top, right, bottom)


class AdaptiveRow(QWidget):
    """Widgets beside each other where there is room, below each other where there is not."""

    def __init__(
        self,
        widgets: Sequence[QWidget] = (),
        *,
        stretch: Sequence[int] = (),
        stack_below: int = 640,
        gap: int = 16,
    ) -> None:
        """Show *widgets*; below the width *stack_below* (pixels at 100 %) they are stacked."""
        super().__init__()
        self._widgets: list[QWidget] = []
        self._stretch: list[int] = []
        self._stack_below = stack_below
        self._gap = gap
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        shares = [*stretch, *([1] * (len(widgets) - len(stretch)))]
        for widget, share in zip(widgets, shares, strict=True):
            self.add(widget, share)
        self._theme = follow_theme(self._on_theme)

    @property
    def is_stacked(self) -> bool:
        """Whether the widgets are below each other at present."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def stack_below(self, width: int) -> None:
        """Stack the widgets below *width* (pixels at 100 %) from now on."""
        self._stack_below = width
        self._choose_direction()

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Add *widget* at the end with its share of the width."""
        self._widgets.append(widget)
        self._stretch.append(stretch)
        self._box.addWidget(widget, stretch)

    @override
    def minimumSizeHint(self) -> QSize:
        items = (self._box.itemAt(place) for place in range(self._box.count()))
        widths = [item.minimumSize().width() for item in items if item and not item.isEmpty()]
        return QSize(max([0, *widths]), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_direction()

    def _choose_direction(self) -> None:
        stacked = self.width() < Theme.active().px(self._stack_below)
        if stacked == self.is_stacked:
            return
        way = QBoxLayout.Direction
        self._box.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        for place, share in enumerate(self._stretch):
            self._box.setStretch(place, 0 if stacked else share)
        self.updateGeometry()

    def _on_theme(self) -> None:
        self._box.setSpacing(Theme.active().px(self._gap))
        self._choose_direction()


def _scale(layout: QBoxLayout, gap: int, margins: Margins) -> None:
    theme = Theme.active()
    layout.setSpacing(theme.px(gap))
    left, top, right, bottom = (theme.px(m) for m in margins)
    layout.setContentsMargins(left, top, right, bottom)
