from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import EntryFilter, EntryState, Sharing
from ahpjournal.domain.plans import ActionState
from ahpjournal.domain.portfolio import LeavingKind, PortfolioKind, Selection
from ahpjournal.services.kept_selections import selection_from_text, selection_to_text, setting_of

days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
rules = st.builds(
    EntryFilter,
    module=st.one_of(st.none(), st.integers(1, 12)),
    theme=st.sampled_from(["", "T1"]),
    competency=st.sampled_from(["", "A1"]),
    tag=st.text(max_size=8),
    state=st.one_of(st.none(), st.sampled_from(EntryState)),
    sharing=st.lists(st.sampled_from(Sharing), unique=True).map(tuple),
    after=days,
    before=days,
)
ids = st.lists(st.text(max_size=8), max_size=3).map(tuple)
selections = st.builds(
    Selection,
    entries=ids,
    actions=ids,
    talk_about=st.text(max_size=20),
    include_ratings=st.booleans(),
    include_reasons=st.booleans(),
    rules=st.lists(rules, max_size=3).map(tuple),
    action_states=st.lists(st.sampled_from(ActionState), unique=True).map(tuple),
    left_out=ids,
    kinds=st.frozensets(st.sampled_from(LeavingKind)),
)


@given(selections)
def test_a_choice_comes_back_as_it_was_kept(selection: Selection) -> None:
    assert selection_from_text(selection_to_text(selection)) == selection


def test_no_choice_and_one_of_another_version_can_be_read() -> None:
    assert selection_from_text(None) == Selection()
    text = '{"entries": ["a"], "kinds": ["entry", "hologram"], "action_states": ["flying"], "x": 1}'
    assert selection_from_text(text) == Selection(("a",), kinds=frozenset({LeavingKind.ENTRY}))


def test_each_kind_has_a_choice_of_its_own() -> None:
    assert len({setting_of(kind) for kind in PortfolioKind}) == len(PortfolioKind)
