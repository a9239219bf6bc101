from dataclasses import replace

from ahpjournal.domain.entries import Cpd, Section, Sharing
from ahpjournal.domain.portfolio import (
    ChosenEntry,
    LeavingKind,
    PortfolioContent,
    PortfolioKind,
    Selection,
    leaving_part,
)
from ahpjournal.domain.profile import Profile
from tests.builders import MOMENT, entry, small_pack


def test_a_document_does_not_show_what_is_in_it_in_a_report() -> None:
    content = PortfolioContent(
        profile=Profile(name="secret"),
        profession="",
        pack=small_pack(),
        modules=(),
        prepared_on=MOMENT.date(),
        export_id="e",
        talk_about="secret",
        entries=(ChosenEntry(entry(title="secret", text="secret"), None),),
    )
    assert "secret" not in repr(content) + repr(Selection(talk_about="secret"))


def test_ratings_and_reasons_are_offered_unless_left_out() -> None:
    selection = Selection()
    assert (selection.include_ratings, selection.include_reasons) == (True, True)


def test_each_kind_says_who_it_is_for() -> None:
    assert PortfolioKind.COACH.audience() == (Sharing.COACH, Sharing.PORTFOLIO)
    assert PortfolioKind.PORTFOLIO.audience() == (Sharing.PORTFOLIO,)
    assert set(PortfolioKind.ARCHIVE.audience()) == set(Sharing)
    assert [kind for kind in PortfolioKind if kind.is_for_its_owner()] == [PortfolioKind.ARCHIVE]


def test_open_pages_of_an_archive_are_for_what_is_shared() -> None:
    kind = PortfolioKind.ARCHIVE
    assert Sharing.PRIVATE not in kind.audience(has_open_pages=True)
    assert not kind.is_for_its_owner(has_open_pages=True)


def test_an_archive_takes_all_of_an_entry_and_others_only_what_is_shared() -> None:
    whole = replace(
        entry(tags=("mine",)),
        sections=(
            Section("a", "open"),
            Section("b", "secret", Sharing.PRIVATE),
            Section("c", "coach", Sharing.COACH),
            Section("d", " "),
        ),
        cpd=Cpd(),
    )
    shown = {kind: [s.stage for s in leaving_part(whole, kind).sections] for kind in PortfolioKind}
    assert shown[PortfolioKind.ARCHIVE] == ["a", "b", "c"]
    assert shown[PortfolioKind.COACH] == shown[PortfolioKind.ENTRY] == ["a", "c"]
    assert shown[PortfolioKind.PORTFOLIO] == shown[PortfolioKind.HCPC] == ["a"]
    assert leaving_part(whole, PortfolioKind.ARCHIVE).tags == ("mine",)
    assert leaving_part(whole, PortfolioKind.PORTFOLIO).tags == ()
    assert leaving_part(whole, PortfolioKind.PORTFOLIO).cpd is None


def test_a_choice_of_sorts_leaves_the_others_out() -> None:
    assert Selection().takes(LeavingKind.ACTION)
    asked = Selection(kinds=frozenset({LeavingKind.ENTRY}))
    assert asked.takes(LeavingKind.ENTRY)
    assert not asked.takes(LeavingKind.ACTION)
