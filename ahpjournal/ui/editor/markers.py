"""Painting what is not text: bullets, numbers, check boxes and the bars of quotes."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPolygonF,
    QTextBlock,
    QTextDocument,
)

from ahpjournal.ui.editor.blocks import Block, BlockKind, numbers
from ahpjournal.ui.editor.document import CONTINUES, LIST_INDENT, START, block_kind, block_level
from ahpjournal.ui.theme.theme import Theme

_BOX = 16
_BAR = 3
_TICK = ((0.24, 0.52), (0.43, 0.70), (0.76, 0.33))


def paint_markers(painter: QPainter, document: QTextDocument, area: QRect) -> None:
    """Paint the markers of the blocks that show in *area*, in the document's coordinates."""
    layout = document.documentLayout()
    place = layout.hitTest(QPointF(0, max(area.top(), 0)), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(place, 0))
    if block.previous().isValid():
        block = block.previous()
    number = 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.top() > area.bottom():
            return
        kind = block_kind(block)
        if kind is BlockKind.QUOTE:
            _paint_bar(painter, document, block, rect)
        elif kind.is_list and not block.blockFormat().boolProperty(CONTINUES):
            if kind is BlockKind.NUMBER:
                number = number_of(block)
            _paint_item(painter, block, rect, number)
        block = block.next()


def number_of(block: QTextBlock) -> int:
    """Give the number that a numbered item shows."""
    run: list[Block] = []
    while block.isValid() and block_kind(block).is_list:
        form = block.blockFormat()
        if not form.boolProperty(CONTINUES):
            run.append(
                Block(block_kind(block), (), block_level(block), form.intProperty(START) or 1)
            )
        block = block.previous()
    return numbers(reversed(run))[-1] if run else 0


def box_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """Give where the check box of a check list item is painted, in the document's coordinates."""
    rect = document.documentLayout().blockBoundingRect(block)
    return _box(block, rect)


def _box(block: QTextBlock, rect: QRectF) -> QRectF:
    px = Theme.active().px
    size = px(_BOX)
    left = _text_left(block) - px(LIST_INDENT) + px(1)
    middle = _baseline(block, rect) - QFontMetricsF(Theme.active().font("editor")).capHeight() / 2
    return QRectF(left, middle - size / 2, size, size)


def _text_left(block: QTextBlock) -> float:
    return block.document().documentMargin() + block.blockFormat().leftMargin()


def _baseline(block: QTextBlock, rect: QRectF) -> float:
    line = block.layout().lineAt(0)
    return rect.top() + line.y() + line.ascent() if line.isValid() else rect.bottom()


def _paint_bar(painter: QPainter, document: QTextDocument, block: QTextBlock, rect: QRectF) -> None:
    theme = Theme.active()
    top = rect.top() + theme.px(4)
    before = block.previous()
    if before.isValid() and block_kind(before) is BlockKind.QUOTE:
        top = document.documentLayout().blockBoundingRect(before).bottom() - 1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours.accent))
    left = block.document().documentMargin() + theme.px(2)
    painter.drawRect(QRectF(left, top, theme.px(_BAR), rect.bottom() - top))


def _paint_item(painter: QPainter, block: QTextBlock, rect: QRectF, number: int) -> None:
    theme = Theme.active()
    kind = block_kind(block)
    painter.setPen(QColor(theme.colours.text2))
    if kind is BlockKind.NUMBER:
        painter.setFont(theme.font("editor"))
        words = f"{number}."
        width = painter.fontMetrics().horizontalAdvance(words)
        left = _text_left(block) - theme.px(8) - width
        painter.drawText(QPointF(left, _baseline(block, rect)), words)
    elif kind is BlockKind.BULLET:
        _paint_bullet(painter, block, rect)
    else:
        _paint_box(painter, _box(block, rect), is_done=kind is BlockKind.DONE)


def _paint_bullet(painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
    theme = Theme.active()
    radius = 2.75 * theme.scale
    rise = QFontMetricsF(theme.font("editor")).xHeight() / 2
    centre = QPointF(_text_left(block) - theme.px(14), _baseline(block, rect) - rise)
    colour = QColor(theme.colours.text)
    if block_level(block) % 2:
        painter.setPen(QPen(colour, 1.25 * theme.scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)


def _paint_box(painter: QPainter, box: QRectF, *, is_done: bool) -> None:
    colours = Theme.active().colours
    box = box.adjusted(0.75, 0.75, -0.75, -0.75)
    line = colours.accent if is_done else colours.control
    painter.setPen(QPen(QColor(line), 1.5))
    painter.setBrush(QColor(colours.accent if is_done else colours.surface))
    radius = box.width() * 0.26
    painter.drawRoundedRect(box, radius, radius)
    if is_done:
        pen = QPen(QColor(colours.on_accent), box.width() / 8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            QPolygonF(
                [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK]
            )
        )
