"""One is one, and several are several."""

from ahpjournal.cli.counts import counted


def test_one_and_several_are_said_as_people_say_them() -> None:
    assert counted({"entries": 1, "actions": 2, "ratings": 0}) == "1 entry, 2 actions, 0 ratings"
    assert counted({"responsibilities": 1}) == "1 responsibility"
    assert counted({"tags": 1}) == "1 tag"
    assert counted({"something": 3}) == "3 something"
    assert counted({}) == "nothing"
