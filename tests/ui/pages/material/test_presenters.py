"""Prompts, templates and tags as the page shows them; no Qt."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ahpjournal.domain.errors import ConditionCode, ConditionError
from ahpjournal.domain.jobs import JobStage, Progress, SilentJob
from ahpjournal.domain.prompts import OwnPrompt
from ahpjournal.domain.templates import Template
from ahpjournal.services.jobs import InlineJobs
from ahpjournal.services.session import JournalSession
from ahpjournal.ui.pages.material.presenter import MaterialPresenter, Part
from ahpjournal.ui.pages.material.prompts_presenter import OWN, PromptsPresenter, PromptsState
from ahpjournal.ui.pages.material.tags_presenter import TagsPresenter, TagsState
from ahpjournal.ui.pages.material.templates_presenter import TemplatesPresenter, TemplatesState
from ahpjournal.ui.routes import PageId, Route, RouteAction
from tests.builders import entry
from tests.doubles import WaitingJobs


class FakeDisplay:
    """Keeps the last state of every part, and what was typed."""

    def __init__(self) -> None:
        self.prompts: PromptsState | None = None
        self.templates: TemplatesState | None = None
        self.tags: TagsState | None = None
        self.part: Part | None = None
        self.text = self.name = ""
        self.typed: Template | None = None

    def render_prompts(self, state: PromptsState) -> None:
        """Keep *state*."""
        self.prompts = state

    def render_templates(self, state: TemplatesState) -> None:
        """Keep *state*."""
        self.templates = state

    def render_tags(self, state: TagsState) -> None:
        """Keep *state*."""
        self.tags = state

    def show_part_of_page(self, part: Part) -> None:
        """Keep *part*."""
        self.part = part

    def typed_prompt(self, original: OwnPrompt) -> OwnPrompt:
        """Give what was typed."""
        return replace(original, text=self.text)

    def typed_template(self, original: Template) -> Template:
        """Give what was typed."""
        return self.typed or original

    def typed_tag(self) -> str:
        """Give what was typed."""
        return self.name


@pytest.fixture
def display() -> FakeDisplay:
    """Give a display."""
    return FakeDisplay()


@pytest.fixture
def page(
    display: FakeDisplay, session: JournalSession, navigator: Any, timers: Any
) -> MaterialPresenter:
    """Give the page, with its first part shown."""
    made = MaterialPresenter(
        display,
        navigator,
        PromptsPresenter(display, session, navigator),
        TemplatesPresenter(display, session, navigator, timers),
        TagsPresenter(display, session, navigator, InlineJobs()),
    )
    made.shown(Route(PageId.MATERIAL))
    return made


def prompts_of(display: FakeDisplay) -> PromptsState:
    assert display.prompts is not None
    return display.prompts


def templates_of(display: FakeDisplay) -> TemplatesState:
    assert display.templates is not None
    return display.templates


def tags_of(display: FakeDisplay) -> TagsState:
    assert display.tags is not None
    return display.tags


def test_a_route_names_the_part_and_another_page_keeps_it(
    page: MaterialPresenter, display: FakeDisplay, navigator: Any
) -> None:
    assert display.part is Part.PROMPTS
    page.shown(Route(PageId.MATERIAL, record="tags"))
    page.hidden()
    page.shown(Route(PageId.MATERIAL))
    assert (display.part, page.part) == (Part.TAGS, "tags")
    page.back()
    assert navigator.routes == [Route(PageId.JOURNAL)]


def test_prompts_are_found_by_theme_and_word_and_begin_a_reflection(
    page: MaterialPresenter, display: FakeDisplay, navigator: Any
) -> None:
    everything = len(prompts_of(display).rows)
    page.prompts.filter("T2")
    assert 0 < len(prompts_of(display).rows) < everything
    first = prompts_of(display).rows[0]
    page.prompts.search(first.text[:20])
    assert prompts_of(display).chosen == first
    page.prompts.write()
    assert navigator.routes == [Route(PageId.JOURNAL, RouteAction.NEW, text=first.text)]
    page.prompts.search("zzzz")
    assert prompts_of(display).chosen is None
    page.prompts.write()
    assert len(navigator.routes) == 1


def test_a_prompt_of_ones_own_is_kept_changed_moved_removed_and_brought_back(
    page: MaterialPresenter, display: FakeDisplay
) -> None:
    for text in ("First of mine?", "Second of mine?"):
        page.prompts.new()
        display.text = text
        page.prompts.keep()
    assert prompts_of(display).form is None
    page.prompts.filter(OWN)
    page.prompts.move(-1)
    assert [row.text for row in prompts_of(display).rows] == ["Second of mine?", "First of mine?"]
    page.prompts.edit()
    display.text = "Second, changed?"
    page.prompts.keep()
    page.prompts.remove()
    assert [row.text for row in prompts_of(display).rows] == ["First of mine?"]
    assert prompts_of(display).may_undo
    page.prompts.undo()
    assert [row.text for row in prompts_of(display).rows] == ["Second, changed?", "First of mine?"]


def test_a_prompt_needs_words_and_leaving_the_page_keeps_what_has_them(
    page: MaterialPresenter, display: FakeDisplay, session: JournalSession
) -> None:
    page.prompts.new()
    page.prompts.keep()
    assert prompts_of(display).error
    assert prompts_of(display).form is not None
    display.text = "Half a thought"
    assert page.flush()
    page.hidden()
    assert [p.text for p in session.prompts.own()] == ["Half a thought"]


def test_the_weeks_prompt_is_put_away_and_shown_again(
    page: MaterialPresenter, display: FakeDisplay
) -> None:
    for expected in (True, False):
        page.prompts.put_week_away()
        week = prompts_of(display).week
        assert week is not None
        assert week.is_dismissed is expected


def test_a_template_is_made_written_and_stored_as_one_types(
    page: MaterialPresenter, display: FakeDisplay, session: JournalSession, timers: Any
) -> None:
    page.choose("templates")
    page.templates.new()
    made = templates_of(display).chosen
    assert made is not None
    display.typed = replace(made, name="Ward round")
    page.templates.edited()
    timers.pass_time()
    assert [t.name for t in session.templates.all()] == ["Ward round"]
    page.templates.add_stage()
    assert len(templates_of(display).chosen.stages) == 2  # type: ignore[union-attr]


def test_stages_are_moved_and_taken_out(page: MaterialPresenter, display: FakeDisplay) -> None:
    page.choose("templates")
    page.templates.copy("gibbs")
    page.templates.move_stage("feelings", -1)
    page.templates.remove_stage("analysis")
    chosen = templates_of(display).chosen
    assert chosen is not None
    ids = [stage.id for stage in chosen.stages]
    assert ids[:2] == ["feelings", "description"]
    assert "analysis" not in ids
    assert [stage.id for stage in chosen.retired] == ["analysis"]


def test_a_template_is_removed_and_brought_back(
    page: MaterialPresenter, display: FakeDisplay, navigator: Any
) -> None:
    page.choose("templates")
    page.templates.new()
    made = templates_of(display).chosen
    page.templates.remove()
    assert (templates_of(display).templates, templates_of(display).may_undo) == ((), True)
    page.templates.undo()
    assert templates_of(display).chosen == made
    page.templates.write()
    assert made is not None
    assert navigator.routes == [Route(PageId.JOURNAL, RouteAction.NEW, record=made.id)]


def test_a_template_goes_to_a_file_and_mistakes_in_one_are_named(
    page: MaterialPresenter, display: FakeDisplay, tmp_path: Path, session: JournalSession
) -> None:
    page.choose("templates")
    page.templates.copy("gibbs")
    path = tmp_path / page.templates.file_name()
    page.templates.save_file(path)
    assert templates_of(display).saved_to == path.name
    path.write_text(path.read_text("utf-8").replace('heading = "Feelings"', "heading = 3"), "utf-8")
    page.templates.read_file(path)
    assert len(templates_of(display).mistakes) == 1
    assert "line 21" in templates_of(display).mistakes[0]
    assert len(session.templates.all()) == 1
    page.templates.read_file(tmp_path / "gone.toml")
    assert templates_of(display).problem is not None


def test_tags_are_renamed_joined_taken_off_and_that_is_taken_back(
    page: MaterialPresenter, display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    session.entries.save(entry(1, tags=("falls", "ward")))
    session.entries.save(entry(2, tags=("wards",)))
    page.choose("tags")
    page.tags.choose("ward")
    display.name = "Wards"
    page.tags.typed()
    assert tags_of(display).joins == "wards"
    page.tags.rename()
    assert tags_of(display).tags == (("falls", 1), ("wards", 2))
    page.tags.show_entries()
    assert navigator.routes == [Route(PageId.FIND, RouteAction.SEARCH, text="tag:wards")]
    page.tags.undo()
    assert tags_of(display).tags == (("falls", 1), ("ward", 1), ("wards", 1))
    page.tags.remove()
    assert tags_of(display).tags == (("falls", 1), ("wards", 1))
    display.name = " "
    page.tags.rename()
    assert tags_of(display).error


def test_while_tags_are_changed_nothing_else_can_be(
    display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    session.entries.save(entry(1, tags=("falls",)))
    jobs = WaitingJobs()
    tags = TagsPresenter(display, session, navigator, jobs)
    tags.shown()
    display.name = "slips"
    tags.rename()
    tags.remove()
    tags.undo()
    assert len(jobs.waiting) == 1
    assert tags_of(display).is_working
    (work, callbacks), progress = jobs.waiting[0], Progress(1, 2, JobStage.SAVING)
    callbacks["on_progress"](progress)
    assert tags_of(display).progress == progress
    tags.cancel()
    assert tags_of(display).is_stopping
    callbacks["on_cancelled"]()
    assert not tags_of(display).is_working
    assert tags_of(display).tags == (("falls", 1),)
    tags.rename()
    callbacks = jobs.waiting[1][1]
    callbacks["on_error"](ConditionError(ConditionCode.DISK_FULL))
    assert tags_of(display).problem is not None
    with pytest.raises(RuntimeError):
        callbacks["on_error"](RuntimeError())
    tags.rename()
    work, callbacks = jobs.waiting[2]
    callbacks["on_done"](work(SilentJob()))
    assert tags_of(display).tags == (("slips", 1),)
    tags.close()


def test_a_change_that_runs_is_stopped_when_the_page_goes(
    display: FakeDisplay, session: JournalSession, navigator: Any
) -> None:
    session.entries.save(entry(1, tags=("falls",)))
    jobs = WaitingJobs()
    tags = TagsPresenter(display, session, navigator, jobs)
    tags.shown()
    tags.remove()
    tags.close()
    shown = display.tags
    jobs.waiting[0][1]["on_progress"](Progress(1, 2, JobStage.SAVING))
    jobs.waiting[0][1]["on_cancelled"]()
    assert display.tags is shown


def test_without_tags_nothing_is_chosen(page: MaterialPresenter, display: FakeDisplay) -> None:
    page.choose("tags")
    assert (tags_of(display).chosen, tags_of(display).tags) == ("", ())
    page.tags.remove()
    page.tags.rename()
    assert tags_of(display).done is None
