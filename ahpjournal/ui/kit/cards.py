"""Cards, banners, empty states and the page that holds them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ahpjournal.services.messages import UserMessage
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme


def column(spacing: int = 16) -> QVBoxLayout:
    """Give a vertical layout without margins."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def row(spacing: int = 16) -> QHBoxLayout:
    """Give a horizontal layout without margins."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 20, 18)
        outer.setSpacing(12)
        self.title = Words(title, "title")
        self.subtitle = Words(subtitle, "caption", "text3")
        if title:
            head = row(12)
            words = column(2)
            words.addWidget(self.title)
            words.addWidget(self.subtitle)
            self.subtitle.setVisible(bool(subtitle))
            head.addLayout(words, 1)
            if trailing is not None:
                head.addWidget(trailing, 0, Qt.AlignmentFlag.AlignTop)
            outer.addLayout(head)
        self.body = column(10)
        outer.addLayout(self.body)

    def set_subtitle(self, text: str) -> None:
        """Change the line below the title; empty hides it."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))


class Divider(QFrame):
    """A thin line between rows."""

    def __init__(self) -> None:
        """Make the line."""
        super().__init__()
        self.setObjectName("divider")
        self.setFixedHeight(1)


class Banner(QFrame):
    """A message that stays until it is resolved; hidden while there is none.

    Signals:
        action_requested: the button was pressed.
    """

    action_requested = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", "info")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        words = column(4)
        self._title = Words("", "body")
        self._text = Words("", "small", "text2")
        words.addWidget(self._title)
        words.addWidget(self._text)
        layout.addLayout(words, 1)
        self._button = Button("", "secondary")
        self._button.clicked.connect(self.action_requested)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
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
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.set_words(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.show()


class EmptyState(QWidget):
    """What a page says when there is nothing yet: it teaches, and offers a first step.

    Signals:
        action_requested: the button was pressed.
    """

    action_requested = Signal()

    def __init__(self, icon: str, title: str, text: str, button: str, theme: Theme) -> None:
        """Show *title*, *text* and, unless empty, *button*."""
        super().__init__()
        self._icon, self._theme = icon, theme
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(10)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._picture = QLabel()
        layout.addWidget(self._picture, 0, centre)
        self._title = Words(title, "title")
        self._title.setAlignment(centre)
        self._text = Words(text, "body", "text2")
        self._text.setAlignment(centre)
        self._text.setMaximumWidth(460)
        layout.addWidget(self._title)
        line = row(0)
        line.addStretch(1)
        line.addWidget(self._text, 10)
        line.addStretch(1)
        layout.addLayout(line)
        if button:
            action = Button(button, "primary")
            action.clicked.connect(self.action_requested)
            layout.addSpacing(6)
            layout.addWidget(action, 0, centre)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(
            icons.pixmap(self._icon, self._theme.colours.text3, self._theme.px(36))
        )


class Figure(QWidget):
    """A large number with a word below it."""

    def __init__(self, caption: str) -> None:
        """Start with no number."""
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._number = Words("", "figure", wraps=False)
        self._caption = Words(caption, "caption", "text2", wraps=False)
        layout.addWidget(self._number)
        layout.addWidget(self._caption)

    def show_number(self, number: int, caption: str) -> None:
        """Show *number* and its word."""
        self._number.setText(str(number))
        self._caption.setText(caption)
        self.setAccessibleName(f"{number} {caption}")


class ScrollPage(QScrollArea):
    """A page that scrolls up and down; its content is at most 1320 wide and centred."""

    def __init__(self, theme: Theme, content_max: int = 0) -> None:
        """Make an empty page; fill ``content``."""
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("page-body")
        outer = QHBoxLayout(body)
        sizes = theme.sizes
        outer.setContentsMargins(sizes.gutter, sizes.gutter_top, sizes.gutter, sizes.gutter)
        holder = QWidget()
        holder.setMaximumWidth(theme.px(content_max or sizes.content_max))
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.content = QVBoxLayout(holder)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(sizes.row_gap)
        outer.addStretch(1)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        self._holder = holder
        self.setWidget(body)
        self._watchers: list[Callable[[int], None]] = []

    def on_width(self, watcher: Callable[[int], None]) -> None:
        """Call *watcher* with the width of the viewport at 100 % whenever it changes."""
        self._watchers.append(watcher)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            width = round(self.viewport().width() / self._theme.scale)
            for watcher in self._watchers:
                watcher(width)
        return super().viewportEvent(event)


def page_head(title: str, subtitle: str = "") -> tuple[QHBoxLayout, Words, Words]:
    """Give the head of a page: a row to add buttons to, its title and the line below."""
    head = row(12)
    words = column(2)
    heading = Words(title, "h1")
    line = Words(subtitle, "body", "text2")
    line.setVisible(bool(subtitle))
    words.addWidget(heading)
    words.addWidget(line)
    head.addLayout(words, 1)
    return head, heading, line
