"""What was found in a returned file shows none of its words by accident."""

from ahpjournal.domain.returned import CommentKind, FoundBox, FoundComment, ReturnedFile


def test_words_of_a_coach_do_not_show_in_a_log() -> None:
    box = FoundBox("fb_a_b_noticed", "text", "a private word")
    comment = FoundComment(CommentKind.NOTE, 1, 0.0, "a private word", "a private word", "Moira")
    found = ReturnedFile(
        1, (box,), (comment,), {"a": "a private word"}, recovered={"a": "a private word"}
    )
    assert "private" not in repr(found)
    assert "Moira" not in repr(found)
