"""What left is recorded, with the form and the key by which a reply is known."""

from pathlib import Path

from ahpjournal.domain.exports import ExportedItem
from ahpjournal.services.reply_forms import keys_of
from ahpjournal.services.session import JournalSession
from tests.services.coach_pdfs import send


def test_a_document_is_recorded_with_its_form(session: JournalSession, tmp_path: Path) -> None:
    sent = send(session, tmp_path)
    (record,) = session.exports.list_all()
    assert (record.id, record.kind, record.for_whom) == (sent.content.export_id, "coach", "Moira")
    assert record.size == len(sent.data)
    assert record.items == (ExportedItem("entry", sent.entry.id, "The budget room"),)
    assert record.form is not None
    assert sent.content.form is not None
    asked = [one["words"] for one in record.form["fields"]]
    assert asked == [f.words for f in sent.content.form.fields]
    assert keys_of(session._journal) == {sent.content.form.key_id: sent.content.form.key}


def test_the_same_document_is_recorded_once(session: JournalSession, tmp_path: Path) -> None:
    sent = send(session, tmp_path)
    session.exports.record(sent.content, "again.pdf", sent.data, ())
    assert len(session.exports.list_all()) == 1
