"""Between blocks and a QTextDocument.

A document holds meaning only: what a block is lies in properties of its format, bold, italic and
links in the formats of its characters. Sizes and colours are laid on top by TextLook, and markers
of lists are painted by the text edit; so neither lands in the undo history nor in what is saved.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from typing_extensions import override

from ahpjournal.domain.records import dataclass
from ahpjournal.text import _
from ahpjournal.ui.editor.blocks import (
    LINE_BREAK,
    Block,
    BlockKind,
    Span,
    merge_spans,
    settle_levels,
    units_in,
)
from ahpjournal.ui.editor.hints import Hint, HintKind, WritingHints, carried
from ahpjournal.ui.editor.inline_reader import is_link
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks
from ahpjournal.ui.theme.theme import Theme

KIND = int(QTextFormat.Property.UserProperty) + 1
LEVEL = KIND + 1
START = KIND + 2
CONTINUES = KIND + 3
"""Set on the pieces after the first of a paragraph too long to be laid out as one."""
LONGEST_PIECE = 5_000
"""Characters; laying out a block takes time with its length, at every key."""
PAUSE_MS = 350
"""From the last key until what was typed is looked at."""
SLICE_MS = 6
"""Time taken for hints before the window gets its turn."""
LIST_INDENT = 26
QUOTE_INDENT = 22
_LINE_HEIGHT = 150
_HEADING_HEIGHT = 130
_HEADING_PIXELS = {BlockKind.HEADING: 20, BlockKind.SUBHEADING: 18}
_UPRIGHT = re.compile(
    "[\u0590-\u1cff\u2e80-\ua63f\ua840-\ufdff\ufe70-\ufefe\U00010800-\U0010ffff]+"
)
"""Scripts without italics: from Hebrew and Arabic to those of Asia, and pictures."""
_FORBIDDEN = str.maketrans(dict.fromkeys("\n\r\u2029\ufdd0\ufdd1\ufffc\x00", " "))


@dataclass(frozen=True, slots=True)
class CharRun:
    """Characters of a block in one format; places count UTF-16 units, as Qt does."""

    start: int
    end: int
    form: QTextCharFormat


class TextLook(QSyntaxHighlighter):
    """Lays sizes, colours and hints over a document, without changing it.

    Signals:
        hints_changed: everything was looked over; see hints.
    """

    hints_changed = Signal()

    def __init__(self, document: QTextDocument) -> None:
        """Follow the theme for as long as *document* lives."""
        super().__init__(document)
        self._theme = Theme.active()
        self._formats: dict[str, QTextCharFormat] = {}
        self._hints: WritingHints | None = None
        self._shown: dict[int, tuple[str, tuple[Hint, ...]]] = {}
        self._counts: Counter[HintKind] = Counter()
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_over)
        self._theme.changed.connect(self._on_theme)
        self._make_formats()

    def use_hints(self, hints: WritingHints | None) -> None:
        """Underline what *hints* finds, a little after each pause; None takes it away."""
        if hints is None and self._hints is None:
            return
        self._hints = hints
        if hints is None:
            self._timer.stop()
            self._shown.clear()
            self._counts.clear()
            self.rehighlight()
        else:
            self._next = 0
            self._timer.start(0)

    def hints_at(self, place: int) -> tuple[Hint, ...]:
        """Give the hints at a place in the document, at both their ends too."""
        block = self.document().findBlock(place)
        at = place - block.position()
        return tuple(hint for hint in self._known(block) if hint.start <= at <= hint.end)

    def next_hint(self, place: int, kind: HintKind) -> tuple[int, int] | None:
        """Find the first hint of *kind* that ends after *place*."""
        found = [
            (block.position() + hint.start, block.position() + hint.end)
            for block in self._blocks(0)
            for hint in self._known(block)
            if hint.kind is kind
        ]
        return next((one for one in found if one[1] > place), None)

    def count(self, kind: HintKind) -> int:
        """Tell how many hints of *kind* there were when everything was looked over last."""
        return self._counts.get(kind, 0)

    def hints(self, kind: HintKind) -> tuple[Hint, ...]:
        """Give all hints of *kind* that are found so far, in reading order."""
        return tuple(hint for hint in self._all_known() if hint.kind is kind)

    @override
    def highlightBlock(self, text: str) -> None:
        block = self.currentBlock()
        kind = block_kind(block)
        if kind.name in self._formats:
            self.setFormat(0, block.length() - 1, self._formats[kind.name])
        for run in char_runs(block):
            if run.form.isAnchor():
                self.setFormat(run.start, run.end - run.start, self._formats["LINK"])
        if not text.isascii():
            self._stand_upright(block, text, is_quote=kind is BlockKind.QUOTE)
        if self._hints is not None:
            for hint in self._hints_now(block.blockNumber(), text):
                self._underline(hint)

    def _stand_upright(self, block: QTextBlock, text: str, *, is_quote: bool) -> None:
        """Show scripts that have no italics upright, in which alone fonts have their letters."""
        for start, end in upright_parts(text):
            for run in char_runs(block):
                if not (is_quote or run.form.fontItalic()):
                    continue
                for place in range(max(start, run.start), min(end, run.end)):
                    form = QTextCharFormat(self.format(place))
                    form.setFontItalic(False)
                    self.setFormat(place, 1, form)

    def _hints_now(self, number: int, text: str) -> tuple[Hint, ...]:
        """Give the hints of a block: what is known of its text, or what still holds of before."""
        known = self._hints.known(text) if self._hints is not None else ()
        if known is not None:
            self._shown[number] = (text, known)
            return known
        self._next = 0
        self._timer.start(PAUSE_MS)
        before, hints = self._shown.get(number, ("", ()))
        return carried(before, hints, text)

    def _underline(self, hint: Hint) -> None:
        line = QTextCharFormat.UnderlineStyle
        is_spelling = hint.kind is HintKind.SPELLING
        colours = self._theme.colours
        for place in range(hint.start, hint.end):
            form = QTextCharFormat(self.format(place))
            form.setUnderlineStyle(line.WaveUnderline if is_spelling else line.DotLine)
            form.setUnderlineColor(QColor(colours.bad if is_spelling else colours.warn))
            self.setFormat(place, 1, form)

    def _look_over(self) -> None:
        """Look at blocks that were not yet looked at, for a few milliseconds at a time."""
        hints = self._hints
        if hints is None:
            return
        clock = QElapsedTimer()
        clock.start()
        for block in self._blocks(self._next):
            text = block.text()
            found = hints.known(text)
            if found is None:
                found = hints.find(text)
            number = block.blockNumber()
            if self._shown.get(number, (text, ())) != (text, found):
                self.rehighlightBlock(block)
            else:
                self._shown[number] = (text, found)
            if clock.elapsed() >= SLICE_MS:
                self._next = number + 1
                self._timer.start(0)
                return
        self._next = 0
        self._counts = Counter(hint.kind for hint in self._all_known())
        self.hints_changed.emit()

    def _blocks(self, number: int) -> Iterator[QTextBlock]:
        block = self.document().findBlockByNumber(number)
        while block.isValid():
            yield block
            block = block.next()

    def _all_known(self) -> Iterator[Hint]:
        return (hint for block in self._blocks(0) for hint in self._known(block))

    def _known(self, block: QTextBlock) -> tuple[Hint, ...]:
        known = self._hints.known(block.text()) if self._hints is not None else None
        return known or ()

    def _make_formats(self) -> None:
        colours = self._theme.colours
        for kind, pixels in _HEADING_PIXELS.items():
            heading = QTextCharFormat()
            heading.setProperty(int(QTextFormat.Property.FontPixelSize), self._theme.px(pixels))
            heading.setFontWeight(QFont.Weight.DemiBold)
            self._formats[kind.name] = heading
        quote = QTextCharFormat()
        quote.setFontItalic(True)
        quote.setForeground(QColor(colours.text2))
        self._formats[BlockKind.QUOTE.name] = quote
        done = QTextCharFormat()
        done.setForeground(QColor(colours.text3))
        self._formats[BlockKind.DONE.name] = done
        link = QTextCharFormat()
        link.setForeground(QColor(colours.accent))
        link.setFontUnderline(True)
        self._formats["LINK"] = link

    def _on_theme(self) -> None:
        self._make_formats()
        self.rehighlight()


def upright_parts(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of letters that are never italic, such as Arabic; UTF-16 units count."""
    units = units_in(text)
    for found in _UPRIGHT.finditer(text):
        yield units(found.start()), units(found.end())


