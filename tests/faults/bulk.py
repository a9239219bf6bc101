"""What is killed while thousands of records change at once: renaming a tag, and bringing in."""

import json
from dataclasses import replace

from ahpjournal.domain.entries import Section
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.tags import TagOrder
from ahpjournal.services.session import JournalSession
from tests.builders import entry
from tests.faults.kills import Activity, Place, Said, Say, Verdict, problems_of

TAGGED = 450
BROUGHT = 300
TAGS = ("ward", "site")
QUIET = SilentJob()


def _prepare_retagging(place: Place) -> None:
    place.clear()
    place.create()
    with place.opened() as session:
        journal = session._journal
        with journal.transaction():
            for number in range(TAGGED):
                journal.entries.add(entry(number, f"text {number} " * 40, tags=("ward", "falls")))


def _retag(place: Place, say: Say) -> None:
    """Rename back and forth; what is saved between two batches is acknowledged."""
    with place.opened() as session:
        saves = _Saves(session, say)
        say("go")
        while True:
            for before, after in (TAGS, TAGS[::-1]):
                session.tags.carry_out(TagOrder(before, after), saves)
                say(f"renamed {after}")


class _Saves:
    """A job that saves an entry whenever it is asked how it goes, as a window might."""

    def __init__(self, session: JournalSession, say: Say) -> None:
        self.session = session
        self.say = say
        self.number = 0

    def report(self, _progress: object) -> None:
        """Save an entry that is not retagged in the same batch."""
        self.number += 1
        kept = self.session.entries.get(entry(TAGGED - 1).id)
        assert kept is not None
        text = f"saved {self.number} " * 30
        self.session.entries.save(replace(kept, sections=(Section("text", text),)))
        self.say(f"saved {self.number}")

    def check_cancelled(self) -> None:
        """Never stop."""


def _look_at_retagging(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=len(said.lines))
    saved = max((int(words[1]) for words in said.words if words[0] == "saved"), default=0)
    with place.opened() as session:
        verdict.problems += problems_of(session)
        for number in range(TAGGED):
            found = session.entries.get(entry(number).id)
            words = found.markdown.split()[:2] if found is not None else []
            is_last = number == TAGGED - 1 and saved > 0
            may_be = {f"saved {saved}", f"saved {saved + 1}"} if is_last else {f"text {number}"}
            is_whole = found is not None and _is_whole(found.tags) and " ".join(words) in may_be
            verdict.lost += not is_whole
        # The same change again does the rest.
        session.tags.rename(*TAGS)
        counts = dict(session.tags.all())
        if counts != {"site": TAGGED, "falls": TAGGED}:
            verdict.problems.append(f"not renamed: {counts}")
    return verdict


def _is_whole(tags: tuple[str, ...]) -> bool:
    return len(tags) == len(TAGS) and "falls" in tags and bool({*tags} & {*TAGS})


def _prepare_importing(place: Place) -> None:
    place.clear()
    place.create()
    with place.opened() as session:
        session.entries.save(entry(9_999, "here before"))


def _import(place: Place, say: Say) -> None:
    entries = [
        {"id": entry(n).id, "title": f"Entry {n}", "on": "2026-01-12",
         "sections": [{"markdown": f"text {n} " * 60}], "tags": ["brought"]}
        for n in range(BROUGHT)
    ]  # fmt: skip
    document = {"format": "ahpjournal", "version": 1, "entries": entries}
    data = json.dumps(document).encode()
    with place.opened() as session:
        say("go")
        session.transfer.import_json(data, QUIET)
        say("brought in")


def _look_at_importing(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=int("brought in" in said.lines))
    with place.opened() as session:
        verdict.problems += problems_of(session)
        verdict.lost += session.entries.get(entry(9_999).id) is None
        found = sum(session.entries.get(entry(n).id) is not None for n in range(BROUGHT))
    if found not in {0, BROUGHT}:
        verdict.problems.append("half brought in")
    verdict.lost += BROUGHT * verdict.acknowledged - found if verdict.acknowledged else 0
    return verdict


def activities() -> tuple[Activity, ...]:
    """Give what is killed here."""
    return (
        Activity("retagging", _prepare_retagging, _retag, _look_at_retagging, 0.6, 8),
        Activity("importing", _prepare_importing, _import, _look_at_importing, 0.0, 8),
    )
