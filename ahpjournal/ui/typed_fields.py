"""What stands in the fields of a page, as text: for a copy of what cannot be saved."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def typed_fields(page: QWidget) -> str:
    """Give the words in every field of *page*, each under the name of its field, as Markdown."""
    parts = []
    for control in page.findChildren(QWidget):
        text = _text_of(control)
        if text.strip():
            parts.append(f"### {control.accessibleName()}\n\n{text.strip()}")
    return "\n\n".join(parts)


def _text_of(control: QWidget) -> str:
    if isinstance(control, QLineEdit):
        is_secret = control.echoMode() is not QLineEdit.EchoMode.Normal
        return "" if is_secret else control.text()
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    if isinstance(control, QTextEdit) and not control.isReadOnly():
        return control.toPlainText()
    return ""
