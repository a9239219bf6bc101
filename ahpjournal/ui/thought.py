"""A quick thought while it is typed: stored at once, to be finished later. No Qt here."""

from ahpjournal.services.entries import EntryService


class Thought:
    """One thought at a time; each is an entry of its own."""

    def __init__(self, entries: EntryService) -> None:
        """Store thoughts among *entries*."""
        self._entries = entries
        self.id = ""
        """The id of the entry that holds the present thought; empty before it is stored."""

    def save(self, text: str) -> None:
        """Store *text* as the present thought; where it is emptied again it goes to the bin.

        Raises:
            ConditionError: the journal cannot be written.
        """
        if text.strip():
            self.id = self._entries.quick_capture(text, again=self.id).id
        elif self.id:
            self._entries.remove(self.id)
            self.id = ""

    def let_go(self) -> str:
        """Begin another thought; gives the id of the one before, empty if there was none."""
        kept, self.id = self.id, ""
        return kept
