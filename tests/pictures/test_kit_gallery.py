"""Every piece of the kit on one page: nothing is cut off, everything can be reached and has a name.

The pictures are left in pytest's temporary folder, to be looked at.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ahpjournal.domain.jobs import JobStage, Progress
from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.kit.bars import Bar, ProgressPanel, Segments
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.cards import Banner, Card, Divider, EmptyState, Figure, ScrollPage, page_head
from ahpjournal.ui.kit.chips import FilterChips, TagChip
from ahpjournal.ui.kit.choices import CheckBox, RadioButton
from ahpjournal.ui.kit.fields import ChoiceField, DateField, SearchField, TextArea, TextField
from ahpjournal.ui.kit.flow import FlowBox
from ahpjournal.ui.kit.labels import OneLine, Words, pill
from ahpjournal.ui.kit.layouts import AdaptiveRow, Row
from ahpjournal.ui.kit.toolbar import StatusLine, Toolbar
from ahpjournal.ui.theme.theme import Theme

LONG = (
    "9 of 12 done, about 6 minutes left. Your earlier ratings stay hidden until you finish, so "
    "that they do not lead you."
)


def make_gallery() -> QWidget:
    """Build the page."""
    frame = QWidget()
    outer = QVBoxLayout(frame)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    page = ScrollPage()
    head, _heading, _line = page_head("Good morning, Sarah", "Module 3 of 6: Service improvement")
    search = SearchField("Search everything")
    head.addWidget(search)
    head.addWidget(Button("New reflection", "primary", "plus"))
    page.content.addLayout(head)
    page.content.addWidget(AdaptiveRow([_next_step(), _programme()], stretch=(3, 2)))
    page.content.addWidget(AdaptiveRow([_form(), _choices()], stretch=(1, 1)))
    for banner in _banners():
        page.content.addWidget(banner)
    page.content.addWidget(_writing())
    page.content.addWidget(_nothing_yet())
    page.content.addStretch(1)
    outer.addWidget(page, 1)
    status = StatusLine()
    status.show_status("Saved at 10:42")
    status.show_fact("168 words")
    status.show_advice("Do not include names that identify a patient")
    outer.addWidget(status)
    return frame


def _next_step() -> Card:
    card = Card()
    card.body.addWidget(Words("Next step", "label", "accent"))
    card.body.addWidget(Words("Finish re-rating your Module 3 competencies", "title"))
    card.body.addWidget(Words(LONG, "small", "text2"))
    bar = Bar("Ratings done")
    bar.show_share(9, 12)
    card.body.addWidget(bar)
    buttons = FlowBox()
    for button in (
        Button("Continue self-rating", "primary"),
        Button("Remind me on Friday"),
        Button("Delete", "danger", "trash-2"),
        Button("View as table", "quiet"),
    ):
        buttons.add(button)
    off = Button("Not now", "secondary", "clock")
    off.setEnabled(False)
    buttons.add(off)
    card.body.addWidget(buttons)
    return card


def _programme() -> Card:
    card = Card("Programme", "2 modules complete, 4 to go", pill("On track", "ok"))
    segments = Segments()
    segments.show_shares((1, 1, 0.6, 0, 0, 0), "2 of 6 modules complete")
    card.body.addWidget(segments)
    figures = Row(gap=16)
    for number, caption in ((27, "reflections"), (14, "actions done"), (31, "CPD hours")):
        figure = Figure(caption)
        figure.show_number(number, caption)
        figures.addWidget(figure, 1)
    card.body.addLayout(figures)
    return card


def _form() -> Card:
    card = Card("Turn into action", "What, by when, and how you will know")
    name = TextField("What will you do?", "One step you can finish")
    name.set_text("Book twenty minutes with Dan this week")
    why = TextArea("Why does it matter?", placeholder="In a sentence or two")
    due = DateField("Due")
    due.set_value(date(2026, 6, 26))
    late = DateField("Review", hint="A date after the due date")
    late.set_value(date(2026, 6, 1))
    late.show_error("The review date is before the due date. Choose a later one.")
    module = ChoiceField("Module", (("3", "Module 3: Service improvement"), ("4", "Module 4")))
    off = TextField("Set by your organisation")
    off.set_text("Leeds")
    off.control.setEnabled(False)
    for field in (name, why, AdaptiveRow([due, late], stack_below=360), module, off):
        card.body.addWidget(field)
    return card


def _choices() -> Card:
    card = Card("Actions due soon", trailing=Button("All actions", "quiet"))
    for text, is_on in (("Agree audit criteria with the community team", True), (LONG, False)):
        box = CheckBox(text)
        box.setChecked(is_on)
        card.body.addWidget(box)
        card.body.addWidget(Divider())
    for text, is_on in (("Light", True), ("Dark", False)):
        radio = RadioButton(text)
        radio.setChecked(is_on)
        card.body.addWidget(radio)
    chips = FilterChips("Entries", (("all", "All"), ("module", "This module"), ("draft", "Drafts")))
    card.body.addWidget(chips)
    pills = FlowBox()
    for text, tone in (
        ("Module 3: Service improvement", "accent"),
        ("Leadership", ""),
        ("On track", "ok"),
        ("Due Fri 26 Jun", "warn"),
        ("Overdue", "bad"),
    ):
        pills.add(pill(text, tone))
    for tag in ("falls", "community team"):
        pills.add(TagChip(tag))
    pills.add(Button("Add a tag", "tag", "plus"))
    card.body.addWidget(pills)
    card.body.addWidget(
        OneLine("Declined the extra clinic. It was the right thing to do " * 3, "small")
    )
    for look in ("body", "strong", "small", "caption", "h2"):
        card.body.addWidget(Words(f"Type style {look}: ŵŷ łș àéî 0123456789", look))
    return card


def _banners() -> list[QWidget]:
    made: list[QWidget] = []
    for tone, title in (
        ("info", "A newer version of the reflective models is here"),
        ("ok", "Your portfolio is saved"),
        ("warn", "There has been no backup for 30 days"),
        ("bad", "The folder could not be written to"),
    ):
        banner = Banner(may_dismiss=tone == "ok")
        banner.show_words(title, LONG, tone, "Choose another folder" if tone == "bad" else "")
        made.append(banner)
    panel = ProgressPanel()
    panel.show_progress(Progress(3, 12, JobStage.DRAWING), is_running=True, is_stopping=False)
    panel.show()
    made.append(panel)
    return made


def _writing() -> Card:
    card = Card()
    tools = Toolbar("Text")
    for icon, name in (("undo-2", "Undo"), ("redo-2", "Redo")):
        tools.add(IconButton(icon, name))
    tools.add_gap()
    for icon, name in (("heading", "Heading"), ("bold", "Bold"), ("italic", "Italic")):
        tools.add(IconButton(icon, name, shortcut="Ctrl+B", checkable=True))
    tools.add_gap()
    for icon, name in (("list", "Bullets"), ("list-ordered", "Numbers"), ("list-todo", "Tasks")):
        tools.add(IconButton(icon, name)).setChecked(True)
    tools.add_stretch()
    off = tools.add(IconButton("ellipsis", "More"))
    off.setEnabled(False)
    card.body.addWidget(tools, 0, Qt.AlignmentFlag.AlignTop)
    return card


def _nothing_yet() -> Card:
    card = Card()
    state = EmptyState(
        "notebook-pen",
        "Nothing written yet",
        "A reflection can be three lines. Write what happened, what you make of it, and what you "
        "will do next.",
        "Write the first one",
    )
    card.body.addWidget(state)
    return card


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[Theme]:
    """Give the theme with every font, and put it back to light at 100 % afterwards."""
    active = Theme.active()
    active.load_all_fonts()
    yield active
    active.apply_look(ThemeChoice.LIGHT, 100)


def laid_out(qtbot: QtBot, theme: Theme, size: int) -> QWidget:
    """Give the page, shown as wide as beside the sidebar of a laptop and as high as it needs."""
    gallery = make_gallery()
    gallery.setProperty("look", "page")
    qtbot.addWidget(gallery)
    width = 1366 - theme.px(theme.sizes.sidebar if size <= 150 else theme.sizes.rail)
    gallery.resize(width, {100: 2_200, 150: 5_000, 200: 7_000}[size])
    gallery.show()
    bars = gallery.findChildren(ScrollPage)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bars.maximum() == 0)
    return gallery


def cut_off(gallery: QWidget) -> list[str]:
    """Name every label and button that is smaller than its words."""
    found = []
    for label in gallery.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, OneLine):
            continue
        low = label.height() < label.heightForWidth(label.width())
        narrow = label.width() < label.minimumSizeHint().width()
        if low or narrow:
            found.append(label.text())
    for button in gallery.findChildren(QAbstractButton):
        if not button.isVisible():
            continue
        needed = button.minimumSizeHint()
        low = button.hasHeightForWidth() and button.height() < button.heightForWidth(button.width())
        if low or button.width() < needed.width() or button.height() < needed.height():
            found.append(button.accessibleName())
    return found


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_nothing_is_cut_off(
    qtbot: QtBot, theme: Theme, tmp_path: Path, choice: ThemeChoice, size: int
) -> None:
    theme.apply_look(choice, size)
    gallery = laid_out(qtbot, theme, size)
    picture: QImage = gallery.grab().toImage()
    assert picture.save(str(tmp_path / f"kit-{choice}-{size}.png"))
    assert cut_off(gallery) == []
    assert picture.pixelColor(2, 2).name().upper() == theme.colours.bg


def test_a_change_of_look_reaches_everything_that_is_shown(qtbot: QtBot, theme: Theme) -> None:
    gallery = laid_out(qtbot, theme, 100)
    gallery.resize(1_200, 3_400)
    theme.apply_look(ThemeChoice.DARK, 150)
    other = laid_out(qtbot, theme, 150)
    other.resize(1_200, 3_400)
    for page in (gallery, other):
        page.findChildren(SearchField)[0].setEnabled(False)
    qtbot.waitUntil(lambda: gallery.grab().toImage() == other.grab().toImage())


def test_everything_that_takes_focus_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    gallery = laid_out(qtbot, theme, 100)
    nameless = [
        type(widget).__name__
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_tab_reaches_every_stop_in_reading_order(qtbot: QtBot, theme: Theme) -> None:
    gallery = laid_out(qtbot, theme, 100)
    gallery.activateWindow()
    qtbot.waitUntil(gallery.isActiveWindow)
    gallery.findChildren(SearchField)[0].setFocus()
    names: list[str] = []
    for _turn in range(60):
        focused = gallery.focusWidget()
        assert focused is not None
        spoken = QAccessible.queryAccessibleInterface(focused)
        assert spoken is not None
        assert spoken.role() is not QAccessible.Role.NoRole
        name = focused.accessibleName()
        if names and name == names[0]:
            break
        names.append(name)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = ["Search everything", "New reflection", "Continue self-rating", "What will you do?"]
    wanted += ["Review", "Module", "All actions", "All", "Undo", "Write the first one"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)
