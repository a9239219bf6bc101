"""The coach's PDF: accessible, complete, private, the same twice, and never half written."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pypdf
import pytest

from ahpjournal.assets import resource_path
from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.entries import Entry, Section, Sharing
from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.ids import TimeOrderedIds
from ahpjournal.domain.jobs import Progress, SilentJob
from ahpjournal.domain.markdown import plain_text
from ahpjournal.domain.plans import ActionPlan, ActionState
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent, Selection
from ahpjournal.domain.profile import Profile
from ahpjournal.packs import (
    default_pack,
    load_professions,
    load_reflective_models,
    load_role_levels,
)
from ahpjournal.pdf.fonts import register_fonts
from ahpjournal.pdf.kinds import coach
from ahpjournal.pdf.markup import escape
from ahpjournal.pdf.structure import Element
from ahpjournal.pdf.styles import FRAME_WIDTH
from ahpjournal.pdf.tables import tagged_table
from ahpjournal.services.session import JournalSession, ProgrammeContent, memory_journal

HOSTILE = (
    "<b>&amp;</b> <onDraw name='x'/> [link](javascript:x) \u202eright-to-left\u202c"
    " \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \U0001f600\U0001f3fd \u0175\u0177"
    " \u65e5\u672c"
    " \x00\x07 \ud800 " + "W" * 116
)


@pytest.fixture
def session() -> Iterator[JournalSession]:
    """Give the demo journal in memory."""
    clock = FixedClock(datetime(2026, 6, 24, 9, 0, tzinfo=UTC))
    content = ProgrammeContent(
        default_pack(), load_reflective_models(), load_professions(), load_role_levels()
    )
    made = memory_journal(clock=clock, ids=TimeOrderedIds(clock), content=content)
    made.transfer.import_json(resource_path("demo", "journal.json").read_bytes(), SilentJob())
    yield made
    made.close()


@pytest.fixture
def content(session: JournalSession) -> PortfolioContent:
    """Give what the demo's owner chose, with words of her own."""
    words = "- The **finance** room\n- The council\n\nAnd one decision."
    selection = replace(session.portfolios.suggested_selection(), talk_about=words)
    return session.portfolios.content(selection)


def empty_content() -> PortfolioContent:
    """Give the least that can be written."""
    return PortfolioContent(
        profile=Profile(),
        profession="",
        pack=default_pack(),
        modules=(),
        prepared_on=date(2026, 6, 24),
        export_id="019ef8db-9280-7270-805a-c3787b4b3f9c",
        talk_about="One thing.",
    )


def violations(path: Path) -> list[str]:
    """Give what stands against PDF/UA-1."""
    report = page_validation.validate_pdf(
        str(path), profile="ua1", limits=page_validation.SafetyLimits.unlimited()
    )
    return [] if report.is_compliant else [str(failure) for failure in report.failures]


def text_of(path: Path) -> str:
    """Give the words of all pages, single-spaced, without the lines at the foot."""
    reader = pypdf.PdfReader(path)
    words = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", words)


def unembedded_fonts(path: Path) -> list[str]:
    """Name every font that the file does not hold."""
    found = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name.Font:
                descriptor = item.get("/FontDescriptor")
                if descriptor is None or "/FontFile2" not in descriptor:
                    found.append(str(item.get("/BaseFont")))
    return found


def reading_order_goes_back(path: Path) -> list[str]:
    """Name places where the tree leaves the order of the pages; the contents stand apart."""
    found: list[str] = []
    with pikepdf.open(path) as pdf:
        numbers: dict[Any, int] = {page.objgen: i for i, page in enumerate(pdf.pages)}
        order: list[tuple[int, int]] = []

        def walk(node: Any, holder: Any) -> None:
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    walk(kid, holder)
            elif isinstance(node, int):
                order.append((numbers[holder], node))
            elif isinstance(node, pikepdf.Dictionary):
                present = node.Pg.objgen if "/Pg" in node else holder
                if node.get("/Type") == pikepdf.Name.MCR:
                    order.append((numbers[present], int(node.MCID)))
                elif "/S" in node and node.S != pikepdf.Name.TOC:
                    walk(node.get("/K", pikepdf.Array()), present)

        walk(pdf.Root.StructTreeRoot.K, None)
        for one, other in itertools.pairwise(order):
            if one >= other:
                found.append(f"{one} before {other}")
    return found


