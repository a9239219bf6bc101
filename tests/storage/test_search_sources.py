"""What filters ask of each kind of record (what they find: test_search)."""

from datetime import date

from ahpjournal.domain.search import Filter, FilterKey, SearchKind, Wanted
from ahpjournal.storage.search_sources import SOURCES

TAG = Filter(FilterKey.TAG, ("falls",))
ACTIONS = Filter(FilterKey.IN, ("action",))
REASONS = Filter(FilterKey.IN, ("reason",))


def kinds_for(*filters: Filter) -> list[SearchKind]:
    return [source.kind for source in SOURCES if source.can_meet(Wanted((), filters))]


def test_there_is_a_source_for_every_kind_in_order() -> None:
    assert [source.kind for source in SOURCES] == list(SearchKind)


def test_a_kind_that_cannot_pass_is_not_asked() -> None:
    assert kinds_for(TAG) == [SearchKind.ENTRY]
    assert kinds_for(TAG, ACTIONS) == []


def test_alternatives_are_joined_and_everything_else_must_hold() -> None:
    entries = SOURCES[0]
    one, two = Filter(FilterKey.MODULE, ("1",)), Filter(FilterKey.MODULE, ("2",))
    sql, values = entries.conditions(Wanted((), (one, TAG, two)))
    assert "(r.module IN (?) OR r.module IN (?))" in sql
    assert values == (1, 2, "falls")
    assert "r.deleted_at IS NULL" in sql


def test_days_are_bound_as_text() -> None:
    span = Filter(FilterKey.ON, (), date(2026, 1, 1), date(2026, 1, 31))
    assert SOURCES[0].conditions(Wanted((), (span,)))[1] == ("2026-01-01", "2026-01-31")
