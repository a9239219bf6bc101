"""A quick thought from any page, without Qt."""

from typing import Any

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.services.messages import UserMessage
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.quick_thought_presenter import QuickThoughtPresenter
from ahpjournal.ui.routes import PageId, Route
from tests.doubles import HandTimers
from tests.ui.pages.conftest import FakeNavigator


class FakePanel:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.text = ""
        self.is_saved = False
        self.problem: UserMessage | None = None
        self.times_put_away = 0

    def typed(self) -> str:
        """Give what the test typed."""
        return self.text

    def clear(self) -> None:
        """Empty it."""
        self.text = ""

    def show_saved(self, *, is_saved: bool, problem: UserMessage | None) -> None:
        """Take note."""
        self.is_saved, self.problem = is_saved, problem

    def put_away(self) -> None:
        """Count."""
        self.times_put_away += 1


class Kit:
    """A panel, its presenter and what they are given."""

    def __init__(self, session: JournalSession) -> None:
        self.session = session
        self.panel = FakePanel()
        self.navigator = FakeNavigator()
        self.timers = HandTimers()
        self.presenter = QuickThoughtPresenter(self.panel, session, self.navigator, self.timers)

    def type(self, text: str) -> None:
        """Type *text* in place of what is there."""
        self.panel.text = text
        self.presenter.edited()


@pytest.fixture
def kit(memory_session: JournalSession) -> Kit:
    """Give a panel over an empty journal."""
    return Kit(memory_session)


def test_a_thought_is_on_disk_after_a_pause(kit: Kit) -> None:
    kit.type("Ask the ward")
    said = [kit.panel.is_saved]
    kit.timers.pass_time()
    said.append(kit.panel.is_saved)
    assert said == [False, True]
    assert [e.title for e in kit.session.entries.finish_later()] == ["Ask the ward"]


def test_keeping_it_makes_room_for_the_next(kit: Kit) -> None:
    kit.type("one")
    kit.presenter.keep()
    kit.type("two")
    kit.presenter.keep()
    assert kit.panel.times_put_away == 2
    assert {e.title for e in kit.session.entries.finish_later()} == {"one", "two"}


def test_nothing_typed_stores_nothing(kit: Kit) -> None:
    kit.presenter.keep()
    kit.presenter.write_on()
    assert kit.panel.times_put_away == 2
    assert kit.session.entries.count() == 0
    assert kit.navigator.routes == []


def test_one_may_write_on_in_the_journal(kit: Kit) -> None:
    kit.type("one")
    kit.presenter.write_on()
    (entry,) = kit.session.entries.finish_later()
    assert kit.navigator.routes == [Route(PageId.JOURNAL, record=entry.id)]


def test_what_cannot_be_saved_stays_and_says_so(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, "journal")

    monkeypatch.setattr(kit.session.entries, "quick_capture", refuse)
    kit.type("one")
    kit.presenter.keep()
    assert (kit.panel.text, kit.panel.times_put_away) == ("one", 0)
    assert kit.panel.problem is not None
    assert not kit.presenter.flush()
    assert [one.text for one in kit.presenter.unsaved()] == ["one"]
    monkeypatch.undo()
    assert kit.presenter.flush()
    assert kit.presenter.unsaved() == ()


def test_a_journal_that_closes_is_let_go(kit: Kit) -> None:
    kit.type("one")
    kit.presenter.close()
    kit.timers.pass_time()
    assert kit.session.entries.count() == 0
