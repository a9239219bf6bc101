"""The parts of a reply as they are shown: what was asked, about what, and what was said."""

from collections.abc import Callable
from dataclasses import field

from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import Reply, ReplyAnswer, ReplyComment
from ahpjournal.domain.reply_form import About
from ahpjournal.domain.reply_preview import ItemState, ReplyPreview
from ahpjournal.services.reply_words import about_words, comment_kind_words, question_words
from ahpjournal.text import _

_LEADS = {About.ENTRY, About.ACTION, About.COMPETENCY}


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One thing that was said. *place* is its number in the reply, answers before comments.

    *group* is what it is about; *mark* says in a word how it stands to what is here.
    """

    place: int
    group: str = field(repr=False)
    asked: str = field(repr=False)
    words: str = field(repr=False)
    before: str = field(default="", repr=False)
    mark: str = ""
    leads: bool = False
    """Whether there is something to go to."""


def parts_of_preview(preview: ReplyPreview) -> tuple[ShownPart, ...]:
    """Give what was found in a file."""
    parts = [
        _answer(i, item.answer, item.title, item.before, state_words(item.state))
        for i, item in enumerate(preview.answers)
    ]
    parts += [
        _comment(i, item.comment, item.title, state_words(item.state))
        for i, item in enumerate(preview.comments, start=len(preview.answers))
    ]
    return _together(parts)


def parts_of_reply(reply: Reply, title_of: Callable[[About, str], str]) -> tuple[ShownPart, ...]:
    """Give what a reply says; *title_of* names what things are about."""
    parts = [
        _answer(i, answer, title_of(answer.about, answer.record))
        for i, answer in enumerate(reply.answers)
    ]
    parts += [
        _comment(i, comment, title_of(comment.about, comment.record))
        for i, comment in enumerate(reply.comments, start=len(reply.answers))
    ]
    return _together(parts)


def state_words(state: ItemState) -> str:
    """Say how a part stands to what is here."""
    match state:
        case ItemState.NEW:
            return _("New")
        case ItemState.SAME:
            return _("Here already")
        case ItemState.DIFFERENT:
            return _("Another answer")


def _together(parts: list[ShownPart]) -> tuple[ShownPart, ...]:
    """Put what is about one thing together, in the order in which things come up."""
    groups = list(dict.fromkeys(part.group for part in parts))
    return tuple(sorted(parts, key=lambda part: groups.index(part.group)))


def _answer(
    place: int, answer: ReplyAnswer, title: str, before: str = "", mark: str = ""
) -> ShownPart:
    asked, words = question_words(answer), answer.shown
    if words == asked:
        asked = ""  # a tick: the question is the answer
    if answer.about is About.COMPETENCY:
        asked, title = title or asked, _("How your coach sees it")
    leads = answer.about in _LEADS
    about = about_words(answer.about, title)
    return ShownPart(place, about, asked, words, before, mark, leads)


def _comment(place: int, comment: ReplyComment, title: str, mark: str = "") -> ShownPart:
    kind, words = comment_kind_words(comment.kind), comment.text
    asked = _("{kind}, page {number}").format(kind=kind, number=comment.page)
    if comment.quoted:
        quoted = _("\u201c{words}\u201d").format(words=comment.quoted)
        words = f"{quoted}\n{words}" if words else quoted
    leads = comment.about in _LEADS
    return ShownPart(place, title or _("On the whole"), asked, words, "", mark, leads)
