"""Setting a document: pages, contents in front, bookmarks, progress, cancel, and the file."""

import gc
import itertools
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from reportlab import rl_config
from reportlab.platypus import Flowable, PageBreak
from typing_extensions import override

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reply_form import About, Place, PlacedField, ReplyForm
from ahpjournal.output_file import whole_file
from ahpjournal.pdf import manifest
from ahpjournal.pdf.finish import PLAIN, Attach, Attachment, Finish, finish
from ahpjournal.pdf.fonts import text_width
from ahpjournal.pdf.lines import SetLine
from ahpjournal.pdf.markup import escape
from ahpjournal.pdf.pages import FRAME_HEIGHT, PageFiller, Watch
from ahpjournal.pdf.paragraphs import Bookmark, TaggedParagraph
from ahpjournal.pdf.plain_lines import forget_widths
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import (
    FRAME_WIDTH,
    INK2,
    INK3,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RULE,
    style,
)
from ahpjournal.pdf.tagging import DocumentFacts, TaggedCanvas, tagged_canvas
from ahpjournal.text import _

FEW_COLLECTIONS = 50_000
LINE, NARROW_LINE = 18.0, 15.5
"""Points between lines of the contents, and the least that keeps them apart."""
MOST_LINES, LONG_LEVELS = 120, 2
"""More lines than this are left to the bookmarks, but for the first levels."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents."""

    bookmark: Bookmark
    page: int


