"""How the size of a picture may be written."""

import click
import pytest

from ahpjournal.cli.commands import _scale


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1", 1.0), ("1.5", 1.5), ("150", 1.5), ("150%", 1.5), (" 200 ", 2.0), ("50", 0.5), ("4", 4)],
)
def test_a_scale_may_be_a_factor_or_per_cent(typed: str, meant: float) -> None:
    assert _scale(typed) == meant


@pytest.mark.parametrize("typed", ["", "large", "0.4", "5", "40", "500", "4%", "nan", "1,5"])
def test_another_scale_is_refused_in_words(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="Write it as"):
        _scale(typed)
