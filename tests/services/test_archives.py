"""An archive holds the journal itself, encrypted, and gives it back as it was."""

from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.entries import Sharing
from ahpjournal.domain.errors import ConditionCode, ConditionError, InputCode, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.domain.portfolio import LeavingKind, PortfolioKind
from ahpjournal.domain.profile import Profile
from ahpjournal.services.archives import (
    bring_back_archive,
    copies_of,
    is_archive,
    journal_in_archive,
    look_into_archive,
)
from ahpjournal.services.portfolio_words import kind_name
from ahpjournal.services.private_copies import opened_folder
from ahpjournal.services.protection import NO_KEY, Key, is_encrypted, unlock
from ahpjournal.services.session import JournalSession
from ahpjournal.storage import key_slots
from tests.builders import action, entry

LAMP = Passphrase("lamp under stone river")
SECRET = "Nobody but me shall ever read this sentence of mine."
JOB = SilentJob()


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)


@dataclass(frozen=True)
class Kept:
    """A journal at rest and what opens it."""

    path: Path
    key: Key


@pytest.fixture(params=["plain", "encrypted"])
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Give a journal with a version, something in the bin, a decision and an export."""
    monkeypatch.setenv("AHPJOURNAL_HOME", str(tmp_path / "home"))
    path = tmp_path / "here" / "Mine.ahpjournal"
    path.parent.mkdir()
    given = Passphrase("the owner's own words") if request.param == "encrypted" else None
    with closing(workshop().create(path, passphrase=given)) as session:
        session.profile.save(Profile(name="Asha Example", coach="Ben Example"))
        session.entries.save(entry(1, SECRET))
        shared = entry(2, "Words for my coach, as they stood at first.", sharing=Sharing.COACH)
        session.entries.save(shared)
        session.entries.save(entry(3, "What was thrown away."))
        session.entries.remove(entry(3).id)
        session.plans.save(action(1, why="Because."))
        session.gate.keep(session.identifiers.find("Dr Pym came in.")[0], "She agreed.")
        content = session.portfolios.content(session.portfolios.suggested_selection())
        made = session.portfolios.make_pdf(session.gate.keeper().clear(content), JOB)
        session.exports.record(content, "coach.pdf", made.data, (), pages=made.pages)
    key = unlock(path, given) if given is not None else NO_KEY
    return Kept(path, key)


def opened(kept: Kept) -> JournalSession:
    return workshop().open(kept.path, key=kept.key)


def archived(session: JournalSession, path: Path, *, has_open_pages: bool = False) -> Path:
    chosen = session.portfolios.suggested_selection(
        PortfolioKind.ARCHIVE, has_open_pages=has_open_pages
    )
    content = session.portfolios.content(chosen, PortfolioKind.ARCHIVE)
    cleared = session.gate.keeper().clear(content, replace_all=True)
    return session.portfolios.write_pdf(cleared, path, JOB, password=LAMP.text)


@pytest.fixture
def archive(kept: Kept, tmp_path: Path) -> Path:
    """Give an archive of the journal, with pages that anybody may read."""
    with closing(opened(kept)) as session:
        return archived(session, tmp_path / "Archive.pdf", has_open_pages=True)


def test_it_gives_back_the_very_journal(kept: Kept, archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.ahpjournal"
    back = bring_back_archive(archive, LAMP, target, JOB)
    assert back.found.counts["entries"] == 2
    assert is_encrypted(target)
    there = Kept(target, unlock(target, LAMP))
    with closing(opened(there)) as session, closing(opened(kept)) as here:
        assert session.journal_id == here.journal_id
        assert session.entries.get(entry(1).id) == here.entries.get(entry(1).id)
        assert session.bin.items() == here.bin.items() != ()
        assert session.exports.list_all() == here.exports.list_all()
        assert session.exports.list_all()[0].form is not None
        assert session.gate.keeper().review([]) == here.gate.keeper().review([])
        assert session.check().is_ok
        one, two = (s._journal for s in (session, here))
        assert one.settings.values() == two.settings.values()  # the keys of forms are among them
        assert one.decisions.list_all() == two.decisions.list_all() != ()


def test_what_opens_the_archive_opens_nothing_else(
    kept: Kept, archive: Path, tmp_path: Path
) -> None:
    with journal_in_archive(archive, LAMP, JOB) as held:
        assert held.key != kept.key
        with closing(workshop().open(held.path, read_only=True, key=held.key)) as session:
            assert session._journal.protection().key == held.key
    assert not [place for place in opened_folder().iterdir() if "work-" in place.name]


def test_nothing_of_the_journal_lies_open_in_the_file(archive: Path) -> None:
    data = archive.read_bytes()
    assert is_archive(data)
    assert not is_archive(b'{"format": "ahpjournal"}')
    with pikepdf.open(archive) as pdf:  # no password: the pages are open
        held = [a.get_file().read_bytes() for a in pdf.attachments.values()]
        assert pdf.Root.Metadata.read_bytes().count(b"pdfaid") > 0
    assert len(held) == 2
    for piece in (data, *held):
        for words in (SECRET, "thrown away", "SQLite format", "Dr Pym"):
            assert words.encode() not in piece


def test_open_pages_show_only_what_is_shared(kept: Kept) -> None:
    with closing(opened(kept)) as session:
        portfolios = session.portfolios
        for is_open, ids in ((True, {entry(2).id}), (False, {entry(1).id, entry(2).id})):
            chosen = portfolios.suggested_selection(PortfolioKind.ARCHIVE, has_open_pages=is_open)
            content = portfolios.content(chosen, PortfolioKind.ARCHIVE)
            assert {e.entry.id for e in content.entries} == ids
            assert content.open_pages is is_open


@pytest.mark.parametrize("has_open_pages", [True, False])
def test_a_wrong_passphrase_opens_nothing(
    session: JournalSession, tmp_path: Path, has_open_pages: bool
) -> None:
    session.entries.save(entry(1, SECRET, sharing=Sharing.COACH))
    archive = archived(session, tmp_path / "a.pdf", has_open_pages=has_open_pages)
    target = tmp_path / "t.ahpjournal"
    with pytest.raises(ConditionError) as raised:
        bring_back_archive(archive, Passphrase("lamp"), target, JOB)
    assert (raised.value.code, raised.value.path) == (
        ConditionCode.WRONG_PASSPHRASE,
        str(archive),
    )
    assert list(tmp_path.glob("t.ahpjournal*")) == []
    assert bring_back_archive(archive, LAMP, target, JOB).path == target


def test_without_a_passphrase_there_is_no_archive(session: JournalSession) -> None:
    session.entries.save(entry(1, SECRET))
    chosen = session.portfolios.suggested_selection(PortfolioKind.ARCHIVE)
    content = session.portfolios.content(chosen, PortfolioKind.ARCHIVE)
    cleared = session.gate.keeper().clear(content)
    with pytest.raises(InputError) as raised:
        session.portfolios.make_pdf(cleared, JOB)
    assert raised.value.code is InputCode.ARCHIVE_PASSPHRASE
    made = session.portfolios.make_preview(cleared, JOB)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert not list(pdf.attachments)


def test_nothing_is_put_over_anything(archive: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.ahpjournal"
    target.write_bytes(b"mine")
    with pytest.raises(ConditionError) as raised:
        bring_back_archive(archive, LAMP, target, JOB)
    assert raised.value.code is ConditionCode.ALREADY_EXISTS
    assert target.read_bytes() == b"mine"


def test_other_copies_of_the_journal_are_named(kept: Kept, archive: Path, tmp_path: Path) -> None:
    found = look_into_archive(archive, LAMP, JOB)
    assert found.counts["actions"] == 1
    back = bring_back_archive(archive, LAMP, kept.path.with_name("Back.ahpjournal"), JOB)
    assert back.copies == (kept.path,)
    apart = bring_back_archive(archive, LAMP, tmp_path / "x.ahpjournal", JOB, (kept.path,))
    assert apart.copies == (kept.path,)
    assert copies_of("another", tmp_path / "y.ahpjournal") == ()


def test_a_file_is_named_when_it_brings_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError) as raised:
        bring_back_archive(path, LAMP, tmp_path / "t.ahpjournal", JOB)
    assert (raised.value.code, raised.value.field) == (InputCode.NOT_AN_ARCHIVE, "a.pdf")
    with pytest.raises(ConditionError) as gone:
        bring_back_archive(tmp_path / "b.pdf", LAMP, tmp_path / "t.ahpjournal", JOB)
    assert gone.value.code is ConditionCode.MISSING


def test_an_archive_is_listed_with_the_journal_in_it(session: JournalSession) -> None:
    session.entries.save(entry(1, "Private words."))
    chosen = session.portfolios.suggested_selection(PortfolioKind.ARCHIVE)
    kinds = [i.kind for i in session.portfolios.leaving(chosen, PortfolioKind.ARCHIVE)]
    assert kinds[-1] is LeavingKind.JOURNAL
    assert LeavingKind.ENTRY in kinds


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind_name(kind) for kind in PortfolioKind}) == len(PortfolioKind)
