"""The field for a passphrase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ahpjournal.ui.kit.buttons import IconButton
from ahpjournal.ui.kit.secret_field import SecretField
from ahpjournal.ui.theme.theme import Theme


def made(qtbot: QtBot) -> tuple[SecretField, IconButton]:
    """Give a field, shown, and its eye."""
    field = SecretField("Passphrase", "A hint")
    qtbot.addWidget(field)
    field.show()
    (eye,) = field.findChildren(IconButton)
    return field, eye


def test_it_shows_dots_until_asked(qtbot: QtBot, theme: Theme) -> None:
    field, eye = made(qtbot)
    qtbot.keyClicks(field.line, "s3cret")
    assert field.line.displayText() != "s3cret"
    eye.click()
    assert field.line.displayText() == "s3cret"
    eye.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_emptying_it_leaves_nothing_to_undo_and_hides_again(qtbot: QtBot, theme: Theme) -> None:
    field, eye = made(qtbot)
    eye.click()
    qtbot.keyClicks(field.line, "s3cret")
    field.clear()
    assert not field.line.isUndoAvailable()
    assert not eye.isChecked()
    assert field.text() == ""


def test_it_hides_while_it_is_asleep(qtbot: QtBot, theme: Theme) -> None:
    field, eye = made(qtbot)
    eye.click()
    field.setEnabled(False)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_return_submits_and_long_texts_fit(qtbot: QtBot, theme: Theme) -> None:
    field, _eye = made(qtbot)
    field.line.setText("x" * 1000)
    assert len(field.text()) == 1000
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_field_and_eye_have_names(qtbot: QtBot, theme: Theme) -> None:
    field, eye = made(qtbot)
    assert field.line.accessibleName() == "Passphrase"
    assert field.line.accessibleDescription() == "A hint"
    assert "Passphrase" in eye.accessibleName()
