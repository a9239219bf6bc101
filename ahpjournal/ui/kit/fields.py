"""Fields with a visible label, a hint, and an error that stays until it is mended."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.dates import format_date, parse_date
from ahpjournal.ui.kit.labels import Picture, Words
from ahpjournal.ui.kit.layouts import PackedColumn, Row
from ahpjournal.ui.kit.looks import hide_unless, set_state
from ahpjournal.ui.kit.speech import say
from ahpjournal.ui.theme import icons
from ahpjournal.ui.theme.theme import Theme

if TYPE_CHECKING:
    from ahpjournal.ui.kit.calendar import CalendarPopup

_ARROW = 16
_MOST_OPTIONS = 16
_DATE_WIDTH = 112


class Field(QWidget):
    """Label above, control, hint or error below.

    Signals:
        edited: the user changed the value.
        left: the user left the control or made a choice.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        """Put *label* on *control*."""
        super().__init__()
        self.control = control
        self._hint = hint
        layout = PackedColumn(self, gap=4)
        self._label = Words(label, "label", "text2")
        self._label.setBuddy(control)
        self._note = Words(hint, "caption", "text3")
        hide_unless(self._note, is_wanted=bool(hint))
        layout.addWidget(self._label)
        layout.addWidget(control)
        note = Row(gap=6)
        self._mark = Picture("circle-alert", "bad", 14)
        self._mark.hide()
        note.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        layout.addLayout(note)
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        control.installEventFilter(self)

    def show_error(self, text: str) -> None:
        """Show *text* below the control in place of the hint; empty brings the hint back."""
        if text and text != self._note.text():
            say(self.control, text)
        self._note.setText(text or self._hint)
        self._note.set_tone("bad" if text else "text3")
        self._note.setVisible(bool(text or self._hint))
        self._mark.setVisible(bool(text))
        for part in self._marked_parts():
            set_state(part, "bad" if text else "")
            part.setAccessibleDescription(text or self._hint)

    def focus_control(self) -> None:
        """Put the cursor into the field, as after an error."""
        self._marked_parts()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def label(self) -> str:
        """The words above the control."""
        return self._label.text()

    def _marked_parts(self) -> tuple[QWidget, ...]:
        return (self.control,)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class TextField(Field):
    """One line of text."""

    def __init__(self, label: str, hint: str = "", placeholder: str = "") -> None:
        """Make an empty field."""
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        super().__init__(label, self.line, hint)
        self.line.textEdited.connect(self.edited)

    def text(self) -> str:
        """Give what stands in the field."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put *text* in, unless it stands there already (the cursor stays)."""
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)


class GrowingText(QPlainTextEdit):
    """Plain text that grows with its lines; Tab leaves it."""

    def __init__(self, least_lines: int = 2, most_lines: int = 14) -> None:
        """Be at least *least_lines* and at most *most_lines* high."""
        super().__init__()
        self._least, self._most = least_lines, most_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        lines = max(self._least, min(self._most, int(self.document().size().height())))
        line = self.fontMetrics().lineSpacing()
        margins = self.contentsMargins()
        extra = 2 * int(self.document().documentMargin()) + margins.top() + margins.bottom() + 14
        height = lines * line + extra
        if height != self.height():
            self.setFixedHeight(height)


class TextArea(Field):
    """Several lines of plain text."""

    def __init__(self, label: str, hint: str = "", placeholder: str = "", lines: int = 2) -> None:
        """Make an empty field, at least *lines* high."""
        self.area = GrowingText(lines)
        self.area.setPlaceholderText(placeholder)
        super().__init__(label, self.area, hint)
        self._is_filling = False
        self.area.textChanged.connect(self._on_changed)

    def text(self) -> str:
        """Give what stands in the field."""
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        """Put *text* in, unless it stands there already (the cursor stays)."""
        if self.area.toPlainText() != text:
            self._is_filling = True
            self.area.setPlainText(text)
            self._is_filling = False

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.edited.emit()


