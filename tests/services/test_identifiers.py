import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.privacy.findings import IdentifierKind, Reason
from ahpjournal.privacy.own_list import OwnEntry, OwnKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.identifier_words import explain, kind_name
from ahpjournal.services.session import JournalSession


def test_the_own_list_is_kept_and_used_at_once(session: JournalSession, news: list[Topic]) -> None:
    check = session.identifiers
    assert check.find("Elm Trust asked.") == ()
    check.add_own(["  Elm   Trust "], OwnKind.ORGANISATION)
    check.add_own(["Ada"])
    check.add_own(["   "])
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


def test_nothing_is_read_of_a_journal_that_is_closed(session: JournalSession) -> None:
    check = session.identifiers
    check.add_own(["Ada"])
    check.close()
    assert check.find("Dr Hale and Ada") == check.find_in_paragraph("Ada") == ()


def test_the_rules_work_when_the_own_list_cannot_be_read(
    session: JournalSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> dict[str, str]:
        raise ConditionError(ConditionCode.DAMAGED)

    monkeypatch.setattr(session.identifiers._kept, "all", damaged)
    monkeypatch.setattr(session.spelling._kept, "all", damaged)
    assert len(session.identifiers.find("Dr Hale")) == 1
    assert len(session.spelling.check("recieve")) == 1  # codespell:ignore


@pytest.mark.parametrize("why", list(Reason))
def test_every_reason_has_a_sentence(why: Reason) -> None:
    assert explain(why).endswith(".")


def test_every_kind_has_a_name() -> None:
    names = [kind_name(kind) for kind in IdentifierKind]
    assert all(names)
    assert len(set(names)) == len(names)
