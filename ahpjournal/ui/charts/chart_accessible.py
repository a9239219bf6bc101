"""The marks of a chart as a screen reader meets them: a list of points, each with its words."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QWidget
from typing_extensions import override

ATTRIBUTE = "chart_points"
"""Where a chart keeps its points."""
_PROPERTY = "ahpChartPoints"


class ChartPoint(QObject):
    """One mark of a chart. Qt asks for real objects: bare interfaces below a widget crash it."""

    def __init__(self, chart: QWidget) -> None:
        """Belong to *chart*, without a place so far."""
        super().__init__(chart)
        self.chart = chart
        self.says = ""
        self.place = QRect()
        self.spoken: QAccessibleInterface | None = None
        """What speaks for it; held here, as Qt does not hold it for Python."""

    def move_to(self, says: str, place: QRect) -> None:
        """Say *says* from now on, at *place* in the chart."""
        self.says, self.place = says, place


class ChartPoints(QObject):
    """The points of one chart, as many as it has marks."""

    def __init__(self, chart: QWidget) -> None:
        """Begin without points."""
        super().__init__(chart)
        self._chart = chart
        self.points: list[ChartPoint] = []
        self.spoken: QAccessibleInterface | None = None
        """What speaks for the chart."""
        _install()

    def show_marks(self, marks: Sequence[tuple[str, QRect]]) -> None:
        """Give each mark its words and its place in the chart."""
        while len(self.points) > len(marks):
            self.points.pop().deleteLater()
        while len(self.points) < len(marks):
            self.points.append(ChartPoint(self._chart))
        for point, (says, place) in zip(self.points, marks, strict=True):
            point.move_to(says, place)


class _SpokenPoint(QAccessibleObject):
    def __init__(self, point: ChartPoint) -> None:
        super().__init__(point)
        self._point = point

    @override
    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    @override
    def state(self) -> QAccessible.State:
        return QAccessible.State()

    @override
    def text(self, t: QAccessible.Text) -> str:
        return self._point.says if t == QAccessible.Text.Name else ""

    @override
    def rect(self) -> QRect:
        place = self._point.place
        return QRect(self._point.chart.mapToGlobal(place.topLeft()), QSize(place.size()))

    @override
    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._point.chart)

    @override
    def childCount(self) -> int:
        return 0

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # none
        return None

    @override
    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        return -1


class _SpokenChart(QAccessibleWidget):
    def __init__(self, chart: QWidget, points: ChartPoints) -> None:
        super().__init__(chart, QAccessible.Role.Chart, chart.accessibleName())
        self._points = points

    @override
    def childCount(self) -> int:
        return len(self._points.points)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # or none
        if not 0 <= index < len(self._points.points):
            return None
        return QAccessible.queryAccessibleInterface(self._points.points[index])

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        points = self._points.points
        return next((i for i, point in enumerate(points) if child.object() is point), -1)


def _install() -> None:
    """Let Qt ask us who speaks for charts and their points, once in an application."""
    app = QApplication.instance()
    if app is not None and not app.property(_PROPERTY):
        QAccessible.installFactory(_spoken)
        app.setProperty(_PROPERTY, True)


def _spoken(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, ChartPoint):
        thing.spoken = _SpokenPoint(thing)
        return thing.spoken
    if isinstance(thing, QWidget):
        points = getattr(thing, ATTRIBUTE, None)
        if isinstance(points, ChartPoints):
            points.spoken = _SpokenChart(thing, points)
            return points.spoken
    return None