class CalmCombo(QComboBox):
    """A choice that the mouse wheel does not change by accident."""

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setView(QListView())
        self.setMaxVisibleItems(_MOST_OPTIONS)
        self._theme = Theme.active()
        self._theme.changed.connect(self.update)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

        size, edge = self._theme.px(_ARROW), self._theme.px(10)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - size - 3 * edge
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        c = self._theme.colours
        colour = c.text2 if self.isEnabled() else c.text3
        place = QPoint(self.width() - size - edge, (self.height() - size) // 2)
        painter.drawPixmap(place, icons.pixmap("chevron-down", colour, size))
        painter.end()


class ChoiceField(Field):
    """One of several named values."""

    def __init__(self, label: str, options: Sequence[tuple[str, str]] = (), hint: str = "") -> None:
        """Offer *options* as (value, name)."""
        self.combo = CalmCombo()
        super().__init__(label, self.combo, hint)
        self.set_options(options)
        self.combo.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other options; the choice stays if it is among them."""
        present = [
            (self.combo.itemData(i), self.combo.itemText(i)) for i in range(self.combo.count())
        ]
        if present == list(options):
            return
        chosen = self.value()
        self.combo.clear()
        for value, name in options:
            self.combo.addItem(name, value)
        self.set_value(chosen)

    def value(self) -> str:
        """Give the chosen value; empty if there is none."""
        data = self.combo.currentData()
        return str(data) if data is not None else ""

    def set_value(self, value: str) -> None:
        """Choose *value*; an unknown one chooses the first."""
        index = self.combo.findData(value)
        self.combo.setCurrentIndex(max(index, 0) if self.combo.count() else -1)

    def _on_activated(self) -> None:
        self.edited.emit()
        self.left.emit()


class DateField(Field):
    """A date typed as 24/06/2026 or picked from a calendar; it may be empty."""

    def __init__(self, label: str, theme: Theme | None = None, hint: str = "") -> None:
        """Make an empty field."""
        holder = QWidget()
        layout = Row(holder, gap=4)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("dd/mm/yyyy"))
        self._theme = theme or Theme.active()
        self._button = IconButton("calendar", _("Pick a date"), self._theme, size=36)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._button)
        super().__init__(label, holder, hint)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self._button.setAccessibleName(_("Pick a date for {field}").format(field=label))
        self._label.setBuddy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.edited)
        self._button.clicked.connect(self._pick)
        self._calendar: CalendarPopup | None = None
        self._theme.changed.connect(self._fit)
        self._fit()

    def value(self) -> date | None:
        """Give the date; None if the field is empty.

        Raises:
            InputError: it holds something that is not a date.
        """
        try:
            return parse_date(self.line.text())
        except ValueError as error:
            raise InputError(InputCode.NOT_A_DATE, self.control.accessibleName()) from error

    def set_value(self, day: date | None) -> None:
        """Show *day*."""
        text = format_date(day) if day is not None else ""
        if self.line.text() != text:
            self.line.setText(text)

    @override
    def _marked_parts(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def _fit(self) -> None:
        self.line.setMinimumWidth(self._theme.px(_DATE_WIDTH))

    def _pick(self) -> None:
        if self._calendar is None:
            from ahpjournal.ui.kit.calendar import CalendarPopup

            self._calendar = CalendarPopup(self)
            self._calendar.picked.connect(self._on_picked)
        try:
            day = self.value()
        except InputError:
            day = None
        self._calendar.open_at(self.line.mapToGlobal(QPoint(0, self.line.height())), day)

    def _on_picked(self, day: date) -> None:
        self.set_value(day)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.edited.emit()
        self.left.emit()


class SearchField(QLineEdit):
    """A search field with a magnifying glass; Escape empties it."""

    def __init__(self, name: str, theme: Theme | None = None) -> None:
        """Show *name* as the placeholder."""
        super().__init__()
        self.setProperty("look", "search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(False)
        self._theme = theme or Theme.active()
        self._theme.changed.connect(self.updateGeometry)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self._theme.px(18)
        painter = QPainter(self)
        picture = icons.pixmap("search", self._theme.colours.text2, size)
        painter.drawPixmap(self._theme.px(10), (self.height() - size) // 2, picture)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self._theme.px(220), 0))
