"""The recovery sheet: one accessible page that holds the code as it is to be typed."""

import re
import stat
from datetime import date
from pathlib import Path

import page as page_validation
import pypdf
import pytest
from typing_extensions import override

from ahpjournal.domain.errors import Cancelled, ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import RecoveryCode, RecoverySheet
from ahpjournal.pdf.kinds import recovery

CODE = RecoveryCode.of(bytes(range(1, 21)))
HOSTILE = "<b>&amp;</b> \u202e\u0645\u0631\u062d\u0628\u0627 \U0001f600 \u65e5 " + "W" * 90


def sheet(name: str = "My journal.ahpjournal") -> RecoverySheet:
    return RecoverySheet(name, "019ef8db-9280-7270-805a-c3787b4b3f9c", CODE, date(2026, 6, 24))


def words_of(path: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pypdf.PdfReader(path).pages))


@pytest.mark.parametrize("name", ["My journal.ahpjournal", HOSTILE])
def test_it_is_one_page_that_meets_pdf_ua(tmp_path: Path, name: str) -> None:
    path = tmp_path / "sheet.pdf"
    recovery.write(sheet(name), path, SilentJob())
    report = page_validation.validate_pdf(
        str(path), profile="ua1", limits=page_validation.SafetyLimits.unlimited()
    )
    assert [str(failure) for failure in report.failures] == []
    assert report.is_compliant
    assert len(pypdf.PdfReader(path).pages) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_code_can_be_read_back_from_the_page(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    recovery.write(sheet(), path, SilentJob())
    words = words_of(path)
    found = re.search(r"(?:[0-9A-Z]{4}-\s*){8}[0-9A-Z]{2}", words)
    assert found is not None
    assert RecoveryCode(found.group()) == CODE
    for said in ("My journal.ahpjournal", "24/06/2026", "What it opens", "Where to keep it"):
        assert said in words
    assert CODE.groups[0] not in str(pypdf.PdfReader(path).metadata)


def test_it_is_the_same_twice(tmp_path: Path) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    recovery.write(sheet(), one, SilentJob())
    recovery.write(sheet(), two, SilentJob())
    assert one.read_bytes() == two.read_bytes()


class StoppedJob(SilentJob):
    @override
    def check_cancelled(self) -> None:
        raise Cancelled


def test_stopped_or_refused_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        recovery.write(sheet(), tmp_path / "sheet.pdf", StoppedJob())
    with pytest.raises(ConditionError) as caught:
        recovery.write(sheet(), tmp_path / "no" / "sheet.pdf", SilentJob())
    assert caught.value.code is ConditionCode.FOLDER_MISSING
    assert list(tmp_path.iterdir()) == []
