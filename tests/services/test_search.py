from ahpjournal.services.session import JournalSession
from tests.builders import action, entry


def test_everything_written_is_searched(session: JournalSession) -> None:
    session.entries.save(entry(1, "The falls audit."))
    session.plans.save(action(1, title="Present the audit"))
    assert {hit.title for hit in session.search.search("audit")} == {"Entry 1", "Present the audit"}
    assert len(session.search.search("audit", limit=1)) == 1
    assert session.search.search("") == ()
