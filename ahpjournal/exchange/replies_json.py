"""Exports and replies as JSON, and back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import CommentKind

Document = Mapping[str, Any]
GiveId = Callable[[Document, str], str]


def export_to_json(record: ExportRecord) -> dict[str, Any]:
    """Write the record of an export."""
    return {
        "id": record.id,
        "kind": record.kind,
        "made_at": timestamp(record.made_at),
        "for_whom": record.for_whom,
        "file_name": record.file_name,
        "size": record.size,
        "pages": record.pages,
        "sha256": record.sha256,
        "journal_state": record.journal_state,
        "items": [{"kind": i.kind, "id": i.id, "title": i.title} for i in record.items],
        "form": record.form,
        **_times(record),
    }


def export_from_json(data: Document, path: str, give_id: GiveId, now: datetime) -> ExportRecord:
    """Read the record of an export, checked against the schema; *now* stands in for no time."""
    return ExportRecord(
        id=give_id(data, path),
        kind=data.get("kind", ""),
        made_at=_moment(data.get("made_at")) or now,
        file_name=data.get("file_name", ""),
        size=int(data.get("size", 0)),
        pages=int(data.get("pages", 0)),
        sha256=data.get("sha256", ""),
        for_whom=data.get("for_whom", ""),
        journal_state=data.get("journal_state", ""),
        items=tuple(
            ExportedItem(i["kind"], i.get("id", ""), i.get("title", ""))
            for i in data.get("items", ())
        ),
        form=data.get("form"),
        created_at=_moment(data.get("created_at")),
        updated_at=_moment(data.get("updated_at")),
    )


def reply_to_json(reply: Reply) -> dict[str, Any]:
    """Write a reply."""
    return {
        "id": reply.id,
        "export": reply.export,
        "source": reply.source.value,
        "from_whom": reply.from_whom,
        "read_at": timestamp(reply.read_at),
        "sha256": reply.sha256,
        "answers": [
            {
                "box": a.box,
                "prompt": a.prompt,
                "about": a.about.value,
                "record": a.record,
                "asked": a.asked,
                "value": a.value,
                "shown": a.shown,
            }
            for a in reply.answers
        ],
        "comments": [
            {
                "kind": c.kind.value,
                "page": c.page,
                "about": c.about.value,
                "record": c.record,
                "text": c.text,
                "quoted": c.quoted,
                "author": c.author,
                "at": c.at,
            }
            for c in reply.comments
        ],
        **_times(reply),
    }


def reply_from_json(data: Document, path: str, give_id: GiveId, now: datetime) -> Reply:
    """Read a reply, checked against the schema; *now* stands in for no time."""
    return Reply(
        id=give_id(data, path),
        source=ReplySource(data.get("source", "pasted")),
        read_at=_moment(data.get("read_at")) or now,
        sha256=data.get("sha256", ""),
        export=(data.get("export") or "").lower() or None,
        from_whom=data.get("from_whom", ""),
        answers=tuple(
            ReplyAnswer(
                box=a.get("box", ""),
                prompt=a.get("prompt", ""),
                about=About(a.get("about", "overall")),
                record=a.get("record", ""),
                asked=a.get("asked", ""),
                value=a["value"],
                shown=a.get("shown", a["value"]),
            )
            for a in data.get("answers", ())
        ),
        comments=tuple(
            ReplyComment(
                kind=CommentKind(c.get("kind", "note")),
                page=int(c.get("page", 0)),
                about=About(c.get("about", "overall")),
                record=c.get("record", ""),
                text=c.get("text", ""),
                quoted=c.get("quoted", ""),
                author=c.get("author", ""),
                at=c.get("at", ""),
            )
            for c in data.get("comments", ())
        ),
        created_at=_moment(data.get("created_at")),
        updated_at=_moment(data.get("updated_at")),
    )


def _times(record: ExportRecord | Reply) -> dict[str, Any]:
    times = {"created_at": record.created_at, "updated_at": record.updated_at}
    return {name: timestamp(moment) for name, moment in times.items() if moment is not None}


def _moment(text: str | None) -> datetime | None:
    return parse_timestamp(text) if text else None
