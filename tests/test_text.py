"""Tests of words for people."""

from collections.abc import Iterator

import pytest

from ahpjournal.text import _, ngettext, set_pseudo


@pytest.fixture
def pseudo() -> Iterator[None]:
    """Speak the pseudo-language for one test."""
    set_pseudo(on=True)
    yield
    set_pseudo(on=False)


def test_the_source_language_speaks_as_written() -> None:
    assert _("Add step") == "Add step"


@pytest.mark.parametrize(("n", "words"), [(0, "steps"), (1, "step"), (2, "steps")])
def test_a_plural_goes_with_its_number(n: int, words: str) -> None:
    assert ngettext("step", "steps", n) == words


@pytest.mark.usefixtures("pseudo")
def test_the_pseudo_language_lengthens_by_two_fifths_and_puts_brackets() -> None:
    text = "Your journal is saved on this computer"
    spoken = _(text)
    assert spoken.startswith("[" + text)
    assert spoken.endswith("]")
    assert len(spoken) >= 1.4 * len(text)


@pytest.mark.usefixtures("pseudo")
def test_the_pseudo_language_keeps_places_to_fill() -> None:
    assert "5" in ngettext("{n} entry", "{n} entries", 5).format(n=5)


def test_the_pseudo_language_can_be_put_off() -> None:
    set_pseudo(on=True)
    set_pseudo(on=False)
    assert _("Journal") == "Journal"
