"""Whatever is done, every rating that was ever given can be read as it was."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from typing_extensions import override

from ahpjournal.domain.errors import ConditionError, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.programme import Pack
from ahpjournal.domain.ratings import (
    EvidenceKind,
    EvidenceLink,
    Rater,
    Rating,
    SittingKind,
    rating_history,
)
from ahpjournal.exchange.journal_reading import parse, read_document
from ahpjournal.services.session import JournalSession
from ahpjournal.storage.driver import Error
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import CountingIds, content, entry, fixed_clock, small_pack

RECORDS = tuple(entry(number).id for number in (1, 2, 3))
ATTACKS = (
    "UPDATE rating SET level = 1",
    "UPDATE rating SET because = 'x', corrects = NULL",
    "UPDATE OR REPLACE rating SET uid = 'r'",
    "DELETE FROM rating",
    "DELETE FROM sitting",
    "REPLACE INTO rating SELECT * FROM rating",
    "UPDATE rating_evidence SET record = 'x'",
    "DELETE FROM rating_evidence",
    "REPLACE INTO rating_evidence SELECT * FROM rating_evidence",
)


def packs() -> tuple[Pack, ...]:
    """Give a pack, one without its last competency, one with a shorter scale, and a stranger."""
    pack = small_pack()
    scale = replace(pack.scale, levels=pack.scale.levels[:4])
    fewer = replace(pack, version="2", competencies=pack.competencies[:2])
    shorter = replace(pack, version="3", scale=scale)
    return pack, fewer, shorter, replace(pack, id="other", version="1")


competencies = st.sampled_from(("A1", "A2", "B1"))
levels = st.none() | st.integers(1, 5)
links = st.lists(
    st.builds(EvidenceLink, st.sampled_from(EvidenceKind), st.sampled_from(RECORDS)),
    max_size=3,
)


class Ledger(RuleBasedStateMachine):
    """Rates, corrects, looks back, changes packs and tries to undo what was rated."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = fixed_clock()
        self.ids = CountingIds()
        self.journal = JournalFile.in_memory(self.clock, self.ids)
        self.given: dict[str, Rating] = {}
        self.open_with(packs()[0])

    def open_with(self, pack: Pack) -> None:
        """Open the journal under a pack."""
        made = replace(content(), pack=pack)
        self.session = JournalSession(self.journal, self.clock, self.ids, made)

    def keep(self, rating: Rating) -> None:
        """Remember what was given."""
        self.given[rating.id] = rating

    @rule(kind=st.sampled_from([k for k in SittingKind if k is not SittingKind.MODULE]))
    def begin(self, kind: SittingKind) -> None:
        self.clock.advance(timedelta(days=1))
        self.session.ratings.start(kind)

    @precondition(lambda self: self.session.ratings.sittings())
    @rule(
        data=st.data(),
        competency=competencies,
        level=levels,
        because=st.sampled_from(("", "It went well.", "\u0645\u0631\u062d\u0628\u0627")),
        confidence=st.none() | st.sampled_from((0, 70, 100)),
        evidence=st.none() | links,
    )
    def rate_or_correct(
        self,
        data: st.DataObject,
        competency: str,
        level: int | None,
        because: str,
        confidence: int | None,
        evidence: list[EvidenceLink] | None,
    ) -> None:
        sitting = data.draw(st.sampled_from(self.session.ratings.sittings()))
        self.clock.advance(timedelta(minutes=1))
        with suppress(InputError):  # not on this scale, or no part of this pack
            self.keep(
                self.session.ratings.rate(
                    sitting.id,
                    competency,
                    level,
                    because=because,
                    confidence=confidence,
                    evidence=evidence,
                )
            )

    @rule(competency=competencies, level=levels, rater=st.sampled_from(Rater))
    def add_a_view(self, competency: str, level: int | None, rater: Rater) -> None:
        with suppress(InputError):
            today = self.clock.today()
            self.keep(self.session.ratings.add_view(competency, rater, level, on=today))

    @rule(pack=st.sampled_from(packs()))
    def change_the_pack(self, pack: Pack) -> None:
        self.open_with(pack)

    @precondition(lambda self: self.session.ratings.sittings())
    @rule(data=st.data())
    def finish_or_drop(self, data: st.DataObject) -> None:
        sitting = data.draw(st.sampled_from(self.session.ratings.sittings()))
        with suppress(InputError):
            self.session.ratings.discard(sitting.id)
        with suppress(InputError):
            self.session.ratings.finish(sitting.id)

    @rule(attack=st.sampled_from(ATTACKS))
    def attack(self, attack: str) -> None:
        has_evidence = any(r.evidence for r in self.given.values())
        is_hit = bool(self.given) if "evidence" not in attack else has_evidence
        if attack == "DELETE FROM sitting" and not self.given:
            return
        if is_hit:
            with pytest.raises((Error, ConditionError)):
                self.journal._connection.execute(attack)
        elif "sitting" not in attack:
            self.journal._connection.execute(attack)

    @invariant()
    def every_rating_is_as_it_was_given(self) -> None:
        ledger = self.session.ratings.ledger()
        assert {r.id: r for r in ledger} == self.given
        for competency in {r.competency for r in ledger}:
            history = rating_history(self.session.ratings.ledger(competency))
            told = [r.id for one in history for r in (one.rating, *one.corrected)]
            assert sorted(told) == sorted(r.id for r in ledger if r.competency == competency)

    @override
    def teardown(self) -> None:
        parts = self.session.transfer._parts(self.journal, SilentJob())
        document = read_document("".join(parts).encode())
        found = parse(document, self.clock.now())
        assert {r.id: r for r in found.ratings} == self.given
        self.journal.close()


