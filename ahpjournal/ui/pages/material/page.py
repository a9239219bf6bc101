"""Joins the parts of the page about prompts, templates and tags."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.material.presenter import MaterialPresenter
from ahpjournal.ui.pages.material.prompts_presenter import PromptsPresenter
from ahpjournal.ui.pages.material.tags_presenter import TagsPresenter
from ahpjournal.ui.pages.material.templates_presenter import TemplatesPresenter
from ahpjournal.ui.pages.material.view import MaterialView
from ahpjournal.ui.places import WidgetPlaces
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = MaterialView(context.theme)
    session, navigator = context.session, context.navigator
    prompts = PromptsPresenter(view.prompts, session, navigator)
    templates = TemplatesPresenter(view.templates, session, navigator, QtTimers(view))
    tags = TagsPresenter(view.tags, session, navigator, context.jobs)
    presenter = MaterialPresenter(view, navigator, prompts, templates, tags)

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Prompts, templates and tags"), typed_fields(view)),)

    view.part_requested.connect(presenter.choose)
    view.back_requested.connect(presenter.back)
    _join_prompts(view, prompts)
    _join_templates(context, view, templates)
    part = view.tags
    part.tag_chosen.connect(tags.choose)
    part.name_typed.connect(tags.typed)
    part.rename_requested.connect(tags.rename)
    part.remove_requested.connect(tags.remove)
    part.entries_requested.connect(tags.show_entries)
    part.undo_requested.connect(tags.undo)
    part.cancel_requested.connect(tags.cancel)
    places = WidgetPlaces(view, lambda: presenter.part)
    return Page(view, presenter, places, unsaved)


def _join_prompts(view: MaterialView, prompts: PromptsPresenter) -> None:
    part = view.prompts
    part.query_edited.connect(prompts.search)
    part.filter_chosen.connect(prompts.filter)
    part.prompt_chosen.connect(prompts.choose)
    part.move_requested.connect(prompts.move)
    part.write_requested.connect(prompts.write)
    part.write_week_requested.connect(prompts.write_week)
    part.put_away_requested.connect(prompts.put_week_away)
    part.new_requested.connect(prompts.new)
    part.edit_requested.connect(prompts.edit)
    part.remove_requested.connect(prompts.remove)
    part.keep_requested.connect(prompts.keep)
    part.leave_requested.connect(prompts.leave)
    part.undo_requested.connect(prompts.undo)


def _join_templates(
    context: PageContext, view: MaterialView, templates: TemplatesPresenter
) -> None:
    part, form, dialogs = view.templates, view.templates.form, context.dialogs
    pattern = _("Templates (*.toml)")

    def save_file() -> None:
        suggested = Path.home() / templates.file_name()
        path = dialogs.choose_save_file(_("Save the template as a file"), suggested, pattern)
        if path is not None:
            templates.save_file(path)

    def read_file() -> None:
        path = dialogs.choose_open_file(_("Add a template from a file"), Path.home(), pattern)
        if path is not None:
            templates.read_file(path)

    part.template_chosen.connect(templates.choose)
    part.copy_requested.connect(templates.copy)
    part.new_requested.connect(templates.new)
    part.import_requested.connect(read_file)
    part.undo_requested.connect(templates.undo)
    form.edited.connect(templates.edited)
    form.stage_moved.connect(templates.move_stage)
    form.stage_removed.connect(templates.remove_stage)
    form.stage_requested.connect(templates.add_stage)
    form.move_requested.connect(templates.move)
    form.write_requested.connect(templates.write)
    form.file_requested.connect(save_file)
    form.remove_requested.connect(templates.remove)
