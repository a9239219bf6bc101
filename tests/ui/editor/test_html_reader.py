from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.ui.editor.blocks import BlockKind
from ahpjournal.ui.editor.html_reader import blocks_of_html
from ahpjournal.ui.editor.markdown_reader import read_blocks
from ahpjournal.ui.editor.markdown_writer import write_blocks

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "clipboard").glob("*.html"))


def written(markup: str) -> str:
    return write_blocks(blocks_of_html(markup))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_other_programs_copy_arrives_in_the_subset(sample: Path) -> None:
    wanted = sample.with_suffix(".md").read_text(encoding="utf-8").rstrip("\n")
    found = written(sample.read_text(encoding="utf-8"))
    assert found == wanted
    assert write_blocks(read_blocks(found)) == found


def test_there_are_samples_of_many_programs() -> None:
    assert {path.stem for path in SAMPLES} >= {"word", "outlook", "google-docs", "teams"}


def test_text_beside_tags_that_do_not_fit_is_kept() -> None:
    markup = "a</td></p></ul>b<table><tr>c<td>d</table>e<li>f<p>g</x>h"
    text = "".join(block.text for block in blocks_of_html(markup))
    assert {*"abcdefgh"} <= {*text}


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<p>a<br><br>b<br>c", "a\n\nb\\\nc"),
        ("<p style='mso-list:none'>a</p>", "a"),
        ("<p style='mso-list:l0 level1 lfo1'>\u00b7&nbsp;&nbsp; a</p>", "- a"),
        ("<h2 style='mso-list:l1 level1'><i style='mso-list:Ignore'>2.1 </i>b</h2>", "## 2.1 b"),
        ("<a href=https://a.org/>b</a> c", "[b](https://a.org/) c"),
        ("<p title=it's>a</p><p title='b'>c</p>", "a\n\nc"),
        ("<s>a</s> <del cite='mailto:x'>b</del>", "a"),
        ("<table><caption>a</caption><tr><td>b<td>c", "a\n\nb \\| c"),
        ("<p>a<table><tr><td><p>b</p><td><p>c</p></table>d", "a\n\nb \\| c\n\nd"),
        ("<p>a &lt;!-- <!-- b --> c <!-- d", "a \\<!-- c \\<!-- d"),
        ("<ul><li>a<p>b</p></ul>", "- a\\\n  b"),
        ("12<sup>th</sup> 10<sup>-3</sup>", "12th 10\u207b\u00b3"),
        ("<u style='font-weight:700'>a</u> <i>b</i>", "**a** *b*"),
        ("<i>b <u style='font-style:normal'>c</u></i>", "*b* c"),
        ("<img alt='\U0001f600'> <img alt='chart 1'>", "\U0001f600"),
    ],
)  # fmt: skip
def test_small_things_arrive_as_they_were_meant(markup: str, found: str) -> None:
    assert written(markup) == found


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" type="text/css" href="{address}"><p>a</p>',
        '<style>@import url("{address}");</style><p>a</p>',
        '<p style="background:url({address})">a<img src="{address}" alt=""></p>',
        '<object data="{address}"></object><iframe src="{address}"></iframe><p>a</p>',
    ],
)
def test_nothing_that_is_named_is_read(markup: str, tmp_path: Path) -> None:
    """A style sheet could lie on a network share, which would learn who pastes."""
    sheet = tmp_path / "sheet.css"
    sheet.write_text("p { font-weight: bold }", encoding="utf-8")
    assert written(markup.format(address=sheet.as_uri())) == "a"


@pytest.mark.parametrize("part", ["<p", "<!--", "<div><b>", "<table><td>", "</p>"])
def test_malformed_html_of_any_length_is_read(part: str) -> None:
    blocks = blocks_of_html(part * 20_000 + "<p>end</p>")
    assert blocks[-1].text.endswith("end")


TAGS = ["p", "ul", "ol", "li", "table", "tr", "td", "b", "h2", "blockquote", "pre"]
PARTS = [*(f"<{t}>" for t in TAGS), *(f"</{t}>" for t in TAGS), "<br>", "<![if !x]>", "&nbsp;"]


@given(st.lists(st.sampled_from([*PARTS, *"wxy"])))
def test_every_word_arrives_once_and_in_order(parts: list[str]) -> None:
    words = [f"w{place}" if part in "wxy" else part for place, part in enumerate(parts)]
    found = blocks_of_html(" ".join(words))
    text = " ".join(block.text for block in found)
    wanted = [word for word, part in zip(words, parts, strict=True) if part in "wxy"]
    assert [w.strip(";|") for w in text.split() if w.strip(";|").startswith("w")] == wanted
    assert all(b.kind in BlockKind and b.text.strip() for b in found)
