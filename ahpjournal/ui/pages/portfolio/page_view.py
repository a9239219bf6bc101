"""A finished page as a picture, and the way from page to page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ahpjournal.text import _
from ahpjournal.ui.kit.buttons import Button, IconButton
from ahpjournal.ui.kit.labels import Words
from ahpjournal.ui.kit.layouts import Column, Row
from ahpjournal.ui.pages.portfolio.leaving_presenter import Picture
from ahpjournal.ui.theme.theme import Theme

PAGE_WIDTH = 640
"""Width of a page on the screen, at 100 %."""
PAGE_LEAST = 380
"""How narrow a page may become before what stands beside it goes below."""
_A4 = 297 / 210
_SPOKEN = 2_000
"""Characters of a page's text that its description gives."""


class Sheet(QWidget):
    """A page of paper, smaller where there is less room, and always in its proportions."""

    def __init__(self, theme: Theme) -> None:
        """Start blank."""
        super().__init__()
        self._theme = theme
        self._pixmap = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._fit)
        self._fit()

    def show_picture(self, picture: Picture | None) -> None:
        """Show *picture*; None leaves the paper blank."""
        self._pixmap = QPixmap()
        if picture is not None:
            image = QImage(
                picture.pixels,
                picture.width,
                picture.height,
                picture.stride,
                QImage.Format.Format_RGB32,
            )
            self._pixmap = QPixmap.fromImage(image)
            self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(PAGE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = self._theme.px(PAGE_LEAST)
        return QSize(width, self.heightForWidth(width))

    @override
    def heightForWidth(self, arg__1: int) -> int:
        return round(arg__1 * _A4)

    def _fit(self) -> None:
        self.setMaximumWidth(self._theme.px(PAGE_WIDTH))
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._pixmap.isNull():
            painter.drawPixmap(self.rect(), self._pixmap)
        colours = self._theme.colours
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PageView(QWidget):
    """The pages of a finished document, one at a time; Page Up and Page Down turn them.

    Signals:
        page_requested(int): show this page, counted from 0.
        leave_requested: go on to what stands below the page.
    """

    page_requested = Signal(int)
    leave_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        """Start blank."""
        super().__init__()
        self._page = self._pages = 0
        outer = Column(self, gap=10)
        line = Row(gap=8)
        self._before = IconButton("chevron-left", _("Page before"))
        self._after = IconButton("chevron-right", _("Next page"))
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self._number = Words("", "small", "text2", wraps=False)
        line.addWidget(self._before)
        line.addWidget(self._number)
        line.addWidget(self._after)
        line.addStretch(1)
        self._onward = Button(_("Go on to saving"), "quiet", "chevron-down", theme)
        self._onward.clicked.connect(self.leave_requested)
        line.addWidget(self._onward)
        self._onward.hide()
        outer.addLayout(line)
        self._sheet = Sheet(theme)
        paper = Row()
        paper.addWidget(self._sheet, 100)
        paper.addStretch(1)
        outer.addLayout(paper)
        outer.addStretch(1)
        self._theme = theme

    def show_page(self, page: int, pages: int, picture: Picture | None) -> None:
        """Show page *page* of *pages*, counted from 0."""
        self._page, self._pages = page, pages
        words = _("Page {page} of {pages}").format(page=page + 1, pages=pages)
        self._number.setText(words)
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page + 1 < pages)
        self._sheet.show_picture(picture)
        self._sheet.setAccessibleName(words)
        self._sheet.setAccessibleDescription(picture.words[:_SPOKEN] if picture else "")

    def show_way_on(self, *, is_wanted: bool) -> None:
        """Offer to go on below the page, or not."""
        self._onward.setVisible(is_wanted)

    def focus_page(self) -> None:
        """Put the keyboard onto the page, which is there to be read even before it is drawn."""
        self._sheet.setFocus(Qt.FocusReason.TabFocusReason)

    def width_in_pixels(self) -> int:
        """Give how wide a page is drawn, in pixels of the screen."""
        return round(self._theme.px(PAGE_WIDTH) * self.devicePixelRatioF())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._page + step < self._pages:
            self.page_requested.emit(self._page + step)

    def _on_before(self) -> None:
        self.page_requested.emit(self._page - 1)

    def _on_after(self) -> None:
        self.page_requested.emit(self._page + 1)
