"""Progress reports to draw."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from ahpjournal.domain.programme import Competency
from ahpjournal.domain.progress import ProgressReport, progress_report
from ahpjournal.domain.ratings import Rating, Sitting, SittingKind


def measure(words: str, size: float, is_bold: bool) -> float:
    """Give a width as a plain font would."""
    return len(words) * size * (0.6 if is_bold else 0.55)


def competencies(count: int) -> tuple[Competency, ...]:
    """Give *count* competencies with names of different lengths."""
    return tuple(
        Competency(
            f"C{i}", "A", f"Competency number {i} " + "long " * (i % 5), f"Short name {i}", "", ()
        )
        for i in range(count)
    )


def report(
    levels: Sequence[Mapping[int, int | None]],
    *,
    count: int = 6,
    top: int = 5,
    lookback: Mapping[int, int] | None = None,
) -> ProgressReport:
    """Give a report over one sitting for each of *levels*; the first is the baseline."""
    start = date(2026, 1, 12)
    asked = competencies(count)
    sittings, ratings = [], {}
    kinds = [SittingKind.BASELINE, *[SittingKind.MODULE] * 20]
    rounds = [(kinds[i], given) for i, given in enumerate(levels)]
    if lookback is not None:
        rounds.append((SittingKind.LOOKBACK, lookback))
    for i, (kind, given) in enumerate(rounds):
        moment = datetime(2026, 1, 12, 12, tzinfo=UTC) + timedelta(days=30 * i)
        sitting = Sitting(f"s{i}", kind, start + timedelta(days=30 * i), i or None, (), moment)
        sittings.append(sitting)
        ratings[sitting.id] = [
            Rating(f"r{i}-{c}", sitting.id, f"C{c}", level, moment) for c, level in given.items()
        ]
    return progress_report(asked, top, sittings, ratings, {})
