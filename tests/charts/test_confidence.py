"""How sure one is: the same in marks, table and sentence, and never on the levels' scale."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.charts.confidence import (
    confidence_change,
    confidence_chart,
    confidence_height,
    confidence_summary,
    told_how_sure,
)
from ahpjournal.charts.scene import ChartScene, Dot, Ink, Marker
from ahpjournal.domain.progress import ProgressReport, SeriesPoint
from ahpjournal.domain.ratings import Sitting
from tests.charts.reports import measure, report

MANY = 8


def name(sitting: Sitting) -> str:
    """Name a sitting."""
    return f"At {sitting.id}"


def sure(told: list[list[int | None]]) -> ProgressReport:
    """Give a report in which so much was said in each sitting, by competency."""
    plain = report([dict.fromkeys(range(len(row)), 3) for row in told], count=len(told[0]))
    rows = []
    for i, row in enumerate(plain.competencies):
        points = (
            SeriesPoint(p.sitting, p.level, told[int(p.sitting.id[1:])][i]) for p in row.series
        )
        rows.append(replace(row, series=tuple(points)))
    return replace(plain, competencies=tuple(rows))


def scene(made: ProgressReport, width: float = 700) -> ChartScene:
    """Lay it out."""
    return confidence_chart(made, width, confidence_height(made), measure, name)


def test_then_and_now_stand_in_mark_table_and_sentence() -> None:
    made = sure([[60, 40, None], [80, 30, 50]])
    drawn = scene(made)
    assert [mark.says.partition(":")[2] for mark in drawn.marks] == [
        " 60 out of 100 sure at the start, 80 now",
        " 40 out of 100 sure at the start, 30 now",
        " 50 out of 100 sure now",
    ]
    assert drawn.table.header == ("Competency, 0 to 100", "At s0", "At s1")
    assert [row[1:] for row in drawn.table.rows] == [
        ("60", "80"),
        ("40", "30"),
        ("\u2013", "50"),
    ]
    assert drawn.summary.startswith("Since Jan 2026 surer in 1 of 2 competencies. The largest step")
    assert "from 60 to 80 out of 100" in drawn.summary
    assert "Less sure in 1" in drawn.summary


def test_for_many_sittings_paper_has_start_now_and_change() -> None:
    table = confidence_change(sure([[60, None, 50], [80, 30, None]]))
    assert table.header == ("Competency, 0 to 100", "Start", "Now", "Change")
    assert [row[1:] for row in table.rows] == [
        ("60", "80", "+20"),
        ("\u2013", "30", "\u2013"),
        ("50", "\u2013", "\u2013"),
    ]


def test_what_was_never_said_takes_no_row_and_once_is_no_change() -> None:
    nothing = sure([[None, None]])
    assert told_how_sure(nothing) == ()
    assert confidence_summary(nothing) == "Nothing is said yet of how sure you are."
    once = sure([[70, None], [None, None]])
    assert len(told_how_sure(once)) == 1
    assert "change shows after the next sitting" in scene(once).summary
    assert scene(once).marks[0].says.endswith("70 out of 100 sure at the start")
    assert scene(once).table.header == ("Competency, 0 to 100", "At s0")
    dots = [s for s in scene(once).shapes if isinstance(s, Dot) and s.marker is Marker.DOT]
    assert not dots  # the start is not "now"


@given(
    st.lists(
        st.lists(st.none() | st.sampled_from(range(0, 101, 10)), min_size=5, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_marks_stand_where_the_table_says(told: list[list[int | None]]) -> None:
    made = sure(told)
    drawn = scene(made)
    rows = told_how_sure(made)
    assert len(rows) == len(drawn.table.rows) == len(drawn.marks)
    places = {
        (round(s.at[1], 3), s.marker): s.at[0]
        for s in drawn.shapes
        if isinstance(s, Dot)
        and s.ink in {Ink.BASELINE, Ink.ACCENT}
        and s.at[1] < drawn.height - 30
    }
    for row, mark in zip(rows, drawn.marks, strict=True):
        said = [v for s in told if (v := s[int(row.competency.id[1:])]) is not None]
        assert row.sure == said[-1]
        y = round(mark.at[1], 3)
        if row.sure_at_start is not None:
            assert row.sure_at_start == told[0][int(row.competency.id[1:])]
            assert (y, Marker.RING) in places
        if row.sure_change is not None and row.sure_change:
            is_right = places[(y, Marker.DOT)] > places[(y, Marker.RING)]
            assert is_right == (row.sure_change > 0)
    assert all(0 <= x <= drawn.width for x in places.values())