def test_the_demo_is_accessible_embedded_and_named(
    content: PortfolioContent, tmp_path: Path
) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    assert violations(path) == []
    assert unembedded_fonts(path) == []
    assert reading_order_goes_back(path) == []
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Coach conversation: Frances Oduya"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.CreationDate).startswith("D:20260624120000")
        assert str(pdf.docinfo.ModDate) == str(pdf.docinfo.CreationDate)
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"] == "2026-06-24T12:00:00Z"
        with pdf.open_outline() as outline:
            names = [item.title for item in outline.root]
    assert names == [
        "Ratings then and now",
        "Over the sittings",
        "Actions",
        "Chosen reflections",
        "Your reply",
    ]


def test_every_chosen_word_is_in_the_text_and_no_private_one(
    content: PortfolioContent, session: JournalSession, tmp_path: Path
) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    text = text_of(path)
    place = text.index("Chosen reflections", text.index("page 2 of"))
    for chosen in content.entries:
        place = text.index(chosen.entry.title, place)
        for section in chosen.entry.sections:
            first = plain_text(section.markdown).split("\n")[0].split()[:6]
            assert " ".join(first) in text
    whole = [session.entries.get(c.entry.id) for c in content.entries]
    private = [
        s.markdown
        for e in whole
        if e is not None
        for s in e.sections
        if s.sharing is Sharing.PRIVATE
    ]
    assert len(private) == 3
    for markdown in private:
        assert " ".join(plain_text(markdown).split()[:8]) not in text


def test_page_one_stands_alone(content: PortfolioContent, tmp_path: Path) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    first = pypdf.PdfReader(path).pages[0].extract_text()
    for words in (
        "What I want to talk about",
        "The finance room",
        "What changed",
        "Open actions",
        "Moira",
    ):
        assert words in first


def test_the_contents_name_the_pages_their_headings_stand_on(
    content: PortfolioContent, tmp_path: Path
) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    pages = [p.extract_text() for p in pypdf.PdfReader(path).pages]
    for title in ("Ratings then and now", "Over the sittings", "Chosen reflections"):
        found = re.search(re.escape(title) + r"\s+(\d+)", pages[1])
        assert found is not None
        assert title in pages[int(found[1]) - 1]


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "",
        "word " * 80_000,
        "# " + "long heading " * 60,
        "- [ ] a\n- [x] b\n\n1. c\n   - d",
    ],
)
def test_anything_typed_can_be_set(words: str, tmp_path: Path) -> None:
    entry = Entry("019c", date(2026, 1, 2), HOSTILE, sections=(Section("text", words),))
    action = ActionPlan("019d", HOSTILE, why=words[:5000], state=ActionState.DOING)
    content = replace(
        empty_content(),
        talk_about=words[:5000],
        profile=Profile(name=HOSTILE, coach=HOSTILE, role_title=HOSTILE),
        entries=(ChosenEntry(entry, None),),
        actions=(action,) * 3,
    )
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    assert violations(path) == []
    assert unembedded_fonts(path) == []


MEETING = (
    "\u05d4\u05d9\u05d5\u05dd \u05d3\u05d9\u05d1\u05e8\u05ea\u05d9 \u05e2\u05dd"
    " \u05e8\u05d0\u05e9 \u05d4\u05e6\u05d5\u05d5\u05ea"
)
WELCOME = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645 \u0641\u064a \u0641\u0631\u064a\u0642"


def written_with(markdown: str, path: Path) -> Path:
    """Write a document with one reflection."""
    entry = Entry("019c", date(2026, 1, 2), WELCOME, sections=(Section("text", markdown),))
    content = replace(empty_content(), entries=(ChosenEntry(entry, None),))
    coach.write(content, path, SilentJob())
    assert violations(path) == []
    assert unembedded_fonts(path) == []
    assert reading_order_goes_back(path) == []
    return path


@pytest.mark.parametrize(
    "markdown",
    [
        MEETING,
        f"- {MEETING}",
        f"> {MEETING}",
        f"Before **{MEETING}** and [{WELCOME}](https://example.org) after",
    ],
)
def test_words_from_right_to_left_read_in_their_order(markdown: str, tmp_path: Path) -> None:
    text = text_of(written_with(markdown, tmp_path / "coach.pdf"))
    assert " ".join(MEETING.split()) in text


def test_a_line_break_does_not_change_the_order_from_right_to_left(tmp_path: Path) -> None:
    path = written_with(f"{MEETING} " + " ".join([MEETING] * 12), tmp_path / "coach.pdf")
    assert text_of(path).count(MEETING.split(maxsplit=1)[0]) == 13
    with pikepdf.open(path) as pdf:
        said = [
            str(item.ActualText)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ActualText" in item
        ]
    assert " ".join([MEETING] * 13) in said


