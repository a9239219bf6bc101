"""Parts of a reply: grouped by what they are about, each with its question."""

from datetime import UTC, datetime

from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment, ReplySource
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import ItemState
from ahpjournal.domain.returned import CommentKind
from ahpjournal.ui.pages.replies.parts import parts_of_reply, state_words

TITLES = {(About.ENTRY, "e1"): "The budget room", (About.COMPETENCY, "A1"): "Risk"}


def shown(*parts: ReplyAnswer | ReplyComment) -> list[tuple[str, str, str]]:
    reply = Reply(
        "r",
        ReplySource.PDF,
        datetime(2026, 7, 1, tzinfo=UTC),
        "sha",
        answers=tuple(p for p in parts if isinstance(p, ReplyAnswer)),
        comments=tuple(p for p in parts if isinstance(p, ReplyComment)),
    )
    found = parts_of_reply(reply, lambda about, record: TITLES.get((about, record), ""))
    return [(part.group, part.asked, part.words) for part in found]


def test_what_is_about_one_thing_stands_together() -> None:
    noticed = ReplyAnswer("a", "noticed", About.ENTRY, "e1", "What?", "Well.", "Well.")
    whole = ReplyAnswer("b", "next", About.OVERALL, "", "Next?", "Ask.", "Ask.")
    mark = ReplyComment(CommentKind.HIGHLIGHT, 3, About.ENTRY, "e1", "Yes.", "the words")
    assert shown(noticed, whole, mark) == [
        ("The budget room", "What?", "Well."),
        ("The budget room", "Highlighted, page 3", "\u201cthe words\u201d\nYes."),
        ("On the whole", "Next?", "Ask."),
    ]


def test_a_tick_says_its_words_once() -> None:
    tick = ReplyAnswer("a", "talk", About.ENTRY, "e1", "Let us talk", "Yes", "Let us talk")
    assert shown(tick) == [("The budget room", "", "Let us talk")]


def test_a_level_names_its_competency() -> None:
    level = ReplyAnswer("a", "level", About.COMPETENCY, "A1", "Level", "3", "3 Sure")
    assert shown(level) == [("How your coach sees it", "Risk", "3 Sure")]


def test_each_state_has_words_of_its_own() -> None:
    assert len({state_words(state) for state in ItemState}) == len(ItemState)
