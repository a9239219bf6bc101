"""A programme as a versioned pack of modules, competencies, scale, themes and prompts."""

from dataclasses import field
from datetime import date
from enum import StrEnum

from ahpjournal.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    """One point of the rating scale: its number (from 1), name and general anchor."""

    number: int
    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RatingScale:
    """The points of self-rating. *threshold* is the default level for "at or above"."""

    levels: tuple[ScaleLevel, ...]
    threshold: int
    no_chance_name: str
    no_chance_anchor: str

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.levels)


@dataclass(frozen=True, slots=True)
class ConfidenceQuestion:
    """Words of the optional confidence question, answered from 0 to 100 in tens."""

    question: str
    lowest: str
    highest: str


@dataclass(frozen=True, slots=True)
class Area:
    """A grouping of competencies."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Competency:
    """Something a leader rates; *descriptors* has one sentence for each level, lowest first."""

    id: str
    area: str
    name: str
    short_name: str
    description: str
    descriptors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to write from; *theme* is the id of its theme."""

    id: str
    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """An inquiry theme with its prompts and linked competencies."""

    id: str
    name: str
    description: str
    competencies: tuple[str, ...]
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class ModuleOutline:
    """A module as the pack proposes it; *placeholder* marks a title that is not the real one."""

    number: int
    title: str
    placeholder: bool
    aims: tuple[str, ...]
    competencies: tuple[str, ...]
    themes: tuple[str, ...]
    before_prompts: tuple[str, ...]
    after_prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """An optional question about the programme itself."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a programme team may edit, under one id and version."""

    id: str
    version: str
    title: str
    scale: RatingScale
    areas: tuple[Area, ...]
    competencies: tuple[Competency, ...]
    themes: tuple[Theme, ...]
    modules: tuple[ModuleOutline, ...]
    feedback: tuple[FeedbackItem, ...]
    reminders: tuple[str, ...]
    language: str = "en-GB"
    confidence: ConfidenceQuestion | None = None
    """None where the programme does not ask for confidence."""

    def competency(self, competency_id: str) -> Competency | None:
        """Find a competency by id."""
        return next((c for c in self.competencies if c.id == competency_id), None)

    def theme(self, theme_id: str) -> Theme | None:
        """Find a theme by id."""
        return next((t for t in self.themes if t.id == theme_id), None)

    def outline(self, number: int) -> ModuleOutline | None:
        """Find a module's outline by number."""
        return next((m for m in self.modules if m.number == number), None)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All prompts in theme order."""
        return tuple(p for t in self.themes for p in t.prompts)


class ModuleState(StrEnum):
    """Where a module stands."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"


class Attendance(StrEnum):
    """Whether one was there."""

    ATTENDED = "attended"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Module:
    """A module in one leader's programme.

    *title* empty, *aims* empty and *competencies* None mean the pack's. *attendance* None: not
    said. One that *is_removed* is out of view with everything written in it, and can come back.
    """

    number: int
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    state: ModuleState = ModuleState.PLANNED
    notes: str = field(default="", repr=False)
    attendance: Attendance | None = None
    aims: tuple[str, ...] = field(default=(), repr=False)
    competencies: tuple[str, ...] | None = None
    is_removed: bool = False


def current_module(modules: tuple[Module, ...]) -> Module | None:
    """Give the module under way, else the last one done, else None."""
    for module in modules:
        if module.state is ModuleState.CURRENT:
            return module
    done = [m for m in modules if m.state is ModuleState.DONE]
    return done[-1] if done else None
