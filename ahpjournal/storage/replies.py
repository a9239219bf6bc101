"""What coaches sent back."""

import json

from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import CommentKind
from ahpjournal.domain.texts import cleaned
from ahpjournal.storage.rows import Row
from ahpjournal.storage.writing import Writing


class ReplyRepository:
    """Replies by id. What one says is never changed: what comes later is a reply of its own."""

    def __init__(self, writing: Writing) -> None:
        """Read and write through *writing*."""
        self._writing = writing

    def add(self, reply: Reply) -> None:
        """Keep *reply*."""
        new = cleaned(reply)
        created = timestamp(new.created_at) if new.created_at is not None else None
        self._writing.insert("reply", _row(new), created)

    def get(self, reply_id: str) -> Reply | None:
        """Give one reply."""
        row = self._writing.one(
            "SELECT * FROM reply WHERE uid = ? AND deleted_at IS NULL", (reply_id,)
        )
        return _reply(row) if row is not None else None

    def exists(self, reply_id: str) -> bool:
        """Tell whether there ever was one, removed or not."""
        found = self._writing.one("SELECT 1 AS found FROM reply WHERE uid = ?", (reply_id,))
        return found is not None

    def has_any(self) -> bool:
        """Tell whether there is a reply at all."""
        return self._writing.one("SELECT 1 FROM reply WHERE deleted_at IS NULL LIMIT 1") is not None

    def list_all(self) -> tuple[Reply, ...]:
        """Give every reply, the newest first."""
        rows = self._writing.all(
            "SELECT * FROM reply WHERE deleted_at IS NULL ORDER BY read_at DESC, n DESC"
        )
        return tuple(_reply(row) for row in rows)

    def set_removed(self, reply_id: str, *, is_removed: bool) -> None:
        """Put a reply into the bin, or take it out."""
        moment = timestamp(self._writing.clock.now()) if is_removed else None
        self._writing.update("reply", reply_id, {"deleted_at": moment})

    def restamp(self, reply: Reply) -> None:
        """Put the times of *reply* back as they were when it was written elsewhere."""
        if reply.updated_at is not None:
            self._writing.execute(
                "UPDATE reply SET updated_at = ? WHERE uid = ?",
                (timestamp(reply.updated_at), reply.id),
            )


def _row(reply: Reply) -> Row:
    answers = [
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
    ]
    comments = [
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
    ]
    return {
        "uid": reply.id,
        "export": reply.export,
        "source": reply.source.value,
        "from_whom": reply.from_whom,
        "read_at": timestamp(reply.read_at),
        "sha256": reply.sha256,
        "answers": json.dumps(answers, ensure_ascii=False),
        "comments": json.dumps(comments, ensure_ascii=False),
        "words": reply.words,
    }


def _reply(row: Row) -> Reply:
    try:
        return Reply(
            id=row["uid"],
            source=ReplySource(row["source"]),
            read_at=parse_timestamp(row["read_at"]),
            sha256=row["sha256"],
            export=row["export"],
            from_whom=row["from_whom"],
            answers=tuple(
                ReplyAnswer(**{**answer, "about": About(answer["about"])})
                for answer in json.loads(row["answers"])
            ),
            comments=tuple(
                ReplyComment(
                    **{
                        **comment,
                        "kind": CommentKind(comment["kind"]),
                        "about": About(comment["about"]),
                    }
                )
                for comment in json.loads(row["comments"])
            ),
            created_at=parse_timestamp(row["created_at"]),
            updated_at=parse_timestamp(row["updated_at"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ConditionError(ConditionCode.DAMAGED) from error
