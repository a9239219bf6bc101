"""Joins the settings view and presenter."""

from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.settings.presenter import SettingsPresenter
from ahpjournal.ui.pages.settings.view import SettingsView


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = SettingsView(context.theme)
    presenter = SettingsPresenter(view, context.session, context.settings, context.theme)
    view.edited.connect(presenter.edited)
    view.theme_chosen.connect(presenter.choose_theme)
    view.text_size_chosen.connect(presenter.choose_text_size)
    return Page(view, presenter)
