"""Rating: one competency at a time, earlier ratings out of sight, reasons never lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.evidence import EvidenceItem
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rater, Rating, SittingKind, Tally
from ahpjournal.services.progress import sitting_label
from ahpjournal.services.rating_drafts import CorrectionDraft
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.competencies.history_presenter import (
    HistoryState,
    TypedView,
)
from ahpjournal.ui.pages.competencies.presenter import CompetenciesPresenter
from ahpjournal.ui.pages.competencies.state import FinishedState, OverviewState, SittingState
from ahpjournal.ui.pages.competencies.words import change_sentences, question
from ahpjournal.ui.routes import PageId, Route, RouteAction


class FakeDisplay:
    """Keeps the last state of each screen."""

    def __init__(self) -> None:
        self.overview: OverviewState | None = None
        self.sitting: SittingState | None = None
        self.finished: FinishedState | None = None
        self.because = ""
        self.history: HistoryState | None = None
        self.view: TypedView | None = None
        self.correction: CorrectionDraft | None = None
        self.reason = ""

    def render_overview(self, state: OverviewState) -> None:
        """Keep *state*."""
        self.overview = state

    def render_sitting(self, state: SittingState) -> None:
        """Keep *state* and fill the field as the view does."""
        self.sitting = state
        self.because = state.because

    def render_finished(self, state: FinishedState) -> None:
        """Keep *state*."""
        self.finished = state

    def render_history(self, state: HistoryState) -> None:
        """Keep *state* and fill the form as the view does."""
        self.history = state
        if state.fill:
            self.reason = state.reason

    def typed_view(self) -> TypedView:
        """Give what a test has typed."""
        if self.view is None:
            raise InputError(InputCode.REQUIRED, "level")
        return self.view

    def typed_correction(self) -> CorrectionDraft:
        """Give what a test has typed."""
        if self.correction is None:
            raise InputError(InputCode.REQUIRED, "new-level")
        return self.correction

    def typed_view_reason(self) -> str:
        """Give what a test has typed."""
        return self.reason

    def shown_history(self) -> HistoryState:
        """Give the history as shown."""
        assert self.history is not None
        return self.history

    def typed_because(self) -> str:
        """Give what a test has typed."""
        return self.because

    def now(self) -> SittingState:
        """Give the sitting as shown."""
        assert self.sitting is not None
        return self.sitting


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def presenter(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> CompetenciesPresenter:
    """Give the page of an empty journal, shown."""
    made = CompetenciesPresenter(display, session, navigator, sitting_label, timers)
    made.shown(Route(PageId.COMPETENCIES))
    return made


def test_an_empty_journal_is_offered_its_baseline(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    assert display.overview is not None
    assert display.overview.suggested is not None
    assert display.overview.suggested.kind is SittingKind.BASELINE
    assert sum(len(a.rows) for a in display.overview.areas) == 12


def test_a_sitting_never_shows_what_was_rated_before(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    display.because = "I know the main forums."
    presenter.finish()
    presenter.start(SittingKind.AD_HOC, None)
    assert display.now().rating is None
    assert display.now().because == ""


def test_rating_moving_on_and_finishing_keeps_everything(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    presenter.start(SittingKind.MODULE, 1)
    sitting = display.now().sitting
    presenter.rate(3)
    display.because = "I traced the route last month."
    presenter.move(1)
    presenter.rate(None)
    presenter.set_confidence(40)
    presenter.finish()
    ratings = session.ratings.ratings_of(sitting.id)
    first, second = (ratings[c] for c in sitting.competencies)
    assert (first.level, first.because) == (3, "I traced the route last month.")
    assert (second.level, second.confidence) == (None, 40)
    assert display.finished == FinishedState("Module 1", Tally(1, 1), 2)
    presenter.show_progress()
    assert navigator.routes[-1] == Route(PageId.PROGRESS)


def test_changing_ones_mind_adds_a_row_and_keeps_the_first(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    presenter.rate(4)
    first, second = session.ratings.ledger("A1")
    assert (first.level, second.level, second.corrects) == (2, 4, first.id)


def test_moving_stops_at_both_ends(presenter: CompetenciesPresenter, display: FakeDisplay) -> None:
    presenter.start(SittingKind.MODULE, 1)
    presenter.move(-1)
    assert display.now().position == 0
    presenter.go_to(1)
    presenter.move(1)
    assert display.now().position == 1


def test_a_sitting_can_be_left_and_resumed_where_it_was(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    sitting = display.now().sitting
    presenter.leave()
    assert display.overview is not None
    assert [o.sitting for o in display.overview.unfinished] == [sitting.id]
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.RESUME, sitting.id))
    assert display.now().position == 1


def test_a_sitting_left_without_a_rating_is_not_kept(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.leave()
    assert session.ratings.sittings() == ()


def test_finishing_with_nothing_rated_says_so_and_stays(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.finish()
    assert display.finished is None
    assert display.now().problem is not None


def test_a_reason_being_typed_survives_the_program_being_killed(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    navigator: Any,
    timers: Any,
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(2)
    sitting = display.now().sitting
    display.because = "Half a reason"
    presenter.because_edited()
    timers.pass_time()
    presenter.close()  # nothing is flushed: the program is gone
    again = CompetenciesPresenter(FakeDisplay(), session, navigator, sitting_label, timers)
    again.shown(Route(PageId.COMPETENCIES))
    assert session.ratings.ratings_of(sitting.id)["A1"].because == "Half a reason"


def test_a_sitting_that_asks_nothing_is_neither_resumed_nor_in_the_way(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    session.ratings.start(SittingKind.MODULE, module=1, competencies=())
    presenter.show_overview()
    assert display.overview is not None
    assert display.overview.unfinished == ()
    assert (SittingKind.MODULE, 1) in [(o.kind, o.module) for o in display.overview.others]


def test_a_new_route_starts_the_suggested_sitting(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.NEW))
    assert display.now().sitting.kind is SittingKind.BASELINE
    assert len(display.now().levels) == 5


def test_a_route_may_ask_for_the_sitting_of_a_module(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.NEW, module=3))
    assert (display.now().sitting.kind, display.now().sitting.module) == (SittingKind.MODULE, 3)


def rate_once(session: JournalSession, level: int, because: str = "") -> None:
    """Rate A1 in a finished extra sitting."""
    sitting = session.ratings.start(SittingKind.AD_HOC, competencies=["A1"])
    session.ratings.rate(sitting.id, "A1", level, because=because)
    session.ratings.finish(sitting.id)


def test_a_history_tells_who_when_why_and_under_which_version(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2, because="At first")
    session.ratings.rate(sitting.id, "A1", 3, because="On second thoughts")
    session.ratings.finish(sitting.id)
    rate_once(session, 4)
    presenter.open_history("A1")
    newest, first = display.shown_history().rows
    assert newest.present.rating.level == 4
    assert newest.corrected == ()
    assert first.present.rating.because == "On second thoughts"
    assert [line.rating.because for line in first.corrected] == ["At first"]
    assert first.present.occasion == "Baseline"
    assert first.present.level == session.pack.scale.levels[2]
    assert first.present.top == 5
    assert first.present.rating.pack_version == session.pack.version
    assert first.present.pack == ""


def test_a_history_is_hidden_while_a_sitting_is_under_way(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    rate_once(session, 4)
    before = display.overview
    assert before is not None
    assert not before.is_history_hidden
    presenter.start(SittingKind.BASELINE, None)
    presenter.open_history("A1")
    assert display.history is None
    presenter.rate(2)
    presenter.leave()
    after = display.overview
    assert after is not None
    assert after.is_history_hidden
    presenter.open_history("A1")
    assert display.history is None


def test_what_a_coach_sees_stands_in_the_history_and_in_no_list_of_sittings(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    rate_once(session, 4)
    presenter.open_history("A1")
    presenter.history.add()
    assert display.shown_history().problem_field == "level"
    display.view = TypedView(Rater.COACH, 3, date(2026, 6, 20), " She saw me chair ")
    presenter.history.add()
    state = display.shown_history()
    assert (state.is_added, state.fill, state.problem) == (True, True, None)
    assert [r.present.rating.rater for r in state.rows] == [Rater.SELF, Rater.COACH]
    theirs = state.rows[1].present
    assert (theirs.on, theirs.occasion) == (date(2026, 6, 20), "")
    assert theirs.rating.because == "She saw me chair"
    presenter.show_overview()
    assert display.overview is not None
    assert len(display.overview.past) == 1
    display.view = TypedView(Rater.COACH, 3, date(2999, 1, 1), "")
    presenter.open_history("A1")
    presenter.history.add()
    assert display.shown_history().problem_field == "on"


def test_a_rating_of_a_finished_sitting_is_corrected_beside_itself(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    given = session.ratings.rate(sitting.id, "A1", 4, confidence=70, because="Hasty")
    session.ratings.finish(sitting.id)
    presenter.open_history("A1")
    assert display.shown_history().rows[0].may_correct
    presenter.history.correct("unknown")
    assert display.shown_history().correcting is None
    presenter.history.correct(given.id)
    presenter.history.add_correction()
    assert display.shown_history().problem_field == "new-level"
    display.correction = CorrectionDraft(2, " On reflection ")
    presenter.history.add_correction()
    shown = display.shown_history()
    assert shown.is_corrected
    assert shown.correcting is None
    row = shown.rows[0]
    assert (row.present.rating.level, row.present.rating.because) == (2, "On reflection")
    assert (row.present.rating.confidence, row.present.rating.corrects) == (70, given.id)
    assert [one.rating.level for one in row.corrected] == [4]
    presenter.history.correct(row.present.rating.id)
    presenter.history.correct("")
    assert display.shown_history().correcting is None


def test_a_reason_for_a_view_is_never_lost(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    presenter.open_history("A1")
    display.reason = "She said that I"
    presenter.history.reason_edited()
    assert presenter.flush()
    presenter.show_overview()
    presenter.open_history("B1")
    assert display.reason == ""
    presenter.show_overview()
    presenter.open_history("A1")
    assert display.reason == "She said that I"

    def refuse(competency: str, text: str) -> Rating:
        raise ConditionError(ConditionCode.DISK_FULL, competency + text)

    monkeypatch.setattr(session.ratings.drafts, "keep_view", refuse)
    presenter.history.reason_edited()
    assert not presenter.flush()
    assert presenter.has_unsaved
    presenter.show_overview()
    assert presenter.history.is_open


def test_what_is_typed_of_one_view_does_not_take_the_place_of_another(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    for competency in ("A1", "B1"):
        presenter.open_history(competency)
        display.reason = f"On {competency}"
        presenter.history.reason_edited()
        presenter.show_overview()
    for competency in ("A1", "B1"):
        presenter.open_history(competency)
        assert display.reason == f"On {competency}"
        presenter.show_overview()


def test_a_correction_being_typed_survives_the_program_being_killed(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    timers: Any,
    navigator: Any,
) -> None:
    rate_once(session, 4, "Hasty")
    rating = session.ratings.ledger()[0]
    presenter.open_history(rating.competency)
    presenter.history.correction_edited()  # nothing is being corrected
    presenter.history.correct(rating.id)
    display.correction = CorrectionDraft(2, "On reflection I")
    presenter.history.correction_edited()
    timers.pass_time()
    # nothing was pressed; the program is killed and started again
    again = CompetenciesPresenter(display, session, navigator, sitting_label, timers)
    again.shown(Route(PageId.COMPETENCIES, record=rating.competency))
    shown = display.shown_history()
    assert shown.correcting is not None
    assert shown.correcting.rating.id == rating.id
    assert shown.draft == CorrectionDraft(2, "On reflection I")
    assert len(session.ratings.ledger()) == 1
    display.correction = shown.draft
    again.history.add_correction()
    assert session.ratings.drafts.correction(rating.id) is None
    again.open_history(rating.competency)
    assert display.shown_history().correcting is None


def test_leaving_a_rating_as_it_is_drops_what_was_typed(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    rate_once(session, 4)
    rating = session.ratings.ledger()[0]
    presenter.open_history(rating.competency)
    presenter.history.correct(rating.id)
    display.correction = CorrectionDraft(None, "No")
    presenter.history.correction_edited()
    assert presenter.flush()
    assert session.ratings.drafts.correction(rating.id) == display.correction
    presenter.history.correct("")
    assert session.ratings.drafts.correction(rating.id) is None
    display.correction = CorrectionDraft(4, "")
    presenter.history.correct(rating.id)
    presenter.history.correction_edited()
    presenter.history.add_correction()  # which says the same
    assert session.ratings.drafts.correction(rating.id) is None
    assert len(session.ratings.ledger()) == 1


def test_a_correction_that_cannot_be_kept_is_told(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rate_once(session, 4)
    rating = session.ratings.ledger()[0]
    presenter.open_history(rating.competency)
    presenter.history.correct(rating.id)
    display.correction = CorrectionDraft(2, "Kept in the form")

    def refuse(rating_id: str, draft: CorrectionDraft) -> None:
        raise ConditionError(ConditionCode.DISK_FULL, rating_id + draft.because)

    monkeypatch.setattr(session.ratings.drafts, "keep_correction", refuse)
    presenter.history.correction_edited()
    assert not presenter.flush()
    assert presenter.has_unsaved
    presenter.history.correct("another")
    shown = display.shown_history()
    assert shown.correcting is not None
    assert shown.correcting.rating.id == rating.id


def test_a_correction_may_unlink_what_a_rating_rested_on(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    link = with_a_reflection(session)
    other = EvidenceLink(EvidenceKind.ACTION, session.plans.save(session.plans.draft(title="A")).id)
    sitting = session.ratings.start(SittingKind.AD_HOC, competencies=["A1"])
    rating = session.ratings.rate(sitting.id, "A1", 3, evidence=[link, other])
    session.ratings.finish(sitting.id)
    presenter.open_history("A1")
    presenter.history.correct(rating.id)
    display.correction = CorrectionDraft(3, "", (link,))
    presenter.history.add_correction()
    row = display.shown_history().rows[0]
    assert row.present.rating.evidence == (other,)
    assert row.corrected[0].rating.evidence == (link, other)


def test_what_an_earlier_programme_asked_is_listed_with_its_history(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rate_once(session, 4)
    gone = session.pack.competencies[0]
    rest = replace(session.pack, version="2", competencies=session.pack.competencies[1:])
    monkeypatch.setattr(session, "pack", rest)
    monkeypatch.setattr(session.packs, "present", rest)
    presenter.show_overview()
    assert display.overview is not None
    assert display.overview.archived == (gone,)
    presenter.open_history(gone.id)
    state = display.shown_history()
    assert (state.is_archived, state.may_add) == (True, False)
    assert state.rows[0].present.rating.level == 4


def test_finishing_says_what_differs_from_last_time(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    clock: FixedClock,
) -> None:
    def sit(*levels: int | None) -> FinishedState:
        clock.advance(timedelta(days=1))
        presenter.start(SittingKind.AD_HOC, None)
        for level in levels:
            presenter.rate(level)
            presenter.move(1)
        presenter.finish()
        assert display.finished is not None
        return display.finished

    first = sit(2, 3, 4, None)
    assert list(change_sentences(first)) == []
    names = [c.short_name for c in session.pack.competencies]
    second = sit(3, 3, 3, 2)
    assert list(change_sentences(second)) == [
        f"Higher than last time: {names[0]}.",
        f"Lower than last time: {names[2]}. Often that is a stricter yardstick, not a step back.",
        f"As last time: {names[1]}.",
    ]
    assert list(change_sentences(sit(3, 3))) == ["All as last time."]


def test_that_a_sitting_is_complete_is_said_once(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(3)
    presenter.finish()
    assert display.finished is not None
    display.overview = None
    presenter.shown(Route(PageId.COMPETENCIES))
    assert display.overview is not None


def test_from_the_end_one_goes_straight_on_to_looking_back(
    presenter: CompetenciesPresenter, display: FakeDisplay
) -> None:
    presenter.start(SittingKind.END, None)
    presenter.rate(3)
    presenter.finish()
    presenter.look_back()
    assert display.now().sitting.kind is SittingKind.LOOKBACK


def test_after_the_end_one_looks_back_on_a_separate_step(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    for kind in (SittingKind.BASELINE, SittingKind.END):
        presenter.start(kind, None)
        presenter.rate(4 if kind is SittingKind.END else 3)
        presenter.finish()
    assert display.finished is not None
    assert display.finished.is_look_back_next
    (words,) = change_sentences(display.finished)  # nothing that leads the look back
    assert "look back at the start" in words
    presenter.show_overview()
    assert display.overview is not None
    assert display.overview.suggested is not None
    assert display.overview.suggested.kind is SittingKind.LOOKBACK
    presenter.shown(Route(PageId.COMPETENCIES, RouteAction.NEW))
    sitting = display.now()
    assert sitting.sitting.kind is SittingKind.LOOKBACK
    assert sitting.rating is None  # neither the start nor now is in sight
    assert "at the start" in question(sitting.sitting.kind)
    presenter.rate(2)
    presenter.finish()
    assert display.finished is not None
    (words,) = change_sentences(display.finished)
    assert words.startswith("You now see your start lower than you rated it then: ")
    row = session.progress.report().competencies[0]
    assert (row.baseline, row.lookback, row.now) == (3, 2, 4)


def with_a_reflection(session: JournalSession) -> EvidenceLink:
    """Write a reflection and give the link to it."""
    draft = session.entries.draft(title="A week")
    saved = session.entries.save(replace(draft, sections=(Section("text", "Words"),)))
    return EvidenceLink(EvidenceKind.ENTRY, saved.id)


def test_what_a_rating_rests_on_joins_the_ledger_in_one_row(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    link = with_a_reflection(session)
    presenter.start(SittingKind.BASELINE, None)
    presenter.open_evidence()
    assert display.now().evidence.offered is None  # nothing is rated yet
    presenter.rate(3)
    presenter.open_evidence()
    offered = display.now().evidence.offered
    assert offered is not None
    assert [item.link for item in offered] == [link]
    presenter.tick_evidence(frozenset({link}))
    presenter.tick_evidence(frozenset())
    presenter.tick_evidence(frozenset({link}))
    assert len(session.ratings.ledger("A1")) == 1
    presenter.close_evidence()
    assert [item.title for item in display.now().evidence.linked] == ["A week"]
    assert display.now().evidence.offered is None
    assert [r.evidence for r in session.ratings.ledger("A1")] == [(), (link,)]


def test_a_link_is_taken_away_by_itself(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    link = with_a_reflection(session)
    presenter.start(SittingKind.BASELINE, None)
    presenter.unlink_evidence(link)  # nothing is rated yet
    presenter.rate(3)
    presenter.open_evidence()
    presenter.tick_evidence(frozenset({link}))
    presenter.close_evidence()
    assert [item.link for item in display.now().evidence.linked] == [link]
    presenter.unlink_evidence(link)
    assert display.now().evidence.linked == ()
    assert [r.evidence for r in session.ratings.ledger()] == [(), (link,), ()]
    presenter.open_evidence()
    presenter.tick_evidence(frozenset({link}))
    presenter.unlink_evidence(link)
    presenter.close_evidence()
    assert len(session.ratings.ledger()) == 3


def test_what_is_not_offered_stays_linked_and_moving_on_keeps_what_was_ticked(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    link = with_a_reflection(session)
    presenter.start(SittingKind.BASELINE, None)
    presenter.rate(3)
    presenter.open_evidence()
    presenter.tick_evidence(frozenset({link}))
    presenter.search_evidence("nothing like it")
    assert display.now().evidence.offered == ()
    presenter.tick_evidence(frozenset())
    presenter.move(1)
    assert session.ratings.ledger("A1")[-1].evidence == (link,)
    assert display.now().evidence.linked == ()
    presenter.rate(2)
    presenter.move(-1)
    presenter.rate(4)
    assert session.ratings.ledger("A1")[-1].evidence == (link,)


def test_a_module_sitting_can_ask_all(
    presenter: CompetenciesPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    presenter.start(SittingKind.MODULE, 6)
    presenter.rate(3)
    assert (len(display.now().asked), display.now().all_count) == (3, 12)
    presenter.ask_all()
    assert len(display.now().asked) == 12
    assert [a.competency.id for a in display.now().asked[:3]] == ["C2", "D2", "D3"]
    assert display.now().tally.answered == 1


def test_the_history_names_what_a_rating_rests_on_and_leads_there(
    presenter: CompetenciesPresenter,
    display: FakeDisplay,
    session: JournalSession,
    navigator: Any,
) -> None:
    link = with_a_reflection(session)
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 3, evidence=[link])
    session.ratings.finish(sitting.id)
    presenter.open_history("A1")
    (row,) = display.shown_history().rows
    assert [item.title for item in row.present.evidence] == ["A week"]
    presenter.open_record(row.present.evidence[0])
    presenter.open_record(EvidenceItem(EvidenceLink(EvidenceKind.ACTION, "a")))
    file = EvidenceLink(EvidenceKind.ATTACHMENT, "f")
    presenter.open_record(EvidenceItem(file, within=link.record))
    presenter.open_record(EvidenceItem(file, is_here=False))
    assert navigator.routes == [
        Route(PageId.JOURNAL, RouteAction.SHOW, link.record),
        Route(PageId.ACTIONS, RouteAction.SHOW, "a"),
        Route(PageId.JOURNAL, RouteAction.SHOW, link.record),
    ]
