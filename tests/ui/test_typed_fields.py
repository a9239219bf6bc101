"""What stands in the fields of a page, as text; passphrases are left out."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.ui.typed_fields import typed_fields


def test_every_field_with_words_is_named_and_secrets_are_left_out(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    aim, empty, secret, why = (
        QLineEdit("Ring her"),
        QLineEdit(),
        QLineEdit("s3cret"),
        QPlainTextEdit(),
    )
    aim.setAccessibleName("Aim")
    why.setAccessibleName("Why")
    why.setPlainText("Because\nit matters")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    for field in (aim, empty, secret, why):
        column.addWidget(field)
    assert typed_fields(page) == "### Aim\n\nRing her\n\n### Why\n\nBecause\nit matters"
