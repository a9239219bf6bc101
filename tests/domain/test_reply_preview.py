"""A preview tells whether there is anything new, or anything at all."""

from ahpjournal.domain.replies import ReplyAnswer, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import ItemState, Known, PreviewAnswer, ReplyPreview

ANSWER = ReplyAnswer("b", "noticed", About.OVERALL, value="x", shown="x")


def preview(*states: ItemState) -> ReplyPreview:
    answers = tuple(PreviewAnswer(ANSWER, state) for state in states)
    return ReplyPreview(ReplySource.PDF, "sha", Known.SEAL, answers=answers)


def test_what_was_read_before_is_no_news() -> None:
    assert not preview(ItemState.SAME).has_news
    assert preview(ItemState.SAME, ItemState.DIFFERENT).has_news
    assert preview(ItemState.NEW).has_news


def test_an_empty_preview_is_known_as_such() -> None:
    assert preview().is_empty
    assert not preview(ItemState.SAME).is_empty
