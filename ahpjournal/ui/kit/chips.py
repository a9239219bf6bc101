"""Rows of filters of which one holds, and tags that can be taken off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QWidget

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.flow import FlowLayout
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Row
from ahpjournal.ui.kit.looks import follow_theme
from ahpjournal.ui.theme.theme import Theme


class FilterChips(QWidget):
    """Filters beside each other, of which exactly one holds; arrow keys move between them.

    Signals:
        filter_chosen(str): the user chose the filter with this value.
    """

    filter_chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]] = ()) -> None:
        """Offer *options* as (value, words); *name* says what is filtered."""
        super().__init__()
        self.setAccessibleName(name)
        self._flow = FlowLayout(8)
        self.setLayout(self._flow)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._options: tuple[tuple[str, str], ...] = ()
        self._chips: dict[str, Button] = {}
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other filters; the chosen one stays if it is among them, else the first holds."""
        if tuple(options) == self._options:
            return
        chosen = self.value()
        self._options = tuple(options)
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for value, words in options:
            chip = Button(words, "chip")
            chip.setAutoExclusive(True)  # so that it is spoken as one of several
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            self._chips[value] = chip
        first = options[0][0] if options else ""
        self.set_value(chosen if chosen in self._chips else first)

    def rename(self, value: str, words: str) -> None:
        """Call the filter with *value* by other *words*."""
        if self._chips[value].accessibleName() != words:
            self._chips[value].set_words(words)

    def value(self) -> str:
        """Give the value of the filter that holds; empty if there are none."""
        return next((v for v, chip in self._chips.items() if chip.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Let the filter with *value* hold, without a signal; an unknown value changes nothing."""
        chip = self._chips.get(value)
        if chip is not None:
            chip.setChecked(True)

    def _on_clicked(self) -> None:
        self.filter_chosen.emit(self.value())


class TagChip(QFrame):
    """A tag with a small button that takes it off.

    Signals:
        remove_requested(str): the user wants this tag off.
    """

    remove_requested = Signal(str)

    def __init__(
        self, text: str, tone: str = "", *, may_remove: bool = True, remove_words: str = ""
    ) -> None:
        """Show *text*; *tone* is empty or accent; *remove_words* name the small button."""
        super().__init__()
        self._text = text
        self.setProperty("look", "tag")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = Row(self, gap=4, margins=(10, 2, 3 if may_remove else 10, 2))
        row.addWidget(Words(text, "caption", "", wraps=False))
        if may_remove:
            name = remove_words or _("Remove the tag {tag}").format(tag=text)
            close = IconButton("x", name, size=20, picture=12)
            close.clicked.connect(self._on_close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self._theme = follow_theme(self._fit)

    @property
    def text(self) -> str:
        """The tag's words."""
        return self._text

    def _fit(self) -> None:
        # Qt draws no round corners on a frame lower than they are high.
        self.setFixedHeight(Theme.active().px(Theme.active().sizes.tag))

    def _on_close(self) -> None:
        self.remove_requested.emit(self._text)
