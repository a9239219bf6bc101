import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typing_extensions import override

from ahpjournal.domain.entries import Cpd, Entry, EntryFilter, Section, Sharing
from ahpjournal.domain.errors import Cancelled, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.domain.plans import ActionPlan, ActionState, Cycle, ProgressNote
from ahpjournal.domain.portfolio import PortfolioKind, Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.domain.ratings import SittingKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.portfolios import LeavingKind
from ahpjournal.services.session import JournalSession, create_journal, open_journal
from tests.builders import MOMENT, CountingIds, action, content, entry, fixed_clock

SECRET = "Mrs Longacre"


def chosen(*records: Entry | ActionPlan, **changes: object) -> Selection:
    selection = Selection(
        entries=tuple(r.id for r in records if isinstance(r, Entry)),
        actions=tuple(r.id for r in records if isinstance(r, ActionPlan)),
        include_ratings=False,
        include_reasons=False,
    )
    return replace(selection, **changes)  # type: ignore[arg-type]  # fields of one record


def rate(session: JournalSession) -> None:
    sitting = session.ratings.start(SittingKind.BASELINE)
    session.ratings.rate(sitting.id, "A1", 2, because=f"{SECRET} said so.")
    session.ratings.finish(sitting.id)


def test_shared_entries_are_offered_newest_first_with_every_action(session: JournalSession) -> None:
    session.entries.save(entry(1, sharing=Sharing.PORTFOLIO))
    session.entries.save(entry(2, sharing=Sharing.PRIVATE))
    session.entries.save(entry(3, sharing=Sharing.COACH, on=date(2026, 2, 1)))
    session.plans.save(action(1, state=ActionState.DONE))
    choices = session.portfolios.choices()
    assert [e.title for e in choices.entries] == ["Entry 3", "Entry 1"]
    assert [a.title for a in choices.actions] == ["Action 1"]


def test_what_was_chosen_and_then_made_private_stays_here(session: JournalSession) -> None:
    shared = session.entries.save(entry(1, sharing=Sharing.COACH))
    selection = chosen(shared)
    session.portfolios.save_selection(selection)
    session.entries.save(replace(shared, sharing=Sharing.PRIVATE))
    assert session.portfolios.saved_selection().entries == ()
    assert session.portfolios.still_chosen(selection).entries == ()
    assert session.portfolios.choices().entries == ()


def test_at_first_what_was_marked_for_the_coach_is_chosen_and_what_is_open(
    session: JournalSession,
) -> None:
    session.entries.save(entry(1, sharing=Sharing.PORTFOLIO))
    marked = session.entries.save(entry(2, sharing=Sharing.COACH))
    waiting = session.plans.save(action(1))
    session.plans.save(action(2, state=ActionState.DONE))
    selection = session.portfolios.saved_selection()
    assert (selection.entries, selection.actions) == ((marked.id,), (waiting.id,))


def test_a_choice_is_kept_without_what_was_removed_since(
    session: JournalSession, news: list[Topic]
) -> None:
    kept = session.entries.save(entry(1, sharing=Sharing.COACH))
    gone = session.entries.save(entry(2, sharing=Sharing.PORTFOLIO))
    dropped = session.plans.save(action(1))
    selection = chosen(gone, kept, dropped, talk_about="The **ICB**.")
    news.clear()
    session.portfolios.save_selection(selection)
    assert news == [Topic.PORTFOLIO]
    assert session.portfolios.saved_selection() == selection
    session.entries.remove(gone.id)
    session.plans.remove(dropped.id)
    assert session.portfolios.saved_selection() == replace(
        selection, entries=(kept.id,), actions=()
    )


