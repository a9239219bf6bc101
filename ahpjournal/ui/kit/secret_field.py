"""A field for a passphrase: hidden while it is typed, shown on request, easy to empty."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.fields import Field
from ahpjournal.ui.kit.layouts import Row


class SecretField(Field):
    """One line that shows dots; the eye beside it shows the words.

    Signals:
        submitted: Return was pressed in it.
    """

    submitted = Signal()

    def __init__(self, label: str, hint: str = "") -> None:
        """Make an empty field."""
        holder = QWidget()
        row = Row(holder, gap=4)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self._eye = IconButton("eye", _("Show what is typed"), checkable=True, size=36)
        row.addWidget(self.line, 1)
        row.addWidget(self._eye)
        super().__init__(label, holder, hint)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self._eye.setAccessibleName(_("Show what is typed: {field}").format(field=label))
        self._label.setBuddy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.submitted)
        self._eye.toggled.connect(self._on_eye)

    def text(self) -> str:
        """Give what is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the field, forget its undo, and hide what will be typed."""
        self.line.setText("")
        self._eye.setChecked(False)
        self.show_error("")

    def select(self) -> None:
        """Select what is typed and put the cursor there, as after a wrong passphrase."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self._eye.setChecked(False)

    @override
    def _marked_parts(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def _on_eye(self, is_shown: bool) -> None:  # noqa: FBT001 - a button's state
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._eye.set_icon("eye-off" if is_shown else "eye")
