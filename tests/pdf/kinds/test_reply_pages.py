"""The pages for the coach: they say how, and stand where they belong."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.reply_form import About
from ahpjournal.pdf.kinds import coach
from tests.pdf.forms_in_tests import EXPORT, small_content, small_form, write_small


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path = tmp_path_factory.mktemp("reply") / "coach.pdf"
    write_small(path)
    reader = pypdf.PdfReader(path)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_page_one_tells_the_coach_of_the_boxes(pages: list[str]) -> None:
    assert "you can write in this document" in pages[0]


def test_page_one_names_the_places_where_boxes_are(tmp_path: Path, pages: list[str]) -> None:
    form = small_form()
    bare = replace(form, fields=tuple(f for f in form.fields if f.about is not About.ENTRY))
    path = tmp_path / "bare.pdf"
    coach.write(replace(small_content(), form=bare), path, SilentJob())
    first = " ".join(pypdf.PdfReader(path).pages[0].extract_text().split())
    assert "Boxes stand below reflections and in the last part" in pages[0]
    assert "Boxes stand in the last part" in first


def test_the_last_part_says_how_and_what_to_choose_when_saving(pages: list[str]) -> None:
    last = next(words for words in pages if "How to reply" in words)
    assert "\u201cWith your changes\u201d" in last
    assert "do not print it to a new PDF" in last


def test_every_page_has_the_printed_reference(pages: list[str]) -> None:
    assert all(f"Ref {EXPORT[-8:]} \u00b7 page {i} of" in w for i, w in enumerate(pages, start=1))


def test_the_first_page_leads_to_the_boxes(tmp_path: Path) -> None:
    path = tmp_path / "coach.pdf"
    write_small(path)
    reader = pypdf.PdfReader(path)
    links = [a.get_object() for a in reader.pages[0].get("/Annots", [])]
    assert [str(a["/Contents"]) for a in links] == ["Go to: Your reply"]
