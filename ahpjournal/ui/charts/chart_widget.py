"""A chart on the screen: hover, arrow keys, and words for a screen reader."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ahpjournal.charts.scene import ChartScene, Mark, SceneMaker
from ahpjournal.ui.charts.chart_accessible import ChartPoints
from ahpjournal.ui.charts.painter import ScenePainter
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.theme.theme import Theme

NEAR = 14.0
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ChartWidget(QWidget):
    """Paints one chart; Tab reaches it, arrow keys, Home and End go from mark to mark."""

    def __init__(self, name: str, theme: Theme) -> None:
        """Start empty; *name* is its accessible name."""
        super().__init__()
        self._theme = theme
        self._maker: SceneMaker | None = None
        self._scene: ChartScene | None = None
        self._painter = ScenePainter(theme)
        self._fixed_height = 0.0
        self._mark = -1
        self.chart_points = ChartPoints(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._on_theme_changed)

    @property
    def scene(self) -> ChartScene | None:
        """What is painted; None before the first chart."""
        return self._scene

    def show_chart(self, maker: SceneMaker) -> None:
        """Show the chart that *maker* lays out, now and after every change of size."""
        self._maker = maker
        self._mark = -1
        self._lay_out()

    def fix_height(self, height: float) -> None:
        """Be as high as *height* at 100 %, for charts whose height follows from their rows."""
        self._fixed_height = height
        self.setFixedHeight(round(height * self._theme.scale))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(320))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scene is None:
            return
        painter = QPainter(self)
        painter.scale(self._theme.scale, self._theme.scale)
        self._painter.paint(painter, self._scene)
        if self.hasFocus():
            self._paint_focus(painter, self._scene)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._scene.marks) if self._scene is not None else 0
        step = _STEPS.get(Qt.Key(event.key()))
        if not count or (step is None and event.key() not in {Qt.Key.Key_Home, Qt.Key.Key_End}):
            super().keyPressEvent(event)
            return
        if step is None:
            self._mark = 0 if event.key() == Qt.Key.Key_Home else count - 1
        elif self._mark < 0:
            self._mark = 0 if step > 0 else count - 1
        else:
            self._mark = (self._mark + step) % count
        self._say_mark()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark = -1
        QToolTip.hideText()
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._near(event.position())
        if index >= 0 and self._scene is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._scene.marks[index].says, self)
        else:
            QToolTip.hideText()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            return True
        return super().event(event)

    def _lay_out(self) -> None:
        if self._maker is None or self.width() < 1:
            return
        scale = self._theme.scale
        self._scene = self._maker(
            self.width() / scale, self.height() / scale, self._painter.measure
        )
        self.setAccessibleDescription(self._scene.summary)
        self.chart_points.show_marks(
            [(mark.says, self._around(mark)) for mark in self._scene.marks]
        )
        if self._mark >= len(self._scene.marks):
            self._mark = -1
        self.update()

    def _around(self, mark: Mark) -> QRect:
        scale = self._theme.scale
        x, y, side = mark.at[0] * scale, mark.at[1] * scale, NEAR * scale
        return QRect(round(x - side / 2), round(y - side / 2), round(side), round(side))

    def _near(self, position: QPointF) -> int:
        if self._scene is None:
            return -1
        x, y = position.x() / self._theme.scale, position.y() / self._theme.scale
        best, found = NEAR**2, -1
        for i, mark in enumerate(self._scene.marks):
            distance = (mark.at[0] - x) ** 2 + (mark.at[1] - y) ** 2
            if distance < best:
                best, found = distance, i
        return found

    def _say_mark(self) -> None:
        if self._scene is None:
            return
        mark = self._scene.marks[self._mark]
        scale = self._theme.scale
        place = QPointF(mark.at[0] * scale, mark.at[1] * scale).toPoint()
        say(self, mark.says)
        QToolTip.showText(self.mapToGlobal(place), mark.says, self, QRect(), 60_000)
        self.update()

    def _paint_focus(self, painter: QPainter, scene: ChartScene) -> None:
        pen = QPen(QColor(self._theme.colours.accent), 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._mark < 0:
            painter.drawRoundedRect(1, 1, round(scene.width) - 2, round(scene.height) - 2, 8, 8)
            return
        x, y = scene.marks[self._mark].at
        painter.setPen(QPen(QColor(self._theme.colours.text), 2))
        painter.drawEllipse(QPointF(x, y), 10, 10)

    def _on_theme_changed(self) -> None:
        self._painter = ScenePainter(self._theme)
        if self._fixed_height:
            self.setFixedHeight(round(self._fixed_height * self._theme.scale))
        self._lay_out()
