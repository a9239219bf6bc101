"""The owner's lists of words."""

from pathlib import Path

import pytest

from ahpjournal.privacy.own_list import OwnKind
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.settings.words_presenter import (
    KeptWord,
    NamesList,
    SpellingList,
    TypedWords,
    WordsPresenter,
    WordsState,
    words_in,
)


class FakeDisplay:
    """Keeps states."""

    def __init__(self) -> None:
        self.states: list[WordsState] = []
        self.typed = TypedWords()

    def render_words(self, state: WordsState) -> None:
        """Keep *state*."""
        self.states.append(state)

    def typed_words(self) -> TypedWords:
        """Give what a test typed."""
        return self.typed


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def names(display: FakeDisplay, session: JournalSession) -> WordsPresenter:
    """Give the list of names."""
    return WordsPresenter(display, session, NamesList(session))


def test_names_are_added_by_line_taken_off_and_put_back(
    names: WordsPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    names.add("Northshire Trust\n Eastvale  Hospital , Northshire Trust", "organisation")
    kept = tuple(
        KeptWord(words, OwnKind.ORGANISATION) for words in ("Eastvale Hospital", "Northshire Trust")
    )
    assert (display.states[-1].words, display.states[-1].added) == (kept, 2)
    assert session.identifiers.find("We met at Northshire Trust.")
    names.add("Northshire Trust", "organisation")
    assert display.states[-1].added == 0
    names.remove("Northshire Trust")
    assert display.states[-1].removed == "Northshire Trust"
    assert session.identifiers.find("We met at Northshire Trust.") == ()
    names.undo()
    assert display.states[-1].words == kept


def test_spelling_knows_the_words_of_a_file(
    display: FakeDisplay, session: JournalSession, tmp_path: Path
) -> None:
    words = WordsPresenter(display, session, SpellingList(session))
    path = tmp_path / "words.txt"
    path.write_text("\ufefftelerehab\nphysiopod physiopods\n", "utf-8")
    words.add_file(path)
    assert [w.words for w in display.states[-1].words] == ["physiopod", "physiopods", "telerehab"]
    assert session.spelling.check("telerehab") == ()
    words.add_file(tmp_path / "gone.txt")
    assert display.states[-1].problem is not None


def test_nothing_typed_adds_nothing(names: WordsPresenter, display: FakeDisplay) -> None:
    names.add(" \n, ")
    assert (display.states[-1].words, display.states[-1].added) == ((), None)


def test_what_was_typed_and_not_added_is_added_before_the_journal_closes(
    names: WordsPresenter, display: FakeDisplay
) -> None:
    assert names.flush()
    display.typed = TypedWords("Eastvale Hospital\n", "organisation")
    assert names.flush()
    assert display.states[-1].words == (KeptWord("Eastvale Hospital", OwnKind.ORGANISATION),)


def test_lines_commas_and_semicolons_part() -> None:
    assert words_in("a, b;c\r\nd  e\na") == ("a", "b", "c", "d e")
