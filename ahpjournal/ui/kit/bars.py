"""How far something is: a bar, a bar in segments, and a panel for long work."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget
from typing_extensions import override

from ahpjournal.domain.jobs import JobStage, Progress
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import Colours

SHOW_AFTER_MS = 300
_BAR_WIDTH = 120
_WANDER_MS = 40
_WANDER_STEP = 0.02
_WANDER_PIECE = 0.3


class Bar(QProgressBar):
    """A thin bar; with no known total a piece of it wanders."""

    def __init__(self, name: str) -> None:
        """Start empty; *name* is what is measured."""
        super().__init__()
        self._theme = Theme.active()
        self._wander = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_WANDER_MS)
        self._timer.timeout.connect(self._on_tick)
        self.setRange(0, 1)
        self.setValue(0)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme.changed.connect(self.updateGeometry)

    @property
    def is_moving(self) -> bool:
        """Whether a piece wanders at present."""
        return self._timer.isActive()

    def show_share(self, done: int, total: int) -> None:
        """Fill *done* of *total*; total 0 means that nobody knows how much there is."""
        self.setRange(0, total)
        self.setValue(done)
        if total == 0 and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_BAR_WIDTH), self._theme.px(self._theme.sizes.bar))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(self._theme.sizes.bar))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.maximum() == 0:
            self._timer.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        c = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_bar(painter, self.rect().toRectF(), c.surface2, c)
        width = self.width()
        if self.maximum() == 0:
            piece = width * _WANDER_PIECE
            start = (width + piece) * self._wander - piece
            area = QRectF(start, 0, piece, self.height()).intersected(self.rect().toRectF())
            _paint_bar(painter, area, c.accent)
        elif self.value() > 0:
            share = min(1.0, self.value() / self.maximum())
            _paint_bar(
                painter, QRectF(0, 0, max(self.height(), width * share), self.height()), c.accent
            )
        painter.end()

    def _on_tick(self) -> None:
        self._wander = (self._wander + _WANDER_STEP) % 1.0
        self.update()


class Segments(QWidget):
    """One segment for each module: full, half or empty."""

    def __init__(self, theme: Theme | None = None) -> None:
        """Start with no segments."""
        super().__init__()
        self._theme = theme or Theme.active()
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme.changed.connect(self.updateGeometry)

    def show_shares(self, shares: Sequence[float], words: str) -> None:
        """Fill each segment by its share, 0 to 1; *words* says the same."""
        self._shares = tuple(shares)
        self.setAccessibleName(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_BAR_WIDTH), self._theme.px(self._theme.sizes.bar))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shares:
            return
        c = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, height = self._theme.px(6), self.height()
        width = (self.width() - gap * (len(self._shares) - 1)) / len(self._shares)
        for place, share in enumerate(self._shares):
            whole = QRectF(place * (width + gap), 0, width, height)
            _paint_bar(painter, whole, c.surface2, c)
            if share > 0:
                painter.save()
                painter.setClipRect(whole.adjusted(0, 0, -width * (1 - min(1.0, share)), 0))
                _paint_bar(painter, whole, c.accent)
                painter.restore()
        painter.end()


def _paint_bar(painter: QPainter, area: QRectF, colour: str, edge: Colours | None = None) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if edge is not None and edge.outline > 1:
        painter.setPen(QColor(edge.control))
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(QColor(colour))
    radius = min(area.height(), area.width()) / 2
    painter.drawRoundedRect(area, radius, radius)


class ProgressPanel(QFrame):
    """Long work in words, with a way to stop it; not shown for work under 300 ms.

    Signals:
        cancel_requested: the user wants it to stop.
    """

    cancel_requested = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("look", "well")
        layout = Row(self, gap=16, margins=(16, 12, 16, 12))
        words = Column(gap=8)
        self._stage = Words("", "small")
        self._bar = Bar(_("Progress"))
        words.addWidget(self._stage)
        words.addWidget(self._bar)
        layout.addLayout(words, 1)
        self._button = Button(_("Cancel"))
        self._button.clicked.connect(self.cancel_requested)
        layout.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def show_progress(
        self, progress: Progress | None, *, is_running: bool, is_stopping: bool
    ) -> None:
        """Show how far the work is; hide when it is not running."""
        if not is_running:
            self._timer.stop()
            self.hide()
            return
        if self.isHidden() and not self._timer.isActive():
            self._timer.start(SHOW_AFTER_MS)
        self._stage.setText(_("Stopping\u2026") if is_stopping else _stage_words(progress))
        self._button.setEnabled(not is_stopping)
        if progress is None:
            self._bar.show_share(0, 0)
        else:
            self._bar.show_share(progress.done, progress.total)


def _stage_words(progress: Progress | None) -> str:
    if progress is None:
        return _("Starting\u2026")
    match progress.stage:
        case JobStage.READING:
            return _("Reading\u2026")
        case JobStage.CHECKING:
            return _("Checking\u2026")
        case JobStage.SAVING:
            return _("Saving\u2026")
        case JobStage.GATHERING:
            return _("Gathering what you chose\u2026")
        case JobStage.DRAWING:
            return _("Setting the pages\u2026")
        case JobStage.FINISHING:
            return _("Finishing the file\u2026")
