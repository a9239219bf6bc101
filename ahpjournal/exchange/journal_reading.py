"""From JSON to a journal's records: checked first, with every mistake at its place."""

import io
import json
import uuid
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time
from typing import Any

from ahpjournal.domain.clock import parse_timestamp
from ahpjournal.domain.entries import Cpd, CpdKind, Entry, EntryState, Precision, Section, Sharing
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.plans import ActionPlan, ActionState, Cycle, EvaluationLevel, ProgressNote
from ahpjournal.domain.portfolio import Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Attendance, Module, ModuleState, Pack
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
)
from ahpjournal.domain.replies import Reply
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.templates import Template
from ahpjournal.domain.texts import cleaned
from ahpjournal.exchange.attachments import GivenAttachment, read_attachment
from ahpjournal.exchange.journal_checks import Document
from ahpjournal.exchange.journal_document import (
    LATER_KINDS,
    MOST_PROBLEMS,
    JournalDocument,
    schema,
)
from ahpjournal.exchange.journal_stream import ENTRIES, Source, check
from ahpjournal.exchange.json_stream import JsonWindow, items_of
from ahpjournal.exchange.material_json import to_prompt, to_search, to_template
from ahpjournal.exchange.replies_json import export_from_json, reply_from_json

_NAMESPACE = uuid.UUID("6f2b6a52-7b1f-5c0e-9d53-1e6c4a2f8b10")


class JournalStream:
    """A document that is in order throughout, whose entries are read once more, one by one.

    What is told of it is complete when they have been read.
    """

    def __init__(self, source: Source, pack: Pack | None, now: datetime) -> None:
        """Look at all of *source*; *now* stands in for times that are absent.

        Raises:
            InputError: as check() says.
        """
        self._prints = array("q")
        rest, self._sum = check(source, pack, self._note)
        self._source = source
        self._reader = _Reader(rest, now)
        self.content = self._reader.read()
        """Everything but the entries and their attachments."""

    @property
    def count(self) -> int:
        """How many entries it has."""
        return len(self._prints)

    @property
    def ignored(self) -> tuple[str, ...]:
        """JSON paths of keys nobody knows, the first of them if there are very many."""
        return self._reader.ignored

    def entries(self) -> Iterator[tuple[Entry, tuple[GivenAttachment, ...]]]:
        """Give every entry with its attachments; texts are as they stand in the document.

        Raises:
            InputError: this is not what was looked at before (NOT_JSON); no entry is given that
                was not.
        """
        with closing(self._source()) as file:
            window = JsonWindow(file.read)
            for data in self._again(window):
                yield self._reader.entry_with_files(data)
            if window.sum != self._sum:
                raise InputError(InputCode.NOT_JSON, "file")

    def _again(self, window: JsonWindow) -> Iterator[Document]:
        entries = items_of(window, ENTRIES, {})
        seen = iter(self._prints)
        while True:
            try:
                data = next(entries)
            except StopIteration:
                return
            except (ValueError, RecursionError) as error:
                raise InputError(InputCode.NOT_JSON, "file") from error
            if window.print != next(seen, None):
                raise InputError(InputCode.NOT_JSON, "file")
            yield data

    def _note(self, _entry: object, text_print: int) -> None:
        self._prints.append(text_print)


def read_document(data: bytes, pack: Pack | None = None) -> Document:
    """Give the whole of a document that is in order: for small ones.

    Raises:
        InputError: as check() says.
    """
    entries: list[Any] = []
    rest, _sum = check(lambda: io.BytesIO(data), pack, lambda entry, _print: entries.append(entry))
    return {**rest, ENTRIES: entries} if entries else rest


def parse(document: Document, now: datetime) -> JournalDocument:
    """Turn a checked *document* into records; *now* stands in for times that are absent.

    A record without an id gets one that follows from its content, and a rating without a time
    that of its sitting, so that the same file brought in twice brings nothing twice. Texts are
    cleaned as a journal keeps them.
    """
    return _Reader(document, now).read()


