"""Charts as data: places, words and tables agree, and nothing leaves the picture."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.charts.dumbbell import dumbbell_chart, dumbbell_height
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import Anchor, ChartScene, Dot, Line, Marker, Text, shorten, wrap
from ahpjournal.charts.small_multiples import multiples_chart, multiples_height
from ahpjournal.charts.words import change_summary, change_words, level_cell, month
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.ratings import Sitting
from tests.charts.reports import measure, report

THEN: Mapping[int, int | None] = {0: 2, 1: 3, 2: 2, 3: None, 4: 4, 5: 1}
NOW: Mapping[int, int | None] = {0: 4, 1: 3, 2: 3, 3: 2, 4: 3, 5: 1}
SLACK = 1.0
levels = st.lists(
    st.dictionaries(st.integers(0, 11), st.none() | st.integers(1, 5), max_size=12), max_size=6
)


def name(sitting: Sitting) -> str:
    """Name a sitting."""
    return sitting.id


def radar(progress: ProgressReport) -> ChartScene:
    """Draw the profile."""
    return radar_chart(progress, 520, 400, measure)


def dumbbell(progress: ProgressReport) -> ChartScene:
    """Draw the change."""
    return dumbbell_chart(progress, 520, dumbbell_height(progress), measure)


def multiples(progress: ProgressReport) -> ChartScene:
    """Draw every competency."""
    return multiples_chart(progress, 760, multiples_height(progress, 760), measure, name, name)


CHARTS = (radar, dumbbell, multiples)


def outside(scene: ChartScene) -> list[str]:
    """Name what leaves the picture."""
    found = []
    for shape in scene.shapes:
        if isinstance(shape, Text):
            width = measure(shape.words, shape.size, shape.is_bold)
            left = (
                shape.at[0]
                - {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[shape.anchor]
            )
            box = (left, shape.at[1] - shape.size, left + width, shape.at[1])
        elif isinstance(shape, Dot):
            (x, y), r = shape.at, shape.radius
            box = (x - r, y - r, x + r, y + r)
        else:
            xs, ys = zip(*shape.points, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
        if (
            box[0] < -SLACK
            or box[1] < -SLACK
            or box[2] > scene.width + SLACK
            or box[3] > scene.height + SLACK
        ):
            found.append(f"{shape}")
    return found


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(("count", "top"), [(3, 4), (6, 5), (12, 5), (30, 10)])
def test_nothing_leaves_the_picture(
    chart: Callable[[ProgressReport], ChartScene], count: int, top: int
) -> None:
    then = {i: 1 + i % top for i in range(count)}
    now = {i: 1 + (i * 3) % top for i in range(count)}
    scene = chart(report([then, now], count=count, top=top, lookback={0: 1}))
    assert outside(scene) == []
    assert len(scene.table.rows) == count


@pytest.mark.parametrize("chart", CHARTS)
@given(levels)
def test_any_ratings_can_be_drawn(
    chart: Callable[[ProgressReport], ChartScene], given_levels: list[dict[int, int | None]]
) -> None:
    scene = chart(report(given_levels, count=12))
    assert outside(scene) == []
    assert scene.summary.endswith(".")
    assert all(len(row) == len(scene.table.header) for row in scene.table.rows)


def test_a_missing_level_leaves_a_gap_and_never_a_zero() -> None:
    scene = radar(report([THEN, NOW]))
    rings = [s for s in scene.shapes if isinstance(s, Dot) and s.marker is Marker.RING]
    assert len(rings) == 5 + 1  # five rated at the start, one in the legend
    filled = [s for s in scene.shapes if isinstance(s, Line) and s.is_closed and s.dash]
    assert filled == []
    assert ("Competency number 3 long long long ", "\u2013", "2") in scene.table.rows


def test_points_lie_on_their_spokes() -> None:
    scene = radar(report([dict.fromkeys(range(4), 5)], count=4))
    dots = [s.at for s in scene.shapes if isinstance(s, Dot)][:4]
    (top_x, top_y), (right_x, right_y), (low_x, low_y), (left_x, left_y) = dots
    assert top_x == pytest.approx(low_x)
    assert right_y == pytest.approx(left_y)
    assert top_y < right_y < low_y
    assert right_x - top_x == pytest.approx(top_x - left_x)


def test_the_dumbbell_says_what_its_table_says() -> None:
    progress = report([THEN, NOW], lookback={0: 1})
    scene = dumbbell(progress)
    assert scene.table.header == ("Competency", "Start", "Start, looking back", "Now", "Change")
    assert scene.table.rows[0][1:] == ("2", "1", "4", "+2")
    assert scene.table.rows[4][1:] == ("4", "\u2013", "3", "\u22121")
    deltas = [s.words for s in scene.shapes if isinstance(s, Text) and s.is_bold]
    assert deltas == [row[-1] for row in scene.table.rows]
    assert len(scene.marks) == 6
    assert "looking back, the start was 1" in scene.marks[0].says


def words_of(scene: ChartScene) -> list[str]:
    return [shape.words for shape in scene.shapes if isinstance(shape, Text)]


def test_the_baseline_alone_is_no_change() -> None:
    scene = dumbbell(report([{0: 2, 1: 3}]))
    assert "0" not in words_of(scene)
    assert [row[-1] for row in scene.table.rows[:2]] == ["\u2013", "\u2013"]
    later = dumbbell(report([{0: 2, 1: 3}, {0: 2}]))
    assert [row[-1] for row in later.table.rows[:2]] == ["0", "\u2013"]


def test_rows_have_their_short_names_where_the_full_ones_do_not_fit() -> None:
    progress = report([{0: 2}])
    narrow = dumbbell_chart(progress, 520, dumbbell_height(progress), measure)
    wide = dumbbell_chart(progress, 1200, dumbbell_height(progress), measure)
    short = [row.competency.short_name for row in progress.competencies]
    full = [row.competency.name for row in progress.competencies]
    assert set(short) <= set(words_of(narrow))
    assert set(full) <= set(words_of(wide))
    assert not any(words.endswith("\u2026") for words in words_of(narrow))
    assert [row[0] for row in narrow.table.rows] == full


def test_small_multiples_hold_every_rating() -> None:
    progress = report([THEN, NOW])
    scene = multiples(progress)
    assert scene.table.header == ("Competency", "s0", "s1")
    assert scene.table.rows[3][1:] == ("no chance yet", "2")
    assert len(scene.marks) == 11


def test_the_summary_is_what_a_person_would_say() -> None:
    words = change_summary(report([THEN, NOW]))
    assert words == (
        "Since Jan 2026 you rate yourself higher in 2 of 5 competencies."
        " The largest step is in Competency number 0 , from 2 to 4."
        " 1 is rated lower than at the start; often that is a stricter yardstick, not a step back."
    )
    assert change_summary(report([])) == "Nothing is rated yet."
    assert "after the next sitting" in change_summary(report([THEN]))


def test_cells_and_months() -> None:
    assert [change_words(c) for c in (2, -1, 0, None)] == ["+2", "\u22121", "0", "\u2013"]
    assert level_cell(None) == "\u2013"
    assert month(None) == ""


def test_long_words_are_shortened_and_wrapped_into_their_room() -> None:
    assert measure(shorten("a very long label indeed", 12, 60, measure), 12, False) <= 60
    lines = wrap("one two three four five six seven", 12, 60, measure)
    assert len(lines) == 2
    assert all(measure(line, 12, False) <= 60 for line in lines)
    assert shorten("short", 12, 60, measure) == "short"
