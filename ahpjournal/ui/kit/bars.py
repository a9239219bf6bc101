"""How far something is: a bar, a bar in segments, and a panel for long work."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ahpjournal.domain.jobs import JobStage, Progress
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme.theme import Theme

SHOW_AFTER_MS = 300


class Bar(QProgressBar):
    """A thin bar."""

    def __init__(self, name: str) -> None:
        """Start empty; *name* is what is measured."""
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, total: int) -> None:
        """Fill *done* of *total*; total 0 runs without an end."""
        self.setRange(0, total)
        self.setValue(done)


class Segments(QWidget):
    """One segment for each module: full, half or empty."""

    def __init__(self, theme: Theme) -> None:
        """Start with no segments."""
        super().__init__()
        self._theme = theme
        self._shares: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_shares(self, shares: Sequence[float], words: str) -> None:
        """Fill each segment by its share, 0 to 1; *words* says the same."""
        self._shares = tuple(shares)
        self.setAccessibleName(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shares:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, height = self._theme.px(7), self._theme.px(8)
        width = (self.width() - gap * (len(self._shares) - 1)) / len(self._shares)
        for i, share in enumerate(self._shares):
            x = i * (width + gap)
            painter.setBrush(QColor(self._theme.colours.surface2))
            painter.drawRoundedRect(QRectF(x, 0, width, height), height / 2, height / 2)
            if share > 0:
                painter.setBrush(QColor(self._theme.colours.accent))
                painter.drawRoundedRect(QRectF(x, 0, width * share, height), height / 2, height / 2)


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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(8)
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
