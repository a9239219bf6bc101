"""Reading content files."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.packs import document
from ahpjournal.packs.document import (
    LARGEST_FILE,
    Document,
    key_text,
    read_bytes,
    read_file,
    read_resource,
    shown,
)
from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode


def _problem(text: str) -> PackProblem:
    with pytest.raises(PackError) as raised:
        Document(text, "a.toml")
    assert len(raised.value.problems) == 1
    return raised.value.problems[0]


def test_a_mistake_in_the_syntax_has_line_and_column() -> None:
    problem = _problem('a = 1\nb 2\nc = "x"\n')

    assert (problem.code, problem.line, problem.column) == (ProblemCode.SYNTAX, 2, 3)
    assert problem.found == "2"
    assert "=" in problem.expected


def test_a_text_without_its_end_is_placed_at_the_end() -> None:
    problem = _problem("a = 1\nb = [1, 2,\n\n   # no more")

    assert (problem.code, problem.line, problem.column) == (ProblemCode.SYNTAX, 4, 13)


def test_a_key_given_twice_is_a_mistake_of_syntax() -> None:
    problem = _problem("a = 1\r\nb = 2\r\na = 3\r\n")

    assert (problem.code, problem.line) == (ProblemCode.SYNTAX, 3)


def test_numbers_beyond_all_measure_are_refused() -> None:
    assert _problem(f"a = {'9' * 5000}").code is ProblemCode.SYNTAX


def test_deep_nesting_is_refused() -> None:
    assert _problem(f"a = {'[' * 100_000}{']' * 100_000}").code is ProblemCode.TOO_DEEP


@pytest.mark.parametrize("opening", ["[", "{x="])
def test_nesting_near_the_limit_is_read_or_refused(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    refused = set()
    for depth in range(50, 600, 10):
        text = f"a = {opening * depth}{'1' if closing == '}' else ''}{closing * depth}"
        with pytest.raises(PackError) as raised:
            Document(text, "a.toml").check_header("kind", 1)
        refused.add(raised.value.problems[0].code)

    assert refused == {ProblemCode.WRONG_FORMAT, ProblemCode.TOO_DEEP}


def test_a_document_too_deep_for_finding_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_text: str) -> None:
        raise RecursionError

    monkeypatch.setattr(document, "key_lines", give_up)
    with pytest.raises(PackError) as raised:
        Document("a = 1", "a.toml").check_header("kind", 1)
    assert [p.code for p in raised.value.problems] == [ProblemCode.TOO_DEEP]


def test_bytes_that_are_not_text_have_a_place() -> None:
    with pytest.raises(PackError) as raised:
        read_bytes(b'a = 1\nb = "tea \xe9"\n', "a.toml")

    expected = PackProblem("a.toml", 2, "", ProblemCode.NOT_TEXT, "UTF-8", "0xE9", 10)
    assert raised.value.problems == (expected,)


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read_bytes(b"\xef\xbb\xbfa = 1\n", "a.toml").table == {"a": 1}


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))

    with pytest.raises(PackError) as raised:
        read_file(path)
    assert raised.value.problems[0].code is ProblemCode.TOO_LARGE


def test_problems_name_the_file_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("a", encoding="utf-8")

    with pytest.raises(PackError) as raised:
        read_file(path)
    assert raised.value.field == raised.value.problems[0].file == "mine.toml"


def test_a_missing_file_is_a_condition(tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as raised:
        read_file(tmp_path / "none.toml")
    assert raised.value.code is ConditionCode.MISSING


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ConditionError) as raised:
        read_file(tmp_path)
    assert raised.value.code is ConditionCode.NOT_A_FILE


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError, ConditionCode.NO_PERMISSION),
        (OSError, ConditionCode.DRIVE_PROBLEM),
    ],
)
def test_a_file_that_cannot_be_read_is_a_condition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], code: ConditionCode
) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = 1", encoding="utf-8")

    def refuse(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConditionError) as raised:
        read_file(path)
    assert raised.value.code is code
    assert raised.value.path == os.fspath(path)


def test_a_resource_that_is_not_there_is_a_fault_of_the_installation() -> None:
    with pytest.raises(ConditionError) as raised:
        read_resource("packs", "none.toml")
    assert raised.value.code is ConditionCode.RESOURCE_MISSING
    assert raised.value.path == "packs/none.toml"


@pytest.mark.parametrize(
    ("header", "code", "line"),
    [
        ("", ProblemCode.WRONG_FORMAT, 1),
        ('\nformat = "other"\nversion = 1', ProblemCode.WRONG_FORMAT, 2),
        ('format = "kind"', ProblemCode.WRONG_FORMAT, 1),
        ('format = "kind"\nversion = "1"', ProblemCode.WRONG_FORMAT, 2),
        ('format = "kind"\nversion = true', ProblemCode.WRONG_FORMAT, 2),
        ('format = "kind"\nversion = 0', ProblemCode.WRONG_FORMAT, 2),
        ('format = "kind"\n\nversion = 3', ProblemCode.NEWER_VERSION, 3),
    ],
)
def test_another_kind_of_file_is_told_from_a_newer_one(
    header: str, code: ProblemCode, line: int
) -> None:
    with pytest.raises(PackError) as raised:
        Document(header, "a.toml").check_header("kind", 2)

    assert [(p.code, p.line) for p in raised.value.problems] == [(code, line)]


def test_a_header_of_this_version_or_older_is_accepted() -> None:
    for version in (1, 2):
        Document(f'format = "kind"\nversion = {version}', "a.toml").check_header("kind", 2)


def test_a_missing_key_has_the_line_of_what_is_around_it() -> None:
    document = Document("[a]\nx = 1\n[[a.rows]]\n[[a.rows]]\ny = 1\n", "a.toml")
    document.add(ProblemCode.MISSING, ("a", "rows", 1, "z"), expected="string")
    document.add(ProblemCode.MISSING, ("elsewhere", "z"), expected="string")

    with pytest.raises(PackError) as raised:
        document.raise_problems()
    assert [(p.line, p.key) for p in raised.value.problems] == [
        (1, "elsewhere.z"),
        (4, "a.rows[2].z"),
    ]


def test_a_document_without_problems_raises_nothing() -> None:
    Document("a = 1", "a.toml").raise_problems()


def test_keys_are_written_as_people_count() -> None:
    assert key_text(("competencies", 3, "descriptors", 4)) == "competencies[4].descriptors[5]"
    assert key_text(("two words", "x")) == '"two words".x'
    assert key_text(()) == ""


def test_what_was_found_is_shown_on_one_short_line() -> None:
    assert shown("a\n  b\tc\x07") == "a b c\N{REPLACEMENT CHARACTER}"
    assert shown(value=True) == "true"
    assert len(shown("x" * 500)) == 60


@given(st.text() | st.text("[]{}=\"'#.,\n\r\t \\ua1-:"))
@example("a = '''")
@example("\ud800")
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    problems: tuple[PackProblem, ...] = ()
    try:
        Document(text, "a.toml")
    except PackError as error:
        problems = error.problems
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert problem.column >= 0
        assert "\n" not in problem.found


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = read_bytes(data, "a.toml")
    except PackError as error:
        problems = error.problems
    else:
        assert document.file == "a.toml"
        return
    assert problems
