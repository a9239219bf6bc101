from dataclasses import replace

import pytest

from ahpjournal.domain.entries import Section
from ahpjournal.domain.errors import ConditionError
from ahpjournal.domain.history import RecordKind
from ahpjournal.domain.reflection import Stage
from ahpjournal.domain.templates import Template
from ahpjournal.services.feed import Topic
from ahpjournal.services.session import JournalSession
from ahpjournal.services.templates import moved
from tests.builders import entry


def own(session: JournalSession) -> Template:
    return session.templates.save(
        Template(
            "00000000-0000-7000-8000-0000000000aa",
            "Ward round",
            stages=(Stage("s-1", "Seen", ("What?",)), Stage("s-2", "Next", ())),
        )
    )


def test_own_templates_are_offered_after_the_programs(session: JournalSession) -> None:
    made = own(session)
    assert [m.id for m in session.templates.models()] == ["free", "gibbs", "era", made.id]
    assert session.entries.draft(model=made.id).sections == (Section("s-1"), Section("s-2"))


def test_an_entry_keeps_every_text_when_its_template_changes(session: JournalSession) -> None:
    made = own(session)
    written = session.entries.save(
        entry(model=made.id, sections=(Section("s-1", "One."), Section("s-2", "Two.")))
    )
    fresh = session.templates.new_stage()
    session.templates.save(replace(made, stages=(replace(made.stages[1], heading="Then"), fresh)))
    opened = session.entries.get(written.id)
    assert opened is not None
    assert opened.sections == (
        Section("s-2", "Two."),
        Section(fresh.id),
        Section("s-1", "One.", heading="Seen"),
    )
    session.templates.save(replace(made, stages=made.stages))
    assert session.entries.get(written.id) == written
    assert session.entries.change_model(opened, "gibbs").sections[-1].markdown == "One."


def test_versions_and_documents_name_a_stage_that_was_taken_out(session: JournalSession) -> None:
    made = own(session)
    session.entries.save(entry(model=made.id, sections=(Section("s-1", "One."),)))
    session.templates.save(replace(made, stages=made.stages[1:]))
    found = session.templates.find(made.id)
    assert found is not None
    assert found.stage("s-1") == made.stages[0]
    assert session.templates.model(made.id).stage("s-1") is None


def test_a_removed_template_still_names_what_was_written_under_it(
    session: JournalSession, news: list[Topic]
) -> None:
    made = own(session)
    session.templates.remove(made.id)
    assert session.templates.all() == ()
    assert made.id not in {m.id for m in session.templates.models()}
    assert session.templates.model(made.id).name == "Ward round"
    session.templates.restore(made.id)
    assert session.templates.get(made.id) == made
    assert set(news) == {Topic.TEMPLATES}


def test_a_copy_of_a_model_says_whose_it_is_and_keeps_the_stages(session: JournalSession) -> None:
    made = session.templates.copy_of("gibbs")
    assert made.citation == "Gibbs 1988"
    assert [s.id for s in made.stages] == ["description", "feelings"]
    assert session.templates.copy_of("gibbs").name != made.name
    with pytest.raises(ConditionError):
        session.templates.copy_of("gone")


def test_what_has_no_name_is_shown_with_words(session: JournalSession) -> None:
    made = session.templates.add()
    stages = (*made.stages, session.templates.new_stage())
    session.templates.save(replace(made, name=" ", stages=stages))
    shown = session.templates.model(made.id)
    assert shown.name == "Template without a name"
    assert [stage.heading for stage in shown.stages] == ["Stage 1", "Stage 2"]


def test_templates_are_put_in_order(session: JournalSession) -> None:
    ids = [session.templates.add().id for _ in range(3)]
    session.templates.move(ids[2], -1)
    assert [t.id for t in session.templates.all()] == [ids[0], ids[2], ids[1]]
    session.templates.move(ids[0], -1)
    assert session.templates.all()[0].id == ids[0]
    assert moved(["a", "b"], "c", 1) == ["a", "b"]


def test_a_template_goes_out_as_a_file_and_comes_in_once(session: JournalSession) -> None:
    made = own(session)
    text = session.templates.file_text(made)
    assert session.templates.file_name(made) == "ward-round.toml"
    assert session.templates.read_in(text.encode(), "ward-round.toml").template == made
    session.templates.remove(made.id)
    again = session.templates.read_in(text.encode(), "ward-round.toml").template
    assert again is not None
    assert (again.name, again.stages) == (made.name, made.stages)
    assert again.id != made.id


def test_mistakes_in_a_file_are_named_by_line_and_nothing_is_stored(
    session: JournalSession,
) -> None:
    text = 'format = "ahpjournal-reflection"\nversion = 1\nname = ""\n[[stages]]\nid = "1"\n'
    found = session.templates.read_in(text.encode(), "mine.toml")
    assert found.template is None
    for place in ("line 3, name", "line 5, stages[1].id"):
        assert any(place in mistake for mistake in found.mistakes)
    assert session.templates.all() == ()


def test_templates_that_cannot_be_read_do_not_keep_entries_from_it(
    session: JournalSession,
) -> None:
    own(session)
    saved = session.entries.save(entry())
    with session._journal.transaction():
        session._journal._writing.execute("UPDATE template SET stages = '{'")
    session.feed.publish(Topic.TEMPLATES)
    assert session.entries.get(saved.id) == saved
    assert [m.id for m in session.templates.models()] == ["free", "gibbs", "era"]
    with pytest.raises(ConditionError):
        session.templates.all()


def test_an_earlier_form_of_a_template_is_a_version(session: JournalSession) -> None:
    made = own(session)
    session._journal.note_copied()
    session.templates.save(replace(made, name="Round"))
    assert len(session.history.versions(RecordKind.TEMPLATE, made.id)) == 1
