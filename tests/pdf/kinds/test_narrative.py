"""The narrative page: one page, the request of the reader set apart, in letters that fit."""

from datetime import date
from pathlib import Path

import pypdf
import pytest

from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent, PortfolioKind
from ahpjournal.domain.profile import Profile
from ahpjournal.packs import default_pack, load_reflective_models
from ahpjournal.pdf.kinds import narrative
from ahpjournal.pdf.kinds.words import kept_together
from tests.builders import entry

STAGES = ("people", "risk", "contribution", "evidence", "ask")


def content(words: int) -> PortfolioContent:
    model = next(m for m in load_reflective_models() if m.id == "system-narrative")
    sections = tuple(Section(s, f"{s} {' '.join(['word'] * words)} end.") for s in STAGES)
    made = entry(1, title="Walking out by the fifth day", model=model.id, sections=sections)
    return PortfolioContent(
        profile=Profile(name="Asha Example", organisation="Northvale"),
        profession="",
        pack=default_pack(),
        modules=(),
        prepared_on=date(2026, 6, 24),
        export_id="019ef8db-9280-7270-805a-c3787b4b3f9c",
        talk_about="",
        entries=(ChosenEntry(made, model),),
        kind=PortfolioKind.NARRATIVE,
    )


def test_everything_stands_on_one_page_in_the_order_of_its_stages(tmp_path: Path) -> None:
    for words in (5, 40, 60):
        path = tmp_path / f"{words}.pdf"
        narrative.write(content(words), path, SilentJob())
        (page,) = pypdf.PdfReader(path).pages
        text = page.extract_text().replace("\u00a0", " ")
        headings = ["Who this is about", "What is at risk", "What makes the difference"]
        headings += ["How we know", "What we ask"]
        places = [text.index(heading) for heading in headings]
        assert places == sorted(places)
        assert text.count("end.") == len(STAGES)
        assert "Asha Example" in text
        assert "24/06/2026" in text


def test_what_does_not_fit_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    with pytest.raises(InputError) as raised:
        narrative.write(content(300), path, SilentJob())
    assert raised.value.code is InputCode.ONE_PAGE_ONLY
    assert not path.exists()


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Out of hospital by day five", "Out of hospital by day\u00a0five"),
        ("Three words only", "Three words only"),
        ("", ""),
        ("One two three " + "x" * 30, "One two three " + "x" * 30),
    ],
)
def test_the_last_word_of_a_title_does_not_stand_alone(title: str, kept: str) -> None:
    assert kept_together(title) == kept
