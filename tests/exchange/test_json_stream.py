import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.exchange import json_stream
from ahpjournal.exchange.json_stream import JsonWindow, items_of

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=4)


def read(data: bytes) -> tuple[dict[str, Any], list[Any]]:
    rest: dict[str, Any] = {}
    window = JsonWindow(io.BytesIO(data).read)
    return rest, list(items_of(window, "entries", rest))


@given(DOCUMENTS, st.lists(VALUES, max_size=4), st.integers(1, 9), st.booleans())
def test_whatever_the_pieces_it_is_what_the_standard_library_reads(
    others: dict[str, Any], entries: list[Any], chunk: int, has_mark: bool
) -> None:
    document = {**others, "entries": entries}
    data = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    try:
        data.decode()
    except UnicodeDecodeError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "CHUNK", chunk)
        rest, items = read((b"\xef\xbb\xbf" if has_mark else b"") + data)
    assert {**rest, "entries": items} == document


@given(st.binary(max_size=40) | st.text('{}[]",:entris 1e', max_size=30).map(str.encode))
def test_what_is_no_object_is_refused_like_anything_else(data: bytes) -> None:
    def of_the_library() -> object:
        pairs: list[list[tuple[str, Any]]] = []

        def keep(found: list[tuple[str, Any]]) -> dict[str, Any]:
            pairs.append(found)
            return dict(found)

        document = json.loads(data.decode("utf-8-sig"), object_pairs_hook=keep)
        lists = [v for k, v in pairs[-1] if k == "entries" and isinstance(v, list)] if pairs else []
        return document if isinstance(document, dict) and len(lists) < 2 else None

    try:
        wanted = of_the_library()
    except ValueError:
        wanted = None
    if wanted is None:
        with pytest.raises(ValueError):  # noqa: PT011 - which one depends on what is wrong
            read(data)
    else:
        read(data)


def test_a_list_of_another_kind_is_left_with_the_rest() -> None:
    assert read(b'{"entries": "many", "a": {"entries": [1]}}') == (
        {"entries": "many", "a": {"entries": [1]}},
        [],
    )
    assert read(b" {} ") == ({}, [])


@pytest.mark.parametrize("data", [b"{}x", b'{"entries": [1], "entries": [2]}', b'{"a": NaN}'])
def test_what_is_ambiguous_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one depends on what is wrong
        read(data)


def test_a_text_that_ends_in_half_a_character_is_no_text() -> None:
    with pytest.raises(UnicodeDecodeError):
        read(b'{"a": "\xc3')


def test_no_more_is_read_than_the_largest_value_needs() -> None:
    sizes: list[int] = []
    entries = ", ".join(json.dumps("x" * 1_000) for _ in range(2_000))
    file = io.BytesIO(f'{{"entries": [{entries}]}}'.encode())

    def reading(size: int) -> bytes:
        sizes.append(size)
        return file.read(size)

    assert sum(1 for _ in items_of(JsonWindow(reading), "entries", {})) == 2_000
    assert max(sizes) == json_stream.CHUNK
