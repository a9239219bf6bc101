import pytest

from ahpjournal.privacy.findings import IdentifierKind, Reason
from ahpjournal.privacy.own_list import OwnEntry, OwnKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.identifier_words import explain, kind_name
from ahpjournal.services.session import JournalSession


def test_the_own_list_is_kept_and_used_at_once(session: JournalSession, news: list[Topic]) -> None:
    check = session.identifiers
    assert check.find("Elm Trust asked.") == ()
    check.add_own("  Elm   Trust ", OwnKind.ORGANISATION)
    check.add_own("Ada")
    check.add_own("   ")
    assert news == [Topic.WORDS, Topic.WORDS]
    assert check.own_entries() == (
        OwnEntry("Ada"),
        OwnEntry("Elm Trust", OwnKind.ORGANISATION),
    )
    assert [f.why for f in check.find("Ada of Elm Trust")] == [
        Reason.OWN_NAME,
        Reason.OWN_ORGANISATION,
    ]
    check.remove_own("Ada")
    check.remove_own("Nobody")
    assert [entry.words for entry in check.own_entries()] == ["Elm Trust"]
    assert check.find_in_paragraph("Ada") == ()


@pytest.mark.parametrize("why", list(Reason))
def test_every_reason_has_a_sentence(why: Reason) -> None:
    assert explain(why).endswith(".")


def test_every_kind_has_a_name() -> None:
    names = [kind_name(kind) for kind in IdentifierKind]
    assert all(names)
    assert len(set(names)) == len(names)