def look_of(document: QTextDocument) -> TextLook | None:
    """Find the look that lies over *document*, if there is one."""
    found = document.findChild(TextLook)
    return found if isinstance(found, TextLook) else None


def make_document(markdown: str) -> QTextDocument:
    """Give a new document with the text of *markdown*; there is nothing to undo in it."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUndoRedoEnabled(False)
    insert_blocks(QTextCursor(document), read_blocks(markdown))
    document.setUndoRedoEnabled(True)
    document.setModified(False)
    return document


def document_markdown(document: QTextDocument, memory: dict[Block, str] | None = None) -> str:
    """Give *document* as Markdown; *memory* as for write_blocks()."""
    return write_blocks(document_blocks(document), memory)


def document_blocks(document: QTextDocument) -> tuple[Block, ...]:
    """Read the blocks of *document*; pieces of a long paragraph are one block again."""
    found: list[Block] = []
    block = document.begin()
    while block.isValid():
        _take(found, block, read_spans_of(block, 0, block.length() - 1))
        block = block.next()
    return settle_levels(found)


def selected_blocks(cursor: QTextCursor) -> tuple[Block, ...]:
    """Read what *cursor* has selected; a part of one block counts as a plain paragraph."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    found: list[Block] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        _take(found, block, read_spans_of(block, first, last))
        block = block.next()
    if len(found) == 1 and not found[0].kind.is_list:
        return (Block(BlockKind.PARAGRAPH, found[0].spans),)
    return settle_levels(found)


