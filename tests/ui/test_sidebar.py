"""The sidebar: the pages, the one that is shown, and what happens where there is little room."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ahpjournal.settings import ThemeChoice
from ahpjournal.ui.navigation import page_specs
from ahpjournal.ui.routes import PageId
from ahpjournal.ui.sidebar import NavigationButton, PageList, Sidebar
from ahpjournal.ui.theme.theme import Theme
from tests.ui.keyboard import press_tab


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme) -> Sidebar:
    made = Sidebar(page_specs(), theme)
    qtbot.addWidget(made)
    made.resize(made.width(), 768)
    made.show()
    return made


def lists(sidebar: Sidebar) -> tuple[PageList, PageList]:
    first, second = sidebar.findChildren(PageList)
    return first, second


def test_marking_the_page_that_is_shown_asks_for_nothing(qtbot: QtBot, sidebar: Sidebar) -> None:
    with qtbot.assertNotEmitted(sidebar.page_requested):
        sidebar.select(PageId.JOURNAL)
    main, foot = lists(sidebar)
    assert main.currentIndex().isValid()
    assert not foot.currentIndex().isValid()


def test_an_arrow_key_asks_for_the_next_page(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.select(PageId.TODAY)
    main, _foot = lists(sidebar)
    with qtbot.waitSignal(sidebar.page_requested) as told:
        qtbot.keyClick(main, Qt.Key.Key_Down)
    assert told.args == [PageId.PROGRAMME.value]


@pytest.mark.parametrize("is_backwards", [False, True])
def test_passing_through_with_tab_leaves_the_page_as_it_is(
    qtbot: QtBot, sidebar: Sidebar, is_backwards: bool
) -> None:
    sidebar.select(PageId.JOURNAL)
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    main, foot = lists(sidebar)
    reached = set()
    with qtbot.assertNotEmitted(sidebar.page_requested):
        for _press in range(4):
            reached.add(press_tab(sidebar, backwards=is_backwards))
    assert reached == {main, foot}
    assert main.currentIndex().row() == 4
    assert not foot.selectionModel().hasSelection()


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_Return, PageId.SETTINGS),
        (Qt.Key.Key_Space, PageId.SETTINGS),
        (Qt.Key.Key_Down, PageId.SAFEKEEPING),
        (Qt.Key.Key_End, PageId.ABOUT),
    ],
)
def test_a_list_without_the_shown_page_begins_at_its_first_row(
    qtbot: QtBot, sidebar: Sidebar, key: Qt.Key, page: PageId
) -> None:
    sidebar.select(PageId.JOURNAL)
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    _main, foot = lists(sidebar)
    foot.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(sidebar.page_requested) as told:
        qtbot.keyClick(foot, key)
    assert told.args == [page.value]


def test_a_click_on_the_row_where_the_keyboard_is_asks_for_its_page(
    qtbot: QtBot, sidebar: Sidebar
) -> None:
    sidebar.select(PageId.JOURNAL)
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    _main, foot = lists(sidebar)
    foot.setFocus(Qt.FocusReason.TabFocusReason)
    row = foot.visualRect(foot.model().index(0, 0)).center()
    with qtbot.waitSignal(sidebar.page_requested) as told:
        qtbot.mouseClick(foot.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert told.args == [PageId.SETTINGS.value]


@pytest.mark.parametrize("page", [PageId.TODAY, PageId.ABOUT])
def test_where_the_keyboard_is_can_be_seen(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar, page: PageId
) -> None:
    sidebar.select(page)
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    main, foot = lists(sidebar)
    foot.setFocus(Qt.FocusReason.TabFocusReason)
    assert accent_in(main, theme) == 0
    main.setFocus(Qt.FocusReason.TabFocusReason)
    assert accent_in(main, theme) > 100


def accent_in(pages: PageList, theme: Theme) -> int:
    """Count pixels of the ring's colour in *pages*."""
    picture = pages.viewport().grab().toImage()
    wanted = QColor(theme.colours.accent).rgb()
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == wanted for x, y in places)


