"""Words for how far a sitting is. No Qt here."""

from ahpjournal.domain.ratings import Tally
from ahpjournal.text import _


def given_words(tally: Tally) -> str:
    """Say how many competencies have a level, and how many had no chance yet."""
    if not tally.no_chance:
        return _("{rated} rated").format(rated=tally.rated)
    return _("{rated} rated, {count} no chance yet").format(
        rated=tally.rated, count=tally.no_chance
    )


def tally_words(tally: Tally, asked: int) -> str:
    """Say how many of *asked* competencies have a level, and how many had no chance yet."""
    if not tally.no_chance:
        return _("{rated} of {asked} rated").format(rated=tally.rated, asked=asked)
    if tally.answered >= asked:
        return given_words(tally)
    return _("{rated} of {asked} rated, {count} no chance yet").format(
        rated=tally.rated, asked=asked, count=tally.no_chance
    )
