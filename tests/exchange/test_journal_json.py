"""The open format: what is written reads back equal, and nothing else than an error is raised."""

import json
from datetime import UTC, date, datetime
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.assets import resource_path
from ahpjournal.domain.clock import parse_timestamp, timestamp
from ahpjournal.domain.entries import Cpd, CpdKind, Entry, EntryState, Precision, Section, Sharing
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ids import uuid7
from ahpjournal.domain.plans import ActionPlan, ActionState, Cycle, EvaluationLevel, ProgressNote
from ahpjournal.domain.portfolio import Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Attendance, Module, ModuleState
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    Sitting,
    SittingKind,
)
from ahpjournal.domain.texts import clean
from ahpjournal.exchange.journal_document import MOST_PROBLEMS, JournalDocument, schema
from ahpjournal.exchange.journal_reading import parse, read_document
from ahpjournal.exchange.journal_writing import serialise_parts
from ahpjournal.packs import default_pack

NOW = datetime(2026, 6, 24, 9, 0, tzinfo=UTC)
JOURNAL = "019c2f9d-06da-73e4-9588-e05686ab1200"
SITTING = "019c2f9d-06da-73e4-9588-e05686ab1247"

texts = st.text(max_size=60).map(clean)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001 - made UTC below
    lambda m: parse_timestamp(timestamp(m.replace(tzinfo=UTC)))
)
ids = st.builds(uuid7, st.integers(0, 2**47), st.binary(min_size=10, max_size=10))
words = st.lists(
    st.text("abcdefg \u00e9\u05d0", min_size=1, max_size=8).map(str.strip).filter(bool),
    max_size=3,
    unique=True,
).map(tuple)
sections = st.builds(Section, texts, texts, st.none() | st.sampled_from(Sharing), texts)
cpds = st.builds(
    Cpd, st.sampled_from(CpdKind), st.none() | st.floats(0, 500), st.booleans(), texts, texts, texts
)
entries = st.builds(
    Entry,
    id=ids,
    on=days,
    title=texts,
    on_precision=st.sampled_from(Precision),
    model=texts,
    sections=st.lists(sections, max_size=4).map(tuple),
    module=st.none() | st.integers(1, 9),
    themes=words,
    competencies=words,
    tags=words,
    linked=st.lists(ids, max_size=2, unique=True).map(tuple),
    sharing=st.sampled_from(Sharing),
    state=st.sampled_from(EntryState),
    cpd=st.none() | cpds,
    prompt=texts,
    created_at=moments,
    updated_at=moments,
)
actions = st.builds(
    ActionPlan,
    id=ids,
    title=texts,
    why=texts,
    due_on=st.none() | days,
    state=st.sampled_from(ActionState),
    outcome=texts,
    evaluation_level=st.none() | st.sampled_from(EvaluationLevel),
    notes=st.lists(st.builds(ProgressNote, moments, texts), max_size=2).map(tuple),
    cycles=st.lists(st.builds(Cycle, texts, texts, texts, texts), max_size=2).map(tuple),
    module=st.none() | st.integers(1, 9),
    themes=words,
    created_at=moments,
    updated_at=moments,
).filter(
    lambda a: not a.is_blank and (a.state is not ActionState.DROPPED or a.outcome.strip() != "")
)


@st.composite
def documents(draw: Any) -> JournalDocument:
    """Give a journal whose references lead somewhere."""
    sitting = Sitting(
        draw(ids), draw(st.sampled_from(SittingKind)), draw(days), None, ("A1",), draw(moments)
    )
    first = Rating(
        draw(ids),
        sitting.id,
        "A1",
        draw(st.none() | st.integers(1, 5)),
        draw(moments),
        pack_id="p",
        pack_version="1",
    )
    second = Rating(
        draw(ids),
        sitting.id,
        "A1",
        3,
        draw(moments),
        70,
        draw(texts),
        Rater.COACH,
        first.id,
        "p",
        "1",
        (
            EvidenceLink(EvidenceKind.ENTRY, draw(ids)),
            EvidenceLink(EvidenceKind.ATTACHMENT, draw(ids)),
        ),
    )
    found = JournalDocument(
        profile=draw(
            st.builds(
                Profile,
                texts,
                texts,
                texts,
                texts,
                texts,
                texts,
                st.none() | days,
                st.none() | days,
                texts,
            )
        ),
        pack_id="p",
        pack_version="1",
        modules=(
            Module(
                1,
                draw(texts),
                draw(days),
                None,
                draw(st.sampled_from(ModuleState)),
                draw(texts),
                draw(st.none() | st.sampled_from(Attendance)),
                tuple(line for line in draw(texts).splitlines() if line),
                draw(st.none() | st.just(("A1",))),
                draw(st.booleans()),
            ),
        ),
        sittings=(sitting,),
        ratings=(first, second),
        entries=tuple(draw(st.lists(entries, max_size=3))),
        actions=tuple(draw(st.lists(actions, max_size=2))),
        conversation=Selection(talk_about=draw(texts)),
    )
    found_ids = [s.id for s in found.sittings] + [r.id for r in found.ratings]
    found_ids += [e.id for e in found.entries] + [a.id for a in found.actions]
    return found if len(set(found_ids)) == len(found_ids) else JournalDocument()