def test_a_rail_keeps_the_names_for_screen_readers(theme: Theme, sidebar: Sidebar) -> None:
    sidebar.set_rail(True)
    main, _foot = lists(sidebar)
    index = main.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.DisplayRole) == ""
    assert index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ToolTipRole)
    assert sidebar.width() == theme.px(theme.sizes.rail)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_the_lists_never_lie_over_each_other(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar, size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    sidebar.set_rail(size > 100)
    sidebar.resize(sidebar.width(), 768)
    main, foot = lists(sidebar)
    qtbot.waitUntil(lambda: main.geometry().bottom() < foot.geometry().top())
    assert foot.geometry().bottom() < sidebar.height()


def test_the_shown_page_is_in_view_where_the_list_must_scroll(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, 200)
    sidebar.set_rail(True)
    sidebar.resize(sidebar.width(), 480)
    main, _foot = lists(sidebar)
    qtbot.waitUntil(lambda: main.verticalScrollBar().maximum() > 0)
    sidebar.select(PageId.PORTFOLIO)
    row = main.visualRect(main.currentIndex())
    assert main.viewport().rect().contains(row.center())


def test_with_very_large_letters_the_pages_come_before_the_name(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, 200)
    sidebar.set_rail(True)
    sidebar.resize(sidebar.width(), 768)
    main, foot = lists(sidebar)
    head = sidebar.findChild(QLabel, "mark")
    assert head is not None
    qtbot.waitUntil(lambda: not head.isVisible())
    assert main.verticalScrollBar().maximum() == 0
    assert foot.verticalScrollBar().maximum() == 0
    sidebar.resize(sidebar.width(), 1080)
    qtbot.waitUntil(head.isVisible)


def test_all_pages_stay_in_view_on_a_low_screen(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar
) -> None:
    sidebar.set_rail(True)
    sidebar.resize(sidebar.width(), 512)  # 1366x768 at 150 %
    main, foot = lists(sidebar)
    qtbot.waitUntil(lambda: main.height() >= main.sizeHint().height())
    assert main.verticalScrollBar().maximum() == 0
    assert foot.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [100, 125, 150, 200])
def test_the_pictures_of_a_rail_stand_in_the_middle_of_their_marks(
    qtbot: QtBot, theme: Theme, sidebar: Sidebar, size: int
) -> None:
    theme.apply_look(ThemeChoice.LIGHT, size)
    sidebar.set_rail(True)
    sidebar.resize(sidebar.width(), 1000)
    sidebar.select(PageId.TODAY)
    main, _foot = lists(sidebar)
    picture = main.viewport().grab().toImage()
    row = main.visualRect(main.model().index(0, 0))
    mark = columns_unlike(picture, row, QColor(theme.colours.sidebar), 4)
    soft = QColor(theme.colours.soft)
    icon = columns_unlike(picture, row.adjusted(8, 8, -8, -8), soft, 40)
    assert abs(sum(mark) - sum(icon)) / 2 <= 1.5


def columns_unlike(picture: QImage, area: QRect, colour: QColor, least: int) -> tuple[int, int]:
    """Give the first and last column in *area* with a pixel that differs from *colour*."""

    def differs(x: int, y: int) -> bool:
        found = picture.pixelColor(x, y)
        parts = (
            abs(found.red() - colour.red()),
            abs(found.green() - colour.green()),
            abs(found.blue() - colour.blue()),
        )
        return sum(parts) > least

    found = [
        x
        for x in range(area.left(), area.right() + 1)
        if any(differs(x, y) for y in range(area.top(), area.bottom() + 1))
    ]
    return found[0], found[-1]


def test_coming_to_a_list_opens_no_page_and_return_does(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.select(PageId.TODAY)
    sidebar.activateWindow()
    _main, foot = lists(sidebar)
    with qtbot.assertNotEmitted(sidebar.page_requested):
        foot.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(foot.hasFocus)
    assert foot.selectedIndexes() == []
    with qtbot.waitSignal(sidebar.page_requested) as told:
        qtbot.keyClick(foot, Qt.Key.Key_Return)
    assert told.args == [PageId.SETTINGS.value]


def test_locking_is_offered_where_there_is_something_to_lock(
    qtbot: QtBot, sidebar: Sidebar
) -> None:
    (lock,) = sidebar.findChildren(NavigationButton)
    assert lock.isHidden()
    sidebar.offer_lock(True)
    assert lock.isVisible()
    assert lock.accessibleName() == "Lock now"
    with qtbot.waitSignal(sidebar.lock_requested):
        qtbot.keyClick(lock, Qt.Key.Key_Return)
    sidebar.set_rail(True)
    assert lock.text() == ""
    sidebar.resize(sidebar.width(), 512)
    main, foot = lists(sidebar)
    qtbot.waitUntil(lambda: lock.geometry().bottom() < sidebar.height())
    assert foot.geometry().bottom() < lock.geometry().top()
    qtbot.waitUntil(lambda: main.verticalScrollBar().maximum() == 0)
