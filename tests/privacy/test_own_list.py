import pytest

from ahpjournal.privacy.findings import Reason
from ahpjournal.privacy.folding import fold
from ahpjournal.privacy.own_list import OwnEntry, OwnKind, OwnList
from ahpjournal.privacy.reading import Reading


def found(entries: list[str], text: str) -> list[str]:
    folded = fold(text)
    own = OwnList(OwnEntry(entry) for entry in entries)
    hits = own.find(Reading(folded.text))
    return [text[slice(*folded.original(hit.start, hit.end))] for hit in hits]


@pytest.mark.parametrize(
    ("entries", "text", "expected"),
    [
        (["Rose"], "Rose rose and ROSE's", ["Rose", "ROSE"]),
        (["rose"], "Rose rose primrose", ["Rose", "rose"]),
        (["RCX"], "RCX rcx Rcx RCXs", ["RCX", "RCXs"]),
        (["Elm Trust"], "the Elm  Trust's plan, Elm-Trust, elm trust", ["Elm  Trust", "Elm-Trust"]),
        (["Elm", "Elm Trust"], "Elm Trust", ["Elm Trust"]),
        (["Jones"], "the Joneses and Jones' and Jones\u2019s", ["Joneses", "Jones", "Jones"]),
        (["Zoë"], "Zoe and ZOË", ["Zoe", "ZOË"]),
        (["O\u2019Brien"], "O'Brien, o'brien", ["O'Brien"]),
        (["head of therapies"], "The Head of Therapies", ["Head of Therapies"]),
        (["chief ally"], "chief allies", ["chief allies"]),
        (["", " - "], "nothing - here", []),
    ],
)
def test_entries_match_whole_words(entries: list[str], text: str, expected: list[str]) -> None:
    assert found(entries, text) == expected


def test_the_reason_says_what_it_is() -> None:
    own = OwnList(
        [OwnEntry("Elm Trust", OwnKind.ORGANISATION), OwnEntry("lead", OwnKind.JOB_TITLE)]
    )
    reasons = [hit.why for hit in own.find(Reading("lead of Elm Trust"))]
    assert reasons == [Reason.OWN_JOB_TITLE, Reason.OWN_ORGANISATION]
