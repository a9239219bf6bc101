"""Joins the settings view and presenter."""

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.settings.pack_presenter import PackPresenter
from ahpjournal.ui.pages.settings.presenter import SettingsPresenter
from ahpjournal.ui.pages.settings.view import SettingsView
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = SettingsView(context.theme)
    card = view.programme
    pack = PackPresenter(card, context.session, context.dialogs, context.door)
    presenter = SettingsPresenter(
        view,
        context.session,
        context.settings,
        context.theme,
        QtTimers(view),
        context.navigator,
        (pack,),
    )

    def unsaved() -> tuple[UnsavedText, ...]:
        if not presenter.has_unsaved:
            return ()
        return (UnsavedText(_("Settings"), typed_fields(view)),)

    view.edited.connect(presenter.edited)
    view.typed.connect(presenter.typed)
    view.theme_chosen.connect(presenter.choose_theme)
    view.text_size_chosen.connect(presenter.choose_text_size)
    card.modules_requested.connect(presenter.show_modules)
    card.choose_requested.connect(pack.choose)
    card.choose_requested.connect(view.show_programme)
    card.adopt_requested.connect(pack.adopt)
    card.put_away_requested.connect(pack.put_away)
    card.default_requested.connect(pack.use_default)
    view.spelling_chosen.connect(lambda is_on: presenter.check_spelling(is_on=is_on))
    view.identifiers_chosen.connect(lambda is_on: presenter.show_identifiers(is_on=is_on))
    return Page(view, presenter, None, unsaved)
