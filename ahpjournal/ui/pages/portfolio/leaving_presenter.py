"""The way of a document out of the journal: checked, looked at, saved. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from ahpjournal.domain.errors import AhpJournalError, ConditionError, InputCode, InputError
from ahpjournal.domain.exported_texts import PlaceKind
from ahpjournal.domain.exports import ExportedItem
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.passphrases import strength
from ahpjournal.domain.portfolio import PortfolioContent, PortfolioKind
from ahpjournal.domain.records import dataclass
from ahpjournal.privacy.findings import Finding
from ahpjournal.services.export_gate import GateFinding, GateReview
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.leaving import leaving_items
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.portfolios import FinishedPdf
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.passphrase_words import strength_words, typed_twice
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

T = TypeVar("T")


class Step(StrEnum):
    """How far a document is on its way."""

    CHOOSE = "choose"
    FINDINGS = "findings"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels, each blue, green, red and an unused byte; *words* is its text."""

    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LeavingState:
    """Everything shown on the way out. *page* counts from 0; *strength* has words and a tone."""

    step: Step = Step.CHOOSE
    kind: PortfolioKind = PortfolioKind.COACH
    findings: tuple[GateFinding, ...] = field(default=(), repr=False)
    open_count: int = 0
    pages: int = 0
    page: int = 0
    picture: Picture | None = None
    progress: Progress | None = None
    is_running: bool = False
    is_stopping: bool = False
    saved_to: Path | None = None
    is_recorded: bool = True
    problem: UserMessage | None = None


class LeavingDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_leaving(self, state: LeavingState) -> None:
        """Show *state*."""

    def typed_password(self) -> tuple[str, str]:
        """Give the password as it was typed, twice; empty for none."""

    def forget_password(self) -> None:
        """Empty the fields of the password."""

    def typed_for_whom(self) -> str:
        """Give for whom the document is, as typed."""

    def show_for_whom(self, name: str) -> None:
        """Put a name into that field."""

    def page_width(self) -> int:
        """Give how wide a page is to be drawn, in pixels of the screen."""


