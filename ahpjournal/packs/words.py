"""Words for the mistakes in a content file."""

from typing import assert_never

from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.text import _


def describe_problems(error: PackError) -> tuple[str, ...]:
    """Put every problem of *error* into one line, in the order of the file's lines."""
    return tuple(describe_problem(problem) for problem in error.problems)


def describe_problem(problem: PackProblem) -> str:
    """Put *problem* into one line."""
    expected, found = problem.expected or _("nothing"), problem.found or _("nothing")
    if problem.code in {ProblemCode.TYPE, ProblemCode.MISSING}:
        names = _type_words()
        expected, found = names.get(expected, expected), names.get(found, found)
    if problem.code is ProblemCode.SYNTAX:
        expected = _syntax_words().get(expected, expected)
    said = _said(problem).format(expected=expected, found=found)
    if problem.key:
        place = _("{file}, line {line}, {key}: {said}")
    elif problem.column:
        place = _("{file}, line {line}, column {column}: {said}")
    else:
        place = _("{file}, line {line}: {said}")
    return place.format(
        file=problem.file, line=problem.line, column=problem.column, key=problem.key, said=said
    )


def _type_words() -> dict[str, str]:
    """Give what TOML's types are to somebody who edits the file."""
    return {
        "string": _("text in quotation marks"),
        "integer": _("a whole number"),
        "float": _("a number with a point"),
        "boolean": _("true or false"),
        "array": _("a list in square brackets"),
        "table": _("a part with keys of its own"),
        "date or time": _("a date or time"),
    }


def _syntax_words() -> dict[str, str]:
    """Give what the reader of TOML means by its commonest complaints."""
    return {
        r"Illegal character '\n'": _("a quotation mark is missing before the end of the line"),
        "Unterminated string": _("a quotation mark is missing before the end of the file"),
        "Cannot overwrite a value": _("this key stands here twice"),
        "Invalid statement": _("a line begins with a key or with a heading in square brackets"),
        "Expected '=' after a key in a key/value pair": _(
            "after a key there has to be an equals sign"
        ),
        "Unclosed array": _("a square bracket or a comma is missing"),
    }


def _said(problem: PackProblem) -> str:  # noqa: C901, PLR0911, PLR0912 - one case for each code
    match problem.code:
        case ProblemCode.NOT_TEXT:
            return _("this is not text in {expected} (byte {found}). Save the file as {expected}.")
        case ProblemCode.TOO_LARGE:
            return _("the file is larger than {expected} bytes.")
        case ProblemCode.TOO_DEEP:
            return _("brackets are nested too deeply.")
        case ProblemCode.SYNTAX:
            if not problem.found:
                return _("this cannot be read as TOML ({expected}).")
            return _("this cannot be read as TOML ({expected}). Found: {found}")
        case ProblemCode.WRONG_FORMAT:
            return _('expected "{expected}", found "{found}". This is another kind of file.')
        case ProblemCode.NEWER_VERSION:
            return _(
                "written for a newer program: format version {found}, this one reads {expected}."
            )
        case ProblemCode.MISSING:
            return _("this key is missing; it holds {expected}.")
        case ProblemCode.UNKNOWN_KEY:
            return _('nothing is called "{found}" here. Expected: {expected}.')
        case ProblemCode.TYPE:
            return _("expected {expected}, found {found}.")
        case ProblemCode.EMPTY:
            return _("there is no text here yet.")
        case ProblemCode.TOO_LONG:
            return _("{found} characters; at most {expected} fit.")
        case ProblemCode.LINE_BREAK:
            return _("this text has to stay on one line: {found}")
        case ProblemCode.CONTROL_CHARACTER:
            return _("there is a character that cannot be shown ({found}).")
        case ProblemCode.ID_CHARACTERS:
            return _('"{found}" cannot be an id: a letter first, then only {expected}, 40 in all.')
        case ProblemCode.DUPLICATE:
            return _('"{found}" is there already.')
        case ProblemCode.UNKNOWN_REFERENCE:
            return _('there is no "{found}". Known here: {expected}.')
        case ProblemCode.COUNT:
            return _("expected {expected} of these, found {found}.")
        case ProblemCode.OUT_OF_RANGE:
            return _("expected a number in {expected}, found {found}.")
        case ProblemCode.SEQUENCE:
            return _(
                "expected the number {expected}, found {found}: the numbers run without a gap."
            )
    assert_never(problem.code)
