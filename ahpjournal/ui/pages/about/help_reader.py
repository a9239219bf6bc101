"""A help page to read: Markdown with the program's own type, spacing and colours."""

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from ahpjournal.text import _
from ahpjournal.ui.theme.theme import Theme

_LOOKS = {1: "h1", 2: "h2", 3: "title"}
_ABOVE = {1: 0, 2: 22, 3: 14}
_BELOW, _ITEM_BELOW = 8, 4
_LINE = 135
"""Height of a line, per cent of the letters'."""
_CELL = 7


class HelpReader(QTextBrowser):
    """Shows one help page; arrow keys, Page Up and Page Down scroll it."""

    def __init__(self, theme: Theme) -> None:
        """Start empty."""
        super().__init__()
        self._theme = theme
        self._markdown = ""
        self.setProperty("look", "help")
        self.setOpenLinks(False)
        self.setAccessibleName(_("Help page"))
        theme.changed.connect(self._lay_out)

    def show_page(self, markdown: str) -> bool:
        """Show *markdown* from its beginning; tells whether it is another page than before."""
        if markdown == self._markdown:
            return False
        self._markdown = markdown
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        return True

    def _lay_out(self) -> None:
        self.setMarkdown(self._markdown)
        document = self.document()
        document.setDefaultFont(self._theme.font("body"))
        block = document.begin()
        while block.isValid():
            self._set_block(block)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)

    def _set_block(self, block: QTextBlock) -> None:
        px = self._theme.px
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        is_item = block.textList() is not None
        is_cell = cursor.currentTable() is not None
        spacing = QTextBlockFormat()
        spacing.setTopMargin(px(_ABOVE.get(level, 0)))
        below = 0 if is_cell else _ITEM_BELOW if is_item else _BELOW
        spacing.setBottomMargin(px(below))
        spacing.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if level:
            letters = QTextCharFormat()
            letters.setFont(self._theme.font(_LOOKS.get(level, "title")))
            letters.setForeground(QColor(self._theme.colours.text))
            cursor.setCharFormat(letters)  # Markdown's own would scale the default font instead

    def _set_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorder(1)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderCollapse(True)
        look.setBorderBrush(QColor(self._theme.colours.border))
        look.setCellPadding(self._theme.px(_CELL))
        look.setCellSpacing(0)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        look.setTopMargin(self._theme.px(_BELOW))
        look.setBottomMargin(self._theme.px(_BELOW))
        table.setFormat(look)
