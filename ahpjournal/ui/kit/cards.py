"""Cards, banners, empty states and the page that holds them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ahpjournal.services.messages import UserMessage
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.layouts import NO_MARGINS, Column, Margins, PackedColumn, Row
from ahpjournal.ui.kit.looks import hide_unless, set_tone
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.theme.theme import Theme

_CARD: Margins = (20, 18, 20, 20)
_SNUG_CARD: Margins = (14, 10, 14, 12)
_SNUG_TOP, _SNUG_GAP = 8, 8
_TEXT_MAX = 460
"""Widest line of an empty state's text, in pixels at 100 %."""


def column(spacing: int = 16) -> QVBoxLayout:
    """Give a vertical layout without margins; *spacing* in pixels at 100 %."""
    return Column(gap=spacing)


def row(spacing: int = 16) -> QHBoxLayout:
    """Give a horizontal layout without margins; *spacing* in pixels at 100 %."""
    return Row(gap=spacing)


def box(layout: QVBoxLayout | QHBoxLayout) -> QWidget:
    """Give a plain widget with *layout*."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of *layout*."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        inner = item.layout()
        if isinstance(inner, QVBoxLayout | QHBoxLayout):
            empty(inner)


class Card(QFrame):
    """A bordered surface with a title, an optional line below it, and a body to fill."""

    def __init__(
        self, title: str = "", subtitle: str = "", trailing: QWidget | None = None
    ) -> None:
        """Head the card with *title*; *trailing* stands at the right of it."""
        super().__init__()
        self.setProperty("look", "card")
        if title:
            self.setAccessibleName(title)
        outer = self._outer = Column(self, gap=12, margins=_CARD)
        self.title = Words(title, "title")
        self.subtitle = Words(subtitle, "caption", "text3")
        if title:
            head = row(12)
            words = PackedColumn(gap=2)
            words.addWidget(self.title)
            words.addWidget(self.subtitle)
            hide_unless(self.subtitle, is_wanted=bool(subtitle))
            head.addLayout(words, 1)
            if trailing is not None:
                head.addWidget(trailing, 0, Qt.AlignmentFlag.AlignTop)
            outer.addLayout(head)
        else:
            for unused in (self.title, self.subtitle):
                unused.setParent(self)
                unused.hide()
        self._inner = PackedColumn(gap=10)
        self.body: QVBoxLayout = self._inner
        outer.addLayout(self.body, 1)

    def set_snug(self, *, is_snug: bool) -> None:
        """Draw things closer together, or back to their usual distance."""
        self._outer.space(12, _SNUG_CARD if is_snug else _CARD)
        self._inner.space(5 if is_snug else 10, NO_MARGINS)

    def set_title(self, text: str) -> None:
        """Change the title of a card that was made with one."""
        self.title.setText(text)
        self.setAccessibleName(text)

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; empty hides it."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))


class Divider(QFrame):
    """A thin line between rows."""

    def __init__(self) -> None:
        """Make the line."""
        super().__init__()
        self.setProperty("look", "divider")
        self.setFixedHeight(1)


_BANNER_ICONS = {
    "info": ("info", "soft_text"),
    "ok": ("circle-check", "ok"),
    "warn": ("triangle-alert", "warn"),
    "bad": ("circle-alert", "bad"),
}


class Banner(QFrame):
    """A message that stays until it is resolved; hidden while there is none.

    Signals:
        action_requested: the button was pressed.
        dismissed: the user closed the banner; only where may_dismiss was given.
    """

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, *, may_dismiss: bool = False) -> None:
        """Start hidden; *may_dismiss* adds a button that closes it."""
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", "info")
        layout = Row(self, gap=12, margins=(16, 12, 12, 12))
        self._picture = Picture("info", "soft_text", 20)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = column(2)
        self._title = Words("", "strong")
        self._text = Words("", "small", "text")
        words.addWidget(self._title)
        words.addWidget(self._text)
        layout.addLayout(words, 1)
        self._button = Button("", "secondary")
        self._button.clicked.connect(self.action_requested)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._close = IconButton("x", _("Close this message"), size=30)
        self._close.clicked.connect(self._on_close)
        hide_unless(self._close, is_wanted=may_dismiss)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_message(self, message: UserMessage | None, button: str = "") -> None:
        """Show an error: what happened, what is safe, what to do next; None hides the banner."""
        if message is None:
            self.hide()
            return
        text = " ".join(
            t for t in (message.what_happened, message.what_is_safe, message.next_step) if t
        )
        self.show_words(message.title, text, "bad", button)

    def show_words(self, title: str, text: str = "", tone: str = "info", button: str = "") -> None:
        """Show *title* and *text* in a tone: info, ok, warn or bad."""
        is_news = self.isHidden() or (title, text) != (self._title.text(), self._text.text())
        set_tone(self, tone)
        icon, colour = _BANNER_ICONS[tone]
        self._picture.show_icon(icon, colour)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.set_words(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()
        if is_news:
            say(self, ". ".join(words.rstrip(".") for words in (title, text) if words))

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()


class EmptyState(QWidget):
    """What a page says when there is nothing yet: it teaches, and offers a first step.

    Signals:
        action_requested: the button was pressed.
    """

    action_requested = Signal()

    def __init__(
        self, icon: str, title: str, text: str, button: str = "", theme: Theme | None = None
    ) -> None:
        """Show *title*, *text* and, unless empty, *button*."""
        super().__init__()
        self._theme = theme or Theme.active()
        layout = Column(self, gap=10, margins=(24, 32, 24, 32))
        layout.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Picture(icon, "text3", 36), 0, centre)
        self._title = Words(title, "title")
        self._title.setAlignment(centre)
        self._text = Words(text, "body", "text2")
        self._text.setAlignment(centre)
        layout.addWidget(self._title)
        line = row(0)
        line.addStretch(1)
        line.addWidget(self._text, 10)
        line.addStretch(1)
        layout.addLayout(line)
        self._action: Button | None = None
        if button:
            self._action = Button(button, "primary")
            self._action.clicked.connect(self.action_requested)
            layout.addSpacing(6)
            layout.addWidget(self._action, 0, centre)
        layout.addStretch(1)
        self._theme.changed.connect(self._fit)
        self._fit()

    def allow_action(self, is_allowed: bool) -> None:  # noqa: FBT001 - one fact
        """Say whether the button does anything at present."""
        if self._action is not None:
            self._action.setEnabled(is_allowed)

    def _fit(self) -> None:
        self._text.setMaximumWidth(self._theme.px(_TEXT_MAX))


class Figure(QWidget):
    """A large number with a word below it."""

    def __init__(self, caption: str) -> None:
        """Start with no number."""
        super().__init__()
        layout = PackedColumn(self, gap=0)
        self._number = Words("", "figure", wraps=False)
        self._caption = Words(caption, "caption", "text2")
        layout.addWidget(self._number)
        layout.addWidget(self._caption)

    def show_number(self, number: int, caption: str) -> None:
        """Show *number* and its word."""
        self._number.setText(str(number))
        self._caption.setText(caption)
        self.setAccessibleName(f"{number} {caption}")


class PageBody(QWidget):
    """What scrolls: never lower than its content wants to be at its width."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("page-body")

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        height = layout.sizeHint().height()
        if layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


