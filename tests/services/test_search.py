from datetime import date

from ahpjournal.domain.programme import Module
from ahpjournal.domain.search import Grouping, SearchKind, parse
from ahpjournal.services.session import JournalSession
from tests.builders import action, entry


def test_everything_written_is_searched(session: JournalSession) -> None:
    session.entries.save(entry(1, "The falls audit."))
    session.plans.save(action(1, title="Present the audit"))
    assert {hit.title for hit in session.search.search("audit")} == {"Entry 1", "Present the audit"}
    assert len(session.search.search("audit", limit=1)) == 1
    assert session.search.search("") == ()


def test_filters_narrow_a_search_and_a_wrong_one_finds_nothing(session: JournalSession) -> None:
    session.entries.save(entry(1, "The falls audit.", tags=("falls",)))
    session.entries.save(entry(2, "Another audit."))
    assert [hit.title for hit in session.search.search("audit tag:falls")] == ["Entry 1"]
    assert [hit.title for hit in session.search.search("tag:falls")] == ["Entry 1"]
    assert session.search.search("audit tag:unknown") == ()
    assert session.search.search("audit", limit=0) == ()


def test_names_follow_what_is_written(session: JournalSession) -> None:
    assert session.search.names().tags == ()
    session.entries.save(entry(1, tags=("falls",)))
    assert session.search.names().tags == ("falls",)
    session.programme.save_module(Module(2, "Safety first"))
    assert session.search.understand("module:\u201cx\u201d").problems
    assert session.search.understand('module:"safety first"').can_be_followed
    assert session.search.understand(parse("competency:a1 theme:voice")).can_be_followed


def test_a_reason_is_called_after_its_competency(session: JournalSession) -> None:
    sitting = session.ratings.start(session.ratings.suggested().kind)  # type: ignore[union-attr]
    session.ratings.rate(sitting.id, "A1", 2, because="I have led one audit.")
    (hit,) = session.search.search("audit")
    assert (hit.kind, hit.title, hit.opens) == (SearchKind.REASON, "A1 A1", sitting.id)


def test_what_is_found_on_days(session: JournalSession) -> None:
    assert session.search.span() is None
    session.entries.save(entry(1, on=date(2026, 1, 12)))
    wanted = session.search.understand("in:reflections").wanted
    assert session.search.span() == (date(2026, 1, 12), date(2026, 1, 12))
    assert session.search.timeline(wanted, Grouping.MONTH).groups == (("2026-01", 1),)
    (one,) = session.search.dated_entries(wanted, date(2026, 1, 1), date(2026, 1, 31))
    assert one.key == session.search.find(wanted).keys[0]
