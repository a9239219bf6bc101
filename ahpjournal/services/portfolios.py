"""Choosing what leaves the journal, listing it item by item, and writing it."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.entries import Entry, EntryFilter, EntrySummary, Sharing
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.markdown import word_count
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import ChosenEntry, CoachContent, CoachSelection
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.services.content import ProgrammeContent
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.programme import ProgrammeService
from ahpjournal.services.progress import ProgressService
from ahpjournal.services.reply_forms import form_for
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

SELECTION = "coach-selection"
_SHARED = (Sharing.COACH, Sharing.PORTFOLIO)


class LeavingKind(StrEnum):
    """What sort of thing leaves."""

    COVER = "cover"
    WORDS = "words"
    RATINGS = "ratings"
    REASONS = "reasons"
    ACTION = "action"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class LeavingItem:
    """One thing that leaves. *words* counts its words; *kept_back* its private sections."""

    kind: LeavingKind
    title: str = field(repr=False)
    id: str = ""
    words: int = 0
    kept_back: int = 0


@dataclass(frozen=True, slots=True)
class PortfolioChoices:
    """What can be chosen: every entry by date, and every action."""

    entries: tuple[EntrySummary, ...]
    actions: tuple[ActionPlan, ...]


class PortfolioService:
    """Everything about portfolios; the document itself is set by the pdf layer."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        content: ProgrammeContent,
        programme: ProgrammeService,
        progress: ProgressService,
    ) -> None:
        """Choose from *journal*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._content = content
        self._programme = programme
        self._progress = progress

    def choices(self) -> PortfolioChoices:
        """Give what can be chosen: all actions, and the shared entries, newest event first."""
        with self._journal.reading():
            entries = self._journal.entries
            page = entries.page(entries.find(EntryFilter(sharing=_SHARED)))
            actions = self._journal.actions.list_all()
        return PortfolioChoices(
            tuple(sorted(page, key=lambda entry: (entry.on, entry.key), reverse=True)), actions
        )

    def suggested_selection(self) -> CoachSelection:
        """Choose what its owner marked for the coach, and every open action."""
        choices = self.choices()
        return CoachSelection(
            entries=tuple(e.id for e in choices.entries if e.sharing is Sharing.COACH),
            actions=tuple(a.id for a in choices.actions if a.state.is_open),
        )

    def saved_selection(self) -> CoachSelection:
        """Give the last choice as it holds now; at first, the suggestion."""
        with self._journal.reading():
            if not self._journal.settings.get(SELECTION):
                return self.suggested_selection()
            return self.still_chosen(self._saved_selection())

    def still_chosen(self, selection: CoachSelection) -> CoachSelection:
        """Give *selection* without what was removed or made private since it was made."""
        choices = self.choices()
        entries = {entry.id for entry in choices.entries}
        actions = {action.id for action in choices.actions}
        return replace(
            selection,
            entries=tuple(i for i in selection.entries if i in entries),
            actions=tuple(i for i in selection.actions if i in actions),
        )

    def save_selection(self, selection: CoachSelection) -> None:
        """Keep the choice in the journal."""
        with self._journal.transaction():
            self._journal.settings.put(SELECTION, json.dumps(asdict(selection), ensure_ascii=False))
        self._feed.publish(Topic.PORTFOLIO)

    def leaving(self, selection: CoachSelection) -> tuple[LeavingItem, ...]:
        """List, in the order of the document, every single thing that leaves; empty if nothing."""
        items = self._chosen_items(selection)
        with self._journal.reading():
            profile = self._journal.profiles.get()
        shown = (profile.name, profile.role_title, profile.coach)
        cover = ", ".join(text.strip() for text in shown if text.strip())
        if items and cover:
            items.insert(0, LeavingItem(LeavingKind.COVER, cover))
        return tuple(items)

    def _chosen_items(self, selection: CoachSelection) -> list[LeavingItem]:
        items = []
        if selection.talk_about.strip():
            title = _("What I want to talk about")
            words = word_count(selection.talk_about)
            items.append(LeavingItem(LeavingKind.WORDS, title, words=words))
        report = self._progress.report()
        if selection.include_ratings and report.sittings:
            title = _("Self-ratings and charts, all sittings")
            items.append(LeavingItem(LeavingKind.RATINGS, title))
            reasons = [c.because for c in report.competencies if c.because]
            if selection.include_reasons and reasons:
                words = sum(word_count(text) for text in reasons)
                title = _("Your latest reason for each rating")
                items.append(LeavingItem(LeavingKind.REASONS, title, words=words))
        for action in self._actions(selection):
            title = action.title or _("Action without a title")
            items.append(LeavingItem(LeavingKind.ACTION, title, action.id, _words_of(action)))
        for entry in self._entries(selection):
            written = [s for s in entry.sections if s.markdown.strip()]
            shared = _shared_sections(entry)
            title = entry.title or _("Reflection without a title")
            kept_back = len(written) - len(shared.sections)
            items.append(LeavingItem(LeavingKind.ENTRY, title, entry.id, shared.words, kept_back))
        return items

    def content(self, selection: CoachSelection) -> CoachContent:
        """Gather exactly what leaves.

        Raises:
            InputError: nothing is chosen.
        """
        if not self.leaving(selection):
            raise InputError(InputCode.NOTHING_CHOSEN, "selection")
        with self._journal.reading():
            profile = self._journal.profiles.get()
        models = {m.id: m for m in self._content.models}
        names = {p.id: p.name for p in self._content.professions}
        chosen = {entry.id: entry for entry in self._entries(selection)}
        actions = self._actions(selection)
        report = self._report(selection)
        export_id = self._ids.new()
        form = form_for(
            self._journal,
            export_id,
            self._content.pack,
            report,
            chosen.values(),
            has_actions=bool(actions),
        )
        return CoachContent(
            profile=profile,
            profession=names.get(profile.profession, ""),
            pack=self._content.pack,
            modules=tuple(replace(module, notes="") for module in self._programme.modules()),
            prepared_on=self._clock.today(),
            export_id=export_id,
            talk_about=selection.talk_about,
            progress=report,
            with_reasons=selection.include_reasons,
            actions=tuple(
                replace(action, entries=tuple(i for i in action.entries if i in chosen))
                for action in actions
            ),
            form=form,
            entries=tuple(
                ChosenEntry(_shared_sections(entry), models.get(entry.model))
                for entry in chosen.values()
            ),
        )

    def write_coach_pdf(self, content: CoachContent, path: Path, job: Job) -> Path:
        """Write *content* to *path*; works from its data alone, so it may run anywhere.

        Raises:
            ConditionError: the file cannot be written, or is a journal; nothing is left behind.
            Cancelled: the user stopped it; nothing is left behind.
        """
        from ahpjournal.pdf.kinds import coach

        self._journal.refuse_target(path)
        coach.write(content, path, job)
        return path

    def suggested_name(self, today: date) -> str:
        """Suggest a file name that names nobody."""
        return _("Coach conversation {date}").format(date=today.strftime("%d-%m-%Y")) + ".pdf"

    def _report(self, selection: CoachSelection) -> ProgressReport | None:
        report = self._progress.report()
        if not selection.include_ratings or not report.sittings:
            return None
        if selection.include_reasons:
            return report
        rows = tuple(replace(row, because="") for row in report.competencies)
        return replace(report, competencies=rows)

    def _saved_selection(self) -> CoachSelection:
        """Give the last choice as it was kept."""
        with self._journal.reading():
            text = self._journal.settings.get(SELECTION)
        values: dict[str, Any] = json.loads(text) if text else {}
        return CoachSelection(
            entries=tuple(values.get("entries", ())),
            actions=tuple(values.get("actions", ())),
            talk_about=values.get("talk_about", ""),
            include_ratings=values.get("include_ratings", True),
            include_reasons=values.get("include_reasons", True),
        )

    def _entries(self, selection: CoachSelection) -> tuple[Entry, ...]:
        with self._journal.reading():
            found = [self._journal.entries.get(entry_id) for entry_id in selection.entries]
        entries = [entry for entry in found if entry is not None]
        return tuple(sorted(entries, key=lambda e: (e.on, e.id)))

    def _actions(self, selection: CoachSelection) -> tuple[ActionPlan, ...]:
        with self._journal.reading():
            found = [self._journal.actions.get(action_id) for action_id in selection.actions]
        last = date.max
        actions = [action for action in found if action is not None]
        return tuple(sorted(actions, key=lambda a: (not a.state.is_open, a.due_on or last, a.id)))


def _shared_sections(entry: Entry) -> Entry:
    """Leave out what stays private: choosing an entry shares all but sections marked private.

    Tags and the record of professional development are for its owner alone.
    """
    kept = tuple(
        s for s in entry.sections if s.sharing is not Sharing.PRIVATE and s.markdown.strip()
    )
    return replace(entry, sections=kept, tags=(), cpd=None)


def _words_of(action: ActionPlan) -> int:
    texts = [action.title, action.why, action.first_step, action.measure, action.obstacle]
    texts += [action.if_then, action.support, action.outcome, *(n.text for n in action.notes)]
    texts += [text for c in action.cycles for text in (c.plan, c.do, c.study, c.act)]
    return sum(word_count(text) for text in texts)
