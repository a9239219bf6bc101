from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.services.recovery_sheets import refuse_sheet, suggested_name, write_recovery_sheet
from ahpjournal.services.session import create_journal
from ahpjournal.storage.keys import keys_path
from tests.builders import PASSPHRASE, CountingIds, content


def refusal(attempt: Callable[[], object]) -> ConditionCode:
    with pytest.raises(ConditionError) as caught:
        attempt()
    return caught.value.code


def test_the_sheet_of_an_open_journal_is_saved(tmp_path: Path, clock: FixedClock) -> None:
    session = create_journal(
        tmp_path / "My journal.ahpjournal",
        clock=clock,
        ids=CountingIds(),
        content=content(),
        passphrase=PASSPHRASE,
    )
    sheet = session.recovery_sheet()
    assert (sheet.journal_name, sheet.prepared_on) == ("My journal.ahpjournal", clock.today())
    assert suggested_name(sheet) == "Recovery sheet My journal.pdf"
    target = tmp_path / suggested_name(sheet)
    assert session.path is not None
    write_recovery_sheet(sheet, session.path, target, SilentJob())
    assert session.recovery_code().groups[3] in pypdf.PdfReader(target).pages[0].extract_text()
    session.close()


def test_a_sheet_takes_the_place_of_nothing_that_belongs_to_a_journal(
    tmp_path: Path, clock: FixedClock
) -> None:
    journal = tmp_path / "x.ahpjournal"
    ids = CountingIds()
    create_journal(journal, clock=clock, ids=ids, content=content(), passphrase=PASSPHRASE).close()
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for target, code in (
        (journal, ConditionCode.IS_A_JOURNAL),
        (keys_path(journal), ConditionCode.IS_A_JOURNAL),
        (tmp_path, ConditionCode.NOT_A_FILE),
        (tmp_path / "no" / "x.pdf", ConditionCode.FOLDER_MISSING),
    ):
        assert refusal(lambda target=target: refuse_sheet(journal, target)) is code  # type: ignore[misc]
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
