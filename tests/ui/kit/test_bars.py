"""Bars and the panel for long work."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.jobs import JobStage, Progress
from ahpjournal.ui.kit.bars import SHOW_AFTER_MS, Bar, ProgressPanel, Segments
from ahpjournal.ui.kit.buttons import Button
from ahpjournal.ui.theme.theme import Theme
from ahpjournal.ui.theme.tokens import LIGHT


def filled(widget: QWidget) -> float:
    image = widget.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2).name().upper() for x in range(image.width())]
    return row.count(LIGHT.accent) / len(row)


@pytest.mark.parametrize(("done", "share"), [(0, 0.0), (3, 0.25), (9, 0.75), (12, 1.0)])
def test_a_bar_is_filled_by_its_share(qtbot: QtBot, theme: Theme, done: int, share: float) -> None:
    bar = Bar("Ratings done")
    qtbot.addWidget(bar)
    bar.resize(400, 8)
    bar.show_share(done, 12)
    assert filled(bar) == pytest.approx(share, abs=0.02)
    assert (bar.value(), bar.maximum()) == (done, 12)
    assert bar.accessibleName() == "Ratings done"


def test_a_bar_without_a_total_moves_only_while_it_is_seen(qtbot: QtBot, theme: Theme) -> None:
    bar = Bar("Progress")
    qtbot.addWidget(bar)
    bar.resize(400, 8)
    bar.show()
    bar.show_share(0, 0)
    first = bar.grab().toImage()
    qtbot.waitUntil(lambda: bar.grab().toImage() != first)
    bar.hide()
    states = [bar.is_moving]
    bar.show()
    states.append(bar.is_moving)
    bar.show_share(1, 2)
    states.append(bar.is_moving)
    assert states == [False, True, False]


def test_segments_are_full_half_or_empty(qtbot: QtBot, theme: Theme) -> None:
    segments = Segments()
    qtbot.addWidget(segments)
    segments.resize(618, 8)
    segments.show_shares((1, 0.5, 0, 0), "1 of 4 modules complete")
    assert filled(segments) == pytest.approx(1.5 / 4, abs=0.03)
    assert segments.accessibleName() == "1 of 4 modules complete"


def panel_in_frame(qtbot: QtBot) -> tuple[ProgressPanel, QWidget]:
    frame = QWidget()
    column = QVBoxLayout(frame)
    panel = ProgressPanel()
    column.addWidget(panel)
    qtbot.addWidget(frame)
    frame.show()
    return panel, frame


def test_short_work_shows_no_panel(qtbot: QtBot, theme: Theme) -> None:
    panel, _frame = panel_in_frame(qtbot)
    panel.show_progress(None, is_running=True, is_stopping=False)
    assert panel.isHidden()
    panel.show_progress(None, is_running=False, is_stopping=False)
    with qtbot.assertNotEmitted(panel.cancel_requested, wait=SHOW_AFTER_MS + 100):
        pass
    assert panel.isHidden()


def test_long_work_is_told_in_words_and_can_be_stopped(qtbot: QtBot, theme: Theme) -> None:
    panel, _frame = panel_in_frame(qtbot)
    progress = Progress(3, 12, JobStage.DRAWING)
    panel.show_progress(progress, is_running=True, is_stopping=False)
    qtbot.waitUntil(panel.isVisible)
    words = {label.text() for label in panel.findChildren(QLabel)}
    assert "Setting the pages\u2026" in words
    with qtbot.waitSignal(panel.cancel_requested):
        panel.findChildren(Button)[0].click()
    panel.show_progress(progress, is_running=True, is_stopping=True)
    words = {label.text() for label in panel.findChildren(QLabel)}
    assert "Stopping\u2026" in words
    assert not panel.findChildren(Button)[0].isEnabled()
    panel.show_progress(None, is_running=False, is_stopping=False)
    assert panel.isHidden()


@pytest.mark.parametrize("stage", list(JobStage))
def test_every_stage_has_words(qtbot: QtBot, theme: Theme, stage: JobStage) -> None:
    panel, _frame = panel_in_frame(qtbot)
    panel.show_progress(Progress(0, 0, stage), is_running=True, is_stopping=False)
    words = [label.text() for label in panel.findChildren(QLabel)]
    assert all(word.endswith("\u2026") for word in words)
