"""A reply is read, shown, added once, and never over anything."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from ahpjournal.domain.clock import FixedClock
from ahpjournal.domain.errors import InputCode, InputError
from ahpjournal.domain.ratings import Rater
from ahpjournal.domain.replies import ReplySource
from ahpjournal.domain.reply_form import About, Prompt
from ahpjournal.domain.reply_preview import ItemState, Known, ReplyPreview, ReplyWarning
from ahpjournal.domain.returned import CommentKind
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession, memory_journal
from tests.builders import CountingIds, content, fixed_clock
from tests.pdf.reading.writers import by_pdfium
from tests.services.coach_pdfs import Sent, changed, send

VALUES = {
    Prompt.NAME: "Moira Hale",
    Prompt.NOTICED: "You stayed in the room.",
    Prompt.TALK: "Yes",
    Prompt.LEVEL: "3",
    Prompt.WHY: "The council minutes.",
}


@pytest.fixture
def sent(session: JournalSession, tmp_path: Path) -> Sent:
    return send(session, tmp_path)


def previewed(sent: Sent, data: bytes) -> ReplyPreview:
    return sent.session.replies.preview(sent.read(data))


def by_prompt(preview: ReplyPreview) -> dict[str, Any]:
    return {item.answer.prompt: item for item in preview.answers}


def test_every_box_is_shown_with_its_question_and_what_it_is_about(sent: Sent) -> None:
    preview = previewed(sent, sent.filled(VALUES))
    assert (preview.known, preview.source) == (Known.SEAL, ReplySource.PDF)
    assert preview.warnings == ()
    assert preview.export == sent.session.exports.list_all()[0]
    assert preview.from_whom == "Moira Hale"
    found = by_prompt(preview)
    assert found["noticed"].answer.shown == "You stayed in the room."
    assert found["noticed"].title == "The budget room"
    assert found["noticed"].answer.asked.startswith("For the coach")
    assert found["talk"].answer.shown == "I would like to talk about this one"
    assert (found["level"].title, found["level"].answer.shown) == ("Competency A1", "3 Competent")
    assert {item.state for item in preview.answers} == {ItemState.NEW}


def test_adding_keeps_the_words_and_the_level_as_the_coachs_own(
    sent: Sent, news: list[Topic]
) -> None:
    before = sent.session.entries.get(sent.entry.id)
    own = sent.session.ratings.ledger()
    reply = sent.session.replies.add(previewed(sent, sent.filled(VALUES)))
    assert reply is not None
    assert reply.from_whom == "Moira Hale"
    assert sent.session.replies.about(About.ENTRY, sent.entry.id) == (
        sent.session.replies.get(reply.id),
    )
    ledger = sent.session.ratings.ledger()
    assert ledger[: len(own)] == own
    (given,) = ledger[len(own) :]
    assert (given.rater, given.competency, given.level) == (Rater.COACH, "A1", 3)
    assert given.because == "The council minutes."
    assert sent.session.entries.get(sent.entry.id) == before
    assert news[-1] == Topic.PORTFOLIO | Topic.RATINGS


def test_the_same_file_twice_adds_nothing(sent: Sent) -> None:
    data = sent.filled(VALUES)
    sent.session.replies.add(previewed(sent, data))
    again = previewed(sent, data)
    assert again.warnings == (ReplyWarning.READ_BEFORE,)
    assert not again.has_news
    assert sent.session.replies.add(again) is None
    assert len(sent.session.replies.list_all()) == 1
    assert len(sent.session.ratings.ledger()) == 2


def test_a_second_reply_adds_only_what_is_new_and_shows_what_was_before(sent: Sent) -> None:
    sent.session.replies.add(previewed(sent, sent.filled(VALUES)))
    more = {**VALUES, Prompt.NOTICED: "And then you spoke.", Prompt.NEXT: "Ask the deputy."}
    preview = previewed(sent, sent.filled(more))
    found = by_prompt(preview)
    assert found["noticed"].state is ItemState.DIFFERENT
    assert found["noticed"].before == "You stayed in the room."
    assert found["next"].state is ItemState.NEW
    assert found["level"].state is ItemState.SAME
    reply = sent.session.replies.add(preview)
    assert reply is not None
    assert {a.prompt for a in reply.answers} == {"noticed", "next"}
    assert len(sent.session.ratings.ledger()) == 2
    assert len(sent.session.replies.list_all()) == 2


def test_a_file_that_was_saved_without_changes_says_so(sent: Sent) -> None:
    preview = previewed(sent, sent.data)
    assert preview.warnings == (ReplyWarning.NOTHING_FOUND,)
    assert sent.session.replies.add(preview) is None


def test_what_was_changed_or_removed_since_is_named(sent: Sent, clock: FixedClock) -> None:
    clock.advance(timedelta(days=7))
    sent.session.entries.save(replace(sent.entry, title="The other room"))
    preview = previewed(sent, sent.filled(VALUES))
    assert ReplyWarning.MOVED_ON in preview.warnings
    assert preview.changed_since == ("The other room",)
    sent.session.entries.remove(sent.entry.id)
    assert previewed(sent, sent.filled(VALUES)).changed_since == ("The budget room",)


def test_a_reply_to_another_journal_is_shown_and_not_added(sent: Sent) -> None:
    other = memory_journal(clock=fixed_clock(), ids=CountingIds(), content=content())
    other._journal.journal_id = "00000000-0000-7000-8000-999999999999"
    preview = other.replies.preview(sent.read(sent.filled(VALUES)))
    assert ReplyWarning.OTHER_JOURNAL in preview.warnings
    assert ReplyWarning.UNSEALED not in preview.warnings
    with pytest.raises(InputError) as caught:
        other.replies.add(preview)
    assert caught.value.code is InputCode.OTHER_JOURNAL
    assert other.replies.list_all() == ()
    other.close()


def test_pages_that_were_changed_are_told_of(sent: Sent) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"BT ET")

    assert previewed(sent, changed(sent.filled(VALUES), change)).warnings == (ReplyWarning.CHANGED,)


def test_a_form_without_its_manifest_is_known_by_the_names_of_its_boxes(sent: Sent) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Names
        del pdf.Root.AF
        del pdf.Root.Metadata

    preview = previewed(sent, changed(sent.filled(VALUES), change))
    assert preview.known is Known.NAMES
    assert preview.warnings == (ReplyWarning.UNSEALED,)
    assert by_prompt(preview)["noticed"].title == "The budget room"
    assert sent.session.replies.add(preview) is not None


def test_boxes_that_were_taken_out_are_missed(sent: Sent) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array(list(pdf.Root.AcroForm.Fields)[:2])
        for page in pdf.pages[1:]:
            page.obj.Annots = Array([a for a in page.obj.get("/Annots", []) if "/T" not in a])

    warnings = previewed(sent, changed(sent.filled(VALUES), change)).warnings
    assert warnings == (ReplyWarning.BOXES_MISSING,)


@pytest.mark.parametrize(
    ("lost", "known"),
    [(("/AcroForm", "/Names", "/AF", "/Metadata"), Known.PRINT), (("/AcroForm",), Known.SEAL)],
    ids=["all", "boxes"],
)
def test_a_printed_reply_is_read_off_its_pages(
    sent: Sent, lost: tuple[str, ...], known: Known
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            page.obj.Annots = Array()
        for part in lost:
            if part in pdf.Root:
                del pdf.Root[part]

    data = changed(by_pdfium(sent.data, sent.values(VALUES)), change)
    preview = previewed(sent, data)
    assert (preview.known, preview.source) == (known, ReplySource.PRINTED)
    assert preview.warnings == (ReplyWarning.PRINTED,)
    found = by_prompt(preview)
    assert found["noticed"].answer.shown == "You stayed in the room."
    assert preview.from_whom == "Moira Hale"
    assert "talk" not in found


def test_comments_are_tied_to_the_part_they_lie_in(sent: Sent) -> None:
    places = sent.record.form["places"] if sent.record and sent.record.form else []
    page, top = places[0][0], places[0][1]

    def change(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Contents="Which deputy?",
            T="Moira",
            Rect=[10, top - 40, 30, top - 20],
        )
        here = pdf.pages[page - 1].obj
        here.Annots = Array([*here.get("/Annots", []), pdf.make_indirect(note)])

    preview = previewed(sent, changed(sent.data, change))
    (item,) = preview.comments
    assert (item.comment.kind, item.comment.text) == (CommentKind.NOTE, "Which deputy?")
    assert (item.comment.about, item.comment.record) == (About.ENTRY, sent.entry.id)
    assert item.title == "The budget room"
    assert preview.from_whom == "Moira"
    reply = sent.session.replies.add(preview)
    assert reply is not None
    again = previewed(sent, changed(sent.data, change))
    assert again.comments[0].state is ItemState.SAME


def test_a_level_off_the_scale_is_kept_and_not_rated(sent: Sent) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for box in pdf.Root.AcroForm.Fields:
            if str(box.T) == sent.box(Prompt.LEVEL):
                box.V = "9"

    preview = previewed(sent, changed(sent.data, change))
    assert ReplyWarning.LEVELS_UNKNOWN in preview.warnings
    reply = sent.session.replies.add(preview)
    assert reply is not None
    assert reply.answers[0].value == "9"
    assert all(r.rater is Rater.SELF for r in sent.session.ratings.ledger())


def test_a_document_that_left_unrecorded_is_still_read(
    session: JournalSession, tmp_path: Path
) -> None:
    sent = send(session, tmp_path, is_recorded=False)
    preview = previewed(sent, sent.filled(VALUES))
    assert ReplyWarning.NOT_RECORDED in preview.warnings
    assert by_prompt(preview)["noticed"].answer.record == sent.entry.id
    assert session.replies.add(preview) is not None


def test_somebody_elses_form_is_shown_as_what_it_is(sent: Sent) -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(Fields=[Dictionary(T="Remarks", FT=Name.Tx, V="Fine.")])
        pdf.save(out)
    preview = previewed(sent, out.getvalue())
    assert preview.known is Known.NOTHING
    assert ReplyWarning.NOT_OURS in preview.warnings
    assert [(i.answer.asked, i.answer.shown) for i in preview.answers] == [("Remarks", "Fine.")]


def test_a_pdf_with_nothing_in_it_is_no_reply(sent: Sent) -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(InputError) as caught:
        previewed(sent, out.getvalue())
    assert caught.value.code is InputCode.NOT_A_REPLY


def test_pasted_words_are_added_once(session: JournalSession) -> None:
    reply = session.replies.add_pasted("  Dear Frances,\r\nwell done.  ", from_whom="Moira")
    assert reply is not None
    assert reply.answers[0].shown == "Dear Frances,\nwell done."
    assert session.replies.add_pasted("Dear Frances,\nwell done.") is None
    with pytest.raises(InputError) as empty:
        session.replies.add_pasted("   ")
    assert empty.value.code is InputCode.REQUIRED
    with pytest.raises(InputError) as long:
        session.replies.add_pasted("x" * 50_001)
    assert long.value.code is InputCode.TOO_LONG


def test_without_a_name_it_is_the_coach_of_the_profile(session: JournalSession) -> None:
    session.profile.save(replace(session.profile.get(), coach="Moira Hale"))
    reply = session.replies.add_pasted("Well done.")
    assert reply is not None
    assert reply.from_whom == "Moira Hale"


def test_an_action_is_made_from_what_was_said_and_linked(sent: Sent) -> None:
    reply = sent.session.replies.add(previewed(sent, sent.filled(VALUES)))
    assert reply is not None
    said = next(a for a in reply.answers if a.prompt == Prompt.NOTICED)
    action = sent.session.replies.action_from(said)
    assert action.title == "You stayed in the room."
    assert action.entries == (sent.entry.id,)
    assert "My coach: You stayed in the room." in action.why
    long = replace(said, shown="word " * 60, about=About.OVERALL, record="")
    assert len(sent.session.replies.action_from(long).title) <= 91


def test_a_reply_is_new_until_it_was_looked_at(session: JournalSession, news: list[Topic]) -> None:
    reply = session.replies.add_pasted("Well done.")
    assert reply is not None
    assert [r.id for r in session.replies.unread] == [reply.id]
    session.replies.mark_read(reply.id)
    assert session.replies.unread == ()
    assert news[-1] is Topic.PORTFOLIO
    heard = len(news)
    session.replies.mark_read(reply.id)
    assert len(news) == heard


def test_a_password_is_asked_for_and_used(sent: Sent) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(sent.filled(VALUES))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="herons", owner="x", R=6))
    with pytest.raises(InputError) as caught:
        sent.read(out.getvalue())
    assert caught.value.code is InputCode.PDF_NEEDS_PASSWORD
    preview = sent.session.replies.preview(sent.read(out.getvalue(), "herons"))
    assert preview.known is Known.SEAL
