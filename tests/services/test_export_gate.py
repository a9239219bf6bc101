"""The export gate: what is found in what leaves, and what is decided about it."""

import pytest

from ahpjournal.domain.decisions import DecisionChoice
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.exported_texts import PlaceKind, TextPlace
from ahpjournal.privacy.findings import Finding, IdentifierKind
from ahpjournal.services.export_gate import GateReview, suggested_phrase
from ahpjournal.services.session import JournalSession

ENTRY = TextPlace(PlaceKind.ENTRY, "e1", "description", "Ward round")
TEXT = "We met on Monday.\nThen Mrs Hale rang from 0161 496 0000, and Mrs Hale was calm.\nEnd."


def review(session: JournalSession) -> GateReview:
    return session.gate.keeper().review([(ENTRY, TEXT), (ENTRY, "mrs hale again")])


def finding(session: JournalSession, kind: IdentifierKind = IdentifierKind.PERSON) -> Finding:
    return next(f.finding for f in review(session).findings if f.finding.kind is kind)


def test_the_same_words_are_shown_once_with_their_context(session: JournalSession) -> None:
    found = review(session)
    assert [(f.finding.what, f.count) for f in found.findings][:1] == [("Mrs Hale", 3)]
    assert found.open_count == len(found.findings) == 2
    first = found.findings[0]
    assert (first.before, first.place) == ("Then ", ENTRY)
    assert first.after.startswith(" rang from")
    assert "End" not in first.after


def test_words_are_kept_for_a_reason_and_that_is_remembered(session: JournalSession) -> None:
    with pytest.raises(InputError) as caught:
        session.gate.keep(finding(session), "  ")
    assert caught.value.code is InputCode.REASON_REQUIRED
    session.gate.keep(finding(session), " She agreed. ")
    found = review(session)
    assert found.open_count == 1
    decision = found.findings[0].decision
    assert decision is not None
    assert (decision.choice, decision.reason) == (DecisionChoice.KEEP, "She agreed.")
    assert session.gate.keeper().rewritten(TEXT) == TEXT
    session.gate.forget(finding(session))
    assert review(session).open_count == 2


def test_words_are_replaced_in_what_leaves_alone(session: JournalSession) -> None:
    session.gate.replace(finding(session), "a  relative")
    assert session.gate.keeper().rewritten(TEXT).count("a relative") == 2
    assert "Hale" not in session.gate.keeper().rewritten(TEXT)
    assert "0161 496 0000" in session.gate.keeper().rewritten(TEXT)


@pytest.mark.parametrize(
    ("phrase", "code"), [(" ", InputCode.REQUIRED), ("Dr Hale", InputCode.STILL_POINTS_TO_SOMEONE)]
)
def test_a_replacement_has_to_point_to_nobody(
    session: JournalSession, phrase: str, code: InputCode
) -> None:
    with pytest.raises(InputError) as caught:
        session.gate.replace(finding(session), phrase)
    assert caught.value.code is code


def test_all_that_is_open_can_be_replaced_at_once(session: JournalSession) -> None:
    session.gate.keep(finding(session), "She agreed.")
    leaves = session.gate.keeper().rewritten(TEXT, replace_all=True)
    assert "0161" not in leaves
    assert "Mrs Hale" in leaves


@pytest.mark.parametrize("kind", list(IdentifierKind))
def test_what_is_suggested_points_to_nobody(session: JournalSession, kind: IdentifierKind) -> None:
    phrase = suggested_phrase(kind)
    assert phrase
    assert session.identifiers.find(phrase) == ()


def test_in_a_journal_that_cannot_be_written_decisions_hold_until_it_is_closed(
    session: JournalSession,
) -> None:
    session._journal.is_read_only = True
    session.gate.replace(finding(session), "a relative")
    assert "a relative" in session.gate.keeper().rewritten(TEXT)
    session.gate.forget(finding(session))
    assert session.gate.keeper().rewritten(TEXT) == TEXT


def test_the_words_of_a_link_stay_where_its_address_is_replaced(session: JournalSession) -> None:
    gate = session.gate.keeper()
    text = "See [our page](https://example.org) or [write](mailto:jo@example.org). Then rest."
    assert gate.rewritten(text, replace_all=True) == (
        "See our page (an address left out here) or write (an address left out here). Then rest."
    )
    bare = "See https://example.org, or [sic](unknown)."
    assert gate.rewritten(bare, replace_all=True) == (
        "See an address left out here, or [sic](unknown)."
    )