TestLedger: Any = Ledger.TestCase
TestLedger.settings = settings(stateful_step_count=25)


def test_a_rating_rests_on_what_it_was_said_to_rest_on(session: JournalSession) -> None:
    session.entries.save(entry(1))
    link = EvidenceLink(EvidenceKind.ENTRY, entry(1).id)
    sitting = session.ratings.start(SittingKind.BASELINE)
    first = session.ratings.rate(sitting.id, "A1", 3, evidence=[link, link])
    assert first.evidence == (link,)
    higher = session.ratings.rate(sitting.id, "A1", 4)
    assert (higher.evidence, higher.corrects) == ((link,), first.id)
    without = session.ratings.rate(sitting.id, "A1", 4, evidence=[])
    assert (without.evidence, without.corrects) == ((), higher.id)
    assert session.ratings.rate(sitting.id, "A1", 4, evidence=[]) == without
    assert [r.evidence for r in session.ratings.ledger("A1")] == [(link,), (link,), ()]


def test_what_is_linked_to_the_competency_is_offered_first(session: JournalSession) -> None:
    session.entries.save(entry(1, title="A hard week"))
    session.entries.save(entry(2, title="An easy week", competencies=("B1",)))
    offered = session.ratings.evidence_for("B1")
    assert [item.title for item in offered] == ["An easy week", "A hard week"]
    assert [item.is_linked for item in offered] == [True, False]
    assert [i.title for i in session.ratings.evidence_for("B1", "week HARD")] == ["A hard week"]
    assert session.ratings.evidence_for("B1", "100%_") == ()


def test_evidence_that_went_is_said_to_be_gone(session: JournalSession) -> None:
    session.entries.save(entry(1, title="A hard week"))
    here = EvidenceLink(EvidenceKind.ENTRY, entry(1).id)
    never = EvidenceLink(EvidenceKind.ATTACHMENT, "f1")
    sitting = session.ratings.start(SittingKind.BASELINE)
    rating = session.ratings.rate(sitting.id, "A1", 3, evidence=[here, never])
    found = session.ratings.evidence_of([rating])
    assert (found[here].title, found[never].is_here) == ("A hard week", False)
    session.entries.remove(entry(1).id)
    assert not session.ratings.evidence_of([rating])[here].is_here
    assert session.ratings.ledger("A1")[0].evidence == (here, never)


def test_a_reflection_counts_once_as_linked_and_as_what_a_rating_rests_on(
    session: JournalSession,
) -> None:
    session.entries.save(entry(1, competencies=("A1",)))
    session.entries.save(entry(2))
    sitting = session.ratings.start(SittingKind.BASELINE)
    both = [EvidenceLink(EvidenceKind.ENTRY, entry(n).id) for n in (1, 2)]
    session.ratings.rate(sitting.id, "A1", 3, evidence=both)
    found = {e.competency.id: e for e in session.progress.evidence()}
    assert (found["A1"].entries, found["A2"].entries) == (2, 0)
    assert session.progress.report().competencies[0].evidence == 2
    session.ratings.rate(sitting.id, "A1", 3, evidence=[])
    assert session.progress.evidence()[0].entries == 1


def test_a_sitting_can_ask_for_all(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.MODULE, module=2)
    wider = session.ratings.ask_all(sitting.id)
    assert wider.competencies == ("B1", "A1", "A2")
    assert session.ratings.unfinished() == (wider,)
    session.ratings.rate(sitting.id, "B1", 3)
    session.ratings.finish(sitting.id)
    with pytest.raises(InputError):
        session.ratings.ask_all(sitting.id)
