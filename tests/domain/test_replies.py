"""What a coach said, as it is kept."""

from datetime import UTC, datetime

from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource, fingerprint
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.returned import CommentKind

MOMENT = datetime(2026, 7, 1, tzinfo=UTC)
ANSWER = ReplyAnswer(
    "fb_a_b_noticed", "noticed", About.ENTRY, "e1", "What?", "Well done.", "Well done."
)
LEVEL = ReplyAnswer("fb_a_c_level", "level", About.COMPETENCY, "A1", "Level", "3", "3 Sure")
NOTE = ReplyComment(CommentKind.NOTE, 2, About.ACTION, "a1", "Ask them.", "the words")


def reply(**changes: object) -> Reply:
    parts: dict[str, object] = {"answers": (ANSWER, LEVEL), "comments": (NOTE,), **changes}
    return Reply("r1", ReplySource.PDF, MOMENT, "sha", **parts)  # type: ignore[arg-type]  # fields of one record


def test_what_can_be_searched_for_are_words_and_no_levels() -> None:
    assert reply().words == "Well done.\nAsk them.\nthe words"


def test_the_words_of_the_form_itself_are_not_what_the_coach_wrote() -> None:
    tick = ReplyAnswer("b", "talk", About.ENTRY, "e1", "Let us talk.", "Yes", "Let us talk.")
    assert reply(answers=(tick,), comments=()).words == ""


def test_a_reply_speaks_of_what_its_parts_are_about() -> None:
    assert reply().speaks_of(About.ENTRY, "e1")
    assert reply().speaks_of(About.ACTION, "a1")
    assert not reply().speaks_of(About.ENTRY, "e2")


def test_the_same_value_in_the_same_box_has_one_key() -> None:
    again = ReplyAnswer("fb_a_b_noticed", "x", About.OVERALL, "", "", "Well done.", "")
    other = ReplyAnswer("fb_a_b_noticed", "x", About.OVERALL, "", "", "Well done!", "")
    assert ANSWER.key == again.key != other.key
    assert NOTE.key != ReplyComment(CommentKind.NOTE, 3, text="Ask them.", quoted="the words").key


def test_parts_do_not_run_together() -> None:
    assert fingerprint("a", "bc") != fingerprint("ab", "c")


def test_no_word_shows_in_a_log() -> None:
    assert "Well" not in repr(reply())
    assert "Ask" not in repr(reply())


def test_what_it_says_of_a_record_is_given_once_each() -> None:
    twice = reply(answers=(ANSWER, ANSWER, LEVEL))
    assert twice.words_about(About.ENTRY, "e1") == ("Well done.",)
    assert twice.words_about(About.ACTION, "a1") == ("Ask them.",)
    assert twice.words_about(About.ENTRY, "e2") == ()
