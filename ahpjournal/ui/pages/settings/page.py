"""Joins the settings view and presenter."""

from pathlib import Path

from ahpjournal.text import _
from ahpjournal.ui.page import Page, PageContext
from ahpjournal.ui.pages.settings.pack_presenter import PackPresenter
from ahpjournal.ui.pages.settings.presenter import SettingsPresenter
from ahpjournal.ui.pages.settings.view import SettingsView
from ahpjournal.ui.pages.settings.words_card import WordsCard
from ahpjournal.ui.pages.settings.words_presenter import NamesList, SpellingList, WordsPresenter
from ahpjournal.ui.qt_timers import QtTimers
from ahpjournal.ui.typed_fields import typed_fields
from ahpjournal.ui.unsaved import UnsavedText


def build_page(context: PageContext) -> Page:
    """Build the page."""
    view = SettingsView(context.theme)
    card = view.programme
    pack = PackPresenter(card, context.session, context.dialogs, context.door)
    session = context.session
    words = WordsPresenter(view.words, session, SpellingList(session))
    names = WordsPresenter(view.names, session, NamesList(session))
    presenter = SettingsPresenter(
        view,
        context.session,
        context.settings,
        context.theme,
        QtTimers(view),
        context.navigator,
        (pack, words, names),
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
    _join_words(context, view.words, words)
    _join_words(context, view.names, names)
    return Page(view, presenter, None, unsaved)


def _join_words(context: PageContext, card: WordsCard, words: WordsPresenter) -> None:
    def add_file(kind: str) -> None:
        path = context.dialogs.choose_open_file(
            _("Add the lines of a text file"), Path.home(), _("Text files (*.txt *.csv)")
        )
        if path is not None:
            words.add_file(path, kind)

    card.add_requested.connect(words.add)
    card.file_requested.connect(add_file)
    card.remove_requested.connect(words.remove)
    card.undo_requested.connect(words.undo)