def test_titles_in_other_letters_stand_in_the_contents(tmp_path: Path) -> None:
    path = written_with("Text", tmp_path / "coach.pdf")
    assert WELCOME in re.sub(r"\s+", " ", pypdf.PdfReader(path).pages[1].extract_text())


def test_letters_that_no_font_has_are_kept_beside_the_sign(tmp_path: Path) -> None:
    path = written_with("She wrote \u65e5\u672c\u8a9e and \u8c22\u8c22.", tmp_path / "coach.pdf")
    with pikepdf.open(path) as pdf:
        code = b"".join(p.Contents.read_bytes() for p in pdf.pages).decode("latin-1")
    said = [bytes.fromhex(h).decode("utf-16") for h in re.findall(r"/ActualText <(\w+)>", code)]
    assert said == ["\u65e5\u672c\u8a9e", "\u8c22\u8c22"]
    assert "\u25a1\u25a1\u25a1 and \u25a1\u25a1" in text_of(path)


def test_the_least_content_is_accessible_too(tmp_path: Path) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(empty_content(), path, SilentJob())
    assert violations(path) == []
    assert "One thing." in text_of(path)


def test_equal_content_gives_equal_bytes(content: PortfolioContent, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    coach.write(content, one, SilentJob())
    coach.write(content, other, SilentJob())
    assert one.read_bytes() == other.read_bytes()


class StoppingJob:
    """Stops at its third look."""

    def __init__(self) -> None:
        self.looks = 0
        self.reports: list[Progress] = []

    def report(self, progress: Progress) -> None:
        """Keep."""
        self.reports.append(progress)

    def check_cancelled(self) -> None:
        """Stop."""
        self.looks += 1
        if self.looks == 3:
            raise Cancelled


def test_a_stopped_export_leaves_nothing_and_keeps_what_was_there(
    content: PortfolioContent, tmp_path: Path
) -> None:
    path = tmp_path / "coach.pdf"
    path.write_bytes(b"before")
    job = StoppingJob()
    with pytest.raises(Cancelled):
        coach.write(content, path, job)
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["coach.pdf"]
    assert job.reports


@pytest.mark.parametrize(
    ("target", "code"),
    [("none/coach.pdf", ConditionCode.FOLDER_MISSING), ("folder", ConditionCode.NOT_A_FILE)],
)
def test_a_place_that_cannot_be_written_is_said(
    content: PortfolioContent, tmp_path: Path, target: str, code: ConditionCode
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ConditionError) as raised:
        coach.write(content, tmp_path / target, SilentJob())
    assert raised.value.code is code
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_charts_stand_with_their_tables_and_no_page_is_nearly_empty(
    content: PortfolioContent, tmp_path: Path
) -> None:
    path = tmp_path / "coach.pdf"
    coach.write(content, path, SilentJob())
    pages = [p.extract_text() for p in pypdf.PdfReader(path).pages]
    place = next(i for i, text in enumerate(pages) if "Every rating is" in text)
    names = [c.name for c in content.pack.competencies]
    # The profile and the change stand together, their numbers on the page beside them.
    assert "The diamond is the start" in pages[place]
    assert sum(" ".join(pages[place + 1].split()).count(name) for name in names) >= len(names)
    assert "In my own words" in pages[place + 1]
    sittings = next(i for i, text in enumerate(pages) if "When each rating was made" in text)
    tables = [sum(name in " ".join(text.split()) for name in names) for text in pages[sittings:]]
    assert max(tables) == len(names)
    assert all(len(text.split()) > 60 for text in pages[:-1])


def test_a_long_table_leaves_no_row_alone() -> None:
    register_fonts()
    rows = [[escape(f"Row {i}"), escape("1")] for i in range(40)]
    table = tagged_table(Element("Document"), [escape("Name"), escape("Level")], rows, (4, 1))
    _width, height = table.wrap(FRAME_WIDTH, 1000)
    line = height / 41
    for room in range(2, 40):
        parts = table.split(FRAME_WIDTH, line * (room + 0.5))
        if len(parts) == 2:
            assert min(len(part._cellvalues) for part in parts) >= 3


def test_what_is_left_out_leaves_no_section(session: JournalSession, tmp_path: Path) -> None:
    selection = Selection(talk_about="Only this.", include_ratings=False)
    path = tmp_path / "coach.pdf"
    coach.write(session.portfolios.content(selection), path, SilentJob())
    text = text_of(path)
    assert "Only this." in text
    for heading in ("What changed", "Ratings then and now", "Chosen reflections"):
        assert heading not in text
    assert violations(path) == []
