"""What goes into a portfolio document: chosen, resolved and ready to be set."""

from dataclasses import dataclass, field
from datetime import date

from ahpjournal.domain.entries import Entry
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module, Pack
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.reflection import ReflectiveModel
from ahpjournal.domain.reply_form import ReplyForm


@dataclass(frozen=True, slots=True)
class CoachSelection:
    """What the owner chose for the coach: ids of entries and actions, and their own words.

    *talk_about* is Markdown: what I want to talk about. Sections marked private stay out even if
    their entry is chosen.
    """

    entries: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    talk_about: str = field(default="", repr=False)
    include_ratings: bool = True
    include_reasons: bool = True


@dataclass(frozen=True, slots=True)
class ChosenEntry:
    """An entry with only the sections that leave, and the model that gives their headings."""

    entry: Entry
    model: ReflectiveModel | None


@dataclass(frozen=True, slots=True)
class CoachContent:
    """Everything the coach's PDF shows and nothing else. *profession* is the name in words.

    *form* has the boxes that the coach may fill in.
    """

    profile: Profile
    profession: str
    pack: Pack
    modules: tuple[Module, ...]
    prepared_on: date
    export_id: str
    talk_about: str = field(repr=False)
    progress: ProgressReport | None = None
    with_reasons: bool = True
    actions: tuple[ActionPlan, ...] = ()
    entries: tuple[ChosenEntry, ...] = ()
    form: ReplyForm | None = None