class ScrollPage(QScrollArea):
    """A page that scrolls up and down; its content is at most 1320 wide and centred."""

    def __init__(self, theme: Theme | None = None, content_max: int = 0) -> None:
        """Make an empty page; fill ``content``. *content_max* in pixels at 100 %."""
        super().__init__()
        self._theme = theme or Theme.active()
        sizes = self._theme.sizes
        self._content_max = content_max or sizes.content_max - 2 * sizes.gutter
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = PageBody()
        gutter = sizes.gutter
        outer = self._outer = Row(body, gap=0, margins=(gutter, sizes.gutter_top, gutter, gutter))
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._inner = Column(holder, gap=sizes.row_gap)
        self.content: QVBoxLayout = self._inner
        outer.addStretch(1)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        self._holder = holder
        self.setWidget(body)
        self._watchers: list[Callable[[int], None]] = []
        self._theme.changed.connect(self._fit)
        self._fit()

    def on_width(self, watcher: Callable[[int], None]) -> None:
        """Call *watcher* with the width of the viewport at 100 % whenever it changes."""
        self._watchers.append(watcher)

    def set_snug(self, *, is_snug: bool) -> None:
        """Draw the parts closer together, or back to their usual distance."""
        sizes = self._theme.sizes
        gutter, top = sizes.gutter, sizes.gutter_top
        self._outer.space(0, (gutter, _SNUG_TOP if is_snug else top, gutter, gutter))
        self._inner.space(_SNUG_GAP if is_snug else sizes.row_gap, NO_MARGINS)

    def show_part(self, widget: QWidget) -> None:
        """Scroll so that *widget*, which lies in the page, can be seen."""
        self.ensureWidgetVisible(widget, 0, self._theme.px(self._theme.sizes.gap))

    def _fit(self) -> None:
        self._holder.setMaximumWidth(self._theme.px(self._content_max))
        if self._watchers:
            self._tell_width(self.viewport().width())

    def _tell_width(self, width: int) -> None:
        for watcher in self._watchers:
            watcher(round(width / self._theme.scale))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(
            event, QResizeEvent
        ):  # the viewport itself, a part of Qt's, is dear to ask for
            self._tell_width(event.size().width())
        return super().viewportEvent(event)


def page_head(title: str, subtitle: str = "") -> tuple[QHBoxLayout, Words, Words]:
    """Give the head of a page: a row to add buttons to, its title and the line below."""
    head = row(12)
    words = column(2)
    heading = Words(title, "h1")
    line = Words(subtitle, "body", "text2")
    hide_unless(line, is_wanted=bool(subtitle))
    words.addWidget(heading)
    words.addWidget(line)
    head.addLayout(words, 1)
    return head, heading, line
