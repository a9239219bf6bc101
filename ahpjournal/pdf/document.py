"""Setting a document: pages, contents in front, bookmarks, progress, cancel, and the file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
)
from typing_extensions import override

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.errors import Cancelled
from ahpjournal.domain.jobs import Job, JobStage, Progress
from ahpjournal.domain.reply_form import About, Place, PlacedField, ReplyForm
from ahpjournal.output_file import whole_file
from ahpjournal.pdf import manifest
from ahpjournal.pdf.finish import PLAIN, Attach, Attachment, Finish, finish
from ahpjournal.pdf.flowables import Bookmark, TaggedParagraph
from ahpjournal.pdf.fonts import text_width
from ahpjournal.pdf.lines import SetLine
from ahpjournal.pdf.markup import escape
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
from ahpjournal.pdf.tagging import DocumentFacts, Element, TaggedCanvas, tagged_canvas
from ahpjournal.text import _

LINE, FIRST_ROOM = 18.0, 44.0


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


def write_document(story: Story, path: Path, job: Job, wish: Finish = PLAIN) -> Written:
    """Set *story* and put the file at *path*; an existing file is replaced only when all is well.

    *wish* says what is done to it at last.

    Raises:
        ConditionError: the file cannot be written; nothing is left behind.
        Cancelled: the user stopped it; nothing is left behind.
    """
    with whole_file(path) as file:
        draft = BytesIO()  # in memory: nothing that was never encrypted stays behind on a disk
        written = _set(story, draft, job)
        draft.seek(0)
        finish(draft, file, _sealing(story, written), wish, job)
        job.check_cancelled()
    return written


def count_pages(story: Story, job: Job) -> int:
    """Set *story*, which is of no use afterwards, and tell how many pages it takes.

    Raises:
        Cancelled: the user stopped it.
    """
    return _set(story, BytesIO(), job).pages


def _sealing(story: Story, written: Written) -> Attach | None:
    """Give what makes the manifest of a form, from a digest of each page; None without a form."""
    form = story.form
    if form is None:
        return None
    made_at = "D:" + "".join(c for c in story.facts.created if c.isdigit()) + "Z"

    def attach(pages: list[str]) -> list[Attachment]:
        body = manifest.manifest_of(form, written.placed, written.places, pages)
        words = _("What makes this form known again; it names nobody")
        data = manifest.canonical(body)
        return [Attachment(manifest.NAME, "application/json", words, data, made_at)]

    return attach


def _set(story: Story, file: Any, job: Job) -> Written:
    rl_config.invariant = 1  # the same content gives the same bytes; its day is set below
    template = _Template(file, story, job)
    flowables = (
        [*story.front]
        if story.contents is None
        else [
            *story.front,
            _Switch(template.end_front),
            PageBreak(),
            *story.body,
            PageBreak(),
            _Switch(template.begin_contents),
            _Late(template),
        ]
    )
    canvas_class = type(
        "NumberedCanvas",
        (_NumberedCanvas, tagged_canvas(story.root, story.facts)),
        {"template": template},
    )
    try:
        template.build(flowables, canvasmaker=canvas_class)
    except Exception as error:
        if template.is_cancelled:
            raise Cancelled from error
        raise
    return template.written()


class _Switch(ActionFlowable):
    """Calls back when the story reaches it."""

    def __init__(self, action: Callable[[], None]) -> None:
        super().__init__(())
        self._call = action

    def apply(self, _document: Any) -> None:
        self._call()


class _Late(Flowable):
    """Stands for the contents, which are known only now."""

    def __init__(self, template: "_Template") -> None:
        super().__init__()
        self._template = template

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, 10**6

    @override
    def split(self, _width: float, _height: float) -> list[Any]:
        return self._template.contents_flowables()


class _Template(BaseDocTemplate):
    """Pages with a footer; the contents are set last and moved to their place."""

    def __init__(self, file: Any, story: Story, job: Job) -> None:
        super().__init__(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=story.facts.title,
            author=story.facts.author,
            subject=story.facts.subject,
            creator=story.facts.creator,
            lang=story.facts.language,
            initialFontName="Body",
            invariant=1,
        )
        self._story = story
        self._job = job
        self.is_cancelled = False
        self.front_pages = 0
        self.contents_from = 0
        self._marks: list[tuple[Bookmark, int]] = []
        marks = [f.bookmark for f in story.body if getattr(f, "bookmark", None) is not None]
        per_page = int((PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM) // LINE)
        self.contents_pages = max(1, -(-(len(marks) + 3) // per_page))
        self._per_page = per_page
        self._done = 0
        frame = Frame(
            MARGIN_LEFT,
            MARGIN_BOTTOM,
            FRAME_WIDTH,
            PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate("page", [frame]))
        self._total = len(story.front) + len(story.body)

    def end_front(self) -> None:
        """Take note where the front ends."""
        self.front_pages = self.page

    def begin_contents(self) -> None:
        """Take note where the contents are set."""
        self.contents_from = len(self.canv._doc.Pages.pages)

    def place_of(self, drawn: int) -> int:
        """Give the number in the file of the page drawn as number *drawn*, both from 1."""
        if self.contents_from and drawn > self.contents_from:
            return self.front_pages + drawn - self.contents_from
        if self.front_pages and drawn > self.front_pages:
            return drawn + self.contents_pages
        return drawn

    def written(self) -> Written:
        """Say what came of it, once all is set."""
        canvas: TaggedCanvas = self.canv
        placed = tuple(PlacedField(p.name, self.place_of(p.page), p.rect) for p in canvas.placed)
        tops = [
            Place(self.place_of(page), top, *self._story.abouts[key])
            for key, (page, top) in canvas.tops.items()
            if key in self._story.abouts
        ]
        return Written(len(canvas._doc.Pages.pages), placed, tuple(tops))

    @override
    def afterFlowable(self, flowable: Any) -> None:
        self._done += 1
        mark = getattr(flowable, "bookmark", None)
        if mark is not None and not self.contents_from:
            self._marks.append((mark, self.page))
        if self._done % 8 == 0:
            try:
                self._job.check_cancelled()
            except Cancelled:
                self.is_cancelled = True
                raise
            self._job.report(Progress(min(self._done, self._total), self._total, JobStage.DRAWING))

    def contents_flowables(self) -> list[Any]:
        """Give the contents, with the pages that headings have come to stand on."""
        lines = [ContentsLine(mark, self.place_of(page)) for mark, page in self._marks]
        holder = self._story.contents or self._story.root
        heading = TaggedParagraph(escape(_("Contents")), style("h1"), holder.add("H1"))
        table = holder.add("TOC")
        found: list[Any] = [heading]
        first = self._per_page - 3
        chunks = [lines[:first]] + [
            lines[i : i + self._per_page] for i in range(first, len(lines), self._per_page)
        ]
        for i, chunk in enumerate(chunks):
            if i:
                found.append(PageBreak())
            found.append(_Contents(chunk, table))
        return found

    def draw_footer(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        """Draw the line at the foot of a page."""
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        y = MARGIN_BOTTOM - 22
        canvas.line(MARGIN_LEFT, y + 13, PAGE_WIDTH - MARGIN_LEFT, y + 13)
        canvas.setFont("Body", 8.5)
        canvas.setFillColor(INK3)
        canvas.drawString(MARGIN_LEFT, y, self._story.footer)
        words = _("Ref {reference} \u00b7 page {number} of {total}").format(
            reference=self._story.reference, number=number, total=total
        )
        canvas.drawRightString(PAGE_WIDTH - MARGIN_LEFT, y, words)
        canvas.restoreState()


def _date(stamp: Any, created: str) -> None:
    """Let the file's own dates be those that its metadata gives; *created* is ISO 8601 in UTC."""
    moment = parse_timestamp(created)
    stamp.t = moment.timestamp()
    stamp.lt = tuple(moment.timetuple())
    stamp.YMDhms = stamp.lt[:6]


