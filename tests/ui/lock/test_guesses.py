"""Guesses are slowed and never refused for good."""

from ahpjournal.ui.lock.guesses import LONGEST, pause_after


def test_the_pause_grows_and_ends_at_half_a_minute() -> None:
    assert [pause_after(n) for n in range(10)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30]
    assert {pause_after(n) for n in range(9, 2_000)} == {LONGEST}
