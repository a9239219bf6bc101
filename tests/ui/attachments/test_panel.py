"""Tiles, buttons and keys; files that are dropped and pasted."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ahpjournal.domain.attachments import Attachment
from ahpjournal.services.attachments import Pasted
from ahpjournal.ui.attachments.panel import AttachmentsPanel
from ahpjournal.ui.attachments.state import AttachmentsState, Notice, Preview, Tile
from ahpjournal.ui.attachments.tile_list import TileModel
from ahpjournal.ui.theme.theme import Theme


def tiles(count: int) -> tuple[Tile, ...]:
    image = QImage(40, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("teal"))
    previews = (Preview(image, has_place=True), Preview(lines=("one", "two")), Preview())
    return tuple(
        Tile(
            Attachment(str(n), "e", f"File {n}.txt", "text/plain", 10, f"{n}"),
            previews[n % len(previews)],
        )
        for n in range(count)
    )


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> AttachmentsPanel:
    made = AttachmentsPanel()
    qtbot.addWidget(made)
    made.resize(700, 500)
    return made


def show(panel: AttachmentsPanel, count: int = 2, **changes: object) -> None:
    state = AttachmentsState(
        has_entry=True,
        tiles=tiles(count),
        may_add=True,
        may_change=True,
        **changes,  # type: ignore[arg-type]
    )
    panel.render_state(state)


def test_without_attachments_only_the_offer_is_shown(panel: AttachmentsPanel) -> None:
    show(panel, 0)
    assert panel.isVisible()
    assert panel.list.isHidden()
    assert not panel._add.isHidden()
    panel.render_state(AttachmentsState(has_entry=False))
    assert panel.isHidden()
    panel.render_state(AttachmentsState(has_entry=True))  # nothing there, nothing to add
    assert panel.isHidden()


def test_a_journal_that_is_read_only_shows_and_opens(panel: AttachmentsPanel) -> None:
    panel.render_state(AttachmentsState(has_entry=True, tiles=tiles(2)))
    panel.list.setCurrentIndex(panel.list.tiles_model.index(0, 0))
    assert panel._add.isHidden()
    assert (panel._open.isEnabled(), panel._save.isEnabled()) == (True, True)
    assert (panel._rename.isEnabled(), panel._remove.isEnabled()) == (False, False)
    panel.list.rename_current()
    assert panel.list.findChildren(QLineEdit) == []


def test_tiles_are_named_for_the_screen_reader(panel: AttachmentsPanel) -> None:
    show(panel)
    model = panel.list.tiles_model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "File 0.txt, text, 1 kB, says where it was taken"
    assert panel.list.accessibleName() == "Attachments"


def test_the_model_obeys_the_rules_of_models(
    qtmodeltester: object, panel: AttachmentsPanel
) -> None:
    model = TileModel(panel)
    model.show_tiles(tiles(3))
    qtmodeltester.check(model)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Return, "open_requested"),
        (Qt.Key.Key_Space, "open_requested"),
        (Qt.Key.Key_Delete, "remove_requested"),
    ],
)
def test_keys_open_and_remove_the_current_tile(
    qtbot: QtBot, panel: AttachmentsPanel, key: Qt.Key, signal: str
) -> None:
    show(panel)
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.tiles_model.index(1, 0))
    with qtbot.waitSignal(getattr(panel, signal)) as heard:
        QTest.keyClick(panel.list, key)
    assert heard.args == ["1"]


def test_arrow_keys_move_from_tile_to_tile(panel: AttachmentsPanel) -> None:
    show(panel, 6)
    panel.list.setCurrentIndex(panel.list.tiles_model.index(0, 0))
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert panel.list.current_id() == "1"
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.current_id() == "5"


def test_a_name_is_changed_in_place(qtbot: QtBot, panel: AttachmentsPanel) -> None:
    show(panel)
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.tiles_model.index(0, 0))
    panel._rename.click()
    (line,) = panel.list.findChildren(QLineEdit)
    assert line.text() == "File 0.txt"
    qtbot.waitUntil(lambda: line.selectedText() == "File 0")
    line.setText("Letter.txt")
    with qtbot.waitSignal(panel.renamed) as heard:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == ["0", "Letter.txt"]


def test_the_tile_that_takes_the_place_of_a_removed_one_is_current(
    panel: AttachmentsPanel,
) -> None:
    show(panel, 3)
    panel.list.setCurrentIndex(panel.list.tiles_model.index(2, 0))
    show(panel, 2)
    assert panel.list.current_id() == "1"
    show(panel, 0)
    assert panel.list.current_id() == ""
    assert not panel._open.isEnabled()


def test_three_hundred_tiles_scroll_in_their_own_place(panel: AttachmentsPanel) -> None:
    show(panel, 300)
    assert panel.list.height() < 600
    assert not panel.grab().isNull()


def test_files_that_are_dropped_or_pasted_are_offered(
    qtbot: QtBot, panel: AttachmentsPanel, tmp_path: Path
) -> None:
    show(panel, 1)
    mime = QMimeData()
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in [*files, files[0]]])
    with qtbot.waitSignal(panel.sources_offered) as heard:
        assert panel.offer(mime)
    assert heard.args == [files]
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.png")])
    assert not panel.offer(web)


def test_a_picture_is_pasted_and_text_is_not(qtbot: QtBot, panel: AttachmentsPanel) -> None:
    show(panel, 1)
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(image)
    with qtbot.waitSignal(panel.sources_offered) as heard:
        QTest.keyClick(panel.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert heard.args is not None
    ((source,),) = heard.args
    assert isinstance(source, Pasted)
    assert source.read().startswith(b"\x89PNG")
    both = QMimeData()
    both.setImageData(image)
    both.setText("a cell of a table")
    assert not panel.offer(both)
    clipboard.clear()


def test_nothing_is_taken_where_nothing_may_be_added(
    panel: AttachmentsPanel, tmp_path: Path
) -> None:
    panel.render_state(AttachmentsState(has_entry=True, tiles=tiles(1)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert not panel.offer(mime)


def test_a_removal_offers_to_undo(qtbot: QtBot, panel: AttachmentsPanel) -> None:
    show(panel, 1, notice=Notice("Removed.", undo="7"))
    with qtbot.waitSignal(panel.undo_requested):
        panel._banner.action_requested.emit()
    with qtbot.waitSignal(panel.dismissed):
        panel._banner.dismissed.emit()
    show(panel, 1)
    assert panel._banner.isHidden()


def test_it_is_drawn_at_twice_the_size(panel: AttachmentsPanel, theme: Theme) -> None:
    show(panel, 4)
    before = panel.list.height()
    theme.apply_look(theme.choice, 200)
    assert panel.list.height() > before
    assert not panel.grab().isNull()
