"""What a check found, in words for people."""

from ahpjournal.storage.check import CheckProblem
from ahpjournal.text import _


def problem_in_words(problem: CheckProblem) -> str:
    """Say what is wrong; never with anything that is written in the journal."""
    words = {
        "pages": _("parts of the file cannot be read"),
        "foreign-keys": _("something refers to what is not there ({where})"),
        "schema": _("it is not built as it should be ({where})"),
        "search-index": _("what search goes by does not match the texts"),
        "attachment": _("an attachment is not as it was put in ({where})"),
        "record": _("a record cannot be understood ({where})"),
    }
    return words.get(problem.code, problem.code).format(where=problem.detail)


def problems_in_words(problems: tuple[CheckProblem, ...]) -> str:
    """Say what is wrong, each thing once."""
    return "; ".join(dict.fromkeys(map(problem_in_words, problems)))
