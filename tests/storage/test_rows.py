import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import (
    Cpd,
    CpdKind,
    Entry,
    EntryState,
    Precision,
    Section,
    Sharing,
)
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.plans import (
    ActionPlan,
    ActionState,
    Cycle,
    EvaluationLevel,
    ProgressNote,
)
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.domain.ratings import Rater, Rating, Sitting, SittingKind
from ahpjournal.storage import rows
from tests.builders import HOSTILE, MOMENT, action, entry

texts = st.text(max_size=40)
ids = st.uuids().map(str)
days = st.one_of(st.none(), st.dates())
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
).map(lambda m: m.replace(microsecond=m.microsecond // 1000 * 1000))
words = st.lists(texts, max_size=4).map(tuple)

ENTRIES = st.builds(
    Entry,
    id=ids,
    on=st.dates(),
    title=texts,
    on_precision=st.sampled_from(Precision),
    model=texts,
    sections=st.lists(
        st.builds(
            Section,
            stage=texts,
            markdown=texts,
            sharing=st.sampled_from([None, *Sharing]),
            heading=texts,
        ),
        max_size=4,
    ).map(tuple),
    module=st.one_of(st.none(), st.integers(1, 6)),
    themes=words,
    competencies=words,
    tags=words,
    linked=words,
    sharing=st.sampled_from(Sharing),
    state=st.sampled_from(EntryState),
    cpd=st.one_of(
        st.none(),
        st.builds(
            Cpd,
            kind=st.sampled_from(CpdKind),
            hours=st.one_of(st.none(), st.floats(0, 1000)),
            with_others=st.booleans(),
            learnt=texts,
            effect=texts,
            benefit=texts,
        ),
    ),
    prompt=texts,
)
ACTIONS = st.builds(
    ActionPlan,
    id=ids,
    **dict.fromkeys(
        ("title", "why", "first_step", "measure", "obstacle", "if_then", "support", "outcome"),
        texts,
    ),
    **dict.fromkeys(("starts_on", "due_on", "review_on"), days),
    state=st.sampled_from(ActionState),
    evaluation_level=st.sampled_from([None, *EvaluationLevel]),
    notes=st.lists(st.builds(ProgressNote, at=moments, text=texts), max_size=3).map(tuple),
    cycles=st.lists(st.builds(Cycle, texts, texts, texts, texts), max_size=2).map(tuple),
    module=st.one_of(st.none(), st.integers(1, 6)),
    themes=words,
    competencies=words,
    risks=words,
)


def as_stored(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "created_at": None, "updated_at": None, "n": 7, "deleted_at": None}


@given(ENTRIES)
def test_an_entry_comes_back_from_its_row(made: Entry) -> None:
    settled = rows.settled_entry(made)
    row = as_stored(rows.entry_row(settled))
    assert (
        rows.to_entry(row, settled.themes, settled.competencies, settled.tags, settled.linked)
        == settled
    )
    assert rows.settled_entry(settled) == settled


@given(ACTIONS)
def test_an_action_comes_back_from_its_row(made: ActionPlan) -> None:
    settled = rows.settled_action(made)
    row = as_stored(rows.action_row(settled))
    links = settled.themes, settled.competencies, settled.entries
    assert rows.to_action(row, *links) == settled
    assert rows.settled_action(settled) == settled


@given(
    st.builds(
        Profile,
        **dict.fromkeys(("name", "profession", "role_title", "organisation", "coach"), texts),
        cycle_starts_on=days,
        cycle_ends_on=days,
    )
)
def test_a_profile_comes_back_from_its_row(made: Profile) -> None:
    assert rows.to_profile(rows.profile_row(made)) == made


@given(
    st.builds(
        Module,
        number=st.integers(1, 9),
        title=texts,
        starts_on=days,
        ends_on=days,
        state=st.sampled_from(ModuleState),
        notes=texts,
        attendance=st.none() | st.sampled_from(Attendance),
        aims=st.lists(texts.map(lambda t: t.replace("\n", " ")).filter(bool)).map(tuple),
        competencies=st.none() | words,
        is_removed=st.booleans(),
    )
)
def test_a_module_comes_back_from_its_row(made: Module) -> None:
    removed_at = "2026-01-12T09:30:00.000Z" if made.is_removed else None
    assert rows.to_module({**rows.module_row(made), "deleted_at": removed_at}) == made


@given(
    st.builds(
        Sitting,
        id=ids,
        kind=st.sampled_from(SittingKind),
        on=st.dates(),
        module=st.one_of(st.none(), st.integers(1, 6)),
        competencies=words,
        finished_at=st.one_of(st.none(), moments),
    )
)
def test_a_sitting_comes_back_from_its_row(made: Sitting) -> None:
    assert rows.to_sitting(rows.sitting_row(made)) == made


@given(
    st.builds(
        Rating,
        id=ids,
        sitting=ids,
        competency=texts,
        level=st.one_of(st.none(), st.integers(1, 5)),
        rated_at=moments,
        confidence=st.one_of(st.none(), st.integers(0, 100)),
        because=texts,
        rater=st.sampled_from(Rater),
        corrects=st.one_of(st.none(), ids),
        pack_id=texts,
        pack_version=texts,
    )
)
def test_a_rating_comes_back_from_its_row(made: Rating) -> None:
    assert rows.to_rating(rows.rating_row(made)) == made


def test_links_are_kept_once_and_tags_without_blanks() -> None:
    settled = rows.settled_entry(
        entry(
            tags=(" board ", "", "board", "Board"), themes=("T1", "T1"), competencies=("A1", "A1")
        )
    )
    assert (settled.tags, settled.themes, settled.competencies) == (
        ("board", "Board"),
        ("T1",),
        ("A1",),
    )


def test_a_list_shows_the_start_of_the_text_without_marks() -> None:
    sections = (Section("a", "\n\n"), Section("b", "## Heading\n\n**Bold** start" + " more" * 100))
    preview = rows.entry_row(entry(sections=sections))["preview"]
    assert preview.startswith("Heading Bold start more more")
    assert len(preview) <= 160


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("layout", "not json"),
        ("layout", "[]"),
        ("layout", '[{"stage": "text", "heading": "", "sharing": null, "length": 3}]'),
        ("layout", '[{"stage": "text"}]'),
        ("layout", '[{"stage": "text", "heading": "", "sharing": "all", "length": 14}]'),
        ("held_on", "yesterday"),
        ("sharing", "everybody"),
        ("cpd", '{"kind": "work", "unknown": 1}'),
        ("cpd", "[]"),
        ("body", "cut"),
    ],
)
def test_a_row_that_holds_no_entry_is_damage_and_never_half_an_entry(
    column: str, value: str
) -> None:
    row = as_stored(rows.entry_row(entry()))
    assert rows.to_entry(row, (), (), ()).title == "Entry 1"
    with pytest.raises(ConditionError) as caught:
        rows.to_entry({**row, column: value}, (), (), ())
    assert caught.value.code is ConditionCode.DAMAGED


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("notes", '[{"at": "?", "text": ""}]'),
        ("cycles", '[{"x": 1}]'),
        ("state", "lost"),
        ("risks", ""),
    ],
)
def test_a_row_that_holds_no_action_is_damage(column: str, value: str) -> None:
    row = as_stored(rows.action_row(action()))
    with pytest.raises(ConditionError) as caught:
        rows.to_action({**row, column: value}, (), (), ())
    assert caught.value.code is ConditionCode.DAMAGED