class _Reader:
    def __init__(self, document: Document, now: datetime) -> None:
        self._document = document
        self._now = now
        self._without_id = Counter[uuid.UUID]()
        self._ignored: list[str] = []
        self._read_entries = 0
        sittings = document.get("sittings", ())
        self._sitting_days = {s["id"].lower(): s["on"] for s in sittings if s.get("id")}

    def read(self) -> JournalDocument:
        document = self._document
        self._note_unknown(document, schema(), "$")
        ratings = self._records("ratings", self._rating)
        sittings = self._records("sittings", lambda d, p: self._sitting(d, p, ratings))
        entries = self._records(ENTRIES, self._entry)
        self._read_entries = len(entries)
        actions = self._records("actions", self._action)
        pack = document.get("pack", {})
        profile = document.get("profile")
        conversation = document.get("conversation")
        return JournalDocument(
            profile=cleaned(_to_profile(profile)) if profile is not None else None,
            pack_id=pack.get("id", ""),
            pack_version=pack.get("version", ""),
            modules=tuple(self._records("modules", self._module)),
            sittings=tuple(sittings),
            ratings=tuple(ratings),
            entries=tuple(entries),
            actions=tuple(actions),
            exports=tuple(self._records("exports", self._export)),
            replies=tuple(self._records("replies", self._reply)),
            templates=tuple(self._records("templates", self._template)),
            prompts=tuple(self._records("prompts", self._prompt)),
            searches=tuple(self._records("searches", self._search)),
            conversation=cleaned(_to_conversation(conversation))
            if conversation is not None
            else None,
            attachments=tuple(self._attachments(entries)),
            later={k: len(document[k]) for k in LATER_KINDS if document.get(k)},
            ignored=self.ignored,
        )

    @property
    def ignored(self) -> tuple[str, ...]:
        """JSON paths of keys nobody knows."""
        return tuple(self._ignored[:MOST_PROBLEMS])

    def entry_with_files(self, data: Document) -> tuple[Entry, tuple[GivenAttachment, ...]]:
        """Read the next entry of a document whose entries come one by one."""
        path = f"$.{ENTRIES}[{self._read_entries}]"
        self._read_entries += 1
        if len(self._ignored) < MOST_PROBLEMS:
            self._note_unknown(data, schema()["properties"][ENTRIES]["items"], path)
        entry = self._entry(data, path)
        files = enumerate(data.get("attachments", ()))
        return entry, tuple(read_attachment(given, entry.id, place) for place, given in files)

    def _records(self, kind: str, read: Any) -> list[Any]:
        records = self._document.get(kind, ())
        return [cleaned(read(data, f"$.{kind}[{i}]")) for i, data in enumerate(records)]

    def _attachments(self, entries: list[Entry]) -> Iterator[GivenAttachment]:
        for data, entry in zip(self._document.get("entries", ()), entries, strict=True):
            for place, given in enumerate(data.get("attachments", ())):
                yield read_attachment(given, entry.id, place)

    def _id(self, data: Document, path: str) -> str:
        given = data.get("id") or ""
        if not given:
            canonical = json.dumps(data, sort_keys=True, ensure_ascii=True)
            kind = path.split("[", 1)[0]
            given = uuid.uuid5(_NAMESPACE, kind + canonical)
            repeats = self._without_id[given]
            self._without_id[given] += 1
            if repeats:
                given = uuid.uuid5(_NAMESPACE, f"{kind}{canonical}{repeats}")
            given = str(given)
        return given.lower()

    def _export(self, data: Document, path: str) -> ExportRecord:
        return export_from_json(data, path, self._id, self._now)

    def _reply(self, data: Document, path: str) -> Reply:
        return reply_from_json(data, path, self._id, self._now)

    def _module(self, data: Document, _path: str) -> Module:
        return Module(
            number=int(data["number"]),
            title=data.get("title", ""),
            starts_on=_day(data.get("starts_on")),
            ends_on=_day(data.get("ends_on")),
            state=ModuleState(data.get("state", "planned")),
            notes=data.get("notes", ""),
            attendance=Attendance(data["attendance"]) if data.get("attendance") else None,
            aims=tuple(line for aim in data.get("aims", ()) for line in aim.splitlines()),
            competencies=_ids(data["competencies"])
            if data.get("competencies") is not None
            else None,
            is_removed=data.get("removed", False),
        )

    def _template(self, data: Document, path: str) -> Template:
        return to_template(data, self._id(data, path))

    def _prompt(self, data: Document, path: str) -> OwnPrompt:
        return to_prompt(data, self._id(data, path))

    def _search(self, data: Document, path: str) -> SavedSearch:
        return to_search(data, self._id(data, path))

    def _sitting(self, data: Document, path: str, ratings: list[Rating]) -> Sitting:
        sitting_id = self._id(data, path)
        own = [r for r in ratings if r.sitting == sitting_id]
        finished = data.get("finished_at")
        last = max((r.rated_at for r in own), default=None)
        on = date.fromisoformat(data["on"])
        if "finished_at" not in data and last is not None:
            moment: datetime | None = last
        else:
            moment = parse_timestamp(finished) if finished else None
        return Sitting(
            id=sitting_id,
            kind=SittingKind(data["kind"]),
            on=on,
            module=_whole(data.get("module")),
            competencies=tuple(
                data.get("competencies") or dict.fromkeys(r.competency for r in own)
            ),
            finished_at=moment,
        )

    def _rating(self, data: Document, path: str) -> Rating:
        rated_at = data.get("rated_at")
        return Rating(
            id=self._id(data, path),
            sitting=data["sitting"].lower(),
            competency=data["competency"],
            level=_whole(data.get("level")),
            rated_at=parse_timestamp(rated_at) if rated_at else self._day_of(data["sitting"]),
            confidence=_whole(data.get("confidence")),
            because=data.get("because", ""),
            rater=Rater(data.get("rater", "self")),
            corrects=data["corrects"].lower() if data.get("corrects") else None,
            pack_id=data.get("pack_id", self._document.get("pack", {}).get("id", "")),
            pack_version=data.get(
                "pack_version", self._document.get("pack", {}).get("version", "")
            ),
            evidence=tuple(
                EvidenceLink(EvidenceKind(link["kind"]), link["id"].lower())
                for link in data.get("evidence", ())
            ),
        )

    def _day_of(self, sitting: str) -> datetime:
        """Give noon of the day of *sitting*, for a rating that does not say when it was made."""
        day = self._sitting_days.get(sitting.lower())
        return datetime.combine(date.fromisoformat(day), time(12), UTC) if day else self._now

    def _entry(self, data: Document, path: str) -> Entry:
        created, updated = data.get("created_at"), data.get("updated_at")
        on = data.get("on")
        moment = parse_timestamp(created) if created else None
        event = date.fromisoformat(on) if on else (moment or self._now).date()
        cpd = data.get("cpd")
        return Entry(
            id=self._id(data, path),
            on=event,
            title=data.get("title", ""),
            on_precision=Precision(data.get("on_precision", "day")),
            model=data.get("model", "free"),
            sections=tuple(_to_section(s) for s in data.get("sections", ())),
            module=_whole(data.get("module")),
            themes=tuple(dict.fromkeys(data.get("themes", ()))),
            competencies=tuple(dict.fromkeys(data.get("competencies", ()))),
            tags=tuple(dict.fromkeys(t.strip() for t in data.get("tags", ()) if t.strip())),
            linked=_ids(e.lower() for e in data.get("linked", ())),
            sharing=Sharing(data.get("sharing", "private")),
            state=EntryState(data.get("state", "done")),
            cpd=_to_cpd(cpd) if cpd is not None else None,
            prompt=data.get("prompt", ""),
            created_at=moment or datetime.combine(event, time(12), UTC),
            updated_at=parse_timestamp(updated) if updated else moment,
        )

    def _action(self, data: Document, path: str) -> ActionPlan:
        level = data.get("evaluation_level")
        created, updated = data.get("created_at"), data.get("updated_at")
        texts = (
            "title",
            "why",
            "first_step",
            "measure",
            "obstacle",
            "if_then",
            "support",
            "outcome",
        )
        return ActionPlan(
            id=self._id(data, path),
            **{name: data.get(name, "") for name in texts},
            starts_on=_day(data.get("starts_on")),
            due_on=_day(data.get("due_on")),
            review_on=_day(data.get("review_on")),
            state=ActionState(data.get("state", "idea")),
            evaluation_level=EvaluationLevel(level) if level is not None else None,
            notes=tuple(
                ProgressNote(parse_timestamp(n["at"]) if n.get("at") else self._now, n["text"])
                for n in data.get("notes", ())
            ),
            cycles=tuple(
                Cycle(c.get("plan", ""), c.get("do", ""), c.get("study", ""), c.get("act", ""))
                for c in data.get("cycles", ())
            ),
            module=_whole(data.get("module")),
            themes=tuple(dict.fromkeys(data.get("themes", ()))),
            competencies=tuple(dict.fromkeys(data.get("competencies", ()))),
            entries=tuple(dict.fromkeys(e.lower() for e in data.get("entries", ()))),
            risks=tuple(dict.fromkeys(data.get("risks", ()))),
            created_at=parse_timestamp(created) if created else None,
            updated_at=parse_timestamp(updated) if updated else None,
        )

    def _note_unknown(self, data: Any, kind: Document, path: str) -> None:
        if isinstance(data, dict) and "properties" in kind:
            for key, value in data.items():
                known = kind["properties"].get(key)
                if known is None:
                    self._ignored.append(f"{path}.{key}")
                elif isinstance(value, dict | list):
                    self._note_unknown(value, known, f"{path}.{key}")
        elif isinstance(data, list) and "items" in kind:
            for i, value in enumerate(data):
                if isinstance(value, dict | list):
                    self._note_unknown(value, kind["items"], f"{path}[{i}]")
        elif "anyOf" in kind:
            self._note_unknown(data, kind["anyOf"][0], path)


