"""The words that an export carries, each with its place."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ahpjournal.domain.entries import Cpd, Entry, Section
from ahpjournal.domain.exported_texts import (
    PlaceKind,
    TextPlace,
    rewrite_action,
    rewrite_entry,
    rewrite_module,
    rewrite_profile,
    rewrite_reasons,
    rewrite_words,
)
from ahpjournal.domain.plans import ActionPlan, Cycle, ProgressNote
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.progress import CompetencyProgress, ProgressReport
from tests.builders import competency

ENTRY = Entry(
    "e1",
    date(2026, 1, 2),
    "A title",
    prompt="A prompt",
    sections=(Section("description", "First"), Section("old", "Second", heading="Kept")),
    cpd=Cpd(learnt="L", effect="E", benefit="B"),
    tags=("tag",),
)
ACTION = ActionPlan(
    "a1",
    title="1",
    why="2",
    first_step="3",
    measure="4",
    obstacle="5",
    if_then="6",
    support="7",
    outcome="8",
    notes=(ProgressNote(datetime(2026, 1, 2, tzinfo=UTC), "9"),),
    cycles=(Cycle("10", "11", "12", "13"),),
)
REPORT = ProgressReport(
    (CompetencyProgress(competency("A1"), 1, None, 2, None, (), 0, because="Because."),),
    (),
    5,
    None,
    None,
)


class Noting:
    """Notes every text and marks it."""

    def __init__(self) -> None:
        self.seen: list[tuple[TextPlace, str]] = []

    def __call__(self, place: TextPlace, text: str) -> str:
        self.seen.append((place, text))
        return f"<{text}>"

    @property
    def texts(self) -> list[str]:
        return [text for _place, text in self.seen]


@pytest.fixture
def change() -> Noting:
    return Noting()


def test_every_text_of_an_entry_has_its_place(change: Noting) -> None:
    new = rewrite_entry(ENTRY, change)
    assert change.texts == [
        *("L", "E", "B", "tag", "A title", "A prompt", "", "First", "Kept", "Second")
    ]
    assert change.seen[7][0] == TextPlace(PlaceKind.ENTRY, "e1", "description", "A title")
    assert (new.title, new.sections[1]) == (
        "<A title>",
        Section("old", "<Second>", heading="<Kept>"),
    )


def test_every_text_of_an_action_is_shown(change: Noting) -> None:
    new = rewrite_action(ACTION, change)
    assert change.texts == [str(number) for number in range(1, 14)]
    assert (new.notes[0].text, new.cycles[0].act, new.outcome) == ("<9>", "<13>", "<8>")


def test_the_cover_the_words_the_modules_and_the_reasons_are_shown(change: Noting) -> None:
    profile = rewrite_profile(Profile("N", "physiotherapist", "R", "", "O", coach="C"), change)
    module = rewrite_module(Module(3, "T", notes="M"), change)
    report = rewrite_reasons(REPORT, change)
    assert rewrite_words("W", change) == "<W>"
    assert change.texts == ["N", "R", "O", "C", "T", "M", "Because.", "W"]
    assert (profile.name, profile.profession, module.notes) == ("<N>", "physiotherapist", "<M>")
    assert report.competencies[0].because == "<Because.>"
    assert change.seen[6][0].record == "A1"


def test_a_change_that_changes_nothing_gives_equal_records() -> None:
    def same(_place: TextPlace, text: str) -> str:
        return text

    assert rewrite_entry(ENTRY, same) == ENTRY
    assert rewrite_action(ACTION, same) == ACTION
    assert rewrite_reasons(REPORT, same) == REPORT
    assert rewrite_profile(replace(Profile(), name="x"), same) == replace(Profile(), name="x")
