"""Text that people type, made up at random and picked from what went wrong elsewhere."""

from hypothesis import strategies as st

from ahpjournal.ui.editor.blocks import Block, BlockKind, Span

SAMPLES = (
    "> a line that starts like a quote",
    "_x_ and __y__",
    "~~x~~ and ~x~",
    "# not a heading",
    "## nor this #",
    "1. not a list",
    "1) nor this",
    "12345. nor this one",
    "- not an item",
    "+ nor this",
    "* nor this",
    "--- ",
    "***",
    "===",
    "back\\slash \\* and \\",
    "<b>bold</b> & <script>alert(1)</script>",
    "a | b | c",
    "| --- | --- |",
    "2*3*4 and a*b* c",
    "snake_case_word and _private",
    "[text](https://example.org) ![picture](x.png)",
    "[ ] not a box",
    "`code` and ```fence```",
    "&amp; &nbsp; &#42; AT&T R&D;",
    "https://example.org/a_b_c?x=1&y=2",
    "name@example.org",
    "    four spaces first",
    "\ttab first",
    "5 * 3 > 2 < 7",
    "C# and F#",
    "**half bold* and *half __italic",
    "!important",
    "^caret^ ~tilde ==mark==",
    "مرحبا and שלום",
    "e\u0301 \u1e81 \u0219 \U0001f600",
    "\u00a0no-break space",
    "(a)[b]{c}",
    "ends with a hash #",
)
"""Each of them lost text or changed it in some other rich-text editor."""

_SIGNS = "ab Z1.)(-+*_~#>`[]!\\<&;|=:/\"' \u00e9\u4e2d\u00a0"
words = st.text(alphabet=_SIGNS, min_size=1, max_size=24) | st.sampled_from(SAMPLES)
lines = words.filter(lambda text: bool(text.strip()))
links = st.sampled_from(("", "", "", "https://example.org/a_(b)?c=d&e=f", "mailto:a@example.org"))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Give a span in any format."""
    return Span(draw(words), draw(st.booleans()), draw(st.booleans()), draw(links))


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Give a block of any kind."""
    kind = draw(st.sampled_from(list(BlockKind)))
    found = draw(st.lists(spans(), min_size=1, max_size=4))
    return Block(kind, tuple(found), draw(st.integers(0, 3)) if kind.is_list else 0)
