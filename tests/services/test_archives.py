from pathlib import Path

import pytest

from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import LeavingKind, PortfolioKind
from ahpjournal.domain.profile import Profile
from ahpjournal.services.archives import is_archive, journal_in_archive
from ahpjournal.services.portfolio_words import kind_name
from ahpjournal.services.session import JournalSession
from tests.builders import action, entry


def test_an_archive_brings_everything_back(session: JournalSession, tmp_path: Path) -> None:
    session.profile.save(Profile(name="Asha Example"))
    kept = session.entries.save(entry(1, "Private words."))
    session.plans.save(action(1, why="Because."))
    chosen = session.portfolios.suggested_selection(PortfolioKind.ARCHIVE)
    content = session.portfolios.content(chosen, PortfolioKind.ARCHIVE)
    path = tmp_path / "a.pdf"
    cleared = session.gate.keeper().clear(content)
    session.portfolios.write_pdf(cleared, path, SilentJob(), password="lamp")
    data = path.read_bytes()
    assert is_archive(data)
    assert not is_archive(b'{"format": "ahpjournal"}')
    json = journal_in_archive(data, "lamp", "a.pdf")
    report = session.transfer.import_json(json, SilentJob(), dry_run=True)
    assert (report.same["entries"], report.same["actions"]) == (1, 1)
    assert kept.id in json.decode()


def test_a_file_is_named_when_it_brings_nothing_back() -> None:
    with pytest.raises(InputError) as raised:
        journal_in_archive(b"%PDF-1.7", "", "a.pdf")
    assert (raised.value.code, raised.value.field) == (InputCode.NOT_AN_ARCHIVE, "a.pdf")


def test_an_archive_is_listed_with_the_journal_in_it(session: JournalSession) -> None:
    session.entries.save(entry(1, "Private words."))
    chosen = session.portfolios.suggested_selection(PortfolioKind.ARCHIVE)
    kinds = [i.kind for i in session.portfolios.leaving(chosen, PortfolioKind.ARCHIVE)]
    assert kinds[-1] is LeavingKind.JOURNAL
    assert LeavingKind.ENTRY in kinds


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind_name(kind) for kind in PortfolioKind}) == len(PortfolioKind)
