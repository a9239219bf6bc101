"""Every kind of document: accessible, in order, the same twice, whole or not there at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from typing_extensions import override

from ahpjournal.bootstrap import workshop
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Section, Sharing
from ahpjournal.domain.errors import Cancelled, InputCode, InputError
from ahpjournal.domain.jobs import JobStage, Progress, SilentJob
from ahpjournal.domain.plans import ActionPlan
from ahpjournal.domain.portfolio import (
    ONE_ENTRY,
    ChosenEntry,
    PortfolioContent,
    PortfolioKind,
    SealedJournal,
)
from ahpjournal.domain.profile import Profile
from ahpjournal.packs import default_pack
from ahpjournal.pdf.finish import Finish
from ahpjournal.pdf.render import render
from ahpjournal.services.session import JournalSession
from tests.builders import HOSTILE, entry
from tests.pdf.reading_back import (
    house_violations,
    outside_of_frames,
    page_count,
    violations,
    words_in_frames,
)

SEALED = SealedJournal("a.ahpjournal", bytes(range(256)) * 40, "a.ahpjournal.keys", b"{}")
KINDS = tuple(PortfolioKind)
PASSWORD = "lamp post \u0175"


@pytest.fixture(scope="module")
def session() -> Iterator[JournalSession]:
    """Give the demo journal in memory."""
    shop = workshop(FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC)))
    made = shop.memory()
    shop.fill_with_demo(made)
    yield made
    made.close()


def content_of(session: JournalSession, kind: PortfolioKind) -> PortfolioContent:
    """Give what the demo's owner would choose."""
    selection = session.portfolios.suggested_selection(kind)
    if kind in ONE_ENTRY:
        entries = session.portfolios.choices(PortfolioKind.COACH).entries
        shortest = min(entries, key=lambda e: len(session.entries.get(e.id).markdown))  # type: ignore[union-attr]
        selection = replace(selection, entries=(shortest.id,))
    content = session.portfolios.content(selection, kind)
    if kind is PortfolioKind.ARCHIVE:
        content = replace(content, sealed=SEALED)
    return content