class LeavingPresenter:
    """Checks a document, shows its pages and saves it; long work runs off the window's thread."""

    def __init__(
        self,
        display: LeavingDisplay,
        session: JournalSession,
        navigator: Navigator,
        jobs: Jobs,
        choose_file: Callable[[str], Path | None],
        open_outside: Callable[[Path], None],
    ) -> None:
        """Present on *display*.

        *choose_file* asks where to save, given a suggested name; *open_outside* opens a file or
        folder with the computer's own program.
        """
        self._display = display
        self._session = session
        self._navigator = navigator
        self._jobs = jobs
        self._choose_file = choose_file
        self._open_outside = open_outside
        self._content: PortfolioContent | None = None
        self._review = GateReview(())
        self._finished: FinishedPdf | None = None
        self._step = Step.CHOOSE
        self._page = 0
        self._picture: Picture | None = None
        self._progress: Progress | None = None
        self._ticket: Ticket | None = None
        self._is_running = self._is_stopping = self._is_closed = False
        self._saved_to: Path | None = None
        self._is_recorded = True
        self._problem: UserMessage | None = None

    @property
    def step(self) -> Step:
        """How far the document is."""
        return self._step

    @property
    def is_running(self) -> bool:
        """Whether something long is going on."""
        return self._is_running

    def start(self, content: PortfolioContent) -> None:
        """Look through *content*; what is found is shown, or else its pages."""
        if self._is_running:
            return
        self._content, self._saved_to, self._problem = content, None, None
        coach = content.profile.coach if content.kind is PortfolioKind.COACH else ""
        self._display.show_for_whom(coach)
        self._display.forget_password()
        try:
            keeper = self._session.gate.keeper()
        except AhpJournalError as error:
            self._fail(error)
            return

        def work(_job: Job) -> GateReview:
            return keeper.review_content(content)

        self._run(work, self._on_reviewed)

    def replace(self, number: int, phrase: str) -> None:
        """Let *phrase* stand for the words of finding *number* in what leaves."""
        self._decide(lambda: self._session.gate.replace(self._finding(number), phrase))

    def keep(self, number: int, reason: str) -> None:
        """Let the words of finding *number* leave, for a reason."""
        self._decide(lambda: self._session.gate.keep(self._finding(number), reason))

    def decide_again(self, number: int) -> None:
        """Take back what was decided about finding *number*."""
        self._decide(lambda: self._session.gate.forget(self._finding(number)))

    def replace_all(self) -> None:
        """Let the suggested phrases stand for everything that is still open."""
        self._decide(lambda: self._session.gate.replace_open(self._review))

    def change_text(self, number: int) -> None:
        """Go to where the words of finding *number* stand, to change them in the journal."""
        place = self._review.findings[number].place
        routes = {
            PlaceKind.ENTRY: Route(PageId.JOURNAL, RouteAction.SHOW, place.record),
            PlaceKind.ACTION: Route(PageId.ACTIONS, RouteAction.SHOW, place.record),
            PlaceKind.MODULE: Route(PageId.PROGRAMME, RouteAction.SHOW, place.record),
            PlaceKind.REASON: Route(PageId.COMPETENCIES),
            PlaceKind.COVER: Route(PageId.SETTINGS),
        }
        route = routes.get(place.kind)
        self.back()
        if route is not None:
            self._navigator.go(route)

    def show_pages(self) -> None:
        """Set the document as it leaves, and show its pages."""
        self._make()

    def show_page(self, page: int) -> None:
        """Show page *page*, counted from 0."""
        if self._finished is None or not 0 <= page < self._finished.pages:
            return
        self._page = page
        finished, width = self._finished, self._display.page_width()
        portfolios = self._session.portfolios

        def work(_job: Job) -> Picture:
            drawn = portfolios.page_picture(finished, page, width)
            return Picture(drawn.width, drawn.height, drawn.stride, drawn.pixels, drawn.words)

        self._run(work, self._on_picture)

    def back(self) -> None:
        """Go back to choosing; nothing was written."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._forget()
        self._render()

    def save(self) -> None:
        """Ask where to, and put the document there; with a password it is set anew for that."""
        if self._finished is None or self._content is None or self._is_running:
            return
        try:
            password = self._typed_password(self._content.kind)
            self._session.portfolios.require_protection(self._content.kind, password)
        except AhpJournalError as error:
            self._fail(error)
            return
        name = self._session.portfolios.suggested_name(
            self._session.clock.today(), self._content.kind
        )
        path = self._choose_file(name)
        if path is None:
            return
        self._problem = None
        finished = self._finished
        if password:
            self._make(password, path)
            return
        self._run(lambda _job: self._put(finished, path), self._on_saved)

    def cancel(self) -> None:
        """Stop what is going on; nothing is left behind."""
        if self._ticket is not None:
            self._is_stopping = True
            self._ticket.cancel()
            self._render()

    def open_pdf(self) -> None:
        """Open the PDF just saved."""
        if self._saved_to is not None:
            self._open_outside(self._saved_to)

    def open_folder(self) -> None:
        """Show the folder of the PDF just saved."""
        if self._saved_to is not None:
            self._open_outside(self._saved_to.parent)

    def close(self) -> None:
        """Stop and forget everything."""
        self._is_closed = True
        if self._ticket is not None:
            self._ticket.cancel()
        self._forget()

    def strength_of(self, password: str) -> tuple[str, str]:
        """Give how hard *password* is to guess, in words, and their tone."""
        return strength_words(strength(password) if password else None)

    def _typed_password(self, kind: PortfolioKind) -> str:
        """Give the password that was typed; an archive cannot do without.

        Raises:
            InputError: it cannot be used, the two differ, or an archive has none.
        """
        typed = self._display.typed_password()
        if not any(typed):
            if kind is PortfolioKind.ARCHIVE:
                raise InputError(InputCode.ARCHIVE_PASSPHRASE, "passphrase")
            return ""
        return typed_twice(*typed).text

    def _make(self, password: str = "", path: Path | None = None) -> None:
        content = self._content
        if content is None:
            return
        self._problem = None
        portfolios = self._session.portfolios
        try:
            keeper = self._session.gate.keeper()
        except AhpJournalError as error:
            self._fail(error)
            return

        if path is None:
            self._run(
                lambda job: portfolios.make_preview(keeper.clear(content), job), self._on_made
            )
            return
        place = path

        def make_and_save(job: Job) -> tuple[FinishedPdf, Path]:
            made = portfolios.make_pdf(keeper.clear(content), job, password=password)
            return self._put(made, place)

        self._run(make_and_save, self._on_saved)

    def _put(self, finished: FinishedPdf, path: Path) -> tuple[FinishedPdf, Path]:
        return finished, self._session.portfolios.save_pdf(finished, path)

    def _on_reviewed(self, review: GateReview) -> None:
        self._review = review
        if review.findings:
            self._step = Step.FINDINGS
            return
        self.show_pages()

    def _on_made(self, finished: FinishedPdf) -> None:
        self._finished, self._step = finished, Step.PAGES
        self.show_page(0)

    def _on_picture(self, picture: Picture) -> None:
        self._picture = picture

    def _on_saved(self, saved: tuple[FinishedPdf, Path]) -> None:
        finished, self._saved_to = saved
        content, for_whom = self._content, self._display.typed_for_whom()
        self._is_recorded = not self._session.is_read_only
        if content is not None and self._is_recorded:
            items = [
                ExportedItem(item.kind.value, item.id, item.title)
                for item in leaving_items(content)
            ]
            try:
                self._session.exports.record(
                    content,
                    self._saved_to.name,
                    finished.data,
                    items,
                    pages=finished.pages,
                    for_whom=for_whom,
                    password=finished.password,
                )
            except ConditionError:
                self._is_recorded = False
        self._forget()

    def _finding(self, number: int) -> Finding:
        return self._review.findings[number].finding

    def _decide(self, decide: Callable[[], None]) -> None:
        self._problem = None
        try:
            decide()
            self._review = self._session.gate.keeper().decided(self._review)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._render()

    def _run(self, work: Callable[[Job], T], then: Callable[[T], None]) -> None:
        def on_done(result: T) -> None:
            self._end()
            if not self._is_closed:
                then(result)
                self._render()

        self._progress, self._is_running, self._is_stopping = None, True, False
        ticket = self._jobs.submit(
            work,
            on_done=on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )
        if self._is_running:
            self._ticket = ticket
        self._render()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._render()

    def _on_error(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, AhpJournalError):
            self._render()
            raise error
        self._fail(error)

    def _on_cancelled(self) -> None:
        self._end()
        self._render()

    def _fail(self, error: AhpJournalError) -> None:
        self._problem = describe(error)
        self._render()

    def _end(self) -> None:
        self._ticket = None
        self._progress = None
        self._is_running = self._is_stopping = False

    def _forget(self) -> None:
        self._content, self._finished, self._picture = None, None, None
        self._review = GateReview(())
        self._step, self._page, self._problem = Step.CHOOSE, 0, None
        self._display.forget_password()

    def _render(self) -> None:
        if self._is_closed:
            return
        kind = self._content.kind if self._content is not None else PortfolioKind.COACH
        self._display.render_leaving(
            LeavingState(
                step=self._step,
                kind=kind,
                findings=self._review.findings,
                open_count=self._review.open_count,
                pages=self._finished.pages if self._finished is not None else 0,
                page=self._page,
                picture=self._picture,
                progress=self._progress,
                is_running=self._is_running,
                is_stopping=self._is_stopping,
                saved_to=self._saved_to,
                is_recorded=self._is_recorded,
                problem=self._problem,
            )
        )
