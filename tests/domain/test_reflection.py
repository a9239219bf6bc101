from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.entries import Section, Sharing
from ahpjournal.domain.reflection import arrange_sections
from tests.builders import models

FREE, GIBBS, ERA = models()

sections = st.lists(
    st.builds(
        Section,
        stage=st.sampled_from(["text", "description", "feelings", "action", "unknown"]),
        markdown=st.sampled_from(["", " ", "one", "two", "three"]),
        sharing=st.sampled_from([None, *Sharing]),
        heading=st.sampled_from(["", "Kept"]),
    ),
    max_size=8,
).map(tuple)


def written(found: tuple[Section, ...]) -> Counter[tuple[str, Sharing | None]]:
    return Counter((s.markdown, s.sharing) for s in found if s.markdown.strip())


def test_stages_of_the_new_model_come_in_its_order() -> None:
    arranged = arrange_sections(
        (Section("feelings", "f"), Section("description", "d")), GIBBS, GIBBS
    )
    assert [(s.stage, s.markdown) for s in arranged] == [("description", "d"), ("feelings", "f")]


def test_a_shared_stage_keeps_its_text_and_sharing() -> None:
    before = (Section("description", "what happened", Sharing.PRIVATE), Section("feelings"))
    after = arrange_sections(before, GIBBS, ERA)
    assert after[0] == Section("description", "what happened", Sharing.PRIVATE)
    assert [s.stage for s in after] == ["description", "action"]


def test_text_without_a_stage_follows_under_its_old_heading_and_comes_back() -> None:
    before = (Section("description", "d"), Section("feelings", "uneasy", Sharing.PRIVATE))
    away = arrange_sections(before, GIBBS, ERA)
    assert away[-1] == Section("feelings", "uneasy", Sharing.PRIVATE, "Feelings")
    back = arrange_sections(away, ERA, GIBBS)
    assert back == before


def test_a_second_text_under_a_stage_keeps_its_own_sharing() -> None:
    before = (Section("text", "open"), Section("text", "closed", Sharing.PRIVATE))
    after = arrange_sections(before, FREE, FREE)
    assert after == before


def test_an_unknown_old_model_loses_nothing() -> None:
    after = arrange_sections((Section("gone", "kept"),), None, FREE)
    assert after == (Section("text"), Section("gone", "kept"))


@given(sections, st.sampled_from([None, FREE, GIBBS, ERA]), st.sampled_from([FREE, GIBBS, ERA]))
def test_no_text_is_lost_or_shared_otherwise(
    before: tuple[Section, ...], old: object, new: object
) -> None:
    after = arrange_sections(before, old, new)  # type: ignore[arg-type]  # sampled from models
    assert written(after) == written(before)


@given(sections, st.sampled_from([FREE, GIBBS, ERA]))
def test_arranging_again_changes_nothing(before: tuple[Section, ...], model: object) -> None:
    once = arrange_sections(before, None, model)  # type: ignore[arg-type]  # sampled from models
    assert arrange_sections(once, model, model) == once  # type: ignore[arg-type]