def least(kind: PortfolioKind) -> PortfolioContent:
    """Give the least that can be written."""
    entries = (ChosenEntry(entry(1, ""), None),) if kind in ONE_ENTRY else ()
    return PortfolioContent(
        profile=Profile(),
        profession="",
        pack=default_pack(),
        modules=(),
        prepared_on=date(2026, 6, 24),
        export_id="019ef8db-9280-7270-805a-c3787b4b3f9c",
        talk_about="",
        entries=entries,
        kind=kind,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_accessible_and_inside_its_frames(
    session: JournalSession, kind: PortfolioKind, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    content = content_of(session, kind)
    render(content, path, SilentJob())
    assert violations(path) == []
    assert house_violations(path) == []
    assert outside_of_frames(path) == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Author) == "Frances Oduya"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == str(pdf.docinfo.Title)
        with pdf.open_outline() as outline:
            assert len(outline.root) >= 1
    words = words_in_frames(path)
    for chosen in content.entries:
        assert "".join(chosen.entry.title.split()) in words


@pytest.mark.parametrize("kind", KINDS)
def test_the_least_and_the_worst_of_every_kind_can_be_set(
    kind: PortfolioKind, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    worst = replace(entry(1), title=HOSTILE * 4, sections=(Section("text", HOSTILE * 5),))
    profile = Profile(name=HOSTILE, role_title=HOSTILE, organisation=HOSTILE * 3, coach=HOSTILE)
    contents = [
        least(kind),
        replace(
            least(kind),
            profile=profile,
            entries=(ChosenEntry(worst, None),),
            actions=(ActionPlan("a", HOSTILE * 9, why=HOSTILE),) if kind not in ONE_ENTRY else (),
        ),
    ]
    for content in contents:
        render(content, path, SilentJob())
        assert violations(path) == []
        assert house_violations(path) == []
        assert outside_of_frames(path) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_password_encrypts_and_still_lets_fields_be_filled_in(
    session: JournalSession, kind: PortfolioKind, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    render(content_of(session, kind), path, SilentJob(), Finish(password=PASSWORD))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    assert b"Frances" not in path.read_bytes()
    with pikepdf.open(path, password=PASSWORD) as pdf:
        assert pdf.encryption.R == 6
        assert pdf.allow.modify_form
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert str(pdf.Root.Lang) == "en-GB"


def test_an_archive_is_made_for_keeping(session: JournalSession, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    render(content_of(session, PortfolioKind.ARCHIVE), path, SilentJob())
    assert violations(path, "3a") == []
    with pikepdf.open(path) as pdf:
        held = pdf.attachments[SEALED.name]
        assert held.get_file().read_bytes() == SEALED.data
        assert held.obj.AFRelationship == pikepdf.Name.Source
        assert pdf.attachments[SEALED.keys_name].get_file().read_bytes() == SEALED.keys


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not PortfolioKind.ARCHIVE])
def test_only_an_archive_holds_the_journal(
    session: JournalSession, kind: PortfolioKind, tmp_path: Path
) -> None:
    path = tmp_path / "out.pdf"
    render(content_of(session, kind), path, SilentJob())
    with pikepdf.open(path) as pdf:
        assert set(pdf.attachments) <= {"portfolio.json"}
        assert kind is PortfolioKind.COACH or not pdf.attachments


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_content_gives_the_same_bytes(
    session: JournalSession, kind: PortfolioKind, tmp_path: Path
) -> None:
    content = content_of(session, kind)
    for name in ("one.pdf", "two.pdf"):
        render(content, tmp_path / name, SilentJob())
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


class CountingJob(SilentJob):
    """Stops at a given look."""

    def __init__(self, last: int) -> None:
        self._left = last
        self.looks = 0
        self.heard: list[Progress] = []

    @override
    def report(self, progress: Progress) -> None:
        self.heard.append(progress)

    @override
    def check_cancelled(self) -> None:
        self.looks += 1
        self._left -= 1
        if self._left == 0:
            raise Cancelled


def test_it_can_be_stopped_at_every_step_and_leaves_nothing(
    session: JournalSession, tmp_path: Path
) -> None:
    content = content_of(session, PortfolioKind.PORTFOLIO)
    path = tmp_path / "out.pdf"
    whole = CountingJob(-1)
    render(content, path, whole)
    assert [p.stage for p in whole.heard][:1] == [JobStage.GATHERING]
    assert whole.heard[-1].stage is JobStage.FINISHING
    done = [p.done for p in whole.heard if p.stage is JobStage.DRAWING]
    assert done == sorted(done)
    path.write_bytes(b"before")
    for last in (1, 2, whole.looks // 2, whole.looks - 1, whole.looks):
        with pytest.raises(Cancelled):
            render(content, path, CountingJob(last))
        assert path.read_bytes() == b"before"
        assert [p.name for p in tmp_path.iterdir()] == ["out.pdf"]


def test_private_parts_leave_with_an_archive_alone(session: JournalSession, tmp_path: Path) -> None:
    private = [
        section.markdown.split()[0:5]
        for row in session.portfolios.choices(PortfolioKind.ARCHIVE).entries
        if (whole := session.entries.get(row.id)) is not None
        for section in whole.sections
        if section.sharing is Sharing.PRIVATE and section.markdown.strip()
    ]
    assert len(private) >= 3
    for kind in (PortfolioKind.PORTFOLIO, PortfolioKind.COACH, PortfolioKind.ARCHIVE):
        path = tmp_path / f"{kind}.pdf"
        render(content_of(session, kind), path, SilentJob())
        words = words_in_frames(path)
        shown = sum("".join(start) in words for start in private)
        assert shown == (len(private) if kind is PortfolioKind.ARCHIVE else 0)


def test_a_narrative_stays_on_its_page(session: JournalSession, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    content = content_of(session, PortfolioKind.NARRATIVE)
    render(content, path, SilentJob())
    assert page_count(path) == 1
    long = replace(entry(1), sections=(Section("text", "word " * 900),))
    with pytest.raises(InputError) as raised:
        render(replace(content, entries=(ChosenEntry(long, None),)), path, SilentJob())
    assert raised.value.code is InputCode.ONE_PAGE_ONLY


def test_long_contents_name_the_parts_and_leave_the_rest_to_the_bookmarks(tmp_path: Path) -> None:
    rows = tuple(
        ChosenEntry(replace(entry(n), title=f"Entry number {n}", module=None), None)
        for n in range(200)
    )
    path = tmp_path / "out.pdf"
    render(
        replace(least(PortfolioKind.PORTFOLIO), entries=rows, shows_programme=False),
        path,
        SilentJob(),
    )
    assert violations(path) == []
    assert house_violations(path) == []
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert len(outline.root[0].children) == 200
