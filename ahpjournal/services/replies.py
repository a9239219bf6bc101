"""A coach's reply: what was read from a file, shown first, then added as the coach's words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import timedelta
from typing import Any

from ahpjournal.domain.clock import Clock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.ids import Ids
from ahpjournal.domain.jobs import Job
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.ratings import Rater, Rating, Sitting, SittingKind
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import (
    Reply,
    ReplyAnswer,
    ReplyComment,
    ReplySource,
    fingerprint,
)
from ahpjournal.domain.reply_form import About, Prompt, short
from ahpjournal.domain.reply_preview import ItemState, Known, ReplyPreview, ReplyWarning
from ahpjournal.domain.returned import ReturnedFile
from ahpjournal.domain.texts import clean
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.services.packs import PackService
from ahpjournal.services.plans import PlanService
from ahpjournal.services.reply_forms import keys_of
from ahpjournal.services.reply_reading import (
    KnownForm,
    Rect,
    ReplyReader,
    ends_of,
    form_fields,
    form_places,
    form_rects,
)
from ahpjournal.services.returned_pdfs import read_pdf
from ahpjournal.storage.journal_file import JournalFile
from ahpjournal.text import _

LAST_READ, PASTED = "replies-seen", "reply-pasted"
_LONGEST_PASTE, _LONGEST_NAME, _TITLE = 50_000, 120, 90

_RECENT = timedelta(days=30)

RectsByEnd = Mapping[str, Mapping[str, tuple[int, Rect]]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file and what was found in it: not yet compared with the journal."""

    data: bytes = field(repr=False)
    found: ReturnedFile


def read_file(data: bytes, rects: RectsByEnd, job: Job, *, password: str = "") -> ReadFile:
    """Read a returned file; runs anywhere, and knows nothing of the journal but *rects*.

    Of one without boxes, the words at the places of the boxes of its document are looked for.

    Raises:
        InputError: it cannot be read; the code says why.
        Cancelled: the user stopped it.
    """
    found = read_pdf(data, job, password=password)
    if not found.boxes:
        carried = found.manifest.get("export") if found.manifest is not None else None
        ends = [short(carried)] if isinstance(carried, str) else []
        ends += [end for _known, end in ends_of(found)]
        places = next((rects[end] for end in ends if end in rects), None)
        if places:
            found = read_pdf(data, job, password=password, places=places)
    return ReadFile(data, found)


