"""Where one was in the journal: entry, section, cursor and scroll bar."""

from ahpjournal.ui.pages.journal.presenter import JournalPresenter
from ahpjournal.ui.pages.journal.view import JournalView
from ahpjournal.ui.places import Place


class JournalPlaces:
    """Keeps the place in the journal by ids and positions only."""

    def __init__(self, view: JournalView, presenter: JournalPresenter) -> None:
        """Keep the place in *view*."""
        self._view = view
        self._presenter = presenter

    def place(self) -> Place:
        """Tell where one is."""
        part, cursor, scroll = self._view.editor.writing_place()
        return Place(self._presenter.entry_id, part, cursor, scroll)

    def go_back(self, place: Place) -> None:
        """Go back to *place*, if its entry is open again."""
        if place.record and place.record == self._presenter.entry_id:
            self._view.editor.go_back(place.part, place.cursor, place.scroll)