def test_everything_that_leaves_is_listed_in_the_order_of_the_document(
    session: JournalSession,
) -> None:
    rate(session)
    session.profile.save(Profile(name="Asha Example", role_title="Lead", coach=" "))
    first = session.entries.save(entry(1, "two words"))
    later = session.entries.save(
        entry(
            2,
            on=date(2026, 2, 2),
            sections=(Section("a", "one"), Section("b", SECRET, Sharing.PRIVATE)),
        )
    )
    done = session.plans.save(action(1, state=ActionState.DONE))
    due = session.plans.save(
        action(
            2, due_on=date(2026, 3, 3), notes=(ProgressNote(MOMENT, "met"),), cycles=(Cycle("p"),)
        )
    )
    selection = chosen(
        later, first, done, due, talk_about="My plans.", include_ratings=True, include_reasons=True
    )
    items = session.portfolios.leaving(selection)
    assert [(i.kind, i.title, i.words, i.kept_back) for i in items] == [
        (LeavingKind.COVER, "Asha Example, Lead", 0, 0),
        (LeavingKind.WORDS, "What I want to talk about", 2, 0),
        (LeavingKind.RATINGS, "Self-ratings and charts, all sittings", 0, 0),
        (LeavingKind.REASONS, "Your latest reason for each rating", 4, 0),
        (LeavingKind.ACTION, "Action 2", 4, 0),
        (LeavingKind.ACTION, "Action 1", 2, 0),
        (LeavingKind.ENTRY, "Entry 1", 2, 0),
        (LeavingKind.ENTRY, "Entry 2", 1, 1),
    ]
    assert [i.id for i in items[-2:]] == [first.id, later.id]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (PortfolioKind.COACH, "Asha, Lead, {job}, Moira"),
        (PortfolioKind.ENTRY, "Asha, Lead, {job}"),
        (PortfolioKind.NARRATIVE, "Asha, Lead, The board"),
        (PortfolioKind.PORTFOLIO, "Asha, Lead, {job}, The board, HCPC, registration cycle"),
    ],
)
def test_the_list_names_all_that_the_first_page_says_of_the_owner(
    session: JournalSession, kind: PortfolioKind, line: str
) -> None:
    session.profile.save(
        Profile(
            name="Asha",
            role_title="Lead",
            profession="physiotherapist",
            organisation="The board",
            regulator="HCPC",
            cycle_starts_on=date(2025, 11, 1),
            coach="Moira",
        )
    )
    shown = chosen(session.entries.save(entry(1)))
    job = session.portfolios.content(shown).profession
    assert job
    cover = session.portfolios.leaving(shown, kind)[0]
    assert (cover.kind, cover.title) == (LeavingKind.COVER, line.format(job=job))


def test_what_has_no_title_is_still_listed(session: JournalSession) -> None:
    bare = session.entries.save(entry(1, title=""))
    plan = session.plans.save(action(1, title="", why="x"))
    titles = [i.title for i in session.portfolios.leaving(chosen(bare, plan))]
    assert titles == ["Action without a title", "Reflection without a title"]


def test_a_choice_of_nothing_is_refused(session: JournalSession) -> None:
    session.profile.save(Profile(name="Asha Example"))
    for selection in (Selection(), chosen(entry(1), talk_about=" \n")):
        assert session.portfolios.leaving(selection) == ()
        with pytest.raises(InputError) as caught:
            session.portfolios.content(selection)
        assert caught.value.code is InputCode.NOTHING_CHOSEN


def test_private_sections_never_leave_even_if_their_entry_is_chosen(
    session: JournalSession,
) -> None:
    saved = session.entries.save(
        entry(
            sharing=Sharing.COACH,
            tags=(SECRET,),
            cpd=Cpd(learnt=SECRET),
            sections=(
                Section("a", "open"),
                Section("b", SECRET, Sharing.PRIVATE),
                Section("c", "for the coach", Sharing.COACH),
                Section("d", " "),
            ),
        )
    )
    (leaves,) = session.portfolios.content(chosen(saved)).entries
    assert [s.stage for s in leaves.entry.sections] == ["a", "c"]
    assert SECRET not in leaves.entry.markdown + str(leaves.entry.tags)
    assert leaves.entry.cpd is None
    assert leaves.model is not None
    assert session.entries.get(saved.id) == saved


def test_nothing_leaves_that_was_left_out(session: JournalSession) -> None:
    rate(session)
    session.programme.save_module(Module(1, "Ours", notes=SECRET))
    inside, outside = (
        session.entries.save(entry(1)),
        session.entries.save(entry(2, SECRET, title=SECRET)),
    )
    plan = session.plans.save(action(1, entries=(outside.id, inside.id)))
    session.plans.save(action(2, why=SECRET))
    made = session.portfolios.content(chosen(inside, plan, include_ratings=True))
    assert made.progress is not None
    texts = [row.because for row in made.progress.competencies]
    texts += [module.notes for module in made.modules]
    texts += [c.entry.title + c.entry.markdown for c in made.entries] + [
        a.why for a in made.actions
    ]
    assert SECRET not in "".join(texts)
    assert made.actions[0].entries == (inside.id,)
    assert [m.title for m in made.modules] == ["Ours", "Influence"]
    assert session.portfolios.content(chosen(inside)).progress is None


