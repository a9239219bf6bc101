"""Words on the page: headings, text, captions, lines and figures."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ahpjournal.ui.kit.layouts import Column
from ahpjournal.ui.kit.looks import follow_theme, set_tone
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

_ELLIPSIS_ROOM = 3


class Label(QLabel):
    """Plain text in one of the type styles; it wraps, and never takes markup for markup."""

    def __init__(
        self, text: str = "", look: str = "body", *, tone: str = "", wraps: bool = True
    ) -> None:
        """Show *text*; *look* is a key of tokens.TYPE, *tone* text, text2, text3 or a Tone."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setProperty("look", look)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Colour the text: text, text2, text3 or a Tone; empty for the style's own."""
        set_tone(self, tone)


def h1(text: str = "") -> Label:
    """Make the heading of a page."""
    return Label(text, "h1")


def h2(text: str = "") -> Label:
    """Make the heading of a section."""
    return Label(text, "h2")


def title(text: str = "") -> Label:
    """Make the heading of a card."""
    return Label(text, "title")


def body(text: str = "") -> Label:
    """Make ordinary text."""
    return Label(text, "body")


def strong(text: str = "") -> Label:
    """Make ordinary text that stands out."""
    return Label(text, "strong")


def small(text: str = "") -> Label:
    """Make text that explains."""
    return Label(text, "small")


def caption(text: str = "") -> Label:
    """Make text that names something beside it."""
    return Label(text, "caption")


class ElidedLabel(Label):
    """One line that ends in an ellipsis where there is no room; the tooltip has all of it."""

    def __init__(self, text: str = "", look: str = "body", *, tone: str = "") -> None:
        """Show *text* in the type style *look*."""
        super().__init__(text, look, tone=tone, wraps=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * _ELLIPSIS_ROOM
        return QSize(width, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignVCenter | self.alignment() & Qt.AlignmentFlag.AlignRight
        painter.drawText(area, flags, shown)
        painter.end()


class Divider(QFrame):
    """A thin line between things below each other."""

    def __init__(self) -> None:
        """Make the line."""
        super().__init__()
        self.setProperty("look", "divider")
        self.setFixedHeight(1)


class Figure(QWidget):
    """A number that matters, and what it counts."""

    def __init__(self, number: str, what: str) -> None:
        """Show *number* above *what*."""
        super().__init__()
        column = Column(self, gap=2)
        self._number = Label(number, "figure", wraps=False)
        self._what = Label(what, "caption")
        column.addWidget(self._number)
        column.addWidget(self._what)
        column.addStretch(1)
        self.set_number(number, what)

    def set_number(self, number: str, what: str) -> None:
        """Show another number."""
        self._number.setText(number)
        self._what.setText(what)
        self.setAccessibleName(f"{number} {what}")


class IconLabel(QLabel):
    """A picture that goes with words beside it; screen readers pass over it."""

    def __init__(self, icon: str, *, colour: str = "text2", size: int = 18) -> None:
        """Show picture *icon* in the token *colour*, *size* pixels square at 100 %."""
        super().__init__()
        self._icon = icon
        self._colour = colour
        self._size = size
        follow_theme(self._on_theme)

    def set_icon(self, icon: str, colour: str) -> None:
        """Show another picture, in the token *colour*."""
        self._icon = icon
        self._colour = colour
        self._on_theme()

    def _on_theme(self) -> None:
        theme = Theme.active()
        size = theme.px(self._size)
        colour = str(getattr(theme.colours, self._colour))
        self.setPixmap(icons.pixmap(self._icon, colour, size))
        self.setFixedSize(size, size)
