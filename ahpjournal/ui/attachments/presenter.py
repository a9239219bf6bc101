"""Takes files in, shows what is there, and gives copies out. No Qt here."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from ahpjournal.domain.attachments import MUCH_BYTES, Attachment, file_name, split_name
from ahpjournal.domain.errors import (
    AhpJournalError,
    ConditionCode,
    ConditionError,
    InputCode,
    InputError,
)
from ahpjournal.domain.file_kinds import Opening, is_picture, is_readable_text
from ahpjournal.domain.jobs import Job, Progress
from ahpjournal.services.attachments import Looked, Pasted, Source, TakenIn
from ahpjournal.services.feed import Topic
from ahpjournal.services.jobs import Jobs, Ticket
from ahpjournal.services.messages import UserMessage, describe
from ahpjournal.services.session import JournalSession
from ahpjournal.text import _
from ahpjournal.ui.amounts import size_words
from ahpjournal.ui.attachments.state import (
    AttachmentsDialogs,
    AttachmentsDisplay,
    AttachmentsState,
    Lighter,
    Notice,
    Preview,
    Tile,
)
from ahpjournal.ui.attachments.words import (
    added_words,
    lighter_question,
    lighter_words,
    place_words,
    refused_title,
    refused_words,
)

T = TypeVar("T")
MANY = 20
"""Adding more files at once is asked about."""
PREVIEWS = 40
"""So many of an entry's attachments are looked into, to show what is in them."""
_KEPT = 48