@dataclass(frozen=True, slots=True)
class Story:
    """What is set: *front* stands before the contents, *body* after them.

    Without *contents* there is only the front. With a *form* there are boxes to fill in, and the
    file carries what makes it known again; *abouts* says what the parts at bookmarks are about.
    """

    facts: DocumentFacts
    root: Element
    contents: Element | None
    front: list[Any]
    body: list[Any]
    footer: str
    reference: str
    form: ReplyForm | None = None
    abouts: Mapping[str, tuple[About, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the number of pages, where boxes lie, and where parts begin."""

    pages: int
    placed: tuple[PlacedField, ...] = ()
    places: tuple[Place, ...] = ()


Target = Path | BinaryIO
"""Where a document goes: a place for a file, or a file that is open."""


def write_document(story: Story, target: Target, job: Job, wish: Finish = PLAIN) -> Written:
    """Set *story* and write the file; one at its place is replaced only when all is well.

    *wish* says what is done to it at last.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    with whole_file(target) if isinstance(target, Path) else nullcontext(target) as file:
        draft = _Draft()
        form, created = story.form, story.facts.created
        written = _set(story, draft, job)
        del story
        gc.collect()
        finish(BytesIO(draft.content), file, _sealing(form, created, written), wish, job)
        job.check_cancelled()
    return written


class _Draft:
    """Takes the file as it is first written, in memory: no disk keeps what was not encrypted."""

    name = "draft"

    def __init__(self) -> None:
        self.content = b""

    def write(self, content: bytes) -> None:
        """Hold the whole file, which comes in one piece."""
        self.content += content


def count_pages(story: Story, job: Job) -> int:
    """Set *story*, which is of no use afterwards, and tell how many pages it takes.

    Raises:
        Cancelled: the user stopped it.
    """
    return _set(story, _Draft(), job).pages


def _sealing(form: ReplyForm | None, created: str, written: Written) -> Attach | None:
    """Give what makes the manifest of a form, from a digest of each page; None without a form."""
    if form is None:
        return None
    made_at = "D:" + "".join(c for c in created if c.isdigit()) + "Z"

    def attach(pages: list[str]) -> list[Attachment]:
        body = manifest.manifest_of(form, written.placed, written.places, pages)
        words = _("What makes this form known again; it names nobody")
        data = manifest.canonical(body)
        return [Attachment(manifest.NAME, "application/json", words, data, made_at)]

    return attach


def _set(story: Story, file: _Draft, job: Job) -> Written:
    rl_config.invariant = 1  # the same content gives the same bytes; its day is set below
    rl_config.useA85 = 0  # binary streams, as everybody reads them
    steps = gc.get_threshold()
    gc.set_threshold(FEW_COLLECTIONS)  # hardly anything that is made here is let go before the end
    try:
        return _Setting(story, file, job).run()
    finally:
        gc.set_threshold(*steps)
        forget_widths()


class _Setting:
    """Sets one story; the contents are set last and moved to their place."""

    def __init__(self, story: Story, file: _Draft, job: Job) -> None:
        self._story = story
        self._front_pages = 0
        self._contents_from = 0
        self._contents_pages = 0
        self._marks: list[tuple[Bookmark, int]] = []
        self._section = self._section_above = ""
        self._sections: dict[int, str] = {}
        self._is_new_page, self._last_page = True, 0
        kind = type(
            "NumberedCanvas",
            (_NumberedCanvas, tagged_canvas(story.root, story.facts)),
            {"setting": self},
        )
        self.canvas: Any = kind(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName="Body",
            lang=story.facts.language,
        )
        self.canvas.setTitle(story.facts.title)
        self.canvas.setAuthor(story.facts.author)
        self.canvas.setSubject(story.facts.subject)
        self.canvas.setCreator(story.facts.creator)
        watch = Watch(job, len(story.front) + len(story.body))
        self._filler = PageFiller(self.canvas, watch, self._on_placed)

    def run(self) -> Written:
        """Set everything and say what came of it."""
        filler, story = self._filler, self._story
        filler.fill(story.front)
        if story.contents is not None:
            filler.end_page()
            self._front_pages = self._drawn()
            filler.fill(story.body)
            if self._marks:
                filler.end_page()
                self._contents_from = self._drawn()
                filler.fill(self._contents())
        self.canvas.save()
        written = self._written()
        # Nearly all goes now, with no long search for rings.
        self.canvas._doc.__dict__.clear()
        self.canvas.__dict__.clear()
        return written

    def place_of(self, drawn: int) -> int:
        """Give the number in the file of the page drawn as number *drawn*, both from 1."""
        if self._contents_from and drawn > self._contents_from:
            return self._front_pages + drawn - self._contents_from
        if self._front_pages and drawn > self._front_pages:
            return drawn + self._contents_pages
        return drawn

    def in_order(self, pages: list[Any]) -> list[Any]:
        """Put the contents behind the front."""
        start, front = self._contents_from, self._front_pages
        return [*pages[:front], *pages[start:], *pages[front:start]] if start else pages

    def page_ends(self, drawn: int) -> None:
        """Take note of the section that goes on on the page drawn as number *drawn*, if any."""
        if drawn > self._front_pages > 0 and not self._contents_from:
            self._sections[drawn] = self._section_above
            self._section_above = self._section

    def _drawn(self) -> int:
        return len(self.canvas._doc.Pages.pages)

    def _on_placed(self, item: Any) -> None:
        self._is_new_page, self._last_page = (
            self._last_page != self.canvas.getPageNumber(),
            self.canvas.getPageNumber(),
        )
        mark = getattr(item, "bookmark", None)
        if mark is not None and not self._contents_from:
            self._marks.append((mark, self.canvas.getPageNumber()))
            if mark.level == 0:
                self._section = mark.words
                if self._is_new_page:
                    self._section_above = ""

    def _written(self) -> Written:
        canvas: TaggedCanvas = self.canvas
        placed = tuple(PlacedField(p.name, self.place_of(p.page), p.rect) for p in canvas.placed)
        tops = [
            Place(self.place_of(page), top, *self._story.abouts[key])
            for key, (page, top) in canvas.tops.items()
            if key in self._story.abouts
        ]
        return Written(self._drawn(), placed, tuple(tops))

    def _contents(self) -> list[Any]:
        """Give the contents, with the pages that headings have come to stand on."""
        marks = self._marks
        if len(marks) > MOST_LINES:
            marks = [(mark, page) for mark, page in marks if mark.level < LONG_LEVELS]
        head = 3
        fewest = int(FRAME_HEIGHT // NARROW_LINE)
        self._contents_pages = -(-(len(marks) + head) // fewest)
        line = min(LINE, FRAME_HEIGHT * self._contents_pages / (len(marks) + head))
        per_page = int(FRAME_HEIGHT // line)
        lines = [ContentsLine(mark, self.place_of(page)) for mark, page in marks]
        holder = self._story.contents or self._story.root
        heading = TaggedParagraph(escape(_("Contents")), style("h1"), holder.add("H1"))
        table = holder.add("TOC")
        found: list[Any] = [heading]
        cuts = [0, *range(per_page - head, len(lines), per_page), len(lines)]
        for first, last in itertools.pairwise(cuts):
            if first:
                found.append(PageBreak())
            found.append(_Contents(lines[first:last], table, line))
        return found

    def draw_edges(self, canvas: TaggedCanvas, drawn: int, total: int) -> None:
        """Draw the lines at the foot and the head of a page."""
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        y = MARGIN_BOTTOM - 22
        canvas.line(MARGIN_LEFT, y + 13, PAGE_WIDTH - MARGIN_LEFT, y + 13)
        canvas.setFont("Body", 8.5)
        canvas.setFillColor(INK3)
        canvas.drawString(MARGIN_LEFT, y, self._story.footer)
        words = _("Ref {reference} \u00b7 page {number} of {total}").format(
            reference=self._story.reference, number=self.place_of(drawn), total=total
        )
        canvas.drawRightString(PAGE_WIDTH - MARGIN_LEFT, y, words)
        section = self._sections.get(drawn, "")
        if section:
            head = SetLine.fitting(section, 8.5, FRAME_WIDTH, is_bold=False)
            head.draw(canvas, PAGE_WIDTH - MARGIN_LEFT - head.width, PAGE_HEIGHT - MARGIN_TOP + 24)
        canvas.restoreState()


def _date(stamp: Any, created: str) -> None:
    """Let the file's own dates be those that its metadata gives; *created* is ISO 8601 in UTC."""
    moment = parse_timestamp(created)
    stamp.t = moment.timestamp()
    stamp.lt = tuple(moment.timetuple())
    stamp.YMDhms = stamp.lt[:6]


class _NumberedCanvas(TaggedCanvas):
    """Draws feet when the number of pages is known, and puts the contents in their place."""

    setting: _Setting

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _date(self._doc._timeStamp, self.facts.created)

    @override
    def showPage(self) -> None:
        self.setting.page_ends(self._pageNumber)
        self.doForm(f"edges{self._pageNumber}")
        super().showPage()

    @override
    def save(self) -> None:
        if len(self._code):
            self.showPage()
        pages = self._doc.Pages.pages
        total = len(pages)
        for drawn in range(1, total + 1):
            self.beginForm(f"edges{drawn}", 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
            self._open_sequences += 1
            self.setting.draw_edges(self, drawn, total)
            self._open_sequences -= 1
            self.endForm()
        self._doc.Pages.pages = self.setting.in_order(pages)
        super().save()


class _Contents(Flowable):
    """Lines of the contents: each is a link to its heading."""

    def __init__(self, lines: Sequence[ContentsLine], table: Element, line: float) -> None:
        super().__init__()
        self._lines = lines
        self._table = table
        self._height_of_line = line

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, self._height_of_line * len(self._lines)
        return self.width, self.height

    @override
    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        y = self.height
        for line in self._lines:
            y -= self._height_of_line
            self._line(canvas, line, y)

    def _line(self, canvas: TaggedCanvas, line: ContentsLine, y: float) -> None:
        mark, number = line.bookmark, str(line.page)
        is_bold, size = (True, 10.5) if mark.level == 0 else (False, 10.0)
        x = 16.0 * mark.level
        end = self.width - text_width(number, size, is_bold)
        words = SetLine.fitting(mark.words.replace("\n", " "), size, end - x - 24, is_bold=is_bold)
        element = self._table.add("TOCI").add("Reference").add("Link")
        with canvas.tagged(element):
            canvas.setFillColor(INK2)
            words.draw(canvas, x, y + 5)
            canvas.setFont("Body-Bold" if is_bold else "Body", size)
            canvas.drawString(end, y + 5, number)
            spoken = _("{title}, page {number}").format(title=words.words, number=number)
            canvas.link_to(spoken, mark.key, (x, y, self.width, y + self._height_of_line))
        start = x + words.width + 6
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setDash(0.6, 3)
        canvas.line(start, y + 6, end - 6, y + 6)
        canvas.restoreState()


__all__ = ["LINE", "Story", "write_document"]
