"""Reasons being typed: each is kept by itself, and gone once it is in the ledger."""

from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rater, SittingKind
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.services.session import JournalSession


def test_each_view_keeps_its_own_reason(session: JournalSession) -> None:
    drafts = session.ratings.drafts
    drafts.keep_view("A1", "One")
    drafts.keep_view("B1", "Another")
    assert (drafts.view("A1"), drafts.view("B1"), drafts.view("C1")) == ("One", "Another", "")
    drafts.keep_view("A1", "  ")
    assert drafts.view("A1") == ""
    session.ratings.add_view("B1", Rater.COACH, 2, on=session.clock.today())
    assert drafts.view("B1") == ""


def test_a_correction_is_kept_until_it_is_in_the_ledger(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    first = session.ratings.rate(sitting.id, "A1", 3)
    other = session.ratings.rate(sitting.id, "B1", 3)
    session.ratings.finish(sitting.id)
    drafts = session.ratings.drafts
    assert drafts.correction(first.id) is None
    drafts.keep_correction(first.id, CorrectionDraft(None, "Not asked “yet”\nof me"))
    link = EvidenceLink(EvidenceKind.ACTION, "a1")
    drafts.keep_correction(other.id, CorrectionDraft(2, "", (link,)))
    assert drafts.correction(first.id) == CorrectionDraft(None, "Not asked “yet”\nof me")
    session.ratings.rate(sitting.id, "A1", None, because="Not asked yet")
    assert drafts.correction(first.id) is None
    assert drafts.correction(other.id) == CorrectionDraft(2, "", (link,))
    drafts.drop_correction(other.id)
    assert drafts.correction(other.id) is None
