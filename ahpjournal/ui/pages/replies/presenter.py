"""What the page of replies shows and does. No Qt here."""

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Protocol

from ahpjournal.domain.errors import AhpJournalError, InputCode, InputError
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import ReplyPreview, ReplyWarning
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe, unexpected
from ahpjournal.services.replies import ReadFile, read_file
from ahpjournal.services.reply_words import known_words, reply_title, warning_words
from ahpjournal.services.returned_pdfs import file_bytes
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _, ngettext
from ahpjournal.ui.autosave import Autosave, Timers
from ahpjournal.ui.pages.replies.parts import ShownPart, parts_of_preview, parts_of_reply
from ahpjournal.ui.refreshing import Refresher
from ahpjournal.ui.routes import Navigator, PageId, Route, RouteAction

_PASSWORD = {InputCode.PDF_NEEDS_PASSWORD, InputCode.PDF_WRONG_PASSWORD}


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A reply in the list."""

    id: str
    title: str = field(repr=False)
    detail: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that was read and not added yet. *about* says by what it was known."""

    name: str
    about: str
    warnings: tuple[str, ...] = ()
    parts: tuple[ShownPart, ...] = ()
    may_add: bool = False


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A reply that is looked at."""

    title: str = field(repr=False)
    about: str = field(repr=False)
    parts: tuple[ShownPart, ...] = ()


@dataclass(frozen=True, slots=True)
class RepliesState:
    """Everything on the page but what is being typed."""

    replies: tuple[ReplyLine, ...] = ()
    file: ShownFile | None = None
    reply: ShownReply | None = None
    chosen: str = ""
    asks_password: bool = False
    is_running: bool = False
    is_stopping: bool = False
    progress: Progress | None = None
    done: str = ""
    problem: UserMessage | None = None
    is_read_only: bool = False
    may_undo: bool = False
    """Whether what was done can be taken back: a reply was removed."""


class RepliesDisplay(Protocol):
    """What the presenter needs of the view."""

    def render_state(self, state: RepliesState) -> None:
        """Show *state*."""

    def show_pasted(self, text: str) -> None:
        """Put *text* into the field for words that are pasted."""

    def typed_pasted(self) -> str:
        """Give the words now in that field."""


class RepliesPresenter:
    """Reads files off the window's thread, shows what is in them, and adds what is new."""

    def __init__(
        self,
        display: RepliesDisplay,
        session: JournalSession,
        navigator: Navigator,
        jobs: Jobs,
        choose_file: Callable[[], Path | None],
        timers: Timers,
    ) -> None:
        """Present *session* on *display*; *choose_file* asks for a PDF."""
        self._display = display
        self._session = session
        self._navigator = navigator
        self._jobs = jobs
        self._choose_file = choose_file
        self._path: Path | None = None
        self._preview: ReplyPreview | None = None
        self._reply: Reply | None = None
        self._ticket: Ticket | None = None
        self._progress: Progress | None = None
        self._is_running = self._is_stopping = self._asks_password = False
        self._done = self._removed = ""
        self._problem: UserMessage | None = None
        self._is_loaded = False
        self._autosave = Autosave(timers, self._save_pasted)
        topics = Topic.PORTFOLIO | Topic.ENTRIES | Topic.ACTIONS
        self._refresher = Refresher(session.feed, topics, self._render)

    # --- the page ------------------------------------------------------------------------------

    def shown(self, route: Route) -> None:
        """Show the list, the reply that *route* names, or ask for a file."""
        if not self._is_loaded:
            self._display.show_pasted(self._session.replies.kept_paste())
            self._is_loaded = True
        self._refresher.shown()
        if route.action is RouteAction.NEW:
            self.choose_file()
        elif route.record:
            self.open_reply(route.record)

    def hidden(self) -> None:
        """Keep what is being typed."""
        self.flush()
        if self._removed:
            self._done = self._removed = ""
            self._render()
        self._refresher.hidden()

    def flush(self) -> bool:
        """Save what is being typed; tell whether it is on disk."""
        return self._autosave.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether something was typed that could not be saved."""
        return self._autosave.has_failed

    def close(self) -> None:
        """Stop reading and listen no more."""
        self._autosave.forget()
        if self._ticket is not None:
            self._ticket.cancel()
        self._refresher.close()

    # --- a file --------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a PDF and read it."""
        if self._is_running:
            return
        path = self._choose_file()
        if path is not None:
            self.read_path(path)

    def read_path(self, path: Path) -> None:
        """Read the PDF at *path*."""
        self._path = path
        self._read("")

    def try_password(self, password: str) -> None:
        """Read the same file with a password."""
        if password and self._path is not None:
            self._read(password)

    def cancel(self) -> None:
        """Stop reading."""
        if self._ticket is not None:
            self._is_stopping = True
            self._ticket.cancel()
            self._render()

    def add(self) -> None:
        """Add what is new in the file that is shown."""
        preview = self._preview
        if preview is None:
            return
        try:
            reply = self._session.replies.add(preview)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        self._preview, self._path, self._problem = None, None, None
        if reply is not None:
            self._show_reply(reply.id)
            self._removed = ""
            self._done = _("Added as your coach\u2019s words. Nothing else was changed.")
        self._render()

    def leave(self) -> None:
        """Add nothing of the file that is shown."""
        self._preview, self._path, self._problem, self._asks_password = None, None, None, False
        self._render()

    def _read(self, password: str) -> None:
        path, rects = self._path, self._session.replies.rects()
        if path is None or self._is_running:
            return
        self._preview, self._reply, self._problem = None, None, None
        self._done = self._removed = ""
        self._is_running, self._is_stopping, self._asks_password = True, False, False
        self._progress = None

        def work(job: Job) -> ReadFile:
            return read_file(file_bytes(path), rects, job, password=password)

        ticket = self._jobs.submit(
            work,
            on_done=self._on_read,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )
        if self._is_running:
            self._ticket = ticket
        self._render()

    def _on_read(self, read: ReadFile) -> None:
        self._rest()
        try:
            self._preview = self._session.replies.preview(read)
        except AhpJournalError as error:
            self._problem = describe(error)
        self._render()

    def _on_error(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, InputError) and error.code in _PASSWORD:
            self._asks_password = True
            is_wrong = error.code is InputCode.PDF_WRONG_PASSWORD
            self._problem = describe(error) if is_wrong else None
        elif isinstance(error, AhpJournalError):
            self._problem = describe(error)
        else:
            self._problem = unexpected()
        self._render()

    def _on_cancelled(self) -> None:
        self._rest()
        self._path = None
        self._render()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._render()

    def _rest(self) -> None:
        self._ticket, self._is_running, self._is_stopping = None, False, False

    # --- pasted words --------------------------------------------------------------------------

    def paste_edited(self) -> None:
        """Take note that words were pasted or typed; they are kept after a pause."""
        if not self._session.is_read_only:
            self._autosave.touch()

    def add_pasted(self, from_whom: str) -> None:
        """Add the words in the field as a reply."""
        text = self._display.typed_pasted()
        try:
            reply = self._session.replies.add_pasted(text, from_whom=from_whom)
            self._autosave.forget()
            self._session.replies.keep_paste("")
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        self._problem, self._removed = None, ""
        self._display.show_pasted("")
        if reply is None:
            self._done = _("These words are in the journal already.")
            self._render()
            return
        self._show_reply(reply.id)
        self._done = _("Added as your coach\u2019s words.")
        self._render()

    def _save_pasted(self) -> bool:
        try:
            self._session.replies.keep_paste(self._display.typed_pasted())
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return False
        return True

    # --- a reply -------------------------------------------------------------------------------

    def open_reply(self, reply_id: str) -> None:
        """Show a reply."""
        self._show_reply(reply_id)
        self._done, self._removed, self._problem = "", "", None
        self._render()

    def _show_reply(self, reply_id: str) -> None:
        self._reply = self._session.replies.get(reply_id)
        if self._reply is not None:
            self._preview, self._asks_password = None, False
            self._session.replies.mark_read(reply_id)

    def close_reply(self) -> None:
        """Go back to the list."""
        self._reply, self._done = None, ""
        self._render()

    def remove(self) -> None:
        """Put the reply that is shown into the bin; it can be brought back."""
        reply = self._reply
        if reply is None:
            return
        try:
            self._session.replies.remove(reply.id)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        has_levels = any(answer.about is About.COMPETENCY for answer in reply.answers)
        self._reply, self._problem = None, None
        self._removed, self._done = reply.id, _("The reply is in the bin.")
        if has_levels:
            self._done = _(
                "The reply is in the bin. The levels in it stay in the history of your ratings."
            )
        self._render()

    def undo_remove(self) -> None:
        """Bring back the reply just removed."""
        reply_id, self._removed = self._removed, ""
        if not reply_id:
            return
        try:
            self._session.replies.restore(reply_id)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        self.open_reply(reply_id)

    def make_action(self, place: int) -> None:
        """Make an action from a part of the reply, and go to it."""
        part = self._part(place)
        if part is None:
            return
        try:
            action = self._session.replies.action_from(part)
        except AhpJournalError as error:
            self._problem = describe(error)
            self._render()
            return
        self._navigator.go(Route(PageId.ACTIONS, RouteAction.SHOW, action.id))

    def show_subject(self, place: int) -> None:
        """Go to what a part of the reply is about."""
        part = self._part(place)
        pages = {
            About.ENTRY: PageId.JOURNAL,
            About.ACTION: PageId.ACTIONS,
            About.COMPETENCY: PageId.COMPETENCIES,
        }
        if part is not None and part.about in pages:
            self._navigator.go(Route(pages[part.about], RouteAction.SHOW, part.record))

    def _part(self, place: int) -> ReplyAnswer | ReplyComment | None:
        if self._reply is None:
            return None
        parts: list[ReplyAnswer | ReplyComment] = [*self._reply.answers, *self._reply.comments]
        return parts[place] if 0 <= place < len(parts) else None

    # --- showing -------------------------------------------------------------------------------

    def _render(self) -> None:
        replies = self._session.replies
        new = {reply.id for reply in replies.unread}
        lines = tuple(
            ReplyLine(reply.id, reply_title(reply), _counted(reply), reply.id in new)
            for reply in replies.list_all()
        )
        self._display.render_state(
            RepliesState(
                replies=lines,
                file=self._shown_file(),
                reply=self._shown_reply(),
                chosen=self._reply.id if self._reply is not None else "",
                asks_password=self._asks_password,
                is_running=self._is_running,
                is_stopping=self._is_stopping,
                progress=self._progress,
                done=self._done,
                problem=self._problem,
                is_read_only=self._session.is_read_only,
                may_undo=bool(self._removed and self._done),
            )
        )

    def _shown_file(self) -> ShownFile | None:
        preview = self._preview
        if preview is None:
            return None
        warnings = [warning_words(warning) for warning in preview.warnings]
        if preview.changed_since:
            text = _("Changed since: {titles}.")
            warnings.append(text.format(titles=", ".join(preview.changed_since)))
        is_other = ReplyWarning.OTHER_JOURNAL in preview.warnings
        about = known_words(preview.known)
        if preview.from_whom:
            about = _("From {name}. {about}").format(name=preview.from_whom, about=about)
        return ShownFile(
            name=self._path.name if self._path is not None else "",
            about=about,
            warnings=tuple(warnings),
            parts=parts_of_preview(preview),
            may_add=preview.has_news and not is_other and not self._session.is_read_only,
        )

    def _shown_reply(self) -> ShownReply | None:
        reply = self._reply
        if reply is None:
            return None
        export = self._session.replies.export_of(reply)
        about = ""
        if export is not None:
            day = export.made_at.astimezone().strftime("%d/%m/%Y")
            about = _("To what you sent on {date}: {file}").format(date=day, file=export.file_name)
        title_of = self._session.replies.title_of
        return ShownReply(reply_title(reply), about, parts_of_reply(reply, title_of))


def _counted(reply: Reply) -> str:
    count = len(reply.answers)
    answers = ngettext("{count} answer", "{count} answers", count).format(count=count)
    if not reply.comments:
        return answers
    count = len(reply.comments)
    comments = ngettext("{count} comment", "{count} comments", count).format(count=count)
    return f"{answers} \u00b7 {comments}"
