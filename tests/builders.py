"""A fictional practitioner's world in small: what tests below the window are made of."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Entry, EntryState, Section
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.profile import Profession, RoleLevel
from ahpjournal.domain.programme import (
    Area,
    Competency,
    ModuleOutline,
    Pack,
    Prompt,
    RatingScale,
    ScaleLevel,
    Theme,
)
from ahpjournal.domain.reflection import ReflectiveModel, Stage
from ahpjournal.services.content import ProgrammeContent

MOMENT = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)

HOSTILE = (
    "<b>&amp; </b> & \"quotes\" 'single' \\ back \u202edesrever\u202c "
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea "
    "\u0175\u0177\u0142\u0219 \U0001f469\u200d\u2695\ufe0f {braces} %s $1 "
    "; DROP TABLE entry; --\n\ttab"
)
"""Text that breaks what is not written with care; every character of it has to come back."""

PASSPHRASE = Passphrase("seven herons over the weir \U0001f426")


class CountingIds:
    """Ids that count up, so that a test can tell what comes next."""

    def __init__(self) -> None:
        self._count = 0

    def new(self) -> str:
        self._count += 1
        return f"00000000-0000-7000-8000-{self._count:012d}"


def fixed_clock() -> FixedClock:
    return FixedClock(MOMENT)


def competency(competency_id: str) -> Competency:
    return Competency(
        id=competency_id,
        area=competency_id[0],
        name=f"Competency {competency_id}",
        short_name=competency_id,
        description="What it means.",
        descriptors=("one", "two", "three", "four", "five"),
    )


def small_pack() -> Pack:
    """Give a pack of two modules, three competencies and two themes."""
    names = ("Novice", "Beginner", "Competent", "Proficient", "Expert")
    return Pack(
        id="small",
        version="1",
        title="A small programme",
        scale=RatingScale(
            levels=tuple(ScaleLevel(i, n, f"{n}.") for i, n in enumerate(names, start=1)),
            threshold=3,
            no_chance_name="No chance yet",
            no_chance_anchor="I have not met it.",
        ),
        areas=(Area("A", "First", ""), Area("B", "Second", "")),
        competencies=(competency("A1"), competency("A2"), competency("B1")),
        themes=(
            Theme(
                "T1", "Voice", "", ("A1",), (Prompt("P1", "T1", "Why?"), Prompt("P2", "T1", "How?"))
            ),
            Theme("T2", "Reach", "", ("B1",), (Prompt("P3", "T2", "Where?"),)),
        ),
        modules=(
            ModuleOutline(1, "Foundations", True, (), ("A1", "A2"), ("T1",), (), ()),
            ModuleOutline(2, "Influence", True, (), ("B1",), ("T2",), (), ()),
        ),
        feedback=(),
        reminders=(),
    )


def models() -> tuple[ReflectiveModel, ...]:
    """Give free form and two models that share a stage."""
    return (
        ReflectiveModel("free", "Free form", "", "", (Stage("text", "", ()),)),
        ReflectiveModel(
            "gibbs",
            "Gibbs",
            "",
            "Gibbs 1988",
            (
                Stage("description", "Description", ("What happened?",)),
                Stage("feelings", "Feelings", ()),
            ),
        ),
        ReflectiveModel(
            "era",
            "ERA",
            "",
            "Jasper 2013",
            (Stage("description", "Experience", ()), Stage("action", "Action", ())),
        ),
    )


def content() -> ProgrammeContent:
    return ProgrammeContent(
        pack=small_pack(),
        models=models(),
        professions=(Profession("physiotherapist", "Physiotherapist", "Physiotherapists", "HCPC"),),
        role_levels=(RoleLevel("system", "System", "Works across organisations."),),
    )


def entry(number: int = 1, text: str = "What happened.", **changes: Any) -> Entry:
    """Give an entry ready to be stored; its id is made of *number*."""
    made = Entry(
        id=f"10000000-0000-7000-8000-{number:012d}",
        on=date(2026, 1, 12),
        title=f"Entry {number}",
        sections=(Section("text", text),),
        state=EntryState.DONE,
    )
    return replace(made, **changes)


def attachment(number: int, data: bytes, **changes: Any) -> Attachment:
    """Give an attachment of the first entry with *data* in it; its id is made of *number*."""
    made = Attachment(
        id=f"30000000-0000-7000-8000-{number:012d}",
        entry=entry().id,
        name=f"File {number}.txt",
        media_type="text/plain",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    return replace(made, **changes)


def action(number: int = 1, **changes: Any) -> ActionPlan:
    """Give an action ready to be stored; its id is made of *number*."""
    made = ActionPlan(id=f"20000000-0000-7000-8000-{number:012d}", title=f"Action {number}")
    return replace(made, **changes)
