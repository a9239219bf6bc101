"""Erasing asks first when it is much."""

import pytest

from ahpjournal.domain.bin import asks_first


@pytest.mark.parametrize(("count", "asks"), [(1, False), (5, False), (6, True), (900, True)])
def test_more_than_five_removals_at_once_ask_first(count: int, asks: bool) -> None:
    assert asks_first(count) is asks
