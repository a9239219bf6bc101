"""What is killed while files are taken in, opened as copies and erased."""

from functools import partial

from ahpjournal.domain.attachments import Attachment
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.attachments import Pasted
from ahpjournal.services.session import JournalSession
from tests.builders import entry
from tests.faults.kills import Activity, Place, Said, Say, Verdict, problems_of

ROUNDS_ON_ONE_FILE = 12
QUIET = SilentJob()


def _prepare(place: Place) -> None:
    if place.number % ROUNDS_ON_ONE_FILE == 0:
        place.clear()
        place.create()


def _bytes_of(number: int) -> bytes:
    """Give between half a part and five parts of bytes that follow from *number*."""
    return number.to_bytes(4, "big") * (50_000 * (1 + number % 10))


def _attach(place: Place, say: Say) -> None:
    with place.opened() as session:
        owner = session.entries.save(entry(1 + place.number, "with files"))
        number = place.number * 1_000
        while True:
            number += 1
            data = _bytes_of(number)
            source = Pasted(f"{number}.dat", partial(bytes, data))
            taken = session.attachments.take_in([source], QUIET)
            (made,) = session.attachments.add(owner.id, taken.stored)
            say(f"attached {number}")
            if number % 5 == 0:
                session.attachments.remove(made)
                (item,) = (item for item in session.bin.items() if item.id == made.id)
                session.bin.erase([item], back_up=lambda: None)
                say(f"erased {number}")
                session.attachments.sweep(QUIET)


def _look(place: Place, said: Said) -> Verdict:
    verdict = Verdict(acknowledged=len(said.lines))
    attached = {int(words[1]) for words in said.words if words[0] == "attached"}
    erased = {int(words[1]) for words in said.words if words[0] == "erased"}
    last = max(attached, default=0)
    with place.opened() as session:
        session.attachments.sweep(QUIET)  # as the window does when it opens a journal
        verdict.problems += problems_of(session)
        found = _found(session, place)
        for number in attached - erased:
            if number not in found:
                verdict.lost += not (number == last and number % 5 == 0)
            elif session.attachments.look(found[number], QUIET).data != _bytes_of(number):
                verdict.lost += 1
        verdict.lost += len(erased & found.keys())
        kept = sum(found[number].size for number in found)
        others = [session.attachments.list_of(entry(1 + n).id) for n in range(place.number)]
        kept += sum(one.size for attachments in others for one in attachments)
        if session.attachments.total_bytes() != kept and not session.bin.items():
            verdict.problems.append("bytes of what was erased are left")
    return verdict


def _found(session: JournalSession, place: Place) -> dict[int, Attachment]:
    owner = entry(1 + place.number).id
    return {int(one.name.split(".")[0]): one for one in session.attachments.list_of(owner)}


def activities() -> tuple[Activity, ...]:
    """Give what is killed here."""
    return (Activity("attaching", _prepare, _attach, _look, 0.6, 10),)
