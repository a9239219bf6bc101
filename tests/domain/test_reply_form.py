"""The names of boxes say which document, what about and what is asked."""

from hypothesis import given
from hypothesis import strategies as st

from ahpjournal.domain.reply_form import (
    About,
    FieldKind,
    FormField,
    Prompt,
    ReplyForm,
    field_name,
    parts_of,
    short,
)

EXPORT = "019ef8db-9280-7270-805a-c3787b4b3f9c"
ENTRY = "019ef8db-9280-7270-805a-00009b7d0c1e"


def test_a_name_holds_the_ends_of_both_ids_and_the_question() -> None:
    name = field_name(EXPORT, ENTRY, Prompt.NOTICED, ())
    assert name == "fb_7b4b3f9c_9b7d0c1e_noticed"
    assert parts_of(name) == ("7b4b3f9c", "9b7d0c1e", "noticed")


def test_two_boxes_never_share_a_name() -> None:
    first = field_name(EXPORT, ENTRY, Prompt.NOTICED, ())
    second = field_name(EXPORT, ENTRY, Prompt.NOTICED, {first})
    assert second != first
    assert parts_of(second) == parts_of(first)


@given(st.text(), st.text(), st.sampled_from(Prompt))
def test_a_name_has_letters_digits_and_underscores_only(
    export: str, record: str, prompt: Prompt
) -> None:
    name = field_name(export, record, prompt, ())
    assert all(c.isascii() and (c.isalnum() or c == "_") for c in name)
    assert len(short(record)) <= 8


@given(st.text())
def test_other_peoples_names_are_told_apart(name: str) -> None:
    parts = parts_of(name)
    assert parts is None or name.startswith("fb_")


def test_the_boxes_about_one_thing_are_found_in_order() -> None:
    def box(name: str, about: About, record: str = "") -> FormField:
        return FormField(name, FieldKind.TEXT, Prompt.NOTICED, about, "Why?", record)

    fields = (box("a", About.ENTRY, "1"), box("b", About.OVERALL), box("c", About.ENTRY, "1"))
    form = ReplyForm("j", "e", "", fields, "k", b"secret")
    assert [f.name for f in form.about(About.ENTRY, "1")] == ["a", "c"]
    assert form.about(About.ENTRY, "2") == ()
    assert "secret" not in repr(form)
