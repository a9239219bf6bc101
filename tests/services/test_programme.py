from dataclasses import replace
from datetime import date

import pytest

from ahpjournal.domain.errors import InputError
from ahpjournal.domain.programme import Module, ModuleState
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession


def test_modules_have_the_packs_titles_until_they_have_their_own(session: JournalSession) -> None:
    assert [m.title for m in session.programme.modules()] == ["Foundations", "Influence"]
    session.programme.save_module(
        Module(2, "Speaking up", date(2026, 3, 1), state=ModuleState.CURRENT)
    )
    assert session.programme.title_of(2) == "Speaking up"
    current = session.programme.current()
    assert current is not None
    assert (current.number, current.starts_on) == (2, date(2026, 3, 1))
    session.programme.save_module(Module(2, " "))
    session.programme.save_module(Module(2, "Influence"))
    assert session.programme.title_of(2) == "Influence"
    assert session.programme.title_of(9) == ""


def test_a_title_equal_to_the_packs_follows_the_pack(session: JournalSession) -> None:
    session.programme.save_module(Module(1, "Foundations", date(2026, 1, 12)))
    kept = session._journal.modules.list_all()
    assert [(m.number, m.title) for m in kept] == [(1, "")]


def test_a_module_is_added_after_the_last_and_removed_with_all_in_it(
    session: JournalSession,
) -> None:
    added = session.programme.add_module()
    assert (added.number, added.title, session.programme.competencies_of(3)) == (3, "", ())
    session.programme.save_module(replace(added, title="Ours", notes="Kept."))
    session.programme.remove_module(3)
    assert [m.number for m in session.programme.modules()] == [1, 2]
    assert [m.notes for m in session.programme.removed()] == ["Kept."]
    assert session.programme.title_of(3) == "Ours"
    assert session.programme.add_module().notes == "Kept."
    session.programme.remove_module(1)
    session.programme.bring_back_module(1)
    assert [m.title for m in session.programme.modules()] == ["Foundations", "Influence", "Ours"]


def test_the_only_module_stays_and_what_is_not_there_is_refused(session: JournalSession) -> None:
    session.programme.remove_module(1)
    for refused in (2, 1):
        with pytest.raises(InputError):
            session.programme.remove_module(refused)
    with pytest.raises(InputError):
        session.programme.bring_back_module(2)


def test_there_are_no_more_modules_than_a_file_can_hold(session: JournalSession) -> None:
    session.programme.save_module(Module(99, "Last"))
    with pytest.raises(InputError):
        session.programme.add_module()


def test_aims_and_competencies_are_the_packs_until_they_are_ones_own(
    session: JournalSession,
) -> None:
    module = session.programme.modules()[0]
    session.programme.save_module(replace(module, competencies=("A2", "A1"), aims=()))
    assert [m.competencies for m in session._journal.modules.list_all()] == [None]
    session.programme.save_module(replace(module, competencies=("B1", "A2"), aims=("Mine",)))
    assert session.programme.competencies_of(1) == ("A2", "B1")
    assert session.programme.aims_of(session.programme.modules()[0]) == ("Mine",)
    assert session.ratings.start(SittingKind.MODULE, module=1).competencies == ("A2", "B1")
    session.programme.save_module(replace(module, competencies=()))
    assert session.programme.competencies_of(1) == ()
    asked = session.ratings.start(SittingKind.MODULE, module=1).competencies
    assert asked == ("A1", "A2", "B1")


def test_an_unchanged_module_is_no_news(session: JournalSession, news: list[Topic]) -> None:
    for _ in range(2):
        session.programme.save_module(Module(1, "Ours"))
    assert news == [Topic.PROGRAMME]


def test_the_packs_outline_of_a_module(session: JournalSession) -> None:
    outline = session.programme.outline(1)
    assert outline is not None
    assert outline.competencies == ("A1", "A2")
    assert session.programme.outline(9) is None
