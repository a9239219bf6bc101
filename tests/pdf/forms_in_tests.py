"""A small form of every kind of box, and the coach's PDF with it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ahpjournal.domain.entries import Section
from ahpjournal.domain.jobs import SilentJob
from ahpjournal.domain.portfolio import ChosenEntry, PortfolioContent
from ahpjournal.domain.profile import Profile
from ahpjournal.domain.reply_form import (
    NO_RATING,
    About,
    FieldKind,
    FormField,
    Prompt,
    ReplyForm,
    field_name,
)
from ahpjournal.packs import default_pack
from ahpjournal.pdf.document import Written
from ahpjournal.pdf.kinds import coach
from tests.builders import entry

EXPORT = "019ef8db-9280-7270-805a-c3787b4b3f9c"
JOURNAL = "019ef8db-9280-7270-805a-aaaaaaaaaaaa"
KEY_ID, KEY = "ab12cd34", bytes(range(32))
ENTRY = entry(1)


def small_form() -> ReplyForm:
    """Give a form with a box of each kind."""
    options = ((NO_RATING, "No view"), ("1", "1 Novice"), ("2", "2 Beginner"), ("3", "3 Sure"))
    wanted = (
        (FieldKind.TEXT, Prompt.NOTICED, About.ENTRY, "What do you notice?", ENTRY.id, ()),
        (FieldKind.TICK, Prompt.TALK, About.ENTRY, "I would like to talk", ENTRY.id, ()),
        (FieldKind.LINE, Prompt.NAME, About.OVERALL, "Your name", "", ()),
        (FieldKind.TEXT, Prompt.STANDS_OUT, About.OVERALL, "What stands out?", "", ()),
        (FieldKind.CHOICE, Prompt.LEVEL, About.COMPETENCY, "The level you see", "A1", options),
        (FieldKind.TEXT, Prompt.WHY, About.RATINGS, "Why?", "", ()),
    )
    fields: list[FormField] = []
    for kind, prompt, about, words, record, choices in wanted:
        name = field_name(EXPORT, record or about.value, prompt, {f.name for f in fields})
        fields.append(FormField(name, kind, prompt, about, words, record, choices))
    return ReplyForm(JOURNAL, EXPORT, "rev-1", tuple(fields), KEY_ID, KEY)


def small_content() -> PortfolioContent:
    """Give a document of one reflection, with the form."""
    reflection = replace(
        ENTRY, title="The budget room", sections=(Section("text", "A quiet morning.\n\nThen not."),)
    )
    return PortfolioContent(
        profile=Profile(name="Frances Oduya"),
        profession="",
        pack=default_pack(),
        modules=(),
        prepared_on=date(2026, 6, 24),
        export_id=EXPORT,
        talk_about="One thing.",
        entries=(ChosenEntry(reflection, None),),
        form=small_form(),
    )


def write_small(path: Path) -> Written:
    """Write the small document."""
    return coach.write(small_content(), path, SilentJob())


def named(prompt: Prompt) -> str:
    """Give the name of the box with this question."""
    return next(f.name for f in small_form().fields if f.prompt is prompt)
