"""The figures of Progress, worked out a second time from the exported JSON alone."""

import json
import random
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.bootstrap import DEMO_NOW, Workshop, workshop
from ahpjournal.charts.confidence import confidence_chart
from ahpjournal.charts.dumbbell import dumbbell_chart
from ahpjournal.charts.gap import gap_chart
from ahpjournal.charts.scene import ChartTable
from ahpjournal.charts.small_multiples import multiples_chart
from ahpjournal.charts.words import short_sitting_label
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.ratings import Rater, SittingKind
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.session import JournalSession
from tests.charts.reports import measure

ORDER = ["baseline", "module", "end", "lookback", "follow_up", "ad_hoc"]
STRANGE = (
    ("ad_hoc", "baseline", "lookback", "module", "follow_up", "end", "baseline", "lookback"),
    ("module", "ad_hoc", "ad_hoc", "end"),
    ("lookback",),
)
Row = dict[str, Any]


@pytest.fixture
def made() -> Workshop:
    """Give what makes sessions."""
    return workshop(FixedClock(DEMO_NOW))


class Figures:
    """What the rows of the JSON come to, by plain reading."""

    def __init__(self, content: Row) -> None:
        """Read *content*."""
        corrected = {row["corrects"] for row in content["ratings"]}
        self._live = [row for row in content["ratings"] if row["id"] not in corrected]
        ended = [one for one in content["sittings"] if one["finished_at"]]
        self._sittings = sorted(ended, key=lambda s: (s["on"], ORDER.index(s["kind"]), s["id"]))
        self.timeline = [
            one
            for one in self._sittings
            if one["kind"] != "lookback"
            and any(r["sitting"] == one["id"] and r["rater"] == "self" for r in self._live)
        ]

    def given(self, sitting: Row, competency: str, rater: str = "self") -> Row | None:
        """Give the rating that stands."""
        found = [
            row
            for row in self._live
            if (row["sitting"], row["competency"], row["rater"])
            == (sitting["id"], competency, rater)
        ]
        return found[-1] if found else None

    def numbered(self, competency: str) -> list[tuple[str, int]]:
        """Give kind of sitting and level of each self-rating with a level."""
        rows = [(one["kind"], self.given(one, competency)) for one in self.timeline]
        return [(kind, row["level"]) for kind, row in rows if row and row["level"] is not None]

    def start(self, competency: str) -> int | None:
        """Give the level of the first baseline."""
        first = next((one for one in self.timeline if one["kind"] == "baseline"), None)
        row = self.given(first, competency) if first else None
        return row["level"] if row else None

    def last(self, competency: str, kinds: set[str], rater: str) -> int | None:
        """Give the last level that *rater* gave in sittings of *kinds*."""
        sittings = [one for one in self._sittings if one["kind"] in kinds]
        rows = [row for one in sittings if (row := self.given(one, competency, rater))]
        return rows[-1]["level"] if rows else None

    def sure(self, competency: str) -> dict[str, int]:
        """Give how sure its owner was, by sitting."""
        rows = [(one["id"], self.given(one, competency)) for one in self.timeline]
        return {i: row["confidence"] for i, row in rows if row and row["confidence"] is not None}


def cell(number: int | None) -> str:
    """Write a level as a table does."""
    return "\u2013" if number is None else str(number)


def step(before: int | None, numbered: list[tuple[str, int]]) -> str:
    """Write a change as a table does."""
    if before is None or not numbered or numbered[-1][0] == "baseline":
        return "\u2013"
    change = numbered[-1][1] - before
    return f"+{change}" if change > 0 else f"\u2212{-change}" if change else "0"


def rows_of(table: ChartTable) -> list[list[str]]:
    """Give the rows without the names."""
    return [list(row[1:]) for row in table.rows]


def compare(session: JournalSession, folder: Path) -> None:
    """Compare four tables with what the export says."""
    path = session.transfer.export_json(folder / "all.json", SilentJob())
    figures = Figures(json.loads(path.read_text(encoding="utf-8")))
    report, ids = session.progress.report(), [c.id for c in session.pack.competencies]
    backs = [figures.last(c, {"lookback"}, "self") for c in ids]
    has_back = any(back is not None for back in backs)
    change, series = [], []
    for one, back in zip(ids, backs, strict=True):
        start, numbered = figures.start(one), figures.numbered(one)
        now = numbered[-1][1] if numbered else None
        seen = [cell(back)] if has_back else []
        change.append([cell(start), *seen, cell(now), step(start, numbered)])
        given = [figures.given(sitting, one) for sitting in figures.timeline]
        told = ["" if g is None else str(g["level"] or "no chance yet") for g in given]
        series.append([*told, *seen])
    assert rows_of(dumbbell_chart(report, 800, 0, measure).table) == change
    table = multiples_chart(report, 800, 0, measure, short_sitting_label, sitting_label).table
    assert rows_of(table) == series
    sure = {one: said for one in ids if (said := figures.sure(one))}
    told_at = [s["id"] for s in figures.timeline if any(s["id"] in said for said in sure.values())]
    table = confidence_chart(report, 800, 0, measure, sitting_label).table
    assert rows_of(table) == [[cell(said.get(at)) for at in told_at] for said in sure.values()]
    views = []
    for one in ids:
        others = [figures.last(one, set(ORDER), who) for who in ("coach", "colleague")]
        numbered = figures.numbered(one)
        if any(level is not None for level in others):
            views.append([cell(numbered[-1][1] if numbered else None), *map(cell, others)])
    assert rows_of(gap_chart(report, 800, 0, measure).table) == views


@pytest.fixture
def demo(made: Workshop) -> Iterator[JournalSession]:
    """Give the demo journal."""
    with closing(made.memory()) as session:
        made.fill_with_demo(session)
        yield session


def test_the_demo_says_what_its_export_says(demo: JournalSession, tmp_path: Path) -> None:
    compare(demo, tmp_path)


@pytest.mark.parametrize("kinds", STRANGE)
@pytest.mark.parametrize("seed", range(3))
def test_strange_journals_say_what_their_export_says(
    made: Workshop, kinds: tuple[str, ...], seed: int, tmp_path: Path
) -> None:
    draw = random.Random(seed)  # noqa: S311 - journals that come back the same
    with closing(made.memory()) as session:
        ids, day = [c.id for c in session.pack.competencies], date(2025, 11, 1)
        for kind in map(SittingKind, kinds):
            day += timedelta(days=draw.choice((0, 0, 5, 9)))
            module = draw.randint(1, 6) if kind is SittingKind.MODULE else None
            asked = draw.sample(ids, draw.randint(2, 12))
            sitting = session.ratings.start(kind, module=module, competencies=asked, on=day)
            for one in asked:
                for _time in range(draw.choice((0, 1, 1, 2))):
                    level = draw.choice((None, 1, 2, 3, 4, 5))
                    sure = draw.choice((None, None, 0, 50, 100))
                    session.ratings.rate(sitting.id, one, level, confidence=sure)
            with suppress(InputError):  # nothing was rated in it
                session.ratings.finish(sitting.id)
        for _view in range(5):
            rater = draw.choice((Rater.COACH, Rater.COLLEAGUE))
            session.ratings.add_view(draw.choice(ids), rater, draw.choice((None, 1, 5)), on=day)
        compare(session, tmp_path)