class _NumberedCanvas(TaggedCanvas):
    """Draws footers when the number of pages is known, and puts the contents in their place."""

    template: _Template

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._footers: list[tuple[Any, int]] = []
        _date(self._doc._timeStamp, self.facts.created)

    @override
    def showPage(self) -> None:
        name = f"footer{self._pageNumber}"
        self.doForm(name)
        super().showPage()

    @override
    def save(self) -> None:
        if len(self._code):
            self.showPage()
        total = len(self._doc.Pages.pages)
        for drawn in range(1, total + 1):
            self.beginForm(f"footer{drawn}", 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
            self._open_sequences += 1
            self.template.draw_footer(self, self.template.place_of(drawn), total)
            self._open_sequences -= 1
            self.endForm()
        pages = self._doc.Pages.pages
        start, front = self.template.contents_from, self.template.front_pages
        if start:
            self._doc.Pages.pages = [*pages[:front], *pages[start:], *pages[front:start]]
        super().save()


class _Contents(Flowable):
    """Lines of the contents: each is a link to its heading."""

    def __init__(self, lines: Sequence[ContentsLine], table: Element) -> None:
        super().__init__()
        self._lines = lines
        self._table = table

    @override
    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, LINE * len(self._lines)
        return self.width, self.height

    @override
    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        y = self.height
        for line in self._lines:
            y -= LINE
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
            canvas.link_to(spoken, mark.key, (x, y, self.width, y + LINE))
        start = x + words.width + 6
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setDash(0.6, 3)
        canvas.line(start, y + 6, end - 6, y + 6)
        canvas.restoreState()


__all__ = ["LINE", "Story", "write_document"]
