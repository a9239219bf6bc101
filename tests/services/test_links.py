import pytest

from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.links import LinkKind
from ahpjournal.domain.plans import ActionState
from ahpjournal.services.session import JournalSession
from tests.builders import action, entry


def test_what_matches_is_suggested_but_not_what_is_linked(session: JournalSession) -> None:
    session.entries.save(entry(1, "The escalation route.", title="Falls"))
    session.entries.save(entry(2, "Another matter.", title="Escalation again"))
    here = session.entries.save(entry(3, linked=(entry(2).id,)))
    session.plans.save(action(1, title="Agree an escalation route"))
    session.plans.save(action(2, title="Other"))
    found = session.links.suggest(here, "escal")
    assert [(one.kind, one.title) for one in found] == [
        (LinkKind.ENTRY, "Falls"),
        (LinkKind.ACTION, "Agree an escalation route"),
    ]
    assert {one.id for one in session.links.suggest(here, " ")} >= {entry(1).id, action(2).id}
    assert session.links.suggest(here, "zzz") == ()


def test_open_actions_are_suggested_first(session: JournalSession) -> None:
    here = session.entries.save(entry(1))
    session.plans.save(action(1, title="Open"))
    session.plans.save(action(2, title="Done", state=ActionState.DONE))
    found = session.links.suggest(here, "")
    assert [one.title for one in found if one.kind is LinkKind.ACTION] == ["Open", "Done"]


def test_an_action_is_linked_and_let_go(session: JournalSession) -> None:
    session.entries.save(entry(1))
    session.plans.save(action(1))
    session.links.link_action(entry(1).id, action(1).id)
    session.links.link_action(entry(1).id, action(1).id)
    assert [m.id for m in session.links.of_entry(entry(1).id).mentions] == [action(1).id]
    session.links.unlink_action(entry(1).id, action(1).id)
    assert session.links.of_entry(entry(1).id).mentions == ()
    with pytest.raises(ConditionError):
        session.links.link_action(entry(1).id, "gone")
