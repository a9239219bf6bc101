import logging

import pytest

from ahpjournal.services import spelling
from ahpjournal.services.feed import ChangeFeed
from ahpjournal.services.session import JournalSession
from ahpjournal.services.spelling import SpellingService, load_dictionary, our_words


def unknown(session: JournalSession, text: str) -> list[str]:
    found = session.spelling.check(text)
    assert all(text[one.start : one.end].replace("\u2019", "'") == one.word for one in found)
    return [one.word for one in found]


def test_unknown_words_are_given_with_their_places(session: JournalSession) -> None:
    text = "We **recieve** the team\u2019s goverance-led plan, at https://exampel.org."
    assert unknown(session, text) == ["recieve", "goverance"]


def test_ignored_words_are_known_until_the_journal_is_closed(session: JournalSession) -> None:
    session.spelling.ignore_once("Zorble")
    assert unknown(session, "Zorble zorble") == ["zorble"]
    assert session.spelling.personal_words() == ()


def test_personal_words_are_kept_and_can_be_taken_back(session: JournalSession) -> None:
    assert unknown(session, "Zorble\u2019s") == ["Zorble's"]
    session.spelling.always("Zorble")
    assert unknown(session, "Zorble\u2019s zorbl") == ["zorbl"]
    assert session.spelling.suggestions("Zorbel")[0] == "Zorble"
    again = SpellingService(session._journal, ChangeFeed())
    assert again.personal_words() == ("Zorble",)
    assert again.check("Zorble") == ()
    session.spelling.forget("Zorble")
    assert unknown(session, "Zorble") == ["Zorble"]


def test_without_a_dictionary_every_word_is_known(session: JournalSession) -> None:
    service = SpellingService(session._journal, ChangeFeed(), lambda: None)
    assert not service.is_available
    assert service.check("recieve") == ()
    assert service.suggestions("recieve") == ()


@pytest.mark.parametrize("fault", [FileNotFoundError("gone"), ValueError("not a packed list")])
def test_a_missing_or_damaged_dictionary_is_logged_and_no_more(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    def broken() -> None:
        raise fault

    monkeypatch.setattr(spelling, "british_words", broken)
    with caplog.at_level(logging.WARNING):
        assert load_dictionary() is None
    assert type(fault).__name__ in caplog.text


def test_the_dictionary_is_loaded_when_first_asked(session: JournalSession) -> None:
    loads: list[int] = []

    def load() -> None:
        loads.append(1)

    service = SpellingService(session._journal, ChangeFeed(), load)
    service.always("Zorble")
    assert loads == []
    service.check("a")
    service.check("b")
    assert loads == [1]


def test_after_closing_every_word_is_known(session: JournalSession) -> None:
    session.spelling.ignore_once("Zorble")
    session.spelling.close()
    assert not session.spelling.is_available
    assert session.spelling.check("recieve") == ()


def test_closing_a_journal_loads_nothing_that_was_not_asked_for(session: JournalSession) -> None:
    session.close()
    assert not {"spelling", "identifiers"} & set(session.__dict__)


def test_a_closed_journal_has_no_words_and_no_names(session: JournalSession) -> None:
    spelling, identifiers = session.spelling, session.identifiers
    session.close()
    assert spelling.check("recieve") == ()
    assert identifiers.find("Dr Hale") == ()


def test_our_own_words_are_many_sorted_and_each_there_once() -> None:
    ours = our_words()
    assert len(ours) >= 600
    assert list(ours) == sorted(set(ours), key=lambda word: (word.casefold(), word))
    assert {"wellbeing", "podiatrist", "dysphagia", "PSIRF", "coproduction"} <= set(ours)