class AttachmentsPresenter:
    """Presents the attachments of the open entry."""

    def __init__(
        self,
        display: AttachmentsDisplay,
        session: JournalSession,
        jobs: Jobs,
        dialogs: AttachmentsDialogs,
        *,
        store_entry: Callable[[], str],
        draw: Callable[[bytes], object],
        lighten: Callable[[bytes], Lighter | None],
    ) -> None:
        """Present attachments of *session* on *display*.

        *store_entry* stores the open entry and gives its id, empty if it cannot; *draw* makes a
        small picture of a file's bytes, on any thread, and gives None if it cannot; so does
        *lighten*, a lighter file.
        """
        self._display = display
        self._session = session
        self._jobs = jobs
        self._dialogs = dialogs
        self._store_entry = store_entry
        self._draw = draw
        self._lighten = lighten
        self._entry = ""
        self._is_new = False
        self._found: tuple[Attachment, ...] = ()
        self._previews: OrderedDict[tuple[str, str], Preview] = OrderedDict()
        self._asked: set[str] = set()
        self._looking: Ticket | None = None
        self._round = 0
        self._adding: Ticket | None = None
        self._is_working = False
        self._is_stopping = False
        self._progress: Progress | None = None
        self._notice: Notice | None = None
        self._problem: UserMessage | None = None
        self._is_closed = False
        self._has_swept = False
        self._unsubscribe = session.feed.subscribe(self._on_news)

    def tell(self, entry_id: str, is_new: bool) -> None:  # noqa: FBT001 - a listener's form
        """Show the attachments of an entry (none if the id is empty); *is_new*: not stored yet."""
        if (entry_id, is_new) == (self._entry, self._is_new):
            return
        if entry_id != self._entry:
            self._notice, self._problem = None, None
        self._entry, self._is_new = entry_id, is_new
        self._reload()
        self._sweep_once()

    def close(self) -> None:
        """Stop what runs and listen no more."""
        self._is_closed = True
        self._unsubscribe()
        for ticket in (self._looking, self._adding):
            if ticket is not None:
                ticket.cancel()

    def choose_files(self) -> None:
        """Ask for files, and attach them."""
        if self._may_add():
            title = _("Add files")
            self.add(self._dialogs.choose_open_files(title, Path.home(), _("All files (*)")))

    def add(self, sources: Sequence[Source]) -> None:
        """Attach files, and what was pasted, to the open entry."""
        if not sources or self._is_working or not self._may_add():
            return
        if len(sources) > MANY:
            words = _("{count} files would be copied into this reflection.")
            text = words.format(count=len(sources))
            if not self._dialogs.confirm(_("Add all of them?"), text, _("Add")):
                return
        entry_id = self._store_entry()
        if not entry_id:
            return
        self._notice, self._problem = None, None
        self._is_working, self._is_stopping, self._progress = True, False, None
        self._render()
        chosen = tuple(sources)

        def work(job: Job) -> TakenIn:
            return self._session.attachments.take_in(chosen, job)

        def on_done(taken: TakenIn) -> None:
            self._end_adding()
            self._attach(entry_id, taken, len(chosen))

        self._adding = self._jobs.submit(
            work,
            on_done=on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )

    def stop(self) -> None:
        """Take no more files in; those that are in by then are attached."""
        if self._adding is not None and self._is_working:
            self._is_stopping = True
            self._adding.cancel()
            self._render()

    def open_file(self, attachment_id: str) -> None:
        """Open a copy with the computer's own program, after saying so where that is risky."""
        found = self._of(attachment_id)
        if found is None:
            return
        opening = self._session.attachments.opening(found)
        if opening is Opening.REFUSED:
            self._show_problem(InputError(InputCode.A_PROGRAM, found.name))
            return
        if opening is Opening.ASK and found.id not in self._asked:
            text = _(
                "\u201c{name}\u201d is a kind of file that can load other things or run parts of"
                " itself. Open it only if you know where it comes from."
            ).format(name=found.name)
            if not self._dialogs.confirm(_("Open it in another program?"), text, _("Open")):
                return
            self._asked.add(found.id)

        def work(job: Job) -> Path:
            return self._session.attachments.open_copy(found, job)

        def on_done(path: Path) -> None:
            if self._is_closed:
                return
            self._dialogs.open_outside(str(path))
            title = _("\u201c{name}\u201d opens as a copy.").format(name=found.name)
            text = _("What you change there does not come back here. The copy goes when you close.")
            self._say(Notice(title, text))

        self._run(work, on_done)

    def save_copy(self, attachment_id: str) -> None:
        """Ask where to, and save a copy there."""
        found = self._of(attachment_id)
        if found is None:
            return
        suggested = Path.home() / file_name(found.name)
        path = self._dialogs.choose_save_file(_("Save a copy"), suggested, _("All files (*)"))
        if path is None:
            return
        target = path

        def work(job: Job) -> Path:
            return self._session.attachments.save_copy(found, target, job)

        def on_done(saved: Path) -> None:
            self._say(Notice(_("A copy was saved: {path}").format(path=saved), tone="ok"))

        self._run(work, on_done)

    def rename(self, attachment_id: str, name: str) -> None:
        """Call an attachment *name*."""
        found = self._of(attachment_id)
        if found is None or not self._may_change():
            return
        self._notice, self._problem = None, None
        try:
            self._session.attachments.rename(found, name)
        except AhpJournalError as error:
            self._show_problem(error)

    def remove(self, attachment_id: str) -> None:
        """Put an attachment into the bin; it can be brought back."""
        found = self._of(attachment_id)
        if found is None or not self._may_change():
            return
        self._problem = None
        try:
            self._session.attachments.remove(found)
        except AhpJournalError as error:
            self._show_problem(error)
            return
        title = _("\u201c{name}\u201d was removed.").format(name=found.name)
        self._say(Notice(title, _("It lies in the bin."), undo=found.id))

    def make_lighter(self, attachment_id: str) -> None:
        """Put a lighter copy of a photo in its place, after saying what is lost with that."""
        found = self._of(attachment_id)
        if found is None or self._is_working or not self._may_add():
            return
        if not self._dialogs.confirm(*lighter_question(found)):
            return
        old = found

        def work(job: Job) -> TakenIn:
            lighter = self._lighten(self._session.attachments.look(old, job).data)
            if lighter is None:
                raise InputError(InputCode.NOT_A_PICTURE, old.name)
            name = split_name(old.name)[0] + lighter.ending
            return self._session.attachments.take_in([Pasted(name, lambda: lighter.data)], job)

        def on_done(taken: TakenIn) -> None:
            if taken.problem is not None:
                self._show_problem(taken.problem)
                return
            try:
                for content in taken.stored:
                    added = self._session.attachments.swap(old, content)
                    words = lighter_words(old, added)
                    self._say(Notice(*words, "ok", undo=old.id, instead=added.id))
            except AhpJournalError as error:
                self._show_problem(error)

        self._run(work, on_done)

    def undo(self) -> None:
        """Bring back what was removed last."""
        notice = self._notice
        if notice is None or not notice.undo:
            return
        self._notice = None
        try:
            self._session.attachments.restore(notice.undo)
            placed = self._of(notice.instead)
            if placed is not None:
                self._session.attachments.remove(placed)
        except AhpJournalError as error:
            self._notice = notice
            self._show_problem(error)

    def dismiss(self) -> None:
        """Say no more of what was said."""
        self._notice, self._problem = None, None
        self._render()

    def _attach(self, entry_id: str, taken: TakenIn, count: int) -> None:
        """Make attachments of what was taken in, and say what came of it."""
        total = 0
        try:
            if taken.stored:
                self._session.attachments.add(entry_id, taken.stored)
                total = self._session.attachments.total_bytes()
        except AhpJournalError as error:
            self._show_problem(error)
            return
        if taken.problem is not None:
            self._problem = describe(taken.problem)
        self._notice = _notice_of(taken, count, total)
        self._render()
        if entry_id == self._entry and (taken.stored or taken.refused) and not self._is_closed:
            self._display.reveal_attachments()

    def _may_add(self) -> bool:
        return bool(self._entry) and self._session.attachments.may_add

    def _may_change(self) -> bool:
        return bool(self._entry) and not self._session.is_read_only

    def _of(self, attachment_id: str) -> Attachment | None:
        return next((a for a in self._found if a.id == attachment_id), None)

    def _reload(self) -> None:
        self._round += 1
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        try:
            is_there = bool(self._entry) and not self._is_new
            self._found = self._session.attachments.list_of(self._entry) if is_there else ()
        except AhpJournalError as error:
            self._found, self._problem = (), describe(error)
        self._render()
        self._look_at_next()

    def _look_at_next(self) -> None:
        """Look into the first attachment whose preview is not known yet, then into the next."""
        following = next(
            (a for a in self._found[:PREVIEWS] if _key(a) not in self._previews and _is_shown(a)),
            None,
        )
        if following is None or self._is_closed:
            return
        wanted, present = following, self._round

        def work(job: Job) -> Preview:
            return self._preview(wanted, self._session.attachments.look(wanted, job))

        def on_done(preview: Preview) -> None:
            self._keep(wanted, preview, present)

        def on_error(error: Exception) -> None:
            code = error.code if isinstance(error, ConditionError) else None
            self._keep(
                wanted, Preview(is_damaged=code is ConditionCode.ATTACHMENT_DAMAGED), present
            )
            if not isinstance(error, AhpJournalError):
                raise error

        self._looking = self._jobs.submit(
            work,
            on_done=on_done,
            on_error=on_error,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _preview(self, attachment: Attachment, looked: Looked) -> Preview:
        if is_picture(attachment.media_type):
            return Preview(self._draw(looked.data), has_place=looked.has_place)
        if is_readable_text(attachment.media_type):
            return Preview(lines=looked.first_lines)
        return Preview(has_place=looked.has_place)

    def _keep(self, attachment: Attachment, preview: Preview, present: int) -> None:
        self._previews[_key(attachment)] = preview
        while len(self._previews) > max(_KEPT, PREVIEWS):
            self._previews.popitem(last=False)
        self._render()
        if present == self._round:
            self._look_at_next()

    def _sweep_once(self) -> None:
        """Once, take away what an interrupted write or an erasure left in the journal."""
        if self._has_swept or self._session.is_read_only:
            return
        self._has_swept = True
        self._jobs.submit(
            self._session.attachments.sweep,
            on_done=lambda _count: None,
            on_error=_leave,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _run(self, work: Callable[[Job], T], on_done: Callable[[T], None]) -> None:
        self._notice, self._problem = None, None
        self._render()
        self._jobs.submit(
            work,
            on_done=on_done,
            on_error=self._on_error,
            on_cancelled=lambda: None,
            on_progress=lambda _progress: None,
        )

    def _on_news(self, topics: Topic) -> None:
        if Topic.ATTACHMENTS in topics and self._entry and not self._is_closed:
            self._reload()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._render()

    def _on_cancelled(self) -> None:
        self._end_adding()
        self._render()

    def _on_error(self, error: Exception) -> None:
        self._end_adding()
        if not isinstance(error, AhpJournalError):
            self._render()
            raise error
        self._show_problem(error)

    def _end_adding(self) -> None:
        self._adding, self._progress = None, None
        self._is_working = self._is_stopping = False

    def _say(self, notice: Notice) -> None:
        self._notice = notice
        self._render()

    def _show_problem(self, error: AhpJournalError) -> None:
        self._problem = describe(error)
        self._render()

    def _render(self) -> None:
        if self._is_closed:
            return
        nothing = Preview()
        self._display.render_attachments(
            AttachmentsState(
                has_entry=bool(self._entry),
                tiles=tuple(Tile(a, self._previews.get(_key(a), nothing)) for a in self._found),
                may_add=self._may_add(),
                may_change=self._may_change(),
                is_forbidden=not self._session.attachments.is_allowed,
                is_working=self._is_working,
                is_stopping=self._is_stopping,
                progress=self._progress,
                notice=self._notice,
                problem=self._problem,
            )
        )


def _notice_of(taken: TakenIn, count: int, total: int) -> Notice | None:
    """Say what there is to know after *count* files were to be added; None if all is as expected.

    *total* is the size of all attachments of the journal.
    """
    places = [content.name for content in taken.stored if content.has_place]
    parts = [added_words(len(taken.stored))] if taken.stored else []
    if places:
        parts.append(place_words(places))
    if taken.is_stopped:
        parts.append(_("The others were not added."))
    if total > MUCH_BYTES:
        words = _("All attachments take {size}. Every backup carries them.")
        parts.append(words.format(size=size_words(total)))
    if taken.refused:
        title = refused_title(len(taken.refused), count)
        return Notice(title, "\n".join((*parts, refused_words(taken.refused))), "warn")
    if places or taken.is_stopped or total > MUCH_BYTES:
        return Notice(parts[0], " ".join(parts[1:]), "warn" if places else "info")
    return None


def _key(attachment: Attachment) -> tuple[str, str]:
    return attachment.sha256, attachment.media_type


def _is_shown(attachment: Attachment) -> bool:
    """Tell whether something of what is in a file is shown."""
    kind = attachment.media_type
    return is_picture(kind) or is_readable_text(kind) or kind.startswith("image/")


def _leave(error: Exception) -> None:
    """Leave what could not be swept for another time; a fault of ours is told."""
    if not isinstance(error, AhpJournalError):
        raise error
