"""Evidence, actions by state, reflections by week and views of others, as charts and files."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.charts.bars import evidence_chart, evidence_height, states_chart
from ahpjournal.charts.columns import per_week, weeks_between, weeks_chart
from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.files import scene_svg, table_csv
from ahpjournal.charts.gap import gap_chart, gap_height, seen_by_others
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import HEADING, ChartScene, ChartTable, Dot, Ink, Marker, Text, headed
from ahpjournal.charts.words import change_summary
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.plans import ActionState, EvaluationLevel
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.ratings import SittingKind
from tests.charts.reports import competencies, measure, report
from tests.charts.test_charts import outside

NAMES = {state: state.value.capitalize() for state in ActionState}
COLOURS = {ink: ("#123456", 0.5 if "tint" in ink.value else 1.0) for ink in Ink}
counts = st.lists(st.tuples(*[st.integers(0, 400)] * 3), min_size=1, max_size=30)


def evidence(rows: list[tuple[int, int, int]]) -> tuple[Evidence, ...]:
    """Give evidence with *rows* of reflections, actions and views."""
    return tuple(
        Evidence(c, *row, frozenset({EvaluationLevel.LEARNING}) if row[0] else frozenset())
        for c, row in zip(competencies(len(rows)), rows, strict=True)
    )


def with_views(coach: dict[int, int], colleague: dict[int, int]) -> ProgressReport:
    """Give a report in which others rated some competencies."""
    made = report([dict.fromkeys(range(6), 3)])
    rows = tuple(
        replace(row, coach=coach.get(i), colleague=colleague.get(i))
        for i, row in enumerate(made.competencies)
    )
    return replace(made, competencies=rows)


@given(counts, st.integers(300, 1200))
def test_evidence_stays_in_the_picture_and_agrees_with_its_table(
    rows: list[tuple[int, int, int]], width: int
) -> None:
    scene = evidence_chart(evidence(rows), width, 0, measure)
    assert outside(scene) == []
    assert scene.height == evidence_height(len(rows), width)
    assert [tuple(map(int, row[1:4])) for row in scene.table.rows] == rows
    drawn = [s.words for s in scene.shapes if isinstance(s, Text) and s.words.isdigit()]
    assert drawn == [str(sum(row)) for row in rows]
    assert len(scene.marks) == len(rows)


def test_evidence_says_kindly_where_nothing_is() -> None:
    scene = evidence_chart(evidence([(0, 0, 0)]), 500, 0, measure)
    assert "Nothing is linked" in scene.summary
    assert "nothing is linked to it yet" in scene.marks[0].says
    some = evidence_chart(evidence([(2, 0, 0), (0, 0, 0)]), 500, 0, measure)
    assert "Something stands behind 1 of 2 competencies." in some.summary
    assert "Nothing shows changed practice or results so far" in some.summary


def test_evidence_shows_its_levels_and_files_where_there_are_any() -> None:
    (row,) = evidence([(2, 1, 0)])
    whole = replace(row, files=3, levels=frozenset(EvaluationLevel))
    scene = evidence_chart((whole,), 900, 0, measure)
    dots = [s.marker for s in scene.shapes if isinstance(s, Dot)]
    assert dots == [Marker.DOT] * 4
    assert scene.table.header[3] == "Attachments"
    assert scene.table.rows[0][1:5] == ("2", "1", "3", "0")
    assert "attachments 3; shows reaction, learning" in scene.marks[0].says
    assert "come last" not in scene.summary
    one = evidence_chart((replace(row, levels=frozenset()),), 900, 0, measure)
    assert [s.marker for s in one.shapes if isinstance(s, Dot)] == [Marker.RING] * 4
    assert "Attachments" not in one.table.header


def test_actions_are_counted_by_state() -> None:
    given_ = dict.fromkeys(ActionState, 0) | {ActionState.DOING: 3, ActionState.DONE: 7}
    scene = states_chart(given_, NAMES, 480, 0, measure)
    assert outside(scene) == []
    assert ("Done", "7") in scene.table.rows
    assert scene.summary == "10 actions, 3 of them open."
    nothing = states_chart(dict.fromkeys(ActionState, 0), NAMES, 480, 0, measure)
    assert nothing.summary == "There are no actions yet."


@given(
    st.dictionaries(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(1, 30), max_size=40),
    st.integers(320, 1300),
)
def test_weeks_count_every_reflection_once(days: dict[date, int], width: int) -> None:
    weeks = per_week(days)
    assert sum(weeks.values()) == sum(days.values())
    mondays = list(weeks)
    assert all(b - a == timedelta(weeks=1) for a, b in pairwise(mondays))
    assert all(monday.weekday() == 0 for monday in mondays)
    scene = weeks_chart(weeks, width, 0, measure)
    assert outside(scene) == []
    assert [int(row[1]) for row in scene.table.rows] == list(weeks.values())


def test_years_of_weeks_show_the_latest() -> None:
    weeks = weeks_between(date(2015, 1, 1), date(2026, 6, 24))
    assert len(weeks) == 160
    assert weeks[-1] == date(2026, 6, 22)
    assert weeks_chart({}, 600, 0, measure).summary == "There are no reflections yet."
    one = weeks_chart({date(2026, 1, 5): 1}, 600, 0, measure)
    assert one.summary == "1 reflection over 1 week."


def test_views_of_others_stand_beside_ones_own() -> None:
    progress = with_views({0: 4, 1: 3, 2: 2}, {0: 5})
    scene = gap_chart(progress, 560, gap_height(progress), measure)
    assert outside(scene) == []
    assert len(seen_by_others(progress)) == 3
    assert [row[1:] for row in scene.table.rows] == [
        ("3", "4", "5"),
        ("3", "3", "\u2013"),
        ("3", "2", "\u2013"),
    ]
    assert scene.summary == "Others gave 4 views: 2 higher than mine, 1 the same and 1 lower."
    assert scene.marks[0].says.endswith("my view 3, coach 4, colleague 5")


def test_without_views_of_others_it_says_so() -> None:
    assert "Nobody else" in gap_chart(report([{0: 3}]), 500, 0, measure).summary


def scenes() -> list[ChartScene]:
    made = report([{0: 2, 1: 3}, {0: 4, 1: 3}])
    return [
        dumbbell_chart(made, 520, dumbbell_height(made), measure),
        evidence_chart(evidence([(1, 2, 3)]), 500, 0, measure),
        gap_chart(with_views({0: 4}, {1: 2}), 500, 0, measure),
    ]


@pytest.mark.parametrize("scene", scenes(), ids=lambda s: s.title)
def test_a_chart_is_saved_as_svg_with_title_and_words(scene: ChartScene) -> None:
    root = ET.fromstring(scene_svg(scene, COLOURS, "Inter, sans-serif"))  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == scene.title
    assert root.findtext(f"{space}desc") == scene.summary
    words = [node.text for node in root.iter(f"{space}text")]
    assert words == [s.words for s in scene.shapes if isinstance(s, Text)]


def test_the_table_is_saved_as_csv_that_no_spreadsheet_runs() -> None:
    table = ChartTable(("Name", "Change"), (('=HYPERLINK("x")', "+2"), ("Plain, text", "-1")))
    rows = list(csv.reader(io.StringIO(table_csv(table))))
    assert rows == [["Name", "Change"], ['\'=HYPERLINK("x")', "+2"], ["Plain, text", "-1"]]


@given(st.integers(300, 900), st.integers(280, 520), st.integers(3, 16))
def test_the_profile_stays_in_the_picture_at_every_size(
    width: int, height: int, count: int
) -> None:
    made = report([dict.fromkeys(range(count), 2)], count=count)
    assert outside(radar_chart(made, width, height, measure)) == []


def test_a_chart_that_stands_alone_has_its_title_above_and_loses_nothing() -> None:
    scene = gap_chart(with_views({0: 2}, {}), 520, 0, measure)
    alone = headed(scene, measure)
    first, *rest = alone.shapes
    assert isinstance(first, Text)
    assert first.words == scene.title
    assert len(rest) == len(scene.shapes)
    assert alone.height - scene.height == alone.marks[0].at[1] - scene.marks[0].at[1] == HEADING
    assert alone.table == scene.table
    assert outside(alone) == []


def test_charts_of_nothing_and_without_a_baseline_say_so() -> None:
    nothing = report([{}], count=0)
    for scene in (
        radar_chart(nothing, 500, 400, measure),
        dumbbell_chart(nothing, 500, 100, measure),
        gap_chart(nothing, 500, 100, measure),
    ):
        assert scene.marks == ()
        assert scene.table.rows == ()
    assert change_summary(nothing) == "No competency fits this choice."
    only_later = report([{0: 3}, {0: 4}])
    start, later = only_later.sittings
    without = replace(only_later, sittings=(later,), baseline_on=None)
    assert start.kind is SittingKind.BASELINE
    row = without.competencies[0]
    without = replace(without, competencies=(replace(row, baseline=None),))
    drawn = dumbbell_chart(without, 500, 100, measure)
    assert not [s for s in drawn.shapes if isinstance(s, Text) and s.words.startswith("Start")]
    assert "without a baseline" in drawn.summary


def test_no_chance_yet_is_said_as_such() -> None:
    asked = report([{0: None, 1: 2}], count=3)
    drawn = dumbbell_chart(asked, 500, 100, measure)
    said = [mark.says.rpartition(": ")[2] for mark in drawn.marks]
    assert said[0] == "no chance yet"
    assert said[2] == "not rated yet"
    nobody = report([{0: None, 1: None}], count=2)
    assert change_summary(nobody) == "There was no chance yet for what was asked so far."
