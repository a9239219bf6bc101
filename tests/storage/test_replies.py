"""Replies come back as they were kept, and can be searched and merged."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import CommentKind
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import HOSTILE, CountingIds, fixed_clock

REPLY = Reply(
    id="00000000-0000-7000-8000-00000000aaaa",
    source=ReplySource.PDF,
    read_at=datetime(2026, 7, 1, 9, tzinfo=UTC),
    sha256="ab" * 32,
    export="00000000-0000-7000-8000-0000abcd1234",
    from_whom="Moira",
    answers=(ReplyAnswer("fb_a_b_c", "noticed", About.ENTRY, "e1", "What?", HOSTILE, HOSTILE),),
    comments=(
        ReplyComment(
            CommentKind.HIGHLIGHT, 3, About.ACTION, "a1", "herons", "x", "Moira", "D:2026"
        ),
    ),
)


@pytest.fixture
def journal() -> JournalFile:
    return JournalFile.in_memory(fixed_clock(), CountingIds())


def kept(journal: JournalFile, reply: Reply = REPLY) -> None:
    with journal.transaction():
        journal.replies.add(reply)


def timeless(reply: Reply | None) -> Reply | None:
    return replace(reply, created_at=None, updated_at=None) if reply is not None else None


def test_a_reply_comes_back_as_it_was(journal: JournalFile) -> None:
    assert not journal.replies.has_any()
    kept(journal)
    assert journal.replies.has_any()
    assert timeless(journal.replies.get(REPLY.id)) == REPLY
    assert journal.replies.exists(REPLY.id)
    assert not journal.replies.exists("x")
    assert journal.counts()["replies"] == 1


def test_the_newest_comes_first(journal: JournalFile) -> None:
    kept(journal)
    kept(journal, replace(REPLY, id="x", read_at=datetime(2026, 8, 1, tzinfo=UTC)))
    assert [reply.id for reply in journal.replies.list_all()] == ["x", REPLY.id]


def test_one_that_cannot_be_understood_is_said_to_be_damaged(journal: JournalFile) -> None:
    kept(journal)
    journal._connection.execute("UPDATE reply SET source = 'odd'")
    with pytest.raises(ConditionError) as caught:
        journal.replies.list_all()
    assert caught.value.code is ConditionCode.DAMAGED
    assert any(p.detail == "reply" for p in journal.check().problems)


def test_its_words_are_in_the_search_index(journal: JournalFile) -> None:
    kept(journal)
    rows = journal._connection.execute(
        "SELECT rowid FROM reply_fts WHERE reply_fts MATCH 'heron'"
    ).fetchall()
    assert len(rows) == 1
    assert journal.check().is_ok


def test_a_reply_and_its_export_come_over_when_copies_meet(tmp_path: Path) -> None:
    path = tmp_path / "one.ahpjournal"
    JournalFile.create(path, fixed_clock(), CountingIds()).close()
    copy = tmp_path / "two.ahpjournal"
    copy.write_bytes(path.read_bytes())
    other = JournalFile.open(copy, fixed_clock(), CountingIds())
    kept(other)
    here = JournalFile.open(path, fixed_clock(), CountingIds())
    here.merge(other, lambda _done, _total: None)
    assert timeless(here.replies.get(REPLY.id)) == REPLY
    here.close()
    other.close()