def written(document: JournalDocument) -> bytes:
    """Give the bytes of a document."""
    parts = serialise_parts(document, document.entries, JOURNAL, NOW)
    return "".join(parts).encode()


def outcome(data: bytes) -> InputCode | None:
    """Give the code with which *data* is refused, or none if it is read."""
    try:
        parse(read_document(data), NOW)
    except InputError as error:
        return error.code
    return None


@given(documents())
def test_what_is_written_reads_back_equal(document: JournalDocument) -> None:
    data = written(document)
    jsonschema_rs.validator_for(schema()).validate(json.loads(data))
    read = parse(read_document(data), NOW)
    assert read.ignored == ()
    assert written(read) == data


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(
    [
        "profile",
        "modules",
        "sittings",
        "ratings",
        "entries",
        "actions",
        "pack",
        "conversation",
        "risks",
    ]
)


@given(
    st.dictionaries(
        keys,
        values
        | st.lists(
            st.dictionaries(st.sampled_from(["id", "on", "sitting", "title", "sections"]), values),
            max_size=2,
        ),
    )
)
def test_any_document_is_read_or_refused(document: dict[str, Any]) -> None:
    data = json.dumps({"format": "ahpjournal", "version": 1, **document}).encode()
    assert outcome(data) in {None, InputCode.SCHEMA, InputCode.NOT_TEXT}


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(data: bytes) -> None:
    assert outcome(data) in {InputCode.NOT_TEXT, InputCode.NOT_JSON, InputCode.WRONG_FORMAT}


