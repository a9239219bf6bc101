from ahpjournal.ui.editor.blocks import Block, BlockKind, Span, merge_spans, numbers, settle_levels

ITEM, NUMBER, TEXT = BlockKind.BULLET, BlockKind.NUMBER, BlockKind.PARAGRAPH


def test_neighbours_in_one_format_are_joined_and_empty_ones_left_out() -> None:
    spans = (Span("a"), Span(""), Span("b"), Span("c", bold=True), Span("d", bold=True))
    assert merge_spans(spans) == (Span("ab"), Span("cd", bold=True))


def test_a_list_item_is_at_most_one_level_below_the_one_before() -> None:
    levels = [0, 3, 1, 4]
    settled = settle_levels(Block(ITEM, (Span("x"),), level) for level in levels)
    assert [block.level for block in settled] == [0, 1, 1, 2]


def test_a_paragraph_between_items_starts_the_levels_again() -> None:
    blocks = (Block(ITEM, level=0), Block(ITEM, level=1), Block(TEXT), Block(ITEM, level=1))
    assert [block.level for block in settle_levels(blocks)] == [0, 1, 0, 0]


def test_items_are_numbered_level_by_level() -> None:
    blocks = [Block(NUMBER), Block(NUMBER, level=1), Block(NUMBER, level=1), Block(NUMBER)]
    assert numbers(blocks) == (1, 1, 2, 2)


def test_a_bullet_between_numbers_starts_them_again() -> None:
    assert numbers([Block(NUMBER), Block(ITEM), Block(NUMBER)]) == (1, 0, 1)


def test_a_list_may_start_at_another_number() -> None:
    assert numbers([Block(NUMBER, start=4), Block(NUMBER, start=9)]) == (4, 5)


def test_text_of_a_block_is_not_in_its_repr() -> None:
    assert "secret" not in repr(Block(TEXT, (Span("secret"),)))
