"""Exports and replies as JSON, and back without loss."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.exports import ExportedItem, ExportRecord
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import CommentKind
from ahpjournal.exchange.replies_json import (
    export_from_json,
    export_to_json,
    reply_from_json,
    reply_to_json,
)

NOW = datetime(2026, 7, 1, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - made aware
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@given(
    st.builds(
        Reply,
        id=st.uuids().map(str),
        source=st.sampled_from(ReplySource),
        read_at=MOMENTS,
        sha256=st.text("abcdef0123456789"),
        export=st.none() | st.uuids().map(str),
        from_whom=st.text(),
        answers=st.lists(
            st.builds(
                ReplyAnswer,
                st.text(),
                st.text(),
                st.sampled_from(About),
                st.text(),
                st.text(),
                st.text(),
                st.text(),
            ),
            max_size=3,
        ).map(tuple),
        comments=st.lists(
            st.builds(
                ReplyComment,
                st.sampled_from(CommentKind),
                st.integers(0, 99),
                st.sampled_from(About),
                st.text(),
                st.text(),
            ),
            max_size=3,
        ).map(tuple),
        created_at=st.none() | MOMENTS,
        updated_at=st.none() | MOMENTS,
    )
)
def test_a_reply_comes_back(reply: Reply) -> None:
    assert reply_from_json(reply_to_json(reply), "$", lambda d, _p: d["id"], NOW) == reply


@given(
    st.builds(
        ExportRecord,
        id=st.uuids().map(str),
        kind=st.text(),
        made_at=MOMENTS,
        file_name=st.text(),
        size=st.integers(0, 10**9),
        pages=st.integers(0, 9999),
        sha256=st.text("abcdef0123456789"),
        for_whom=st.text(),
        items=st.lists(st.builds(ExportedItem, st.text(), st.text(), st.text()), max_size=3).map(
            tuple
        ),
        form=st.none() | st.dictionaries(st.text(), st.text()),
    )
)
def test_the_record_of_an_export_comes_back(record: ExportRecord) -> None:
    assert export_from_json(export_to_json(record), "$", lambda d, _p: d["id"], NOW) == record


def test_a_reply_that_says_little_is_read() -> None:
    found = reply_from_json({"answers": [{"value": "x"}]}, "$", lambda _d, _p: "new", NOW)
    assert (found.id, found.read_at, found.source) == ("new", NOW, ReplySource.PASTED)
    assert found.answers[0].shown == "x"
