"""The owner's profile."""

from ahpjournal.domain.profile import Profession, Profile, RoleLevel
from ahpjournal.services.feed import ChangeFeed, Topic
from ahpjournal.storage.journal_file import JournalFile


class ProfileService:
    """Who keeps the journal, and the lists one chooses from."""

    def __init__(
        self,
        journal: JournalFile,
        feed: ChangeFeed,
        professions: tuple[Profession, ...],
        role_levels: tuple[RoleLevel, ...],
    ) -> None:
        """Work on *journal*."""
        self._journal = journal
        self._feed = feed
        self.professions = professions
        self.role_levels = role_levels

    def get(self) -> Profile:
        """Give the profile; an empty one if none was saved."""
        with self._journal.reading():
            return self._journal.profiles.get()

    def save(self, profile: Profile) -> None:
        """Keep *profile*; nothing is written if it is the same."""
        if profile == self.get():
            return
        with self._journal.transaction():
            self._journal.profiles.save(profile)
        self._feed.publish(Topic.PROFILE)
