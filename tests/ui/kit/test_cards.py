"""Cards, banners, empty states and the page that scrolls."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.services.messages import UserMessage
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Banner, Card, EmptyState, Figure, ScrollPage, page_head
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.theme.theme import Theme

LONG = "The folder cannot be written to. Your journal is safe. Choose another folder. " * 2


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_a_card_is_named_by_its_title(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Programme", "2 modules complete", Button("All", "quiet"))
    qtbot.addWidget(card)
    assert card.accessibleName() == "Programme"
    card.set_title("Modules")
    card.set_subtitle("")
    assert texts(card) == ["Modules"]
    assert card.accessibleName() == "Modules"


def test_a_card_keeps_spare_height_below_its_words(qtbot: QtBot, theme: Theme) -> None:
    card = Card("Programme")
    words = Words("one line")
    card.body.addWidget(words)
    qtbot.addWidget(card)
    card.resize(300, 600)
    card.show()
    assert words.height() < 40


def test_a_banner_is_hidden_until_there_is_something_to_say(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    banner = Banner()
    banner.setParent(frame)
    assert banner.isHidden()
    message = UserMessage("Not saved", "The disk is full.", "Your words are here.", "Make room.")
    banner.show_message(message, "Try again")
    assert not banner.isHidden()
    assert banner.accessibleName() == "Not saved"
    assert banner.accessibleDescription() == "The disk is full. Your words are here. Make room."
    assert banner.property("tone") == "bad"
    banner.show_message(None)
    assert banner.isHidden()


@pytest.mark.parametrize("tone", ["info", "ok", "warn", "bad"])
def test_a_banner_has_a_picture_beside_its_colour(qtbot: QtBot, theme: Theme, tone: str) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_words("Title", "Text", tone)
    pictures = [label for label in banner.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(pictures) == 1


def test_the_button_of_a_banner_asks_for_the_next_step(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_words("Title", "Text", "warn", "Back up now")
    (button,) = (b for b in banner.findChildren(Button) if b.isVisibleTo(banner))
    assert button.accessibleName() == "Back up now"
    with qtbot.waitSignal(banner.action_requested):
        button.click()


def test_a_banner_that_may_be_closed_says_so_and_closes(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner(may_dismiss=True)
    qtbot.addWidget(banner)
    banner.show_words("Saved", "", "ok")
    (close,) = banner.findChildren(IconButton)
    with qtbot.waitSignal(banner.dismissed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_a_banner_that_must_stay_has_nothing_to_close_it(qtbot: QtBot, theme: Theme) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_words("Not saved", "The disk is full.", "bad")
    assert not [b for b in banner.findChildren(IconButton) if b.isVisibleTo(banner)]


def test_an_empty_state_teaches_and_offers_a_step(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState("sprout", "Nothing yet", LONG, "Write the first one")
    qtbot.addWidget(state)
    state.resize(900, 500)
    state.show()
    assert "Nothing yet" in texts(state)
    wide = max(label.width() for label in state.findChildren(QLabel) if label.text() == LONG)
    assert wide <= 460
    with qtbot.waitSignal(state.action_requested):
        state.findChildren(Button)[0].click()


def test_a_figure_is_spoken_as_one(qtbot: QtBot, theme: Theme) -> None:
    figure = Figure("reflections")
    qtbot.addWidget(figure)
    figure.show_number(1, "reflection")
    assert figure.accessibleName() == "1 reflection"


@pytest.mark.parametrize("size", [100, 200])
def test_a_page_is_at_most_as_wide_as_can_be_read_and_centred(
    qtbot: QtBot, theme: Theme, size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    page = ScrollPage()
    qtbot.addWidget(page)
    inner = QWidget()
    page.content.addWidget(inner)
    page.resize(4_000, 800)
    page.show()
    assert inner.width() == theme.px(1256)
    left = inner.mapTo(page, inner.rect().topLeft()).x()
    right = page.viewport().width() - left - inner.width()
    assert abs(left - right) <= 2


def test_a_page_scrolls_only_up_and_down(qtbot: QtBot, theme: Theme) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    for _n in range(40):
        page.content.addWidget(Words(LONG))
    page.resize(500, 400)
    page.show()
    assert page.verticalScrollBar().maximum() > 0
    assert not page.horizontalScrollBar().isVisible()
    body = page.widget()
    assert body is not None
    assert body.width() == page.viewport().width()


def test_a_page_can_show_a_part_further_down(qtbot: QtBot, theme: Theme) -> None:
    page = ScrollPage()
    qtbot.addWidget(page)
    parts = [Words(LONG) for _n in range(40)]
    for part in parts:
        page.content.addWidget(part)
    page.resize(500, 400)
    page.show()
    page.show_part(parts[-1])
    assert page.verticalScrollBar().value() > 0
    top = parts[-1].mapTo(page.viewport(), parts[-1].rect().topLeft()).y()
    assert 0 <= top < 400


def test_a_page_tells_its_width_at_full_size(qtbot: QtBot, theme: Theme) -> None:
    theme.apply_look(ThemeChoice.LIGHT, 200)
    page = ScrollPage()
    qtbot.addWidget(page)
    widths: list[int] = []
    page.on_width(widths.append)
    page.resize(1_000, 400)
    page.show()
    assert widths[-1] == round(page.viewport().width() / 2)


def test_the_head_of_a_page_hides_an_empty_line(qtbot: QtBot, theme: Theme) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    head, heading, line = page_head("Journal")
    frame.setLayout(head)
    assert heading.property("look") == "h1"
    assert not line.isVisibleTo(frame)