def read_spans_of(block: QTextBlock, first: int, last: int) -> tuple[Span, ...]:
    """Read the characters from *first* up to *last* of *block*, counted as Qt counts."""
    text = block.text()
    spans: list[Span] = []
    for run in char_runs(block):
        begin, end = max(run.start, first), min(run.end, last)
        if begin < end:
            spans.append(_span(_slice(text, begin, end), run.form))
    return merge_spans(spans)


def char_runs(block: QTextBlock) -> tuple[CharRun, ...]:
    """Give the stretches of *block* that are in one format each."""
    # The format must be copied while its range lives: Qt's binding keeps no hold on it.
    return tuple(
        CharRun(part.start, part.start + part.length, QTextCharFormat(part.format))
        for part in block.textFormats()
    )


def insert_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Insert *blocks* at *cursor*, in place of what is selected, as one step to undo.

    An empty block at the cursor takes the kind of the first block; the text of the first block
    joins that of a block that is not empty.
    """
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    if cursor.block().length() <= 1:
        first = blocks[0] if blocks else Block()
        cursor.setBlockFormat(block_format(first.kind, first.level, first.start))
        cursor.setCharFormat(QTextCharFormat())
    for number, block in enumerate(blocks):
        form = block_format(block.kind, block.level, block.start)
        if number:
            cursor.insertBlock(form, QTextCharFormat())
        _insert_spans(cursor, block.spans, form)
    cursor.endEditBlock()


def append_blocks(cursor: QTextCursor, blocks: Sequence[Block]) -> None:
    """Insert *blocks* as paragraphs of their own behind *cursor*'s, as part of the step before."""
    cursor.joinPreviousEditBlock()
    for block in blocks:
        form = block_format(block.kind, block.level, block.start)
        cursor.insertBlock(form, QTextCharFormat())
        _insert_spans(cursor, block.spans, form)
    cursor.endEditBlock()


