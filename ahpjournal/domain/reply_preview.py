"""What a returned file says, beside what is here already: shown before anything is added."""

from dataclasses import field
from enum import StrEnum

from ahpjournal.domain.exports import ExportRecord
from ahpjournal.domain.records import dataclass
from ahpjournal.domain.replies import ReplyAnswer, ReplyComment, ReplySource


class ReplyWarning(StrEnum):
    """What to know before a reply is added."""

    MOVED_ON = "moved-on"
    """What was sent has been changed or removed here since."""
    OTHER_JOURNAL = "other-journal"
    CHANGED = "changed"
    """The pages or the form are not as they left: changed beyond the boxes."""
    BOXES_MISSING = "boxes-missing"
    PRINTED = "printed"
    """It was printed or flattened: the boxes are gone, words were found at their places."""
    READ_BEFORE = "read-before"
    NOTHING_FOUND = "nothing-found"
    """No box is filled in and nothing is noted."""
    NOT_RECORDED = "not-recorded"
    """It looks like ours, but nothing is known of its leaving."""
    NOT_OURS = "not-ours"
    """Nothing in it says that it came from this program."""
    UNSEALED = "unsealed"
    """What tells that it is ours has no seal of this journal, or was taken out."""
    LEVELS_UNKNOWN = "levels-unknown"
    """Levels of competencies or scales that the programme does not have now."""
    CUT = "cut"
    SCRIPTS = "scripts"
    REPAIRED = "repaired"


class Known(StrEnum):
    """By what a returned file was known, the surest first."""

    SEAL = "seal"
    NAMES = "names"
    METADATA = "metadata"
    PRINT = "print"
    NOTHING = "nothing"


class ItemState(StrEnum):
    """How an answer or a comment stands to what is here."""

    NEW = "new"
    SAME = "same"
    """It was read before."""
    DIFFERENT = "different"
    """Another value of this box was read before; both are kept."""


@dataclass(frozen=True, slots=True)
class PreviewAnswer:
    """An answer; *before* is what the box held when it was read last."""

    answer: ReplyAnswer
    state: ItemState
    before: str = field(default="", repr=False)
    title: str = field(default="", repr=False)
    """What the answer is about, as it is called now."""


@dataclass(frozen=True, slots=True)
class PreviewComment:
    """A comment on the pages."""

    comment: ReplyComment
    state: ItemState
    title: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ReplyPreview:
    """Everything found in one file, not yet added. *changed_since* are titles of what moved on."""

    source: ReplySource
    sha256: str
    known: Known
    export: ExportRecord | None = None
    from_whom: str = field(default="", repr=False)
    answers: tuple[PreviewAnswer, ...] = ()
    comments: tuple[PreviewComment, ...] = ()
    warnings: tuple[ReplyWarning, ...] = ()
    changed_since: tuple[str, ...] = field(default=(), repr=False)

    @property
    def has_news(self) -> bool:
        """Whether anything in it is not here yet."""
        items: list[PreviewAnswer | PreviewComment] = [*self.answers, *self.comments]
        return any(item.state is not ItemState.SAME for item in items)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found in it."""
        return not self.answers and not self.comments
