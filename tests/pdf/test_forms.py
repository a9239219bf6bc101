"""Boxes in a PDF: tagged, named for screen readers, embedded and in order."""

import re
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from ahpjournal.domain.reply_form import FieldKind
from tests.pdf.forms_in_tests import small_form, write_small


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("forms") / "coach.pdf"
    write_small(made)
    return made


def boxes(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.Root.AcroForm.Fields)


def test_a_form_is_accessible(path: Path) -> None:
    report = page_validation.validate_pdf(
        str(path), profile="ua1", limits=page_validation.SafetyLimits.unlimited()
    )
    assert report.is_compliant, [str(failure) for failure in report.failures]


def test_every_box_has_words_a_look_and_a_place_in_print(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        found = boxes(pdf)
        assert [str(box.T) for box in found] == [f.name for f in small_form().fields]
        for box in found:
            assert str(box.TU).strip()
            assert box.F == 4
            size = 10 if str(box.FT) == "/Ch" else 0  # nought: long answers become smaller
            assert f"/FF {size} Tf" in str(box.DA)
            assert "/N" in box.AP
            assert "." not in str(box.T)


def test_each_kind_of_box_is_what_viewers_know(path: Path) -> None:
    kinds = {FieldKind.LINE: "/Tx", FieldKind.TEXT: "/Tx", FieldKind.TICK: "/Btn"}
    with pikepdf.open(path) as pdf:
        for field, box in zip(small_form().fields, boxes(pdf), strict=True):
            assert str(box.FT) == kinds.get(field.kind, "/Ch")
            if field.kind is FieldKind.TEXT:
                assert int(box.Ff) & 1 << 12
            if field.kind is FieldKind.CHOICE:
                pairs = [(str(o[0]), str(o[1])) for o in box.Opt]
                assert pairs == list(field.options)


def test_the_tab_key_follows_the_structure(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)


def test_the_font_of_the_boxes_is_in_the_file(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        font = pdf.Root.AcroForm.DR.Font.FF
        assert len(font.FontDescriptor.FontFile2.read_bytes()) > 10_000
        assert font.Encoding == pikepdf.Name.WinAnsiEncoding


def test_no_box_runs_scripts_and_none_is_asked_of_the_viewer(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert "/XFA" not in pdf.Root.AcroForm
        for box in boxes(pdf):
            assert "/AA" not in box
            assert "/A" not in box


def test_the_places_that_are_told_are_those_of_the_boxes(tmp_path: Path) -> None:
    path = tmp_path / "coach.pdf"
    written = write_small(path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == written.pages
        pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages, start=1)}
        told = {p.name: p for p in written.placed}
        for box in boxes(pdf):
            place = told[str(box.T)]
            assert pages[box.P.objgen] == place.page
            assert [float(v) for v in box.Rect] == pytest.approx(place.rect, abs=0.01)


def test_the_font_of_the_boxes_says_which_letter_each_code_is(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        font = pdf.Root.AcroForm.DR.Font.FF
        lines = font.ToUnicode.read_bytes().decode()
    pairs = dict(re.findall(r"<([0-9a-f]{2})> <([0-9a-f]{4})>", lines))
    assert pairs["e9"] == "00e9"
    assert pairs["92"] == "2019"
    assert "81" not in pairs
