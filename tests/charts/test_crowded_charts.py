"""Thirty competencies on ten points over forty sittings: no word stands on another."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import combinations

import pytest

from ahpjournal.charts.bars import evidence_chart
from ahpjournal.charts.confidence import confidence_chart
from ahpjournal.charts.dumbbell import dumbbell_chart
from ahpjournal.charts.gap import gap_chart
from ahpjournal.charts.radar import radar_chart
from ahpjournal.charts.scene import Anchor, ChartScene, Text
from ahpjournal.charts.small_multiples import multiples_chart
from ahpjournal.domain.evidence import Evidence
from ahpjournal.domain.progress import ProgressReport
from ahpjournal.domain.ratings import Sitting
from tests.charts.reports import measure
from tests.charts.test_charts import outside
from tests.pictures.crowded import crowded_journal

Box = tuple[float, float, float, float]
WIDTHS = (360, 520, 760, 1060, 1400)


@pytest.fixture(scope="module")
def crowded() -> Iterator[tuple[ProgressReport, tuple[Evidence, ...]]]:
    """Give the report and the evidence of the crowded journal."""
    with closing(crowded_journal()) as session:
        yield session.progress.report(), session.progress.evidence()


def name(sitting: Sitting) -> str:
    """Name a sitting."""
    return sitting.id[-4:]


def box_of(text: Text) -> Box:
    """Give where the letters of a text are, from its capitals to its base line."""
    width = measure(text.words, text.size, text.is_bold)
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: width / 2, Anchor.END: width}[text.anchor]
    left = text.at[0] - shift
    return left, text.at[1] - text.size * 0.72, left + width, text.at[1]


def collisions(scene: ChartScene) -> list[tuple[str, str]]:
    """Name each two texts that lie on each other."""
    texts = [(s.words, box_of(s)) for s in scene.shapes if isinstance(s, Text) and s.words]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(texts, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


CHARTS: dict[str, Callable[[ProgressReport, tuple[Evidence, ...], float], ChartScene]] = {
    "profile": lambda report, _e, width: radar_chart(report, width, 480, measure),
    "change": lambda report, _e, width: dumbbell_chart(report, width, 0, measure),
    "sittings": lambda report, _e, width: multiples_chart(report, width, 0, measure, name, name),
    "how sure": lambda report, _e, width: confidence_chart(report, width, 0, measure, name),
    "views": lambda report, _e, width: gap_chart(report, width, 0, measure),
    "evidence": lambda _r, evidence, width: evidence_chart(evidence, width, 0, measure),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("chart", CHARTS)
def test_no_word_stands_on_another_and_nothing_leaves_the_picture(
    crowded: tuple[ProgressReport, tuple[Evidence, ...]], chart: str, width: int
) -> None:
    scene = CHARTS[chart](*crowded, width)
    assert collisions(scene) == []
    assert outside(scene) == []
