"""Words on the screen, and the pictures that go with them."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override

from ahpjournal.ui.kit.headings import LOOKS, install_headings
from ahpjournal.ui.kit.looks import follow_theme, set_tone
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_LONGEST_WORD = 30
_BREAK = "\u200b"
"""A space without width: a line may end there."""


def breakable(text: str) -> str:
    """Let words that are longer than any of a language end a line, so that no page grows wide."""
    if len(text) <= _LONGEST_WORD:
        return text
    return _LONG_WORD.sub(lambda found: found[0] + _BREAK, text)


_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")


class Words(QLabel):
    """A label in one of the type styles; long text wraps unless *wraps* is off."""

    def __init__(
        self,
        text: str = "",
        look: str = "body",
        tone: str = "text",
        *,
        wraps: bool = True,
        spoken_as: str = "",
    ) -> None:
        """Show *text* as plain text; *spoken_as* says before it what it is, where only seen."""
        super().__init__()
        self._spoken_as = spoken_as
        self._is_broken = False
        if look in LOOKS:
            install_headings()
        self.setProperty("look", look)
        self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setText(text)  # last: a screen reader asks now what speaks for the label
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    @override
    def setText(self, text: str) -> None:
        super().setText(breakable(text) if self.wordWrap() else text)
        self._speak(text)

    def _speak(self, text: str) -> None:
        if self._spoken_as:
            self.setAccessibleName(f"{self._spoken_as}: {text}" if text else self._spoken_as)
        elif self.text() != text:
            self.setAccessibleName(text)  # without the places where a line may end
            self._is_broken = True
        elif self._is_broken:
            self.setAccessibleName("")
            self._is_broken = False

    def set_tone(self, tone: str) -> None:
        """Show in another tone: text, text2, text3, accent, ok, warn or bad."""
        set_tone(self, tone)


class PathWords(Words):
    """The place of a file: it can be selected with the mouse or keys, and copied as it is."""

    def __init__(self, spoken_as: str) -> None:
        """Begin without a path."""
        super().__init__("", "body", spoken_as=spoken_as)
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @override
    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))
            return
        super().keyPressEvent(ev)


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
        across = self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.drawText(self.contentsRect(), across | Qt.AlignmentFlag.AlignVCenter, short)
        painter.end()


def pill(text: str, tone: str = "") -> QLabel:
    """Give a small rounded mark such as "Due 26/06/2026"."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", "pill")
    label.setProperty("tone", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return label


class Picture(QLabel):
    """A picture that goes with words beside it; screen readers pass over it."""

    def __init__(self, icon: str, colour: str = "text2", size: int = 18) -> None:
        """Show *icon* in the colour of that token, *size* pixels square at 100 %."""
        super().__init__()
        self._icon = icon
        self._colour = colour
        self._size = size
        self._theme = follow_theme(self._draw)

    def show_icon(self, icon: str, colour: str) -> None:
        """Show another picture in the colour of that token."""
        self._icon = icon
        self._colour = colour
        self._draw()

    def _draw(self) -> None:
        theme = Theme.active()
        size = theme.px(self._size)
        colour = str(getattr(theme.colours, self._colour))
        self.setPixmap(icons.pixmap(self._icon, colour, size))
        self.setFixedSize(size, size)
