"""Moments in words."""

from datetime import UTC, datetime

import pytest

from ahpjournal.services.moments import moment_in_words


def test_a_moment_is_written_as_day_and_time_of_this_computer() -> None:
    here = datetime(2026, 6, 24, 23, 30, 12, tzinfo=UTC).astimezone()
    assert moment_in_words("2026-06-24T23:30:12.135Z") == here.strftime("%d/%m/%Y %H:%M")


def test_what_is_no_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        moment_in_words("yesterday")