def block_format(kind: BlockKind, level: int = 0, start: int = 1) -> QTextBlockFormat:
    """Give the format of a block at the present scale."""
    px = Theme.active().px
    form = QTextBlockFormat()
    form.setProperty(KIND, int(kind))
    form.setLineHeight(
        _HEADING_HEIGHT if kind.is_heading else _LINE_HEIGHT,
        int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value),
    )
    form.setBottomMargin(px(4) if kind.is_list or kind.is_heading else px(10))
    if kind.is_list:
        form.setProperty(LEVEL, level)
        form.setProperty(START, start)
        form.setLeftMargin(px(LIST_INDENT) * (level + 1))
    elif kind.is_heading:
        form.setHeadingLevel(int(kind))
        form.setTopMargin(px(8))
    elif kind is BlockKind.QUOTE:
        form.setLeftMargin(px(QUOTE_INDENT))
        form.setRightMargin(px(QUOTE_INDENT))
    return form


def block_kind(block: QTextBlock) -> BlockKind:
    """Tell what a block is."""
    return BlockKind(block.blockFormat().intProperty(KIND))


def block_level(block: QTextBlock) -> int:
    """Tell how deep in lists a block is."""
    return block.blockFormat().intProperty(LEVEL)


def char_format(span: Span) -> QTextCharFormat:
    """Give the format of a span's characters."""
    form = QTextCharFormat()
    if span.bold:
        form.setFontWeight(QFont.Weight.Bold)
    if span.italic:
        form.setFontItalic(True)
    if span.link:
        form.setAnchor(True)
        form.setAnchorHref(span.link)
        form.setToolTip(_("Ctrl+click opens {address}").format(address=span.link))
    return form


def _span(text: str, form: QTextCharFormat) -> Span:
    link = form.anchorHref() if form.isAnchor() else ""
    is_bold = form.fontWeight() >= QFont.Weight.DemiBold
    return Span(
        text.translate(_FORBIDDEN), is_bold, form.fontItalic(), link if is_link(link) else ""
    )


def _slice(text: str, start: int, end: int) -> str:
    """Cut *text* at places that count UTF-16 units, in which an emoji takes two."""
    if text.isascii() or max(text) <= "\uffff":
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")


def _take(found: list[Block], block: QTextBlock, spans: tuple[Span, ...]) -> None:
    form = block.blockFormat()
    if found and form.boolProperty(CONTINUES):
        last = found[-1]
        found[-1] = Block(last.kind, merge_spans((*last.spans, *spans)), last.level, last.start)
        return
    start = form.intProperty(START) or 1
    found.append(Block(BlockKind(form.intProperty(KIND)), spans, form.intProperty(LEVEL), start))


def _insert_spans(cursor: QTextCursor, spans: Sequence[Span], form: QTextBlockFormat) -> None:
    room = LONGEST_PIECE - (cursor.block().length() - 1)
    for span in spans:
        look = char_format(span)
        text = span.text.translate(_FORBIDDEN)
        while len(text) > room:
            cut = _cut(text, room)
            cursor.insertText(text[:cut], look)
            text = text[cut:]
            following = QTextBlockFormat(form)
            following.setProperty(CONTINUES, True)
            following.setTopMargin(0)
            _close_gap(cursor)
            cursor.insertBlock(following, QTextCharFormat())
            room = LONGEST_PIECE
        cursor.insertText(text, look)
        room -= len(text)


def _close_gap(cursor: QTextCursor) -> None:
    form = cursor.blockFormat()
    form.setBottomMargin(0)
    cursor.setBlockFormat(form)


def _cut(text: str, room: int) -> int:
    """Find where to cut *text*, after a space where there is one, within *room* characters."""
    for sign in (LINE_BREAK, " "):
        place = text.rfind(sign, 0, max(room, 1))
        if place > 0:
            return place + 1
    return max(room, 1)