class ReplyService:
    """Everything about replies."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        clock: Clock,
        ids: Ids,
        packs: PackService,
        plans: PlanService,
    ) -> None:
        """Keep replies in *journal*."""
        self._journal = journal
        self._feed = feed
        self._clock = clock
        self._ids = ids
        self._packs = packs
        self._plans = plans

    def list_all(self) -> tuple[Reply, ...]:
        """Give every reply, the newest first."""
        with self._journal.reading():
            return self._journal.replies.list_all()

    def get(self, reply_id: str) -> Reply | None:
        """Give one reply."""
        with self._journal.reading():
            return self._journal.replies.get(reply_id)

    def about(self, about: About, record: str) -> tuple[Reply, ...]:
        """Give the replies that speak of a record, the newest first."""
        return tuple(reply for reply in self.list_all() if reply.speaks_of(about, record))

    def export_of(self, reply: Reply) -> ExportRecord | None:
        """Give the record of the document that *reply* answers, if it is known."""
        if reply.export is None:
            return None
        with self._journal.reading():
            return self._journal.exports.get(reply.export)

    def rects(self) -> RectsByEnd:
        """Give where the boxes of every document lie, by the end of its id: for read_file()."""
        with self._journal.reading():
            records = self._journal.exports.list_all()
        return {short(r.id): form_rects(r.form) for r in records if r.form is not None}

    def preview(self, read: ReadFile) -> ReplyPreview:
        """Say what is in a file and what to know of it; nothing is added.

        Raises:
            InputError: it is no reply: nothing in it is filled in, noted or ours (NOT_A_REPLY).
        """
        form = self._form_of(read.found)
        reader = ReplyReader(self.list_all(), self._titles(form))
        preview = reader.preview(read.data, read.found, form)
        warnings, changed = list(preview.warnings), self._changed_since(form)
        if preview.is_empty:
            warnings.append(ReplyWarning.NOTHING_FOUND)
        if changed:
            warnings.append(ReplyWarning.MOVED_ON)
        levels = [a.answer for a in preview.answers if a.answer.about is About.COMPETENCY]
        if any(self._level(answer) is None for answer in levels):
            warnings.append(ReplyWarning.LEVELS_UNKNOWN)
        return replace(preview, warnings=tuple(warnings), changed_since=changed)

    def add(self, preview: ReplyPreview, *, from_whom: str | None = None) -> Reply | None:
        """Add what is new in *preview* as the coach's words; gives None if nothing is.

        Levels come into the ledger as the coach's own. Nothing that is here changes.

        Raises:
            InputError: it was made from another journal (OTHER_JOURNAL).
            ConditionError: the journal cannot be written; nothing was added.
        """
        if ReplyWarning.OTHER_JOURNAL in preview.warnings:
            raise InputError(InputCode.OTHER_JOURNAL, "file")
        answers = tuple(item.answer for item in preview.answers if item.state is not ItemState.SAME)
        comments = tuple(
            item.comment for item in preview.comments if item.state is not ItemState.SAME
        )
        if not answers and not comments:
            return None
        name = preview.from_whom if from_whom is None else from_whom
        reply = Reply(
            id=self._ids.new(),
            source=preview.source,
            read_at=self._clock.now(),
            sha256=preview.sha256,
            export=preview.export.id if preview.export is not None else None,
            from_whom=self._name(name),
            answers=answers,
            comments=comments,
        )
        self._keep(reply)
        return reply

    def add_pasted(
        self,
        text: str,
        *,
        export: str | None = None,
        about: About = About.OVERALL,
        record: str = "",
        from_whom: str = "",
    ) -> Reply | None:
        """Add words that were copied from a reply; gives None if they are here already.

        Raises:
            InputError: there are none (REQUIRED), or far too many (TOO_LONG).
            ConditionError: the journal cannot be written; nothing was added.
        """
        words = clean(text).strip()
        if not words:
            raise InputError(InputCode.REQUIRED, "text")
        if len(words) > _LONGEST_PASTE:
            raise InputError(InputCode.TOO_LONG, "text")
        answer = ReplyAnswer("", "pasted", about, record, "", words, words)
        sha256 = fingerprint("pasted", words)
        if any(r.sha256 == sha256 for r in self.list_all()):
            return None
        reply = Reply(
            id=self._ids.new(),
            source=ReplySource.PASTED,
            read_at=self._clock.now(),
            sha256=sha256,
            export=export,
            from_whom=self._name(from_whom),
            answers=(answer,),
        )
        self._keep(reply)
        return reply

    def remove(self, reply_id: str) -> None:
        """Put a reply into the bin. Levels that came with it stay in the ledger, as said then.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(reply_id, is_removed=True)

    def restore(self, reply_id: str) -> None:
        """Take a reply out of the bin.

        Raises:
            ConditionError: the journal cannot be written.
        """
        self._set_removed(reply_id, is_removed=False)

    def _set_removed(self, reply_id: str, *, is_removed: bool) -> None:
        with self._journal.transaction():
            self._journal.replies.set_removed(reply_id, is_removed=is_removed)
        self._feed.publish(Topic.PORTFOLIO)

    def keep_paste(self, text: str) -> None:
        """Keep words that are being pasted or typed, until they are added."""
        with self._journal.transaction():
            self._journal.settings.put(PASTED, text[:_LONGEST_PASTE])

    def kept_paste(self) -> str:
        """Give the words that were being pasted."""
        with self._journal.reading():
            return self._journal.settings.get(PASTED)

    def action_from(self, part: ReplyAnswer | ReplyComment) -> ActionPlan:
        """Make an action from what a coach said, linked to the reflection that it is about.

        Raises:
            ConditionError: the journal cannot be written.
        """
        words = part.shown if isinstance(part, ReplyAnswer) else part.text or part.quoted
        line = " ".join(words.split())
        title = line if len(line) <= _TITLE else line[:_TITLE].rpartition(" ")[0] + "\u2026"
        draft = self._plans.draft()
        if part.about is About.ENTRY:
            with self._journal.reading():
                entry = self._journal.entries.get(part.record)
            if entry is not None:
                draft = self._plans.from_entry(entry)
        why = _("My coach: {words}").format(words=words.strip())
        return self._plans.save(replace(draft, title=title, why=why))

    @property
    def unread(self) -> tuple[Reply, ...]:
        """Replies of the last weeks that were not looked at since, the newest first."""
        with self._journal.reading():
            seen = set(json.loads(self._journal.settings.get(LAST_READ) or "[]"))
        since = self._clock.now() - _RECENT
        return tuple(r for r in self.list_all() if r.id not in seen and r.read_at >= since)

    def mark_read(self, reply_id: str) -> None:
        """Take note that a reply was looked at."""
        if self._journal.is_read_only or all(r.id != reply_id for r in self.unread):
            return
        with self._journal.reading():
            seen = json.loads(self._journal.settings.get(LAST_READ) or "[]")
        with self._journal.transaction():
            self._journal.settings.put(LAST_READ, json.dumps([*seen, reply_id]))
        self._feed.publish(Topic.PORTFOLIO)

    # --- what is known -------------------------------------------------------------------------

    def _form_of(self, found: ReturnedFile) -> KnownForm:
        """Say which document it is: by its seal, by names, by metadata, by what is printed."""
        from ahpjournal.pdf.manifest import is_sealed_with

        manifest = dict(found.manifest) if found.manifest is not None else None
        if manifest is not None:
            if str(manifest.get("journal")) != self._journal.journal_id:
                return self._foreign(manifest)
            keys = keys_of(self._journal)
            key = keys.get(str(manifest.get("key")))
            is_ours = key is not None and is_sealed_with(manifest, key)
            record = self._record(str(manifest.get("export")))
            if is_ours:
                return _known_form(record, manifest, Known.SEAL)
            if record is not None:
                form = _known_form(record, record.form or manifest, Known.NAMES)
                return replace(form, is_broken=key is not None)
        for known, end in ends_of(found):
            with self._journal.reading():
                records = self._journal.exports.ending_with(end)
            if records:
                return _known_form(records[0], records[0].form or {}, known)
        if manifest is not None:
            return replace(_known_form(None, manifest, Known.NAMES), is_broken=True)
        return KnownForm()

    def _foreign(self, manifest: Mapping[str, Any]) -> KnownForm:
        """A form that says it is from elsewhere; a journal that was brought in has its exports."""
        record = self._record(str(manifest.get("export")))
        if record is not None and record.form is not None:
            return _known_form(record, record.form, Known.NAMES)
        form = _known_form(None, manifest, Known.NAMES)
        return replace(form, is_other_journal=True)

    def _record(self, export_id: str) -> ExportRecord | None:
        with self._journal.reading():
            return self._journal.exports.get(export_id)

    def _titles(self, form: KnownForm) -> dict[tuple[About, str], str]:
        """Name what answers and comments may be about, as it is called now."""
        titles: dict[tuple[About, str], str] = {}
        for about, record in _parts(form):
            title = self._title(about, record)
            if title is not None:
                titles[about, record] = title
        return titles

    def title_of(self, about: About, record: str) -> str:
        """Give what a part of a reply is about, in words; empty for the whole."""
        return self._title(about, record) or ""

    def _title(self, about: About, record: str) -> str | None:
        match about:
            case About.ENTRY:
                with self._journal.reading():
                    entry = self._journal.entries.get(record)
                if entry is None:
                    return None
                return entry.title or _("Reflection without a title")
            case About.ACTION:
                action = self._plans.get(record)
                if action is None:
                    return None
                return action.title or _("Action without a title")
            case About.COMPETENCY:
                competency = self._pack.competency(record)
                return competency.name if competency is not None else record
            case About.RATINGS:
                return _("Ratings")
            case About.ACTIONS:
                return _("Actions")
            case About.OVERALL:
                return None

    def _changed_since(self, form: KnownForm) -> tuple[str, ...]:
        """Name what was sent and has been changed or removed here since."""
        if form.export is None:
            return ()
        changed = []
        for about, record in _parts(form):
            if about is About.ENTRY:
                with self._journal.reading():
                    entry = self._journal.entries.get(record)
                updated = entry.updated_at if entry is not None else None
            elif about is About.ACTION:
                action = self._plans.get(record)
                updated = action.updated_at if action is not None else None
            else:
                continue
            if updated is None or updated > form.export.made_at:
                sent = {item.id: item.title for item in form.export.items}
                title = self._title(about, record) or sent.get(record, "")
                changed.append(title or _("something that was removed"))
        return tuple(dict.fromkeys(changed))

    # --- what is kept --------------------------------------------------------------------------

    @property
    def _pack(self) -> Pack:
        return self._packs.present

    def _level(self, answer: ReplyAnswer) -> int | None:
        """Give the level that a coach chose; None if the programme has no such level now."""
        text = answer.value
        if self._pack.competency(answer.record) is None or not (text.isascii() and text.isdigit()):
            return None
        level = int(text[:3])
        return level if 1 <= level <= self._pack.scale.top else None

    def _keep(self, reply: Reply) -> None:
        levels = {
            a.record: level
            for a in reply.answers
            if a.about is About.COMPETENCY
            and a.prompt == Prompt.LEVEL
            and (level := self._level(a)) is not None
        }
        why = next((a.value for a in reply.answers if a.prompt == Prompt.WHY), "")
        topics = Topic.PORTFOLIO
        with self._journal.transaction():
            self._journal.replies.add(reply)
            if levels:
                self._packs.keep_present()
                self._add_levels(levels, why)
                topics |= Topic.RATINGS
        self._feed.publish(topics)

    def _add_levels(self, levels: Mapping[str, int], why: str) -> None:
        now = self._clock.now()
        sitting = Sitting(
            self._ids.new(),
            SittingKind.AD_HOC,
            self._clock.today(),
            competencies=tuple(levels),
            finished_at=now,
        )
        self._journal.sittings.add(sitting)
        for competency, level in levels.items():
            self._journal.sittings.append(
                Rating(
                    id=self._ids.new(),
                    sitting=sitting.id,
                    competency=competency,
                    level=level,
                    rated_at=now,
                    because=why,
                    rater=Rater.COACH,
                    pack_id=self._pack.id,
                    pack_version=self._pack.version,
                )
            )

    def _name(self, given: str) -> str:
        """Give whose words these are: as typed, or the coach of the profile."""
        name = " ".join(clean(given).split())[:_LONGEST_NAME]
        if name:
            return name
        with self._journal.reading():
            return self._journal.profiles.get().coach.strip()


def _known_form(record: ExportRecord | None, form: Mapping[str, Any], known: Known) -> KnownForm:
    """Put together what is known; questions and labels are in the record only."""
    fields = form_fields(form)
    if record is not None and record.form is not None:
        kept = form_fields(record.form)
        fields = {name: {**one, **kept.get(name, {})} for name, one in fields.items()}
    pages = form.get("pages")
    digests = tuple(str(p) for p in pages) if isinstance(pages, list) else ()
    return KnownForm(record, known, fields, form_places(form), digests)


def _parts(form: KnownForm) -> Iterable[tuple[About, str]]:
    """Give every part of a document once, in order."""
    found: dict[tuple[About, str], None] = {}
    for _page, _top, about, record in form.places:
        found[about, record] = None
    for one in form.fields.values():
        found[About(one["about"]), one["record"]] = None
    if form.export is not None:
        for item in form.export.items:
            if item.kind in {About.ENTRY, About.ACTION}:
                found[About(item.kind), item.id] = None
    return tuple(found)
