from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.progress import ProgressFilter, progress_report
from ahpjournal.domain.ratings import Rater, Rating, Sitting, SittingKind
from tests.builders import MOMENT, competency

START = date(2026, 1, 12)
COMPETENCIES = (competency("A1"), competency("A2"))


def sitting(name: str, kind: SittingKind, days: int, *, is_finished: bool = True) -> Sitting:
    return Sitting(
        name,
        kind,
        START + timedelta(days=days),
        None,
        ("A1", "A2"),
        MOMENT if is_finished else None,
    )


def rating(sitting_id: str, competency_id: str, level: int | None, **changes: object) -> Rating:
    name = f"{sitting_id}-{competency_id}-{level}-{changes.get('rater', '')}"
    return Rating(name, sitting_id, competency_id, level, MOMENT, **changes)  # type: ignore[arg-type]  # cases


BASELINE = sitting("base", SittingKind.BASELINE, 0)
MODULE = sitting("module", SittingKind.MODULE, 30)
END = sitting("end", SittingKind.END, 160)
LOOKBACK = sitting("back", SittingKind.LOOKBACK, 160)


def test_baseline_now_and_change() -> None:
    ratings = {
        "base": [rating("base", "A1", 2), rating("base", "A2", 3)],
        "end": [rating("end", "A1", 4, because="I chair it now.")],
    }
    report = progress_report(COMPETENCIES, 5, [END, BASELINE], ratings, {"A1": 7})
    first, second = report.competencies
    assert (first.baseline, first.now, first.change, first.because) == (2, 4, 2, "I chair it now.")
    assert (first.now_at, first.evidence) == (END, 7)
    assert (second.baseline, second.now, second.change, second.now_at) == (
        3,
        3,
        None,
        BASELINE,
    )
    assert second.evidence == 0
    assert report.sittings == (BASELINE, END)
    assert (report.baseline_on, report.now_on) == (BASELINE.on, END.on)
    assert report.has_baseline
    assert report.has_change


def test_nothing_rated_gives_an_empty_report() -> None:
    report = progress_report(COMPETENCIES, 5, [], {}, {})
    assert [c.now for c in report.competencies] == [None, None]
    assert (report.sittings, report.baseline_on, report.now_on) == ((), None, None)
    assert not report.has_baseline
    assert not report.has_change


def test_a_baseline_alone_is_no_change() -> None:
    report = progress_report(COMPETENCIES, 5, [BASELINE], {"base": [rating("base", "A1", 2)]}, {})
    assert report.has_baseline
    assert not report.has_change


def test_an_unfinished_sitting_does_not_count() -> None:
    open_end = sitting("end", SittingKind.END, 160, is_finished=False)
    ratings = {"base": [rating("base", "A1", 2)], "end": [rating("end", "A1", 5)]}
    report = progress_report(COMPETENCIES, 5, [BASELINE, open_end], ratings, {})
    assert report.competencies[0].now == 2


def test_looking_back_stands_apart_from_the_line() -> None:
    ratings = {
        "base": [rating("base", "A1", 3)],
        "end": [rating("end", "A1", 4)],
        "back": [rating("back", "A1", 1)],
    }
    report = progress_report(COMPETENCIES, 5, [LOOKBACK, END, BASELINE], ratings, {})
    row = report.competencies[0]
    assert (row.baseline, row.lookback, row.now) == (3, 1, 4)
    assert [point.sitting for point in row.series] == [BASELINE, END]
    assert LOOKBACK not in report.sittings


def test_no_chance_yet_is_a_point_but_no_level() -> None:
    ratings = {
        "base": [rating("base", "A1", 2)],
        "module": [rating("module", "A1", None)],
    }
    report = progress_report(COMPETENCIES, 5, [BASELINE, MODULE], ratings, {})
    row = report.competencies[0]
    assert [point.level for point in row.series] == [2, None]
    assert (row.now, row.now_at) == (2, BASELINE)


def test_a_coach_is_shown_beside_not_instead() -> None:
    ratings = {"base": [rating("base", "A1", 2), rating("base", "A1", 5, rater=Rater.COACH)]}
    row = progress_report(COMPETENCIES, 5, [BASELINE], ratings, {}).competencies[0]
    assert (row.now, row.coach) == (2, 5)


def test_a_correction_is_what_counts() -> None:
    first = rating("base", "A1", 2)
    second = rating("base", "A1", 3, corrects=first.id)
    row = progress_report(COMPETENCIES, 5, [BASELINE], {"base": [first, second]}, {}).competencies[
        0
    ]
    assert row.baseline == 3


@given(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=1, max_size=8))
def test_now_is_the_last_level_and_change_the_difference(levels: list[int | None]) -> None:
    kinds = [SittingKind.BASELINE] + [SittingKind.MODULE] * (len(levels) - 1)
    sittings = [sitting(f"s{i}", kind, i) for i, kind in enumerate(kinds)]
    ratings = {s.id: [rating(s.id, "A1", level)] for s, level in zip(sittings, levels, strict=True)}
    row = progress_report(COMPETENCIES, 5, sittings[::-1], ratings, {}).competencies[0]
    numbered = [level for level in levels if level is not None]
    assert row.now == (numbered[-1] if numbered else None)
    if levels[0] is not None and len(numbered) > 1:
        assert row.change == numbered[-1] - levels[0]
    else:
        assert row.change is None


def test_a_filter_narrows_competencies_and_sittings_and_keeps_the_baseline() -> None:
    day = date(2026, 1, 12)
    baseline = Sitting("b", SittingKind.BASELINE, day)
    second = Sitting("m2", SittingKind.MODULE, date(2026, 3, 1), 2)
    end = Sitting("e", SittingKind.END, date(2026, 6, 24))
    wanted = ProgressFilter(first_module=3, since=date(2026, 2, 1), until=date(2026, 5, 31))
    assert [wanted.takes(s) for s in (baseline, second, end)] == [True, False, False]
    assert ProgressFilter(first_module=1, last_module=2).takes(second)
    assert not ProgressFilter(last_module=1).takes(second)
    assert ProgressFilter(last_module=1).takes(end)
    assert ProgressFilter().is_empty
    themes = {"T1": ("A1",)}
    one, other = (Competency(i, i[0], i, i, "", ()) for i in ("A1", "B1"))
    assert [ProgressFilter(area="B").asks(c, themes) for c in (one, other)] == [False, True]
    assert [ProgressFilter(theme="T1").asks(c, themes) for c in (one, other)] == [True, False]
