"""Words on the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override


class Words(QLabel):
    """A label in one of the type styles; long text wraps unless *wraps* is off."""

    def __init__(self, text: str = "", look: str = "body", tone: str = "text", *, wraps: bool = True) -> None:
        """Show *text* as plain text."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_tone(self, tone: str) -> None:
        """Show in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class OneLine(QLabel):
    """A label that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(self, text: str = "", look: str = "body", tone: str = "text") -> None:
        """Show *text* as plain text."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        text = " ".join(self.text().split())
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip(self.text() if short != text else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(
            self.contentsRect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short
        )


def pill(text: str, tone: str = "") -> QLabel:
    """Give a small rounded mark such as "Due 26/06/2026"."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", "pill")
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label
