import uuid
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.ids import TimeOrderedIds, uuid7
from tests.builders import fixed_clock


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_an_id_is_a_uuid_of_version_7_that_holds_its_time(at: int, noise: bytes) -> None:
    made = uuid.UUID(uuid7(at, noise))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == at


def test_ids_sort_by_the_time_they_were_made() -> None:
    clock = fixed_clock()
    ids = TimeOrderedIds(clock)
    made = []
    for _ in range(20):
        made.append(ids.new())
        clock.advance(timedelta(milliseconds=1))
    assert made == sorted(made)


def test_ids_of_the_same_moment_differ() -> None:
    ids = TimeOrderedIds(fixed_clock())
    assert len({ids.new() for _ in range(1_000)}) == 1_000
