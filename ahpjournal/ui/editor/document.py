"""Between blocks and a QTextDocument."""

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from ahpjournal.ui.editor.blocks import Block, BlockKind, Span, merge, read_markdown
from ahpjournal.ui.editor.markdown_writer import write_markdown
from ahpjournal.ui.theme.theme import Theme

IS_QUOTE = int(QTextFormat.Property.UserProperty) + 1
_HEADING_SIZES = {2: 1.35, 3: 1.18}
_STYLES = {
    BlockKind.NUMBER: QTextListFormat.Style.ListDecimal,
    BlockKind.BULLET: QTextListFormat.Style.ListDisc,
    BlockKind.TO_DO: QTextListFormat.Style.ListDisc,
    BlockKind.DONE: QTextListFormat.Style.ListDisc,
}
_MARKERS = {
    BlockKind.TO_DO: QTextBlockFormat.MarkerType.Unchecked,
    BlockKind.DONE: QTextBlockFormat.MarkerType.Checked,
}


class DocumentFormats:
    """The formats of the editor at the present theme and scale."""

    def __init__(self, theme: Theme) -> None:
        """Take sizes and colours from *theme*."""
        self._theme = theme

    def base_font(self) -> QFont:
        """Give the font of running text."""
        return self._theme.font("editor")

    def block(self, kind: BlockKind) -> QTextBlockFormat:
        """Give the format of a paragraph."""
        px = self._theme.px
        made = QTextBlockFormat()
        made.setLineHeight(150, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        made.setBottomMargin(px(4) if kind.is_list else px(10))
        if kind in {BlockKind.HEADING_2, BlockKind.HEADING_3}:
            made.setHeadingLevel(2 if kind is BlockKind.HEADING_2 else 3)
            made.setTopMargin(px(10))
            made.setLineHeight(130, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        if kind is BlockKind.QUOTE:
            made.setProperty(IS_QUOTE, True)
            made.setLeftMargin(px(18))
        if kind in _MARKERS:
            made.setMarker(_MARKERS[kind])
        return made

    def text(self, span: Span, kind: BlockKind) -> QTextCharFormat:
        """Give the format of a run of text in a paragraph of *kind*."""
        made = QTextCharFormat()
        font = self.base_font()
        if kind in {BlockKind.HEADING_2, BlockKind.HEADING_3}:
            level = 2 if kind is BlockKind.HEADING_2 else 3
            font.setPixelSize(round(font.pixelSize() * _HEADING_SIZES[level]))
            font.setWeight(QFont.Weight.DemiBold)
        if span.is_bold:
            font.setWeight(QFont.Weight.Bold)
        font.setItalic(span.is_italic)
        if span.href:
            made.setAnchor(True)
            made.setAnchorHref(span.href)
            made.setFontUnderline(True)
            made.setForeground(QColor(self._theme.colours.accent))
            font.setUnderline(True)
        made.setFont(font)
        return made


def fill_document(document: QTextDocument, markdown: str, formats: DocumentFormats) -> None:
    """Put *markdown* into *document*, which is emptied first; undo starts afresh."""
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDefaultFont(formats.base_font())
    insert_blocks(QTextCursor(document), read_markdown(markdown), formats, is_empty=True)
    document.setUndoRedoEnabled(True)
    document.setModified(False)


def insert_blocks(
    cursor: QTextCursor, blocks: tuple[Block, ...], formats: DocumentFormats, *, is_empty: bool
) -> None:
    """Insert *blocks* at *cursor*; *is_empty* says that its paragraph may be taken over."""
    cursor.beginEditBlock()
    lists: dict[tuple[int, bool], object] = {}
    before: Block | None = None
    if not blocks:
        cursor.setBlockFormat(formats.block(BlockKind.PARAGRAPH))
        cursor.setBlockCharFormat(formats.text(Span(""), BlockKind.PARAGRAPH))
    for block in blocks:
        plain = formats.text(Span(""), block.kind)
        if before is None and is_empty:
            cursor.setBlockFormat(formats.block(block.kind))
            cursor.setBlockCharFormat(plain)
        else:
            cursor.insertBlock(formats.block(block.kind), plain)
            current = cursor.currentList()
            if current is not None:
                current.remove(cursor.block())
                cursor.setBlockFormat(formats.block(block.kind))
        if block.kind.is_list:
            _join_list(cursor, block, before, lists)
        else:
            lists.clear()
        for span in block.spans:
            cursor.insertText(span.text, formats.text(span, block.kind))
        before = block
    cursor.endEditBlock()


def _join_list(
    cursor: QTextCursor, block: Block, before: Block | None, lists: dict[tuple[int, bool], object]
) -> None:
    is_number = block.kind is BlockKind.NUMBER
    if before is not None and before.depth > block.depth:
        for key in [k for k in lists if k[0] > block.depth]:
            del lists[key]
    lists.pop((block.depth, not is_number), None)
    key = (block.depth, is_number)
    found = lists.get(key)
    if found is not None:
        found.add(cursor.block())  # type: ignore[attr-defined]
        return
    made = QTextListFormat()
    made.setStyle(_STYLES[block.kind])
    made.setIndent(block.depth + 1)
    lists[key] = cursor.createList(made)


def document_blocks(document: QTextDocument) -> tuple[Block, ...]:
    """Read the paragraphs of *document*."""
    found = []
    block = document.begin()
    while block.isValid():
        found.append(read_block(block))
        block = block.next()
    return tuple(found)


def document_markdown(document: QTextDocument) -> str:
    """Give *document* as Markdown."""
    return write_markdown(document_blocks(document))


def block_kind(block: QTextBlock) -> BlockKind:
    """Tell what a paragraph is."""
    form = block.blockFormat()
    if form.headingLevel() > 0:
        return BlockKind.HEADING_2 if form.headingLevel() <= 2 else BlockKind.HEADING_3
    text_list = block.textList()
    if text_list is not None:
        if form.marker() == QTextBlockFormat.MarkerType.Checked:
            return BlockKind.DONE
        if form.marker() == QTextBlockFormat.MarkerType.Unchecked:
            return BlockKind.TO_DO
        is_number = text_list.format().style() == QTextListFormat.Style.ListDecimal
        return BlockKind.NUMBER if is_number else BlockKind.BULLET
    return BlockKind.QUOTE if form.boolProperty(IS_QUOTE) else BlockKind.PARAGRAPH


def read_block(block: QTextBlock) -> Block:
    """Read one paragraph."""
    kind = block_kind(block)
    spans = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        form = fragment.charFormat()
        text = fragment.text().replace("\u2028", " ").replace("\ufffc", "")
        is_heading = kind in {BlockKind.HEADING_2, BlockKind.HEADING_3}
        is_bold = form.fontWeight() >= QFont.Weight.Bold and not is_heading
        spans.append(Span(text, is_bold, form.fontItalic(), form.anchorHref() if form.isAnchor() else ""))
        iterator += 1  # noqa: PLW2901 - Qt's own way to step
    text_list = block.textList()
    depth = max(text_list.format().indent() - 1, 0) if text_list is not None else 0
    return Block(kind, merge(spans), depth)
