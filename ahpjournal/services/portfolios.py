"""Choosing what leaves the journal, listing it item by item, and writing it."""

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry, EntryFilter, EntrySummary, Sharing
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import (
    ONE_ENTRY,
    ChosenEntry,
    LeavingKind,
    PortfolioContent,
    PortfolioKind,
    SealedJournal,
    Selection,
    leaving_part,
)
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.output_file import whole_file
from ahpjournal.policy import NO_POLICIES, Policies
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.kept_selections import selection_from_text, selection_to_text, setting_of
from ahpjournal.services.leaving import LeavingItem, leaving_items
from ahpjournal.services.portfolio_words import kind_name
from ahpjournal.services.programme import ProgrammeService
from ahpjournal.services.progress import ProgressService
from ahpjournal.services.reply_forms import form_for
from ahpjournal.storage.journal_file import JournalFile

if TYPE_CHECKING:
    from ahpjournal.pdf.page_picture import PagePicture
    from ahpjournal.services.export_gate import Cleared

_COACH = PortfolioKind.COACH


@dataclass(frozen=True, slots=True)
class PortfolioChoices:
    """What can be chosen: every entry by date, and every action."""

    entries: tuple[EntrySummary, ...]
    actions: tuple[ActionPlan, ...]


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A document that was set, read again and found good; nothing of it is on a disk yet."""

    kind: PortfolioKind
    export_id: str
    data: bytes = field(repr=False)
    pages: int = 0
    password: str = field(default="", repr=False)
    is_sealed: bool = False
    """Whether the whole journal lies in it, encrypted."""


class PortfolioService:
    """Everything about portfolios; the document itself is set by the pdf layer."""

    def __init__(  # noqa: PLR0913, PLR0917 - the services it gathers from
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        content: ProgrammeContent,
        programme: ProgrammeService,
        progress: ProgressService,
        seal: Callable[[Passphrase, Job], SealedJournal],
        model: Callable[[str], ReflectiveModel | None],
        policies: Policies = NO_POLICIES,
    ) -> None:
        """Choose from *journal*; *seal* gives all of it as an encrypted file, for an archive.

        *model* finds the reflective model that names the stages of an entry; *policies* say which
        documents the organisation allows.
        """
        self._policies = policies
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._content = content
        self._programme = programme
        self._progress = progress
        self._seal = seal
        self._model = model

    def choices(
        self, kind: PortfolioKind = _COACH, *, has_open_pages: bool = False
    ) -> PortfolioChoices:
        """Give what can be chosen: all actions, and entries shared for *kind*, newest first."""
        wanted = EntryFilter(sharing=kind.audience(has_open_pages=has_open_pages))
        with self._journal.reading():
            entries = self._journal.entries
            page = entries.page(entries.find(wanted))
            actions = self._journal.actions.list_all()
        return PortfolioChoices(
            tuple(sorted(page, key=lambda entry: (entry.on, entry.key), reverse=True)), actions
        )

    def suggested_selection(
        self, kind: PortfolioKind = _COACH, *, has_open_pages: bool = False
    ) -> Selection:
        """Choose what its owner marked for this kind of document.

        For the coach that is what is marked for the coach and every open action, for a portfolio
        what is marked for it and every action; the other kinds show no actions, and one entry is
        for its owner to pick.
        """
        choices = self.choices(kind, has_open_pages=has_open_pages)
        if kind is PortfolioKind.COACH:
            return Selection(
                entries=tuple(e.id for e in choices.entries if e.sharing is Sharing.COACH),
                actions=tuple(a.id for a in choices.actions if a.state.is_open),
            )
        if kind in ONE_ENTRY:
            return Selection(include_ratings=False, include_reasons=False)
        is_whole = kind in {PortfolioKind.PORTFOLIO, PortfolioKind.ARCHIVE}
        return Selection(
            entries=tuple(e.id for e in choices.entries),
            actions=tuple(a.id for a in choices.actions) if is_whole else (),
            include_ratings=is_whole,
            include_reasons=is_whole,
            open_pages=has_open_pages,
        )

    def saved_selection(self, kind: PortfolioKind = _COACH) -> Selection:
        """Give the last choice as it holds now; at first, the suggestion."""
        with self._journal.reading():
            text = self._journal.settings.get(setting_of(kind))
            if not text:
                return self.suggested_selection(kind)
            return self.still_chosen(selection_from_text(text), kind)

    def still_chosen(self, selection: Selection, kind: PortfolioKind = _COACH) -> Selection:
        """Give *selection* without what was removed or made private since it was made."""
        choices = self.choices(kind, has_open_pages=selection.open_pages)
        entries = {entry.id for entry in choices.entries}
        actions = {action.id for action in choices.actions}
        return replace(
            selection,
            entries=tuple(i for i in selection.entries if i in entries),
            actions=tuple(i for i in selection.actions if i in actions),
            asked=None
            if selection.asked is None
            else tuple(i for i in selection.asked if i in entries),
        )

    def save_selection(self, selection: Selection, kind: PortfolioKind = _COACH) -> None:
        """Keep the choice in the journal."""
        with self._journal.transaction():
            self._journal.settings.put(setting_of(kind), selection_to_text(selection))
        self._feed.publish(Topic.PORTFOLIO)

    def resolved(self, selection: Selection, kind: PortfolioKind = _COACH) -> Selection:
        """Give *selection* with the ids of everything that its rules find, and without rules."""
        out = set(selection.left_out)
        with self._journal.reading():
            entries = list(selection.entries)
            audience = kind.audience(has_open_pages=selection.open_pages)
            for rule in selection.rules:
                asked = rule if rule.sharing else replace(rule, sharing=audience)
                found = self._journal.entries.page(self._journal.entries.find(asked))
                entries += [row.id for row in found]
            actions = list(selection.actions)
            if selection.action_states:
                wanted = set(selection.action_states)
                actions += [a.id for a in self._journal.actions.list_all() if a.state in wanted]
        return replace(
            selection,
            entries=tuple(i for i in dict.fromkeys(entries) if i not in out),
            actions=tuple(i for i in dict.fromkeys(actions) if i not in out),
            rules=(),
            action_states=(),
            left_out=(),
        )

    def leaving(
        self, selection: Selection, kind: PortfolioKind = _COACH
    ) -> tuple[LeavingItem, ...]:
        """List, in the order of the document, every single thing that leaves; empty if nothing."""
        return leaving_items(self._gathered(selection, kind))

    def content(self, selection: Selection, kind: PortfolioKind = _COACH) -> PortfolioContent:
        """Gather exactly what leaves.

        Raises:
            InputError: nothing is chosen, or not exactly one entry for a document about one.
            ConditionError: the organisation does not allow this kind (NOT_ALLOWED_HERE).
        """
        self._policies.require_export(kind.value)
        found = self._gathered(selection, kind)
        if not leaving_items(found) or (kind in ONE_ENTRY and not found.entries):
            raise InputError(InputCode.NOTHING_CHOSEN, "selection")
        if kind in ONE_ENTRY and len(found.entries) > 1:
            raise InputError(InputCode.ONE_ENTRY_ONLY, "selection")
        return found

    def make_pdf(self, cleared: "Cleared", job: Job, *, password: str = "") -> FinishedPdf:
        """Set a document that passed the gate; works from its data alone, so it may run anywhere.

        Whatever opens the file asks for *password*, if it is not empty (AES-256); filling in
        fields stays allowed. In an archive it encrypts the journal inside as well, and that alone
        if the pages are to be open. The finished document is read again: a private sentence
        anywhere in it ends the export.

        Raises:
            ConditionError: a private sentence was found in it (PRIVATE_TEXT_FOUND).
            InputError: it has to fit on a page and does not (ONE_PAGE_ONLY); an archive has no
                password (ARCHIVE_PASSPHRASE).
            Cancelled: the user stopped it.
        """
        content = cleared.content
        if content.kind is not PortfolioKind.ARCHIVE:
            return self._set(cleared, content, job, password)
        if not password:
            raise InputError(InputCode.ARCHIVE_PASSPHRASE, "passphrase")
        passphrase = Passphrase(password)
        content = replace(content, sealed=self._seal(passphrase, job))
        return self._set(cleared, content, job, "" if content.open_pages else passphrase.text)

    def make_preview(self, cleared: "Cleared", job: Job) -> FinishedPdf:
        """Set a document as it leaves without a password; of an archive, only its pages.

        Raises:
            ConditionError, InputError, Cancelled: as for `make_pdf`.
        """
        return self._set(cleared, cleared.content, job, "")

    def _set(
        self, cleared: "Cleared", content: PortfolioContent, job: Job, password: str
    ) -> FinishedPdf:
        from ahpjournal.pdf.finish import Finish
        from ahpjournal.pdf.render import render

        made = BytesIO()
        written = render(content, made, job, Finish(password=password))
        # Of an archive, the encrypted journal alone stays closed: nobody can read it as it lies.
        closed = frozenset({content.sealed.name} if content.sealed is not None else ())
        cleared.proof.check(made, password, job, closed)
        return FinishedPdf(
            content.kind,
            content.export_id,
            made.getvalue(),
            written.pages,
            password,
            is_sealed=content.sealed is not None,
        )

    def save_pdf(self, finished: FinishedPdf, path: Path) -> Path:
        """Put a finished document at *path*; a file already there is replaced when all is well.

        Raises:
            ConditionError: the file cannot be written, or is a journal, or holds all of one and has
                no password where the organisation wants one; nothing is left behind.
        """
        self._journal.refuse_target(path)
        if not finished.is_sealed:
            self.require_protection(finished.kind, finished.password)
        with whole_file(path) as file:
            file.write(finished.data)
        return path

    def require_protection(self, kind: PortfolioKind, password: str) -> None:
        """Make sure that a document of *kind* may leave with *password*, or with none.

        Raises:
            ConditionError: it holds the whole journal, and the organisation wants that protected
                (PROTECTED_COPY_ONLY).
        """
        if kind is PortfolioKind.ARCHIVE:
            self._policies.require_protected_copy(is_protected=bool(password))

    def page_picture(self, finished: FinishedPdf, page: int, width: int) -> "PagePicture":
        """Draw page *page* (from 0) of a document, *width* pixels wide; may run anywhere.

        Raises:
            ConditionError: it cannot be drawn (EXPORT_UNREADABLE).
        """
        from ahpjournal.pdf.page_picture import page_picture

        try:
            return page_picture(finished.data, page, width, finished.password)
        except ValueError as error:
            raise ConditionError(ConditionCode.EXPORT_UNREADABLE) from error

    def write_pdf(self, cleared: "Cleared", path: Path, job: Job, *, password: str = "") -> Path:
        """Set a document that passed the gate, and put it at *path*.

        Raises:
            ConditionError: the file cannot be written, or is a journal, or a private sentence was
                found in it; nothing is left behind.
            InputError: it has to fit on a page and does not (ONE_PAGE_ONLY).
            Cancelled: the user stopped it; nothing is left behind.
        """
        self._journal.refuse_target(path)
        return self.save_pdf(self.make_pdf(cleared, job, password=password), path)

    def suggested_name(self, today: date, kind: PortfolioKind = _COACH) -> str:
        """Suggest a file name that names nobody."""
        return f"{kind_name(kind)} {today.strftime('%d-%m-%Y')}.pdf"

    def _gathered(self, selection: Selection, kind: PortfolioKind) -> PortfolioContent:
        selection = self.resolved(selection, kind)
        with self._journal.reading():
            profile = self._journal.profiles.get()
        names = {p.id: p.name for p in self._content.professions}
        taken = selection.takes
        entries = self._entries(selection) if taken(LeavingKind.ENTRY) else ()
        actions = self._actions(selection) if taken(LeavingKind.ACTION) else ()
        chosen = {entry.id for entry in entries}
        report = self._report(selection) if kind not in ONE_ENTRY else None
        export_id = self._ids.new()
        form = None
        if kind is PortfolioKind.COACH:
            form = form_for(
                self._journal,
                export_id,
                self._content.pack,
                report,
                entries,
                has_actions=bool(actions),
                asked=selection.asked,
            )
        return PortfolioContent(
            profile=profile,
            profession=names.get(profile.profession, ""),
            pack=self._content.pack,
            modules=tuple(replace(module, notes="") for module in self._programme.modules()),
            prepared_on=self._clock.today(),
            export_id=export_id,
            talk_about=selection.talk_about if _has_words(selection, kind) else "",
            progress=report,
            with_reasons=selection.include_reasons,
            actions=tuple(
                replace(action, entries=tuple(i for i in action.entries if i in chosen))
                for action in actions
                if kind not in ONE_ENTRY
            ),
            entries=tuple(
                _chosen(entry, kind, self._model(entry.model), has_open_pages=selection.open_pages)
                for entry in entries
            ),
            kind=kind,
            open_pages=selection.open_pages and kind is PortfolioKind.ARCHIVE,
            evidence=self._progress.evidence() if report is not None else (),
            shows_programme=taken(LeavingKind.PROGRAMME),
            form=form,
        )

    def _report(self, selection: Selection) -> ProgressReport | None:
        if not selection.include_ratings or not selection.takes(LeavingKind.RATINGS):
            return None
        report = self._progress.report()
        if not report.sittings:
            return None
        if selection.include_reasons and selection.takes(LeavingKind.REASONS):
            return report
        rows = tuple(replace(row, because="") for row in report.competencies)
        return replace(report, competencies=rows)

    def _entries(self, selection: Selection) -> tuple[Entry, ...]:
        with self._journal.reading():
            found = [self._journal.entries.get(entry_id) for entry_id in selection.entries]
        entries = [entry for entry in found if entry is not None]
        return tuple(sorted(entries, key=lambda e: (e.on, e.id)))

    def _actions(self, selection: Selection) -> tuple[ActionPlan, ...]:
        with self._journal.reading():
            found = [self._journal.actions.get(action_id) for action_id in selection.actions]
        last = date.max
        actions = [action for action in found if action is not None]
        return tuple(sorted(actions, key=lambda a: (not a.state.is_open, a.due_on or last, a.id)))


def _has_words(selection: Selection, kind: PortfolioKind) -> bool:
    return kind is PortfolioKind.COACH and selection.takes(LeavingKind.WORDS)


def _chosen(
    entry: Entry, kind: PortfolioKind, model: ReflectiveModel | None, *, has_open_pages: bool
) -> ChosenEntry:
    written = sum(1 for section in entry.sections if section.markdown.strip())
    part = leaving_part(entry, kind, has_open_pages=has_open_pages)
    return ChosenEntry(part, model, written - len(part.sections))


__all__ = [
    "LeavingItem",
    "LeavingKind",
    "PortfolioChoices",
    "PortfolioService",
]