def test_the_demo_is_as_the_schema_says() -> None:
    document = json.loads(resource_path("demo", "journal.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema()).validate(document)
    assert parse(document, NOW).ignored == ()


def test_records_without_ids_get_ids_that_follow_from_their_content() -> None:
    document = {"format": "ahpjournal", "version": 1, "entries": [{"title": "A"}, {"title": "B"}]}
    one, other = (parse(document, NOW).entries for _time in range(2))
    assert [e.id for e in one] == [e.id for e in other]
    assert len({e.id for e in one}) == 2


def test_records_that_are_the_same_but_for_their_place_are_each_brought_in() -> None:
    document = {"format": "ahpjournal", "version": 1, "entries": [{"title": "A"}] * 3}
    one, other = (parse(document, NOW).entries for _time in range(2))
    assert len({e.id for e in one}) == 3
    assert [e.id for e in one] == [e.id for e in other]


def test_a_sitting_without_an_end_counts_as_finished_when_something_was_rated() -> None:
    document = {
        "format": "ahpjournal",
        "version": 1,
        "sittings": [{"id": SITTING, "kind": "baseline", "on": "2026-01-12"}],
        "ratings": [
            {"sitting": SITTING, "competency": "A1", "level": 2, "rated_at": "2026-01-12T18:00:00Z"}
        ],
    }
    found = parse(document, NOW).sittings[0]
    assert found.finished_at == datetime(2026, 1, 12, 18, 0, tzinfo=UTC)
    assert found.competencies == ("A1",)


def read(**kinds: Any) -> JournalDocument:
    """Read a document of these kinds of records."""
    data = json.dumps({"format": "ahpjournal", "version": 1, **kinds}).encode()
    return parse(read_document(data), NOW)


def refusal(**kinds: Any) -> list[str]:
    """Give the places for which a document is refused."""
    with pytest.raises(InputError) as caught:
        read(**kinds)
    assert caught.value.code is InputCode.SCHEMA
    problems = caught.value.parameters["problems"]
    assert isinstance(problems, tuple)
    assert all(problem.expected for problem in problems)
    return [problem.path for problem in problems]


def rating(number: int, **changes: Any) -> dict[str, Any]:
    """Give a rating of the one sitting."""
    made = {"id": f"{SITTING[:-2]}{number:02d}", "sitting": SITTING, "competency": "A1", "level": 3}
    return {**made, **changes}


BASELINE = {"id": SITTING, "kind": "baseline", "on": "2026-01-12"}


def test_a_rating_without_a_time_was_made_on_the_day_of_its_sitting() -> None:
    found = read(sittings=[BASELINE], ratings=[rating(1, sitting=SITTING.upper())])
    assert found.ratings[0].rated_at == datetime(2026, 1, 12, 12, 0, tzinfo=UTC)
    assert found.sittings[0].finished_at == found.ratings[0].rated_at


def test_ratings_that_correct_each_other_in_a_circle_are_refused() -> None:
    one, two, three = (rating(n)["id"] for n in (1, 2, 3))
    circle = [rating(1, corrects=two), rating(2, corrects=one), rating(3, corrects=two)]
    assert refusal(sittings=[BASELINE], ratings=circle) == [
        "$.ratings[0].corrects",
        "$.ratings[1].corrects",
    ]
    own = [rating(3, corrects=three)]
    assert refusal(sittings=[BASELINE], ratings=own) == ["$.ratings[0].corrects"]
    chain = [rating(1, corrects=two), rating(2, corrects=three), rating(3)]
    assert len(read(sittings=[BASELINE], ratings=chain).ratings) == 3


@pytest.mark.parametrize(
    ("kinds", "paths"),
    [
        ({"ratings": [rating(1)]}, ["$.ratings[0].sitting"]),
        ({"actions": [{"title": "x", "entries": ["nowhere"]}]}, ["$.actions[0].entries[0]"]),
        (
            {
                "entries": [{"id": SITTING}, {"id": SITTING.upper()}],
                "actions": [{"id": SITTING, "title": "x"}],
            },
            ["$.entries[1].id", "$.actions[0].id"],
        ),
        ({"modules": [{"number": 1}, {"number": 1.0}]}, ["$.modules[1].number"]),
        ({"entries": [{"on": "2026-02-30"}]}, ["$.entries[0].on"]),
        ({"entries": [{"module": 10**30}]}, ["$.entries[0].module"]),
        ({"sittings": [{**BASELINE, "module": 2**63}]}, ["$.sittings[0].module"]),
        ({"actions": [{"title": "x", "module": -1}]}, ["$.actions[0].module"]),
        ({"profile": {"cycle_ends_on": "2026-02-31"}}, ["$.profile.cycle_ends_on"]),
        ({"profile": None, "entries": {}}, ["$.profile", "$.entries"]),
        (
            {"sittings": [BASELINE], "ratings": [rating(1, confidence=75)]},
            ["$.ratings[0].confidence"],
        ),
        (
            {
                "sittings": [BASELINE],
                "ratings": [rating(1, rated_at="9999-12-31T23:59:59-14:00")],
            },
            ["$.ratings[0].rated_at"],
        ),
    ],
)
def test_every_place_that_is_not_as_expected_is_named(
    kinds: dict[str, Any], paths: list[str]
) -> None:
    assert sorted(refusal(**kinds)) == sorted(paths)


def test_everything_is_reported_at_once_and_each_place_exactly() -> None:
    assert refusal(
        entries=[
            {"title": 3, "on": "2026-13-01", "cpd": {"hours": "two", "kind": "walk"}},
            {"state": "finished", "sections": [{"sharing": "all"}]},
        ],
        sittings=[{"kind": "module"}],
        ratings=[rating(1, level=99, rater=None), rating(2, sitting="nowhere")],
        actions=[{"title": "x", "notes": [{"at": "2026-02-30T08:00:00Z"}]}],
    ) == [
        "$.actions[0].notes[0].at",
        "$.actions[0].notes[0].text",
        "$.entries[0].cpd.hours",
        "$.entries[0].cpd.kind",
        "$.entries[0].on",
        "$.entries[0].title",
        "$.entries[1].sections[0].sharing",
        "$.entries[1].state",
        "$.ratings[0].level",
        "$.ratings[0].rater",
        "$.ratings[0].sitting",
        "$.ratings[1].sitting",
        "$.sittings[0].on",
    ]


def expected(**kinds: Any) -> dict[str, str]:
    """Give what was expected in each place for which a document is refused."""
    with pytest.raises(InputError) as caught:
        read(**kinds)
    problems: Any = caught.value.parameters["problems"]
    return {problem.path: problem.expected for problem in problems}


def test_each_place_says_what_belongs_there() -> None:
    found = expected(
        entries=[{"state": "x", "on": "soon", "cpd": {"hours": "two"}, "module": 100, "id": "7"}],
        ratings=[rating(1, confidence=75)],
        sittings=[BASELINE, {"on": "2026-01-12"}],
    )
    assert found == {
        "$.entries[0].state": "one of: draft, done",
        "$.entries[0].on": "a date such as 2026-06-24",
        "$.entries[0].cpd.hours": "a number, or null",
        "$.entries[0].module": "99 or less",
        "$.entries[0].id": "an id: a UUID such as 019c2f9d-06da-73e4-9588-e05686ab1247",
        "$.ratings[0].confidence": "a multiple of 10",
        "$.sittings[1].kind": "a value: this key may not be absent",
    }


@pytest.mark.parametrize(
    ("action", "path"),
    [
        ({}, "$.actions[0].title"),
        ({"title": "  "}, "$.actions[0].title"),
        ({"title": "x", "state": "dropped"}, "$.actions[0].outcome"),
        ({"title": "x", "starts_on": "2026-02-02", "due_on": "2026-02-01"}, "$.actions[0].due_on"),
        (
            {"title": "x", "starts_on": "2026-02-02", "review_on": "2026-02-01"},
            "$.actions[0].review_on",
        ),
    ],
)
def test_actions_obey_the_rules_they_obey_when_written_here(
    action: dict[str, Any], path: str
) -> None:
    assert refusal(actions=[action]) == [path]


def test_what_does_no_harm_is_kept() -> None:
    found = read(entries=[{}], actions=[{"why": "x"}])
    assert (found.entries[0].title, found.actions[0].title) == ("", "")


PACK = default_pack()


def against_pack(**kinds: Any) -> list[str]:
    """Give the places for which a document is refused under the pack in use."""
    data = json.dumps({"format": "ahpjournal", "version": 1, **kinds}).encode()
    try:
        read_document(data, PACK)
    except InputError as error:
        problems: Any = error.parameters["problems"]
        return [problem.path for problem in problems]
    return []


def test_ratings_lie_on_the_scale_of_the_pack_in_use() -> None:
    wrong = [rating(1, level=9), rating(2, competency="Z9"), rating(3, level=None)]
    places = ["$.ratings[0].level", "$.ratings[1].competency"]
    assert against_pack(sittings=[BASELINE], ratings=wrong) == places
    own = {"id": PACK.id, "version": PACK.version}
    assert against_pack(pack=own, sittings=[BASELINE], ratings=wrong) == places
    assert against_pack(pack={**own, "version": "0"}, sittings=[BASELINE], ratings=wrong) == []
    other = [rating(1, level=9, pack_id="another", pack_version="1")]
    assert against_pack(sittings=[BASELINE], ratings=other) == []


def test_links_to_competencies_nobody_knows_are_named() -> None:
    assert against_pack(
        sittings=[{**BASELINE, "competencies": ["A1", "Z9"]}],
        entries=[{"competencies": ["Z9"]}],
        actions=[{"title": "x", "competencies": ["A1", "Z9"]}],
    ) == [
        "$.actions[0].competencies[1]",
        "$.entries[0].competencies[0]",
        "$.sittings[0].competencies[1]",
    ]


def test_a_sitting_without_an_id_gets_one_that_stays() -> None:
    kinds = {"sittings": [{"kind": "baseline", "on": "2026-01-12"}]}
    one, other = read(**kinds).sittings[0], read(**kinds).sittings[0]
    assert one.id == other.id
    assert len(one.id) == 36


def test_not_more_places_are_named_than_anybody_reads() -> None:
    many = refusal(entries=[{"on": 5}] * 5000)
    assert len(many) == MOST_PROBLEMS
    with pytest.raises(InputError) as caught:
        read(entries=[{"on": 5}] * 5000)
    assert caught.value.parameters["more"] == 5000 - MOST_PROBLEMS
    assert (
        len(refusal(actions=[{"title": "x", "entries": [f"x{i}" for i in range(5000)]}]))
        == MOST_PROBLEMS
    )


def test_whole_numbers_may_be_written_with_a_point() -> None:
    found = read(
        sittings=[BASELINE],
        ratings=[rating(1, level=3.0, confidence=70.0)],
        modules=[{"number": 2.0}],
        entries=[{"module": 2.0}],
    )
    numbers = (
        found.ratings[0].level,
        found.ratings[0].confidence,
        found.modules[0].number,
        found.entries[0].module,
    )
    assert numbers == (3, 70, 2, 2)
    assert all(type(number) is int for number in numbers)


def test_texts_are_cleaned_as_a_journal_keeps_them() -> None:
    found = read(
        profile={"name": "A\x00"},
        entries=[{"title": "a\ud800b", "sections": [{"markdown": "one\r\ntwo\x00"}]}],
        conversation={"talk_about": "\x07x", "entries": [SITTING.upper()]},
    )
    assert found.profile is not None
    assert found.conversation is not None
    assert (found.profile.name, found.entries[0].title) == ("A", "ab")
    assert found.entries[0].sections[0].markdown == "one\ntwo"
    assert found.conversation == Selection(talk_about="x", entries=(SITTING,))


def test_half_a_character_as_a_key_is_no_text() -> None:
    with pytest.raises(InputError) as caught:
        read_document(b'{"format": "ahpjournal", "version": 1, "\\ud800": 1}')
    assert caught.value.code is InputCode.NOT_TEXT


@pytest.mark.parametrize("depth", [50, 400, 900, 5_000, 200_000])
@pytest.mark.parametrize("kind", ["unknown", "risks", "entries"])
def test_deep_nesting_is_read_or_refused(kind: str, depth: int) -> None:
    nested = "[" * depth + "]" * depth
    data = f'{{"format": "ahpjournal", "version": 1, "{kind}": {nested}}}'.encode()
    read_as = {InputCode.NOT_JSON, InputCode.SCHEMA}
    assert outcome(data) in (read_as | {None} if kind == "unknown" else read_as)


@pytest.mark.parametrize("depth", [99, 100, 101, 600, 950, 975, 985])
def test_what_nobody_knows_in_a_record_is_kept_out_or_refused(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    data = f'{{"format": "ahpjournal", "version": 1, "entries": [{{"x": {nested}}}]}}'.encode()
    expected = {None} if depth <= 100 else {InputCode.SCHEMA, InputCode.NOT_JSON}
    assert outcome(data) in expected


def test_hours_that_no_computer_can_count_are_refused() -> None:
    cpd = {"kind": "work", "hours": 10**400}
    assert refusal(entries=[{"cpd": cpd}]) == ["$.entries[0].cpd.hours"]


def test_unknown_keys_are_listed_at_every_depth() -> None:
    found = read(
        mood=1,
        profile={"age": 4},
        entries=[{"weather": {"a": 1}, "cpd": {"hours": 1, "where": "x"}}],
    )
    assert set(found.ignored) == {
        "$.mood",
        "$.profile.age",
        "$.entries[0].weather",
        "$.entries[0].cpd.where",
    }


def test_records_of_later_versions_are_counted() -> None:
    found = read(risks=[{"title": "a"}, {"title": "b"}], contacts=[], narratives=[{}])
    assert found.later == {"risks": 2, "narratives": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", InputCode.NOT_JSON),
        ("[]", InputCode.WRONG_FORMAT),
        ("null", InputCode.WRONG_FORMAT),
        ('{"format": "other", "version": 1}', InputCode.WRONG_FORMAT),
        ('{"format": "ahpjournal", "version": 2, "entries": 5}', InputCode.NEWER_FORMAT),
        ('{"format": "ahpjournal", "version": 1.5}', InputCode.SCHEMA),
        ('{"format": "ahpjournal", "version": true}', InputCode.SCHEMA),
        ('{"format": "ahpjournal"}', InputCode.SCHEMA),
        ('{"format": "ahpjournal", "version": 1, "entries": [{"x": -Infinity}]}', "not-json"),
        (
            '{"format": "ahpjournal", "version": 1, "entries": [{"cpd": {"hours": 1e400}}]}',
            InputCode.SCHEMA,
        ),
    ],
)
def test_each_kind_of_wrong_document_has_its_code(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_document(text.encode())
    assert caught.value.code == code


def test_a_mark_of_byte_order_does_no_harm() -> None:
    document = read_document(b'\xef\xbb\xbf{"format": "ahpjournal", "version": 1}')
    assert parse(document, NOW) == JournalDocument()
