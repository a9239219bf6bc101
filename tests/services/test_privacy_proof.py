"""After an export the file is read, and no private sentence may be in it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from ahpjournal.domain.entries import Entry, Section
from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.passphrases import Passphrase
from ahpjournal.services.privacy_proof import PrivacyProof, PrivateTexts
from ahpjournal.services.session import JournalSession, create_journal
from ahpjournal.storage import key_slots
from tests.builders import PASSPHRASE, CountingIds, content, fixed_clock

SECRET = "I was afraid that the board would not listen to any of us."
SHARED = "The rota changed and the team was calmer within two weeks."
ENTRY = Entry(
    "00000000-0000-7000-9000-000000000001",
    date(2026, 1, 2),
    "Rota",
    sections=(Section("a", SECRET), Section("b", SHARED)),
)


def written(tmp_path: Path, *lines: str) -> BinaryIO:
    path = tmp_path / "out.pdf"
    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 20 * number, line)
    canvas.save()
    return BytesIO(path.read_bytes())


def proof(session: JournalSession, *leaving: str, replaced: tuple[str, ...] = ()) -> PrivacyProof:
    private = PrivateTexts(session._journal, session.clock, session._ids)
    return PrivacyProof(private, leaving, replaced)


def test_a_file_with_what_was_chosen_passes(session: JournalSession, tmp_path: Path) -> None:
    session.entries.save(ENTRY)
    proof(session, SHARED).check(written(tmp_path, SHARED, "Rota"), "", SilentJob())


def test_a_private_sentence_is_told_without_its_words(
    session: JournalSession, tmp_path: Path
) -> None:
    session.entries.save(ENTRY)
    with pytest.raises(ConditionError) as caught:
        proof(session, SHARED).check(written(tmp_path, SHARED, SECRET), "", SilentJob())
    assert caught.value.code is ConditionCode.PRIVATE_TEXT_FOUND
    assert caught.value.parameters["record"] == ENTRY.id
    assert "afraid" not in str(caught.value)


def test_words_that_were_replaced_may_not_be_there(session: JournalSession, tmp_path: Path) -> None:
    check = proof(session, "Then a colleague rang.", replaced=("Mrs Hale",))
    check.check(written(tmp_path, "Then a colleague rang."), "", SilentJob())
    with pytest.raises(ConditionError) as caught:
        check.check(written(tmp_path, "Then MRS  Hale rang."), "", SilentJob())
    assert caught.value.code is ConditionCode.PRIVATE_TEXT_FOUND
    kept = proof(session, "Mrs Hale agreed to be named.", replaced=("Mrs Hale",))
    kept.check(written(tmp_path, "Mrs Hale agreed to be named."), "", SilentJob())


def test_what_cannot_be_read_back_is_refused(session: JournalSession) -> None:
    with pytest.raises(ConditionError) as caught:
        proof(session).check(BytesIO(b"half"), "", SilentJob())
    assert caught.value.code is ConditionCode.EXPORT_UNREADABLE


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_journal_in_a_file_is_read_beside_the_window(
    tmp_path: Path, passphrase: Passphrase | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_slots, "MEMORY_KIB", 19_456)
    monkeypatch.setattr(key_slots, "ITERATIONS", 2)
    session = create_journal(
        tmp_path / "j.ahpjournal",
        clock=fixed_clock(),
        ids=CountingIds(),
        content=content(),
        passphrase=passphrase,
    )
    session.entries.save(ENTRY)
    check = proof(session, SHARED)
    assert check._private._held == ()
    check.check(written(tmp_path, SHARED), "", SilentJob())
    with pytest.raises(ConditionError):
        check.check(written(tmp_path, SECRET), "", SilentJob())
    session.close()