def _whole(number: float | None) -> int | None:
    """Give a whole number as such: JSON may write it as 3.0."""
    return None if number is None else int(number)


def _ids(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(given))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _to_profile(data: Document) -> Profile:
    return Profile(
        name=data.get("name", ""),
        profession=data.get("profession", ""),
        role_title=data.get("role_title", ""),
        role_level=data.get("role_level", ""),
        organisation=data.get("organisation", ""),
        regulator=data.get("regulator", ""),
        cycle_starts_on=_day(data.get("cycle_starts_on")),
        cycle_ends_on=_day(data.get("cycle_ends_on")),
        coach=data.get("coach", ""),
    )


def _to_section(data: Document) -> Section:
    sharing = data.get("sharing")
    return Section(
        data.get("stage", "text"),
        data.get("markdown", ""),
        Sharing(sharing) if sharing is not None else None,
        data.get("heading", ""),
    )


def _to_cpd(data: Document) -> Cpd:
    return Cpd(
        kind=CpdKind(data.get("kind", "work")),
        hours=data.get("hours"),
        with_others=data.get("with_others", False),
        learnt=data.get("learnt", ""),
        effect=data.get("effect", ""),
        benefit=data.get("benefit", ""),
    )


def _to_conversation(data: Document) -> Selection:
    return Selection(
        entries=tuple(i.lower() for i in data.get("entries", ())),
        actions=tuple(i.lower() for i in data.get("actions", ())),
        talk_about=data.get("talk_about", ""),
        include_ratings=data.get("include_ratings", True),
        include_reasons=data.get("include_reasons", True),
    )