def test_reasons_leave_when_they_are_chosen(session: JournalSession) -> None:
    rate(session)
    made = session.portfolios.content(Selection())
    assert made.progress is not None
    assert made.progress.competencies[0].because == f"{SECRET} said so."
    assert made.with_reasons


def test_the_content_says_who_when_and_which_document(session: JournalSession) -> None:
    session.profile.save(Profile(name="Asha Example", profession="physiotherapist"))
    made = session.portfolios.content(chosen(session.entries.save(entry())))
    again = session.portfolios.content(chosen(entry()))
    assert (made.profession, made.prepared_on) == ("Physiotherapist", MOMENT.date())
    assert made.profile.name == "Asha Example"
    assert made.export_id != again.export_id


def test_an_entry_of_an_unknown_model_still_leaves(session: JournalSession) -> None:
    saved = session.entries.save(entry(model="gone"))
    assert session.portfolios.content(chosen(saved)).entries[0].model is None


def test_the_suggested_name_names_nobody_and_can_be_a_file(session: JournalSession) -> None:
    session.profile.save(Profile(name="Asha Example"))
    name = session.portfolios.suggested_name(date(2026, 6, 24))
    assert name == "Coach conversation 24-06-2026.pdf"


class StoppedJob(SilentJob):
    @override
    def check_cancelled(self) -> None:
        raise Cancelled


class WatchedJob(SilentJob):
    def __init__(self) -> None:
        self.heard: list[Progress] = []

    @override
    def report(self, progress: Progress) -> None:
        self.heard.append(progress)


@pytest.fixture
def written(tmp_path: Path) -> JournalSession:
    clock = fixed_clock()
    session = create_journal(
        tmp_path / "x.ahpjournal", clock=clock, ids=CountingIds(), content=content()
    )
    rate(session)
    session.entries.save(entry(1, "It **went** well.", sharing=Sharing.COACH))
    session.plans.save(action(1))
    return session


def test_a_pdf_is_written_and_the_journal_is_the_same_byte_for_byte(
    written: JournalSession, tmp_path: Path
) -> None:
    path = tmp_path / "x.ahpjournal"
    written.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    session = open_journal(path, clock=fixed_clock(), ids=CountingIds(), content=content())
    job = WatchedJob()
    made = session.portfolios.content(session.portfolios.saved_selection())
    target = session.portfolios.write_pdf(
        session.gate.keeper().clear(made, replace_all=True), tmp_path / "coach.pdf", job
    )
    session.close()
    assert target.read_bytes().startswith(b"%PDF-")
    assert job.heard
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(found.name for found in tmp_path.iterdir()) == ["coach.pdf", "x.ahpjournal"]


def test_a_stopped_or_impossible_pdf_leaves_nothing(
    written: JournalSession, tmp_path: Path
) -> None:
    chosen = written.portfolios.content(written.portfolios.saved_selection())
    made = written.gate.keeper().clear(chosen, replace_all=True)
    there = sorted(found.name for found in tmp_path.iterdir())
    with pytest.raises(Cancelled):
        written.portfolios.write_pdf(made, tmp_path / "coach.pdf", StoppedJob())
    with pytest.raises(ConditionError):
        written.portfolios.write_pdf(made, tmp_path / "no folder" / "coach.pdf", SilentJob())
    assert sorted(found.name for found in tmp_path.iterdir()) == there
    written.close()


def ids_of(session: JournalSession, selection: Selection, kind: PortfolioKind) -> set[str]:
    return set(session.portfolios.resolved(selection, kind).entries)


def test_rules_find_what_is_shared_for_the_kind_and_picking_takes_anything(
    session: JournalSession,
) -> None:
    private, coach, portfolio = (
        session.entries.save(entry(n, sharing=sharing, module=2))
        for n, sharing in enumerate((Sharing.PRIVATE, Sharing.COACH, Sharing.PORTFOLIO), start=1)
    )
    rule = Selection(rules=(EntryFilter(module=2),))
    assert ids_of(session, rule, PortfolioKind.COACH) == {coach.id, portfolio.id}
    assert ids_of(session, rule, PortfolioKind.PORTFOLIO) == {portfolio.id}
    assert ids_of(session, rule, PortfolioKind.ARCHIVE) == {private.id, coach.id, portfolio.id}
    picked = replace(rule, entries=(private.id,), left_out=(portfolio.id,))
    assert ids_of(session, picked, PortfolioKind.PORTFOLIO) == {private.id}
    asked = Selection(rules=(EntryFilter(module=2, sharing=(Sharing.PRIVATE,)),))
    assert ids_of(session, asked, PortfolioKind.PORTFOLIO) == {private.id}


