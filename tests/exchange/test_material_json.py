from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.saved_searches import SavedSearch
from ahpjournal.domain.templates import Template, tidy_template
from ahpjournal.exchange.material_json import (
    prompt_json,
    search_json,
    template_json,
    to_prompt,
    to_search,
    to_template,
)

stages = st.lists(
    st.builds(
        Stage, st.text("abc", min_size=1), st.text(), st.lists(st.text(), max_size=2).map(tuple)
    ),
    max_size=3,
).map(tuple)
templates = st.builds(
    Template, st.just("t"), st.text(), st.text(), st.text(), stages, stages, st.booleans()
).map(tidy_template)


@given(templates)
def test_a_template_reads_back_equal(template: Template) -> None:
    assert to_template(template_json(template), "t") == template


@given(st.text("abc ?", min_size=1).map(lambda t: " ".join(t.split())), st.booleans())
def test_a_prompt_reads_back_equal(text: str, takes_turns: bool) -> None:
    prompt = OwnPrompt("p", text, "T1", takes_turns)
    assert to_prompt(prompt_json(prompt), "p") == prompt


def test_little_is_enough() -> None:
    assert to_prompt({"text": " Why \n now?"}, "p") == OwnPrompt("p", "Why now?")
    assert to_template({}, "t") == Template("t")


@given(
    st.text("abc ?", min_size=1).map(lambda t: " ".join(t.split())),
    st.text('abc:" -', min_size=1).map(str.strip),
)
def test_a_saved_search_reads_back_equal(name: str, query: str) -> None:
    search = SavedSearch("s", name, query)
    assert to_search(search_json(search), "s") == search
