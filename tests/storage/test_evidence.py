"""What ratings may rest on, read from the tables as they are."""

from dataclasses import replace

from ahpjournal.domain.entries import Precision
from ahpjournal.domain.ratings import EvidenceKind, EvidenceLink, Rating, Sitting, SittingKind
from ahpjournal.storage.evidence import EvidenceRepository
from ahpjournal.storage.journal_file import JournalFile
from tests.builders import MOMENT, action, entry

FILE = "60000000-0000-7000-8000-000000000001"


def attach(journal: JournalFile, owner: str) -> None:
    """Attach a file to an entry by hand."""
    execute = journal._connection.execute
    execute("INSERT INTO content (sha256, size) VALUES ('00', 1)")
    execute(
        "INSERT INTO attachment (uid, created_at, updated_at, hlc, entry, position, name,"
        " media_type, size, sha256) VALUES (?, '', '', '', ?, 0, 'letter.pdf', '', 1, '00')",
        (FILE, owner),
    )


def test_reflections_actions_and_attachments_are_offered(journal: JournalFile) -> None:
    assert isinstance(journal.evidence, EvidenceRepository)
    first = entry(1, title="A week", competencies=("A1",))
    with journal.transaction():
        journal.entries.add(first)
        journal.entries.add(entry(2, title="", text="No title, but first words."))
        journal.actions.add(action(1, title="Do it", competencies=("A1",)))
        attach(journal, first.id)
    offered = journal.evidence.suggest("A1", "", 9)
    assert {(i.link.kind, i.title, i.is_linked) for i in offered} == {
        (EvidenceKind.ENTRY, "A week", True),
        (EvidenceKind.ENTRY, "No title, but first words.", False),
        (EvidenceKind.ACTION, "Do it", True),
        (EvidenceKind.ATTACHMENT, "letter.pdf", True),
    }
    assert [i.is_linked for i in offered] == [True, True, True, False]
    assert len(journal.evidence.suggest("A1", "", 2)) == 2
    assert [i.title for i in journal.evidence.suggest("A1", "letter", 9)] == ["letter.pdf"]


def test_a_day_is_told_only_as_exactly_as_its_owner_chose(journal: JournalFile) -> None:
    first = replace(entry(1), on_precision=Precision.WEEK)
    with journal.transaction():
        journal.entries.add(first)
        journal.actions.add(action(1))
        attach(journal, first.id)
    exact = {i.link.kind: i.precision for i in journal.evidence.suggest("A1", "", 9)}
    assert exact == {
        EvidenceKind.ENTRY: Precision.WEEK,
        EvidenceKind.ACTION: Precision.DAY,
        EvidenceKind.ATTACHMENT: Precision.WEEK,
    }


def test_an_attachment_of_a_removed_reflection_is_not_here(journal: JournalFile) -> None:
    first = entry(1)
    link = EvidenceLink(EvidenceKind.ATTACHMENT, FILE)
    sitting = Sitting("s1", SittingKind.BASELINE, MOMENT.date(), None, ("A1",), MOMENT)
    with journal.transaction():
        journal.entries.add(first)
        attach(journal, first.id)
        journal.sittings.add(sitting)
        journal.sittings.append(Rating("r1", "s1", "A1", 3, MOMENT, evidence=(link,)))
    found = journal.evidence.describe([link])[link]
    assert (found.title, found.within) == ("letter.pdf", first.id)
    assert journal.evidence.counts({}).files == {"A1": 1}
    with journal.transaction():
        journal.entries.set_removed(first.id, is_removed=True)
    assert not journal.evidence.describe([link])[link].is_here
    assert journal.evidence.counts({}).files == {}
    assert journal.sittings.ratings()[0].evidence == (link,)
