import pytest

from ahpjournal.ui.editor.blocks import LINE_BREAK, BlockKind
from ahpjournal.ui.editor.markdown_reader import read_blocks

P, H2, H3 = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.SUBHEADING
UL, OL, TODO, DONE, QUOTE = (
    BlockKind.BULLET,
    BlockKind.NUMBER,
    BlockKind.TODO,
    BlockKind.DONE,
    BlockKind.QUOTE,
)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", []),
        ("a\n\nb", [(P, 0, "a"), (P, 0, "b")]),
        ("a\nb", [(P, 0, "a b")]),
        ("# a\n## b\n### c\n###### d", [(H2, 0, "a"), (H2, 0, "b"), (H3, 0, "c"), (H3, 0, "d")]),
        ("## a ##", [(H2, 0, "a")]),
        ("a\n===\nb\n---", [(H2, 0, "a"), (H2, 0, "b")]),
        ("#no heading", [(P, 0, "#no heading")]),
        ("- a\n- b", [(UL, 0, "a"), (UL, 0, "b")]),
        ("* a\n\n* b", [(UL, 0, "a"), (UL, 0, "b")]),
        ("- a\n  - b\n    - c\n- d", [(UL, 0, "a"), (UL, 1, "b"), (UL, 2, "c"), (UL, 0, "d")]),
        ("1. a\n2. b\n   1. c", [(OL, 0, "a"), (OL, 0, "b"), (OL, 1, "c")]),
        ("- [ ] a\n- [x] b\n- [X] c", [(TODO, 0, "a"), (DONE, 0, "b"), (DONE, 0, "c")]),
        ("- a\nb", [(UL, 0, "a b")]),
        ("- a\n\nb", [(UL, 0, "a"), (P, 0, "b")]),
        ("- a\n\n  b", [(UL, 0, f"a{LINE_BREAK}b")]),
        ("a\n- b", [(P, 0, "a"), (UL, 0, "b")]),
        ("a\n2. b", [(P, 0, "a 2. b")]),
        ("> a\n> b\n>\n> c", [(QUOTE, 0, "a b"), (QUOTE, 0, "c")]),
        ("> a\nb\n\nc", [(QUOTE, 0, "a b"), (P, 0, "c")]),
        ("> > a", [(QUOTE, 0, "a")]),
        ("a\\\nb", [(P, 0, f"a{LINE_BREAK}b")]),
        ("```\n<b>\n  *x*\n```\nafter", [(P, 0, f"<b>{LINE_BREAK}  *x*"), (P, 0, "after")]),
        ("    code *x*", [(P, 0, "code *x*")]),
        ("a\n\n---\n\nb", [(P, 0, "a"), (P, 0, "---"), (P, 0, "b")]),
        ("<div>a</div>", [(P, 0, "<div>a</div>")]),
        ("| a |\n|---|\n| b |", [(P, 0, f"| a |{LINE_BREAK}|---|{LINE_BREAK}| b |")]),
        ("a\r\n\r\nb\rc", [(P, 0, "a"), (P, 0, "b c")]),
        ("- - a", [(UL, 0, "a")]),
    ],
)
def test_markdown_is_read_into_blocks(
    markdown: str, blocks: list[tuple[BlockKind, int, str]]
) -> None:
    assert [(b.kind, b.level, b.text) for b in read_blocks(markdown)] == blocks


def test_a_list_keeps_its_first_number() -> None:
    assert [b.start for b in read_blocks("7. a\n8. b")] == [7, 8]


@pytest.mark.parametrize(
    "hostile",
    [
        "> " * 100_000,
        "- " * 100_000,
        "".join("  " * n + "- x\n" for n in range(400)),
        "```\n" * 50_000,
        ">\n" * 50_000,
        "#" * 200_000,
        "1. " * 60_000,
    ],
)
def test_hostile_text_is_read_without_a_freeze(hostile: str) -> None:
    assert isinstance(read_blocks(hostile), tuple)
