"""Portfolios of all kinds of text: what was chosen stands in them, in order, and nothing else."""

import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ahpjournal.domain.entries import Entry, Section, Sharing
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.domain.portfolio import (
    ChosenEntry,
    PortfolioContent,
    PortfolioKind,
    leaving_part,
)
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.programme import Module
from ahpjournal.packs import default_pack
from ahpjournal.pdf.kinds.words import state_words
from ahpjournal.pdf.markup import printed
from ahpjournal.pdf.render import render
from tests.pdf.reading_back import (
    house_violations,
    outside_of_frames,
    violations,
    words_in_frames,
)

EXAMPLES = 500 if os.environ.get("AHPJOURNAL_HYPOTHESIS") == "long" else 12
GENERATED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking documents takes minutes
)
SECRET = "Longacreworthy"
DAY = date(2026, 1, 2)
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "\u0175\u0177\u00e2\u00ea\u0142\u0119\u0219\u015f\u00f1\u00e9\u00fc"
    "\u03b1\u03b2\u0434\u0436\u2192\u2713"
)
EMOJI = "\U0001f600\U0001f4a1\U0001f331\u2615"
ARABIC = ("\u0645\u0631\u062d\u0628\u0627", "\u0641\u0631\u064a\u0642")
HEBREW = ("\u05d4\u05d9\u05d5\u05dd", "\u05e6\u05d5\u05d5\u05ea")

word = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12)
long_word = st.text(st.sampled_from(LETTERS), min_size=90, max_size=180)
emoji = st.text(st.sampled_from(EMOJI), min_size=1, max_size=4)
any_word = st.one_of(word, word, word, word, long_word, emoji)
line = st.lists(any_word, min_size=1, max_size=60).map(" ".join)
short = st.lists(word, min_size=1, max_size=6).map(" ".join)
turned = st.lists(st.sampled_from((*ARABIC, *HEBREW)), min_size=1, max_size=30).map(" ".join)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Give a piece of Markdown, and the texts that are to stand on paper for it, in order."""
    kind = draw(st.sampled_from(["paragraph", "heading", "bullets", "numbers", "quote", "marks"]))
    if kind == "heading":
        words = draw(short)
        return f"## {words}", [words]
    if kind in {"bullets", "numbers"}:
        items = draw(st.lists(line, min_size=1, max_size=5))
        marks = ["\u2022" if kind == "bullets" else f"{i}." for i in range(1, len(items) + 1)]
        source = ["- " if kind == "bullets" else f"{i}. " for i in range(1, len(items) + 1)]
        before = draw(short)  # or a list would go on with the one before it
        markdown = "\n".join(mark + item for mark, item in zip(source, items, strict=True))
        shown = [text for pair in zip(marks, items, strict=True) for text in pair]
        return f"{before}\n\n{markdown}", [before, *shown]
    if kind == "quote":
        words = draw(line)
        return f"> {words}", [words]
    if kind == "marks":
        one, two, three, rest = draw(short), draw(short), draw(short), draw(line)
        markdown = f"{one} **{two}** *{three}* [{two}](https://example.org/a?b=1&c=2) {rest}"
        return markdown, [one, two, three, two, rest]
    words = draw(line)
    return words, [words]


@st.composite
def sections(
    draw: st.DrawFn, texts: st.SearchStrategy[tuple[str, list[str]]]
) -> tuple[Section, list[str]]:
    """Give a section, and the texts that are to stand on paper for it."""
    found = draw(st.lists(texts, max_size=5))
    sharing = draw(st.sampled_from([None, None, Sharing.PORTFOLIO, Sharing.COACH, Sharing.PRIVATE]))
    heading = draw(st.one_of(st.just(""), short))
    is_private = sharing in {Sharing.PRIVATE, Sharing.COACH}
    markdown = "\n\n".join(part for part, _shown in found)
    if is_private:
        return Section("own", f"{SECRET} {markdown}", sharing, f"{SECRET} {heading}"), []
    shown = [text for _part, texts in found for text in texts]
    if not markdown.strip():
        return Section("own", markdown, sharing, heading), []
    return Section("own", markdown, sharing, heading), [heading, *shown]


@st.composite
def entries(
    draw: st.DrawFn, number: int, texts: st.SearchStrategy[tuple[str, list[str]]]
) -> tuple[Entry, list[str]]:
    """Give an entry, and the texts that are to stand on paper for it."""
    found = draw(st.lists(sections(texts), max_size=4))
    title = draw(st.one_of(st.just(""), short, line.map(lambda text: text[:200].strip())))
    made = Entry(
        f"id-{number}",
        DAY,
        title,
        sections=tuple(section for section, _shown in found),
        sharing=Sharing.PORTFOLIO,
        module=draw(st.sampled_from([None, 1, 2])),
    )
    head = title or "Reflection without a title"
    return made, [head, "02/01/2026", *(t for _section, shown in found for t in shown)]


@st.composite
def actions(draw: st.DrawFn, number: int) -> tuple[ActionPlan, list[str]]:
    """Give an action, and the texts that are to stand on paper for it."""
    title, why, first = draw(short), draw(line), draw(st.one_of(st.just(""), line))
    made = ActionPlan(f"a-{number}", title, why=why, first_step=first, state=ActionState.DOING)
    texts = [title, state_words(made), "Why it matters:", why]
    return made, [*texts, *(["First step:", first] if first else [])]


@st.composite
def portfolios(
    draw: st.DrawFn, texts: st.SearchStrategy[tuple[str, list[str]]]
) -> tuple[PortfolioContent, list[str]]:
    """Give a portfolio, and all that is to stand in the frames of its body, in order."""
    made = [draw(entries(i, texts)) for i in range(draw(st.integers(0, 4)))]
    plans = [draw(actions(i)) for i in range(draw(st.integers(0 if made else 1, 3)))]
    modules = (Module(1, "The first"), Module(2, "The second"))
    content = PortfolioContent(
        profile=Profile(name="Asha Example"),
        profession="",
        pack=default_pack(),
        modules=modules,
        prepared_on=DAY,
        export_id="019ef8db-9280-7270-805a-c3787b4b3f9c",
        talk_about="",
        entries=tuple(
            ChosenEntry(leaving_part(entry, PortfolioKind.PORTFOLIO), None) for entry, _ in made
        ),
        actions=tuple(plan for plan, _shown in plans),
        kind=PortfolioKind.PORTFOLIO,
        shows_programme=False,
    )
    expected: list[str] = []
    if made:
        expected.append("Reflections")
        for module, name in ((1, "Module 1: The first"), (2, "Module 2: The second")):
            group = [shown for entry, shown in made if entry.module == module]
            if group:
                expected += [name, *(text for shown in group for text in shown)]
        rest = [shown for entry, shown in made if entry.module is None]
        if rest:
            others = [] if len(rest) == len(made) else ["Beside the modules"]
            expected += [*others, *(text for shown in rest for text in shown)]
    if plans:
        expected += ["Actions", *(text for _plan, shown in plans for text in shown)]
    return content, expected


def letters_of(texts: list[str]) -> str:
    """Give what can be set of *texts*, without spaces."""
    return re.sub(r"\s+", "", "".join(printed(text) for text in texts))


def assert_same(found: str, wanted: str) -> None:
    """Compare, and show no more than where they part."""
    pairs = enumerate(zip(found, wanted, strict=False))
    at = next((i for i, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    assert found[max(at - 30, 0) : at + 60] == wanted[max(at - 30, 0) : at + 60]
    assert len(found) == len(wanted)


def written(content: PortfolioContent, path: Path) -> Path:
    """Write *content* and look at it as everybody will."""
    render(content, path, SilentJob())
    assert violations(path) == []
    assert house_violations(path) == []
    assert outside_of_frames(path) == []
    assert SECRET.encode() not in path.read_bytes()
    return path


@given(portfolios(blocks()))
@GENERATED
def test_what_was_chosen_stands_in_the_document_in_order_and_nothing_else(
    tmp_path: Path, made: tuple[PortfolioContent, list[str]]
) -> None:
    content, expected = made
    path = written(content, tmp_path / "out.pdf")
    assert_same(words_in_frames(path, 2), letters_of(expected))
    assert SECRET not in words_in_frames(path)


@given(portfolios(turned.map(lambda words: (words, [words]))))
@GENERATED
def test_no_letter_from_right_to_left_is_lost(
    tmp_path: Path, made: tuple[PortfolioContent, list[str]]
) -> None:
    content, expected = made
    path = written(content, tmp_path / "out.pdf")
    assert Counter(words_in_frames(path, 2)) == Counter(letters_of(expected))


def long_content(markdown: str) -> PortfolioContent:
    """Give a portfolio of one reflection."""
    entry = Entry("id", DAY, "Long", sections=(Section("own", markdown),))
    return PortfolioContent(
        profile=Profile(name="Asha Example"),
        profession="",
        pack=default_pack(),
        modules=(),
        prepared_on=DAY,
        export_id="019ef8db-9280-7270-805a-c3787b4b3f9c",
        talk_about="",
        entries=(ChosenEntry(entry, None),),
        kind=PortfolioKind.PORTFOLIO,
        shows_programme=False,
    )


def test_ten_thousand_words_are_all_there(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(10_000))
    path = written(long_content(words), tmp_path / "out.pdf")
    assert words_in_frames(path, 2) == letters_of(["Reflections", "Long", "02/01/2026", words])


def test_an_entry_without_text_and_one_without_anything_visible_are_set(tmp_path: Path) -> None:
    for markdown in ("", " \n\n ", "##", "- ", "\u200b", "**"):
        written(long_content(markdown), tmp_path / "out.pdf")