def test_rules_add_up_and_their_conditions_hold_together(session: JournalSession) -> None:
    shared = {"sharing": Sharing.PORTFOLIO}
    first = session.entries.save(entry(1, module=1, competencies=("A1",), **shared))
    second = session.entries.save(entry(2, module=2, on=date(2026, 5, 1), **shared))
    third = session.entries.save(entry(3, module=2, on=date(2026, 1, 1), tags=("x",), **shared))
    rules = (EntryFilter(module=2, after=date(2026, 4, 1)), EntryFilter(competency="A1"))
    found = ids_of(session, Selection(rules=rules), PortfolioKind.PORTFOLIO)
    assert found == {first.id, second.id}
    tagged = Selection(rules=(EntryFilter(tag="x"),))
    assert ids_of(session, tagged, PortfolioKind.PORTFOLIO) == {third.id}


def test_actions_are_taken_by_their_state(session: JournalSession) -> None:
    waiting = session.plans.save(action(1, state=ActionState.WAITING))
    session.plans.save(action(2, state=ActionState.DONE))
    selection = Selection(action_states=(ActionState.WAITING,), include_ratings=False)
    made = session.portfolios.content(selection, PortfolioKind.PORTFOLIO)
    assert [a.id for a in made.actions] == [waiting.id]


def test_only_the_sorts_of_things_that_were_asked_for_leave(session: JournalSession) -> None:
    rate(session)
    shared = session.entries.save(entry(1, sharing=Sharing.PORTFOLIO))
    session.plans.save(action(1))
    selection = replace(
        session.portfolios.suggested_selection(PortfolioKind.PORTFOLIO),
        kinds=frozenset({LeavingKind.ENTRY}),
    )
    items = session.portfolios.leaving(selection, PortfolioKind.PORTFOLIO)
    assert [(i.kind, i.id) for i in items] == [(LeavingKind.ENTRY, shared.id)]


def test_what_is_for_the_coach_stays_out_of_what_others_are_given(session: JournalSession) -> None:
    saved = session.entries.save(
        entry(
            sharing=Sharing.PORTFOLIO,
            sections=(Section("a", "open"), Section("b", SECRET, Sharing.COACH)),
        )
    )
    picked = Selection(entries=(saved.id,), include_ratings=False)
    (chosen,) = session.portfolios.content(picked, PortfolioKind.PORTFOLIO).entries
    assert [s.stage for s in chosen.entry.sections] == ["a"]
    assert chosen.kept_back == 1
    (chosen,) = session.portfolios.content(picked, PortfolioKind.COACH).entries
    assert [s.stage for s in chosen.entry.sections] == ["a", "b"]


@pytest.mark.parametrize("kind", [PortfolioKind.ENTRY, PortfolioKind.NARRATIVE])
def test_a_document_about_one_entry_asks_for_exactly_one(
    session: JournalSession, kind: PortfolioKind
) -> None:
    rate(session)
    saved = [session.entries.save(entry(n)) for n in (1, 2)]
    for picked, code in (
        ((), InputCode.NOTHING_CHOSEN),
        (tuple(e.id for e in saved), InputCode.ONE_ENTRY_ONLY),
    ):
        with pytest.raises(InputError) as caught:
            session.portfolios.content(Selection(entries=picked), kind)
        assert caught.value.code is code
    made = session.portfolios.content(Selection(entries=(saved[0].id,)), kind)
    assert made.progress is None


def test_the_record_of_development_leaves_for_the_regulator_alone(session: JournalSession) -> None:
    saved = session.entries.save(entry(sharing=Sharing.PORTFOLIO, cpd=Cpd(learnt="Much.")))
    picked = Selection(entries=(saved.id,))
    for kind in PortfolioKind:
        (chosen,) = session.portfolios.content(picked, kind).entries
        assert (chosen.entry.cpd is not None) == kind.shows_cpd


def test_each_kind_keeps_its_own_choice(session: JournalSession) -> None:
    saved = session.entries.save(entry(sharing=Sharing.PORTFOLIO))
    selection = Selection(entries=(saved.id,), rules=(EntryFilter(module=3),))
    session.portfolios.save_selection(selection, PortfolioKind.HCPC)
    assert session.portfolios.saved_selection(PortfolioKind.HCPC) == selection
    assert session.portfolios.saved_selection(PortfolioKind.COACH).rules == ()