def test_search_reads_the_notes_and_cycles_of_an_action() -> None:
    made = action(
        notes=(ProgressNote(MOMENT, "met the chair"),), cycles=(Cycle(do="asked", act="again"),)
    )
    assert rows.action_row(made)["log"] == "met the chair\nasked\nagain"


def test_json_columns_keep_every_letter_readable() -> None:
    row = rows.action_row(action(notes=(ProgressNote(MOMENT, HOSTILE),)))
    assert json.loads(row["notes"])[0]["text"] == HOSTILE
    assert "\u0175" in row["notes"]


def test_empty_columns_are_empty_values() -> None:
    assert (rows.day(None), rows.iso(None), rows.moment(None)) == (None, None, None)
    assert rows.day("2026-01-12") == date(2026, 1, 12)


@pytest.mark.parametrize("name", ["body", "title"])
def test_text_that_was_lost_to_zeros_is_damage_and_not_shown_in_part(name: str) -> None:
    row = {**rows.entry_row(entry()), "n": 1, "created_at": None, "updated_at": None}
    assert rows.to_entry(row, (), (), ()).id == entry().id
    text = str(row[name])
    with pytest.raises(ConditionError):
        rows.to_entry({**row, name: text[:2] + "\0" * (len(text) - 2)}, (), (), ())
